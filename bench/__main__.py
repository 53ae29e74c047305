"""`./dev bench [SUITE ...]`: prints the figures; `--write` also puts them into README.md, `--help` lists the suites.

Without a name all suites run but those whose ledger takes half an hour to sign.
"""

from __future__ import annotations

import argparse
import multiprocessing
import os
import re
import sys
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

from bench.measure import Result, table
from bench.place import SHARED, bench_server
from bench.suites import SUITES, results_of

BUSY = 0.3
"""Load for each core above which other work may be told to have slowed the figures."""


def main(arguments: list[str]) -> int:
    """Run the suites named, or all; those that need the country's tables say so when these are missing."""
    chosen = _parser().parse_args(arguments)
    names = chosen.suites or [name for name, suite in SUITES.items() if not suite.by_name]
    if unknown := [name for name in names if name not in SUITES]:
        print(f"no suite {unknown[0]}; there are {', '.join(SUITES)}", file=sys.stderr)
        return 2
    cores, load = os.cpu_count() or 1, os.getloadavg()[0]
    if load > BUSY * cores:
        print(f"load {load:.1f} on {cores} cores: not the quiet machine that the bounds are for", file=sys.stderr)
    results: list[Result] = []
    with bench_server():
        for name in names:
            if SUITES[name].country and not SHARED.exists():
                print(f"{name}: needs the country's tables at ../shared/data, which are not there", file=sys.stderr)
                continue
            # A process for each, so that none is measured with what the one before it left in memory.
            with ProcessPoolExecutor(1, mp_context=multiprocessing.get_context("spawn")) as process:
                results += process.submit(results_of, name).result()
    print(table(results))
    if chosen.write:
        _write(table(results), keep=bool(chosen.suites))
    return 0


def _parser() -> argparse.ArgumentParser:
    listed = "\n".join(
        f"  {name:<16}{suite.title}{' (only when named)' if suite.by_name else ''}" for name, suite in SUITES.items()
    )
    parser = argparse.ArgumentParser(
        prog="python -m bench", description=__doc__, epilog=f"suites:\n{listed}",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )  # fmt: skip
    parser.add_argument("suites", nargs="*", metavar="SUITE", help="measure this one only")
    parser.add_argument("--write", action="store_true", help="put the figures into README.md")
    return parser


def _figure(row: str) -> tuple[str, str]:
    """What a row of the table measures: the figure, and what it is held against."""
    cells = row.split("|")
    return cells[1], re.sub(r"[\d.]+", "", cells[5])


def _write(text: str, *, keep: bool) -> None:
    """Into README.md. `keep`: only some suites ran, the figures of the others stay as they were measured."""
    readme = Path(__file__).resolve().parent.parent / "README.md"
    old = readme.read_text("utf-8")
    place = re.compile(r"(?<=<!-- bench -->\n).*?(?=<!-- /bench -->)", flags=re.DOTALL)
    rows = {_figure(line): line for line in place.findall(old)[0].splitlines() if line} if keep else {}
    rows |= {_figure(line): line for line in text.splitlines()}
    readme.write_text(place.sub(lambda _: "\n".join(rows.values()) + "\n", old), "utf-8")


os.environ.setdefault("DJANGO_SETTINGS_MODULE", "bench.settings")

if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
