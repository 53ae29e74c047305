"""Papers: decisions, submissions, extracts, lists, minutes, ballots, notices, in the forms of the State and the Party.

`render(paper, "docx")`. A paper is plain values (model.py), set once by its form (forms/, layout.py), then drawn.
"""

from __future__ import annotations

import importlib

from tinhgon.documents.model import Mark, Paper
from tinhgon.documents.naming import Named, People, codes_in
from tinhgon.documents.papers.ballot import Ballot, ballot_paper
from tinhgon.documents.papers.common import Asked
from tinhgon.documents.papers.counting import Counting, counting_paper
from tinhgon.documents.papers.decision import decision_paper
from tinhgon.documents.papers.extract import extract_paper
from tinhgon.documents.papers.lists import list_paper
from tinhgon.documents.papers.minutes import Meeting, minutes_paper
from tinhgon.documents.papers.notice import notice_paper
from tinhgon.documents.papers.submission import Submission, submission_paper

__all__ = [
    "SHAPES", "Asked", "Ballot", "Counting", "Mark", "Meeting", "Named", "Paper", "People", "Submission",
    "ballot_paper", "codes_in", "counting_paper", "decision_paper", "extract_paper", "list_paper", "minutes_paper",
    "notice_paper", "render", "submission_paper",
]  # fmt: skip

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
