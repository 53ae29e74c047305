"""The documentation cannot lie: generated pages are fresh, the glossary has every word, the examples are valid."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from tools import docs

from tinhgon.decisions import parse
from tinhgon.ledger import models
from tinhgon.ledger.registry import EFFECTS

ROOT = Path(docs.DOCS).parent


@pytest.mark.parametrize("name", docs.PAGES)
def test_a_generated_page_is_fresh(name: str) -> None:
    assert (docs.DOCS / name).read_text("utf-8") == docs.PAGES[name](), "run ./dev docs"


def test_the_glossary_has_every_class_of_the_ledger() -> None:
    glossary = (docs.DOCS / "glossary.md").read_text("utf-8")
    words = set(re.findall(r"[A-Za-z]+", glossary))
    classes = {effect.__name__ for effect in EFFECTS.values()} | set(models.__all__)
    assert sorted(classes - words) == []


@pytest.mark.parametrize("path", sorted((docs.DOCS / "examples").glob("*.yaml")), ids=lambda path: path.name)
def test_a_worked_example_is_a_decision_file(path: Path) -> None:
    document = parse(path.read_bytes(), name=path.name)
    assert all(effect.describe() for effect in document.effects)


def test_there_are_three_worked_examples() -> None:
    assert len(list((docs.DOCS / "examples").glob("*.yaml"))) >= 3


def test_every_folder_that_the_readme_maps_exists() -> None:
    readme = (ROOT / "README.md").read_text("utf-8")
    folders = re.findall(r"^\s*(src/tinhgon/\w+|\w+)/\s{2,}", readme, flags=re.MULTILINE)
    assert len(folders) >= 8
    assert [folder for folder in folders if not (ROOT / folder).is_dir()] == []
