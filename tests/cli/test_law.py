"""tinhgon law: no ledger is opened; answers name the law, refusals the fact."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

from tests.cli.conftest import Run

FACTS = {
    "sex": "male", "birth_month": "1966-01", "grade_coef": 4.65, "leadership_allowance_coef": 0.6,
    "public_service_pct": 0.25, "leave_from": "2025-05-01", "reorg_decision_effective": "2025-03-01",
    "bhxh_months": 264,
}  # fmt: skip
EARLY = "decree_178.early_retirement"
HEAD = "id,instrument,effective_on,inputs,expected\n"
ROW = 'x,NĐ 154/2025/NĐ-CP Đ6,2025-06-16,"{""years_early"": 3.5, ""bhxh_years"": 26.5}",'


def test_explain_tells_every_step(run: Run, write: Callable[[str, str], Path]) -> None:
    path = write("facts.json", json.dumps(FACTS))
    told = run("law", "explain", EARLY, "--on", "2025-05-01", "--facts", path)
    assert (told.code, told.err) == (0, "")
    assert "460.687.500 + 191.953.125 + 92.137.500 = 744.778.125 đồng" in told.out
    english = run("--lang", "en", "law", "explain", EARLY, "--on", "2025-05-01", "--facts", path)
    assert "Total; the pension is not reduced" in english.out
    data = json.loads(run("law", "explain", EARLY, "--on", "01/05/2025", "--facts", path, "--format", "json").out)
    assert (data["result"], data["law"]["effective_from"]) == (744778125, "2025-01-01")


def test_what_is_missing_is_asked_for(run: Run) -> None:
    told = run("law", "explain", EARLY, "--on", "2025-05-01", "--facts", '{"sex": "male"}')
    assert told.code == 1
    assert "Cần biết" in told.err
    assert "leave_from" in told.err
    assert run("law", "explain", "no.rule", "--on", "2025-05-01", "--facts", "{}").code == 1
    assert "JSON" in run("law", "explain", EARLY, "--on", "2025-05-01", "--facts", "{x}").err


def test_list_and_show(run: Run) -> None:
    listed = json.loads(run("law", "list", "--on", "2020-06-01", "--format", "json").out)
    ids = {rule["id"] for rule in listed}
    assert "decree_108.early_retirement" in ids
    assert EARLY not in ids
    shown = run("law", "show", "pay.base").out
    assert "2026-07-01: 2.530.000" in shown
    assert "[unverified]" in shown


def test_run_adds_columns(run: Run, write: Callable[[str, str], Path], tmp_path: Path) -> None:
    table = write("people.csv", "name,scale,step,pay_on\nLan,A1,3,2025-05-01\nMinh,A1,,2025-05-01\n")
    told = run("law", "run", "pay.grade", "--on", "2025-05-01", "--input", table, "--out", tmp_path / "out.csv")
    assert told.code == 0
    lines = (tmp_path / "out.csv").read_text("utf-8").splitlines()
    assert lines[0].startswith("name,scale,step,pay_on,")
    assert ",7020000," in lines[1]
    assert "Thiếu “Bậc”" in lines[2]
    assert (
        run("law", "run", "pay.grade", "--on", "2025-05-01", "--input", table, "--out", tmp_path / "out.doc").code == 1
    )


def test_check_says_what_differs(run: Run, write: Callable[[str, str], Path]) -> None:
    good = write("good.csv", HEAD + ROW + '"{""months_of_current_salary"": 25.75}"\n')
    bad = write("bad.csv", HEAD + ROW + '"{""months_of_current_salary"": 26}"\n')
    told = run("law", "check", good, "--format", "json")
    assert told.code == 0
    assert json.loads(told.out)["counts"] == {"match": 1, "mismatch": 0, "unsupported": 0}
    told = run("law", "check", bad)
    assert told.code == 1
    assert "quy tắc 25.75" in told.out
    assert run("law", "check", write("none.csv", "id\nx\n")).code == 1
