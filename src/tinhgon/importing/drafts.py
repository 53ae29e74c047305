"""Drafts that tables gave: the decisions in the order in which they are signed, and what they leave as it is."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from tinhgon.ledger.decision_file import file_stem, file_text
from tinhgon.ledger.document import Document


@dataclass(frozen=True, slots=True)
class Left:
    """A unit that no draft ends, moves or changes, and why ("no_succession", "part_only", "has_communes" ...)."""

    code: str
    name: str
    kind: str
    parent_code: str
    reason: str


@dataclass(frozen=True)
class Drafts:
    """Documents in signing order; the units for which the tables say nothing stay, and are listed."""

    documents: tuple[Document, ...]
    provinces_left: tuple[Left, ...] = ()
    districts_left: tuple[Left, ...] = ()
    communes_left: tuple[Left, ...] = ()


def file_name(place: int, document: Document) -> str:
    """'002_1668-NQ-UBTVQH15.json'."""
    return f"{place:03d}_{file_stem(document.number)}.json"


def write_drafts(*, drafts: Drafts, out: Path) -> list[Path]:
    """Write one decision file for each document, numbered in signing order; the folder is made when missing."""
    out.mkdir(parents=True, exist_ok=True)
    written = []
    for place, document in enumerate(drafts.documents, start=1):
        path = out / file_name(place, document)
        path.write_text(file_text(document), encoding="utf-8")
        written.append(path)
    return written
