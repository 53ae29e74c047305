"""tinhgon paper: decisions and what goes with them as Word and PDF, in the forms of the State and of the Party.

Whoever prints names is written down, with the purpose; each paper that leaves is an export.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from tinhgon.basis.asof import AsOf
from tinhgon.basis.errors import BadInput, gettext_noop
from tinhgon.cli import asking, ledgers
from tinhgon.cli.commands import FILE, Group, OneOf, Whole, command, in_format, option
from tinhgon.cli.words import gettext, tell

if TYPE_CHECKING:
    from tinhgon.documents import Asked, Mark, Paper, People
    from tinhgon.ledger.document import Document

_VI, _EN = "In văn bản ra Word, PDF theo thể thức Nhà nước, Đảng.", "Papers as Word or PDF, in the official forms."
paper = Group(
    "paper", help=f"{_VI}\n\n{_EN}", short_help=f"{_VI} / {_EN}",
    places={"check": "form_check:check"} | {name: f"case_papers:{name}" for name in ("minutes", "counting", "ballot")},
)  # fmt: skip
DECISION = gettext_noop("văn bản quyết định")


def shaped(function: Any) -> Any:
    """The options that every paper has."""
    for added in reversed((
        in_format("docx", "pdf"),
        option("--out", type=FILE, metavar="FILE", vi="ghi ra tệp", en="write to a file"),
        option("--form", type=OneOf(("state", "party")), metavar="state|party", vi="thể thức, khi chưa rõ",
               en="the form, where the issuer's name does not say"),
        option("--superior", default="", metavar="BODY", vi="cơ quan chủ quản, ở góc trái", en="the superior body"),
        option("--place", default="", metavar="NAME", vi="địa danh", en="the place before the date"),
        option("--signer-name", default="", metavar="NAME", vi="họ tên người ký, sổ không lưu", en="the signer's name"),
        option("--to", "recipients", multiple=True, metavar="TEXT", vi="nơi nhận, nêu nhiều lần", en="a recipient"),
        option("--no-names", is_flag=True, vi="chỉ ghi mã hồ sơ", en="file codes only"),
        asking.why,
    )):  # fmt: skip
        function = added(function)
    return function


def asked_of(options: dict[str, Any]) -> Asked:
    """What the clerk adds by options."""
    from tinhgon.documents import Asked

    return Asked(options["form"], options["superior"], options["place"], options["signer_name"], options["recipients"])


@command("decision", group=paper, vi="In một quyết định trong sổ.", en="Print a signed decision.")
@click.argument("number")
@shaped
def decision(*, number: str, **options: Any) -> None:
    from tinhgon.documents import decision_paper

    _of_signed(
        number, "quyet-dinh", DECISION, options,
        lambda document, mark, people: decision_paper(document, mark, people=people, asked=asked_of(options)),
    )  # fmt: skip


@command("draft", group=paper, vi="In một dự thảo, có dấu DỰ THẢO.", en="Print a draft, marked as a draft.")
@click.argument("number", type=Whole(1, 10**9))
@shaped
def draft(*, number: int, **options: Any) -> None:
    ledgers.enter_or_demo()
    from tinhgon.documents import decision_paper

    document, mark = _draft(number)
    give(
        lambda people: decision_paper(document, mark, people=people, asked=asked_of(options)),
        document, what=DECISION, name=f"du-thao-{number}", options=options,
    )  # fmt: skip


@command("submission", group=paper, vi="Tờ trình một dự thảo.", en="The submission of a draft.")
@click.argument("number", type=Whole(1, 10**9))
@option("--issuer", required=True, metavar="BODY", vi="cơ quan trình", en="the body that submits")
@option(
    "--views", default=None, metavar="TEXT", vi="ý kiến khác nhau; rỗng là không có", en="differing views; '' is none"
)
@shaped
def submission(*, number: int, issuer: str, views: str | None, **options: Any) -> None:
    ledgers.enter_or_demo()
    from tinhgon.documents import Submission, submission_paper

    document, mark = _draft(number)
    what = Submission(issuer, document, ledgers.today(), findings=_findings(document), views=views)
    give(
        lambda people: submission_paper(what, mark, people=people, asked=asked_of(options)),
        document, what=gettext_noop("tờ trình"), name=f"to-trinh-{number}", options=options,
    )  # fmt: skip


@command("extract", group=paper, vi="Trích sao một quyết định cho một người.", en="An extract for one person.")
@click.argument("number")
@click.argument("code")
@shaped
def extract(*, number: str, code: str, **options: Any) -> None:
    from tinhgon.documents import extract_paper

    _of_signed(
        number, "trich-sao", gettext_noop("trích quyết định"), options,
        lambda document, mark, people: extract_paper(document, code, mark, people=people, asked=asked_of(options)),
        only=code,
    )  # fmt: skip


@command("list", group=paper, vi="Danh sách người trong một quyết định.", en="The list of people in a decision.")
@click.argument("number")
@shaped
def list_(*, number: str, **options: Any) -> None:
    from tinhgon.documents import list_paper

    _of_signed(
        number, "danh-sach", gettext_noop("danh sách kèm quyết định"), options,
        lambda document, mark, people: list_paper(document, mark, people=people, asked=asked_of(options)),
    )  # fmt: skip


@command("notice", group=paper, vi="Thông báo nội dung một quyết định.", en="A notice of what a decision says.")
@click.argument("number")
@option(
    "--issuer", default="", metavar="BODY", vi="cơ quan thông báo, nếu khác", en="the body that gives it, if another"
)
@shaped
def notice(*, number: str, issuer: str, **options: Any) -> None:
    from tinhgon.documents import notice_paper

    _of_signed(
        number, "thong-bao", gettext_noop("thông báo"), options,
        lambda document, mark, people: notice_paper(
            document, mark, issuer=issuer, people=people, asked=asked_of(options)
        ),
    )  # fmt: skip


def _draft(number: int) -> tuple[Document, Mark]:
    from tinhgon.decisions import desk
    from tinhgon.documents.from_books import mark_of_draft

    kept = desk.kept_draft(number)
    document = kept.sketch(ledgers.today())
    return document, mark_of_draft(document, f"Dự thảo số {number}, bản {kept.seq}", kept.digest)


def _findings(document: Document) -> list[str]:
    """What the checks say of a draft today, a sentence each with its article; a refusal is one of them."""
    from tinhgon.basis.errors import Refusal
    from tinhgon.decisions import preview

    try:
        (outcome,) = preview([document])
    except Refusal as refusal:
        return [refusal.render()]
    words = {"error": "Lỗi", "warning": "Cảnh báo", "info": "Lưu ý"}
    return [
        f"{words[one.severity]}: {one.render()}{f' ({one.citation})' if one.citation else ''}"
        for one in outcome.findings
    ]


def _of_signed(
    number: str, name: str, what: str, options: dict[str, Any], made: Callable[[Document, Mark, People], Paper], *,
    only: str = "",
) -> None:  # fmt: skip
    ledgers.enter_or_demo()
    from tinhgon.documents.from_books import mark_of_signed, signed_document
    from tinhgon.ledger import queries

    row = queries.decision_numbered(ledgers.ALL_KNOWN, number)
    document, mark = signed_document(row), mark_of_signed(row)
    give(
        lambda people: made(document, mark, people),
        document, what=what, name=f"{name}-{row.ordinal}", options=options, only=only,
    )  # fmt: skip


def give(
    made: Callable[[People], Paper],
    document: Document,
    *,
    what: str,
    name: str,
    options: dict[str, Any],
    only: str = "",
) -> None:
    """Look up the names (`only` of one file code), make the paper, write it down as an export, and hand it over."""
    from tinhgon.documents import render
    from tinhgon.documents.from_books import people_of
    from tinhgon.record import actor, acts, readings
    from tinhgon.record.kinds.export import EXPORTS, Export
    from tinhgon.registers.staff.queries.people import names

    shape, out = options["shape"], options["out"]
    need_place(shape, out, name)
    by = actor.shell(purpose=options["why"].strip())

    def named(as_of: AsOf, ids: Sequence[int]) -> dict[int, str]:
        nonlocal by
        if options["no_names"]:
            return {}
        by = actor.shell(purpose=asking.purpose(options["why"]))
        return names(as_of, ids, by=by, what=what)

    people = people_of(document.effects, AsOf(document.operates_from or document.effective_on), named, only=only)
    paper_made = made(people)
    content = render(paper_made, shape)
    exported = Export(what=what, format=shape, rows=len(people.named), question={"number": document.number})
    acts.append(EXPORTS, exported, by=by)
    readings.seal_readings()
    for message, data in paper_made.asks:
        tell(gettext(message).format(**data))
    write(content, out)


def need_place(shape: str, out: Path | None, name: str) -> None:
    """Raises BadInput where a file would go to a terminal."""
    if out is None and sys.stdout.isatty():
        raise BadInput(
            "paper_needs_file",
            gettext_noop("Dạng {shape} không hiện được trên màn hình; thêm --out, ví dụ --out {file}."),
            shape=shape, file=f"{name}.{shape}",
        )  # fmt: skip


def write(content: bytes, out: Path | None) -> None:
    """To the file, else to stdout."""
    if out is None:
        sys.stdout.buffer.write(content)
    else:
        out.write_bytes(content)
