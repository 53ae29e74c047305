"""Makes a database ready: roles, tables, and who may do what to them.

The application works as `tinhgon_app`, which owns nothing: in the ledger it may add rows and close a version's
`recorded` range, and nothing else. Tables belong to the account that migrates.
"""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import psycopg
from django.apps import apps
from psycopg import sql

APP_ROLE = "tinhgon_app"
LEDGER_APP = "ledger"
REGISTERS = "tinhgon.registers."
CLOSED_COLUMN = "recorded"  # the only column of the ledger that is ever updated, and only its upper bound
MARK_TABLE = "tinhgon_provisioned"
READ_ONLY = frozenset({MARK_TABLE, "django_migrations"})
LOCK_KEY = 0x74696E6867  # "tinhg"
MINIMUM_VERSION = 150000

Connection = psycopg.Connection[tuple[object, ...]]


@dataclass(frozen=True)
class RoleOutcome:
    """Whether the application can be kept apart from the tables' owner here, and if not, why."""

    available: bool
    reason: str = ""


def fingerprint(*, with_role: bool) -> str:
    """What a provisioned database is marked with.

    It changes with a migration, a file beside one, or this module, and when the role comes to be available.
    """
    digest = hashlib.sha256(Path(__file__).read_bytes())
    for config in sorted(apps.get_app_configs(), key=lambda config: config.label):
        for path in sorted(Path(config.path, "migrations").rglob("*")):
            if path.suffix in {".py", ".sql"}:
                digest.update(f"{config.label}/{path.name}".encode())
                digest.update(path.read_bytes() if config.name.startswith("tinhgon.") else b"")
    return digest.hexdigest() + (" with role" if with_role else "")


def recorded_fingerprint(connection: Connection) -> str | None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT to_regclass(%s) IS NOT NULL", [f"public.{MARK_TABLE}"])
        if cursor.fetchone() != (True,):
            return None
        cursor.execute(sql.SQL("SELECT fingerprint FROM public.{}").format(sql.Identifier(MARK_TABLE)))
        row = cursor.fetchone()
    return str(row[0]) if row else None


def record_fingerprint(connection: Connection, value: str) -> None:
    table = sql.Identifier("public", MARK_TABLE)
    with connection.transaction(), connection.cursor() as cursor:
        cursor.execute(sql.SQL("CREATE TABLE IF NOT EXISTS {} (fingerprint text NOT NULL)").format(table))
        cursor.execute(sql.SQL("DELETE FROM {}").format(table))
        cursor.execute(sql.SQL("INSERT INTO {} VALUES (%s)").format(table), [value])
        cursor.execute(sql.SQL("GRANT SELECT ON {} TO PUBLIC").format(table))


def make_role(connection: Connection, *, login: bool, member: str | None = None) -> RoleOutcome:
    """Create the application's role when missing, and let `member` take it on."""
    role = sql.Identifier(APP_ROLE)
    try:
        with connection.transaction(), connection.cursor() as cursor:
            cursor.execute("SELECT rolsuper FROM pg_roles WHERE rolname = %s", [APP_ROLE])
            row = cursor.fetchone()
            if row is None:
                word = sql.SQL("LOGIN" if login else "NOLOGIN")
                cursor.execute(sql.SQL("CREATE ROLE {} {} NOINHERIT").format(role, word))
            elif row[0]:
                return RoleOutcome(available=False, reason=f"{APP_ROLE} is a superuser")
    except (psycopg.errors.DuplicateObject, psycopg.errors.UniqueViolation):
        pass  # another process made it just now
    except psycopg.errors.InsufficientPrivilege as problem:
        return RoleOutcome(available=False, reason=str(problem).strip())
    if member is None:
        return RoleOutcome(available=True)
    try:
        with connection.transaction(), connection.cursor() as cursor:
            cursor.execute("SELECT pg_has_role(%s, %s, %s)", [member, APP_ROLE, _set_privilege(connection)])
            if cursor.fetchone() != (True,):
                cursor.execute(sql.SQL("GRANT {} TO {}").format(role, sql.Identifier(member)))
    except psycopg.errors.InsufficientPrivilege as problem:
        return RoleOutcome(available=False, reason=str(problem).strip())
    return RoleOutcome(available=True)


def set_password(connection: Connection, password: str) -> None:
    """The application's role logs in with this password."""
    with connection.transaction(), connection.cursor() as cursor:
        cursor.execute(sql.SQL("ALTER ROLE {} PASSWORD {}").format(sql.Identifier(APP_ROLE), password))


def _set_privilege(connection: Connection) -> str:
    return "SET" if connection.info.server_version >= 160000 else "MEMBER"


BESIDE = frozenset({"attached_part", "attached_table", "column_mapping", "draft", "key_check", "person_key"})
"""Tables of the ledger's app that are not the ledger: drafts and mappings change, keys go by their own door."""


PRIVILEGES = {
    "decision": "SELECT, INSERT, UPDATE (hash, sealed)",
    "person_key": "SELECT, INSERT, UPDATE (id_digest, name_digests)",
    "act": "SELECT, INSERT (body)",
    "draft": "SELECT, INSERT, UPDATE (signed_ordinal, withdrawn_at)",
    "kept_content": "SELECT, INSERT",
    "key_check": "SELECT, INSERT",
    "reading": "SELECT, INSERT (body)",
    "reading_batch": "SELECT",
    "record_key": "SELECT, INSERT",
}
"""Of an act and a reading the body alone is written, the database makes the rest; a key is never changed or deleted;
a decision is sealed once, by the transaction that writes it."""
DOORS = (
    "record_seal_readings()",
    "record_erase_key(text, bigint, text)",
    "ledger_erase_person(bigint, text)",
    "ledger_forget_drafted(bigint[])",
)
"""Functions of the owner that do, for the application and for nobody else, what it may not do itself."""


def ledger_tables() -> list[str]:
    """Tables that the application may only add to: the ledger's, and those of every subject of the registers."""
    found = {
        model._meta.db_table
        for app in apps.get_app_configs()
        if app.label == LEDGER_APP or app.name.startswith(REGISTERS)
        for model in app.get_models(include_auto_created=True)
        if model._meta.managed
    }
    return sorted(found - BESIDE)


def grant(connection: Connection, *, ledger: Iterable[str]) -> None:
    """Give the application's role what it needs on every table that the connected account owns, and no more."""
    ledger = frozenset(ledger)
    role = sql.Identifier(APP_ROLE)
    with connection.transaction(), connection.cursor() as cursor:
        cursor.execute("SELECT current_database()")
        (database,) = cursor.fetchone() or ("",)
        cursor.execute(sql.SQL("GRANT CONNECT, TEMP ON DATABASE {} TO {}").format(sql.Identifier(str(database)), role))
        cursor.execute(sql.SQL("GRANT USAGE ON SCHEMA public TO {}").format(role))
        cursor.execute(sql.SQL("REVOKE CREATE ON SCHEMA public FROM PUBLIC, {}").format(role))
        for table, has_closed_column in _tables(cursor):
            name = sql.Identifier("public", table)
            cursor.execute(sql.SQL("REVOKE ALL ON {} FROM {}").format(name, role))
            if table in READ_ONLY:
                privileges = "SELECT"
            elif table in PRIVILEGES:
                privileges = PRIVILEGES[table]
            elif table in ledger:
                privileges = f"SELECT, INSERT{f', UPDATE ({CLOSED_COLUMN})' if has_closed_column else ''}"
            else:
                privileges = "SELECT, INSERT, UPDATE, DELETE"
            cursor.execute(sql.SQL("GRANT {} ON {} TO {}").format(sql.SQL(privileges), name, role))
        for door in DOORS:
            cursor.execute(sql.SQL("GRANT EXECUTE ON FUNCTION public.{} TO {}").format(sql.SQL(door), role))
        cursor.execute(sql.SQL("GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO {}").format(role))


def _tables(cursor: psycopg.Cursor[tuple[object, ...]]) -> list[tuple[str, bool]]:
    cursor.execute(
        """
        SELECT c.relname, EXISTS (SELECT FROM pg_attribute a
                                  WHERE a.attrelid = c.oid AND a.attname = %s AND NOT a.attisdropped)
        FROM pg_class c
        WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p', 'v', 'm')
          AND pg_has_role(c.relowner, 'USAGE')
        ORDER BY c.relname
        """,
        [CLOSED_COLUMN],
    )
    return [(str(name), bool(closed)) for name, closed in cursor.fetchall()]


def too_old(connection: Connection) -> str:
    """The server's major version when tinhgon cannot work on it, else nothing."""
    found = connection.info.server_version
    return "" if found >= MINIMUM_VERSION else str(found // 10000)
