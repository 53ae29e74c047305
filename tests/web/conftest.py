"""The demo's ledger for pages: once in a test session, read by a client in this process and by a browser.

`client_of_demo`   Django's client on the demo's ledger, in demo mode. Nothing may be written to it.
`site`             address of a server that shows the demo's ledger.
`browser_page`     a new page of Chromium that fails the test on a request to anywhere else, or an error of a script.
TINHGON_SCREENSHOTS=DIR   browser tests leave their pictures there.
"""

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from django.test import Client

from tinhgon.config import server

ROOT = Path(__file__).resolve().parent.parent.parent
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
ARGUMENTS = [
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
]  # fmt: skip


@pytest.fixture(scope="session")
def demo_database(servers, server_kind, django_db_setup, django_db_blocker) -> Iterator[tuple[object, str]]:
    """A database with every decision of the demo signed: its server and its name."""
    from tinhgon.decisions import sign
    from tinhgon.importing.demo import demo_documents

    chosen = servers[server_kind]
    with django_db_blocker.unblock():
        name = chosen.copy()
        with chosen.using(name):
            for document in demo_documents(scale=0.1):
                sign(document)
        server.ensure_database()
        yield chosen, name
        chosen.drop(name)


@pytest.fixture
def client_of_demo(demo_database, settings, django_db_blocker) -> Iterator[Client]:
    settings.DEMO = True
    chosen, name = demo_database
    with django_db_blocker.unblock():
        with chosen.using(name):
            yield Client(headers={"host": "localhost"})
        server.ensure_database()


@pytest.fixture(scope="session")
def site(demo_database) -> Iterator[str]:
    chosen, name = demo_database
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


@pytest.fixture(scope="session")
def chromium() -> Iterator[object]:
    from playwright.sync_api import sync_playwright

    if CHROMIUM is None:
        pytest.fail("Chromium is missing: .ci/run installs it")
    # Playwright keeps a loop of events in this thread, at which Django's database would take fright.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield browser
        browser.close()
    del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]


@pytest.fixture
def browser_page(chromium, site) -> Iterator[Callable[..., object]]:
    """Makes pages: `browser_page(width=360, dark=True, scripts=False)`."""
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


@pytest.fixture(scope="session")
def picture() -> Callable[..., None]:
    """Keeps a picture of a page when somebody asked for pictures."""
    folder = os.environ.get("TINHGON_SCREENSHOTS")

    def take(page, name: str, *, whole: bool = False) -> None:
        if folder:
            Path(folder).mkdir(parents=True, exist_ok=True)
            page.screenshot(path=Path(folder) / f"{name}.png", full_page=whole)

    return take
