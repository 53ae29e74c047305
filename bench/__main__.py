"""`./dev bench [NAME ...]`: prints the figures; `--write` also puts them into README.md.

Without a name all suites run but those of ASKED_BY_NAME.
"""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

from bench.measure import Result, table
from bench.place import SHARED, bench_server

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "bench.settings")


ASKED_BY_NAME = frozenset({"nation-clause", "nation-reports"})
"""Suites whose ledger takes half an hour to sign."""
INVENTED = ASKED_BY_NAME | {"growth", "law", "nation-people", "reading", "reports", "roster", "screens"}
"""Suites that need none of the country's tables."""


def _suites() -> dict[str, Callable[[], Iterator[Result]]]:
    from bench.growth import growth
    from bench.law import law
    from bench.nation import asking, history, pages, signing
    from bench.peers import counts
    from bench.people import building, in_one_clause
    from bench.reading import reading
    from bench.reports import reports, reports_of_the_nation
    from bench.roster import roster
    from bench.screens import screens

    return {
        "signing": signing,
        "asking": asking,
        "reading": reading,
        "pages": pages,
        "screens": screens,
        "counts": counts,
        "history": history,
        "growth": growth,
        "law": law,
        "roster": roster,
        "reports": reports,
        "nation-people": building,
        "nation-clause": in_one_clause,
        "nation-reports": reports_of_the_nation,
    }


def main(arguments: list[str]) -> int:
    """Run the suites named, or all; those that need the country's tables say so when these are missing."""
    names = [name for name in arguments if not name.startswith("-")]
    results: list[Result] = []
    with bench_server():
        suites = _suites()
        for unknown in set(names) - suites.keys():
            print(f"no suite {unknown}; there are {', '.join(suites)}", file=sys.stderr)
            return 2
        for name, suite in suites.items():
            if name not in names and (names or name in ASKED_BY_NAME):
                continue
            if name not in INVENTED and not SHARED.exists():
                print(f"{name}: needs the country's tables at ../shared/data, which are not there", file=sys.stderr)
                continue
            for result in suite():
                results.append(result)
                print("  ".join(part for part in result.row() if part), file=sys.stderr, flush=True)
    print(table(results))
    if "--write" in arguments:
        _write(table(results), keep=bool(names))
    return 0


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


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
