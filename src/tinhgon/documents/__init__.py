"""Papers: decisions, submissions, extracts, lists, minutes, ballots, notices, in the forms of the State and the Party.

`render(paper, "docx")`. A paper is plain values (model.py), set once by its form (forms/, layout.py), then drawn.
"""

from __future__ import annotations

import importlib

from tinhgon.documents.model import Mark, Paper
from tinhgon.documents.naming import Named, People, codes_in
from tinhgon.documents.papers.decision import Asked, decision_paper

__all__ = ["SHAPES", "Asked", "Mark", "Named", "Paper", "People", "codes_in", "decision_paper", "render"]

SHAPES = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "pdf": "application/pdf",
}
"""The shapes of a paper, each with its media type."""


def render(paper: Paper, shape: str) -> bytes:
    """The paper in one of SHAPES. The writers are imported when they are wanted: they are large."""
    module = importlib.import_module(f"tinhgon.documents.writers.{shape}")
    made: bytes = getattr(module, f"as_{shape}")(paper)
    return made
