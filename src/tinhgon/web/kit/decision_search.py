"""Decisions that fit a text."""

from __future__ import annotations

from tinhgon.basis.asof import AsOf
from tinhgon.basis.text import fold
from tinhgon.ledger.queries import DecisionRow, decisions
from tinhgon.web.kit.asking import Asked
from tinhgon.web.kit.remembered import ANY_DAY, remembered


def matching(asked: Asked, text: str) -> list[DecisionRow]:
    """Decisions known whose number, subject or issuer contains the words, without regard to accents."""
    rows: list[DecisionRow] = remembered(decisions, AsOf(ANY_DAY, asked.as_of.known_at))
    wanted = fold(text).split()
    if not wanted:
        return list(rows)
    return [
        row
        for row in rows
        if all(word in fold(f"{row.kind} {row.number} {row.subject} {row.issuer}") for word in wanted)
    ]
