"""Unit standards after a merger: by the instrument of the day, without knowing the terrain."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from tests.signing import sign
from tests.world import World, document, effect, figure, opening, rows

from tinhgon.basis.findings import Finding
from tinhgon.decisions import Change, preview, verify
from tinhgon.decisions.law_checks.unit_standards import of_changes


def fields(area: str, population: int, kind: str = "xã", code: str = "90001") -> dict[str, Any]:
    return {
        "structure": "territory", "kind": kind, "name": "An Thịnh", "code": code, "level": 3,
        "area_km2": {"value": area}, "population": {"value": str(population)},
    }  # fmt: skip


def judged(
    on: date, after: dict[str, Any], before: dict[str, Any] | None = None, merged: int = 2
) -> tuple[Finding, ...]:
    sources = [{"unit": f"9000{place}"} for place in range(1, merged + 1)]
    merge = effect("merge_units", sources=sources, into={"code": "90001", "name": "An Thịnh", "kind": after["kind"]})
    return tuple(of_changes([Change(7, on, before, after)], document(merge, number="02/NQ", on=on)))


@pytest.mark.parametrize(
    ("on", "after", "merged", "codes"),
    [
        (date(2020, 1, 1), fields("60", 9000), 2, []),
        (date(2020, 1, 1), fields("35", 9000), 2, ["unit_standard_depends"]),
        (date(2020, 1, 1), fields("10", 4000), 2, ["unit_below_standard"]),
        (date(2016, 5, 24), fields("10", 4000), 2, []),
        (date(2025, 7, 1), fields("10", 4000), 2, ["unit_below_standard"]),
        (date(2025, 7, 1), fields("10", 4000), 3, []),
        (date(2025, 7, 1), fields("5.5", 22000, "phường"), 2, ["unit_standard_depends"]),
        (date(2026, 1, 1), fields("5.5", 21000, "phường"), 2, []),
        (date(2026, 1, 1), fields("5.5", 20999, "phường"), 2, ["unit_below_standard"]),
    ],
)
def test_a_merged_unit(on: date, after: dict[str, Any], merged: int, codes: list[str]) -> None:
    found = judged(on, after, merged=merged)
    assert [finding.code for finding in found] == codes
    assert all(finding.citation and finding.units == (7,) and not finding.is_error for finding in found)


def test_a_unit_that_only_changes_its_name_is_not_asked() -> None:
    same = fields("10", 4000)
    assert judged(date(2020, 1, 1), {**same, "name": "An Hòa"}, before=same) == ()


def test_the_sentence_says_where_it_is_met() -> None:
    (found,) = judged(date(2020, 1, 1), fields("55", 6000))
    assert "đạt tiêu chuẩn nếu là miền núi, vùng cao, không đạt nếu là vùng còn lại" in found.render()
    assert found.citation.startswith("Nghị quyết 1211/2016/UBTVQH13")


INTO = {"code": "A1", "name": "An Thịnh", "kind": "xã", "area_km2": figure(22), "population": figure(2200)}
MERGER = effect("merge_units", sources=[{"unit": "A1"}, {"unit": "A2"}], into=INTO)
STORED = "SELECT severity, code, citation FROM finding f JOIN decision d USING (ordinal) WHERE d.number = %s"


def test_what_the_law_says_is_kept_with_the_decision(bare_world: World) -> None:
    draft = document(MERGER, number="02/NQ", on="2022-01-01")
    (seen,) = preview([draft])
    signed = sign(draft)
    assert [finding.code for finding in signed.law] == ["unit_below_standard"]
    assert [finding.data for finding in signed.law] == [finding.data for finding in seen.law]
    assert signed.can_be_signed
    kept = rows(STORED, "02/NQ")
    assert ("warning", "unit_below_standard", signed.law[0].citation) in kept
    assert len(kept) == len(signed.findings) + len(signed.law)
    assert verify().is_sound
    assert rows(STORED, "02/NQ") == kept  # a replay does not judge again


def test_the_opening_of_the_books_makes_no_unit(db: None) -> None:
    assert sign(opening()).law == ()
