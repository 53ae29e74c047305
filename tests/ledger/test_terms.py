"""A place for a time: powers and rights end with its last day, it says so before, and stays an alarm after."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from tests.world import World, codes, day, effect, post

from tinhgon.basis.asof import AsOf
from tinhgon.basis.findings import Finding
from tinhgon.decisions import preview, verify
from tinhgon.registers.establishment.access import READ_FILES
from tinhgon.registers.staff.queries.files import access_of
from tinhgon.registers.staff.queries.terms import terms_ending

ACTING = 3003
RIGHTS = effect("set_access", "Điều 2", posts=["S1.04"], access=[READ_FILES])


def appoint(assignment: str, until: str | None, clause: str = "Điều 1", at: str = "S1.04") -> Any:
    return effect("appoint", clause, person="HS-3", at_post=at, assignment=assignment, until=until)


def rights(on: str) -> list[tuple[str, date | None]]:
    return [(one.code, one.until) for one in access_of(AsOf(day(on)), ACTING)]


def found(findings: tuple[Finding, ...], code: str) -> list[str]:
    return [finding.render() for finding in findings if finding.code == code]


@pytest.mark.parametrize("assignment", ["acting", "in_charge", "concurrent", "substantive"])
def test_rights_end_with_the_last_day(world: World, assignment: str) -> None:
    """C09 of the field: acting until 31/12/2024 still had the rights of the post two years later."""
    world.sign(appoint(assignment, "2024-12-31"), RIGHTS, on="2024-01-01")
    assert rights("2023-12-31") == []
    assert rights("2024-12-31") == [(READ_FILES, day("2024-12-31"))]
    assert rights("2025-01-01") == rights("2026-12-01") == []
    assert verify().is_sound


def test_a_seconded_place_gives_rights_until_its_last_day_and_home_goes_on(world: World) -> None:
    home = effect("set_access", "Điều 2", posts=["S1.03"], access=["kho"])
    away = effect("second", person="HS-3", at_post="S2.02", until="2024-12-31")
    world.sign(away, home, effect("set_access", "Điều 3", posts=["S2.02"], access=[READ_FILES]), on="2024-01-01")
    assert (READ_FILES, day("2024-12-31")) in rights("2024-06-01")
    assert READ_FILES not in [code for code, _ in rights("2025-01-01")]


def test_it_is_told_before(world: World) -> None:
    draft = world.draft(appoint("acting", "2024-12-31"), on="2024-01-01")
    (seen,) = preview([draft])
    (told,) = found(seen.findings, "term_ends")
    assert "1 chỗ làm việc có thời hạn, sớm nhất đến hết ngày 31/12/2024 (hồ sơ HS-3)" in told
    assert seen.can_be_signed
    world.sign(appoint("acting", "2024-12-31"), on="2024-01-01")
    assert [term.until for term in terms_ending(AsOf(day("2024-10-01")))] == []
    (soon,) = terms_ending(AsOf(day("2024-10-02")))
    assert (soon.code, soon.number, soon.until, soon.has_passed(day("2024-12-31"))) == (
        "HS-3", "S1.04", day("2024-12-31"), False,
    )  # fmt: skip


def test_what_has_passed_is_an_alarm_until_a_decision_deals_with_it(world: World) -> None:
    world.sign(appoint("acting", "2024-12-31"), on="2024-01-01")
    (passed,) = terms_ending(AsOf(day("2026-11-30")))
    assert passed.has_passed(day("2026-11-30"))
    later = world.sign(effect("change_record", person="HS-3", record={"ethnicity": "Kinh"}), on="2025-03-01")
    assert found(later.findings, "term_passed") == []  # the record alone: no place is touched
    moved = world.sign(appoint("concurrent", None, at="S2.02"), on="2025-04-01")
    (told,) = found(moved.findings, "term_passed")
    assert "Hồ sơ HS-3 còn giữ" in told
    assert "thời hạn đã hết ngày 31/12/2024: không còn quyền hạn" in told
    world.sign(effect("end_assignment", person="HS-3", at_post="S1.04"), on="2025-05-01")
    assert terms_ending(AsOf(day("2026-11-30"))) == []


HEAD = effect("create_posts", unit={"code": "S1", "structure": "state_agency"},
              posts=[post("S1.09", "Trưởng phòng", id=2109, group="leadership", rank="head")])  # fmt: skip


@pytest.mark.parametrize(
    ("on", "until", "words"),
    [
        ("2026-09-01", "2027-08-31", ""),
        ("2026-09-01", "2027-09-01", "quá thời hạn; muộn nhất đến ngày 31/08/2027"),
        ("2026-09-01", None, "không nêu thời hạn; muộn nhất đến ngày 31/08/2027"),
        ("2026-07-31", "2028-01-01", ""),
    ],
)
def test_an_acting_head_has_twelve_months(world: World, on: str, until: str | None, words: str) -> None:
    world.sign(HEAD, on="2022-01-01")
    outcome = world.sign(appoint("acting", until, at="S1.09"), on=on)
    told = found(outcome.law, "acting_head_too_long")
    assert (len(told), outcome.can_be_signed) == (1 if words else 0, True)
    if told:
        assert words in told[0]
        assert outcome.law[0].citation.startswith("Nghị định 170/2025/NĐ-CP, sửa đổi bởi 300/2026/NĐ-CP")
    assert codes(world.sign(appoint("in_charge", None, at="S2.02"), on="2026-10-01").law) == []
