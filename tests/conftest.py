"""The databases that tests use.

`@pytest.mark.django_db`   the test database, rolled back after the test; Django's connection is the role tinhgon_app.
`fresh_ledger`             a database of its own for tests that commit, start processes or use several connections.
                           Append-only tables cannot be emptied, so `transaction=True` is refused: use this instead.
                           It has `.env` (for subprocesses; already set in os.environ meanwhile), `.dsn`, `.owner_dsn`.
`@pytest.mark.both_servers`  runs a `fresh_ledger` test twice: on the embedded server, and on one named by DATABASE_URL
                           (TINHGON_TEST_DATABASE_URL when set, as in CI; else a second embedded one reached by URL).
                           `server_kind` tells which: "embedded" or "url".
`demo_database`            the demo with a tenth of the people, signed once in a session; nothing may be written to it.
TINHGON_TEST_SERVER=url    runs everything on the second one.

Each pytest process (xdist worker) has servers and databases of its own, in a short temporary folder.
"""

import contextlib
import os
import shutil
import signal
import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import psycopg
import pytest
from psycopg import sql
from tools import compiling

from tinhgon.config import server
from tinhgon.config.embedded import SUPERUSER, EmbeddedServer

DEFAULT_KIND = os.environ.get("TINHGON_TEST_SERVER", "embedded")
GIVEN_URL = os.environ.get("TINHGON_TEST_DATABASE_URL", "")
DEMO_SCALE = 0.1
DEMO_FINDINGS = {"over_quota", "ground_undocumented", "figures_do_not_add_up"}
VARIABLES = ("TINHGON_HOME", "TINHGON_DATABASE_NAME", "DATABASE_URL", "TINHGON_OWNER_URL")


@dataclass(frozen=True)
class TestDatabase:
    """A provisioned database: how this process and its children reach it."""

    __test__ = False

    env: Mapping[str, str]
    dsn: str
    owner_dsn: str
    name: str
    kind: str


class TestServer:
    """One server with a provisioned template, from which databases are copied."""

    __test__ = False

    def __init__(self, *, kind: str, home: Path, url: str = "") -> None:
        self.kind = kind
        self.home = home
        self.url = url
        self._numbers = count(1)
        self._suffix = f"{os.getpid()}"
        self._template = f"tinhgon_template_{self._suffix}"
        with self.using(self._template) as database:
            self.admin_dsn = database.owner_dsn.replace(f"/{self._template}", "/postgres", 1)
        if url == GIVEN_URL and url:
            return  # not ours to change
        # What tests write need not outlive a power cut; making and dropping databases is several times faster.
        for setting in ("fsync", "full_page_writes"):
            self._admin(f"ALTER SYSTEM SET {setting} = off")
        self._admin("SELECT pg_reload_conf()")

    def env(self, name: str) -> dict[str, str]:
        common = {"TINHGON_HOME": str(self.home), "TINHGON_OWNER_URL": ""}
        if not self.url:
            return {**common, "TINHGON_DATABASE_NAME": name, "DATABASE_URL": ""}
        address = urlunsplit(urlsplit(self.url)._replace(path=f"/{name}"))
        return {**common, "TINHGON_DATABASE_NAME": "", "DATABASE_URL": address}

    @contextlib.contextmanager
    def using(self, name: str) -> Iterator[TestDatabase]:
        """os.environ and Django's default connection lead to the database `name`, made when missing."""
        wanted = self.env(name)
        before = {key: os.environ.get(key) for key in VARIABLES}
        os.environ.update(wanted)
        try:
            made = server.ensure_database()
            yield TestDatabase(env=wanted, dsn=made.dsn, owner_dsn=made.owner_dsn, name=made.name, kind=self.kind)
        finally:
            for key, value in before.items():
                os.environ.pop(key, None) if value is None else os.environ.__setitem__(key, value)

    def copy(self) -> str:
        name = f"tinhgon_{self._suffix}_{next(self._numbers)}"
        self._admin("CREATE DATABASE {} TEMPLATE {} STRATEGY wal_log", name, self._template)
        return name

    def drop(self, name: str) -> None:
        self._admin("DROP DATABASE IF EXISTS {} WITH (FORCE)", name)

    def close(self) -> None:
        self._admin("DROP DATABASE IF EXISTS {} WITH (FORCE)", self._template)

    def _admin(self, statement: str, *names: str) -> None:
        with psycopg.connect(self.admin_dsn, autocommit=True) as connection:
            connection.execute(sql.SQL(statement).format(*map(sql.Identifier, names)))


class Servers:
    """The servers of this pytest process, each started when first asked for."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._started: dict[str, TestServer] = {}
        self._second: EmbeddedServer | None = None

    def __getitem__(self, kind: str) -> TestServer:
        if kind not in self._started:
            home = self.folder / "home"
            self._started[kind] = TestServer(kind=kind, home=home, url=self._url() if kind == "url" else "")
        return self._started[kind]

    def _url(self) -> str:
        if GIVEN_URL:
            return GIVEN_URL
        self._second = EmbeddedServer(self.folder / "second")
        return f"postgresql://{SUPERUSER}@/postgres?host={self._second.acquire()}"

    def close(self) -> None:
        for started in self._started.values():
            with contextlib.suppress(psycopg.OperationalError):
                started.close()
        if self._second is not None:
            self._second.release()


def pytest_configure() -> None:
    compiling.compile_all()  # for pytest without ./dev
    # Told to end, pytest cleans up as at Ctrl-C. (It would take the SystemExit of an ordinary end for a failed test.)
    signal.signal(signal.SIGTERM, signal.getsignal(signal.SIGINT))


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    if metafunc.definition.get_closest_marker("both_servers"):
        metafunc.parametrize("server_kind", ["embedded", "url"], scope="session")


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup(item: pytest.Item) -> None:
    marker = item.get_closest_marker("django_db")
    if marker and (marker.kwargs.get("transaction") or (marker.args and marker.args[0])):
        pytest.fail("append-only tables cannot be emptied: use the fixture fresh_ledger, not transaction=True")
    if marker and "fresh_ledger" in getattr(item, "fixturenames", ()):
        pytest.fail("fresh_ledger is a database of its own: leave out the mark django_db")


@pytest.fixture(scope="session")
def servers() -> Iterator[Servers]:
    # A short path, outside pytest's own folders: a socket's path has at most a hundred bytes.
    folder = Path(tempfile.mkdtemp(prefix="tg-", dir="/tmp"))
    folder.chmod(0o711)
    made = Servers(folder)
    yield made
    made.close()
    server.leave()
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(scope="session")
def server_kind() -> str:
    return DEFAULT_KIND


@pytest.fixture(scope="session")
def django_db_setup(servers: Servers, django_db_blocker: pytest.FixtureRequest) -> Iterator[None]:
    """In place of pytest-django's: a copy of the provisioned template, reached as the application's role."""
    with django_db_blocker.unblock():
        chosen = servers[DEFAULT_KIND]
        name = chosen.copy()
        with chosen.using(name):
            yield
        chosen.drop(name)


@pytest.fixture
def fresh_ledger(
    servers: Servers, server_kind: str, django_db_setup: None, django_db_blocker: pytest.FixtureRequest
) -> Iterator[TestDatabase]:
    chosen = servers[server_kind]
    with django_db_blocker.unblock():
        name = chosen.copy()
        try:
            with chosen.using(name) as database:
                yield database
            server.ensure_database()  # back to the test database
        finally:
            chosen.drop(name)


@pytest.fixture(scope="session")
def demo_database(
    servers: Servers, server_kind: str, django_db_setup: None, django_db_blocker: pytest.FixtureRequest
) -> Iterator[tuple[TestServer, str]]:
    """Every decision of the demo signed, without findings but those that are known: the server and the database."""
    from tinhgon.demo.territory import demo_papers

    chosen = servers[server_kind]
    with django_db_blocker.unblock():
        name = chosen.copy()
        with chosen.using(name):
            for paper in demo_papers(scale=DEMO_SCALE):
                outcome = paper.sign()
                assert {finding.code for finding in outcome.findings} <= DEMO_FINDINGS, outcome.document.number
        server.ensure_database()
        yield chosen, name
        chosen.drop(name)
