"""tinhgon demo, serve: the port, the demo's own database, a clean end."""

from __future__ import annotations

import os
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
import pytest
from psycopg import sql
from tests.cli.conftest import ROOT, Run, program

from tinhgon.basis.errors import Conflict
from tinhgon.cli import serving
from tinhgon.config.embedded import EmbeddedServer

LOADING = 'id="dang-nap"'


@contextmanager
def taken_port() -> Iterator[int]:
    with socket.socket() as other:
        other.bind((serving.ADDRESS, 0))
        other.listen()
        yield other.getsockname()[1]


def test_a_port_that_is_taken_is_refused_when_asked_for(run: Run) -> None:
    with taken_port() as port:
        for command in (("serve", "--as-root"), ("demo",)):
            told = run(*command, "--port", port)
            assert (told.code, told.out) == (1, "")
            assert told.err == f"Cổng {port} đang có chương trình khác dùng; chọn cổng khác bằng --port.\n"


def test_another_port_is_found_when_none_was_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    with taken_port() as port:
        monkeypatch.setattr(serving, "PORT", port)
        assert serving.free_port(None) != port
        with pytest.raises(Conflict):
            serving.free_port(port)


@contextmanager
def serving_process(*arguments: str, **env: str) -> Iterator[tuple[subprocess.Popen[str], str, str]]:
    """A command that serves, the address it told, and all it told before."""
    with socket.socket() as probe:
        probe.bind((serving.ADDRESS, 0))
        port = probe.getsockname()[1]
    process = subprocess.Popen(
        [sys.executable, "-m", "tinhgon.cli", *arguments, "--port", str(port)],
        env={**os.environ, "PYTHONPATH": str(ROOT / "src"), **env}, cwd=ROOT,
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, encoding="utf-8", start_new_session=True,
    )  # fmt: skip
    try:
        told = ""
        while process.stdout and "http://" not in told and (line := process.stdout.readline()):
            told += line
        found = re.search(r"http://\S+/", told)
        assert found, process.communicate(timeout=30)
        yield process, found.group(), told
    finally:
        if process.poll() is None:
            process.kill()
            process.communicate(timeout=30)


def fetched(address: str) -> tuple[int, str]:
    """The answer's code and final address; a server that has just begun is waited for."""
    for _ in range(100):
        try:
            with urllib.request.urlopen(address, timeout=30) as answer:
                return answer.status, answer.url
        except urllib.error.HTTPError as error:
            return error.code, error.url or ""
        except OSError:
            time.sleep(0.1)
    raise AssertionError(address)


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_serve_asks_for_a_login_and_ends_cleanly(fresh_ledger, number: signal.Signals) -> None:
    with serving_process("serve", "--as-root") as (process, address, _):
        code, url = fetched(address)
        assert (code, "login" in url or "dang-nhap" in url) == (200, True)
        os.killpg(process.pid, number) if number == signal.SIGINT else process.send_signal(number)
        _, err = process.communicate(timeout=30)
    assert (process.returncode, "Traceback" in err) == (0, False)
    with pytest.raises(OSError, match=r".*"):
        urllib.request.urlopen(address, timeout=2)


@pytest.fixture
def unnamed(fresh_ledger) -> Iterator[dict[str, str]]:
    """No database is named, as with most users; what the commands make is dropped afterwards."""
    yield {"TINHGON_DATABASE_NAME": ""}
    base = fresh_ledger.name if fresh_ledger.kind == "url" else "tinhgon"
    with psycopg.connect(fresh_ledger.owner_dsn, dbname="postgres", autocommit=True) as owner:
        for name in (f"{base}_demo", "tinhgon"):
            owner.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name)))


def page(address: str) -> str:
    for _ in range(100):
        try:
            with urllib.request.urlopen(address, timeout=30) as answer:
                return answer.read().decode()
        except OSError:
            time.sleep(0.1)
    raise AssertionError(address)


def test_the_demo_never_mixes_with_the_real_ledger(unnamed, files, tmp_path: Path) -> None:
    """Served while it is loaded; asked while the real ledger is empty; out of the way as soon as that is opened."""
    on_the_day = ("units", "--on", "2025-07-01", "--level", "1", "--format", "csv")
    with serving_process("demo", "--small", **unnamed) as (process, address, told):
        assert "Đã ký 1668/NQ-UBTVQH15" not in told
        assert LOADING in page(address)
        process.send_signal(signal.SIGTERM)  # in the middle: the signing beside it ends too
        _, err = process.communicate(timeout=30)
    assert (process.returncode, "Traceback" in err) == (0, False)
    with serving_process("demo", "--small", **unnamed) as (process, address, told):
        began = time.monotonic()
        while LOADING in (text := page(address)):
            assert "đã dừng" not in text
            assert time.monotonic() - began < 400
            time.sleep(0.5)
        assert fetched(f"{address}che-do/ket-qua/?ngay=01/10/2020")[0] == 200
        process.send_signal(signal.SIGTERM)
        out, err = process.communicate(timeout=30)
    assert "Đã ký 1668/NQ-UBTVQH15" in told + out
    assert (process.returncode, "Traceback" in err) == (0, False)
    again = program("demo", "--no-serve", env={**unnamed, "TINHGON_LANG": "en"})
    assert (again.code, "Signed" in again.out, "open it with: tinhgon demo" in again.out) == (0, False, True)
    asked = program(*on_the_day, env=unnamed)
    assert (asked.code, asked.err) == (0, "")
    assert "92,Cần Thơ,thành phố,1," in asked.out

    opened = program("open", "--units", files["units"], "--on", "2020-01-01", env=unnamed)
    assert opened.code == 0, opened.err
    assert program(*on_the_day, env=unnamed).out.splitlines()[1:] == ["91,Tân Giang,tỉnh,1,,,"]
    with serving_process("demo", **unnamed) as (process, address, _):
        assert fetched(address) == (200, address)
        process.send_signal(signal.SIGTERM)
        _, err = process.communicate(timeout=30)
    assert (process.returncode, "Traceback" in err) == (0, False)


@pytest.mark.slow
def test_a_command_starts_the_server_and_stops_it(tmp_path_factory: pytest.TempPathFactory) -> None:
    """From nothing: the first command makes the data folder; after it no server is left running."""
    home = tmp_path_factory.mktemp("h")
    home.chmod(0o711)
    env = {"TINHGON_HOME": str(home), "DATABASE_URL": "", "TINHGON_DATABASE_NAME": "", "TINHGON_OWNER_URL": ""}
    told = program("units", "--on", "2025-07-01", "--format", "json", env=env)
    assert (told.code, told.out, told.err) == (0, "[]\n", "")
    assert EmbeddedServer(home).running_socket() is None
