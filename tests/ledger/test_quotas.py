"""The establishment by double entry: conserved and never silently negative; it ends, is cut and comes back by days."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.signing import sign
from tests.world import CIVIL, World, agency, codes, day, effect, rows

from tinhgon.basis.errors import Conflict, NotBalanced
from tinhgon.decisions import draft, preview, verify

S1, S2 = agency("S1"), agency("S2")
IDS = {"S1": 1010, "S2": 1011}
SURPLUS, RESERVE = {**CIVIL, "layer": "surplus"}, {**CIVIL, "layer": "reserve"}


def held(code: str, on: str | date, layer: str = "official") -> int:
    return _sum("account = 'held' AND unit_id = %s AND layer = %s", on, IDS[code], layer)


def account(name: str, on: str | date) -> int:
    return _sum("account = %s", on, name)


def _sum(condition: str, on: str | date, *arguments: Any) -> int:
    sql = (
        f"SELECT coalesce(sum(amount), 0) FROM quota_version WHERE {condition} AND valid @> %s AND upper_inf(recorded)"
    )
    return int(rows(sql, *arguments, day(on))[0][0])


def refused(world: World, *effects: Any, on: str = "2022-01-01") -> list[str]:
    with pytest.raises(NotBalanced) as found:
        world.sign(*effects, on=on)
    return codes(found.value.findings)


def cut(unit: Any, amount: int, reason: str = "not_replaced", clause: str = "Điều 1", line: Any = CIVIL) -> Any:
    cuts = [{"unit": unit, "line": line, "amount": amount, "reason": reason}]
    return effect("cut_quota", clause, cuts=cuts)


def move(amount: int, source: Any = S1, target: Any = S2) -> Any:
    return effect("transfer_quota", source=source, target=target, line=CIVIL, amount=amount)


# -- what each does ---------------------------------------------------------------------------------------------------


def test_a_transfer_moves_and_a_cut_stays_in_the_books_under_its_reason(world: World) -> None:
    world.sign(move(1), on="2022-01-01")
    assert (held("S1", "2021-12-31"), held("S1", "2022-01-01"), held("S2", "2022-01-01")) == (5, 4, 3)
    world.sign(cut(S1, 1, "retired_early"), on="2022-02-01")
    assert (held("S1", "2022-02-01"), account("cut", "2022-02-01")) == (3, 1)
    assert rows("SELECT reason, amount FROM quota_version WHERE account = 'cut'") == [("retired_early", 1)]


def test_a_reserve_is_released_to_the_unit_or_to_another(world: World) -> None:
    release = {"unit": S1, "line": {"category": "civil_servant"}, "amount": 1}
    assert codes(world.sign(effect("release_reserve", **release, target=S2)).findings) == []
    assert (held("S1", "2022-01-01", "reserve"), held("S2", "2022-01-01")) == (0, 3)
    assert refused(world, effect("release_reserve", **release), on="2022-02-01") == ["quota_below_zero"]


def test_a_line_never_goes_below_nothing_on_any_day(world: World) -> None:
    assert refused(world, cut(S2, 3)) == ["quota_below_zero", "over_quota"]
    world.sign(move(2), on="2022-06-01")
    assert "quota_below_zero" in refused(world, cut(S1, 4), on="2022-01-01"), "2022-06-01 would be left with -1"
    with pytest.raises(NotBalanced, match=r"Phòng Kinh tế \(S1\) từ ngày 01/06/2022 còn −1 biên chế công chức"):
        world.sign(cut(S1, 4), on="2022-01-01")


def test_a_retroactive_cut_lets_later_ones_stand(world: World) -> None:
    world.sign(cut(S1, 1), on="2023-01-01")
    world.sign(cut(S1, 1), on="2022-01-01")
    assert [held("S1", f"{year}-01-01") for year in (2022, 2023)] == [4, 3]


def test_annulling_a_cut_gives_the_posts_back(world: World) -> None:
    outcome = world.sign(cut(S1, 2), on="2022-01-01")
    world.sign(effect("annul_decision", decisions=[outcome.document.number]), on="2022-05-01")
    assert (held("S1", "2022-01-01"), account("cut", "2022-06-01")) == (5, 0)


def test_annulling_an_allocation_that_was_used_up_is_refused(world: World) -> None:
    given_more = world.sign(
        effect("allocate_quota", allocations=[{"unit": S1, "line": CIVIL, "amount": 2}]), on="2022-01-01"
    )
    world.sign(cut(S1, 4), on="2022-03-01")
    world.sign(move(2), on="2022-04-01")
    annul = effect("annul_decision", decisions=[given_more.document.number])
    assert "quota_below_zero" in refused(world, annul, on="2022-05-01")


# -- what ends by itself ----------------------------------------------------------------------------------------------


def test_a_surplus_ends_on_its_day_without_another_decision(world: World) -> None:
    assert [held("S2", on, "surplus") for on in ("2026-06-30", "2026-07-01")] == [1, 0]
    assert [account("granted", on) for on in ("2026-06-30", "2026-07-01")] == [-9, -8]


def test_a_surplus_cut_before_its_day_stays_cut(world: World) -> None:
    absorb = effect("absorb_surplus", unit=S2, line={"category": "civil_servant"}, amount=1, reason="retired_early")
    world.sign(absorb, on="2023-01-01")
    assert [held("S2", on, "surplus") for on in ("2022-12-31", "2023-01-01", "2026-07-01")] == [1, 0, 0]
    assert [account("cut", on) for on in ("2023-01-01", "2026-07-01", "2030-01-01")] == [1, 1, 1]
    assert balanced("2030-01-01")
    assert verify().findings == ()


def test_a_surplus_absorbed_before_its_day_becomes_official_for_good(world: World) -> None:
    line = {"category": "civil_servant"}
    world.sign(effect("absorb_surplus", unit=S2, line=line, amount=1, until="2026-07-01"), on="2023-01-01")
    assert [held("S2", on) for on in ("2022-12-31", "2023-01-01", "2026-07-01")] == [2, 3, 3]
    assert refused(world, effect("absorb_surplus", unit=S2, line=line, amount=1), on="2024-01-01") == [
        "quota_below_zero"
    ]


def test_what_is_moved_with_an_end_ends_where_it_came_to(world: World) -> None:
    world.sign(effect("transfer_quota", source=S2, target=S1, line=SURPLUS, amount=1), on="2022-01-01")
    assert [held("S1", on, "surplus") for on in ("2022-01-01", "2026-06-30", "2026-07-01")] == [1, 1, 0]
    assert [held("S2", on, "surplus") for on in ("2021-12-31", "2022-01-01", "2026-07-01")] == [1, 0, 0]


def test_a_surplus_put_on_another_day_still_ends(world: World) -> None:
    item = {"unit": S1, "line": SURPLUS, "amount": 2, "until": "2024-01-01"}
    given_surplus = world.sign(effect("allocate_quota", "Điều 7", allocations=[item]), on="2022-01-01")
    correct = effect(
        "correct_date", decision=given_surplus.document.number, corrected_clause="Điều 7", was_on="2022-01-01",
        is_on="2022-03-01",
    )  # fmt: skip
    world.sign(correct, on="2022-05-01")
    assert [held("S1", on, "surplus") for on in ("2022-02-28", "2022-03-01", "2023-12-31", "2024-01-01")] == [
        0,
        2,
        2,
        0,
    ]


def test_an_end_that_is_not_after_the_beginning_is_refused(world: World) -> None:
    item = {"unit": S1, "line": SURPLUS, "amount": 2, "until": "2022-01-01"}
    with pytest.raises(Conflict, match="sửa ngày hết hạn"):
        world.sign(effect("allocate_quota", allocations=[item]), on="2022-01-01")


def test_a_preview_of_the_establishment_is_the_signing(world: World) -> None:
    text = draft(world.draft(move(1), cut(S1, 1, clause="Điều 2")))
    foreseen = preview([text])[0]
    done = sign(text)
    assert (foreseen.findings, foreseen.entries) == (done.findings, done.entries) == ((), 4)
    assert all(line.difference == 0 for line in foreseen.balance)
    quota = {
        line.key[0]: (line.before, line.out, line.into, line.after)
        for line in foreseen.balance
        if line.account == "quota" and line.out
    }
    assert quota == {"civil_servant": (9, 2, 1, 8)}


# -- conservation, whatever comes -------------------------------------------------------------------------------------

_AMOUNTS = st.integers(1, 4)
_DAYS = st.dates(date(2021, 8, 1), date(2025, 1, 1))
_CLAUSES = st.one_of(
    st.builds(lambda n, line: effect("allocate_quota", allocations=[{"unit": S1, "line": line, "amount": n}]),
              _AMOUNTS, st.sampled_from([CIVIL, RESERVE, SURPLUS])),
    st.builds(lambda n, d: effect("allocate_quota", allocations=[
        {"unit": S2, "line": SURPLUS, "amount": n, "until": d.isoformat()}]),
        _AMOUNTS, st.dates(date(2025, 2, 1), date(2027, 1, 1))),
    st.builds(lambda n: effect("allocate_quota", source=S1, allocations=[{"unit": S2, "line": CIVIL, "amount": n}]),
              _AMOUNTS),
    st.builds(move, _AMOUNTS, st.sampled_from([S1, S2]), st.sampled_from([S1, S2])),
    st.builds(cut, st.sampled_from([S1, S2]), _AMOUNTS, st.sampled_from(["died", "not_replaced"]),
              line=st.sampled_from([CIVIL, SURPLUS])),
    st.builds(lambda n: effect("release_reserve", unit=S1, line={"category": "civil_servant"}, amount=n), _AMOUNTS),
    st.builds(lambda n, reason: effect("absorb_surplus", unit=S2, line={"category": "civil_servant"}, amount=n,
                                       reason=reason), _AMOUNTS, st.sampled_from([None, "retired_on_time"])),
    st.builds(lambda: effect("move_all_posts", source=S1, target=S2)),
)  # fmt: skip


def balanced(*days: str | date) -> bool:
    return all(_sum("true", on) == 0 for on in days)


def lines_on(on: date) -> Counter[tuple[Any, ...]]:
    found = rows(
        "SELECT unit_id, category, layer, sum(amount)::int FROM quota_version"
        " WHERE account = 'held' AND valid @> %s AND upper_inf(recorded) GROUP BY 1, 2, 3",
        on,
    )
    return Counter({row[:3]: row[3] for row in found})


@settings(
    max_examples=12, deadline=None, database=None, derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)  # fmt: skip
@given(clauses=st.lists(st.tuples(_CLAUSES, _DAYS), min_size=3, max_size=8), annulled=st.integers(0, 7))
def test_it_is_conserved_and_never_negative(world: World, clauses: list[tuple[Any, date]], annulled: int) -> None:
    """In any order of time, with refusals and an annulment among them."""
    with transaction.atomic():
        signed: list[str] = []
        for clause, on in clauses:
            try:
                signed.append(world.sign(clause, on=on).document.number)
            except NotBalanced as found:
                assert set(codes(found.findings)) <= {"quota_below_zero", "over_quota"}
        if signed:
            number = signed[annulled % len(signed)]
            try:
                world.sign(effect("annul_decision", decisions=[number]), on="2025-06-01")
            except NotBalanced as found:
                assert "quota_below_zero" in codes(found.findings) or "entry_without_effect" in codes(found.findings)
        bounds = rows("SELECT DISTINCT unnest(ARRAY[lower(valid), upper(valid)]) FROM quota_version")
        days = sorted(on for (on,) in bounds if on)
        for on in [*days, *(on - timedelta(1) for on in days)]:
            assert balanced(on)
            assert min(lines_on(on).values(), default=0) >= 0
        assert verify().findings == ()
        transaction.set_rollback(True)
