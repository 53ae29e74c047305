"""What papers of every kind share: whose they are, the form of the day, who signs, who receives, what is asked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from tinhgon.basis.errors import gettext_noop
from tinhgon.documents.forms import Family, Form, form_on
from tinhgon.documents.issuing import Body, body_of, is_prefixed
from tinhgon.documents.model import DOTS, Mark, Paper, Paragraph, Signature, Table, printable

UNSTATED = "–"
"""What a draft has in the place of a number, an issuer or a subject that is not stated yet."""
Ask = tuple[str, dict[str, str]]


@dataclass(frozen=True)
class Asked:
    """What a clerk adds that the books do not hold, and what is chosen: all may be empty."""

    family: Family | None = None
    superior: str = ""
    place: str = ""
    signer_name: str = ""
    recipients: tuple[str, ...] = ()


@dataclass(frozen=True)
class Opening:
    """Whose paper, and its form. `is_of_the_day`: the form is that of the day, and not one that stands in."""

    issuer: str
    body: Body
    form: Form
    day: date
    is_of_the_day: bool
    asked: Asked

    @property
    def is_party(self) -> bool:
        return self.body.family == "party"


def opening(issuer: str, day: date, asked: Asked | None = None) -> Opening:
    """Raises BadInput where the issuer does not say whether it is of the State or of the Party, and nobody chose."""
    asked = asked or Asked()
    body = body_of(issuer, family=asked.family)
    form, is_of_the_day = form_on(body.family, day)
    return Opening(issuer, body, form, day, is_of_the_day, asked)


def paper_of(
    opened: Opening, kind: str, type_name: str, body: Sequence[Paragraph | Table], mark: Mark, *, short: str = "",
    number: str = "", about: str = "", subject: str = "", asks: Sequence[Ask] = (), **fields: Any,
) -> Paper:  # fmt: skip
    """A paper with its head. `short` is the kind in the symbol ('QĐ'); `number` the whole of number and symbol; `about`
    is told as 'Về việc …', `subject` as it is; the other fields are those of Paper."""
    given = {"day": opened.day, **fields}
    dated = given.get("is_dated", True)
    return Paper(
        kind=kind, form=opened.form, type_name=type_name, body=tuple(body), mark=_told_of_form(mark, opened),
        superior=_superior(opened),
        issuer=opened.body.issuer, number=stated(number), symbol=symbol_of(short, opened.body),
        place=opened.asked.place or opened.body.place, subject=subject_of(about, opened.form) or printable(subject),
        asks=(
            *_asks_of_form(opened), *_asks_of_number(number, short, opened), *_asks_of_head(opened, dated=dated), *asks
        ),
        **given,
    )  # fmt: skip


def _superior(opened: Opening) -> tuple[str, ...]:
    """The superior body; dots where there must be one and nobody said which."""
    if opened.asked.superior:
        return (opened.asked.superior.upper(),)
    return opened.body.superior or ((DOTS,) if opened.body.needs_superior else ())


def stated(text: str) -> str:
    """What a draft states; nothing for what only holds its place."""
    return "" if text == UNSTATED else printable(text)


def subject_of(subject: str, form: Form) -> str:
    """The subject as it stands under the kind: 'Về việc …' before what does not say so itself."""
    text = stated(subject)
    if not text or text.lower().startswith(("về ", "v/v", "ban hành", "phê duyệt", "sắp xếp", "thành lập", "hủy bỏ")):
        return text
    return f"{form.word('subject_begins')}{text[:1].lower()}{text[1:]}"


def symbol_of(short: str, body: Body) -> str:
    """What follows the number that a clerk will give, as far as it is known: '/QĐ-…', '-QĐ/…'."""
    if not short:
        return ""
    return f"-{short}/…" if body.family == "party" else f"/{short}-…"


def signature_of(signer: str, opened: Opening) -> Signature:
    """Who signs as it is stated, else the head of the body; in the name of a body that decides together."""
    name, body = printable(opened.asked.signer_name), opened.body
    if is_prefixed(signer):
        first, _, rest = signer.upper().partition("/")
        return Signature(printable(first.strip()), printable(rest.strip()), name)
    post = printable(signer.upper()) or body.post or DOTS
    if body.collective:
        return Signature(f"{opened.form.word('for_collective')} {body.collective}", post, name)
    return Signature("", post, name)


def recipients_of(opened: Opening, first: str) -> tuple[str, ...]:
    """Who receives it; the archive comes last."""
    return (*(opened.asked.recipients or (first,)), opened.form.word("archive"))


def _told_of_form(mark: Mark, opened: Opening) -> Mark:
    """The foot says by which form it is set, where that is not sure."""
    if mark.kind == "blank" or (opened.is_of_the_day and not opened.form.has_unverified):
        return mark
    known = opened.is_of_the_day
    doubt = "có điểm chưa đối chiếu với bản gốc" if known else "thể thức của ngày ký chưa có trong phần mềm"
    return replace(mark, foot=f"{mark.foot} Trình bày theo {opened.form.title}; {doubt}.".strip())


def _asks_of_form(opened: Opening) -> list[Ask]:
    found: list[Ask] = []
    if not opened.is_of_the_day:
        message = gettext_noop("Thể thức của ngày {day} chưa có trong phần mềm; giấy trình bày theo {form}.")
        found.append((message, {"day": f"{opened.day:%d/%m/%Y}", "form": opened.form.title}))
    if opened.form.has_unverified:
        message = gettext_noop(
            "Một số điểm của {form} chưa đối chiếu với bản gốc (docs/papers.md); văn thư xác nhận mẫu."
        )
        found.append((message, {"form": opened.form.title}))
    return found


def _asks_of_number(number: str, short: str, opened: Opening) -> list[Ask]:
    if not stated(number):
        return [(gettext_noop("Chưa có số, ký hiệu; văn thư cấp khi ban hành."), {})] if short else []
    if (f"/{short}-" if opened.is_party else f"-{short}/") in number:
        message = gettext_noop("Ký hiệu {number} không theo {form}; kiểm tra lại số, ký hiệu.")
        return [(message, {"number": number, "form": opened.form.title})]
    return []


def _asks_of_head(opened: Opening, *, dated: bool) -> list[Ask]:
    found: list[Ask] = []
    named = {"issuer": opened.issuer}
    if dated and not (opened.asked.place or opened.body.place):
        found.append((gettext_noop("Chưa rõ địa danh của {issuer}; nêu địa danh."), named))
    if opened.body.needs_superior and not opened.asked.superior:
        message = gettext_noop(
            "Chưa rõ cơ quan chủ quản, tổ chức đảng cấp trên của {issuer}; nêu tên để ghi ở góc trái."
        )
        found.append((message, named))
    return found
