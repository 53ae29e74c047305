"""A rule of law asked about several cases at once; the law is loaded only when a decision leads to a question."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any


def answers(rule_id: str, on: date, cases: Sequence[Mapping[str, Any]]) -> tuple[list[Any], str] | None:
    """What the rule of the day gives for each case (None: nothing), and its article. None where there is no such rule.

    A case is facts by name; those that the rule does not ask for are passed over, those that it lacks are not stated.
    """
    import polars as pl

    from tinhgon.law import engine
    from tinhgon.law.parameters import OutsideTable

    try:
        rule = engine.rule_on(id=rule_id, on=on)
    except OutsideTable:
        return None
    kinds = engine.kinds_of(rule=rule, on=on)
    stated = {name for case in cases for name in case}
    dtypes = {name: kind.dtype for name, kind in kinds.items() if name in stated}
    frame = pl.DataFrame({name: [case.get(name) for case in cases] for name in dtypes}, schema=dtypes)
    return engine.run(rule=rule, facts=frame, on=on)[rule.gives].to_list(), rule.cite
