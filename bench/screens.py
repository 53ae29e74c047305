"""The pages of a province with its people, as twenty readers open them: what each waits at the 95th percentile.

The readers are threads of this process and share its two cores with the server and the database.
"""

from __future__ import annotations

import http.client
import os
import random
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

from bench.measure import Result
from bench.place import fresh_database

READERS, PAGES, PAUSE, BOUND = 20, 30, 2.0, 300
DAY = "ngay=30/09/2020"


def screens() -> Iterator[Result]:
    """Sign the demo, serve it as `tinhgon serve` does, let twenty readers leaf through it, two seconds a page."""
    from tinhgon.demo.territory import demo_papers

    with fresh_database() as name:
        for paper in demo_papers():
            paper.sign()
        with _served(name) as port:
            addresses = list(_addresses())
            for address in addresses:
                _get(http.client.HTTPConnection("127.0.0.1", port, timeout=60), address)
            waited = _read(port, addresses)
    for address in addresses:
        found = sorted(waited[address])
        yield Result(
            f"page {address}, {READERS} readers, p95 of {len(found)}", (found[int(len(found) * 0.95)],), "ms", BOUND
        )
    every = sorted(value for values in waited.values() for value in values)
    yield Result(f"all of these, {READERS} readers, p95", (every[int(len(every) * 0.95)],), "ms", BOUND)


def _addresses() -> Iterator[str]:
    """Establishment and reports of the province, as of a day; a unit's and a cell's own."""
    yield f"/?{DAY}"
    yield f"/bien-che/?{DAY}"
    yield f"/bien-che/?{DAY}&xem=giam"
    yield f"/bao-cao/?{DAY}"
    for name in ("establishment", "staffing-cuts", "staff-quality", "leadership", "movement"):
        yield f"/bao-cao/{name}/?{DAY}"
    yield f"/bao-cao/establishment/?{DAY}&het=1"
    yield f"/so-lieu/bao-cao/establishment/?{DAY}&dong=total&cot=present"
    yield f"/so-lieu/bao-cao/staffing-cuts/?{DAY}&dong=total&cot=cut"


@contextmanager
def _served(name: str) -> Iterator[int]:
    from tinhgon.cli.serving import THREADS

    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    command = [
        sys.executable, "-m", "granian", "--interface", "wsgi", "--host", "127.0.0.1", "--port", str(port),
        "--no-ws", "--blocking-threads", str(THREADS), "--log-level", "warning", "tinhgon.config.wsgi:application",
    ]  # fmt: skip
    environment = {
        **os.environ, "TINHGON_DATABASE_NAME": name, "TINHGON_DEMO": "1",
        "DJANGO_SETTINGS_MODULE": "tinhgon.config.settings",
    }  # fmt: skip
    with subprocess.Popen(command, env=environment) as process:
        try:
            _wait_for(port)
            yield port
        finally:
            process.terminate()
            process.wait(timeout=20)


def _wait_for(port: int) -> None:
    for _ in range(300):
        try:
            with socket.create_connection(("127.0.0.1", port), timeout=1):
                return
        except OSError:
            time.sleep(0.1)
    raise RuntimeError("the server did not answer within 30 seconds")


def _read(port: int, addresses: list[str]) -> dict[str, list[float]]:
    """Milliseconds of every page that was read."""
    waited: dict[str, list[float]] = {address: [] for address in addresses}
    readers = [threading.Thread(target=_reader, args=(place, port, addresses, waited)) for place in range(READERS)]
    for reader in readers:
        reader.start()
    for reader in readers:
        reader.join()
    return waited


def _reader(place: int, port: int, addresses: list[str], waited: dict[str, list[float]]) -> None:
    """Pages in an order of one's own, with a pause before each."""
    chance = random.Random(place)
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    order = [address for _ in range(PAGES) for address in chance.sample(addresses, len(addresses))]
    for address in order[:PAGES]:
        time.sleep(chance.uniform(0, 2 * PAUSE))
        start = time.perf_counter()
        _get(connection, address)
        waited[address].append((time.perf_counter() - start) * 1000)


def _get(connection: http.client.HTTPConnection, address: str) -> None:
    connection.request("GET", address, headers={"Host": "localhost"})
    response = connection.getresponse()
    size = len(response.read())
    assert response.status == 200, (address, response.status)
    assert 2_000 < size < 1_000_000, (address, size)
