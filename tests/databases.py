"""The servers and databases of a test run: see conftest.py for the fixtures made of them.

The pytest processes of one run (xdist workers) share the embedded server and what is built on it once: the empty
ledger, the world of tests/world.py, the demo. Each has databases of its own, copied from these.
"""

from __future__ import annotations

import contextlib
import fcntl
import os
import shutil
import tempfile
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import psycopg
from psycopg import sql

from tinhgon.config import server
from tinhgon.config.embedded import SUPERUSER, EmbeddedServer

DEFAULT_KIND = os.environ.get("TINHGON_TEST_SERVER", "embedded")
GIVEN_URL = os.environ.get("TINHGON_TEST_DATABASE_URL", "")
VARIABLES = ("TINHGON_HOME", "TINHGON_DATABASE_NAME", "DATABASE_URL", "TINHGON_OWNER_URL")
RUN = os.environ.get("PYTEST_XDIST_TESTRUNUID", "")[:8] or str(os.getpid())


@dataclass(frozen=True)
class TestDatabase:
    """A provisioned database: how this process and its children reach it."""

    __test__ = False

    env: Mapping[str, str]
    dsn: str
    owner_dsn: str
    name: str
    kind: str


def superuser_of(own: EmbeddedServer, host: str) -> str:
    """The address of an embedded server for its superuser."""
    return f"postgresql://{SUPERUSER}:{own.password(SUPERUSER)}@/postgres?host={host}"


class TestServer:
    """One server with templates, from which databases are copied."""

    __test__ = False

    def __init__(self, *, kind: str, folder: Path, url: str = "") -> None:
        self.kind = kind
        self.folder = folder
        self.home = folder / "home"
        self.url = url
        self._numbers = count(1)
        self._own = None if url else EmbeddedServer(self.home)
        self._host = "" if self._own is None else str(self._own.acquire())
        self._empty = f"tinhgon_empty_{RUN}"
        with _locked(folder / f"{kind}.lock"):
            if not self._found(f"^{self._empty}$"):
                self._provision()

    def _provision(self) -> None:
        with self.using(self._empty):
            pass
        if self.url == GIVEN_URL and self.url:
            return  # not ours to change
        # What tests write need not outlive a power cut; making and dropping databases is several times faster.
        for setting in ("fsync", "full_page_writes"):
            self._admin(f"ALTER SYSTEM SET {setting} = off")
        self._admin("SELECT pg_reload_conf()")

    def env(self, name: str) -> dict[str, str]:
        common = {"TINHGON_HOME": str(self.home), "TINHGON_OWNER_URL": ""}
        if not self.url:
            return {**common, "TINHGON_DATABASE_NAME": name, "DATABASE_URL": ""}
        return {**common, "TINHGON_DATABASE_NAME": "", "DATABASE_URL": self._address(name)}

    @contextlib.contextmanager
    def using(self, name: str) -> Iterator[TestDatabase]:
        """os.environ and Django's default connection lead to the database `name`, made when missing.

        At the end os.environ is as before; `server.ensure_database()` leads Django's connection back.
        """
        wanted = self.env(name)
        before = {key: os.environ.get(key) for key in VARIABLES}
        os.environ.update(wanted)
        try:
            made = server.ensure_database()
            yield TestDatabase(env=wanted, dsn=made.dsn, owner_dsn=made.owner_dsn, name=made.name, kind=self.kind)
        finally:
            for key, value in before.items():
                os.environ.pop(key, None) if value is None else os.environ.__setitem__(key, value)

    def leads_to(self, name: str) -> bool:
        """Whether os.environ does."""
        return all(os.environ.get(key, "") == value for key, value in self.env(name).items())

    def copy(self, template: str = "") -> str:
        name = f"tinhgon_{os.getpid()}_{next(self._numbers)}"
        self._admin("CREATE DATABASE {} TEMPLATE {} STRATEGY wal_log", name, template or self._empty)
        return name

    def template(self, name: str, fill: Callable[[], object]) -> str:
        """A database that `fill` wrote, whole: the first process of the run that asks builds it for all."""
        full = f"tinhgon_{name}_{RUN}"
        with _locked(self.folder / f"{self.kind}.{name}.lock"):
            if not self._found(f"^{full}$"):
                draft = self.copy()
                with self.using(draft):
                    fill()
                server.ensure_database()
                self._admin("ALTER DATABASE {} RENAME TO {}", draft, full)
        return full

    @contextlib.contextmanager
    def ledger(self, template: str = "") -> Iterator[TestDatabase]:
        """A database of one's own, dropped at the end: empty, or a copy of a template."""
        name = self.copy(template)
        try:
            with self.using(name) as database:
                yield database
            server.ensure_database()  # back to where we came from
        finally:
            self.drop(name)

    def drop(self, name: str) -> None:
        self._admin("DROP DATABASE IF EXISTS {} WITH (FORCE)", name)

    def close(self, *, last: bool) -> None:
        """Let the server go; the last process of the run leaves none of its databases behind."""
        if last and self.url:
            for name in self._found(f"^tinhgon_.*_{RUN}$"):
                self.drop(name)
        if self._own is not None:
            self._own.release()

    def _found(self, pattern: str) -> list[str]:
        with self._connect() as connection:
            found = connection.execute("SELECT datname FROM pg_database WHERE datname ~ %s", [pattern])
            return [name for (name,) in found]

    def _address(self, name: str) -> str:
        return urlunsplit(urlsplit(self.url)._replace(path=f"/{name}"))

    def _admin(self, statement: str, *names: str) -> None:
        with self._connect() as connection:
            connection.execute(sql.SQL(statement).format(*map(sql.Identifier, names)))

    def _connect(self) -> psycopg.Connection[tuple[str, ...]]:
        address = self._address("postgres") if self._own is None else superuser_of(self._own, self._host)
        return psycopg.connect(address, autocommit=True)


class Servers:
    """The servers of this run, each started when first asked for.

    By kind: "embedded", "url", and "alone", which no other process uses: for tests that change what a whole server
    shares, as roles are.
    """

    def __init__(self) -> None:
        # A short path, outside pytest's own folders: a socket's path has at most a hundred bytes.
        self.folder = Path(tempfile.gettempdir() if len(tempfile.gettempdir()) < 20 else "/tmp") / f"tg-{RUN}"
        self.folder.mkdir(mode=0o711, exist_ok=True)
        self._users = _open(self.folder / "users.lock")
        fcntl.flock(self._users, fcntl.LOCK_SH)
        self._started: dict[str, TestServer] = {}
        self._second: EmbeddedServer | None = None

    def __getitem__(self, kind: str) -> TestServer:
        if kind not in self._started:
            url = self._url() if kind == "url" else ""
            folder = self.folder / f"alone-{os.getpid()}" if kind == "alone" else self.folder
            folder.mkdir(mode=0o711, exist_ok=True)
            self._started[kind] = TestServer(kind=kind, folder=folder, url=url)
        return self._started[kind]

    def _url(self) -> str:
        if GIVEN_URL:
            return GIVEN_URL
        self._second = EmbeddedServer(self.folder / "second")
        return superuser_of(self._second, str(self._second.acquire()))

    def close(self) -> None:
        os.close(self._users)
        with _last(self.folder / "users.lock") as last:
            for started in self._started.values():
                with contextlib.suppress(psycopg.OperationalError):
                    started.close(last=last)
            if self._second is not None:
                self._second.release()
            server.leave()
            if last:
                shutil.rmtree(self.folder, ignore_errors=True)


@contextlib.contextmanager
def _locked(path: Path) -> Iterator[None]:
    handle = _open(path)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)


@contextlib.contextmanager
def _last(path: Path) -> Iterator[bool]:
    """Whether nobody else holds the lock."""
    handle = _open(path)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        yield True
    except BlockingIOError:
        yield False
    finally:
        os.close(handle)


def _open(path: Path) -> int:
    return os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
