"""Findings as a page shows them: a word, a sentence, where it belongs and what it cites."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext

from tinhgon.basis.errors import fill
from tinhgon.basis.findings import Finding
from tinhgon.ledger.queries import FindingRow
from tinhgon.web.kit import words
from tinhgon.web.kit.asking import Asked

_ISO = re.compile(r"\b(\d{4})-(\d{2})-(\d{2})\b")
_CSS = {"error": "e", "warning": "w", "info": "", "ok": "k"}


@dataclass(frozen=True)
class UnitLink:
    name: str
    href: str


@dataclass(frozen=True)
class Said:
    """One finding."""

    css: str
    word: str
    sentence: str
    place: str
    href: str
    citation: str
    units: tuple[UnitLink, ...] = ()
    alike: int = 0


def said_row(asked: Asked, row: FindingRow, *, names: Mapping[int, str] | None = None, alike: int = 0) -> Said:
    """A finding that was recorded when its decision was signed."""
    href = asked.link("decision", row.ordinal)
    units = tuple(
        UnitLink(words.upper_first(names[unit_id]), asked.link("unit", unit_id))
        for unit_id in row.units[:3]
        if names and unit_id in names
    )
    sentence = words.upper_first(fill(gettext(row.message), _dates_shown(row.data)))
    place = words.cited(row.clause, row.number)
    return Said(_CSS[row.severity], _word(row.severity), sentence, place, href, row.citation, units, alike)


def said(findings: Iterable[Finding]) -> tuple[Said, ...]:
    """Findings of a preview, errors first."""
    order = {"error": 0, "warning": 1, "info": 2}
    return tuple(
        Said(
            _CSS[one.severity],
            _word(one.severity),
            words.upper_first(one.render(gettext)),
            one.clause,
            "",
            one.citation,
        )
        for one in sorted(findings, key=lambda one: order[one.severity])
    )


def _dates_shown(data: Mapping[str, Any]) -> dict[str, Any]:
    """Recorded data has days as 2025-07-01; a reader expects 01/07/2025."""
    return {key: _ISO.sub(r"\3/\2/\1", value) if isinstance(value, str) else value for key, value in data.items()}


def passed(sentence: str) -> Said:
    """What was checked and is in order."""
    return Said(_CSS["ok"], _word("ok"), sentence, "", "", "")


def _word(severity: str) -> str:
    return str(words.SEVERITIES[severity])
