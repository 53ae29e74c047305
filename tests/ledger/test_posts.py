"""Posts move with their holders, end, change and are frozen by clauses; a merger with its clauses leaves nothing."""

from __future__ import annotations

import json
from typing import Any

import pytest
from tests.signing import sign
from tests.world import World, agency, codes, effect, person, post, rows, unit

from tinhgon.basis.errors import BadInput, Conflict, NotBalanced, UnknownReference
from tinhgon.decisions import draft, parse, preview, verify
from tinhgon.decisions.law_checks import deputies
from tinhgon.decisions.leadership import Led, led
from tinhgon.ledger.checks import Context

S1, S2 = agency("S1"), agency("S2")
NOW = "valid @> '2022-01-01'::date AND upper_inf(recorded)"
UNIT_OF = "SELECT unit_id FROM post_version WHERE number = %s AND valid @> %s::date AND upper_inf(recorded)"


def at(number: str, on: str = "2022-01-01") -> int | None:
    found = rows(UNIT_OF, number, on)
    return int(found[0][0]) if found else None


def field(number: str, name: str, on: str = "2022-01-01") -> Any:
    return rows(f'SELECT "{name}" FROM post_version WHERE number = %s AND valid @> %s::date AND upper_inf(recorded)',
                number, on)[0][0]  # fmt: skip


def refused(world: World, *effects: Any, on: str = "2022-01-01") -> NotBalanced:
    with pytest.raises(NotBalanced) as found:
        world.sign(*effects, on=on)
    return found.value


MERGER = effect("merge_units", "Điều 1", sources=[{"unit": S1}, {"unit": S2}],
                into=unit("S9", "Nội vụ và Kinh tế", "phòng", structure="state_agency", bloc="state", parent="D1",
                          id=1900))  # fmt: skip
S9 = agency("S9")


def test_a_merger_with_its_clauses_leaves_nothing(world: World) -> None:
    outcome = world.sign(
        MERGER,
        effect("move_all_posts", "Điều 2", source=S1, target=S9),
        effect("move_all_posts", "Điều 3", source=S2, target=S9),
    )
    assert codes(outcome.findings) == []
    assert {at(number) for number in ("S1.01", "S1.04", "S2.02")} == {1900}
    held = f"SELECT unit_id, layer, sum(amount) FROM quota_version WHERE account = 'held' AND {NOW}"
    held += " GROUP BY 1, 2 HAVING sum(amount) <> 0 ORDER BY 2"
    assert rows(held) == [(1900, "official", 7), (1900, "reserve", 1), (1900, "surplus", 1)]
    assert rows("SELECT count(*) FROM assignment_version WHERE NOT upper_inf(valid)") == [(0,)], "holders went along"
    assert outcome.document.effects[1].describe() == (
        "Chuyển toàn bộ vị trí, người đang giữ và biên chế của phòng Kinh tế về phòng Nội vụ và Kinh tế."
    )
    assert verify().findings == ()


def test_a_merger_without_them_names_every_leftover(world: World) -> None:
    found = refused(world, MERGER)
    assert codes(found.findings).count("posts_left_behind") == 2
    assert codes(found.findings).count("quota_left_behind") == 2
    told = " ".join(finding.render() for finding in found.findings)
    for name in ("S1.01", "S1.02", "S1.03", "S1.04", "S2.01", "S2.02", "5 biên chế công chức",
                 "1 biên chế công chức dự phòng", "1 biên chế công chức dôi dư", "move_all_posts"):  # fmt: skip
        assert name in told


def test_posts_without_their_quota_leave_the_quota(world: World) -> None:
    found = refused(
        world,
        effect("move_all_posts", source=S1, target=S2, with_quota=False),
        effect("dissolve_units", "Điều 2", units=[S1], reason="x"),
    )
    assert set(codes(found.findings)) == {"quota_left_behind", "over_quota"}


def test_whoever_is_placed_at_the_unit_itself_goes_along(world: World) -> None:
    new = person("HS-9", "Đỗ Thị Mượn", "1991", id=3999)
    world.sign(effect("take_up", person=new, at_unit=S1), on="2021-09-01")
    clauses = [
        effect("move_all_posts", source=S1, target=S2),
        effect("dissolve_units", "Điều 2", units=[S1], reason="x"),
    ]
    assert codes(world.sign(*clauses).findings) == []
    assert rows(f"SELECT unit_id FROM assignment_version WHERE person_id = 3999 AND {NOW}") == [(1011,)]


def test_a_post_that_moves_takes_the_bloc_of_its_unit(world: World) -> None:
    party = unit("P1", "Ban Tổ chức", "ban", structure="party", bloc="party", parent="D1", id=1901)
    target = {"code": "P1", "structure": "party"}
    world.sign(effect("establish_unit", unit=party), effect("move_posts", "Điều 2", posts=["S1.04"], target=target))
    assert (at("S1.04"), field("S1.04", "bloc")) == (1901, "party")
    assert at("S1.04", "2021-12-31") == 1010


def test_a_post_that_is_held_is_not_abolished_silently(world: World) -> None:
    found = refused(world, effect("abolish_posts", posts=["S1.03"]))
    assert codes(found.findings) == ["people_left_behind"]
    assert "Chuyên viên (S1.03) không còn nhưng còn người giữ: HS-3" in str(found)
    world.sign(
        effect("resign", person="HS-3"), effect("abolish_posts", "Điều 2", posts=["S1.03", "S1.04"]), on="2022-02-01"
    )
    assert (at("S1.03", "2022-01-31"), at("S1.03", "2022-02-01"), at("S1.04", "2022-02-01")) == (1010, None, None)


def test_what_is_converted_changes_only_what_is_stated(world: World) -> None:
    outcome = world.sign(effect("convert_posts", posts=["S1.02"], title="Chuyên viên chính", group="professional"))
    assert [field("S1.02", name) for name in ("title", "group", "rank", "category", "position")] == [
        "Chuyên viên chính", "professional", None, "civil_servant", "division_deputy",
    ]  # fmt: skip
    assert outcome.document.effects[0].describe() == (
        "Chuyển đổi các vị trí Phó Trưởng phòng (S1.02) thành: "
        "chức danh Chuyên viên chính và nhóm chuyên môn, nghiệp vụ."
    )
    empty = {
        **world.draft(MERGER).model_dump(mode="json"),
        "effects": [{"kind": "convert_posts/1", "posts": ["S1.02"]}],
    }
    with pytest.raises(BadInput, match="nêu ít nhất một nội dung thay đổi của vị trí"):
        parse(json.dumps(empty).encode(), name="x.json")


def test_a_frozen_post_warns_who_fills_it_and_can_be_opened_again(world: World) -> None:
    world.sign(effect("freeze_posts", posts=["S1.04"]), on="2021-12-01")
    outcome = world.sign(effect("recruit", person=person("HS-9", "Đỗ Thị Mượn", "1991", id=3999), at_post="S1.04"))
    assert codes(outcome.findings) == ["placed_on_frozen_post"]
    assert "HS-9" in outcome.findings[0].render()
    assert codes(world.sign(effect("change_record", person="HS-9", record={"sex": "female"})).findings) == []
    thawed = world.sign(effect("freeze_posts", posts=["S1.04"], frozen=False), on="2022-03-01")
    assert thawed.document.effects[0].describe().startswith("Cho tuyển dụng, tiếp nhận trở lại")


def test_the_impossible_is_refused_by_name(world: World) -> None:
    with pytest.raises(UnknownReference, match=r"Không có vị trí số S7\.01"):
        world.sign(effect("abolish_posts", posts=["S7.01"]))
    with pytest.raises(Conflict, match=r"Số hiệu S1\.04 đã là của vị trí"):
        world.sign(effect("create_posts", unit=S2, posts=[post("S1.04", "Kế toán", id=2099)]))


def test_a_preview_tells_what_moves_and_balances(world: World) -> None:
    clauses = [effect("move_all_posts", source=S1, target=S2),
               effect("dissolve_units", "Điều 2", units=[S1], reason="x"),
               effect("retire", "Điều 3", person="HS-1", ground="on_time")]  # fmt: skip
    text = draft(world.draft(*clauses))
    (foreseen,) = preview([text])
    lines = {
        (line.account, *line.key): (line.before, line.out, line.into, line.after)
        for line in foreseen.balance if line.account != "units"
    }  # fmt: skip
    assert lines == {
        ("posts", "civil_servant"): (6, 4, 4, 6),
        ("people", "substantive"): (5, 1, 0, 4),
        ("quota", "civil_servant"): (9, 6, 6, 9),
    }
    assert all(line.difference == 0 for line in foreseen.balance)
    assert foreseen.moves == {"posts_moved": 4, "records_changed": 1, "places_ended": 1, "quota_given": 6}
    assert sign(text).moves == foreseen.moves


def test_more_deputies_than_the_law_knows_are_told_with_the_instrument(world: World) -> None:
    """Two divisions of a district: two deputies each on average; a fifth is one too many, and nobody is stopped."""
    deputy = {"group": "leadership", "rank": "deputy", "position": "division_deputy"}
    posts = [post(f"S2.1{place}", "Phó Trưởng phòng", id=2100 + place, **deputy) for place in range(4)]
    people = [
        effect("take_up", f"Điều 2 khoản {place}", at_post=f"S2.1{place}",
               person=person(f"HS-1{place}", f"Người Thử {place}", "1980", id=3100 + place))
        for place in range(4)
    ]  # fmt: skip
    quota = effect("allocate_quota", "Điều 3", allocations=[
        {"unit": S2, "line": {"category": "civil_servant"}, "amount": 4}])  # fmt: skip
    outcome = world.sign(effect("create_posts", unit=S2, posts=posts), quota, *people)
    assert codes(outcome.law) == ["too_many_deputies_together"]
    assert outcome.law[0].citation == "Nghị định 108/2020/NĐ-CP"
    assert "có 5 cấp phó, quá mức 4" in outcome.law[0].render()
    assert codes(world.sign(effect("resign", person="HS-10"), on="2022-02-01").law) == []


def test_a_deputy_of_a_division_at_the_department_itself_is_no_deputy_of_the_department(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nghị định 107/2020/NĐ-CP counts deputy directors of a sở, and deputies of its phòng by themselves."""
    department = unit("S9", "Tài chính", "sở", parent="T1", structure="state_agency", bloc="state", id=1090)
    deputy = {"group": "leadership", "rank": "deputy"}
    posts = [post("S9.01", "Phó Giám đốc sở", id=2190, position="department_deputy", **deputy),
             post("S9.02", "Phó Trưởng phòng", id=2191, position="division_deputy", **deputy)]  # fmt: skip
    people = [
        effect("take_up", f"Điều 3 khoản {place}", at_post=f"S9.0{place}",
               person=person(f"HS-2{place}", f"Người Thử {place}", "1980", id=3190 + place))
        for place in (1, 2)
    ]  # fmt: skip
    seen: list[Led] = []

    def watched(context: Context) -> tuple[Led, ...]:
        seen.extend(found := led(context))
        return found

    monkeypatch.setattr(deputies, "led", watched)
    world.sign(
        effect("establish_unit", unit=department),
        effect("create_posts", "Điều 2", unit=agency("S9"), posts=posts), *people,
    )  # fmt: skip
    (body,) = seen
    assert (body.own.deputies, body.own.staff) == (1, 2)


def test_two_units_that_a_clause_calls_by_one_code_keep_their_own_names(world: World) -> None:
    """On the day on which a code goes over, the giver had it on the eve and the receiver has it from the day on."""
    swap = effect("change_codes", changes=[{"unit": S1, "code": "S2"}, {"unit": S2, "code": "S1"}])
    outcome = world.sign(swap, effect("move_all_posts", "Điều 2", source=S1, target=S1), on="2022-01-01")
    moved = outcome.document.effects[1].model_dump()
    assert (moved["source"]["name"], moved["target"]["name"]) == ("Kinh tế", "Nội vụ")
    assert at("S1.01") == 1011
    assert verify().is_sound
