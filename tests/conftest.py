"""The fixtures that tests of several rooms share; what only one room needs is in its own conftest.py.

`@pytest.mark.django_db`   the test database, rolled back after the test; Django's connection is the role tinhgon_app.
`world`, `bare_world`      the cast of tests/world.py; what a test adds is rolled back. `world` is signed once in a run.
`fresh_ledger`             a database of its own for tests that commit, start processes or use several connections.
                           Append-only tables cannot be emptied, so `transaction=True` is refused: use this instead.
                           It has `.env` (for subprocesses; already set in os.environ meanwhile), `.dsn`, `.owner_dsn`.
`@pytest.mark.both_servers`  runs a `fresh_ledger` test twice: on the embedded server, and on one named by DATABASE_URL
                           (TINHGON_TEST_DATABASE_URL when set, as in CI; else a second embedded one reached by URL).
                           `server_kind` tells which: "embedded" or "url".
`demo_database`            the demo with a tenth of the people, signed once in a run; nothing may be written to it.
TINHGON_TEST_SERVER=url    runs everything on the second one.
`--quick`                  leaves out what needs a server or a database of its own, the nation or a browser, and what is
                           marked as `slow`.

See databases.py for the servers and templates behind them.
"""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import pytest
from tests.databases import DEFAULT_KIND, Servers, TestDatabase, TestServer
from tools import compiling

from tinhgon.config import server

if TYPE_CHECKING:
    from tests.world import World

DEMO_SCALE = 0.1
DEMO_FINDINGS = {"over_quota", "ground_undocumented", "figures_do_not_add_up", "term_ends", "units_of_one_name"}
# What --quick leaves out: whatever has a server or a database of its own, the nation's tables and texts, the browser.
SLOW_MARKS = {"both_servers", "browser", "nation", "slow"}
SLOW_FIXTURES = {"demo_database", "fresh_ledger", "nation", "real"}
WANTED = pytest.StashKey[str]()
LEDGERS = pytest.StashKey["Ledgers"]()


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--quick", action="store_true", help="leave out what needs a server, the nation or a browser")


os.environ["TINHGON_LINGER"] = "0"  # what a test started ends with it


def pytest_configure() -> None:
    compiling.compile_all()  # for pytest without ./dev
    # Told to end, pytest cleans up as at Ctrl-C. (It would take the SystemExit of an ordinary end for a failed test.)
    signal.signal(signal.SIGTERM, signal.getsignal(signal.SIGINT))


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    if not config.getoption("--quick"):
        return
    left_out = [item for item in items if _is_slow(item)]
    config.hook.pytest_deselected(items=left_out)
    items[:] = [item for item in items if not _is_slow(item)]


def _is_slow(item: pytest.Item) -> bool:
    marks = {mark.name for mark in item.iter_markers()}
    return bool(marks & SLOW_MARKS) or bool(SLOW_FIXTURES & set(getattr(item, "fixturenames", ())))


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
    wanted = "world" if "world" in getattr(item, "fixturenames", ()) else "empty"
    item.session.stash[WANTED] = wanted
    if LEDGERS in item.session.stash:
        item.session.stash[LEDGERS].turn_to(wanted)


class Ledgers:
    """The two databases of this process whose tests are rolled back: an empty ledger, and one with the world in it.

    Django has one connection, and it must lead to the right one before a test's transaction begins.
    """

    def __init__(self, chosen: TestServer, blocker: Any) -> None:
        self._server = chosen
        self._blocker = blocker
        self._names = {"empty": chosen.copy()}

    def empty(self) -> str:
        return self._names["empty"]

    def turn_to(self, wanted: str) -> None:
        """Does nothing while a fixture of a module or session has led the connection elsewhere."""
        if not any(map(self._server.leads_to, self._names.values())):
            return
        with self._blocker.unblock():
            if wanted not in self._names:
                self._names[wanted] = self._server.copy(self._server.template("world", sign_the_world))
            if not self._server.leads_to(self._names[wanted]):
                os.environ.update(self._server.env(self._names[wanted]))
                server.ensure_database()

    def leads_to(self, wanted: str) -> bool:
        return wanted in self._names and self._server.leads_to(self._names[wanted])

    def drop(self) -> None:
        for name in self._names.values():
            self._server.drop(name)


def sign_the_world() -> None:
    from tests.world import World

    World()


@pytest.fixture(scope="session")
def servers() -> Iterator[Servers]:
    made = Servers()
    yield made
    made.close()


@pytest.fixture(scope="session")
def server_kind() -> str:
    return DEFAULT_KIND


@pytest.fixture(scope="session")
def django_db_setup(
    request: pytest.FixtureRequest, servers: Servers, django_db_blocker: pytest.FixtureRequest
) -> Iterator[None]:
    """In place of pytest-django's: copies of the templates, reached as the application's role."""
    stash = request.session.stash
    with django_db_blocker.unblock():
        chosen = servers[DEFAULT_KIND]
        ledgers = stash[LEDGERS] = Ledgers(chosen, django_db_blocker)
        with chosen.using(ledgers.empty()):
            ledgers.turn_to(stash[WANTED])
            yield
        del stash[LEDGERS]
        ledgers.drop()


@pytest.fixture
def world(request: pytest.FixtureRequest, db: None) -> World:
    from tests.world import World

    return World(there=request.session.stash[LEDGERS].leads_to("world"))


@pytest.fixture
def bare_world(db: None) -> World:
    from tests.world import World

    return World(bare=True)


@pytest.fixture
def fresh_ledger(
    servers: Servers, server_kind: str, django_db_setup: None, django_db_blocker: pytest.FixtureRequest
) -> Iterator[TestDatabase]:
    with django_db_blocker.unblock(), servers[server_kind].ledger() as database:
        yield database


@pytest.fixture(scope="session")
def demo_database(
    servers: Servers, server_kind: str, django_db_setup: None, django_db_blocker: pytest.FixtureRequest
) -> Iterator[tuple[TestServer, str]]:
    """Every decision of the demo signed, without findings but those that are known: the server and the database."""
    chosen = servers[server_kind]
    with django_db_blocker.unblock():
        name = chosen.copy(chosen.template("demo", sign_the_demo))
        yield chosen, name
        chosen.drop(name)


def sign_the_demo() -> None:
    from tinhgon.demo.territory import demo_papers

    for paper in demo_papers(scale=DEMO_SCALE):
        outcome = paper.sign()
        assert {finding.code for finding in outcome.findings} <= DEMO_FINDINGS, outcome.document.number
