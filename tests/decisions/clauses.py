"""Clauses that annul, reinstate and correct, and what a ledger of the shared world then says."""

from __future__ import annotations

from typing import Any

import pytest
from tests.world import IDS, World, effect, history, rows

from tinhgon.basis.errors import Refusal
from tinhgon.decisions import Outcome

A1 = IDS["A1"]


def names(unit_id: int = A1) -> list[tuple[str, str]]:
    return [(row[0].isoformat(), row[2]) for row in history(unit_id)]


def annul(*outcomes: Outcome, clause: str = "Điều 1") -> Any:
    return effect("annul_decision", clause, decisions=[outcome.document.number for outcome in outcomes])


def reinstate(*outcomes: Outcome) -> Any:
    return effect("reinstate_decision", decisions=[outcome.document.number for outcome in outcomes])


def redate(outcome: Outcome, was_on: str, is_on: str, **fields: Any) -> Any:
    return effect("correct_date", decision=outcome.document.number, corrected_clause="Điều 1", was_on=was_on,
                  is_on=is_on, **fields)  # fmt: skip


def refusal(world: World, *effects: Any, **fields: Any) -> Refusal:
    before = rows("SELECT max(ordinal) FROM decision")
    with pytest.raises(Refusal) as refused:
        world.sign(*effects, **fields)
    assert rows("SELECT max(ordinal) FROM decision") == before
    return refused.value
