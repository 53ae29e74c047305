"""tinhgon read: the text of a resolution becomes effects, questions and a draft decision."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from tinhgon.basis.errors import BadInput, gettext_noop
from tinhgon.cli import ledgers, output
from tinhgon.cli.commands import FILE, INPUT, Day, command, in_format, option
from tinhgon.cli.drafting import tell_draft
from tinhgon.cli.output import SEVERITIES, SHARES, line, shown_number
from tinhgon.cli.words import gettext, sentence

if TYPE_CHECKING:
    from tinhgon.reading import Answer, Register
    from tinhgon.reading.books import Books
    from tinhgon.reading.clauses import Head

_HEADERS = (
    gettext_noop("Điều khoản"), gettext_noop("Đơn vị nguồn"), gettext_noop("Mã"), gettext_noop("Diện tích"),
    gettext_noop("Dân số"), gettext_noop("Chắc chắn"), gettext_noop("Thành"),
)  # fmt: skip
STATUSES = {
    "sure": gettext_noop("chắc chắn"),
    "variant": gettext_noop("khác cách viết"),
    "question": gettext_noop("cần chọn"),
}


@command(
    "read",
    vi="Đọc văn bản của nghị quyết, quyết định (.txt, .md, .docx, .pdf) thành các nội dung có thể ký.",
    en="Read the text of a resolution or decision (.txt, .md, .docx, .pdf) into effects that can be signed.",
    more=(
        "Đơn vị tra trong sổ vào ngày trước ngày có hiệu lực, hoặc trong một danh mục (không cần cơ sở dữ liệu). "  # noqa: ISC004
        "Chỗ không chắc thành câu hỏi, chỗ không đọc được thì nêu ra.",
        "Units are looked up in the ledger on the eve of the effective date, or in a list (needs no database). "  # noqa: ISC004
        "What is not certain is asked, what was not read is shown.",
    ),
)
@click.argument("file", type=FILE)
@option(
    "--on", type=Day(), vi="ngày có hiệu lực, khi văn bản không nêu", en="the effective date, where the text has none"
)
@option(
    "--units", type=INPUT, metavar="FILE.csv", vi="danh mục đơn vị ngày trước đó", en="list of the units of the eve"
)
@option(
    "--codes", type=INPUT, metavar="FILE.csv", vi="danh mục đơn vị sau đó, để lấy mã mới", en="list of the units after"
)
@option(
    "--adjacency",
    type=INPUT,
    metavar="FILE.csv",
    vi="các cặp đơn vị giáp nhau",
    en="pairs of units that share a border",
)
@option("--answers", type=INPUT, metavar="FILE.csv", vi="trả lời: clause, name, code", en="answers: clause, name, code")
@option(
    "--draft", type=FILE, metavar="DIR", vi="ghi tệp quyết định vào thư mục", en="write the decision file to a folder"
)
@option(
    "--why",
    default="",
    vi="mục đích, được ghi lại khi tra người nêu tên",
    en="the purpose, written down with the names looked up",
)
@in_format("table", "json")
def read(
    *,
    file: Path,
    on: date | None,
    units: Path | None,
    codes: Path | None,
    adjacency: Path | None,
    answers: Path | None,
    draft: Path | None,
    why: str,
    shape: str,
) -> None:
    from tinhgon import reading

    clauses = reading.read_clauses(text=reading.load_text(path=file))
    books = None
    if units:
        register = reading.read_units(path=units)
    else:
        register, books = _from_ledger(clauses.head, on, why=why.strip())
    given: dict[str, Any] = {
        "reading": clauses,
        "register": register,
        "borders": reading.read_borders(path=adjacency) if adjacency else None,
        "codes": reading.read_units(path=codes) if codes else None,
        "on": on,
        "books": books,
    }
    answer = reading.understand(**given)
    if answers:
        answer = reading.understand(**given, answers=reading.read_answers(path=answers, answer=answer))
    if books and why.strip():
        from tinhgon.record.readings import seal_readings

        seal_readings()
    if shape == "json":
        output.write_json(answer.to_json(translate=gettext))
    else:
        write(answer)
    if draft:
        document = reading.draft_document(answer=answer, codes=given["codes"], books=books)
        path = reading.write_draft(document=document, folder=draft)
        if shape == "table":
            tell_draft(path, document)


def _from_ledger(head: Head, on: date | None, *, why: str) -> tuple[Register, Books]:
    """The units and the books of the ledger on the eve of the day the text takes effect."""
    day = on or head.operates_from or head.effective_on or head.signed_on
    if day is None:
        raise BadInput("day_not_found", gettext_noop("Không đọc được ngày có hiệu lực; nêu ngày bằng --on."))
    ledgers.enter_or_demo()
    from tinhgon.reading.ledger_books import Asker, LedgerBooks
    from tinhgon.reading.ledger_units import register_on_eve
    from tinhgon.record.actor import shell

    asker = Asker(shell(purpose=why)) if why else None
    return register_on_eve(on=day), LedgerBooks(on=day, asker=asker)


def write(answer: Answer) -> None:
    """The answer for people: effects in a table, then what to decide, what to look at, what was not read."""
    head = answer.reading.head
    line(f"{head.number}: {head.subject}")
    output.write_table(_HEADERS, (row for effect in answer.effects for row in _rows(effect)))
    told = gettext("{effects} nội dung, {unchanged} đơn vị giữ nguyên, {questions} câu hỏi, {unread} đoạn chưa đọc")
    line(
        told.format(
            effects=shown_number(len(answer.effects)), unchanged=shown_number(len(answer.unchanged)),
            questions=shown_number(len(answer.questions)), unread=shown_number(len(answer.reading.unread)),
        )
    )  # fmt: skip
    for question in answer.questions:
        line(f"? {question.render(gettext)} {_offered(question)}".rstrip())
    for finding in answer.findings:
        line(f"- {gettext(SEVERITIES[finding.severity])}: {sentence(finding)}")


def _rows(effect: Any) -> Sequence[tuple[str, ...]]:
    into = effect.into.target if effect.into else effect.receiver.mention if effect.receiver else None
    target = (
        f"{into.kind} {into.name} {(effect.into.code if effect.into else effect.receiver.code) or ''}" if into else ""
    )
    named = [
        (effect.clause.label, wanted.words, one.code if one else "?", "", "", _known(one), "")
        for wanted, one in effect.named()
    ]
    return named + [
        (
            effect.clause.label, f"{source.mention.kind} {source.mention.name}", source.through or source.code or "?",
            gettext(SHARES.get(source.mention.area_share or "", "")),
            gettext(SHARES.get(source.mention.population_share or "", "")),
            gettext(STATUSES[source.status]), target.strip(),
        )
        for source in effect.sources
    ]  # fmt: skip


def _known(found: Any) -> str:
    status = STATUSES["sure"] if found else STATUSES["question"]
    return gettext(status)


def _offered(question: Any) -> str:
    """'[31379 xã Phú Tân, huyện Châu Thành; …]'."""
    told = "; ".join(f"{one.code} {gettext(one.label())}" for one in question.offered())
    return f"[{told}]" if told else ""
