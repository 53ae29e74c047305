"""tinhgon national: events on people for a national system of record, its answers, and its extract against ours."""

from __future__ import annotations

import csv
import hashlib
import io
import os
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from tinhgon.basis.asof import AsOf
from tinhgon.basis.errors import BadInput, Conflict, gettext_noop
from tinhgon.cli import ledgers, output
from tinhgon.cli.asking import purpose, why
from tinhgon.cli.commands import FILE, INPUT, Day, Whole, command, command_group, in_format, option
from tinhgon.cli.guard import REFUSED
from tinhgon.cli.output import line, shown_day, shown_number
from tinhgon.cli.words import gettext, tell

if TYPE_CHECKING:
    from tinhgon.exchange.national.batches import Batch, Waiting
    from tinhgon.exchange.national.gathering import Fault, Rows
    from tinhgon.exchange.national.mapping import SystemForm

SHOWN = 40
STATES = {
    "to_send": gettext_noop("chưa gửi"),
    "sent": gettext_noop("đã gửi, chưa có trả lời"),
    "rejected": gettext_noop("bị trả lại"),
}
DIFFERENCES = {
    "differs": gettext_noop("khác"),
    "not_there": gettext_noop("bản trích không có (sổ giữ nguyên)"),
    "not_here": gettext_noop("sổ không có"),
    "several_there": gettext_noop("bản trích có nhiều dòng"),
}
_HEADERS = (
    gettext_noop("Hạn"), gettext_noop("Tình trạng"), gettext_noop("Việc"), gettext_noop("Quyết định"),
    gettext_noop("Đợt"), gettext_noop("Trả lời"),
)  # fmt: skip
national = command_group(
    "national", vi="Gửi và đối chiếu với hệ thống quốc gia về cán bộ.", en="To and from national systems of cadres."
)
codes_file = option(
    "--codes", "codes", type=INPUT, required=True, metavar="FILE.yaml", vi="bảng cột và mã của hệ thống",
    en="columns and codes of the system",
)  # fmt: skip


@command(
    "batch", group=national, vi="Lập đợt gửi tiếp theo: mọi việc về người chưa gửi, theo mã, đánh số, có chữ ký.",
    en="Make the next batch: every event on people not sent yet, in codes, numbered and signed.",
    more=("Còn việc chưa có mã thì không lập gì.", "While an event lacks a code nothing is made."),
)  # fmt: skip
@codes_file
@option("--out", type=FILE, required=True, metavar="DIR", vi="thư mục để ghi", en="the folder to write to")
@option("--check", is_flag=True, vi="chỉ kiểm tra", en="only check")
@option("--rejected", is_flag=True, vi="gửi lại cả việc bị trả lại", en="send what was rejected again, too")
@option("--again", type=Whole(1, 10**6), metavar="N", vi="ghi lại tệp của đợt N", en="write the file of batch N again")
@why
def batch(*, codes: Path, out: Path, check: bool, rejected: bool, again: int | None, why: str) -> int:
    mapping = _mapping(codes)
    ledgers.enter_or_demo()
    from tinhgon.exchange.national import batches
    from tinhgon.record import actor

    by = actor.shell(purpose=purpose(why))
    if again is not None:
        return _again(mapping, again, out, by)
    at = _now()
    made = batches.batches(mapping.system)
    events = batches.to_send(mapping.system, at, rejected=rejected)
    if not events:
        line(gettext("Không còn việc nào chưa gửi {system}.").format(system=mapping.system))
        return 0
    rows = _rows(events, mapping, at, by)
    if rows.faults:
        _tell_faults(rows.faults)
        return REFUSED
    if check:
        line(gettext("{count} việc gửi được.").format(count=shown_number(len(rows.rows))))
        return 0
    content = batches.content_of(rows, mapping)
    last = made[-1] if made else None
    found = batches.begin(mapping, events, content, last=last, on=ledgers.today(), at=at)
    _write(out, found, content)
    line(gettext("{path}: đợt {number}, {count} việc").format(
        path=out / found.name, number=found.number, count=shown_number(found.events)
    ))  # fmt: skip
    return 0


def _again(mapping: SystemForm, number: int, out: Path, by: Any) -> int:
    """The file of a batch once more: the same bytes, or a refusal."""
    from tinhgon.exchange.national import batches

    found = batches.batch_numbered(mapping.system, number)
    rows = _rows(batches.events_of(found), mapping, found.made_at, by)
    content = batches.content_of(rows, mapping)
    if hashlib.sha256(content).hexdigest() != found.sha256:
        raise Conflict(
            "batch_differs",
            gettext_noop("Đợt {number} lập lại ra tệp khác: bảng mã đã đổi, hoặc thông tin đã xóa; không ghi."),
            number=number,
        )
    _write(out, found, content)
    line(gettext("{path}: đợt {number}, {count} việc").format(
        path=out / found.name, number=found.number, count=shown_number(found.events)
    ))  # fmt: skip
    return 0


def _rows(events: Any, mapping: SystemForm, at: datetime, by: Any) -> Rows:
    from tinhgon.exchange.national.gathering import rows_of

    return rows_of(events, mapping, known=AsOf(at.date(), at), by=by)


def _write(out: Path, found: Batch, content: bytes) -> None:
    """Readable for their owner only: they name people."""
    from tinhgon.config import env
    from tinhgon.exchange.national.batches import manifest

    out.mkdir(parents=True, exist_ok=True)
    for name, data in ((found.name, content), (f"{found.name}.json", manifest(found, env.seal_key()).encode())):
        draft = out / f".{name}.{os.getpid()}"
        with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
            file.write(data)
        draft.replace(out / name)


def _tell_faults(faults: Any) -> None:
    """Each missing code once, with how many events it holds up; each value that is not stated, by event."""
    from collections import Counter

    codes = Counter((one.codes, one.value) for one in faults if one.codes)
    for (name, value), count in sorted(codes.items()):
        told = gettext("Danh mục “{codes}” chưa có mã cho “{value}”: {count} việc.")
        line(told.format(codes=name, value=value, count=shown_number(count)))
    missing = [one for one in faults if not one.codes]
    for one in missing[:SHOWN]:
        line(_missing(one))
    if len(missing) > SHOWN:
        line(gettext("… và {count} ô trống nữa.").format(count=shown_number(len(missing) - SHOWN)))


def _missing(one: Fault) -> str:
    told = gettext("Việc {key} ({decision} {clause}): cột “{column}” trống mà phải có.")
    return told.format(key=one.event.key, decision=one.event.number, clause=one.event.clause, column=one.column)


@command(
    "receipt", group=national, vi="Nhận trả lời cho một đợt: CSV có cột event, result (accepted, rejected), message.",
    en="Take the answer to a batch: a CSV with the columns event, result (accepted, rejected), message.",
)  # fmt: skip
@click.argument("file", type=INPUT)
@option("--system", required=True, metavar="NAME", vi="hệ thống", en="the system")
@option("--batch", "number", type=Whole(1, 10**6), required=True, metavar="N", vi="đợt", en="the batch")
def receipt(*, file: Path, system: str, number: int) -> None:
    ledgers.enter_or_demo()
    from tinhgon.exchange.national.batches import take_receipt

    counts = take_receipt(system, number, list(_answers(file)))
    line(gettext("Được nhận: {accepted}; bị trả lại: {rejected}.").format(**counts))


def _answers(file: Path) -> Iterator[tuple[str, bool, str]]:
    try:
        rows = list(csv.DictReader(io.StringIO(file.read_bytes().decode("utf-8-sig")), strict=True))
    except (UnicodeDecodeError, csv.Error):
        raise BadInput(
            "extract_unreadable", gettext_noop("{file} không đọc được là CSV UTF-8."), file=file.name
        ) from None
    for number, row in enumerate(rows, start=2):
        if row.get("result") not in ("accepted", "rejected") or not row.get("event"):
            raise BadInput(
                "receipt_row", gettext_noop("{file}: dòng {row}: cần “event” và “result” là accepted hay rejected."),
                file=file.name, row=number,
            )  # fmt: skip
        yield row["event"], row["result"] == "accepted", (row.get("message") or "").strip()


@command(
    "board", group=national, vi="Việc nào chưa gửi, chưa có trả lời, bị trả lại; hạn của từng việc.",
    en="What is not sent, not answered, rejected; when each is due.",
)  # fmt: skip
@codes_file
@in_format("table", "json")
def board(*, codes: Path, shape: str) -> int:
    mapping = _mapping(codes)
    ledgers.enter_or_demo()
    rows = _waiting(mapping)
    today = ledgers.today()
    late = sum(one.due < today for one in rows)
    if shape == "json":
        output.write_json([_as_json(one, today) for one in rows])
    else:
        output.write_table(_HEADERS, (_cells(one) for one in rows[:SHOWN]))
        told = gettext("{count} việc chưa xong, {late} việc quá hạn {days} ngày làm việc.")
        line(told.format(count=shown_number(len(rows)), late=shown_number(late), days=mapping.due_working_days))
    return REFUSED if late else 0


def _waiting(mapping: SystemForm) -> list[Waiting]:
    from tinhgon.exchange.national.batches import board as waiting
    from tinhgon.law.clocks import official_calendar

    return waiting(mapping.system, official_calendar(), due_days=mapping.due_working_days)


def _cells(one: Waiting) -> tuple[str, ...]:
    return (
        shown_day(one.due) + ("" if one.sure else " ?"), gettext(STATES[one.state]),
        f"{one.event.key} {one.event.kind}",
        f"{one.event.number} {one.event.clause}", "" if one.batch is None else str(one.batch), one.message,
    )  # fmt: skip


def _as_json(one: Waiting, today: date) -> dict[str, object]:
    return {
        "event": one.event.key, "kind": one.event.kind, "state": one.state, "due": one.due, "due_is_sure": one.sure,
        "late": one.due < today, "decision": one.event.number, "clause": one.event.clause, "batch": one.batch,
        "message": one.message,
    }  # fmt: skip


@command(
    "compare", group=national, vi="Đối chiếu bản trích của hệ thống với sổ, theo người và mục; không sửa gì.",
    en="Hold the system's extract against the books, by person and field; nothing is changed.",
)  # fmt: skip
@click.argument("file", type=INPUT)
@codes_file
@option("--on", type=Day(), vi="ngày của sổ [hôm nay]", en="the day of the books [today]")
@why
@in_format("table", "json")
def compare(*, file: Path, codes: Path, on: date | None, why: str, shape: str) -> int:
    mapping = _mapping(codes)
    from tinhgon.exchange.national import comparing

    extract = comparing.read_extract(file.read_bytes(), file.name, mapping)
    ledgers.enter_or_demo()
    from tinhgon.record import actor

    found = comparing.compare_extract(
        extract, mapping, AsOf(on or ledgers.today()), waiting=_waiting(mapping), by=actor.shell(purpose=purpose(why))
    )
    if shape == "json":
        output.write_json([
            {"kind": one.kind, "person": one.person, "unit": one.unit, "column": one.column, "here": one.here,
             "there": one.there, "cause": one.cause}
            for one in found
        ])  # fmt: skip
        return REFUSED if found else 0
    for one in found[:SHOWN]:
        told = f"{one.column}: {one.here or '–'} → {one.there or '–'}" if one.kind == "differs" else ""
        cause = f" ({gettext(STATES[one.cause])})" if one.cause else ""
        line(f"{one.person}  {gettext(DIFFERENCES[one.kind])} {told}{cause}  {one.unit}".rstrip())
    tell(gettext("{count} khác biệt.").format(count=shown_number(len(found))))
    return REFUSED if found else 0


@command(
    "codes", group=national, vi="Ghi bảng mã trống: mọi giá trị trong sổ cần mã, để cơ quan điền.",
    en="Write an empty table of codes: every value of the books that needs one, for the office to fill in.",
)  # fmt: skip
@option("--system", required=True, metavar="NAME", vi="hệ thống", en="the system")
@option("--out", type=FILE, required=True, metavar="FILE.yaml", vi="tệp để ghi", en="the file to write")
def codes(*, system: str, out: Path) -> None:
    if out.exists():
        raise Conflict("file_there", gettext_noop("Tệp {file} đã có; chọn tên khác."), file=str(out))
    ledgers.enter_or_demo()
    from tinhgon.exchange.national.skeleton import skeleton

    out.write_text(skeleton(system), encoding="utf-8")
    line(gettext("Đã ghi {path}").format(path=out))


def _mapping(file: Path) -> SystemForm:
    from tinhgon.exchange.national.mapping import read_mapping

    return read_mapping(file.read_bytes(), file.name)


def _now() -> datetime:
    from django.utils import timezone

    return timezone.now()
