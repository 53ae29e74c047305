"""Commands as programs of their own against a server that runs: what a person at a terminal waits for."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from bench.measure import Result, timed
from bench.place import fresh_database

COMMANDS = (
    ("units", "--on", "2025-07-01"), ("decisions",), ("show", "01/MS"), ("procedures",), ("reports",), ("user", "list"),
    ("key", "check"),
)  # fmt: skip
BOUND = 0.5
UNITS = "code,name,kind,level,parent_code,area_km2,area_source,population,population_source\n91,Tân Giang,tỉnh,1,,,,,\n"


def commands() -> Iterator[Result]:
    """Each command against `django check` of the same settings; the server lingers, as it does for a person."""
    with fresh_database() as name:
        os.environ.pop("PYTHONDONTWRITEBYTECODE", None)  # it would be compiled at every start
        units = Path(os.environ["TINHGON_HOME"]) / "units.csv"
        units.write_text(UNITS, encoding="utf-8")
        _run(name, "-m", "tinhgon.cli", "open", "--units", str(units), "--on", "2020-01-01", "--number", "01/MS")
        bare = timed(lambda: _run(name, "-m", "django", "check"))
        for command in COMMANDS:
            samples = timed(lambda command=command: _run(name, "-m", "tinhgon.cli", *command))  # type: ignore[misc]
            yield Result(f"tinhgon {' '.join(command)}", samples, "s", BOUND, "Django that checks itself", bare)


def _run(database: str, *arguments: str) -> None:
    env = {**os.environ, "TINHGON_DATABASE_NAME": database}
    subprocess.run([sys.executable, *arguments], env=env, check=True, stdout=subprocess.DEVNULL)
