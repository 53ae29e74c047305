"""People of the test world: who sits where on which day, whatever the order in which the decisions come."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.world import World, agency, codes, day, effect, person, post, rows

from tinhgon.basis.asof import AsOf
from tinhgon.basis.errors import BadInput, Conflict, NotBalanced, Refusal, UnknownReference
from tinhgon.decisions import preview, verify
from tinhgon.registers.staff.payloads import RecordFields
from tinhgon.registers.staff.queries.files import (
    access_of,
    find_persons,
    life_of,
    person_by_code,
    persons_by_id,
)
from tinhgon.registers.staff.queries.people import places_on

IDS = {f"HS-{place}": 3000 + place for place in range(1, 6)}


def places(code: str, on: str, known_at: Any = None) -> list[tuple[str | None, str]]:
    """(number of the post, or the name of the unit; kind) of all places of a day."""
    found = places_on(AsOf(day(on), known_at), [IDS[code]]).get(IDS[code], [])
    return [(place.number or place.unit_name, place.kind) for place in found]


def status(code: str, on: str) -> str:
    row = person_by_code(AsOf(day(on)), code)
    assert row is not None
    return row.status


def move(kind: str, code: str, to: str, **fields: Any) -> Any:
    return effect(kind, person=code, at_post=to, **fields)


def refusal(world: World, *effects: Any, on: str = "2022-01-01") -> Refusal:
    with pytest.raises(Refusal) as refused:
        world.sign(*effects, on=on)
    assert "{" not in str(refused.value)
    assert "None" not in str(refused.value)
    return refused.value


# -- coming and moving ------------------------------------------------------------------------------------------------


def test_a_future_transfer_takes_effect_by_itself(world: World) -> None:
    world.sign(move("transfer", "HS-5", "S1.04", effective_on="2030-06-01"), on="2022-01-01")
    assert places("HS-5", "2030-05-31") == [("S2.02", "substantive")]
    assert places("HS-5", "2030-06-01") == [("S1.04", "substantive")]


def test_a_change_between_two_others_leaves_the_later_one(world: World) -> None:
    world.sign(move("transfer", "HS-5", "S1.04"), on="2023-01-01")
    world.sign(effect("transfer", person="HS-5", at_unit=agency("S1")), on="2022-01-01")
    assert [places("HS-5", on) for on in ("2021-12-31", "2022-12-31", "2023-01-01")] == [
        [("S2.02", "substantive")], [("Kinh tế", "substantive")], [("S1.04", "substantive")],
    ]  # fmt: skip
    assert verify().is_sound


def test_an_annulled_appointment_gives_the_former_place_back(world: World) -> None:
    first = world.sign(move("appoint", "HS-3", "S1.04"), on="2022-01-01")
    world.sign(move("transfer", "HS-3", "S1.03"), on="2023-01-01")
    world.sign(effect("annul_decision", decisions=[first.document.number]), on="2022-02-01")
    assert places("HS-3", "2022-06-01") == [("S1.03", "substantive")]
    assert places("HS-3", "2022-06-01", first.recorded_at) == [("S1.04", "substantive")]
    assert verify().is_sound


def test_a_main_place_that_is_kept_goes_on_as_a_concurrent_one(world: World) -> None:
    world.sign(move("appoint", "HS-3", "S1.04", keeps_place=True), on="2022-01-01")
    assert places("HS-3", "2022-01-01") == [("S1.04", "substantive"), ("S1.03", "concurrent")]
    world.sign(effect("end_assignment", person="HS-3", at_post="S1.03", reason="term_ended"), on="2022-03-01")
    assert places("HS-3", "2022-03-01") == [("S1.04", "substantive")]
    assert status("HS-3", "2022-03-01") == "working"


def test_acting_and_in_charge_come_beside_and_end_with_the_appointment(world: World) -> None:
    world.sign(effect("retire", person="HS-1"), on="2022-01-01")
    world.sign(move("appoint", "HS-2", "S1.01", assignment="acting", until="2022-12-31"), on="2022-01-01")
    world.sign(move("appoint", "HS-3", "S1.02", assignment="in_charge"), on="2022-01-01")
    assert places("HS-2", "2022-01-01") == [("S1.02", "substantive"), ("S1.01", "acting")]
    world.sign(move("appoint", "HS-2", "S1.01", until="2027-06-01"), on="2022-06-01")
    assert places("HS-2", "2022-06-01") == [("S1.01", "substantive")]
    assert places("HS-3", "2022-06-01") == [("S1.03", "substantive"), ("S1.02", "in_charge")]
    world.sign(move("reappoint", "HS-2", "S1.01", until="2032-06-01"), on="2027-06-01")
    at = places_on(AsOf(date(2028, 1, 1)), [IDS["HS-2"]])[IDS["HS-2"]]
    assert [place.until for place in at] == [date(2032, 6, 1)]


def test_a_secondment_has_two_ends_and_both_end(world: World) -> None:
    world.sign(move("second", "HS-3", "S2.02", until="2023-12-31"), on="2022-01-01")
    both = places_on(AsOf(date(2022, 1, 1)), [IDS["HS-3"]])[IDS["HS-3"]]
    assert [(place.number, place.kind, place.away) for place in both] == [
        ("S1.03", "substantive", True), ("S2.02", "seconded", False),
    ]  # fmt: skip
    world.sign(effect("end_assignment", person="HS-3", at_post="S2.02", reason="term_ended"), on="2023-06-01")
    home = places_on(AsOf(date(2023, 6, 1)), [IDS["HS-3"]])[IDS["HS-3"]]
    assert [(place.number, place.away) for place in home] == [("S1.03", False)]


def test_rotation_has_a_term_and_moves_the_main_place(world: World) -> None:
    world.sign(move("rotate", "HS-5", "S1.04", until="2025-01-01"), on="2022-01-01")
    there = places_on(AsOf(date(2022, 1, 1)), [IDS["HS-5"]])[IDS["HS-5"]]
    assert [(place.number, place.until) for place in there] == [("S1.04", date(2025, 1, 1))]
    world.sign(move("transfer", "HS-5", "S2.02"), on="2024-01-01")
    assert places_on(AsOf(date(2024, 1, 1)), [IDS["HS-5"]])[IDS["HS-5"]][0].until is None


def test_a_recruit_has_the_day_of_recruitment(world: World) -> None:
    new = person("HS-90", "Đỗ Thị Mẫu Mực", "1999-04-30", id=3090)
    world.sign(effect("recruit", person=new, at_post="S1.04"), on="2022-01-01")
    row = person_by_code(AsOf(date(2022, 1, 1)), "HS-90")
    assert row is not None
    assert (row.recruited_on, row.birth_year, row.birth_month, row.synthetic) == (date(2022, 1, 1), 1999, 4, True)
    assert person_by_code(AsOf(date(2021, 12, 31)), "HS-90") is None


def test_a_mass_transfer_is_one_decision_and_asks_for_the_verification_of_everyone(world: World) -> None:
    terms = {"proposed_by": agency("S1"), "verified_by": agency("S2")}
    moves = [{"person": "HS-4", "at_unit": agency("S1")}, {"person": "HS-5", "at_post": "S1.04", "verified": True}]
    refused = refusal(world, effect("transfer_people", moves=moves, **terms))
    assert isinstance(refused, NotBalanced)
    assert codes(refused.findings) == ["not_verified"]
    assert "HS-4" in str(refused)
    assert "HS-5" not in str(refused)
    moves[0]["verified"] = True
    stranger = {"person": "HS-3", "at_unit": agency("S2"), "verified": True}
    outcome = world.sign(effect("transfer_people", moves=[*moves, stranger], **terms))
    assert [(f.code, f.severity, f.data["people"]) for f in outcome.findings] == [
        ("verified_elsewhere", "warning", "HS-3")
    ]
    assert [places(code, "2022-01-01") for code in ("HS-3", "HS-4", "HS-5")] == [
        [("Nội vụ", "substantive")], [("Kinh tế", "substantive")], [("S1.04", "substantive")],
    ]  # fmt: skip
    told = outcome.document.effects[0]
    assert [line.label() for line in told.moves][1] == (  # type: ignore[attr-defined]
        "Điều động người có mã hồ sơ HS-5 đến nhận công tác tại Chuyên viên (S1.04)."
    )


# -- leaving ----------------------------------------------------------------------------------------------------------

LEAVING = {
    "retire": ("retired", "retired_on_time"), "resign": ("left", "resigned"),
    "leave_at_once": ("left", "left_at_once"), "dismiss": ("dismissed", "dismissed"), "die": ("dead", "died"),
}  # fmt: skip


@pytest.mark.parametrize("kind", LEAVING)
def test_who_leaves_leaves_all_places_and_the_reason_stands(world: World, kind: str) -> None:
    world.sign(move("appoint", "HS-3", "S1.04", assignment="concurrent"), on="2021-10-01")
    world.sign(effect(kind, person="HS-3"), on="2022-01-01")
    assert places("HS-3", "2021-12-31") == [("S1.03", "substantive"), ("S1.04", "concurrent")]
    assert places("HS-3", "2022-01-01") == []
    assert status("HS-3", "2022-01-01") == LEAVING[kind][0]
    reasons = [posting.changes["reason"] for _, posting in life_of(AsOf(date(2022, 1, 1)), IDS["HS-3"]) if posting.ends]
    assert reasons == [LEAVING[kind][1]] * 2
    assert verify().is_sound


def test_a_list_of_leavers_is_one_clause_and_may_end_their_posts(world: World) -> None:
    people = [{"person": "HS-1", "reason": "retired_on_time"}, {"person": "HS-5", "reason": "not_reelected"}]
    world.sign(effect("leave_people", people=people, abolish_posts=True), on="2022-01-01")
    assert (status("HS-1", "2022-01-01"), status("HS-5", "2022-01-01")) == ("retired", "retired")
    left = rows("SELECT number FROM post_version WHERE valid @> '2022-01-01'::date AND upper_inf(recorded) ORDER BY 1")
    assert [number for (number,) in left] == ["S1.02", "S1.03", "S1.04", "S2.01"]


def test_who_left_comes_back_by_appointment_but_the_dead_do_not(world: World) -> None:
    world.sign(effect("resign", person="HS-3"), on="2022-01-01")
    world.sign(move("appoint", "HS-3", "S1.03"), on="2023-01-01")
    assert status("HS-3", "2022-06-01") == "left"
    assert (status("HS-3", "2023-01-01"), places("HS-3", "2023-01-01")) == ("working", [("S1.03", "substantive")])
    world.sign(effect("retire", person="HS-1"), on="2022-01-01")
    world.sign(effect("die", person="HS-1"), on="2024-01-01")
    assert refusal(world, move("appoint", "HS-1", "S1.01"), on="2024-02-01").code == "person_dead"


def test_the_last_place_that_ends_with_a_reason_to_leave_ends_the_service(world: World) -> None:
    world.sign(effect("end_assignment", person="HS-2", at_post="S1.02", reason="resigned"), on="2022-01-01")
    assert status("HS-2", "2022-01-01") == "left"
    refused = refusal(world, effect("end_assignment", person="HS-3", at_post="S1.03", reason="term_ended"))
    assert codes(refused.findings) == ["working_without_place"]  # type: ignore[attr-defined]


# -- what is impossible -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("code", "clause"), [
    ("already_there", move("transfer", "HS-3", "S1.03")),
    ("already_there", move("appoint", "HS-3", "S1.03", assignment="acting")),
    ("not_there", move("reappoint", "HS-3", "S1.04", until="2027-01-01")),
    ("not_there", effect("end_assignment", person="HS-3", at_post="S1.04", reason="rotated")),
    ("until_past", move("rotate", "HS-5", "S1.04", until="2021-01-01")),
    ("until_past", move("second", "HS-5", "S1.04", until="2022-01-01")),
    ("post_unknown", move("transfer", "HS-3", "S9.99")),
    ("person_unknown_code", move("transfer", "HS-77", "S1.04")),
    ("person_unknown_number", effect("transfer", person={"id_number": "093085009999"}, at_post="S1.04")),
    ("person_exists", effect("recruit", person=person("HS-3", "Ai Đó", "1990", id=3099), at_post="S1.04")),
])  # fmt: skip
def test_the_impossible_is_refused_in_one_sentence(world: World, code: str, clause: Any) -> None:
    refused = refusal(world, clause)
    assert refused.code == code
    assert str(refused).endswith(".")
    with pytest.raises(Refusal):
        preview([world.draft(clause)])


def test_nobody_leaves_twice(world: World) -> None:
    world.sign(effect("retire", person="HS-1"), on="2022-01-01")
    refused = refusal(world, effect("resign", person="HS-1"), on="2022-02-01")
    assert isinstance(refused, Conflict)
    assert refused.code == "no_place"


def test_a_clause_names_a_place_and_says_something() -> None:
    for wrong in (
        {"kind": "transfer/1", "person": "HS-3"},
        {"kind": "transfer/1", "person": "HS-3", "at_post": "S1.04", "at_unit": "D1"},
        {"kind": "change_record/1", "person": "HS-3", "record": {}},
        {"kind": "correct_record/1", "person": "HS-3", "on": "2022-01-01", "record": {}},
        {"kind": "leave_people/1", "people": []},
    ):
        with pytest.raises(ValueError, match=r"place|at least one|at least 1"):
            effect(**wrong)


# -- the record -------------------------------------------------------------------------------------------------------


def test_a_change_holds_from_its_day_and_a_correction_from_the_day_of_the_wrong_value(world: World) -> None:
    world.sign(effect("change_record", person="HS-3", record={"professional": "master"}), on="2022-01-01")
    world.sign(effect("change_record", person="HS-3", record={"professional": "doctor"}), on="2024-01-01")
    wrong = {"professional": "college", "birth_year": 1986, "theory": "elementary"}
    world.sign(effect("correct_record", person="HS-3", on="2021-12-31", record=wrong), on="2024-06-01")
    told = [person_by_code(AsOf(day(on)), "HS-3") for on in ("2021-07-01", "2022-01-01", "2024-01-01")]
    assert [(row.professional, row.birth_year, row.theory) for row in told if row] == [
        ("college", 1986, "elementary"), ("master", 1986, "elementary"), ("doctor", 1986, "elementary"),
    ]  # fmt: skip
    assert verify().is_sound


def test_a_pay_step_is_raised_and_kept_by_date(world: World) -> None:
    raised = {"step": 3, "coefficient": "3.00", "from": "2022-03-01"}
    world.sign(effect("raise_pay_step", person="HS-3", **raised), on="2022-04-01")
    world.sign(effect("raise_pay_step", person="HS-3", **{**raised, "step": 4, "coefficient": "3.33"}), on="2025-03-01")
    row = person_by_code(AsOf(date(2023, 1, 1)), "HS-3")
    assert row is not None
    assert (row.pay_step, str(row.coefficient), row.coefficient_from) == (3, "3.00", date(2022, 3, 1))
    payload = rows("SELECT payload->>'from' FROM effect WHERE kind = 'raise_pay_step/1' ORDER BY id")
    assert payload == [("2022-03-01",), ("2022-03-01",)]


@pytest.mark.parametrize(("born", "parts", "day_of_month"), [
    ("12/03/1975", (1975, 3), "12"), ("1975-03-12", (1975, 3), "12"), ("03/1975", (1975, 3), None),
    ("1975", (1975, None), None), (date(1975, 3, 12), (1975, 3), "12"), ("3-1975", (1975, 3), None),
])  # fmt: skip
def test_a_birth_is_known_to_the_day_the_month_or_the_year(born: Any, parts: Any, day_of_month: str | None) -> None:
    record = RecordFields.model_validate({"born": born})
    assert (record.birth_year, record.birth_month) == parts
    assert (record.identity.birth_day if record.identity else None) == day_of_month


@pytest.mark.parametrize("born", ["31/02/1975", "1975-13", "khoảng 1975", "12/3/75", "0/1975"])
def test_a_birth_that_no_calendar_has_is_refused(born: str) -> None:
    with pytest.raises(ValueError, match="birth_invalid"):
        RecordFields.model_validate({"born": born})


_VALUES = st.fixed_dictionaries({}, optional={
    "professional": st.sampled_from(["university", "master", "doctor"]), "pay_step": st.integers(1, 9),
    "ethnicity": st.sampled_from(["Kinh", "Khmer", "Hoa"]), "theory": st.sampled_from(["advanced", "intermediate"]),
}).filter(bool)  # fmt: skip


@settings(max_examples=8, deadline=None, database=None, derandomize=True,
          suppress_health_check=[HealthCheck.function_scoped_fixture])  # fmt: skip
@given(changes=st.lists(st.tuples(st.integers(0, 11), _VALUES), min_size=2, max_size=5), data=st.data())
def test_records_fold_alike_whatever_the_order_of_signing(world: World, changes: Any, data: st.DataObject) -> None:
    """Each change of a month holds until the next one of the same field; those of one month in order of signing."""
    from django.db import transaction

    changes = list(dict(changes).items())
    with transaction.atomic():
        for month, record in data.draw(st.permutations(changes)):
            world.sign(effect("change_record", person="HS-3", record=record), on=date(2022, month + 1, 1))
        for month in range(12):
            wanted: dict[str, Any] = {"professional": "university", "pay_step": None, "ethnicity": None, "theory": None}
            for since, record in sorted(changes, key=lambda change: change[0]):
                wanted |= record if since <= month else {}
            row = person_by_code(AsOf(date(2022, month + 1, 15)), "HS-3")
            assert row is not None
            assert {name: getattr(row, name) for name in wanted} == wanted
        transaction.set_rollback(True)


# -- access and search ------------------------------------------------------------------------------------------------


def test_access_ends_with_the_post_or_with_the_assignment(world: World) -> None:
    def rights(code: str, on: str) -> list[tuple[str, str]]:
        return [(access.code, access.post_number) for access in access_of(AsOf(day(on)), IDS[code])]

    keys = [post("S1.08", "Kế toán", access=["so-quy", "ky-so"]), post("S1.09", "Thủ kho", access=["kho"])]
    world.sign(effect("create_posts", unit=agency("S1"), posts=keys), on="2021-10-01")
    world.sign(move("appoint", "HS-3", "S1.08", assignment="concurrent"), move("transfer", "HS-5", "S1.09"),
               on="2022-01-01")  # fmt: skip
    assert rights("HS-3", "2021-12-31") == []
    assert rights("HS-3", "2022-01-01") == [("ky-so", "S1.08"), ("so-quy", "S1.08")]
    world.sign(effect("end_assignment", person="HS-3", at_post="S1.08", reason="term_ended"), on="2022-06-01")
    assert rights("HS-3", "2022-06-01") == []
    people = [{"person": "HS-5", "reason": "left_at_once"}]
    world.sign(effect("leave_people", people=people, abolish_posts=True), on="2022-07-01")
    assert (rights("HS-5", "2022-06-30"), rights("HS-5", "2022-07-01")) == ([("kho", "S1.09")], [])


def test_people_are_found_by_code_number_and_words_of_the_name(world: World) -> None:
    now = AsOf(date(2022, 1, 1))
    world.sign(effect("change_record", person="HS-2", record={"identity": {"id_number": "093175000002"}}))
    found = {
        query: [row.code for row in find_persons(now, query)]
        for query in ("HS-4", "093175000002", "093175000003", "văn", "van thu", "Thử Lê", "Mẫu", "nguyen", "", "x")
    }
    assert found == {
        "HS-4": ["HS-4"], "093175000002": ["HS-2"], "093175000003": [], "văn": ["HS-1", "HS-3", "HS-5"],
        "van thu": ["HS-3"], "Thử Lê": ["HS-3"], "Mẫu": ["HS-1"], "nguyen": ["HS-1"], "": [], "x": [],
    }  # fmt: skip
    assert find_persons(AsOf(date(2021, 6, 30)), "văn") == []
    assert [row.code for row in persons_by_id(now, [3002, 3001])] == ["HS-1", "HS-2"]


def test_a_life_tells_of_the_file_the_places_and_the_posts_while_they_were_held(world: World) -> None:
    world.sign(effect("move_posts", posts=["S1.03"], target=agency("S2")), on="2022-01-01")
    world.sign(move("transfer", "HS-3", "S1.04"), on="2022-03-01")
    world.sign(effect("freeze_posts", posts=["S1.03"]), on="2022-05-01")
    life = life_of(AsOf(date(2022, 6, 1)), IDS["HS-3"])
    assert [(of, str(posting.effective_on), posting.effect_kind) for of, posting in life] == [
        ("person", "2021-07-01", "take_up/1"), ("assignment", "2021-07-01", "take_up/1"),
        ("post", "2022-01-01", "move_posts/1"), ("assignment", "2022-03-01", "transfer/1"),
    ]  # fmt: skip


def test_one_change_is_the_same_by_roster_and_by_clause(world: World) -> None:
    """What a roster takes up and what a clause takes up: equal in every column but the numbers of things."""
    from tinhgon.decisions.rosters import attach_roster

    stated = {"birth_year": 1981, "sex": "female", "professional": "master", "coefficient": "3.33", "pay_step": 4}
    row = {"unit_id": 1010, "code": "HS-61", "name": "Hồ Thị Mẫu", "post_id": 2004, **stated}
    table = attach_roster([row], name="ds.parquet")
    world.sign(effect("take_up_roster", table=table.model_dump()), on="2022-01-01")
    new = {"code": "HS-62", "identity": {"name": "Hồ Thị Mẫu"}, **stated}
    world.sign(effect("end_assignment", person="HS-61", at_post="S1.04", reason="resigned"), on="2023-01-01")
    world.sign(effect("take_up", person=new, at_post="S1.04"), on="2023-01-01")

    def told(code: str, on: str) -> list[tuple[Any, ...]]:
        return rows(
            """SELECT p.birth_year, p.sex, p.professional, p.coefficient, p.pay_step, p.status, p.languages,
                      p.synthetic, a.post_id, a.unit_id, a.kind, a.share, a.away, a.until
               FROM person_version p JOIN assignment_version a USING (person_id)
               WHERE p.code = %s AND p.valid @> %s::date AND a.valid @> %s::date
                 AND upper_inf(p.recorded) AND upper_inf(a.recorded)""", code, on, on,
        )  # fmt: skip

    assert told("HS-61", "2022-06-01") == told("HS-62", "2023-06-01") != []


def test_a_roster_is_refused_without_its_table(world: World) -> None:
    missing = {"name": "ds.parquet", "sha256": "f" * 64, "rows": 1}
    refused = refusal(world, effect("take_up_roster", table=missing))
    assert isinstance(refused, UnknownReference)
    assert refused.code == "table_missing"


def test_erasing_needs_a_ground(world: World) -> None:
    from tinhgon.decisions.erasing import erase
    from tinhgon.record.actor import Actor

    with pytest.raises(BadInput):
        erase("HS-3", ground=" ", by=Actor(account="ai"))
    with pytest.raises(UnknownReference):
        erase("HS-77", ground="Yêu cầu", by=Actor(account="ai"))
