"""The whole country's tables, which are not part of the project: a folder beside it."""

import csv
import os
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
DATA = Path(os.environ.get("TINHGON_SHARED_DATA", ROOT.parent / "shared" / "data"))
REASON = "needs the whole country's tables: the folder shared/data beside the project (or TINHGON_SHARED_DATA)"


@pytest.fixture(scope="session")
def nation() -> Path:
    """The folder of the tables; the test is skipped, saying so, where it is missing."""
    if not (DATA / "units_before_20250701.csv").exists():
        pytest.skip(REASON)
    return DATA


def rows(path: Path) -> Iterator[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)
