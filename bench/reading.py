"""Reading the real resolutions: what is sure and right, sure and wrong, asked, unread; as repaired and as converted."""

from __future__ import annotations

import csv
import gc
import json
import os
import subprocess
import sys
import time
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import astuple, dataclass, fields
from functools import lru_cache
from pathlib import Path
from typing import Any

from bench.measure import Result, peak_mib

Truth = Mapping[tuple[str, str], Sequence[Mapping[str, str]]]
MISSING = "reading: needs the texts and tables of ../shared/data (or of $TINHGON_SHARED/data), which are not there"


def shared() -> Path | None:
    """The folder of texts and tables: $TINHGON_SHARED_DATA, $TINHGON_SHARED/data, else ../shared/data of the project."""
    root = Path(__file__).resolve().parent.parent
    beside = Path(os.environ.get("TINHGON_SHARED", root.parent / "shared")) / "data"
    folder = Path(os.environ.get("TINHGON_SHARED_DATA", beside))
    return folder if (folder / "resolutions").is_dir() else None


@dataclass
class Row:
    """One resolution. `first`, `later`: questions whose right answer is the first candidate, or another one."""

    resolution: str
    clauses: int = 0
    sources: int = 0
    right: int = 0
    wrong: int = 0
    questions: int = 0
    first: int = 0
    later: int = 0
    into_right: int = 0
    into_wrong: int = 0
    unread: int = 0
    counts_equal: int = 0
    missed: int = 0

    @property
    def coverage(self) -> float:
        return self.right / (self.sources + self.missed) if self.sources + self.missed else 0.0

    @property
    def precision(self) -> float:
        return self.right / (self.right + self.wrong) if self.right + self.wrong else 0.0


@lru_cache(maxsize=1)
def truth(folder: Path) -> Truth:
    """The successions by resolution and clause."""
    found = defaultdict(list)
    with (folder / "successions_20250701.csv").open(encoding="utf-8") as file:
        for row in csv.DictReader(file):
            found[row["resolution"], row["clause"]].append(row)
    return found


def raw_text(*, folder: Path, path: Path) -> str:
    """The text as the conversion left it, blanks lost: the repaired paragraphs put back."""
    text = path.read_text("utf-8")
    with (folder / "resolutions/repairs.csv").open(encoding="utf-8") as file:
        for row in csv.DictReader(file):
            if row["file"] == path.name:
                text = text.replace(row["paragraph_repaired"], row["paragraph_as_converted"], 1)
    return text


def measured(*, answer: dict[str, Any], known: Truth, after: Mapping[str, Mapping[str, str]], has_codes: bool) -> Row:
    """An answer held against the successions: units, shares, and the new unit of each clause."""
    number = answer["decision"]["number"]
    row = Row(number, clauses=len(answer["effects"]))
    seen = set()
    for effect in answer["effects"]:
        rows = known.get((number, effect["clause"]), ())
        into = {(after[one["new_code"]]["name"], after[one["new_code"]]["kind"]) for one in rows}
        codes = {one["new_code"] for one in rows}
        good = (
            effect["into"]["code"] in codes if has_codes else (effect["into"]["name"], effect["into"]["kind"]) in into
        )
        row.into_right, row.into_wrong = row.into_right + good, row.into_wrong + (not good)
        for source in effect["sources"]:
            shares = {one["old_code"]: (one["area_share"], one["population_share"]) for one in rows}
            seen.add((effect["clause"], _counted(row, source, shares)))
    for kept in answer["unchanged"]:
        clause = next(
            key[1]
            for key, rows in known.items()
            if key[0] == number and any("unchanged" in one["note"] for one in rows)
        )
        shares = {one["old_code"]: ("full", "full") for one in known[number, clause]}
        seen.add(
            (
                clause,
                _counted(
                    row,
                    {**kept, "area": "full", "population": "full", "candidates": kept.get("candidates", [])},
                    shares,
                ),
            )
        )
    wanted = {
        (clause, one["old_code"])
        for (resolution, clause), rows in known.items()
        if resolution == number
        for one in rows
    }
    row.missed = max(0, len(wanted) - row.sources)
    row.unread = sum(len(part["text"]) for part in answer["unread"])
    stated, read = answer["counts"]["stated"], answer["counts"]["read"]
    row.counts_equal = int(bool(stated) and all(read.get(key) == value for key, value in stated.items()))
    return row


def _counted(row: Row, source: Mapping[str, Any], shares: Mapping[str, tuple[str, str]]) -> str:
    row.sources += 1
    if source["status"] == "question":
        row.questions += 1
        offered = [one["code"] for one in source["candidates"]]
        row.first += bool(offered) and offered[0] in shares
        row.later += any(code in shares for code in offered[1:])
        return next((code for code in offered if code in shares), "")
    good = shares.get(source["code"]) == (source["area"], source["population"])
    row.right, row.wrong = row.right + good, row.wrong + (not good)
    return str(source["code"])


def measure_all(
    *, folder: Path, raw: bool, with_codes: bool = True, with_borders: bool = True
) -> tuple[list[Row], float]:
    """A row for each text, and the seconds the reading took, tables loaded."""
    from tinhgon.reading import read_borders, read_units, understand

    with (folder / "units_after_20250701.csv").open(encoding="utf-8") as file:
        after = {row["code"]: row for row in csv.DictReader(file)}
    texts = [
        raw_text(folder=folder, path=path) if raw else path.read_text("utf-8")
        for path in sorted((folder / "resolutions").glob("*_NQ-*.txt"))
    ]
    known = truth(folder)
    began = time.perf_counter()
    register = read_units(path=folder / "units_before_20250701.csv")
    codes = read_units(path=folder / "units_after_20250701.csv") if with_codes else None
    borders = read_borders(path=folder / "communes_before_adjacency.csv") if with_borders else None
    answers = [understand(text=text, register=register, borders=borders, codes=codes).to_json() for text in texts]
    seconds = time.perf_counter() - began
    return [measured(answer=answer, known=known, after=after, has_codes=with_codes) for answer in answers], seconds


def total(rows: Sequence[Row]) -> Row:
    """All texts together."""
    sums = [sum(getattr(row, field.name) for row in rows) for field in fields(Row)[1:]]
    return Row("all", *sums)


def print_table(rows: Sequence[Row], title: str) -> None:
    """One line a resolution, and one for all."""
    names = [
        "resolution",
        "clauses",
        "sources",
        "right",
        "wrong",
        "asked",
        "1st",
        "later",
        "into",
        "into wrong",
        "unread",
        "counts",
        "missed",
    ]
    print(f"\n{title}\n| {' | '.join([*names, 'precision', 'coverage'])} |\n|{'---|' * (len(names) + 2)}")
    for row in [*rows, total(rows)]:
        cells = [*map(str, astuple(row)), f"{row.precision:.4f}", f"{row.coverage:.4f}"]
        print(f"| {' | '.join(cells)} |")


def reading() -> Iterator[Result]:
    """Both forms of the texts in a process of its own, so that time and memory are those of the reading."""
    if shared() is None:
        print(MISSING, file=sys.stderr)
        return
    run = subprocess.run([sys.executable, "-m", "bench.reading", "--json"], capture_output=True, text=True, check=True)
    figures = json.loads(run.stdout)
    print(figures["tables"])
    yield Result(f"read {figures['texts']} resolutions, repaired", (figures["seconds"],), "s", 10)
    yield Result("the same, as converted", (figures["raw_seconds"],), "s", 10)
    yield Result("peak memory of both", (figures["mib"],), "MiB", 300)


def main(arguments: Sequence[str]) -> int:
    """Print the tables; `--json` for the bench, `--plain` without codes and borders as well."""
    folder = shared()
    if folder is None:
        print(MISSING, file=sys.stderr)
        return 1
    import contextlib
    import io

    told = io.StringIO()
    with contextlib.redirect_stdout(told):
        rows, seconds = measure_all(folder=folder, raw=False)
        print_table(rows, "repaired texts, with codes and borders")
        gc.collect()
        raw, raw_seconds = measure_all(folder=folder, raw=True)
        print_table(raw, "texts as converted (blanks lost)")
        if "--plain" in arguments:
            bare, _ = measure_all(folder=folder, raw=True, with_codes=False, with_borders=False)
            print_table(bare, "texts as converted, without codes and borders")
    figures = {
        "tables": told.getvalue(),
        "texts": len(rows),
        "seconds": seconds,
        "raw_seconds": raw_seconds,
        "mib": peak_mib(),
    }
    print(
        json.dumps(figures)
        if "--json" in arguments
        else f"{told.getvalue()}\n{seconds:.2f} s, {raw_seconds:.2f} s, {peak_mib():.0f} MiB"
    )
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
