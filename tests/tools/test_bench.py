"""The bench measures what it says it measures, and asking for help measures nothing."""

import os
import subprocess
import sys
from importlib import import_module
from pathlib import Path

import pytest
from bench.measure import Result
from bench.suites import SUITES

ROOT = Path(__file__).resolve().parent.parent.parent
ENVIRONMENT = {**os.environ, "PYTHONPATH": f"{ROOT}{os.pathsep}{ROOT / 'src'}"}


def bench(*arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "bench", *arguments]
    return subprocess.run(command, capture_output=True, text=True, cwd=ROOT, env=ENVIRONMENT, timeout=30, check=False)


def test_help_lists_the_suites_and_measures_nothing() -> None:
    asked = bench("--help")
    assert asked.returncode == 0, asked.stderr
    assert all(f"\n  {name} " in asked.stdout for name in SUITES)
    assert "|" not in asked.stdout
    assert asked.stderr == ""


def test_a_suite_that_is_not_there_is_named() -> None:
    asked = bench("signing", "memory")
    assert (asked.returncode, asked.stdout) == (2, "")
    assert asked.stderr.startswith("no suite memory; there are signing, ")


def test_every_suite_is_where_the_list_says() -> None:
    for suite in SUITES.values():
        module, function = suite.place.split(":")
        assert callable(getattr(import_module(f"bench.{module}"), function))


def test_memory_is_that_of_the_process_alone() -> None:
    """Linux hands the peak of whoever began a process on to it."""
    large = bytearray(os.urandom(1)) * (300 << 20)
    child = [sys.executable, "-c", "from bench.measure import peak_mib; print(peak_mib())"]
    told = subprocess.run(child, capture_output=True, text=True, cwd=ROOT, env=ENVIRONMENT, check=True)
    assert len(large) == 300 << 20
    assert 5 < float(told.stdout) < 150


def test_a_figure_has_a_bound_or_a_peer_beside_it() -> None:
    with pytest.raises(ValueError, match="neither a bound nor a baseline"):
        Result("lonely", (1.0,), "s")
    rows = [line.split("|") for line in (ROOT / "README.md").read_text("utf-8").splitlines() if line.startswith("| ")]
    assert len(rows) > 90
    assert [row[1] for row in rows if not (row[4].strip() or row[5].strip())] == []
