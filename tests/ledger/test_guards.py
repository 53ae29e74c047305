"""The database holds against raw SQL: nothing is changed or deleted, whoever asks, on both kinds of server."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import psycopg
import pytest
from psycopg import sql
from tests.world import CAST, LEDGER_TABLES, World, effect, example, table_counts, written_columns

from tinhgon.decisions import verify

pytestmark = pytest.mark.both_servers
REFUSED = (psycopg.errors.InsufficientPrivilege, psycopg.errors.CheckViolation, psycopg.errors.ExclusionViolation,
           psycopg.errors.UniqueViolation, psycopg.errors.ForeignKeyViolation)  # fmt: skip
LAST = "(SELECT max(ordinal) FROM decision)"


@pytest.fixture(scope="module")
def ledger(servers: Any, server_kind: str, django_db_setup: None, django_db_blocker: Any) -> Iterator[Any]:
    """A `fresh_ledger` for all tests of the file: whatever they try, nothing of it stays."""
    with django_db_blocker.unblock(), servers[server_kind].ledger() as database:
        World().sign(effect("adjust_boundary", giver="A1", receiver="A2", population=100),
                     example("take_up_roster/1"), example("publish_boundaries/1"))  # fmt: skip
        yield database


@pytest.fixture(params=["app", "owner"])
def raw(request: pytest.FixtureRequest, ledger: Any) -> Iterator[psycopg.Connection[Any]]:
    """A bare connection, as the application's role and as the owner of the tables."""
    with psycopg.connect(ledger.dsn if request.param == "app" else ledger.owner_dsn, autocommit=True) as connection:
        if request.param == "app":
            connection.execute("SET ROLE tinhgon_app")
        yield connection


def refused(connection: psycopg.Connection[Any], statement: str, *arguments: Any) -> None:
    before = table_counts()
    try:
        with connection.transaction():
            connection.execute(statement, arguments)
    except REFUSED:
        assert table_counts() == before
    else:
        pytest.fail(f"was not refused: {statement}")


def follow(connection: psycopg.Connection[Any], **changed: Any) -> None:
    """A decision written by hand, right in every point that is not `changed`."""
    last = connection.execute("SELECT ordinal, hash FROM decision ORDER BY ordinal DESC LIMIT 1").fetchone()
    row = {
        "ordinal": last[0] + 1, "number": "77/QĐ", "kind": "quyết định", "issuer": "x", "signer": "",
        "signed_on": "2022-01-01", "effective_on": "2022-01-01", "subject": "x", "basis": "[]",
        "confidentiality": "normal", "synthetic": False, "attachments": "[]", "note": "",
        "recorded_at": "2999-01-01T00:00:00Z", "prev_hash": last[1], "hash": "0" * 64, **changed,
    }  # fmt: skip
    names = sql.SQL(", ").join(map(sql.Identifier, row))
    marks = sql.SQL(", ").join([sql.Placeholder()] * len(row))
    connection.execute(sql.SQL("INSERT INTO decision ({}) VALUES ({})").format(names, marks), list(row.values()))


def test_update_delete_and_truncate_are_refused_on_every_table(raw: psycopg.Connection[Any]) -> None:
    for table in LEDGER_TABLES:
        (has_rows,) = raw.execute(f"SELECT EXISTS (SELECT FROM {table})").fetchone()  # type: ignore[misc]
        for column in written_columns(raw, table) if has_rows else ():
            refused(raw, f'UPDATE {table} SET "{column}" = "{column}"')
        refused(raw, f"DELETE FROM {table}")
        refused(raw, f"TRUNCATE {table} CASCADE")
        refused(raw, f"DELETE FROM {table} WHERE false")


def test_upsert_and_merge_are_refused_too(raw: psycopg.Connection[Any]) -> None:
    refused(raw, "INSERT INTO decision_standing VALUES (true, 3, 4) ON CONFLICT DO NOTHING")
    refused(
        raw,
        """INSERT INTO effect SELECT * FROM effect WHERE ordinal = 1
           ON CONFLICT (id) DO UPDATE SET clause = 'Điều 9'""",
    )
    refused(
        raw,
        """MERGE INTO entry t USING (SELECT 1) s ON t.ordinal = 1
           WHEN MATCHED THEN UPDATE SET changes = '{}'""",
    )


def test_a_signed_table_stays(raw: psycopg.Connection[Any]) -> None:
    digest = raw.execute("SELECT sha256 FROM attached_table").fetchone()[0]
    refused(raw, "DELETE FROM attached_table WHERE sha256 = %s", digest)
    refused(raw, "UPDATE attached_table SET rows = 9 WHERE sha256 = %s", digest)
    refused(raw, "DELETE FROM attached_part WHERE table_id = %s", digest)
    refused(raw, "UPDATE attached_part SET content = 'x' WHERE table_id = %s", digest)


def test_a_decision_follows_the_newest(raw: psycopg.Connection[Any]) -> None:
    for wrong in (
        {"ordinal": CAST + 3}, {"ordinal": CAST + 1}, {"ordinal": 0}, {"ordinal": -1}, {"prev_hash": ""},
        {"prev_hash": "f" * 64}, {"recorded_at": "2001-01-01T00:00:00Z"}, {"ordinal": 10**15 - 1},
    ):  # fmt: skip
        with pytest.raises(REFUSED), raw.transaction():
            follow(raw, **wrong)
    assert table_counts()["decision"] == CAST + 1


def test_a_preview_is_never_committed(raw: psycopg.Connection[Any]) -> None:
    for ordinal in (10**15, 10**15 + 5 * 10**8 + 1, 9 * 10**18):
        with pytest.raises(REFUSED), raw.transaction():
            follow(raw, ordinal=ordinal)
    with pytest.raises(REFUSED), raw.transaction():
        raw.execute("SET CONSTRAINTS ALL IMMEDIATE")
        follow(raw, ordinal=10**15)
    assert table_counts()["decision"] == CAST + 1


def test_an_entry_comes_with_its_decision_not_later(raw: psycopg.Connection[Any]) -> None:
    entry = """INSERT INTO entry (id, ordinal, effect_id, thing, thing_id, effective_on, changes)
               SELECT 900, ordinal, id, 'unit', 1001, '2022-01-01', '{"name": "x"}' FROM effect WHERE ordinal = %s"""
    for ordinal in (1, 2, 3, CAST + 1):
        refused(raw, entry, ordinal)
    for ordinal in (1, CAST + 1):
        refused(raw, "INSERT INTO standing (entry_id, ordinal, stands) VALUES (1, %s, false)", ordinal)
        refused(raw, "INSERT INTO decision_standing (target_id, ordinal, stands) VALUES (2, %s, false)", ordinal)
        refused(raw, """INSERT INTO effect (id, ordinal, place, kind, clause, effective_on, payload)
                        VALUES (900, %s, 9, 'rename_unit/1', '', '2022-01-01', '{}')""", ordinal)  # fmt: skip
        refused(raw, """INSERT INTO finding (ordinal, severity, code, message, data, clause, units, citation)
                        VALUES (%s, 'info', 'x', 'x', '{}', '', '[]', '')""", ordinal)  # fmt: skip


VERSION = """
INSERT INTO unit_version (valid, recorded, entry_id, unit_id, structure, name, kind, level, sort_key, search_key)
VALUES ({valid}, {recorded}, (SELECT max(id) FROM entry), {unit}, 'territory', 'x', 'xã', 3, 'x', 'x')"""


def version(valid: str = "'[2022-01-01,)'", recorded: str = f"int8range({LAST}, NULL)", unit_id: int = 2001) -> str:
    return VERSION.format(valid=valid, recorded=recorded, unit=unit_id)


def test_a_version_with_an_invented_past_is_refused(raw: psycopg.Connection[Any]) -> None:
    with raw.transaction(force_rollback=True):
        follow(raw)
        raw.execute(version())  # the statement itself is sound
    for recorded in ("'[1,)'", "'[1,3)'", f"int8range(1, {LAST})", "'[99,)'", f"int8range({LAST}, 99)"):
        with pytest.raises(REFUSED), raw.transaction():
            follow(raw)
            raw.execute(version(recorded=recorded))
    refused(raw, version())  # nor under a decision that was signed before


def test_empty_and_unbounded_ranges_are_refused(raw: psycopg.Connection[Any]) -> None:
    for wrong in (
        version(valid="'empty'"), version(valid="'[2022-01-01,2022-01-01)'"), version(valid="'(,2022-01-01)'"),
        version(recorded="'empty'"), version(recorded="'(,)'"),
    ):  # fmt: skip
        with pytest.raises(REFUSED), raw.transaction():
            follow(raw)
            raw.execute(wrong)


def test_two_states_for_one_day_are_refused(raw: psycopg.Connection[Any]) -> None:
    with pytest.raises(psycopg.errors.ExclusionViolation), raw.transaction():
        follow(raw)
        raw.execute(version(valid="'[2023-01-01,2024-01-01)'", unit_id=1007))
    with pytest.raises(psycopg.errors.ExclusionViolation), raw.transaction():
        follow(raw)
        raw.execute(version(valid="'[2022-01-01,2022-03-01)'"))
        raw.execute(version(valid="'[2022-02-01,2022-04-01)'"))


def test_two_units_with_one_code_are_refused(raw: psycopg.Connection[Any]) -> None:
    coded = version().replace("structure, name", "code, structure, name").replace("'territory', 'x'", "{}, 'x'")
    with raw.transaction(force_rollback=True):
        follow(raw)
        raw.execute(coded.format("'A1', 'party'"))  # another structure has codes of its own
    with pytest.raises(psycopg.errors.ExclusionViolation), raw.transaction():
        follow(raw)
        raw.execute(coded.format("'A1', 'territory'"))


def test_a_version_is_closed_once_at_the_newest_decision(raw: psycopg.Connection[Any]) -> None:
    close = "UPDATE unit_version SET recorded = int8range(lower(recorded), {}) WHERE unit_id = 1007"
    refused(raw, close.format(LAST))  # that decision is signed; it closes nothing any more
    for at in ("2", "99", "NULL", f"{LAST} - 1"):
        with pytest.raises(REFUSED), raw.transaction():
            follow(raw)
            raw.execute(close.format(at))
    with pytest.raises(REFUSED), raw.transaction():
        follow(raw)
        raw.execute(f"UPDATE unit_version SET recorded = int8range(lower(recorded) + 1, {LAST}) WHERE unit_id = 1007")
    with raw.transaction(force_rollback=True):
        follow(raw)
        raw.execute(close.format(LAST))
        with pytest.raises(REFUSED), raw.transaction():
            raw.execute(close.format(LAST))  # twice
        with pytest.raises(REFUSED), raw.transaction():
            raw.execute("UPDATE unit_version SET recorded = int8range(lower(recorded), NULL) WHERE unit_id = 1007")


def test_one_number_once_for_an_issuer_and_year(raw: psycopg.Connection[Any]) -> None:
    with pytest.raises(psycopg.errors.UniqueViolation), raw.transaction():
        follow(raw, number="02/qđ-mẫu", issuer="hội đồng nhân dân tỉnh tân giang", signed_on="2021-12-31")


@pytest.mark.parametrize("statement", [
    "DROP TABLE entry CASCADE",
    "ALTER TABLE entry DISABLE TRIGGER ALL",
    "DROP TRIGGER entry_never_changes ON entry",
    "ALTER TABLE unit_version DROP CONSTRAINT unit_one_state",
    "SET session_replication_role = replica",
    "CREATE OR REPLACE FUNCTION ledger_refuse() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NULL; END'",
    "CREATE TABLE public.mine (id int)",
    "SELECT setval('thing_id_seq', 1)",
])  # fmt: skip
def test_the_application_cannot_take_the_guards_away(ledger: Any, statement: str) -> None:
    with (
        psycopg.connect(ledger.dsn, autocommit=True) as connection,
        pytest.raises(psycopg.errors.InsufficientPrivilege),
    ):
        connection.execute("SET ROLE tinhgon_app")
        connection.execute(statement)


def test_nothing_of_all_this_stayed(ledger: Any) -> None:
    assert table_counts()["decision"] == CAST + 1
    assert verify().is_sound
