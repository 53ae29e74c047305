"""tinhgon open, preview, sign, annul: decisions enter the ledger."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from tinhgon.basis.errors import BadInput, NotBalanced, Refusal, gettext_noop
from tinhgon.cli import ledgers, output
from tinhgon.cli.commands import FILE, INPUT, Day, Whole, command, in_format, option
from tinhgon.cli.guard import REFUSED, tell_error
from tinhgon.cli.output import Progress, line, shown_number
from tinhgon.cli.words import gettext, tell

if TYPE_CHECKING:
    from tinhgon.decisions import Authority, Outcome
    from tinhgon.ledger.document import Document

SUFFIXES = {".json", ".yaml", ".yml"}


def decision_files(paths: Sequence[Path]) -> list[Path]:
    """The files in the order given; a folder stands for its decision files in the order of their names."""
    found: list[Path] = []
    for path in paths:
        if not path.is_dir():
            found.append(path)
            continue
        inside = sorted(file for file in path.iterdir() if file.suffix.lower() in SUFFIXES and file.is_file())
        if not inside:
            raise BadInput(
                "folder_without_decisions",
                gettext_noop("Thư mục {folder} không có tệp quyết định nào (.json, .yaml)."),
                folder=str(path),
            )
        found += inside
    return found


def _loaded(paths: Sequence[Path]) -> list[tuple[Path, Document]]:
    """All files are read before anything is signed: a file that is malformed stops nothing half way."""
    from tinhgon.decisions import load_file

    return [(path, load_file(path)) for path in decision_files(paths)]


def _enter(documents: Sequence[Document]) -> None:
    """Books are opened in the real ledger; what else is tried before that, is tried on the demo's."""
    if any(effect.kind.startswith("open_books/") for document in documents for effect in document.effects):
        ledgers.enter()
    else:
        ledgers.enter_or_demo()


@command(
    "sign",
    vi="Ký quyết định vào sổ, theo thứ tự đã cho; mỗi quyết định được ghi trọn vẹn hoặc không ghi gì.",
    en="Sign decisions into the ledger, in the order given; each is entered whole or not at all.",
    more=(
        "Thư mục: ký các tệp bên trong theo tên. Quyết định bị từ chối thì dừng ở đó.",
        "A folder: its files in the order of their names. A refused decision ends the run.",
    ),
)
@click.argument("files", type=FILE, nargs=-1, metavar="FILE...")
@option(
    "--draft", "number", type=Whole(1, 10**8), metavar="N", vi="dự thảo số N trong sổ chờ", en="draft N of the desk"
)
def sign(*, files: Sequence[Path], number: int | None) -> int:
    if number is not None and not files:
        return _sign_draft(number)
    if number is not None or not files:
        raise click.UsageError(gettext("Nêu các tệp quyết định, hoặc --draft N."))
    loaded = _loaded(files)
    _enter([document for _, document in loaded])
    return sign_all(loaded)


def _sign_draft(number: int) -> int:
    """Sign what waits on the desk: the very text that was kept."""
    from django.db import transaction

    from tinhgon.decisions import by_shell, desk
    from tinhgon.decisions import sign as sign_one

    ledgers.enter_or_demo()
    from tinhgon.procedures.decision_desk.signing import need_no_open_case

    with transaction.atomic():
        need_no_open_case(number)
        kept = desk.kept_draft(number)
        document = desk.draft_document(number)
        outcome = sign_one(document, by_shell(draft=number, digest=kept.digest))
        desk.note_signed(number, outcome.ordinal)
    tell_signed(outcome)
    return 0


def sign_all(loaded: Sequence[tuple[Path, Document]], authority: Authority | None = None) -> int:
    """Sign one after the other, by the shell unless told otherwise, telling each; the exit code."""
    from tinhgon.decisions import by_shell
    from tinhgon.decisions import sign as sign_one

    authority = authority or by_shell()
    signed: list[str] = []
    try:
        with Progress(gettext("Đang ký"), len(loaded)) as progress:
            for place, (_path, document) in enumerate(loaded):
                progress.at(place)
                outcome = sign_one(document, authority)
                progress.done()
                signed.append(document.number)
                tell_signed(outcome)
    except Exception as error:
        if not tell_error(error):
            raise
        _tell_rest(signed, loaded)
        return REFUSED
    except KeyboardInterrupt:
        _tell_rest(signed, loaded)
        raise
    return 0


def _tell_rest(signed: Sequence[str], loaded: Sequence[tuple[Path, Document]]) -> None:
    if len(loaded) > 1:
        left = [document.number for _, document in loaded[len(signed) :]]
        tell(gettext("Bị từ chối ở tệp {file}.").format(file=loaded[len(signed)][0]))
        tell(gettext("Đã ký: {numbers}.").format(numbers=", ".join(signed) or "–"))
        tell(gettext("Chưa ký: {numbers}.").format(numbers=", ".join(left)))


def tell_signed(outcome: Outcome) -> None:
    """One line for a signed decision."""
    text = gettext("Đã ký {number}: thứ {ordinal} trong sổ, {effects} nội dung, {entries} bút toán, mã {hash}.")
    told = text.format(
        number=outcome.document.number,
        ordinal=shown_number(outcome.ordinal),
        effects=shown_number(len(outcome.document.effects)),
        entries=shown_number(outcome.entries),
        hash=outcome.hash[:12],
    )
    if count := len(outcome.findings) + len(outcome.law):
        more = gettext("Có {count} điều cần lưu ý: tinhgon show {number}")
        told += " " + more.format(count=shown_number(count), number=outcome.document.number)
    line(told)


def tell_entries(outcome: Outcome) -> None:
    """One line for one of many decisions that are signed in a row."""
    text = gettext("Đã ký {number}: {entries} bút toán.")
    line(text.format(number=outcome.document.number, entries=shown_number(outcome.entries)))


@command(
    "preview",
    vi="Xem trước: làm như ký thật theo thứ tự đã cho, cho xem kết quả, rồi hủy hết.",
    en="Preview: do all that signing in this order would do, show the outcome, undo it.",
    more=("Mã thoát 0: ký được tất cả; 1: không.", "Exit code 0: all could be signed; 1: not."),
)
@click.argument("files", type=FILE, nargs=-1, required=True, metavar="FILE...")
@in_format("table", "json")
def preview(*, files: Sequence[Path], shape: str) -> int:
    from tinhgon.cli import previews
    from tinhgon.decisions import preview as preview_all

    try:
        documents = [document for _, document in _loaded(files)]
        _enter(documents)
        outcomes = preview_all(documents)
    except Refusal as refusal:
        if shape == "json":
            output.write_json(previews.refused(refusal))
        raise
    if shape == "json":
        output.write_json(previews.as_json(outcomes))
    else:
        previews.write(outcomes)
    return 0 if all(outcome.can_be_signed for outcome in outcomes) else REFUSED


@command(
    "annul",
    vi="Hủy bỏ một quyết định bằng quyết định trong FILE.",
    en="Annul a decision by the decision in FILE.",
    more=(
        "Điều khoản hủy bỏ được thêm vào nếu FILE chưa có. Còn quyết định khác dựa vào nó thì bị từ chối.",
        "The annulling clause is added when FILE has none. Refused while other decisions rest on it.",
    ),
)
@click.argument("number")
@option("--by", "by", type=FILE, required=True, metavar="FILE", vi="quyết định hủy bỏ", en="the decision that annuls")
def annul(*, number: str, by: Path) -> int:
    from tinhgon.decisions import by_shell, load_annulling
    from tinhgon.decisions import sign as sign_one

    number = number.strip()
    if not number:
        raise click.MissingParameter(ctx=click.get_current_context(), param_hint="NUMBER")
    document = load_annulling(by, number)
    ledgers.enter_or_demo()
    from tinhgon.ledger import queries

    annulled = queries.decision_numbered(ledgers.ALL_KNOWN, number)
    try:
        outcome = sign_one(document, by_shell())
    except NotBalanced as refusal:
        tell_error(refusal)
        hard, _ = queries.dependants(ledgers.ALL_KNOWN, annulled.ordinal)
        if hard:
            numbers = ", ".join(row.number for row in hard)
            text = gettext("Các quyết định dựa vào {number}, phải xử lý cùng lúc: {numbers}.")
            tell(text.format(number=annulled.number, numbers=numbers))
        return REFUSED
    tell_signed(outcome)
    line(gettext("{number} không còn hiệu lực trong sổ.").format(number=annulled.number))
    return 0


@command(
    "correct",
    vi="Vào sổ lại một quyết định đã gõ sai, đúng theo bản giấy trong FILE.",
    en="Enter again a decision that was typed wrongly, as the paper in FILE has it.",
    more=(
        "ORDINAL là thứ tự của bản ghi sai trong sổ. Cả hai bản ghi còn nguyên, với người làm và lý do.",
        "ORDINAL is the place of the mistaken entry in the ledger. Both stay, with who did it and why.",
    ),
)
@click.argument("ordinal", type=Whole(1, 10**12))
@option(
    "--by", "by", type=FILE, required=True, metavar="FILE", vi="quyết định đúng bản giấy", en="the decision as on paper"
)
@option("--why", required=True, vi="sai ở đâu", en="what was wrong")
def correct(*, ordinal: int, by: Path, why: str) -> int:
    from tinhgon.decisions import by_shell, correct_entry, load_file

    document = load_file(by)
    ledgers.enter_or_demo()
    outcome = correct_entry(ordinal, document, by_shell(), reason=why)
    tell_signed(outcome)
    line(gettext("Bản ghi thứ {ordinal} không còn được tính; nó vẫn ở trong sổ.").format(ordinal=shown_number(ordinal)))
    return 0


@command(
    "open",
    vi="Mở sổ bằng danh sách đơn vị hiện có trong một tệp CSV.",
    en="Open the books with the units listed in a CSV file.",
    more=(
        "Cột: code, name, kind, level, parent_code và các số liệu tùy chọn.",
        "Columns: code, name, kind, level, parent_code and optional figures.",
    ),
)
@option("--units", type=INPUT, required=True, metavar="FILE", vi="danh sách đơn vị", en="the list of units")
@option("--on", type=Day(), required=True, vi="ngày mở sổ", en="the day on which the books are opened")
@option("--number", default="", vi="số, ký hiệu", en="number and symbol of the decision")
@option("--issuer", default="", vi="cơ quan ban hành", en="who issues it")
@option("--subject", default="", vi="trích yếu", en="what it is about")
@option("--synthetic", is_flag=True, vi="số liệu giả định", en="the data are made up")
def open_books(*, units: Path, on: date, number: str, issuer: str, subject: str, synthetic: bool) -> int:
    from tinhgon.importing import opening_balance

    stated = {key: value for key, value in {"number": number, "issuer": issuer, "subject": subject}.items() if value}
    # A file that is wrong is refused before a database is made; superiors may be in the ledger already, though.
    document = None
    refusal: BadInput | None = None
    try:
        document = opening_balance(units, on=on, synthetic=synthetic, **stated)
    except BadInput as wrong:
        if wrong.code != "parent_unknown":
            raise
        refusal = wrong
    ledgers.enter()
    if document is None:
        known = _codes(on)
        if refusal is not None and not known:
            raise refusal
        document = opening_balance(units, on=on, synthetic=synthetic, existing=known, **stated)
    from tinhgon.decisions import by_opening

    return sign_all([(units, document)], by_opening())


def _codes(on: date) -> set[str]:
    from tinhgon.basis.asof import AsOf
    from tinhgon.registers.units import queries as unit_queries

    return {row.code for row in unit_queries.units(AsOf(on)) if row.code}
