"""Synthetic decisions as files, one a decision: `tinhgon sign FOLDER` signs them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from tinhgon.demo.synth.books import Paper
from tinhgon.importing.drafts import file_name
from tinhgon.ledger.decision_file import file_text


def write_papers(papers: Iterable[Paper], out: Path) -> Iterator[Path]:
    """Write the papers, numbered in the order of signing; the folder is made when missing."""
    out.mkdir(parents=True, exist_ok=True)
    for place, paper in enumerate(papers, start=1):
        path = out / file_name(place, paper.document)
        path.write_text(file_text(paper.spelled()), encoding="utf-8")
        yield path
