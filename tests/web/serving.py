"""The site as a process of its own, for browsers."""

import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent.parent


@contextmanager
def serving(chosen, name: str) -> Iterator[str]:
    """The address of a server that shows a database, in demo mode."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    environment = {
        **os.environ, **chosen.env(name), "TINHGON_DEMO": "1", "PYTHONPATH": str(ROOT / "src"),
        "DJANGO_SETTINGS_MODULE": "tinhgon.config.settings",
    }  # fmt: skip
    command = [
        sys.executable, "-m", "granian", "--interface", "wsgi", "--host", "127.0.0.1", "--port", str(port),
        "--no-ws", "--blocking-threads", "2", "--log-level", "warning", "tinhgon.config.wsgi:application",
    ]  # fmt: skip
    with subprocess.Popen(command, env=environment, cwd=ROOT) as process:
        address = f"http://127.0.0.1:{port}"
        try:
            _wait_for(address, process)
            yield address
        finally:
            process.terminate()
            try:
                process.wait(timeout=20)
            except subprocess.TimeoutExpired:
                process.kill()


def _wait_for(address: str, process: subprocess.Popen[bytes]) -> None:
    for _ in range(300):
        if process.poll() is not None:
            pytest.fail("the server ended before it answered")
        try:
            with urllib.request.urlopen(f"{address}/", timeout=5):
                return
        except OSError:
            time.sleep(0.1)
    pytest.fail("the server did not answer within 30 seconds")
