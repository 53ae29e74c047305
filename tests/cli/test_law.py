"""tinhgon law: a ledger is opened only for its people; answers name the law, refusals the fact."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

from tests.cli.conftest import Run, decision

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
    assert "giữ nguyên: name" in told.err
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


PEOPLE = """\
sex,birth_year,birth_month,recruited_on,coefficient,category,unit,unit_code
male,1968,1,1990-03-01,4.98,civil_servant,sở Mẫu,S1
female,1964,1,1990-03-01,4.98,civil_servant,sở Mẫu,S1
male,1990,1,2013-03-01,3.00,civil_servant,sở Giả,S2
"""


def test_the_cost_of_leaving(run: Run, write: Callable[[str, str], Path]) -> None:
    table = write("people.csv", PEOPLE)
    asked = ("law", "cost", "--from", "2026", "--to", "2028", "--input", table)
    data = json.loads(run(*asked, "--format", "json").out)
    assert (data["people"], data["leaving"]) == (3, 2)
    assert [(row["year"], row["ground"], row["people"]) for row in data["rows"]] == [
        (2026, "decree_154.early_retirement", 1), (2026, "past_age", 1),
    ]  # fmt: skip
    assert data["dong"] == data["rows"][0]["dong"] > 100_000_000
    assert run(*asked, "--by", "unit", "--format", "csv").out.splitlines()[1].startswith("S1,sở Mẫu,2,")
    told = run(*asked).out
    assert "Tinh giản biên chế: nghỉ hưu trước tuổi (Nghị định 154)" in told
    assert "2 trong 3 người" in told
    assert "Streamlining" in run("--lang", "en", *asked).out
    assert run("law", "cost", "--from", "2028", "--to", "2026", "--input", table).code == 1
    assert run(*asked, "--rule", "no.rule").code == 1


ROSTER = """\
effects:
- kind: take_up/1
  clause: Điều 1
  at_unit: "90003"
  person: {code: HS-1, born: 01/1968, sex: male, recruited_on: 1990-03-01, coefficient: "4.98", synthetic: true}
"""


def test_the_people_of_the_books(
    run: Run, opened: dict[str, Path], write: Callable[[str, str], Path], tmp_path: Path
) -> None:
    roster = write("roster.yaml", decision("09/QĐ", "2026-01-01", ROSTER))
    assert run("sign", roster).code == 0
    data = json.loads(run("law", "cost", "--from", "2026", "--to", "2027", "--under", "911", "--format", "json").out)
    assert (data["people"], data["leaving"]) == (1, 1)
    out = tmp_path / "out.csv"
    told = run("law", "run", "retirement.normal", "--on", "2026-01-01", "--people", "--out", out)
    assert told.code == 0
    assert out.read_text("utf-8").splitlines()[1].startswith("HS-1,90003,xã An Hòa,,male,1968-01,")
    assert ",2030-01," in out.read_text("utf-8")
    assert run("law", "cost", "--from", "2020", "--to", "2021").code == 1  # nobody is at work in 2020
    assert run("law", "run", "retirement.normal", "--on", "2026-01-01", "--out", out).code == 2


def test_an_unknown_fact_is_named_with_those_like_it(
    run: Run, write: Callable[[str, str], Path], tmp_path: Path
) -> None:
    told = run("law", "explain", EARLY, "--on", "2025-05-01", "--facts", json.dumps({**FACTS, "bhxh_month": 264}))
    assert told.code == 1
    assert "không có số liệu tên “bhxh_month”; gần giống: bhxh_months" in told.err
    table = write("people.csv", "name,scale,stepp,pay_on\nLan,A1,3,2025-05-01\n")
    asked = ("law", "run", "pay.grade", "--on", "2025-05-01", "--input", table, "--out", tmp_path / "out.csv")
    assert "Cột “stepp”" in (told := run(*asked)).err
    assert (told.code, (tmp_path / "out.csv").exists()) == (1, False)
    assert "Cần biết “Bậc”" in run(*asked, "--keep", "stepp").err
    staff = write("staff.csv", "sex,birth_year,birth_mnth\nmale,1968,1\n")
    told = run("law", "cost", "--from", "2026", "--to", "2026", "--input", staff)
    assert "gần giống: birth_month" in told.err


def test_after_the_comparison_it_says_until_when(run: Run) -> None:
    told = run("law", "explain", "pay.base", "--on", "2030-01-01", "--facts", '{"pay_on": "2030-01-01"}')
    assert "đối chiếu đến ngày" in told.out
    assert "Đối chiếu đến ngày" in run("law", "show", "pay.base").out
