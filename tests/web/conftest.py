"""The demo's ledger for pages: once in a test session, read by a client in this process and by a browser.

`client_of_staff`, `staffed_site`   the same on the shared world of the ledger, which has people: see staffed.py.
`client_of_demo`   Django's client on the demo's ledger, in demo mode. Nothing may be written to it.
`site`             address of a server that shows the demo's ledger.
`browser_page`     a new page of Chromium that fails the test on a request to anywhere else, or an error of a script.
TINHGON_SCREENSHOTS=DIR   browser tests leave their pictures there.
"""

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from django.test import Client
from tests.web.serving import pages_of, serving
from tools.browser import chromium as chromium_here

from tinhgon.config import server

ARGUMENTS = [
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
]  # fmt: skip


@pytest.fixture
def client_of_demo(demo_database, settings, django_db_blocker) -> Iterator[Client]:
    settings.DEMO = True
    chosen, name = demo_database
    with django_db_blocker.unblock():
        with chosen.using(name):
            yield Client(headers={"host": "localhost"})
        server.ensure_database()


@pytest.fixture(scope="session")
def staffed_database(servers, server_kind, django_db_setup, django_db_blocker) -> Iterator[tuple[object, str]]:
    """A database with the shared world and its people: see staffed.py."""
    from tests.web.staffed import staff
    from tests.world import World

    chosen = servers[server_kind]
    with django_db_blocker.unblock():
        name = chosen.copy()
        with chosen.using(name):
            staff(World())
        server.ensure_database()
        yield chosen, name
        chosen.drop(name)


@pytest.fixture
def client_of_staff(staffed_database, settings, django_db_blocker) -> Iterator[Client]:
    settings.DEMO = True
    chosen, name = staffed_database
    with django_db_blocker.unblock():
        with chosen.using(name):
            yield Client(headers={"host": "localhost"})
        server.ensure_database()


@pytest.fixture(scope="session")
def staffed_site(staffed_database) -> Iterator[str]:
    with serving(*staffed_database) as address:
        yield address


@pytest.fixture(scope="session")
def site(demo_database) -> Iterator[str]:
    with serving(*demo_database) as address:
        yield address


@pytest.fixture(scope="session")
def chromium() -> Iterator[object]:
    from playwright.sync_api import sync_playwright

    program = chromium_here()
    if program is None:
        pytest.fail("Chromium is missing: ./dev test installs it where it may, else says how")
    # Playwright keeps a loop of events in this thread, at which Django's database would take fright.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=ARGUMENTS)
        yield browser
        browser.close()
    del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]


@pytest.fixture
def browser_page(chromium, site) -> Iterator[Callable[..., object]]:
    """Makes pages: `browser_page(width=360, dark=True, scripts=False)`."""
    with pages_of(chromium, site) as make:
        yield make


@pytest.fixture
def staffed_page(chromium, staffed_site) -> Iterator[Callable[..., object]]:
    """The same on the shared world of the ledger."""
    with pages_of(chromium, staffed_site) as make:
        yield make


@pytest.fixture(scope="session")
def picture() -> Callable[..., None]:
    """Keeps a picture of a page when somebody asked for pictures."""
    folder = os.environ.get("TINHGON_SCREENSHOTS")

    def take(page, name: str, *, whole: bool = False) -> None:
        if folder:
            Path(folder).mkdir(parents=True, exist_ok=True)
            page.screenshot(path=Path(folder) / f"{name}.png", full_page=whole)

    return take
