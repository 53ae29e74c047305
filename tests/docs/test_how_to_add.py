"""docs/how-to-add.md counts the files truly: one of each kind is added to a copy of the house, and found by it."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest

SOURCES = Path(__file__).resolve().parents[2] / "src" / "tinhgon"

ADDED = {
    "registers/units/effects/bless_unit.py": '''
        from typing import ClassVar, Literal, Self
        from tinhgon.ledger.effect import Books, Effect
        from tinhgon.registers.units.books import unit_book
        from tinhgon.registers.units.payloads import UnitRef

        class BlessUnit(Effect):
            title: ClassVar[str] = "Chúc mừng đơn vị"
            kind: Literal["bless_unit/1"] = "bless_unit/1"
            unit: UnitRef

            def post(self, book: Books) -> None:
                unit_book(book).unit(self.unit)

            def describe(self) -> str:
                return f"Chúc mừng {self.unit.label() if hasattr(self.unit, 'label') else self.unit.label()}."

            @classmethod
            def example(cls) -> Self:
                return cls(clause="Điều 1", unit=UnitRef(code="A1"))
    ''',
    "registers/units/checks/blessings.py": '''
        def check(context):
            return []
    ''',
    "registers/seasons/__init__.py": '''
        RESTS_ON = ("units",)
    ''',
    "registers/seasons/things.py": '''
        from tinhgon.ledger.thing import ThingKind
        SEASON = ThingKind(name="season", table="season_version", key="season_id", columns=(), row=lambda _: (), sql={})
    ''',
    "registers/seasons/book.py": '''
        class SubjectBook:
            def __init__(self, book):
                pass
            def prefetch(self, effects):
                pass
            def complete(self):
                pass
    ''',
    "reports/definitions/seasons.py": '''
        from dataclasses import replace
        from tinhgon.reports.definitions.movement import REPORT as MOVEMENT
        REPORT = replace(MOVEMENT, name="seasons")
    ''',
    "reading/shapes/season.py": '''
        from copy import copy
        from tinhgon.reading.shapes.rename import *  # noqa: F403
        from tinhgon.reading.shapes import rename
        from tinhgon.reading.shapes.base import Shape
        from dataclasses import replace
        SEASON = replace(next(value for value in vars(rename).values() if isinstance(value, Shape)), name="season")
    ''',
}  # fmt: skip
ASKED = """
    from tinhgon.ledger.registry import EFFECTS, SUBJECTS, THINGS, modules
    from tinhgon.ledger.document import EFFECT
    assert EFFECT.validate_python({"kind": "bless_unit/1", "unit": "A1"}).describe()
    assert "bless_unit/1" in EFFECTS
    assert "season" in THINGS
    assert SUBJECTS.index("seasons") > SUBJECTS.index("units")
    import django
    django.setup()
    from tinhgon.ledger.book import _SUBJECT_BOOKS
    assert "seasons" in _SUBJECT_BOOKS
    assert any(module.__name__.endswith("units.checks.blessings") for module in modules("checks"))
    from tinhgon.reports.registry import REPORTS
    assert "seasons" in REPORTS
    from tinhgon.reading.shapes import shapes
    assert any(shape.name == "season" for shape in shapes())
    from tinhgon.law.engine import rules
    assert any(name.startswith("seasons.") for name in rules()), sorted(rules())[:5]
    print("all found")
"""


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sources, copied; nothing in the house itself is touched."""
    folder = tmp_path_factory.mktemp("house") / "tinhgon"
    shutil.copytree(SOURCES, folder, ignore=shutil.ignore_patterns("__pycache__", "static", "templates", "boundaries"))
    return folder


def test_one_of_each_kind_is_found_without_touching_another_file(copy: Path) -> None:
    before = {path: path.stat().st_mtime_ns for path in copy.rglob("*.py")}
    for name, text in ADDED.items():
        path = copy / name
        assert not path.exists()
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(textwrap.dedent(text).lstrip(), encoding="utf-8")
    rule = copy / "law" / "rules" / "seasons"
    shutil.copytree(copy / "law" / "rules" / "resolution_07", rule)
    formulas = (rule / "formulas.py").read_text("utf-8").replace("resolution_07.", "seasons.")
    (rule / "formulas.py").write_text(formulas, encoding="utf-8")
    told = subprocess.run(
        [sys.executable, "-c", textwrap.dedent(ASKED)], capture_output=True, text=True, timeout=120, check=False,
        env={**os.environ, "PYTHONPATH": str(copy.parent), "DJANGO_SETTINGS_MODULE": "tinhgon.config.settings",
             "TINHGON_SECRET_KEY": "x"},
    )  # fmt: skip
    assert told.stdout.strip().endswith("all found"), told.stderr[-2000:]
    assert {path: path.stat().st_mtime_ns for path in before} == before
