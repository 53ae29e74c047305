"""Every case of law/rules/*/cases.yaml: a day, facts, what is expected, and where the expectation comes from."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import yaml

from tinhgon.law import engine
from tinhgon.law.checking import same
from tinhgon.law.explaining import explain


def cases() -> list[Any]:
    found = []
    for path in sorted(engine.RULES_FOLDER.glob("*/cases.yaml")):
        for number, case in enumerate(_exact(path)["cases"], start=1):
            found.append(pytest.param(case, id=f"{case['rule']}-{number}"))
    return found


def _exact(path: Path) -> Any:
    class Loader(yaml.SafeLoader):
        pass

    Loader.add_constructor("tag:yaml.org,2002:float", lambda loader, node: Decimal(loader.construct_scalar(node)))
    return yaml.load(path.read_text("utf-8"), Loader=Loader)


@pytest.mark.parametrize("case", cases())
def test_a_case(case: dict[str, Any]) -> None:
    rule = engine.rule_on(id=case["rule"], on=case["day"])
    expected = dict(case["expect"])
    told = explain(rule=rule, facts=case["facts"], on=case["day"])
    if expected.pop("outside", False):
        assert told.outside
        assert told.result is None
        return
    assert told.outside == ""
    for step, value in expected.items():
        assert same(value, told.values[step]), f"{step}: {told.values[step]}"


def test_every_subject_has_figures_and_cases_with_a_source() -> None:
    for path in engine.RULES_FOLDER.glob("*/formulas.py"):
        assert (path.parent / "parameters.yaml").exists(), path.parent.name
        assert _exact(path.parent / "cases.yaml")["source"], path.parent.name


def test_every_rule_has_a_case() -> None:
    asked = {case.values[0]["rule"] for case in cases()}
    assert (
        sorted(
            set(engine.rules())
            - asked
            - {"decree_108.transfer", "decree_108.severance", "pay.next_step", "pay.current_29"}
        )
        == []
    )
