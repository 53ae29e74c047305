"""What a form of the review says about the file: kept with the upload, and the file is checked again."""

from __future__ import annotations

from django.http import QueryDict
from django.utils.translation import gettext

from tinhgon.basis.asof import parse_day
from tinhgon.importing import roster
from tinhgon.importing.roster.mending import mend, mendings
from tinhgon.registers.staff import mappings
from tinhgon.web.roster.upload import Upload

ONCE = ("unit", "category", "bloc", "title")
"""Fields that the form lets be said once."""


def say_once(posted: QueryDict, upload: Upload) -> None:
    """Unit, category, bloc of the file or of a sheet; sheets left; what is hidden; names in capitals; cells as the row
    above."""
    answers = upload.answers()
    for name, text in posted.items():
        kind, _, rest = name.partition("-")
        scope, _, field = rest.rpartition("-")
        if kind == "chung" and field in ONCE:
            answers.state(scope, field, str(text))
    shown = [int(place) for place in posted.getlist("trang_co") if place.isdecimal()]
    read = {int(place) for place in posted.getlist("trang") if place.isdecimal()}
    answers.left = sorted((set(answers.left) - set(shown)) | (set(shown) - read))
    answers.proper = bool(posted.get("ten_thuong"))
    answers.unhide = bool(posted.get("ca_phan_an"))
    answers.down = [name for name in posted.getlist("theo_tren") if name in roster.FIELDS]
    roster.understand(upload.workbook(), _saved(upload), answers)  # refused before it is kept
    upload.answer(answers)


def choose_columns(posted: QueryDict, upload: Upload) -> None:
    """The columns as they were chosen, and the day; kept under the name of an office when one is given."""
    upload.on = parse_day(
        posted.get("ngay_ghi", upload.day.strftime("%d/%m/%Y")), where=gettext("Ngày ghi sổ")
    ).isoformat()
    answers = upload.answers()
    changed: dict[str, dict[str, str]] = {}
    for name, text in posted.items():
        kind, _, rest = name.partition("-")
        sheet, _, place = rest.partition("-")
        if kind == "cot" and sheet.isdecimal() and place.isdecimal():
            changed.setdefault(sheet, {})[place] = str(text) if text in roster.FIELDS else ""
    for sheet, columns in changed.items():
        for field in set(columns.values()) - {""}:
            if list(columns.values()).count(field) > 1:
                roster.refuse_twice(upload.name, field)
        answers.columns[sheet] = {**answers.columns.get(sheet, {}), **columns}
    upload.answer(answers)
    if name := posted.get("ten_cach", "").strip():
        layout = roster.understand(upload.workbook(), answers=answers)
        chosen = {
            part.matched.headers[int(place)]: field
            for part in layout.parts for place, field in changed.get(str(part.sheet.place), {}).items()
            if part.matched.headers.get(int(place))
        }  # fmt: skip
        mappings.save_mapping(name, chosen)


def answer_doubts(posted: QueryDict, upload: Upload) -> None:
    """For each field in doubt: from which column, or from none."""
    answers = upload.answers()
    for part in roster.understand(upload.workbook(), _saved(upload), answers).parts:
        sheet = str(part.sheet.place)
        for doubt in part.matched.doubts:
            chosen = posted.get(f"hoi-{sheet}-{doubt.field}", "")
            if chosen == "":
                continue
            columns = answers.columns.setdefault(sheet, {})
            columns |= {str(place): doubt.field if str(place) == chosen else "" for place in doubt.places}
    upload.answer(answers)


def mend_cells(posted: QueryDict, upload: Upload, checked: roster.Checked) -> None:
    """What was picked or typed for rows that are wrong alike."""
    answers = upload.answers()
    keys = {name.partition("-")[2] for name, text in posted.items() if name.startswith(("ghi-", "chon-")) and text}
    for one in mendings(checked, most=len(keys), keys=keys)[0]:
        text = str(posted.get(f"ghi-{one.key}") or posted.get(f"chon-{one.key}") or "").strip()
        if text and text != one.text:
            mend(checked, answers, one, text)
    upload.answer(answers)


def _saved(upload: Upload) -> dict[str, str] | None:
    return mappings.saved_mapping(upload.mapping) if upload.mapping else None
