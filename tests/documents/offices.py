"""Decisions of invented offices, each with one clause or several, and what stands in a docx."""

from __future__ import annotations

import io
from datetime import date
from typing import Any

import docx

from tinhgon.documents import Mark, Named, People
from tinhgon.ledger.document import Document
from tinhgon.ledger.effect import Effect
from tinhgon.ledger.registry import EFFECTS

STATE, PARTY = "Ủy ban nhân dân tỉnh Tân Giang", "Ban Thường vụ Tỉnh ủy Tân Giang"
DRAFT = Mark("draft", "Dự thảo số 12, bản 3. Mã nội dung (SHA-256): 00ff", "DỰ THẢO")
SIGNED = Mark("signed", "Bản in từ sổ, quyết định thứ 7. Mã niêm phong (SHA-256): 0123abcd")
PEOPLE = People(
    {
        "HS-1": Named("Lê Thị Giả Định", "female"),
        "HS-3": Named("Trần Ngọc Ưởng", "male"),
        "HS-5": Named("Đặng Mẫu", None),
    }
)


def decision(*kinds: str, **fields: Any) -> Document:
    """A decision with the example of each kind, in one article."""
    many = len(kinds) > 1
    effects = [
        EFFECTS[kind].example().model_copy(update={"clause": f"Điều 1 khoản {place}" if many else "Điều 1"})
        for place, kind in enumerate(kinds, start=1)
    ]
    return of(*effects, **fields)


def of(*effects: Effect, **fields: Any) -> Document:
    """A decision with these clauses."""
    stated: dict[str, Any] = {
        "number": "15/QĐ-UBND", "issuer": STATE, "signed_on": date(2022, 1, 5), "effective_on": date(2022, 1, 10),
        "subject": "bổ nhiệm, điều động cán bộ (giả định)", "effects": effects,
    }  # fmt: skip
    return Document(**{**stated, **fields})


def opened(content: bytes) -> Any:
    """The Word document, read by python-docx."""
    return docx.Document(io.BytesIO(content))


def cells(table: Any) -> list[list[str]]:
    """The lines of each cell of a table, those without words left out."""
    return [[one.text for one in cell.paragraphs if one.text] for row in table.rows for cell in row.cells]


def lines(document: Any) -> list[str]:
    """The paragraphs of the body outside of tables."""
    return [one.text for one in document.paragraphs if one.text.strip()]
