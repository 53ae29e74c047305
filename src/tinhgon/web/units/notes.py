"""What is worth knowing of a unit: findings of the checks, and other units that share its code or its name."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext as _

from tinhgon.basis.asof import AsOf
from tinhgon.basis.errors import fill
from tinhgon.ledger.queries import FindingRow, UnitRow, findings_on_unit
from tinhgon.ledger.queries.browsing import Span, namesakes
from tinhgon.web.units import words
from tinhgon.web.units.links import PageLinks
from tinhgon.web.words import SEVERITIES, upper_first

MOST_NAMESAKES = 6
_CSS = {"error": "e", "warning": "w", "info": "", "ok": "k"}
_ISO = re.compile(r"\b(\d{4})-(\d{2})-(\d{2})\b")


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
    return Note(
        css=_CSS[finding.severity],
        word=str(SEVERITIES[finding.severity]),
        sentence=upper_first(fill(gettext(finding.message), _told(finding.data))),
        cite=finding.citation,
        href=links.asked.link("decision", finding.ordinal),
        link=", ".join(part for part in (finding.clause, finding.number) if part),
    )


def _told(data: Mapping[str, Any]) -> dict[str, Any]:
    """Dates were stored as text: a reader gets them as dd/mm/yyyy."""
    return {key: _ISO.sub(r"\3/\2/\1", value) if isinstance(value, str) else value for key, value in data.items()}


def _of_namesake(span: Span, row: UnitRow, links: PageLinks) -> Note:
    day = span.since if span.since > links.asked.on or span.until is None else words.eve(span.until)
    if span.same == "code":
        sentence = _("Mã {code} cũng là của {unit}, {when}. Cùng mã, khác đơn vị.")
    else:
        sentence = _("{unit} (mã {other_code}), {when}, cùng tên. Cùng tên, khác đơn vị.")
    unit = f"{span.kind} {span.name}"
    told = sentence.format(
        code=row.code,
        other_code=span.code or _("chưa ghi"),
        unit=unit if span.same == "code" else words.full_name(span.kind, span.name),
        when=words.span(span.since, span.until),
    )
    return Note(
        css="",
        word=str(SEVERITIES["info"]),
        sentence=told,
        cite="",
        href=links.unit(span.unit_id, day),
        link=_("Xem {unit}, ngày {day}").format(unit=unit, day=words.day_text(day)),
    )
