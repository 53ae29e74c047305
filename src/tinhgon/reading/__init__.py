"""Reading resolutions: a text becomes a draft decision, each effect tied to its words; what was not read is shown."""

from tinhgon.reading.answer import Answer
from tinhgon.reading.answers import read_answers
from tinhgon.reading.drafting import draft_document, write_draft
from tinhgon.reading.loading import load_text, text_of
from tinhgon.reading.reader import read_clauses
from tinhgon.reading.register import Listed, Register, read_borders, read_units, units_of
from tinhgon.reading.understanding import understand
from tinhgon.reading.writing import resolution_text

__all__ = [
    "Answer",
    "Listed",
    "Register",
    "draft_document",
    "load_text",
    "read_answers",
    "read_borders",
    "read_clauses",
    "read_units",
    "resolution_text",
    "text_of",
    "understand",
    "units_of",
    "write_draft",
]
