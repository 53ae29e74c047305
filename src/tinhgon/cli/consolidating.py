"""tinhgon consolidation: what a book states for the centre, and the books of several provinces together."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from tinhgon.basis.errors import BadInput, Conflict, gettext_noop
from tinhgon.cli import ledgers, output
from tinhgon.cli.asking import on_day
from tinhgon.cli.commands import FILE, INPUT, command, command_group, in_format, option
from tinhgon.cli.guard import REFUSED
from tinhgon.cli.output import line, shown_day, shown_number
from tinhgon.cli.words import gettext

if TYPE_CHECKING:
    from tinhgon.exchange.consolidation.centre import Board, Open
    from tinhgon.exchange.consolidation.statement import Item, Statement

consolidation = command_group(
    "consolidation", vi="Hợp nhất sổ của nhiều tỉnh.", en="The books of several provinces together."
)  # fmt: skip


@command(
    "export", group=consolidation, vi="Lập báo cáo có chữ ký của sổ này cho nơi tổng hợp; không nêu người.",
    en="Make the signed statement of this book for the centre; nobody is named.",
)  # fmt: skip
@on_day
@option("--book", required=True, metavar="NAME", vi="tên sổ (tỉnh)", en="name of the book (the province)")
@option("--out", type=FILE, required=True, metavar="FILE", vi="tệp để ghi", en="the file to write")
def export(*, on: date, book: str, out: Path) -> int:
    if out.exists():
        raise Conflict("file_there", gettext_noop("Tệp {file} đã có; chọn tên khác."), file=str(out))
    ledgers.enter_or_demo()
    from tinhgon.config import env
    from tinhgon.decisions import verify
    from tinhgon.exchange.consolidation.statement import signed, stated
    from tinhgon.record import actor, acts
    from tinhgon.record.kinds.export import EXPORTS, Export

    sound = verify(replay=False).is_sound
    text = signed(stated(book.strip(), on, sound=sound), env.seal_key())
    acts.append(EXPORTS, Export(what=gettext_noop("báo cáo hợp nhất"), format="json"), by=actor.shell())
    out.write_text(text, encoding="utf-8")
    result = gettext("sổ khớp") if sound else gettext("sổ KHÔNG khớp: nơi tổng hợp sẽ từ chối")
    line(gettext("{path}: {result}").format(path=out, result=result))
    return 0 if sound else REFUSED


@command(
    "report", group=consolidation, vi="Cộng các báo cáo, bù trừ những gì đi từ sổ này sang sổ khác.",
    en="Sum the statements, and eliminate what passed from one book to another.",
)  # fmt: skip
@click.argument("files", nargs=-1, required=True, type=INPUT)
@on_day
@option(
    "--earlier", "earlier", multiple=True, type=INPUT, metavar="FILE", vi="báo cáo trước, để biết sổ chỉ dài thêm",
    en="an earlier statement of a book, to see that it only grew",
)  # fmt: skip
@option(
    "--signer", "signers", multiple=True, metavar="NAME=KEY", vi="khóa đã biết của một sổ (64 chữ số hex)",
    en="the known key of a book (64 hexadecimal digits)",
)  # fmt: skip
@in_format("table", "json")
def report(
    *, files: tuple[Path, ...], on: date, earlier: tuple[Path, ...], signers: tuple[str, ...], shape: str
) -> int:
    from tinhgon.exchange.consolidation.centre import consolidate

    known = dict(_pair(one) for one in signers)
    before = {one.book: one for one in map(_read, earlier)}
    board = consolidate([_read(file) for file in files], on, earlier=before, signers=known)
    if shape == "json":
        output.write_json(_as_json(board))
    else:
        _tell(board)
    return REFUSED if board.refused else 0


def _read(file: Path) -> Statement:
    from tinhgon.exchange.consolidation.statement import read_statement

    return read_statement(file.read_bytes(), file.name)


def _pair(said: str) -> tuple[str, str]:
    name, sign, key = said.partition("=")
    if not sign or len(key.strip()) != 64:
        raise BadInput("no_signer", gettext_noop("“{said}” không phải TÊN=KHÓA (64 chữ số hex)."), said=said)
    return name.strip(), key.strip().lower()


def _tell(board: Board) -> None:
    from tinhgon.exchange.consolidation.centre import REFUSED as WHY
    from tinhgon.exchange.consolidation.labels import STATES, figure_label

    books = ", ".join(f"{one.book} ({one.head[0]})" for one in board.books)
    line(gettext("Ngày {on}: {count} sổ: {books}").format(on=shown_day(board.on), count=len(board.books), books=books))
    for book, why in board.refused:
        line(gettext("Không cộng {book}: {why}").format(book=book, why=gettext(WHY[why])))
    rows = [(figure_label(key, gettext), shown_number(board.total(key))) for key in board.sums]
    rows += [
        (f"{figure_label(what, gettext)} · {gettext('không ở sổ nào')}", shown_number(amount))
        for what, amount in board.transit.items()
    ]
    output.write_table((gettext_noop("Số liệu"), gettext_noop("Tổng")), rows, right=frozenset({1}))
    line(gettext("Đã bù trừ: {count}").format(count=shown_number(len(board.matched))))
    for one in board.matched:
        line(f"  {one.out.what} {shown_number(one.amount)}: {_where(one.out)} → {_where(one.into)}")
    for left in board.open:
        told = gettext("  {what} {amount}: {where}, {age} ngày: {state}")
        line(
            told.format(
                what=left.item.what, amount=shown_number(left.amount), where=_where(left.item), age=left.age,
                state=gettext(STATES[left.state]),
            )
        )  # fmt: skip


def _where(item: Item) -> str:
    return f"{item.book} {item.number} {item.clause}".strip()


def _as_json(board: Board) -> dict[str, object]:
    return {
        "on": board.on,
        "books": [
            {"book": one.book, "head": {"ordinal": one.head[0], "hash": one.head[1]}, "recorded_at": one.recorded_at}
            for one in board.books
        ],
        "refused": [{"book": book, "reason": why} for book, why in board.refused],
        "figures": [
            {"figure": key, "total": board.total(key), "books": values} for key, values in board.sums.items()
        ],
        "in_no_book": board.transit,
        "matched": [{"out": _told(one.out), "in": _told(one.into), "amount": one.amount} for one in board.matched],
        "open": [_open(one) for one in board.open],
    }  # fmt: skip


def _open(one: Open) -> dict[str, object]:
    return {**_told(one.item), "amount": one.amount, "age_days": one.age, "state": one.state}


def _told(item: Item) -> dict[str, object]:
    return {
        "book": item.book, "what": item.what, "on": item.on, "decision": item.number, "issuer": item.issuer,
        "ordinal": item.ordinal, "clause": item.clause,
    }  # fmt: skip
