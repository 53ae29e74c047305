"""The application can neither change what is recorded nor own it, on the embedded server and on one reached by URL."""

import os
import subprocess
import sys
from urllib.parse import urlsplit, urlunsplit

import psycopg
import pytest
from psycopg import sql
from tests.databases import TestDatabase

from tinhgon.config import provision, server
from tinhgon.config.embedded import ServerProblem

REFUSED = psycopg.errors.InsufficientPrivilege
pytestmark = pytest.mark.both_servers


def python(code: str, env: dict[str, str]) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", "from tinhgon.config.server import *\n" + code],
        env={**os.environ, **env}, capture_output=True, text=True, timeout=60, check=False,
    )  # fmt: skip


def test_the_servers_are_what_they_are_called(fresh_ledger: TestDatabase, server_kind: str) -> None:
    database = server.current()
    assert database.embedded == (server_kind == "embedded")
    assert database.name == fresh_ledger.name
    given = os.environ.get("TINHGON_TEST_POSTGRES_MAJOR")
    with psycopg.connect(fresh_ledger.dsn) as connection:
        assert connection.info.server_version >= 150000
        if server_kind == "url" and given:
            assert connection.info.server_version // 10000 == int(given)


def test_the_application_is_neither_superuser_nor_owner(fresh_ledger: TestDatabase) -> None:
    status = server.role_status()
    assert (status.user, status.is_superuser, status.owns_tables, status.is_separate) == (
        "tinhgon_app", False, False, True,
    )  # fmt: skip


def test_the_ledger_may_be_added_to_and_versions_closed_and_nothing_else(fresh_ledger: TestDatabase) -> None:
    tables = provision.ledger_tables()
    assert {"decision", "entry", "unit_version", "planned_version"} <= set(tables)
    query = """
        SELECT privilege_type, coalesce(column_name, '') FROM (
          SELECT privilege_type, NULL AS column_name FROM information_schema.role_table_grants
          WHERE grantee = 'tinhgon_app' AND table_name = %(table)s
          UNION ALL
          SELECT privilege_type, column_name FROM information_schema.role_column_grants
          WHERE grantee = 'tinhgon_app' AND table_name = %(table)s AND privilege_type NOT IN ('SELECT', 'INSERT')
        ) AS granted
    """
    with psycopg.connect(fresh_ledger.owner_dsn) as connection:
        for table in tables:
            granted = set(connection.execute(query, {"table": table}).fetchall())
            closes = {("UPDATE", "recorded")} if table.endswith("_version") else set()
            if table == "decision":  # a trigger lets them be set once, in the transaction that inserted the row
                closes = {("UPDATE", "hash"), ("UPDATE", "sealed")}
            assert granted == {("SELECT", ""), ("INSERT", "")} | closes, table


FORBIDDEN = (
    "UPDATE decision SET number = 'x'",
    "DELETE FROM decision",
    "TRUNCATE decision CASCADE",
    "DELETE FROM unit_version",
    "UPDATE unit_version SET valid = valid",
    "ALTER TABLE decision DISABLE TRIGGER ALL",
    "ALTER TABLE decision OWNER TO CURRENT_USER",
    "DROP TABLE decision CASCADE",
    "CREATE TABLE mine (x int)",
    "SET session_replication_role = replica",
    "DELETE FROM django_migrations",
    "UPDATE tinhgon_provisioned SET fingerprint = ''",
    "CREATE ROLE another",
    "CREATE DATABASE another",
)


def test_raw_sql_is_refused(fresh_ledger: TestDatabase, subtests: pytest.Subtests) -> None:
    with psycopg.connect(fresh_ledger.dsn, autocommit=True) as connection:
        for statement in FORBIDDEN:
            with subtests.test(statement), pytest.raises(REFUSED):
                connection.execute(statement)


def test_what_is_not_the_ledger_is_worked_with_as_usual(fresh_ledger: TestDatabase) -> None:
    with psycopg.connect(fresh_ledger.dsn, autocommit=True) as connection:
        connection.execute("INSERT INTO django_session VALUES ('a', 'b', now())")
        connection.execute("UPDATE django_session SET session_data = 'c'")
        connection.execute("DELETE FROM django_session")
        connection.execute("INSERT INTO auth_group (name) VALUES ('a')")
        connection.execute("CREATE TEMP TABLE scratch (LIKE unit_version)")
        connection.execute("SELECT nextval('thing_id_seq')")


def test_a_child_process_finds_the_same_database(fresh_ledger: TestDatabase) -> None:
    with psycopg.connect(fresh_ledger.dsn, autocommit=True) as connection:
        connection.execute("INSERT INTO auth_group (name) VALUES ('left here')")
    done = python(
        "ensure_database()\n"
        "from django.db import connection\n"
        "with connection.cursor() as cursor:\n"
        "    cursor.execute('SELECT current_user, name FROM auth_group')\n"
        "    print(cursor.fetchall())",
        dict(fresh_ledger.env),
    )
    assert done.stdout == "[('tinhgon_app', 'left here')]\n", done.stderr


def test_the_pool_is_the_application_too(fresh_ledger: TestDatabase) -> None:
    done = python(
        "ensure_database(pool=True)\n"
        "from django.db import connection\n"
        "for _ in range(3):\n"
        "    with connection.cursor() as cursor:\n"
        "        cursor.execute('SELECT current_user')\n"
        "        print(*cursor.fetchone())\n"
        "    connection.close()\n"
        "print(connection.pool is not None)",
        dict(fresh_ledger.env),
    )
    assert (done.stdout, done.stderr) == ("tinhgon_app\n" * 3 + "True\n", "")


def test_a_new_table_is_granted_by_provisioning_again(fresh_ledger: TestDatabase) -> None:
    with server.owner_connection() as owner:
        owner.execute("CREATE TABLE later (id int)")
    with psycopg.connect(fresh_ledger.dsn, autocommit=True) as connection:
        with pytest.raises(REFUSED):
            connection.execute("SELECT * FROM later")
        server.reprovision()
        connection.execute("SELECT * FROM later")


def test_a_missing_database_is_made(fresh_ledger: TestDatabase, server_kind: str) -> None:
    name = f"{fresh_ledger.name}_new"
    env = dict(fresh_ledger.env)
    if server_kind == "embedded":
        env["TINHGON_DATABASE_NAME"] = name
    else:
        env["DATABASE_URL"] = env["DATABASE_URL"].replace(fresh_ledger.name, name)
    try:
        done = python("print(ensure_database().name, role_status().is_separate)", env)
        assert done.stdout == f"{name} True\n", done.stderr
    finally:
        with server.owner_connection() as owner:
            owner.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name)))


class TestAnAccountOfLittlePower:
    """DATABASE_URL of a firm that gives out accounts without CREATEROLE or CREATEDB."""

    @pytest.fixture
    def poor(self, fresh_ledger: TestDatabase, server_kind: str) -> dict[str, str]:
        name, account = f"{fresh_ledger.name}_poor", f"tinhgon_test_poor_{os.getpid()}"
        with server.owner_connection() as owner:
            owner.execute(sql.SQL("DROP ROLE IF EXISTS {}").format(sql.Identifier(account)))
            owner.execute(sql.SQL("CREATE ROLE {} LOGIN PASSWORD 'little'").format(sql.Identifier(account)))
            owner.execute(
                sql.SQL("CREATE DATABASE {} OWNER {} TEMPLATE template0").format(
                    sql.Identifier(name), sql.Identifier(account)
                )
            )
        address = urlsplit(fresh_ledger.owner_dsn)
        host = f"@{address.netloc.rpartition('@')[2]}"
        url = urlunsplit(address._replace(netloc=f"{account}:little{host}", path=f"/{name}"))
        yield {"DATABASE_URL": url, "TINHGON_OWNER_URL": "", "TINHGON_HOME": fresh_ledger.env["TINHGON_HOME"]}
        with server.owner_connection() as owner:
            owner.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name)))
            owner.execute(sql.SQL("DROP ROLE {}").format(sql.Identifier(account)))

    def test_it_works_and_the_lack_is_told(self, poor: dict[str, str]) -> None:
        for _ in range(2):
            done = python("ensure_database(); status = role_status(); print(status.is_separate, status.reason)", poor)
            assert done.stdout.startswith("False "), done.stderr
            assert len(done.stdout) > len("False \n")

    def test_an_owner_of_its_own_mends_it(self, poor: dict[str, str], fresh_ledger: TestDatabase) -> None:
        owner = urlsplit(fresh_ledger.owner_dsn)._replace(path=urlsplit(poor["DATABASE_URL"]).path)
        env = {**poor, "TINHGON_OWNER_URL": urlunsplit(owner)}
        assert python("ensure_database()", poor).returncode == 0
        for _ in range(2):
            done = python("ensure_database(); status = role_status(); print(status.user, status.is_separate)", env)
            assert done.stdout == "tinhgon_app True\n", done.stderr
        added = python(
            "ensure_database()\nfrom django.contrib.auth.models import Group\nprint(Group.objects.count())", env
        )
        assert added.stdout == "0\n", added.stderr


@pytest.mark.parametrize(
    ("url", "code"),
    [
        ("postgresql://u:secret@127.0.0.1:1/x", "server_unreachable"),
        ("postgresql://u:secret@[::1", "database_url_unreadable"),
        ("mysql://u:secret@h/x", "database_url_unreadable"),
    ],
)
def test_a_server_out_of_reach_is_one_sentence_without_the_password(
    fresh_ledger: TestDatabase, monkeypatch: pytest.MonkeyPatch, url: str, code: str
) -> None:
    monkeypatch.setenv("DATABASE_URL", url)
    with pytest.raises(ServerProblem) as refused:
        server.ensure_database()
    assert refused.value.code == code
    assert "secret" not in str(refused.value)
    assert "\n" not in str(refused.value)
