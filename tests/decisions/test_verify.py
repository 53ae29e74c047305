"""Verification finds what somebody with all rights has done to the tables behind the ledger's back."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import psycopg
import pytest
from tests.world import CAST, IDS, LEDGER_TABLES, World, effect, part, rename, rows, unit, written_columns

from tinhgon.decisions import verify


@pytest.fixture(scope="module")
def kept(servers: Any, server_kind: str, django_db_setup: None, django_db_blocker: Any) -> Iterator[Any]:
    """A ledger with something of everything, and a copy of its tables beside it."""
    with django_db_blocker.unblock(), servers[server_kind].ledger() as database:
        world = World()
        merge = effect("merge_units", sources=[{"unit": "A1"}, part("A2", 2, 200)], into=unit("A7", "An Phú"))
        world.sign(merge)
        signed = world.sign(rename("A2", "Mới"), on="2022-06-01")
        world.sign(
            effect("correct_date", decision=signed.document.number, corrected_clause="Điều 1",
                   was_on="2022-06-01", is_on="2022-07-01")
        )  # fmt: skip
        with psycopg.connect(database.owner_dsn, autocommit=True) as owner:
            owner.execute("CREATE SCHEMA kept")
            for table in LEDGER_TABLES:
                owner.execute(f"CREATE TABLE kept.{table} AS TABLE public.{table}")
        yield database


@pytest.fixture
def tamper(kept: Any) -> Iterator[Any]:
    """Runs statements as a superuser past all triggers; in the end the tables are as they were."""
    with psycopg.connect(kept.owner_dsn, autocommit=True) as owner:
        owner.execute("SET session_replication_role = replica")

        def run(*statements: str) -> None:
            for statement in statements:
                assert owner.execute(statement).rowcount, f"it touched nothing: {statement}"

        yield run
        owner.execute(f"TRUNCATE {', '.join(LEDGER_TABLES)}")
        for table in LEDGER_TABLES:
            columns = ", ".join(f'"{column}"' for column in written_columns(owner, f"public.{table}"))
            owner.execute(f"INSERT INTO public.{table} ({columns}) SELECT {columns} FROM kept.{table}")
    assert verify().is_sound


ENTRY = "ordinal, effect_id, thing, thing_id, effective_on, changes"


def swapped(*tables: str) -> tuple[str, ...]:
    steps = ((2, 102), (3, 2), (102, 3))
    return tuple(f"UPDATE {table} SET ordinal = {to} WHERE ordinal = {of}" for table in tables for of, to in steps)


CHAIN = {
    "an entry's content": ("UPDATE entry SET changes = changes || '{\"name\": \"Giả\"}' WHERE id = 1",),
    "an entry's day": ("UPDATE entry SET effective_on = effective_on + 1 WHERE id = 11",),
    "an entry's thing": (f"UPDATE entry SET thing_id = {IDS['A1']} WHERE id = 11",),
    "an entry taken away": ("DELETE FROM entry WHERE id = 11",),
    "an entry added": (f"INSERT INTO entry (id, {ENTRY}) SELECT 999, {ENTRY} FROM entry WHERE id = 11",),
    "the text of a decision": ("UPDATE decision SET subject = 'khác' WHERE ordinal = 2",),
    "a decision's number": ("UPDATE decision SET number = '02/QĐ-GIẢ' WHERE ordinal = 2",),
    "a decision's day": ("UPDATE decision SET signed_on = signed_on - 1 WHERE ordinal = 2",),
    "a decision's instant": ("UPDATE decision SET recorded_at = recorded_at - interval '1 second' WHERE ordinal = 2",),
    "a decision's seal": ("UPDATE decision SET hash = repeat('0', 64) WHERE ordinal = 2",),
    "a clause": ("UPDATE effect SET clause = 'Điều 9' WHERE ordinal = 2",),
    "a payload": ("UPDATE effect SET payload = payload || '{\"name\": \"Giả\"}' WHERE ordinal = 2",),
    "an effect taken away": ("DELETE FROM effect WHERE ordinal = 2",),
    "a standing turned": ("UPDATE standing SET stands = NOT stands",),
    "a standing taken away": ("DELETE FROM standing WHERE ordinal = 4",),
    "a decision from the middle": ("DELETE FROM decision WHERE ordinal = 3",),
    "the newest decision alone": (f"DELETE FROM decision WHERE ordinal = {CAST + 3}",),
    "two decisions swapped": swapped("decision"),
    "two decisions swapped with all that is theirs": swapped("effect", "entry", "decision"),
}  # fmt: skip
FOLD = {
    "the name of a version": ("UPDATE unit_version SET name = 'Giả' WHERE unit_id = 1006 AND upper_inf(recorded)",),
    "the span of a version": (
        "UPDATE unit_version SET valid = '[2021-01-01,)' WHERE unit_id = 1008 AND upper_inf(recorded)",
    ),
    "the figure of a version": ("UPDATE unit_version SET area_km2 = 99 WHERE unit_id = 1008 AND upper_inf(recorded)",),
    "how sure a figure is": (
        "UPDATE unit_version SET area_verified = false WHERE unit_id = 1008 AND upper_inf(recorded)",
    ),
    "the entry of a version": ("UPDATE unit_version SET entry_id = 1 WHERE unit_id = 1008 AND upper_inf(recorded)",),
    "a version taken away": ("DELETE FROM unit_version WHERE unit_id = 1008 AND upper_inf(recorded)",),
    "a version closed": (
        f"""UPDATE unit_version SET recorded = int8range(lower(recorded), {CAST + 3})
            WHERE unit_id = 1008 AND upper_inf(recorded)""",
    ),
    "a share": ("UPDATE succession_version SET area_share = 'part' WHERE area_share = 'full'",),
    "a succession taken away": ("DELETE FROM succession_version WHERE area_share = 'full'",),
}
REPLAY = {
    "what was known before": ("UPDATE unit_version SET name = 'Giả' WHERE NOT upper_inf(recorded)",),
    "a version of the past taken away": ("DELETE FROM unit_version WHERE NOT upper_inf(recorded)",),
    "since when it was known": (
        "UPDATE unit_version SET recorded = int8range(2, NULL) WHERE unit_id = 1009 AND upper_inf(recorded)",
    ),
    "the order of names": ("UPDATE unit_version SET sort_key = 'zz' WHERE unit_id = 1008",),
    "who annulled whom": ("DELETE FROM decision_standing WHERE target_id = 3",),
    "that somebody annulled": ("UPDATE decision_standing SET stands = true WHERE target_id = 3",),
}


def test_it_is_sound_before(kept: Any) -> None:
    found = verify()
    assert found.is_sound
    assert (found.decisions, found.entries, found.versions) == rows(
        "SELECT (SELECT count(*) FROM decision), (SELECT count(*) FROM entry),"
        " (SELECT count(*) FROM unit_version) + (SELECT count(*) FROM succession_version)"
        " + (SELECT count(*) FROM quota_version) + (SELECT count(*) FROM post_version)"
        " + (SELECT count(*) FROM person_version) + (SELECT count(*) FROM assignment_version)"
    )[0]


@pytest.mark.parametrize("what", CHAIN)
def test_the_chain_tells(tamper: Any, what: str) -> None:
    tamper(*CHAIN[what])
    found = verify(replay=False)
    assert {finding.code for finding in found.findings} & {"chain_broken", "decision_missing", "columns_differ"}, what
    assert not verify().is_sound
    assert all(finding.render() for finding in found.findings)


@pytest.mark.parametrize("what", FOLD)
def test_the_fold_tells(tamper: Any, what: str) -> None:
    tamper(*FOLD[what])
    assert {finding.code for finding in verify(replay=False).findings} == {"fold_differs"}, what
    assert {"fold_differs", "replay_differs"} == {finding.code for finding in verify().findings}


@pytest.mark.parametrize("what", REPLAY)
def test_the_replay_tells(tamper: Any, what: str) -> None:
    tamper(*REPLAY[what])
    assert {finding.code for finding in verify().findings} >= {"replay_differs"}, what


def test_a_version_slipped_in_beside_the_others(tamper: Any) -> None:
    tamper(
        "INSERT INTO unit_version (valid, recorded, entry_id, unit_id, structure, name, kind, level, sort_key,"
        " search_key) VALUES ('[2022-01-01,)', '[3,)', 1, 4000, 'party', 'x', 'x', 1, 'x', 'x')"
    )
    assert "fold_differs" in {finding.code for finding in verify(replay=False).findings}


def test_verification_leaves_nothing(kept: Any) -> None:
    before = [rows(f"SELECT count(*) FROM {table}") for table in LEDGER_TABLES]
    verify()
    assert [rows(f"SELECT count(*) FROM {table}") for table in LEDGER_TABLES] == before
    assert rows("SELECT count(*) FROM pg_class WHERE relpersistence = 't' AND relname = 'decision'") == [(0,)]
