"""Reports of a province and of a nation with people: cold in a process of its own, warm, opened; memory; the peers."""

from __future__ import annotations

import json
import os
import random
import subprocess
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from bench.measure import Result, clock, peak_mib, timed
from bench.people import nation, people_server, province
from bench.report_peers import headcount

DAYS = {"province": date(2020, 9, 30), "nation": date(2026, 6, 30)}
TRACES = 60


def reports() -> Iterator[Result]:
    """The establishment as of a day: the report that everybody asks for, and the cells that they open."""
    with people_server():
        yield from _asked("province", 0.5, 100, province())
        yield from _opened("province")
    yield from headcount()


def reports_of_the_nation() -> Iterator[Result]:
    """The same for 50,000 units and 2.2 million people; its ledger is signed first when it is not there."""
    with people_server():
        yield from _asked("nation", 3, 300, nation())
        yield from _opened("nation")


def _asked(name: str, cold: float, warm: float, database: str) -> Iterator[Result]:
    from tinhgon.reports import ask, report_named, table
    from tinhgon.reports.building import forget

    report, on = report_named("establishment"), DAYS[name]
    runs = [_process(database, on) for _ in range(3)]
    title = f"establishment of the {name} as of a day"
    yield Result(f"{title}, in a new process", tuple(run["seconds"] for run in runs), "s", cold)
    yield Result(f"peak memory of a process with the {name}", tuple(run["mib"] for run in runs), "MiB", 1536)

    def anew() -> None:
        forget()
        table(report, ask("day", on=on))

    yield Result(f"{title}, nothing kept", timed(anew), "s", cold)
    kept = timed(lambda: table(report, ask("day", on=on)))
    yield Result(f"{title}, kept in the server", tuple(seconds * 1000 for seconds in kept), "ms", warm)


def _opened(name: str) -> Iterator[Result]:
    """Cells at random, the same at each run."""
    from tinhgon.reports import ask, report_named, table, trace

    report, question = report_named("establishment"), ask("day", on=DAYS[name])
    made = table(report, question)
    chance = random.Random(1)
    samples: list[float] = []
    for _ in range(TRACES):
        row, column = chance.choice(made.rows), chance.choice(made.columns)
        with clock(samples):
            trace(report, question, row.key, column.key)
    p95 = sorted(samples)[TRACES * 95 // 100]
    yield Result(f"trace of a cell of the {name}, p95 of {TRACES}", (p95,), "s", 1)


def _process(database: str, on: date) -> dict[str, float]:
    root = Path(__file__).resolve().parent.parent
    run = subprocess.run(
        [sys.executable, "-m", "bench.reports", on.isoformat()], capture_output=True, text=True, check=True,
        env={**os.environ, "TINHGON_DATABASE_NAME": database, "PYTHONPATH": f"{root}{os.pathsep}{root / 'src'}"},
    )  # fmt: skip
    found: dict[str, float] = json.loads(run.stdout)
    return found


def main() -> None:
    """The report once for a day, on the server of the caller; figures as JSON on stdout."""
    from tinhgon.config import server

    server.ensure_database()
    from tinhgon.reports import ask, report_named, table

    samples: list[float] = []
    with clock(samples):
        made = table(report_named("establishment"), ask("day", on=date.fromisoformat(sys.argv[1])))
    print(json.dumps({"seconds": samples[0], "mib": peak_mib(), "rows": len(made.rows)}))


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "bench.settings")
    main()
