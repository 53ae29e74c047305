"""What dies is brought back: a killed backend, a killed server, a server that never ends; and a server that lingers."""

from __future__ import annotations

import os
import shutil
import signal
import stat
import subprocess
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import psycopg
import pytest

from tinhgon.config import embedded, postmaster
from tinhgon.config.embedded import EmbeddedServer
from tinhgon.config.postmaster import ASKS_MARK, SUPERUSER


@pytest.fixture(scope="module")
def made() -> Iterator[Path]:
    """A data folder that was used once; its name is short, as a socket's path must be."""
    with tempfile.TemporaryDirectory(prefix="tg-", dir="/tmp", ignore_cleanup_errors=True) as folder:
        Path(folder).chmod(0o711)
        home = Path(folder) / "home"
        server = EmbeddedServer(home)
        server.acquire()
        server.release()
        yield home


@pytest.fixture
def server(made: Path) -> Iterator[EmbeddedServer]:
    home = made.with_name(f"h{os.urandom(3).hex()}")
    subprocess.run(["cp", "-Rp", made, home], check=True)
    found = EmbeddedServer(home)
    yield found
    found.release()
    found.postmaster.stop()
    shutil.rmtree(home, ignore_errors=True)


def connected(server: EmbeddedServer) -> psycopg.Connection:
    return psycopg.connect(
        host=str(server.running_socket()), user=SUPERUSER, dbname="postgres", password=server.password(SUPERUSER),
        autocommit=True,
    )  # fmt: skip


def waited_for(true: Callable[[], object], seconds: float = 20) -> bool:
    deadline = time.monotonic() + seconds
    while not true() and time.monotonic() < deadline:
        time.sleep(0.05)
    return bool(true())


def killed_backend(server: EmbeddedServer) -> None:
    """A backend with work behind it is killed: all of the server starts again by itself."""
    with connected(server) as worker, connected(server) as victim:
        worker.execute("CREATE TABLE t AS SELECT generate_series(1, 500000) a")
        os.kill(victim.info.backend_pid, signal.SIGKILL)
        assert waited_for(lambda: server.postmaster.state() == "starting", 5)


def test_a_killed_backend_does_not_keep_the_stop_waiting(server: EmbeddedServer) -> None:
    """The stop that came in the middle of the recovery was never finished: every later command failed."""
    server.acquire()
    killed_backend(server)
    began = time.monotonic()
    server.release()
    assert time.monotonic() - began < 30
    assert server.postmaster.state() == "gone"
    server.acquire()
    with connected(server) as connection:
        assert connection.execute("SELECT count(*) FROM t").fetchone() == (500000,)


def test_who_comes_during_the_recovery_waits_for_it(server: EmbeddedServer) -> None:
    server.acquire()
    killed_backend(server)
    assert EmbeddedServer(server.home).acquire()
    assert server.postmaster.state() == "ready"


def test_a_stop_that_never_ends_is_ended(server: EmbeddedServer, monkeypatch: pytest.MonkeyPatch) -> None:
    """As it was found: told to stop in the middle of a recovery, and stopping ever since."""
    monkeypatch.setattr(postmaster, "STOP_SECONDS", 2)
    server.acquire()
    killed_backend(server)
    pid = int(server.postmaster._file()[0])
    os.kill(pid, signal.SIGINT)
    os.kill(pid, signal.SIGSTOP)  # and it hears nothing any more
    began = time.monotonic()
    server.postmaster.stop()
    assert time.monotonic() - began < 60
    assert server.postmaster.state() == "gone"
    assert server.postmaster.start()


def test_a_watched_server_comes_back_by_itself(server: EmbeddedServer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(embedded, "WATCH_SECONDS", 0.1)
    server.acquire()
    told = threading.Event()
    server.watch(told.set)
    postmaster._kill(int(server.postmaster._file()[0]))
    assert told.wait(30)
    with connected(server) as connection:
        assert connection.execute("SELECT 1").fetchone() == (1,)


def test_after_its_last_user_it_lingers_and_then_ends(server: EmbeddedServer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TINHGON_LINGER", "3")
    server.acquire()
    server.release()
    assert server.postmaster.state() == "ready"
    began = time.perf_counter()
    second = EmbeddedServer(server.home)
    second.acquire()
    assert time.perf_counter() - began < 0.5, "the next command need not wait for it"
    second.release()
    assert waited_for(lambda: server.postmaster.state() == "gone", 20)
    assert waited_for(lambda: not server._is_kept(), 5), "the keeper ends with it"


def test_a_user_keeps_a_lingering_server(server: EmbeddedServer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TINHGON_LINGER", "1")
    server.acquire()
    time.sleep(3.5)
    assert server.postmaster.state() == "ready"


def test_without_its_keeper_the_last_user_stops_it(server: EmbeddedServer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TINHGON_LINGER", "60")
    server.acquire()
    assert server._keeper is not None
    assert waited_for(server._is_kept)
    os.kill(server._keeper.pid, signal.SIGKILL)
    assert waited_for(lambda: not server._is_kept())
    server._keeper = None
    server.release()
    assert server.postmaster.state() == "gone"


def test_the_socket_asks_for_a_password(server: EmbeddedServer) -> None:
    folder = server.acquire()
    for role in (SUPERUSER, "tinhgon_app"):
        with pytest.raises(psycopg.OperationalError, match=r"password|role"):
            psycopg.connect(host=str(folder), user=role, dbname="postgres", passfile="/nonexistent")
        with pytest.raises(psycopg.OperationalError):
            psycopg.connect(host=str(folder), user=role, dbname="postgres", password="postgres")
    assert stat.S_IMODE((server.home / "server.key").stat().st_mode) == 0o600


def test_a_data_folder_that_trusted_everybody_asks_from_now_on(server: EmbeddedServer) -> None:
    """As an earlier version made it."""
    folder = server.acquire()
    with connected(server) as connection:
        connection.execute(f"ALTER ROLE {SUPERUSER} PASSWORD NULL")
    server.release()
    hba = server.postmaster.data / "pg_hba.conf"
    hba.write_text("local all all trust\n", encoding="utf-8")
    server.acquire()
    assert ASKS_MARK in hba.read_text(encoding="utf-8")
    with connected(server) as connection:
        assert connection.execute("SELECT 1").fetchone() == (1,)
    with pytest.raises(psycopg.OperationalError):
        psycopg.connect(host=str(folder), user=SUPERUSER, dbname="postgres", passfile="/nonexistent")
