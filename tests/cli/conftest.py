"""A small province for the command line, and two ways to run a command: in this process (quick) and as a program.

91 tỉnh Tân Giang > 911 huyện An Lộc > 90001 An Bình 10 km² 1000, 90002 An Thạnh 12 km² 1200, 90003 An Hòa 14 km²

01/MS  opens the books on 1 January 2020
02/NQ  merges An Bình and An Thạnh into An Thịnh, 90001, from 1 March 2021
03/NQ  renames An Thịnh to An Thịnh Đông from 1 June 2022: rests on 02/NQ
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import psycopg
import pytest
from django.utils import translation

from tinhgon.cli import main, words

ROOT = Path(__file__).resolve().parents[2]
UNITS = """\
code,name,kind,level,parent_code,area_km2,area_source,population,population_source
91,Tân Giang,tỉnh,1,,,,,
911,An Lộc,huyện,2,91,,,,
90001,An Bình,xã,3,911,10,Kiểm kê 2019,1000,Kiểm kê 2019
90002,An Thạnh,xã,3,911,12,Kiểm kê 2019,1200,Kiểm kê 2019
90003,An Hòa,xã,3,911,14.5,Kiểm kê 2019,,
"""
HEAD = """\
number: {number}
issuer: Hội đồng nhân dân tỉnh Tân Giang
signed_on: {on}
effective_on: {on}
subject: Về việc sắp xếp (giả định)
"""
MERGE = """\
effects:
- kind: merge_units/1
  clause: Điều 1 khoản 1
  sources: [{unit: "90001"}, {unit: "90002"}]
  into: {code: "90001", name: An Thịnh, kind: xã}
"""
RENAME = """\
effects:
- kind: rename_unit/1
  clause: Điều 1
  unit: "90001"
  name: An Thịnh Đông
"""
TABLES = (
    "decision", "effect", "entry", "standing", "decision_standing", "finding", "unit_version", "succession_version",
)  # fmt: skip


@dataclass(frozen=True)
class Result:
    code: int
    out: str
    err: str


Run = Callable[..., Result]


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Iterator[Run]:
    """A command in this process."""

    def call(*arguments: object) -> Result:
        capsys.readouterr()
        code = main([str(argument) for argument in arguments])
        captured = capsys.readouterr()
        return Result(code, captured.out, captured.err)

    yield call
    words.choose([])
    translation.activate("vi")


def program(*arguments: object, env: Mapping[str, str] | None = None, text: str = "") -> Result:
    """A command as a program of its own."""
    done = subprocess.run(
        [sys.executable, "-m", "tinhgon.cli", *map(str, arguments)],
        env={**os.environ, "PYTHONPATH": str(ROOT / "src"), **(env or {})},
        input=text, capture_output=True, text=True, encoding="utf-8", check=False, timeout=120, cwd=ROOT,
    )  # fmt: skip
    return Result(done.returncode, done.stdout, done.stderr)


@pytest.fixture
def write(tmp_path: Path) -> Callable[[str, str], Path]:
    """Write a file of the test and give its path."""

    def put(name: str, text: str) -> Path:
        path = tmp_path / name
        path.write_text(text, encoding="utf-8")
        return path

    return put


def decision(number: str, on: str, effects: str) -> str:
    return HEAD.format(number=number, on=on) + effects


@pytest.fixture
def files(write: Callable[[str, str], Path]) -> dict[str, Path]:
    """The files of the small province."""
    return {
        "units": write("units.csv", UNITS),
        "merge": write("02.yaml", decision("02/NQ", "2021-03-01", MERGE)),
        "rename": write("03.yaml", decision("03/NQ", "2022-06-01", RENAME)),
        "annul": write("04.yaml", decision("04/NQ", "2023-01-01", "")),
    }


@pytest.fixture
def opened(fresh_ledger, files: dict[str, Path], run: Run) -> dict[str, Path]:
    """The books of the small province are open; nothing else is signed."""
    assert run("open", "--units", files["units"], "--on", "2020-01-01", "--number", "01/MS").code == 0
    return files


@pytest.fixture
def signed(opened: dict[str, Path], run: Run) -> dict[str, Path]:
    """All three decisions are signed."""
    assert run("sign", opened["merge"], opened["rename"]).code == 0
    return opened


def rows_in(dsn: str) -> dict[str, int]:
    """How many rows each table of the ledger has."""
    with psycopg.connect(dsn) as connection:
        return {
            table: connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0]  # type: ignore[index, arg-type]
            for table in TABLES
        }
