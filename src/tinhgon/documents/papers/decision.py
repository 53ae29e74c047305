"""A decision: from the draft that is to be signed, or from the books."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from tinhgon.basis.errors import gettext_noop
from tinhgon.documents.forms import Family, Form, form_on
from tinhgon.documents.issuing import Body, body_of, is_prefixed
from tinhgon.documents.model import Mark, Paper, Signature, printable
from tinhgon.documents.naming import NOBODY, People, told
from tinhgon.documents.papers.lists import annexes_of
from tinhgon.documents.wording import articles_of, closing, paragraphs_of
from tinhgon.ledger.document import Document

UNSTATED = "–"
"""What a draft has in the place of a number, an issuer or a subject that is not stated yet."""
_KINDS = {"quyết định": "QĐ", "nghị quyết": "NQ"}


@dataclass(frozen=True)
class Asked:
    """What a clerk adds that the books do not hold, and what is chosen: all may be empty."""

    family: Family | None = None
    superior: str = ""
    place: str = ""
    signer_name: str = ""
    recipients: tuple[str, ...] = ()


def decision_paper(
    document: Document, mark: Mark, *, people: People = NOBODY, asked: Asked | None = None, day: date | None = None
) -> Paper:
    """The paper of a decision. `day`: that of the form where the document states none (a draft: today).

    Raises BadInput where the issuer does not say whether it is of the State or of the Party, and nobody chose.
    """
    asked = asked or Asked()
    body = body_of(document.issuer, family=asked.family)
    on = day or document.signed_on
    form, is_of_the_day = form_on(body.family, on)
    people = replace(people, comrades=body.family == "party")
    articles = articles_of(document, lambda effect: told(effect, people))
    last = articles[-1].number
    paragraphs = paragraphs_of(articles)
    paragraphs += closing(
        document.kind, document.effective_on, document.operates_from, number=last + 1, end=form.word("closing")
    )
    annexes = annexes_of(document, people, belongs_to=belongs_to(document))
    return Paper(
        kind="decision", form=form, superior=_superior(body, asked), issuer=body.issuer,
        number=_stated(document.number), symbol=symbol_of(document.kind, body), place=asked.place or body.place,
        day=document.signed_on if _stated(document.number) else None,
        type_name=document.kind.upper(), subject=subject_of(document.subject, form),
        authority=printable(body.authority),
        basis=tuple(basis_told(one.number, one.title) for one in document.basis),
        enacts=f"{'QUYẾT NGHỊ' if document.kind == 'nghị quyết' else 'QUYẾT ĐỊNH'}:", body=tuple(paragraphs),
        signature=signature_of(document.signer, body, form, asked), annexes=annexes,
        recipients=recipients_of(asked, form, f"Như Điều {last + (3 if document.operates_from else 2)}"),
        mark=_told_of_form(mark, form, is_of_the_day=is_of_the_day),
        asks=asks_of(document, body, form, asked, is_of_the_day=is_of_the_day),
    )  # fmt: skip


def _told_of_form(mark: Mark, form: Form, *, is_of_the_day: bool) -> Mark:
    """The foot says by which form it is set, where that is not sure."""
    if is_of_the_day and not form.has_unverified:
        return mark
    doubt = "có điểm chưa đối chiếu với bản gốc" if is_of_the_day else "thể thức của ngày ký chưa có trong phần mềm"
    return replace(mark, foot=f"{mark.foot} Trình bày theo {form.title}; {doubt}.")


def recipients_of(asked: Asked, form: Form, first: str) -> tuple[str, ...]:
    """Who receives it; the archive comes last."""
    return (*(asked.recipients or (first,)), form.word("archive"))


def _stated(text: str) -> str:
    return "" if text == UNSTATED else printable(text)


def _superior(body: Body, asked: Asked) -> tuple[str, ...]:
    return (asked.superior.upper(),) if asked.superior else body.superior


def subject_of(subject: str, form: Form) -> str:
    """The subject as it stands under the kind: 'Về việc …' before what does not say so itself."""
    text = _stated(subject)
    if not text or text.lower().startswith(("về ", "v/v", "ban hành", "phê duyệt", "sắp xếp", "thành lập", "hủy bỏ")):
        return text
    return f"{form.word('subject_begins')}{text[:1].lower()}{text[1:]}"


def symbol_of(kind: str, body: Body) -> str:
    """What follows the number that a clerk will give, as far as it is known: '/QĐ-…', '-QĐ/…'."""
    short = _KINDS.get(kind, "")
    if not short:
        return ""
    return f"-{short}/…" if body.family == "party" else f"/{short}-…"


def basis_told(number: str, title: str) -> str:
    """'Căn cứ Luật Tổ chức chính quyền địa phương số 72/2025/QH15'; the last sign is the form's."""
    text = (
        title if title and number in title else f"{title or 'văn bản'} số {number}" if number[:1].isdigit() else number
    )
    begins = ("căn cứ", "xét", "theo đề nghị", "thực hiện")
    return printable(text if text.lower().startswith(begins) else f"Căn cứ {text}")


def belongs_to(document: Document) -> str:
    """'(Kèm theo Quyết định số 15/QĐ-UBND ngày 05 tháng 01 năm 2020 của …)'."""
    number = _stated(document.number) or "……"
    kind = f"{document.kind[:1].upper()}{document.kind[1:]}"
    return printable(f"(Kèm theo {kind} số {number} ngày {document.signed_on:%d/%m/%Y} của {document.issuer})")


def signature_of(signer: str, body: Body, form: Form, asked: Asked) -> Signature:
    """Who signs as the document states it, else the head of the body; in the name of a body that decides together."""
    name = printable(asked.signer_name)
    if is_prefixed(signer):
        first, _, rest = signer.upper().partition("/")
        return Signature(printable(first.strip()), printable(rest.strip()), name)
    post = printable(signer.upper()) or body.post
    if body.collective:
        return Signature(f"{form.word('for_collective')} {body.collective}", post, name)
    return Signature("", post, name)


def asks_of(
    document: Document, body: Body, form: Form, asked: Asked, *, is_of_the_day: bool
) -> tuple[tuple[str, dict[str, str]], ...]:
    """What a clerk still has to see to, each as a source string with its data."""
    found: list[tuple[str, dict[str, str]]] = []
    if not is_of_the_day:
        found.append((
            gettext_noop("Thể thức của ngày {day} chưa có trong phần mềm; giấy trình bày theo {form}."),
            {"day": f"{document.signed_on:%d/%m/%Y}", "form": form.title},
        ))  # fmt: skip
    if form.has_unverified:
        found.append((
            gettext_noop("Một số điểm của {form} chưa đối chiếu với bản gốc (docs/papers.md); văn thư xác nhận mẫu."),
            {"form": form.title},
        ))  # fmt: skip
    if not _stated(document.number):
        found.append((gettext_noop("Chưa có số, ký hiệu; văn thư cấp khi ban hành."), {}))
    elif ("/QĐ-" if body.family == "party" else "-QĐ/") in document.number:
        found.append((
            gettext_noop("Ký hiệu {number} không theo {form}; kiểm tra lại số, ký hiệu."),
            {"number": document.number, "form": form.title},
        ))  # fmt: skip
    if not (asked.place or body.place):
        found.append((gettext_noop("Chưa rõ địa danh của {issuer}; nêu địa danh."), {"issuer": document.issuer}))
    if body.needs_superior and not asked.superior:
        found.append((
            gettext_noop("Chưa rõ cơ quan chủ quản, tổ chức đảng cấp trên của {issuer}; nêu tên để ghi ở góc trái."),
            {"issuer": document.issuer},
        ))  # fmt: skip
    if not (document.signer or body.post):
        found.append((gettext_noop("Chưa rõ chức vụ người ký của {issuer}."), {"issuer": document.issuer}))
    return tuple(found)
