"""An extract for one person (trích sao): what a signed decision says of them, and nothing of anybody else."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from tinhgon.basis.errors import UnknownReference, gettext_noop
from tinhgon.documents.layout import day_told
from tinhgon.documents.model import DOTS, Copied, Mark, Paper, Paragraph, Signature, printable
from tinhgon.documents.naming import NOBODY, People, codes_in, told
from tinhgon.documents.papers.common import Asked, opening, paper_of, recipients_of, signature_of
from tinhgon.documents.papers.decision import basis_told
from tinhgon.ledger.document import Document
from tinhgon.ledger.effect import Effect

OF_COPY = {"state": ("TRÍCH SAO", "/TrS-…"), "party": ("TRÍCH SAO", "-BS/…")}


def extract_paper(
    document: Document, code: str, mark: Mark, *, people: People = NOBODY, asked: Asked | None = None,
    day: date | None = None, concerned: Sequence[Effect] | None = None,
) -> Paper:  # fmt: skip
    """The extract for the person with a file code. `day`: on which the copy is made; dots where there is none.
    `concerned`: the clauses that concern them, where that is known better than by who is named.

    Raises UnknownReference when the decision says nothing of them.
    """
    if concerned is None:
        concerned = [effect for effect in document.effects if code in codes_in([effect])]
    if not concerned:
        raise UnknownReference(
            "extract_unknown",
            gettext_noop("{number} không nói gì về hồ sơ {code}; xem lại quyết định."),
            number=document.number, code=code,
        )  # fmt: skip
    opened = opening(document.issuer, document.signed_on, asked)
    own = People({code: people.named[code]} if code in people.named else {}, comrades=opened.is_party)
    body = [Paragraph(printable(told(effect, own, of=code)), label=_label(effect.clause)) for effect in concerned]
    kind = f"{document.kind[:1].upper()}{document.kind[1:]}"
    body.append(Paragraph(f"{kind} này có hiệu lực kể từ {day_told(document.effective_on)}."))
    word, symbol = OF_COPY[opened.body.family]
    signature = signature_of(document.signer, opened)
    copied = Copied(
        word, issuer=opened.body.issuer, number=f"……{symbol}",
        place=opened.asked.place or opened.body.place, day=day, signature=Signature("", DOTS, ""),
        recipients=recipients_of(opened, "Người có tên"),
    )  # fmt: skip
    return paper_of(
        opened, "extract", document.kind.upper(), body, mark, short="QĐ", number=document.number,
        about=document.subject, authority=printable(opened.body.authority),
        basis=tuple(basis_told(one.number, one.title) for one in document.basis),
        enacts=f"{'QUYẾT NGHỊ' if document.kind == 'nghị quyết' else 'QUYẾT ĐỊNH'}:",
        signature=replace(signature, name="", note="(Đã ký)"), copied=copied,
    )  # fmt: skip


def _label(clause: str) -> str:
    return f"{clause}." if clause else ""
