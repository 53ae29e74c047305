"""The whole country: opening, the provincial decision, the resolutions; previews, lists, verification, memory."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from datetime import date
from functools import lru_cache
from pathlib import Path

from bench.measure import RUNS, Result, clock, peak_mib, timed
from bench.place import SHARED, bench_server, fresh_database
from tinhgon.basis.asof import AsOf
from tinhgon.ledger.document import Document

OPENED_ON = date(2025, 3, 1)
BEFORE, AFTER = AsOf(date(2025, 6, 30)), AsOf(date(2025, 7, 1))


@lru_cache(maxsize=1)
def documents() -> tuple[Document, ...]:
    """The opening balance and the drafts in order of signing, from the shared tables."""
    from tinhgon.importing.opening import opening_balance
    from tinhgon.importing.reorganisation import reorganisation

    before = SHARED / "units_before_20250701.csv"
    drafts = reorganisation(
        before=before,
        after=SHARED / "units_after_20250701.csv",
        provinces=SHARED / "province_successions_20250701.csv",
        successions=[SHARED / "successions_20250701.csv"],
    )
    return (opening_balance(before, on=OPENED_ON), *drafts.documents)


def sign_all() -> list[float]:
    """Seconds of each decision, signed into the current database."""
    from tinhgon.decisions import by_history, sign

    samples: list[float] = []
    for document in documents():
        with clock(samples):
            sign(document, by_history())
    return samples


def signing() -> Iterator[Result]:
    """Sign everything with checks, in processes of their own so that the memory is that of the job alone."""
    seconds, memory = [], []
    for _ in range(RUNS):
        run = subprocess.run(
            [sys.executable, "-m", "bench.nation"],
            capture_output=True,
            text=True,
            check=True,
            env={**os.environ, "PYTHONPATH": _path()},
        )
        figures = json.loads(run.stdout)
        seconds.append(figures["seconds"])
        memory.append(figures["mib"])
    count = len(documents())
    yield Result(
        f"sign the country: opening of 10,794 units and {count - 1} decisions, with checks", tuple(seconds), "s", 15
    )
    yield Result("peak memory of that process", tuple(memory), "MiB", 500)


def asking() -> Iterator[Result]:
    """Previews, lists, look-ups and verification on the country's ledger."""
    from django.db import transaction

    from tinhgon.decisions import by_history, preview, sign, verify
    from tinhgon.registers.units import queries as unit_queries

    with fresh_database():
        largest = max(documents()[2:], key=lambda document: len(document.effects))
        for document in documents():
            if document is not largest:
                sign(document, by_history())
        previews = timed(lambda: preview([largest]))
        signings: list[float] = []
        for _ in range(RUNS):
            with transaction.atomic(), clock(signings):
                sign(largest, by_history())
                transaction.set_rollback(True)
        sign(largest, by_history())
        name = f"preview of the largest resolution ({largest.number}, {len(largest.effects)} effects)"
        yield Result(name, previews, "s", 1.5, "its signing", tuple(signings))
        yield Result(
            "list of the country as of a day, in Python rows", timed(lambda: unit_queries.units(AFTER)), "s", 0.5
        )
        yield Result("the same, in the database", tuple(value / 1000 for value in _in_database()), "s", 0.5)
        yield Result("one unit by code as of a day, in the database", tuple(_look_up()), "ms", 1)
        yield Result("verify: chain and fold", timed(lambda: verify(replay=False)), "s", 2)
        yield Result("verify: full replay", timed(lambda: verify(), runs=3, warm_up=0), "s", 15)


def _in_database() -> list[float]:
    sql = "SELECT * FROM unit_version v LEFT JOIN unit_version p ON p.unit_id = v.parent_id AND p.valid @> %(on)s::date AND upper_inf(p.recorded) WHERE v.valid @> %(on)s::date AND upper_inf(v.recorded) ORDER BY v.code"
    return [_execution_ms(sql) for _ in range(RUNS)]


def _look_up() -> list[float]:
    sql = "SELECT * FROM unit_version v WHERE v.code = '31120' AND v.valid @> %(on)s::date AND upper_inf(v.recorded)"
    return [_execution_ms(sql) for _ in range(RUNS)]


def _execution_ms(sql: str) -> float:
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN (ANALYZE, TIMING OFF, FORMAT JSON) {sql}", {"on": AFTER.on})
        plan = cursor.fetchone()[0]
    plan = json.loads(plan) if isinstance(plan, str) else plan
    return float(plan[0]["Execution Time"])


def history() -> Iterator[Result]:
    """Twenty years of dated changes, as decisions, from the first state to the closing list."""
    from tinhgon.decisions import by_history, sign, verify
    from tinhgon.importing import history as drafted
    from tinhgon.registers.units import queries as unit_queries

    folder = SHARED / "history"
    papers = drafted(
        folder / "units_first_state.csv", folder / "events_2004_2025.csv", folder / "unit_changes_2004_2025.csv"
    )
    samples: list[float] = []
    with fresh_database():
        with clock(samples):
            for document in papers:
                sign(document, by_history())
        closing = unit_queries.units(BEFORE)
        yield Result(
            f"sign 2004-2025: opening of 11,299 units and {len(papers) - 1} decisions, one run", tuple(samples), "s", 20
        )
        yield Result("verify them: chain and fold", timed(lambda: verify(replay=False), runs=3), "s", 2)
        assert len(closing) == 10_794, len(closing)


def pages() -> Iterator[Result]:
    """Every page of the country's ledger, by Django's test client: the 95th percentile of each address."""
    from django.test import Client

    from tinhgon.registers.units import queries as unit_queries

    with fresh_database():
        sign_all()
        client = Client(HTTP_HOST="localhost")
        city = unit_queries.unit_by_code(AFTER, "92")
        ward = unit_queries.unit_by_code(AFTER, "31120")
        assert city is not None
        assert ward is not None
        day = "ngay=01/07/2025"
        addresses = [
            f"/?{day}", "/?ngay=30/06/2025", f"/don-vi/?{day}", f"/don-vi/?{day}&dang=danh-sach", f"/don-vi/?{day}&tim=phu+an",
            f"/don-vi/{city.id}/?{day}", f"/don-vi/{ward.id}/?{day}", f"/quyet-dinh/?{day}", f"/quyet-dinh/1/?{day}", f"/quyet-dinh/2/?{day}",
            f"/quyet-dinh/{len(documents())}/?{day}", f"/ban-do/?{day}", f"/tim/?tim=phu+an&{day}",
        ]  # fmt: skip
        for address in addresses:
            samples = timed(lambda address=address: _get(client, address), runs=20, warm_up=2)
            yield Result(f"page {address}, p95 of 20", (sorted(samples)[18] * 1000,), "ms", 200)


def _get(client, address: str) -> None:  # type: ignore[no-untyped-def]
    response = client.get(address)
    assert response.status_code == 200, (address, response.status_code)
    assert len(response.content) > 500 or address.startswith("/tim/"), address


def _path() -> str:
    root = Path(__file__).resolve().parent.parent
    return f"{root}{os.pathsep}{root / 'src'}"


def main() -> None:
    """One run of signing everything, on a server of its own; figures as JSON on stdout."""
    with bench_server(), fresh_database():
        documents()
        seconds = sum(sign_all())
        print(json.dumps({"seconds": seconds, "mib": peak_mib()}))


if __name__ == "__main__":
    main()
