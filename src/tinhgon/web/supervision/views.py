"""The log for supervision: who read whom, searched, logged in or failed to; what left the house; overrides."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext, gettext_noop

from tinhgon.access.rights import Rights
from tinhgon.basis.asof import parse_day
from tinhgon.basis.text import clean
from tinhgon.ledger.queries.knowledge import HOME
from tinhgon.record import acts, readings
from tinhgon.record.actor import Actor
from tinhgon.record.kinds.export import EXPORTS, Export
from tinhgon.record.kinds.read_log import ReadLog
from tinhgon.registers.establishment.access import SUPERVISE
from tinhgon.registers.staff.codes import need_persons
from tinhgon.web.kit.access import readable, rights_of
from tinhgon.web.kit.actor import actor_of
from tinhgon.web.kit.asking import Asked, whole_in
from tinhgon.web.kit.pages import show
from tinhgon.web.supervision.lines import ACT_SORTS, SORTS, Line, acts_found, found, rows_of

HERE = "log"
IN_FILE = 5000
WHAT = gettext_noop("nhật ký xem hồ sơ")
_COLUMNS = ("number", "at", "who", "address", "purpose", "kind", "what", "files", "batch")


@dataclass(frozen=True)
class LogPage:
    """`sorts`: (title, address, whether it is this one); `asked`: what the form says."""

    lines: tuple[Line, ...]
    sorts: tuple[tuple[str, str, bool], ...]
    reach: str
    form: Mapping[str, str]
    sort: str
    next_href: str
    unsealed: int
    files: tuple[tuple[str, str], ...] = ()
    of_acts: bool = False


@readable
def log(request: HttpRequest, asked: Asked) -> HttpResponse:
    rights = _supervisor(request)
    question, form, sort = _question(request)
    _note(request, rights, question, form)
    page = found(rights, question, before=_before(request))
    titles = {"": gettext("Tất cả"), "ho-so": gettext("Xem và tìm hồ sơ"), "viec": gettext("Hồ sơ công việc"),
              "dang-nhap": gettext("Đăng nhập"), "khong-duoc": gettext("Không được"),
              "giam-sat": gettext("Giám sát")}  # fmt: skip
    shown = LogPage(
        page.lines, tuple((titles[name], asked.here(loai=name, truoc=None), name == sort) for name in SORTS),
        rights.reach_told(SUPERVISE), form, sort, asked.here(truoc=page.next) if page.next else "",
        readings.unsealed_readings(),
        (("CSV", asked.link("log_table", **_kept(form, sort))),
         (gettext("bằng chứng có niêm phong (JSON)"), asked.link("log_evidence", **_kept(form, sort)))),
    )  # fmt: skip
    return show(request, asked, "supervision/log.html", shown, here=HERE)


@readable
def acts_log(request: HttpRequest, asked: Asked) -> HttpResponse:
    """What is an act of the record: exports, overrides, accounts, erasures."""
    rights = _supervisor(request)
    sort = request.GET.get("loai", "") if request.GET.get("loai", "") in ACT_SORTS else ""
    what = gettext_noop("nhật ký việc")
    readings.note(ReadLog(what=what, question={"loai": sort}), by=actor_of(request))
    lines, following = acts_found(rights, sort, before=_before(request))
    titles = {"": gettext("Tất cả"), "ket-xuat": gettext("Kết xuất"), "bo-qua": gettext("Bỏ qua điều kiện"),
              "tai-khoan": gettext("Tài khoản"), "may-chu": gettext("Máy chủ"), "xoa": gettext("Xóa")}  # fmt: skip
    shown = LogPage(
        lines, tuple((titles[name], asked.here(loai=name, truoc=None), name == sort) for name in ACT_SORTS),
        rights.reach_told(SUPERVISE), {}, sort, asked.here(truoc=following) if following else "",
        readings.unsealed_readings(), of_acts=True,
    )  # fmt: skip
    return show(request, asked, "supervision/log.html", shown, here=HERE)


@readable
def table(request: HttpRequest, asked: Asked) -> HttpResponse:  # noqa: ARG001
    """The lines as CSV, at most IN_FILE of them; that they left is an act."""
    rights = _supervisor(request)
    question, form, sort = _question(request)
    page = found(rights, question, before=_before(request), page=IN_FILE)
    _left(request, "csv", len(page.lines), form, sort)
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(_COLUMNS)
    writer.writerows(tuple(map(_plain, row)) for row in rows_of(page.lines))
    return _file(out.getvalue().encode("utf-8-sig"), "text/csv; charset=utf-8", "nhat-ky.csv")


@readable
def evidence(request: HttpRequest, asked: Asked) -> HttpResponse:  # noqa: ARG001
    """The lines exactly as they are kept, with the batches that seal them: whoever has the file can reckon the hashes.

    A line about people out of reach is left out; of the other lines of a batch only the hash is given.
    """
    rights = _supervisor(request)
    question, form, sort = _question(request)
    page = found(rights, question, before=_before(request), page=IN_FILE)
    inside = set(rights.over(SUPERVISE, sorted({person for one in page.kept for person in one.persons})))
    whole = [one for one in page.kept if set(one.persons) <= inside]
    _left(request, "json", len(whole), form, sort)
    numbers = sorted({one.batch for one in whole if one.batch is not None})
    head, log_head = acts.head(), readings.readings_head()
    told = {
        "made_at": timezone.now().astimezone(HOME).isoformat(),
        "how": "line hash = sha256 over (number, recorded_at in microseconds, body), as docs/security.md says",
        "acts_head": asdict(head), "batches_head": asdict(log_head),
        "lines": [{"number": one.number, "recorded_at": one.recorded_at.isoformat(), "batch": one.batch,
                   "body": one.body} for one in whole],
        "batches": [{**asdict(one), "hashes": readings.hashes_of(one.number)} for one in readings.batches(numbers)],
    }  # fmt: skip
    text = json.dumps(told, ensure_ascii=False, indent=1, default=lambda value: value.isoformat())
    return _file(text.encode(), "application/json", "nhat-ky.json")


def _supervisor(request: HttpRequest) -> Rights:
    rights = rights_of(request)
    rights.need(SUPERVISE)
    return rights


def _question(request: HttpRequest) -> tuple[dict[str, Any], dict[str, str], str]:
    """What is asked of the log, what the form showed, which sort. Raises BadInput for a day, UnknownReference for a
    code that nobody has."""
    form = {name: clean(request.GET.get(name, ""))[:100] for name in ("tai_khoan", "ho_so", "tu", "den")}
    sort = request.GET.get("loai", "") if request.GET.get("loai", "") in SORTS else ""
    question: dict[str, Any] = {"kinds": SORTS[sort]}
    if form["tai_khoan"]:
        question["account"] = form["tai_khoan"]
    if form["ho_so"]:
        question["person_id"] = need_persons([form["ho_so"]])[0]
    if form["tu"]:
        question["since"] = _moment(parse_day(form["tu"], where=gettext("Từ ngày")))
    if form["den"]:
        question["until"] = _moment(_next(parse_day(form["den"], where=gettext("Đến ngày"))))
    return question, form, sort


def _next(day: date) -> date:
    return day + timedelta(days=1) if day < date.max else day


def _moment(day: date) -> datetime:
    return datetime.combine(day, time.min, HOME)


def _before(request: HttpRequest) -> int | None:
    return whole_in(request.GET, "truoc", 0) or None


def _kept(form: Mapping[str, str], sort: str) -> dict[str, str]:
    return {**{name: value for name, value in form.items() if value}, "loai": sort}


def _note(request: HttpRequest, rights: Rights, question: Mapping[str, Any], form: Mapping[str, str]) -> None:
    del rights
    person = question.get("person_id")
    said = {name: value for name, value in form.items() if value}
    readings.note(ReadLog(what=WHAT, persons=(person,) if person else (), question=said), by=actor_of(request))


def _left(request: HttpRequest, shape: str, rows: int, form: Mapping[str, str], sort: str) -> None:
    by: Actor = actor_of(request)
    acts.append(EXPORTS, Export(what=WHAT, format=shape, rows=rows, question=_kept(form, sort)), by=by)


def _plain(cell: str) -> str:
    """A cell that no program takes for a formula."""
    return f"'{cell}" if cell[:1] in ("=", "+", "-", "@", "\t") else cell


def _file(content: bytes, kind: str, name: str) -> HttpResponse:
    response = HttpResponse(content, content_type=kind)
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
