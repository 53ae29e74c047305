"""A field of a personal record, opened: the entry that set it, its clause and decision; and what it was before."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext

from tinhgon.access.rights import Rights
from tinhgon.basis.errors import UnknownReference, gettext_noop
from tinhgon.basis.text import born_told
from tinhgon.ledger.queries import Posting, decision_at, postings
from tinhgon.registers.establishment.access import READ_FILES
from tinhgon.registers.staff.payloads import IDENTITY
from tinhgon.registers.units.queries.browsing import clauses_at
from tinhgon.web.kit import record_words
from tinhgon.web.kit.asking import Asked
from tinhgon.web.kit.panel import (
    Panel,
    SumRow,
    current_of,
    row_of,
    seal_of,
)
from tinhgon.web.kit.words import on_day
from tinhgon.web.people.page import BORN, known_person


def person_panel(asked: Asked, code: str, field: str, rights: Rights) -> Panel:
    """What is sealed is not told here: that it is stated, and by which clause. Raises RightMissing out of reach."""
    person_id, row, on = known_person(asked, code)
    rights.need(READ_FILES, person_id, row.code)
    names = BORN if field == "born" else (field,)
    if field not in ("born", *record_words.FIELDS):
        raise UnknownReference(
            "field_unknown", gettext_noop("Hồ sơ không có trường “{field}”; mở từ trang hồ sơ."), field=field
        )
    found = [
        posting for posting in postings(asked.as_of, person_id)
        if any(posting.changes.get(name) is not None for name in names)
    ]  # fmt: skip
    current = current_of(found, on)
    decision = decision_at(asked.as_of, current.ordinal) if current else None
    where = clauses_at([posting.effect_id for posting in found])
    value = _told(current, names) if current else gettext("chưa ghi")
    label = gettext("Ngày sinh") if field == "born" else str(record_words.FIELDS[field])
    return Panel(
        title=f"{label}: {row.code}",
        question=on_day(on),
        value=value,
        measure="",
        parts=(SumRow(row.code, asked.link("person", row.code), value),) if current else (),
        total=value,
        matches=current is not None,
        rows=tuple(
            row_of(asked, posting, place=where[posting.effect_id].place, value=_told(posting, names))
            for posting in reversed(found)
        ),
        rows_title=gettext("Các bút toán của số này"),
        row_count=len(found),
        seals=(seal_of(asked, decision),) if decision else (),
    )


def _told(posting: Posting, names: tuple[str, ...]) -> str:
    stated = {name: stored for name in names if (stored := posting.changes.get(name)) is not None}
    if names == BORN:
        day = gettext("ngày đã niêm phong") if "birth_day" in stated else ""
        born = born_told(stated.get("birth_year"), stated.get("birth_month"))
        return ", ".join(filter(None, (born, day)))
    return ", ".join(_one(name, stored) for name, stored in stated.items())


def _one(name: str, stored: Any) -> str:
    return gettext("đã niêm phong") if name in IDENTITY else record_words.value(name, stored)
