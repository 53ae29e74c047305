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


def test_the_index_lists_every_page() -> None:
    listed = set(re.findall(r"\]\(([^)#]+)\)", (docs.DOCS / "README.md").read_text("utf-8")))
    pages = [*docs.DOCS.glob("*.md"), *docs.DOCS.glob("adr/*.md"), *docs.DOCS.glob("examples/*.yaml")]
    names = {path.relative_to(docs.DOCS).as_posix() for path in pages} - {"README.md"}
    assert len(names) > 30
    assert sorted(names - listed) == []


@pytest.mark.parametrize("path", [*sorted(ROOT.glob("[A-Z]*.md")), *sorted(docs.DOCS.rglob("*.md"))],
                         ids=lambda path: path.name)  # fmt: skip
def test_every_link_to_a_file_of_ours_leads_somewhere(path: Path) -> None:
    other = "https?:|mailto:|#|/" if path.parent.name == "vi" else "https?:|mailto:|#"  # addresses: web/test_help.py
    links = re.findall(rf"\]\((?!{other})([^)#\s]+)", path.read_text("utf-8"))
    assert [link for link in links if not (path.parent / link).exists()] == []


def test_every_function_on_the_way_of_a_decision_exists() -> None:
    text = (docs.DOCS / "architecture.md").read_text("utf-8")
    way = text.partition("## The way of one decision")[2].partition("\n## ")[0]
    code = "\n".join(path.read_text("utf-8") for path in (ROOT / "src" / "tinhgon").rglob("*.py"))
    defined = set(re.findall(r"^\s*(?:def|class) (\w+)", code, flags=re.MULTILINE))
    rooms = {name for path in (ROOT / "src" / "tinhgon").rglob("*.py") for name in (path.stem, path.parent.name)}
    named = {name.rpartition(".")[2] for name in re.findall(r"`([\w.]+)`", way)}
    assert len(named) > 40
    assert sorted(named - defined - rooms) == []


def test_security_md_names_tests_that_there_are_and_a_state_for_each_line() -> None:
    text = (ROOT / "docs" / "security.md").read_text(encoding="utf-8")
    named = set(re.findall(r"`(tests/[^`]+?\.py)`", text))
    assert len(named) > 15
    assert [path for path in sorted(named) if not (ROOT / path).is_file()] == []
    lines = [line.split(" | ") for line in text.splitlines() if re.match(r"\| \d", line)]
    assert [cells[0] for cells in lines if cells[2] not in {"met", "in part", "not met"}] == []
