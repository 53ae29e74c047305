"""The engine: what it refuses and how it says so, drafts, doubt in the result, files in and out."""

from __future__ import annotations

import time
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from tinhgon.basis.errors import BadInput, UnknownReference
from tinhgon.law import batch, engine, reading
from tinhgon.law.choosing import alternatives, compare
from tinhgon.law.explaining import explain
from tinhgon.law.kinds import KINDS, hold, month_index, month_text, worded
from tinhgon.law.model import Guard, Step
from tinhgon.law.parameters import OutsideTable, read_drafts
from tinhgon.law.telling import asked_facts, figures_of
from tinhgon.law.terms import choose, column, exact, term

DAY = date(2025, 5, 1)
OFFICIAL: dict[str, Any] = {
    "sex": "male", "birth_month": "1966-01-15", "grade_coef": "4.65", "leadership_allowance_coef": Decimal("0.6"),
    "public_service_pct": "0,25", "leave_from": "01/05/2025", "reorg_decision_effective": "2025-03-01",
    "bhxh_months": 264,
}  # fmt: skip
PERSON = {name: OFFICIAL[name] for name in ("sex", "birth_month")}
EARLY = "decree_178.early_retirement"


def test_it_works() -> None:
    told = explain(rule=engine.rule_on(id=EARLY, on=DAY), facts=OFFICIAL, on=DAY)
    assert told.result == 744_778_125
    assert [part.rule.id for part in told.before] == ["retirement.normal", "pay.current_178"]
    hows = {step.name: step.how for step in told.steps}
    assert hows["years_early"] == "30 tháng = 2 năm 6 tháng, lẻ 1–6 tháng tính ½ năm"
    assert hows["bhxh_months_of_pay"] == "5 + 0,5 × (22 − 20)"
    assert told.before[1].steps[-1].how == "2.340.000 × 5,25 × (1 + 25 %)"
    assert all(step.cite for step in told.steps)
    assert told.as_data()["law"]["effective_from"] == "2025-01-01"


def refused(rule: str, day: date, facts: dict[str, Any]) -> str:
    with pytest.raises((BadInput, OutsideTable, UnknownReference)) as refusal:
        explain(rule=engine.rule_on(id=rule, on=day), facts=facts, on=day)
    return str(refusal.value)


@pytest.mark.parametrize(
    ("rule", "day", "facts", "words"),
    [
        ("pay.grade", DAY, {"scale": "A1", "step": 3}, "Cần biết “Ngày hưởng lương” (pay_on): lương cơ sở thay đổi"),
        ("pay.grade", DAY, {"scale": "A9", "step": 3, "pay_on": "2025-05-01"}, "không có “A9”; chọn một trong"),
        ("pay.grade", DAY, {"scale": "A1", "step": 3, "pay_on": "2025-02-30"}, "không phải là ngày"),
        ("pay.grade", DAY, {"scale": "A1", "step": "ba", "pay_on": "2025-02-01"}, "không phải là số"),
        ("pay.grade", DAY, {"scale": "A1", "step": "3.5", "pay_on": "2025-02-01"}, "quá nhiều chữ số lẻ"),
        (EARLY, DAY, {**OFFICIAL, "bhxh_months": -1}, "nằm ngoài khoảng 0 đến 720"),
        (EARLY, DAY, {**OFFICIAL, "birth_month": "1966-13"}, "không phải là tháng"),
        (EARLY, DAY, {**OFFICIAL, "conditions": "nặng"}, "chọn một trong: normal, lower"),
        (EARLY, DAY, {**OFFICIAL, "pension_right_at_15": "có lẽ"}, "không phải là có hoặc không"),
        (EARLY, date(2024, 12, 31), OFFICIAL, "Ngoài bảng"),
        ("no.rule", DAY, {}, "tinhgon law list"),
    ],
)
def test_bad_input_is_named_with_what_is_needed_and_why(
    rule: str, day: date, facts: dict[str, Any], words: str
) -> None:
    assert words in refused(rule, day, facts)


def test_a_day_without_law_is_outside_the_table_and_no_number() -> None:
    told = explain(rule=engine.rule_on(id="pay.base", on=DAY), facts={"pay_on": "2004-09-30"}, on=DAY)
    assert (told.result, told.outside[:10]) == (None, "Ngoài bảng")


def test_what_is_recalled_is_marked_in_the_result() -> None:
    sure = explain(rule=engine.rule_on(id="pay.grade", on=DAY), facts={"scale": "A1", "step": 1, "pay_on": DAY}, on=DAY)
    recalled = explain(
        rule=engine.rule_on(id="pay.grade", on=DAY), facts={"scale": "C1", "step": 1, "pay_on": DAY}, on=DAY
    )
    assert sure.is_sure
    assert next(finding.code for finding in recalled.findings) == "law_unverified"
    assert recalled.as_data()["sure"] == "unverified"
    old = explain(rule=engine.rule_on(id="pay.base", on=DAY), facts={"pay_on": "2010-05-01"}, on=DAY)
    assert "chưa đối chiếu" in old.findings[0].render()


def test_a_draft_is_a_second_set_of_figures_and_says_so() -> None:
    draft = read_drafts("pay: {parameters: {base_salary: {values: [{from: 2027-07-01, value: 2700000, in: Dự thảo}]}}}")
    rule, day = engine.rule_on(id="pay.base", on=date(2027, 7, 1)), date(2027, 7, 1)
    facts = {"pay_on": "2027-07-01"}
    assert explain(rule=rule, facts=facts, on=day).result == 2_530_000
    told = explain(rule=rule, facts=facts, on=day, drafts=(draft,))
    assert told.result == 2_700_000
    assert "dự thảo" in told.findings[0].render()
    with pytest.raises(BadInput, match="không có"):
        explain(rule=rule, facts=facts, on=day, drafts=(read_drafts("pay: {parameters: {nothing: {values: []}}}"),))


def test_a_given_step_is_taken_as_it_is() -> None:
    rule = engine.rule_on(id=EARLY, on=DAY)
    facts = {"current_monthly_salary": 10_000_000, "months_early": 30, "bhxh_years": "22", "leave_from": DAY,
             "within_first_12_months": True}  # fmt: skip
    told = explain(rule=rule, facts=facts, on=DAY)
    assert told.result == 485_000_000
    assert {step.name for step in told.steps if step.is_given} == {
        "months_early", "bhxh_years", "within_first_12_months",
    }  # fmt: skip


def test_a_term_is_exact_and_tells_itself() -> None:
    frame = pl.DataFrame({"a": [46500], "b": [None]}, schema={"a": pl.Int64, "b": pl.Int64})
    a, b = column("a", "coefficient"), column("b", "coefficient")
    product = (a + exact("0.6")) * 2_340_000
    assert frame.select(product.at_scale(0)).item() == 12_285_000
    unknown = choose((b > 1, 1), otherwise=2)
    assert frame.select(unknown.expr).item() is None
    assert frame.select(choose((b > 1, 1), otherwise=2, strict=False).expr).item() == 2
    assert frame.select(exact("2.5").at_scale(0)).item() == 3
    with pytest.raises(TypeError):
        term(1.5)


@pytest.mark.parametrize(
    ("kind", "value", "held", "words"),
    [
        ("coefficient", "4.65", 46500, "4,65"), ("percent", Decimal("0.25"), 2500, "25 %"), ("years", 2.5, 25, "2,5"),
        ("month", "2027-11", 24334, "11/2027"), ("month", "11/2027", 24334, "11/2027"),
        ("month", 2027, 24324, "01/2027"),
        ("dong", 15356250, 15356250, "15.356.250"), ("bool", "Có", True, "có"),
        ("date", "01/05/2025", DAY, "01/05/2025"),
    ],
)  # fmt: skip
def test_a_value_is_held_exactly_and_written_as_in_viet_nam(kind: str, value: Any, held: Any, words: str) -> None:
    assert hold(KINDS[kind], value, where="x") == held
    assert worded(KINDS[kind], held) == words


def test_a_table_is_read_run_and_written(tmp_path: Path) -> None:
    source, out = tmp_path / "people.csv", tmp_path / "done.parquet"
    source.write_text(
        "name,sex,birth_month,leave_from,bhxh_months,reorg_decision_effective,current_monthly_salary\n"
        "Lan,female,1970-02,2025-05-01,360,2025-03-01,12000000\n"
        "Bình,male,1966-01,01/05/2025,264,2025-03-01,15356250\n"
        "Minh,male,1990-01,2025-05-01,264,2025-03-01,15356250\n",
        encoding="utf-8",
    )
    rule = engine.rule_on(id=EARLY, on=DAY)
    done = batch.run_table(rule=rule, table=batch.read_table(path=source), on=DAY)
    batch.write_table(frame=done, path=out)
    again = batch.read_table(path=out)
    assert again["total"].to_list()[1:] == [744_778_125, None]
    assert again["pension_start_month_normal"].to_list()[1] == "2027-11"
    assert again["months_by_years"].to_list()[1] == Decimal("12.5")
    assert "quá 10 năm" in again["outside"][2]
    assert again["law"].n_unique() == 1
    summed = batch.cost(done=done, by=["sex"])
    assert summed["people"].to_list() == [1, 1]


@pytest.mark.parametrize(
    ("column", "values", "words"),
    [
        ("bhxh_months", ["1", "x"], "dòng 2: “x” không phải là số"),
        ("bhxh_months", ["1.5"], "dòng 1: “1.5” có quá nhiều chữ số lẻ"),
        ("leave_from", ["2025-01-01", "2025-02-30"], "dòng 2: “2025-02-30” không phải là ngày"),
        ("birth_month", ["1966-01", "1966/13"], "dòng 2"),
    ],
)
def test_a_bad_cell_is_named(column: str, values: list[str], words: str) -> None:
    kinds = {"bhxh_months": KINDS["months"], "leave_from": KINDS["date"], "birth_month": KINDS["month"]}
    with pytest.raises(BadInput) as refusal:
        reading.read_frame(frame=pl.DataFrame({column: values}), kinds=kinds)
    assert words in str(refusal.value)


def test_a_row_that_cannot_be_says_why_and_the_others_are_computed() -> None:
    frame = pl.DataFrame({"scale": ["A1", None, "A9"], "step": [1, 1, 1], "pay_on": [DAY, DAY, DAY]})
    done = engine.run(rule=engine.rule_on(id="pay.grade", on=DAY), facts=frame, on=DAY)
    assert done["salary"].to_list() == [5_475_600, None, None]
    assert done[engine.OUTSIDE].to_list()[1:] == [
        "Thiếu “Nhóm ngạch”.",
        "“Nhóm ngạch” không thuộc các giá trị của quy định.",
    ]


@pytest.mark.parametrize(
    "rule", [v for known in engine.rules().values() for v in known], ids=lambda r: f"{r.id}-{r.effective_from}"
)
def test_a_rule_is_well_made(rule: Any) -> None:
    parts = engine.parts_on(rule=rule, on=rule.effective_from)[1]
    steps = [part for part in parts if isinstance(part, Step)]
    names = [step.name for step in steps]
    assert rule.formula.__doc__
    assert rule.title
    assert rule.cite
    assert len(set(names)) == len(names)
    assert rule.gives in names
    assert all(step.cite for step in steps if not step.hidden)
    assert all(guard.cite and guard.otherwise for guard in parts if isinstance(guard, Guard))
    facts = {fact.name for fact in rule.facts}
    for place, part in enumerate(parts):
        reads = part.holds.reads if isinstance(part, Guard) else part.term.reads
        assert reads <= facts | {p.name for p in parts[:place] if isinstance(p, Step)}, part
    assert all(alias_of in {*names, *facts} for alias_of in rule.aliases.values() if alias_of in names)
    for fact in rule.facts:
        assert not fact.is_needed or fact.why or fact.example is not None, fact.name
        if fact.supplied_by:
            assert fact.supplied_by[0] in engine.rules()
    assert figures_of(rule=rule) is not None
    assert asked_facts(rule=rule, on=rule.effective_from)


def test_a_next_version_states_only_what_changes() -> None:
    first, second, third = engine.versions(id="standards.must_rearrange")
    assert (second.title, second.facts, second.asks, second.gives) == (
        first.title,
        first.facts,
        first.asks,
        first.gives,
    )
    assert (second.effective_from, third.effective_from) == (first.effective_to, second.effective_to)
    assert (first.sure, second.sure, third.note != second.note) == ("unverified", "verified", True)
    with pytest.raises(ValueError, match=r"standards\.must_rearrange from 2026-01-01 has no end"):
        third.next_version(cite="–")


def test_a_version_cites_what_was_in_force() -> None:
    found: dict[str, set[str]] = {}
    for day in (date(2020, 12, 31), date(2021, 1, 1)):
        told = explain(rule=engine.rule_on(id="retirement.normal", on=day), facts=PERSON, on=day)
        found[day.isoformat()] = {step.cite.split(",")[0] for step in told.steps}
    assert found == {"2020-12-31": {"Bộ luật Lao động 2012"}, "2021-01-01": {"Nghị định 135/2020/NĐ-CP"}}


def test_an_explanation_is_quick() -> None:
    rule = engine.rule_on(id="retirement.normal", on=DAY)
    explain(rule=rule, facts=PERSON, on=DAY)
    took = []
    for _ in range(5):
        began = time.perf_counter()
        explain(rule=rule, facts=PERSON, on=DAY)
        took.append(time.perf_counter() - began)
    assert min(took) < 0.1


def test_the_lower_age_is_asked_only_where_it_counts() -> None:
    told = explain(rule=engine.rule_on(id=EARLY, on=DAY), facts={**OFFICIAL, "conditions": "lower"}, on=DAY)
    assert "retirement.lower" in [part.rule.id for part in told.before]
    assert "đã đến tháng hưởng lương hưu" in told.outside


def test_only_the_most_favourable_instrument_is_marked() -> None:
    found = alternatives(ground="reorganisation", facts=OFFICIAL, leave_on=date(2025, 7, 1))
    facts = {one.rule_id: one for one in found}
    assert [one.rule_id for one in found if one.is_best] == [EARLY]
    assert facts["decree_154.early_retirement"].total
    assert "thôi việc ngay" in facts["decree_178.severance"].reason
    later = alternatives(
        ground="reorganisation", facts={**OFFICIAL, "leave_from": "2025-09-01"}, leave_on=date(2025, 9, 1)
    )
    assert [one.rule_id for one in later if one.is_best] == ["decree_154.early_retirement"]
    assert any("Nghị định 154" in one.reason for one in later)


def test_the_choice_is_the_same_for_many() -> None:
    day = date(2025, 7, 1)
    months = [
        month_index(2025, 7),
        month_index(2026, 7),
        month_index(2028, 1),
        month_index(2033, 1),
        month_index(2040, 1),
    ]
    rows = [
        {"pension_start_month_normal": month, "bhxh_months": bhxh, "current_monthly_salary": 10_000_000}
        for month in months
        for bhxh in (60, 200, 300)
    ]
    frame = pl.DataFrame(rows).with_columns(leave_from=pl.lit(day), reorg_decision_effective=pl.lit(date(2025, 3, 1)))
    many = compare(ground="reorganisation", facts=frame, on=day)
    for row in many.iter_rows(named=True):
        facts = {name: row[name] for name in frame.columns}
        facts["pension_start_month_normal"] = month_text(row["pension_start_month_normal"])
        found = alternatives(ground="reorganisation", facts=facts, leave_on=day)
        best = next((one for one in found if one.is_best), None)
        assert (row["best_rule"], row["best_total"]) == ((best.rule_id, best.total) if best else (None, None))
    assert many["best_rule"].null_count() < many.height
    nothing = compare(ground="past_age", facts=frame, on=day)
    assert nothing["best_total"].null_count() == frame.height
