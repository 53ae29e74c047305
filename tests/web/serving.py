"""The site as a process of its own, and pages of a browser on it."""

import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent.parent
SAMPLES = ROOT / "src" / "tinhgon" / "demo" / "drafts"


@contextmanager
def serving(chosen, name: str, *, demo: bool = True) -> Iterator[str]:
    """The address of a server that shows a database, in demo mode unless a log-in is to be asked for."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    environment = {
        **os.environ, **chosen.env(name), "TINHGON_DEMO": str(int(demo)), "TINHGON_SAMPLES": str(SAMPLES),
        "PYTHONPATH": str(ROOT / "src"),
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


@contextmanager
def pages_of(chromium, site: str) -> Iterator[Callable[..., object]]:
    """A maker of pages that fails on a request to anywhere else, or an error of a script."""
    contexts = []
    strangers: list[str] = []
    errors: list[str] = []

    def make(*, width: int = 1366, height: int = 900, dark: bool = False, scripts: bool = True):
        context = chromium.new_context(
            base_url=site, viewport={"width": width, "height": height}, java_script_enabled=scripts,
            color_scheme="dark" if dark else "light", locale="vi-VN",
        )  # fmt: skip
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(15_000)
        page.on(
            "request",
            lambda request: None if request.url.startswith((site, "data:")) else strangers.append(request.url),
        )
        page.on("pageerror", lambda error: errors.append(str(error)))
        page.on("console", lambda message: errors.append(message.text) if "Content Security" in message.text else None)
        return page

    yield make
    for context in contexts:
        context.close()
    assert strangers == []
    assert errors == []
