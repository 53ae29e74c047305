"""Signing what the demo consists of: at once, or in a process beside the server, whose pages tell how far it is."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from tinhgon.cli import ledgers
from tinhgon.cli.output import Progress
from tinhgon.cli.signing import tell_entries
from tinhgon.cli.words import gettext

if TYPE_CHECKING:
    from tinhgon.demo.synth import Paper

VARIABLE = "TINHGON_LOADING"
SMALL = 0.1


def is_complete(*, nation: bool) -> bool:
    """Whether the demo is signed to its end; of the nation that is known only by preparing its decisions."""
    from tinhgon.demo import office, territory

    return not nation and territory.demo_numbers() <= _numbers() and office.is_open()


def load(*, nation: bool, small: bool) -> None:
    """Sign what of the demo is not signed yet: one that was interrupted goes on."""
    there = _numbers()
    papers = _papers(there, nation=nation, small=small)
    missing = [paper for paper in papers if paper.document.number not in there]
    before = len(papers) - len(missing)
    ledgers.commit_without_waiting()
    with Progress(gettext("Đang nạp"), len(missing)) as progress:
        for place, paper in enumerate(missing):
            progress.at(place)
            _tell(signed=before + place, total=len(papers))
            outcome = paper.sign()
            progress.done()
            tell_entries(outcome)
    if not nation:
        from tinhgon.demo.office import open_office

        open_office()


@contextmanager
def loading_beside(*, nation: bool, small: bool, where: Path, environment: Mapping[str, str]) -> Iterator[None]:
    """While the block serves, `tinhgon demo --no-serve` signs in a process beside it; `where` tells how far it is.

    A signing that stops before the end is told of on every page. The end of the block ends it; the next demo goes on.
    """
    os.environ[VARIABLE] = str(where)
    _tell(signed=0, total=0)
    flags = [flag for flag, wanted in (("--nation", nation), ("--small", small)) if wanted]
    process = subprocess.Popen(
        [sys.executable, "-m", "tinhgon.cli", "demo", "--no-serve", *flags],
        env={**environment, VARIABLE: str(where)}, start_new_session=True,
    )  # fmt: skip
    watch = threading.Thread(target=_watch, args=(process, where), daemon=True)
    watch.start()
    try:
        yield
    finally:
        process.terminate()
        watch.join()
        where.unlink(missing_ok=True)


def _watch(process: subprocess.Popen[bytes], where: Path) -> None:
    if process.wait() == 0:
        where.unlink(missing_ok=True)
    elif where.exists():
        _write(where, json.loads(where.read_text("ascii")) | {"stopped": True})


def _tell(*, signed: int, total: int) -> None:
    if where := os.environ.get(VARIABLE):
        _write(Path(where), {"signed": signed, "total": total, "stopped": False})


def _write(where: Path, told: Mapping[str, object]) -> None:
    """Whole or not at all, as pages may be reading."""
    draft = where.with_name(f"{where.name}.new")
    draft.write_text(json.dumps(told), "ascii")
    draft.replace(where)


def _numbers() -> set[str]:
    from tinhgon.ledger import queries

    return {row.number for row in queries.decisions(ledgers.ALL_KNOWN)}


def _papers(there: Collection[str], *, nation: bool, small: bool) -> list[Paper]:
    """What the demo consists of; nothing when it is complete, so that it need not be written once more."""
    from tinhgon.demo import nation as whole_country
    from tinhgon.demo import territory
    from tinhgon.demo.synth import Paper

    if nation:
        return [Paper(document) for document in whole_country.nation_documents()]
    if territory.demo_numbers() <= set(there):
        return []
    return territory.demo_papers(scale=SMALL if small else 1)
