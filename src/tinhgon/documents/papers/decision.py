"""A decision: from the draft that is to be signed, or from the books."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from tinhgon.basis.errors import gettext_noop
from tinhgon.documents.model import DOTS, Mark, Paper, printable
from tinhgon.documents.naming import NOBODY, People, told
from tinhgon.documents.papers.common import (
    Ask,
    Asked,
    opening,
    paper_of,
    recipients_of,
    signature_of,
    stated,
)
from tinhgon.documents.papers.lists import annexes_of
from tinhgon.documents.wording import articles_of, closing, paragraphs_of
from tinhgon.ledger.document import Document

_KINDS = {"quyết định": "QĐ", "nghị quyết": "NQ"}


def decision_paper(
    document: Document, mark: Mark, *, people: People = NOBODY, asked: Asked | None = None, day: date | None = None
) -> Paper:
    """The paper of a decision. `day`: that of the form where the document states none (a draft: today).

    Raises BadInput where the issuer does not say whether it is of the State or of the Party, and nobody chose.
    """
    opened = opening(document.issuer, day or document.signed_on, asked)
    people = replace(people, comrades=opened.is_party)
    articles = articles_of(document, lambda effect: told(effect, people))
    last = articles[-1].number
    end = opened.form.word("closing")
    closed = closing(document.kind, document.effective_on, document.operates_from, number=last + 1, end=end)
    signature = signature_of(document.signer, opened)
    asks: list[Ask] = []
    if signature.post == DOTS:
        asks.append((gettext_noop("Chưa rõ chức vụ người ký của {issuer}."), {"issuer": document.issuer}))
    return paper_of(
        opened, "decision", document.kind.upper(), (*paragraphs_of(articles), *closed), mark,
        short=_KINDS.get(document.kind, ""), number=document.number, about=document.subject, asks=asks,
        day=document.signed_on if stated(document.number) else None, authority=printable(opened.body.authority),
        basis=tuple(basis_told(one.number, one.title) for one in document.basis),
        enacts=f"{'QUYẾT NGHỊ' if document.kind == 'nghị quyết' else 'QUYẾT ĐỊNH'}:", signature=signature,
        annexes=annexes_of(document, people, belongs_to=belongs_to(document)),
        recipients=recipients_of(opened, f"Như Điều {last + len(closed)}"),
    )  # fmt: skip


def basis_told(number: str, title: str) -> str:
    """'Căn cứ Luật Tổ chức chính quyền địa phương số 72/2025/QH15'; the last sign is the form's."""
    text = (
        title if title and number in title else f"{title or 'văn bản'} số {number}" if number[:1].isdigit() else number
    )
    begins = ("căn cứ", "xét", "theo đề nghị", "thực hiện")
    return printable(text if text.lower().startswith(begins) else f"Căn cứ {text}")


def belongs_to(document: Document) -> str:
    """'(Kèm theo Quyết định số 15/QĐ-UBND ngày 05/01/2020 của …)'."""
    return printable(f"(Kèm theo {cited(document)})")


def cited(document: Document) -> str:
    """'Quyết định số 15/QĐ-UBND ngày 05/01/2020 của …'."""
    kind = f"{document.kind[:1].upper()}{document.kind[1:]}"
    number = stated(document.number) or "……"
    return printable(f"{kind} số {number} ngày {document.signed_on:%d/%m/%Y} của {document.issuer}")
