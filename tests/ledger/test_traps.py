"""The nineteen traps of the trial, each with the way round it."""

from __future__ import annotations

import json
import threading
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any

import psycopg
import pytest
from django.db import IntegrityError, connection, transaction
from tests.signing import sign
from tests.world import (
    CAST,
    IDS,
    World,
    agency,
    at,
    codes,
    effect,
    figure,
    history,
    name_of,
    rename,
    rows,
    table_counts,
    unit,
)  # fmt: skip

from tinhgon.basis.asof import AsOf
from tinhgon.basis.canonical import canonical
from tinhgon.basis.errors import Conflict, NotBalanced, Refusal
from tinhgon.decisions import draft, preview, verify
from tinhgon.decisions.clock import BEHIND
from tinhgon.decisions.enacting import enact
from tinhgon.ledger import chain, queries
from tinhgon.ledger.registry import THINGS
from tinhgon.ledger.store import chain_end
from tinhgon.registers.units.payloads import NewUnit

ENDED = effect("dissolve_units", "Điều 2", units=["A1"], reason="thử", ground="undocumented")


def test_1_the_ledger_clock_is_not_the_start_of_the_transaction(world: World) -> None:
    """Two decisions in one transaction have different instants, and no version is recorded for an empty span."""
    first, second = world.sign(rename("A1", "Một")), world.sign(rename("A1", "Hai"))
    assert first.recorded_at < second.recorded_at
    assert rows("SELECT count(*) FROM unit_version WHERE isempty(recorded)") == [(0,)]
    assert rows("SELECT count(DISTINCT recorded_at) = count(*) FROM decision") == [(True,)]


def test_1_the_instant_is_later_than_the_one_before_even_when_the_clock_went_back(world: World) -> None:
    with connection.cursor() as cursor:
        ahead = (datetime.now(UTC) + BEHIND / 2).replace(microsecond=0).isoformat()
        columns = "operates_from, subject, basis, confidentiality, synthetic, attachments, note, %s, hash, 'x'"
        first = f"SELECT ordinal + 1, '9/x', kind, issuer, signer, signed_on, effective_on, {columns} FROM decision"
        cursor.execute(f"INSERT INTO decision {first} ORDER BY ordinal DESC LIMIT 1", [ahead])
        cursor.execute("UPDATE decision SET sealed = '{}' WHERE number = '9/x'")
    assert world.sign(rename("A1", "Một")).recorded_at == datetime.fromisoformat(ahead) + timedelta(microseconds=1)


def test_2_what_is_known_is_counted_in_committed_decisions(fresh_ledger: Any) -> None:
    """Somebody reads while another signs: the instant of a decision that is not committed yet is not an answer."""
    world = World()
    known_before = queries.last_known(AsOf(date(2022, 1, 1)))
    with psycopg.connect(fresh_ledger.dsn) as other, transaction.atomic():
        world.sign(rename("A1", "Một"))
        other.execute("SET ROLE tinhgon_app")
        seen = other.execute("SELECT max(recorded_at) FROM decision").fetchone()[0]
        assert seen == known_before
    assert queries.last_known(AsOf(date(2022, 1, 1))) > known_before
    assert name_of("2022-01-01", "A1", known_before) == "An Bình"


def test_3_the_lock_comes_before_the_look(fresh_ledger: Any) -> None:
    """The second signer waits, and then sees what the first has written: both decisions stand, in a row."""
    world = World()
    texts = [world.draft(rename("A1", "Một")), world.draft(rename("A1", "Hai"))]
    outcomes: list[Any] = []

    def work(text: Any) -> None:
        try:
            outcomes.append(sign(text))
        finally:
            connection.close()

    with transaction.atomic():
        chain_end.lock_chain()
        threads = [threading.Thread(target=work, args=(text,)) for text in texts]
        for thread in threads:
            thread.start()
        threads[0].join(0.3)
        assert outcomes == []
    for thread in threads:
        thread.join()
    assert sorted(outcome.ordinal for outcome in outcomes) == [CAST + 1, CAST + 2]
    last = max(outcomes, key=lambda outcome: outcome.ordinal)
    assert name_of("2022-01-01", "A1") == last.document.effects[0].name
    assert verify().is_sound


@pytest.mark.parametrize("valid", ["empty", "[2022-01-01,2022-01-01)"])
def test_4_empty_ranges_are_refused_although_the_exclusion_does_not_see_them(world: World, valid: str) -> None:
    with pytest.raises(IntegrityError, match="valid_not_empty"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO unit_version (valid, recorded, entry_id, unit_id, structure, name, kind, level, sort_key,"
            " search_key) VALUES (%s, '[4,)', 1, 5, 'party', 'x', 'x', 1, 'x', 'x')", [valid],
        )  # fmt: skip


def test_4_an_open_end_is_null_never_infinity(world: World) -> None:
    world.sign(rename("A1", "Một"))
    for table in ("unit_version", "succession_version"):
        assert rows(
            f"SELECT count(*) FROM {table} WHERE upper(valid) = 'infinity' OR lower_inf(valid) OR lower_inf(recorded)"
        ) == [(0,)]


def test_5_versions_are_closed_before_new_ones_are_inserted_once_for_a_decision(world: World) -> None:
    """Three clauses on one unit: one version closed, and one only opened for the day."""
    clauses = [rename("A1", name, f"Khoản {name}") for name in ("Một", "Hai", "Ba")]
    with connection.execute_wrapper(Watch(touched := [])):
        world.sign(*clauses)
    writes = [words for words in touched if "unit_version" in words and not words.startswith("SELECT")]
    assert [words.split()[0] for words in writes if not words.startswith("WITH")] == [
        "UPDATE"
    ]  # COPY does not go through `execute`
    assert rows("SELECT count(*) FROM unit_version WHERE lower(recorded) = %s", CAST + 1) == [(2,)]
    assert [row[2] for row in history(IDS["A1"])] == ["An Bình", "Ba"]


class Watch:
    def __init__(self, seen: list[str]) -> None:
        self.seen = seen

    def __call__(self, execute: Any, sql: Any, params: Any, many: bool, context: Any) -> Any:
        self.seen.append(" ".join(str(sql).split()))
        return execute(sql, params, many, context)


def test_6_the_entries_are_in_the_chain(world: World) -> None:
    """test_guards has the inserts that are refused; here: the seal covers the entries, not only the text."""
    signed = world.sign(rename("A1", "Một"))
    ordinal, recorded_at, prev_hash, digest, held = rows(
        "SELECT ordinal, recorded_at, prev_hash, hash, sealed FROM decision ORDER BY ordinal DESC LIMIT 1"
    )[0]
    entry_id, effect_id, on, changes = rows("SELECT id, effect_id, effective_on, changes::text FROM entry"
                                            " WHERE ordinal = %s", ordinal)[0]  # fmt: skip
    payload = signed.document.effects[0].model_dump(
        mode="json", exclude_none=True, exclude={"kind", "clause", "effective_on"}
    )
    effects = [{"place": 1, "kind": "rename_unit/1", "clause": "Điều 1", "effective_on": "2022-01-01",
                "payload": payload}]  # fmt: skip
    assert effect_id == rows("SELECT max(id) FROM effect")[0][0]

    def sealed(changes: str) -> str:
        entries = chain.entries_digest([(entry_id, 1, "unit", IDS["A1"], on, changes)], [])
        return chain.seal_2(prev_hash=prev_hash, ordinal=ordinal, recorded_at=recorded_at, sealed=json.loads(held),
                            effects=effects, entries=entries)  # fmt: skip

    assert sealed(canonical(json.loads(changes))) == digest == signed.hash
    assert sealed('{"name":"Khác"}') != digest


def test_7_the_application_is_neither_owner_nor_superuser(world: World) -> None:
    assert rows("SELECT rolsuper, rolbypassrls, rolcreaterole FROM pg_roles WHERE rolname = current_user") == [
        (False, False, False)
    ]
    assert rows("SELECT count(*) FROM pg_tables WHERE tableowner = current_user") == [(0,)]
    for statement in ("SET session_replication_role = replica", "ALTER TABLE entry DISABLE TRIGGER USER"):
        with pytest.raises(Exception, match=r"permission denied|must be owner"), transaction.atomic():
            rows(statement)


def test_8_a_preview_stops_nobody_from_signing(fresh_ledger: Any) -> None:
    world = World()
    done: list[Any] = []

    def work() -> None:
        try:
            done.append(sign(world.draft(rename("B1", "Bình Phú Mới"), number="9/NQ")))
        finally:
            connection.close()

    with transaction.atomic():
        enact(world.draft(rename("A1", "Một")), chain_end.head(preview=True))  # as `preview` does, before it rolls back
        thread = threading.Thread(target=work)
        thread.start()
        thread.join(10)
        assert not thread.is_alive()
        transaction.set_rollback(True)
    assert [outcome.ordinal for outcome in done] == [CAST + 1]
    assert verify().is_sound


def test_8_previews_do_not_use_up_numbers(world: World) -> None:
    text = draft(world.draft(rename("A1", "Một")))
    assert preview([text])[0].ordinal >= chain_end.PREVIEW_FROM
    assert sign(text).ordinal == CAST + 1


def test_9_new_units_have_their_ids_before_they_are_signed(world: World) -> None:
    text = world.draft(effect("establish_unit", unit=unit("X1", "Mới", parent="D1")))
    drafted = draft(text)
    assert drafted.effects[0].unit.id
    assert draft(drafted) is drafted
    assert preview([drafted])[0].changes == sign(drafted).changes
    assert at("2022-01-01", "X1").id == drafted.effects[0].unit.id


def test_9_an_id_that_a_file_brought_along_is_not_given_twice(world: World) -> None:
    taken = chain_end.mint(1)[0] + 3
    world.sign(effect("establish_unit", unit=unit("X1", "Mới", id=taken, parent="D1")))
    assert taken not in chain_end.mint(5)
    with pytest.raises(Conflict) as refused:
        world.sign(effect("establish_unit", unit=unit("X2", "Khác", id=taken, parent="D1")))
    assert refused.value.code == "unit_exists"
    with pytest.raises(Conflict) as refused:
        world.sign(effect("establish_unit", unit=unit("X2", "Khác", id=IDS["A1"], parent="D1")))
    assert refused.value.code == "unit_exists"
    with pytest.raises(ValueError, match="less than"):
        NewUnit(id=10**15, name="x", kind="x")


def test_10_moved_and_ended_on_one_day_is_one_end(world: World) -> None:
    """Districts come to the new province and are ended by its resolution on the same day."""
    world.sign(
        effect("merge_units", sources=[{"unit": "T1"}], into=unit("T9", "Tân Giang Mới", "thành phố")), on="2025-07-01"
    )
    outcome = world.sign(
        effect("move_units", units=["A1", "A2", "A3", "S1"][:3], parent="T9"),
        effect("move_units", "Điều 2", units=[agency("S1"), agency("S2")], parent="T9"),
        effect("dissolve_units", "Điều 3", units=["D1"], reason="hai cấp", ground="inferiors"),
        on="2025-07-01",
    )
    assert outcome.findings == ()
    assert [row[1] for row in history(IDS["D1"])] == [date(2025, 7, 1)]
    assert at("2025-07-01", "A1").level == 2


def test_10_opened_and_ended_on_one_day_has_no_version(world: World) -> None:
    opened = unit("X1", "Mới", parent="D1", structure="party")
    ended = {"code": "X1", "structure": "party"}
    outcome = world.sign(
        effect("establish_unit", unit=opened), effect("dissolve_units", "Điều 2", units=[ended], reason="nhầm")
    )
    assert outcome.findings == ()
    assert history(outcome.document.effects[0].unit.id) == []
    assert verify().is_sound


def test_10_later_clauses_see_what_earlier_ones_of_the_decision_did(world: World) -> None:
    outcome = world.sign(
        effect("establish_unit", unit=unit("D9", "Mới", "huyện", parent="T1")),
        effect("move_units", "Điều 2", units=["A1"], parent="D9"),
        effect("move_units", "Điều 3", units=["A2"], parent={"name": "Mới", "kind": "huyện"}),
    )
    assert outcome.findings == ()
    assert {at("2022-01-01", code).parent_code for code in ("A1", "A2")} == {"D9"}


def test_11_a_change_before_the_opening_makes_no_ghost(world: World) -> None:
    world.sign(effect("establish_unit", unit=unit("X1", "Mới", parent="D1", structure="party")), on="2022-06-01")
    world.sign(rename({"code": "X1", "structure": "party"}, "Mới Hai"), on="2022-06-15")
    with pytest.raises(NotBalanced) as refused:
        world.sign(effect("correct_date", decision="11/NQ-HĐND", corrected_clause="Điều 1", was_on="2022-06-01",
                          is_on="2022-07-01"))  # fmt: skip
    assert codes(refused.value.findings) == ["entry_without_effect"]
    assert at("2022-05-31", "X1", structure="party") is None


def test_12_entries_that_no_version_shows_are_findings(world: World) -> None:
    later = world.sign(rename("A1", "Muộn"), on="2023-01-01")
    with pytest.raises(NotBalanced) as refused:
        world.sign(ENDED, on="2022-06-01")
    found = next(f for f in refused.value.findings if f.code == "entry_without_effect")
    assert found.data["number"] == later.document.number
    assert str(refused.value).startswith("Điều 1 của 11/NQ-HĐND ghi cho xã ")


def test_12_an_ended_unit_cannot_end_again(world: World) -> None:
    world.sign(ENDED, on="2022-01-01")
    for on in ("2022-01-02", "2023-01-01"):
        with pytest.raises(Refusal) as refused:
            world.sign(ENDED, on=on)
        assert refused.value.code in ("unit_ended", "unit_not_on_day")
    with pytest.raises(NotBalanced) as refused:  # earlier: then the end that is in the books ends nothing
        world.sign(ENDED, on="2021-01-01")
    assert "entry_without_effect" in codes(refused.value.findings)


def test_13_reopening_states_every_field(world: World) -> None:
    """The same identity begins again (only its id says so): nothing of its former life returns."""
    world.sign(rename("A1", "Cũ"), ENDED, on="2022-01-01")
    again = unit("A1", "An Bình Mới", id=IDS["A1"], parent="D2", area_km2=figure(5))
    world.sign(effect("establish_unit", unit=again), on="2023-01-01")
    row = at("2023-01-01", "A1")
    assert (row.id, row.name, row.parent_code, row.area_km2, row.population) == (
        IDS["A1"], "An Bình Mới", "D2", 5, None,
    )  # fmt: skip
    assert at("2022-06-01", "A1") is None


def test_14_a_corrected_value_wins_on_its_day_and_yields_to_later_changes(world: World) -> None:
    world.sign(rename("A1", "Sai"), on="2022-01-01")
    world.sign(rename("A1", "Sau"), on="2022-06-01")
    world.sign(effect("correct_unit", unit="A1", on="2022-03-01", name="Đúng"))
    assert [(row[0], row[2]) for row in history(IDS["A1"])] == [
        (date(2020, 1, 1), "An Bình"), (date(2022, 1, 1), "Đúng"), (date(2022, 6, 1), "Sau"),
    ]  # fmt: skip


def test_14_a_corrected_date_is_the_old_entry_fallen_and_a_new_one(world: World) -> None:
    signed = world.sign(rename("A1", "Mới"), on="2022-01-01")
    corrected = world.sign(
        effect("correct_date", decision=signed.document.number, corrected_clause="Điều 1", was_on="2022-01-01",
               is_on="2022-02-01")
    )  # fmt: skip
    assert [(row[0], row[2]) for row in history(IDS["A1"])] == [
        (date(2020, 1, 1), "An Bình"), (date(2022, 2, 1), "Mới"),
    ]  # fmt: skip
    assert rows("SELECT s.stands, n.ordinal FROM standing s JOIN entry n ON n.id = s.entry_id WHERE s.ordinal = %s",
                corrected.ordinal) == [(False, signed.ordinal)]  # fmt: skip


def test_15_hard_dependants_must_be_dealt_with_soft_ones_are_listed(world: World) -> None:
    opened = world.sign(effect("establish_unit", unit=unit("D9", "Mới", "huyện", parent="T1")))
    hard = world.sign(effect("move_units", units=["A1"], parent="D9"), on="2022-02-01")
    touched = world.sign(rename("A2", "Đông"), on="2022-01-01")
    soft = world.sign(rename("A2", "Tây"), on="2022-02-01")
    now = AsOf(date(2022, 1, 1))
    assert [[d.ordinal for d in found] for found in queries.dependants(now, opened.ordinal)] == [[hard.ordinal], []]
    assert [[d.ordinal for d in found] for found in queries.dependants(now, touched.ordinal)] == [[], [soft.ordinal]]
    annul = effect("annul_decision", decisions=[opened.document.number])
    with pytest.raises(NotBalanced) as refused:
        world.sign(annul)
    assert codes(refused.value.findings) == ["left_under_ended_unit"]
    both = effect("annul_decision", decisions=[opened.document.number, hard.document.number])
    assert world.sign(both).findings == ()
    assert world.sign(effect("annul_decision", decisions=[touched.document.number])).findings == ()
    assert [row[2] for row in history(IDS["A2"])] == ["An Thạnh", "Tây"]


def test_16_codes_are_state_and_change_hands_on_one_day(world: World) -> None:
    world.sign(effect("change_codes", changes=[{"unit": "A1", "code": "A2"}, {"unit": "A2", "code": "A1"}]))
    assert (at("2022-01-01", "A1").id, at("2022-01-01", "A2").id) == (IDS["A2"], IDS["A1"])
    assert (at("2021-12-31", "A1").id, at("2021-12-31", "A2").id) == (IDS["A1"], IDS["A2"])
    into = unit("B1", "Bình Phú Mới")
    merged = world.sign(effect("merge_units", sources=[{"unit": "B1"}, {"unit": "B2"}], into=into))
    assert at("2022-01-01", "B1").id == merged.document.effects[0].into.id != IDS["B1"]


def test_16_one_code_one_unit_on_every_day(world: World) -> None:
    world.sign(effect("change_codes", changes=[{"unit": "A1", "code": "X1"}]), on="2023-01-01")
    with pytest.raises(Conflict) as refused:  # free today, taken from 2023 on
        world.sign(effect("establish_unit", unit=unit("X1", "Mới", parent="D1")), on="2022-01-01")
    assert refused.value.code == "code_shared"
    assert "01/01/2023" in str(refused.value)


def test_17_decimals_are_text_in_payloads_and_hashes_are_of_canonical_json(world: World) -> None:
    world.sign(effect("state_facts", facts=[{"unit": "A1", "area_km2": figure("12.50")}]))
    payload = json.loads(rows("SELECT payload::text FROM effect ORDER BY id DESC LIMIT 1")[0][0])
    assert payload["facts"][0]["area_km2"]["value"] == "12.50"
    assert at("2022-01-01", "A1").area_km2 == Decimal("12.5")
    assert canonical({"b": Decimal("12.50"), "a": date(2022, 1, 1)}) == '{"a":"2022-01-01","b":"12.50"}'
    with pytest.raises(TypeError):
        canonical({"area": 12.5})


def test_18_the_first_level_of_verification_needs_no_effect_code(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    world.sign(rename("A1", "Một"))

    def gone(*_: Any) -> None:
        raise AssertionError("effect code was used")

    for name in ("_document", "enact"):
        monkeypatch.setattr(f"tinhgon.decisions.verifying.{name}", gone)
    found = verify(replay=False)
    assert found.is_sound
    assert not found.replayed
    with pytest.raises(AssertionError):
        verify()


def test_19_two_time_axes_and_a_condition_are_held_by_exclusion(world: World) -> None:
    """What WITHOUT OVERLAPS could not say: no overlap in both times, and codes only where there is one."""
    kinds = rows(
        "SELECT conname, pg_get_constraintdef(oid) FROM pg_constraint WHERE contype = 'x' AND connamespace ="
        " 'public'::regnamespace ORDER BY conname"
    )
    assert {name for name, _ in kinds} >= {"unit_one_code", "unit_one_state", "succession_one_state"}
    assert len(kinds) == 1 + len(THINGS)
    assert all("recorded WITH &&" in text and "valid WITH &&" in text for _, text in kinds)
    counts = table_counts()
    world.sign(effect("establish_unit", unit=unit(None, "Không mã", parent="D1", structure="front")))
    world.sign(effect("establish_unit", unit=unit(None, "Không mã nữa", parent="D1", structure="front")))
    assert table_counts()["decision"] == counts["decision"] + 2
