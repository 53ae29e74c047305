"""What is left on the disk of a key that was destroyed: the old rows, the samples of the statistics, the WAL.

PostgreSQL leaves a deleted row in its file until something takes its place, keeps samples of columns in `pg_statistic`,
and renames a finished segment of the WAL for later use instead of deleting it. Here the tables of keys are written
anew, the samples go, and the segments with them. Needs the owner; the WAL needs a superuser, which the embedded server
gives. Backups, standbys and the free blocks of the file system are beyond it: the caller says so.
"""

from __future__ import annotations

import time
from dataclasses import dataclass
from typing import Any

import psycopg

from tinhgon.config import server

KEY_TABLES = ("person_key", "record_key")
WAIT, SECONDS = "5s", 5
"""So long the tables of keys are waited for: who reads or signs at that moment has them."""
_SAMPLES = """DELETE FROM pg_catalog.pg_statistic WHERE starelid IN (
  SELECT oid FROM pg_class WHERE relname = ANY(%s) AND relnamespace = 'public'::regnamespace)"""

_NONE_RUNS = "SELECT pg_snapshot_xmin(pg_current_snapshot()) > %s::xid8"
"""No older transaction writes: from here on no new snapshot sees what is older."""
_NONE_LOOKS = """WITH old AS (SELECT age(%s::xid8::xid) AS age) SELECT NOT EXISTS (
  SELECT FROM pg_stat_activity, old WHERE pid <> pg_backend_pid() AND age(backend_xmin) > old.age
  UNION ALL SELECT FROM pg_replication_slots, old WHERE age(xmin) > old.age)"""
"""No snapshot taken before that is in use, by a session, autovacuum or a standby."""


@dataclass(frozen=True, slots=True)
class Swept:
    """What was written anew or removed; where something is left, the caller says which."""

    tables: bool
    samples: bool
    wal: bool

    @property
    def is_clean(self) -> bool:
        return self.tables and self.samples and self.wal


def sweep() -> Swept:
    """Remove what the disk still holds of destroyed keys. What the server refuses is told, never raised."""
    with server.owner_connection() as connection:
        tables = _done(connection, f"SET lock_timeout = '{WAIT}'", *_no_samples())
        tables = tables and _written_anew(connection, *KEY_TABLES)
        samples = _done(connection, _SAMPLES) and _written_anew(connection, "pg_statistic")
        return Swept(tables, samples, _wal_removed(connection))


def _no_samples() -> list[str]:
    """From now on ANALYZE takes no samples of the wrapped keys, nor of the digests by which persons are found."""
    columns = {"person_key": ("wrapped", "id_digest", "name_digests"), "record_key": ("wrapped",)}
    return [
        f"ALTER TABLE {table} ALTER COLUMN {column} SET STATISTICS 0"
        for table, names in columns.items()
        for column in names
    ]


def _done(connection: psycopg.Connection[Any], *statements: str) -> bool:
    """Whether the server did all of it."""
    try:
        for statement in statements:
            connection.execute(statement, [list(KEY_TABLES)] if "%s" in statement else None)
    except (psycopg.errors.InsufficientPrivilege, psycopg.errors.LockNotAvailable, psycopg.errors.OperationalError):
        return False
    return True


def _written_anew(connection: psycopg.Connection[Any], *tables: str) -> bool:
    """Whether the tables were written anew when nobody could see their dead rows any more: those would go along."""
    return _nobody_sees_the_old(connection) and _done(connection, *(f"VACUUM (FULL) {table}" for table in tables))


def _nobody_sees_the_old(connection: psycopg.Connection[Any]) -> bool:
    """Wait until no transaction of the server began before now: one of another database, too, holds back what may be
    forgotten, by its number in every later snapshot. False when somebody stays longer than SECONDS."""
    now = connection.execute("SELECT pg_current_xact_id()::text").fetchone()
    deadline = time.monotonic() + SECONDS
    while now:
        if all(connection.execute(none_older, now).fetchone() == (True,) for none_older in (_NONE_RUNS, _NONE_LOOKS)):
            return True
        if time.monotonic() > deadline:
            return False
        time.sleep(0.05)
    return False


def _wal_removed(connection: psycopg.Connection[Any]) -> bool:
    """Begin a new segment and have those before it deleted, which a checkpoint does where none is kept for reuse."""
    segment = "SELECT pg_walfile_name(pg_current_wal_lsn())"
    try:
        connection.execute("SELECT pg_switch_wal()")
        connection.execute("CHECKPOINT")  # its own record is in the new segment: those before it are not needed
        connection.execute("CHECKPOINT")
        first = connection.execute(segment).fetchone()
        row = connection.execute(
            "SELECT current_setting('wal_recycle') = 'off' AND NOT EXISTS ("
            " SELECT FROM pg_ls_waldir() WHERE name ~ '^[0-9A-F]{24}$' AND name < %s)",
            [first and first[0]],
        ).fetchone()
    except psycopg.errors.InsufficientPrivilege:
        return False
    return bool(row and row[0])
