"""A notice (thông báo) of a decision: what it says, to those whom it is for."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from tinhgon.documents.model import Mark, Paper, Paragraph, printable
from tinhgon.documents.naming import NOBODY, People, told
from tinhgon.documents.papers.common import Asked, opening, paper_of, recipients_of, signature_of
from tinhgon.documents.papers.decision import cited
from tinhgon.documents.papers.lists import annexes_of, mentions_list
from tinhgon.ledger.document import Document


def notice_paper(
    document: Document, mark: Mark, *, issuer: str = "", people: People = NOBODY, asked: Asked | None = None,
    day: date | None = None,
) -> Paper:  # fmt: skip
    """The notice, by `issuer` (that of the decision where none is named), on a day (dots where there is none)."""
    by = issuer or document.issuer
    opened = opening(by, day or document.signed_on, asked)
    people = replace(people, comrades=opened.is_party)
    source = cited(document)
    clauses = [
        Paragraph(f"{place}. {printable(told(effect, people)).rstrip('.')}{mentions_list(effect)}.")
        for place, effect in enumerate(document.effects, start=1)
    ]
    body = [
        Paragraph(f"{printable(by)} thông báo nội dung {source} như sau:"),
        *clauses,
        Paragraph(f"Nội dung trên có hiệu lực từ ngày {document.effective_on:%d/%m/%Y}."),
        Paragraph(f"Thông báo để các cơ quan, đơn vị, cá nhân biết, thực hiện{opened.form.word('closing')}"),
    ]
    return paper_of(
        opened, "notice", "THÔNG BÁO", body, mark, short="TB", about=document.subject, day=day,
        signature=signature_of("" if issuer else document.signer, opened),
        annexes=annexes_of(document, people, belongs_to=f"(Kèm theo Thông báo nội dung {source})"),
        recipients=recipients_of(opened, "Các cơ quan, đơn vị, cá nhân có liên quan"),
    )  # fmt: skip
