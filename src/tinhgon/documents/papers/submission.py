"""A submission (tờ trình): what is proposed to whoever decides, what the checks said of it, which views differ."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from tinhgon.documents.model import DOTS, Mark, Paper, Paragraph, printable
from tinhgon.documents.naming import NOBODY, People, told
from tinhgon.documents.papers.common import Asked, opening, paper_of, recipients_of, signature_of, stated
from tinhgon.documents.papers.decision import basis_told
from tinhgon.ledger.document import Document


@dataclass(frozen=True)
class Submission:
    """What is submitted. `findings`: what the checks said, each a sentence with its article; None where nobody asked
    them. `views`: what differs, "" where nothing does, None where it is not stated (dots stand there)."""

    issuer: str
    document: Document
    day: date
    number: str = ""
    findings: Sequence[str] | None = None
    views: str | None = None


def submission_paper(
    what: Submission, mark: Mark, *, people: People = NOBODY, asked: Asked | None = None
) -> Paper:  # fmt: skip
    """The paper of a submission to the body that is to issue the decision."""
    opened = opening(what.issuer, what.day, asked)
    people = replace(people, comrades=opened.is_party)
    document = what.document
    superior = stated(document.issuer) or DOTS
    subject = printable(document.subject) if stated(document.subject) else DOTS
    subject = f"{subject[:1].lower()}{subject[1:]}"
    about = subject if subject.startswith("về ") else f"về việc {subject}"
    body = [
        Paragraph(f"{printable(what.issuer)} trình {superior} xem xét, ban hành {document.kind} {about}, như sau:"),
        Paragraph("I. NỘI DUNG ĐỀ NGHỊ", part="heading"),
        *(Paragraph(f"{place}. {printable(told(effect, people))}") for place, effect in enumerate(document.effects, 1)),
        Paragraph(f"Có hiệu lực từ ngày {document.effective_on:%d/%m/%Y}."),
        Paragraph("II. KẾT QUẢ KIỂM TRA", part="heading"),
        *_found(what.findings),
        Paragraph("III. Ý KIẾN KHÁC NHAU", part="heading"),
        Paragraph(DOTS * 4 if what.views is None else printable(what.views) or "Không có ý kiến khác nhau."),
        Paragraph(f"Kính trình {superior} xem xét, quyết định{opened.form.word('closing')}"),
    ]
    return paper_of(
        opened, "submission", "TỜ TRÌNH", body, mark, short="TTr", number=what.number, about=about,
        day=what.day if stated(what.number) else None, addressed=opened.form.word("submitted"),
        addressees=(superior,), basis=tuple(basis_told(one.number, one.title) for one in document.basis),
        signature=signature_of("", opened), recipients=recipients_of(opened, "Như trên"),
    )  # fmt: skip


def _found(findings: Sequence[str] | None) -> list[Paragraph]:
    if findings is None:
        return [Paragraph("Chưa kiểm tra.")]
    if not findings:
        return [Paragraph("Không có lỗi, không có cảnh báo.")]
    return [Paragraph(f"- {printable(one)}") for one in findings]
