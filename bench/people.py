"""Ledgers with people to measure on: the synthetic province with its story, and a nation; built once and kept.

They live on a server of their own, in the folder TINHGON_BENCH_HOME (else one in the folder for temporary files).
`python -m bench.people province nation` builds them ahead.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from bench.measure import Result, clock, peak_mib

if TYPE_CHECKING:
    from tinhgon.demo.synth import Paper

_PREFIX = "people_"


@contextmanager
def people_server() -> Iterator[None]:
    """The kept server: as for `place.bench_server`, but what was built stays."""
    default = Path(tempfile.gettempdir()) / f"tinhgon-bench-{os.getuid()}"
    home = Path(os.environ.get("TINHGON_BENCH_HOME") or default)
    home.mkdir(mode=0o711, parents=True, exist_ok=True)
    from tinhgon.config import server

    with _environment(TINHGON_HOME=str(home), DATABASE_URL="", TINHGON_OWNER_URL="", TINHGON_DEMO="1"):
        try:
            yield
        finally:
            server.leave()
    server.ensure_database()  # back on the server of the other suites


@contextmanager
def _environment(**wanted: str) -> Iterator[None]:
    before = {name: os.environ.get(name) for name in (*wanted, "TINHGON_DATABASE_NAME")}
    os.environ.update(wanted)
    try:
        yield
    finally:
        for name, value in before.items():
            os.environ.pop(name, None) if value is None else os.environ.__setitem__(name, value)


def province() -> str:
    """The name of the database with the story of the province (some 22,000 people), on the current server.

    Django's default connection leads to it. It is built when it is not there, or was left half done.
    """
    from tinhgon.demo.synth import story

    return _ready("province", lambda: story(closes=False))


def nation() -> str:
    """The same with 34 provinces, 50,000 units and 2.2 million people."""
    from tinhgon.demo.synth import country

    return _ready("nation", country)


def _ready(name: str, papers: Callable[[], Iterable[Paper]]) -> str:
    from django.db import connections

    from tinhgon.basis.asof import AsOf
    from tinhgon.config import server
    from tinhgon.demo.synth.country import OPENED
    from tinhgon.ledger import queries

    connections.close_all()
    os.environ["TINHGON_DATABASE_NAME"] = database = _PREFIX + name
    server.ensure_database()
    there = {row.number for row in queries.decisions(AsOf(OPENED))}
    missing = [paper for paper in papers() if paper.document.number not in there]
    if missing:
        began = time.monotonic()
        for paper in missing:
            paper.sign()
        told = f"{database}: {len(missing)} decisions signed in {time.monotonic() - began:.0f} s"
        print(told, file=sys.stderr, flush=True)
    return database


def building() -> Iterator[Result]:
    """Suite nation-people: a province of 64,700 people, as each of the nation's, from its rows to the signature."""
    from bench.place import fresh_database
    from tinhgon.demo.synth import country

    samples: list[float] = []
    with fresh_database():
        opening, roster = country(provinces=1, units=1_470, people=64_705)
        opening.sign()
        with clock(samples):
            roster.sign()
    yield Result("take up a province of 64,705 people in one decision, with checks", tuple(samples), "s", 60)


def in_one_clause(**size: int) -> Iterator[Result]:
    """Suite nation-clause: 2.2 million people in one clause, from their rows to the signature, in a process of its own."""
    import polars as pl

    from bench.place import fresh_database

    with fresh_database(), tempfile.TemporaryDirectory() as folder:
        rows = Path(folder) / "rows.parquet"
        frames = []
        for paper in _one_ledger(**size):
            if paper.rows is None:
                paper.sign()
            else:
                frames.append(paper.rows())
        pl.concat(frames).write_parquet(rows)
        del frames
        run = subprocess.run(
            [sys.executable, "-m", "bench.people", "clause", str(rows)], capture_output=True, text=True, check=True
        )
    figures = json.loads(run.stdout)
    title = f"{figures['people']:,} people in one clause"
    yield Result(f"{title}: ids, keys, sealed table", (figures["attached"],), "s", 300)
    yield Result(f"{title}: {figures['entries']:,} entries signed, with checks", (figures["signed"],), "s", 1_800)
    yield Result(f"peak memory of a process that takes up {title}", (figures["mib"],), "MiB", 3_072)


def _one_ledger(*, provinces: int = 4, units: int = 5_880, **size: int) -> list[Paper]:
    from tinhgon.demo.synth import country

    return list(country(provinces=provinces, units=units, **size))


def _clause(rows: Path) -> None:
    """Attach the rows and sign them on the caller's database; figures as JSON on stdout."""
    import polars as pl

    from tinhgon.config import server

    server.ensure_database()
    from tinhgon.decisions import attach_roster, by_history, sign

    attached: list[float] = []
    signed: list[float] = []
    frame = pl.read_parquet(rows)
    with clock(attached):
        table = attach_roster(frame, name="danh-sach.parquet")
    del frame
    first = next(paper.document for paper in _one_ledger() if paper.rows is not None)
    effect = first.effects[0].model_copy(update={"table": table})
    with clock(signed):
        outcome = sign(first.model_copy(update={"effects": (effect,)}), by_history())
    figures = {
        "people": table.rows, "entries": outcome.entries, "attached": attached[0], "signed": signed[0],
        "mib": peak_mib(),
    }  # fmt: skip
    print(json.dumps(figures))


def main(names: list[str]) -> None:
    """Build the ledgers named, all of them when none is; `clause FILE` is a part of the suite nation-clause."""
    if names[:1] == ["clause"]:
        _clause(Path(names[1]))
        return
    with people_server():
        for name in names or ["province", "nation"]:
            {"province": province, "nation": nation}[name]()


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "bench.settings")
    main(sys.argv[1:])
