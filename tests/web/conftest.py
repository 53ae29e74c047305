"""The demo's ledger for pages: once in a test session, read by a client in this process and by a browser.

`client_of_staff`, `staffed_site`   the same on the shared world of the ledger, which has people: see staffed.py.
`client_of_demo`   Django's client on the demo's ledger, in demo mode. Nothing may be written to it.
`site`             address of a server that shows the demo's ledger.
`books`, `head`    the shared world whose post S1.01 gives rights, and the account of HS-1, who holds it; `today` is the
                   server's date.
`people`, `reader` the shared world with somebody to look for, and a visitor of the demo who has stated a purpose.
`browser_page`     a new page of Chromium that fails the test on a request to anywhere else, or an error of a script.
TINHGON_SCREENSHOTS=DIR   browser tests leave their pictures there.
"""

import os
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest
from django.test import Client
from tests.web.offices import PURPOSE, TODAY, client_of
from tests.web.serving import SAMPLES, pages_of, serving
from tests.world import World, effect
from tools.browser import chromium as chromium_here

from tinhgon.config import server
from tinhgon.registers.establishment.access import DRAFT_DECISIONS, READ_FILES

ARGUMENTS = [
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
]  # fmt: skip


@pytest.fixture
def client_of_demo(demo_database, settings, django_db_blocker) -> Iterator[Client]:
    settings.DEMO, settings.SAMPLES = True, str(SAMPLES)
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
        name = chosen.copy(chosen.template("staffed", lambda: staff(World())))
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

    def take(page, name: str, *, whole: bool = False, manual: str = "") -> None:
        if folder:
            Path(folder).mkdir(parents=True, exist_ok=True)
            page.screenshot(path=Path(folder) / f"{name}.png", full_page=whole)
            if manual:  # for docs/vi/anh: the upper part, small
                Path(folder, "anh").mkdir(exist_ok=True)
                page.screenshot(path=Path(folder) / "anh" / f"{manual}.jpg", type="jpeg", quality=55)

    return take


# -- access: accounts and the server's date ----------------------------------------------------------------------------


@pytest.fixture
def today(monkeypatch: pytest.MonkeyPatch) -> list[date]:
    """The server's date; a test lets time pass by putting another day in its place."""
    now = [TODAY]
    monkeypatch.setattr("django.utils.timezone.localdate", lambda *_: now[0])
    return now


@pytest.fixture
def books(world: World, settings, today) -> World:
    settings.DEMO = False
    world.sign(effect("set_access", posts=["S1.01"], access=[READ_FILES, DRAFT_DECISIONS]), on="2022-01-01",
               number="12/QĐ-MẪU")  # fmt: skip
    return world


@pytest.fixture
def head(books: World) -> Client:
    """The account of HS-1, who heads S1."""
    return client_of("truong.phong", file="HS-1")


# -- people ------------------------------------------------------------------------------------------------------------


@pytest.fixture
def people(world: World, settings) -> World:
    settings.DEMO = True
    numbered = {"code": "HS-6", "born": "1970", "synthetic": True, "party_admitted_on": "1999-05-19"}
    identity = {"name": "Đặng Thị Ẩn", "id_number": "093170000123"}
    new_post = {"number": "S1.05", "title": "Chuyên viên", "category": "civil_servant"}
    world.sign(
        effect("create_posts", unit={"code": "S1", "structure": "state_agency"}, posts=[new_post]),
        effect("recruit", "Điều 2", person={**numbered, "identity": identity}, at_post="S1.05"),
        on="2022-06-01",
        number="12/QĐ-MẪU",
    )
    return world


@pytest.fixture
def reader(people) -> Client:
    """Somebody in the demo who has stated a purpose."""
    client = Client(headers={"host": "localhost"})
    client.post("/nhan-su/muc-dich/", {"muc_dich": PURPOSE})
    return client
