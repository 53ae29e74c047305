"""What is worth knowing of a unit: findings of the checks, and other units that share its code or its name."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _

from tinhgon.basis.asof import AsOf
from tinhgon.ledger.queries import FindingRow, findings_on_unit
from tinhgon.registers.units.queries import UnitRow
from tinhgon.registers.units.queries.browsing import Span, namesakes
from tinhgon.web.kit import unit_words
from tinhgon.web.kit.findings import said_row
from tinhgon.web.kit.unit_links import PageLinks
from tinhgon.web.kit.words import SEVERITIES

MOST_NAMESAKES = 6


@dataclass(frozen=True, kw_only=True)
class Note:
    """One sentence, where it comes from, and where it leads."""

    css: str
    word: str
    sentence: str
    cite: str
    href: str
    link: str


def notes(as_of: AsOf, row: UnitRow, *, links: PageLinks) -> tuple[Note, ...]:
    """The findings of decisions that stand, then units of the same code or name at other times."""
    found = [_of_finding(finding, links) for finding in findings_on_unit(row.id)]
    found += [_of_namesake(span, row, links) for span in namesakes(as_of, row)[:MOST_NAMESAKES]]
    return tuple(found)


def _of_finding(finding: FindingRow, links: PageLinks) -> Note:
    said = said_row(links.asked, finding)
    return Note(
        css=said.css, word=said.word, sentence=said.sentence, cite=said.citation, href=said.href, link=said.place
    )


def _of_namesake(span: Span, row: UnitRow, links: PageLinks) -> Note:
    day = span.shown_on(links.asked.on)
    if span.same == "code":
        sentence = _("Mã {code} cũng là của {unit}, {when}. Cùng mã, khác đơn vị.")
    else:
        sentence = _("{unit} (mã {other_code}), {when}, cùng tên. Cùng tên, khác đơn vị.")
    unit = f"{span.kind} {span.name}"
    told = sentence.format(
        code=row.code,
        other_code=span.code or _("chưa ghi"),
        unit=unit if span.same == "code" else span.full_name,
        when=unit_words.span(span.since, span.until),
    )
    return Note(
        css="",
        word=str(SEVERITIES["info"]),
        sentence=told,
        cite="",
        href=links.unit(span.unit_id, day),
        link=_("Xem {unit}, ngày {day}").format(unit=unit, day=unit_words.day_text(day)),
    )
