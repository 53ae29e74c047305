"""An individual extract: what one decision says of one person (trích quyết định)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from django.utils.translation import gettext_noop

from tinhgon.basis.errors import UnknownReference
from tinhgon.decisions.secrecy import need_open
from tinhgon.documents import SHAPES, Named, People
from tinhgon.documents.naming import told
from tinhgon.ledger.queries import DecisionRow, EffectRow, decision_at, effects_of
from tinhgon.registers.establishment.access import READ_FILES
from tinhgon.registers.staff.queries.files import life_of
from tinhgon.registers.staff.queries.people import PersonRow
from tinhgon.web.kit.asking import Asked
from tinhgon.web.kit.reader import Reader
from tinhgon.web.people.page import known_person


@dataclass(frozen=True)
class Line:
    clause: str
    text: str
    effective_on: date


@dataclass(frozen=True)
class ExtractPage:
    """The head of the decision and the lines that concern the person, by name."""

    decision: DecisionRow
    name: str
    code: str
    lines: tuple[Line, ...]
    back: str
    decision_href: str
    papers: tuple[tuple[str, str], ...]


def extract_page(asked: Asked, code: str, ordinal: int, reader: Reader) -> ExtractPage:
    """The reading is written down. Raises RightMissing for a file out of the reader's reach, UnknownReference when the
    decision says nothing of the person."""
    decision, clauses, (person_id, row, shown_on) = known_extract(asked, code, ordinal, reader)
    as_shown = replace(asked.as_of, on=shown_on)
    name = reader.names(as_shown, [person_id], gettext_noop("trích quyết định")).get(person_id, "")
    people = People({row.code: Named(name, row.sex)} if name else {})  # type: ignore[arg-type]
    lines = tuple(
        Line(clause.clause, told(clause.effect, people, of=row.code), clause.effective_on) for clause in clauses
    )
    return ExtractPage(
        decision, name or row.code, row.code, lines, asked.link("person", row.code), asked.link("decision", ordinal),
        tuple((shape, asked.link("person_extract_paper", row.code, ordinal, shape)) for shape in SHAPES),
    )  # fmt: skip


def known_extract(
    asked: Asked, code: str, ordinal: int, reader: Reader
) -> tuple[DecisionRow, list[EffectRow], tuple[int, PersonRow, date]]:
    """The decision, its clauses that concern the person, and the person. Raises as `extract_page` does."""
    person_id, row, shown_on = known_person(asked, code)
    reader.rights.need(READ_FILES, person_id, row.code)
    concerned = {posting.effect_id for _, posting in life_of(asked.as_of, person_id) if posting.ordinal == ordinal}
    decision = decision_at(asked.as_of, ordinal) if concerned else None
    if decision is None:
        raise UnknownReference(
            "extract_unknown",
            gettext_noop("Quyết định thứ {ordinal} trong sổ không nói gì về hồ sơ {code}; xem lại quyết định."),
            ordinal=ordinal,
            code=row.code,
        )
    need_open(decision)
    clauses = [clause for clause in effects_of(ordinal) if clause.id in concerned]
    return decision, clauses, (person_id, row, shown_on)
