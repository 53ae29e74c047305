"""tinhgon reports, report, trace: tables of a day or a period, and what a figure is the sum of."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from tinhgon.basis.errors import BadInput, gettext_noop
from tinhgon.cli import asking, ledgers, output
from tinhgon.cli.asking import as_known, instant
from tinhgon.cli.commands import FILE, Day, Whole, command, in_format, option
from tinhgon.cli.output import line, shown_day, shown_moment, shown_number
from tinhgon.cli.words import gettext, language, tell

if TYPE_CHECKING:
    from tinhgon.record.actor import Actor
    from tinhgon.reports import Question, Report, Table
    from tinhgon.reports.comparing import Difference
    from tinhgon.reports.render import Speech
    from tinhgon.reports.saving import SubmittedRow

FORMATS = ("table", "csv", "json", "xlsx", "docx", "pdf", "svg")
_BINARY = frozenset({"xlsx", "docx", "pdf"})
_REPORT_HEADERS = (gettext_noop("Báo cáo"), gettext_noop("Mẫu"), gettext_noop("Hỏi theo"), gettext_noop("Nội dung"))
_SUBMITTED_HEADERS = (
    gettext_noop("Số chung"), gettext_noop("Số của đơn vị"), gettext_noop("Báo cáo"), gettext_noop("Nộp lúc"),
    gettext_noop("Người nộp"), gettext_noop("Quyết định thứ"), "SHA-256",
)  # fmt: skip
_SOURCE_HEADERS = (
    gettext_noop("Số lượng"), gettext_noop("Đối tượng"), gettext_noop("Quyết định"), gettext_noop("Điều khoản"),
    gettext_noop("Hiệu lực"),
)  # fmt: skip
_SPANS = {"day": gettext_noop("ngày (--on)"), "period": gettext_noop("kỳ (--from, --to)")}


def asked(command: Callable[..., Any]) -> Callable[..., Any]:
    """The options that say what is asked of a report."""
    for decorate in reversed((
        option("--on", type=Day(), vi="ngày cần hỏi [hôm nay]", en="the day asked about [today]"),
        option("--from", "since", type=Day(), vi="ngày đầu kỳ", en="the first day of the period"),
        option("--to", "until", type=Day(), vi="ngày cuối kỳ [hôm nay]", en="the last day of the period [today]"),
        as_known,
        option(
            "--under", metavar="CODE", vi="chỉ đơn vị này và bên dưới, kể cả đơn vị đã kết thúc",
            en="only this unit and what is below it, also one that has ended",
        ),
        asking.why,
    )):  # fmt: skip
        command = decorate(command)
    return command


@command("reports", vi="Danh mục báo cáo, hoặc các báo cáo đã nộp.", en="The catalogue of reports, or those submitted.")
@option("--submitted", is_flag=True, vi="các báo cáo đã nộp", en="the reports that were submitted")
@in_format("table", "json")
def reports(*, submitted: bool, shape: str) -> None:
    if submitted:
        ledgers.enter_or_demo()
        _list_submitted(shape)
        return
    ledgers.enter_none()
    from tinhgon.reports import REPORTS

    if shape == "json":
        output.write_json([
            {"report": one.name, "code": one.code, "title": gettext(one.title), "span": one.span,
             "summary": gettext(one.summary), "counting": gettext(one.counting)}
            for one in REPORTS.values()
        ])  # fmt: skip
        return
    rows = [
        (name, one.code, gettext(_SPANS[one.span]), f"{gettext(one.title)}. {gettext(one.summary)}")
        for name, one in REPORTS.items()
    ]
    output.write_table(_REPORT_HEADERS, rows)


def _list_submitted(shape: str) -> None:
    from tinhgon.reports.saving import submitted_reports

    rows = submitted_reports()
    if shape == "json":
        names = ("number", "unit", "place", "report", "options", "ordinal", "submitted_at", "who", "sha256")
        output.write_json(
            [{name: row.by.name if name == "who" else getattr(row, name) for name in names} for row in rows]
        )
        return
    cells = (
        (str(row.number), _place(row), row.report, shown_moment(row.submitted_at), row.by.name, str(row.ordinal),
         row.sha256)
        for row in rows
    )  # fmt: skip
    output.write_table(_SUBMITTED_HEADERS, cells, right=frozenset({0, 5}))


def _place(row: SubmittedRow) -> str:
    return f"{row.unit or gettext('toàn sổ')}: {row.place}" if row.place else "–"


@command(
    "report",
    vi="Lập một báo cáo theo sổ: một ngày hoặc một kỳ, theo những gì sổ đã ghi; so sánh, nộp, lập lại.",
    en="Make a report from the books: of a day or a period, as known at any time; compare, submit, reproduce.",
)
@click.argument("name", required=False)
@asked
@in_format(*FORMATS)
@option("--out", type=FILE, metavar="FILE", vi="ghi ra tệp", en="write to a file")
@option("--issuer", default="", metavar="BODY", vi="cơ quan báo cáo, ở đầu bản in", en="the body that reports")
@option("--submit", is_flag=True, vi="lưu báo cáo là đã nộp", en="keep the report as submitted")
@option("--yes", is_flag=True, vi="không hỏi lại khi nộp", en="submit without asking again")
@option("--compare-on", type=Day(), vi="so với ngày này", en="compare with this day")
@option("--compare-known", metavar="TIMESTAMP", vi="so với sổ lúc ấy", en="compare with the books of that instant")
@option("--reproduce", type=Whole(1, 10**9), metavar="N", vi="lập lại báo cáo đã nộp", en="a submitted report again")
def report(
    *, name: str | None, shape: str, out: Path | None, issuer: str, reproduce: int | None, **options: Any
) -> None:
    if (name is None) == (reproduce is None):
        raise click.UsageError(gettext("Cần tên một báo cáo, hoặc --reproduce và số đã nộp"))
    known = {key: instant(options[key]) for key in ("known", "compare_known")}
    ledgers.enter_or_demo()
    from tinhgon.record import actor, acts
    from tinhgon.record.kinds.export import EXPORTS, Export
    from tinhgon.reports import report_named, table
    from tinhgon.reports.saving import reproduce as again
    from tinhgon.reports.saving import submit, submitted

    speech = _speech(issuer)
    if reproduce is not None:
        kept = again(reproduce)
        _note(kept.report, kept.question, by=_reader(kept.report, kept.question, options["why"]))
        _write(kept, shape, out, speech)
        tell(gettext("Báo cáo đã nộp số {number} lập lại giống hệt.").format(number=reproduce))
        return
    found = report_named(name or "")
    question = _question(found, {**options, "known": known["known"]})
    by = _reader(found, question, options["why"])
    _note(found, question, by=by)
    if options["compare_on"] or known["compare_known"]:
        other = {**options, "known": known["compare_known"] or known["known"]}
        other_question = _question(found, other, on=options["compare_on"])
        _note(found, other_question, by=by)
        _write_differences(found, *sorted((question, other_question), key=_earlier), shape=shape)
        return
    made = table(found, question)
    if options["submit"]:
        _confirm(made, yes=options["yes"])
    _write(made, shape, out, speech)
    if out is not None:
        exported = Export(what=found.title, format=shape, rows=len(made.rows), question=question.options())
        acts.append(EXPORTS, exported, by=actor.shell())
    if options["submit"]:
        row, _ = submitted(submit(made, by=actor.shell()))
        tell(
            gettext("Đã lưu báo cáo đã nộp số {number}: số {place} của {unit}.").format(
                number=row.number, place=row.place, unit=row.unit or gettext("toàn sổ")
            )
        )


def _reader(found: Report, question: Question, why: str) -> Actor:
    """Who has the report; where it tells of people, for a stated purpose."""
    from tinhgon.record import actor
    from tinhgon.reports.guarding import tells_of_people

    return actor.shell(purpose=asking.purpose(why) if tells_of_people(found, question) else why.strip())


def _note(found: Report, question: Question, *, by: Actor) -> None:
    """Who reads attributes of people is written down before anything is shown."""
    from tinhgon.record import readings
    from tinhgon.reports.guarding import note_report

    note_report(found, question, by=by)
    readings.seal_readings()


def _confirm(made: Table, *, yes: bool) -> None:
    """A submitted report cannot be taken back: somebody says so first."""
    if yes:
        return
    if not sys.stdin.isatty():
        raise BadInput(
            "submit_unconfirmed",
            gettext_noop("Báo cáo chưa nộp: nộp rồi thì không rút lại được; thêm --yes để xác nhận."),
        )
    told = gettext("Nộp “{report}”, {scope}? Nộp rồi thì không rút lại được.").format(
        report=gettext(made.report.title), scope=made.scope_label
    )
    click.confirm(told, abort=True, err=True)


def _question(found: Report, options: dict[str, Any], *, on: date | None = None) -> Question:
    """What the options ask. Wrong usage when they do not suit the report."""
    from tinhgon.reports import ask

    if found.span == "day" and (options["since"] or options["until"]):
        raise click.UsageError(gettext("Báo cáo {name} hỏi theo một ngày: dùng --on").format(name=found.name))
    if options["on"] and options["until"]:
        raise click.UsageError(gettext("Chỉ dùng một trong --on và --to"))
    day = on or options["on"] or options["until"] or ledgers.today()
    return ask(found.span, on=day, since=options["since"], known_at=options["known"], under=options["under"])


def _earlier(question: Question) -> tuple[date, float]:
    """Orders two questions: by day, then by what is known, all that is known last."""
    return question.on, float("inf") if question.known.ordinal is None else float(question.known.ordinal)


def _speech(issuer: str) -> Speech:
    from tinhgon.reports.render import Speech, english_number

    return Speech(gettext, issuer=issuer) if language() == "vi" else Speech(gettext, english_number, issuer)


def _write(made: Table, shape: str, out: Path | None, speech: Speech) -> None:
    """To the file, else to stdout; what a terminal cannot show needs a file."""
    from tinhgon.reports.render import file_name, render

    if out is None and shape in _BINARY and sys.stdout.isatty():
        raise BadInput(
            "report_needs_file",
            gettext_noop("Dạng {shape} không hiện được trên màn hình; thêm --out, ví dụ --out {file}."),
            shape=shape, file=file_name(made, shape),
        )  # fmt: skip
    if out is None and sys.stdout.isatty():
        speech = replace(speech, room=shutil.get_terminal_size().columns)
    content = render(made, shape, speech)
    if out is not None:
        out.write_bytes(content)
    elif shape in _BINARY:
        sys.stdout.buffer.write(content)
    else:
        sys.stdout.write(content.decode())


def _write_differences(found: Report, before: Question, after: Question, *, shape: str) -> None:
    from tinhgon.reports import table
    from tinhgon.reports.comparing import all_differing

    if shape not in {"table", "json"}:
        raise click.UsageError(gettext("So sánh chỉ có dạng table và json"))
    cells = all_differing(found, before, after)
    if shape == "json":
        output.write_json({
            "report": found.name, "before": before.options(), "after": after.options(),
            "cells": [_difference_as_json(one) for one in cells],
        })  # fmt: skip
        return
    first, second = table(found, before), table(found, after)
    line(gettext(found.title))
    line(f"{_moment(first)} → {_moment(second)}")
    for one in cells:
        made = second if second.row(one.row) and second.column(one.column) else first
        _tell_difference(one, made)
    total = gettext("{count} ô khác nhau; phần chưa giải thích: {residual}.")
    residual = sum(abs(one.residual) for one in cells)
    line(total.format(count=shown_number(len(cells)), residual=shown_number(residual)))


def _moment(made: Table) -> str:
    known = shown_moment(made.known_at, to="%H:%M:%S") if made.known_at else "–"
    return gettext("ngày {on}, theo sổ ghi đến {known}").format(on=shown_day(made.as_of), known=known)


def _tell_difference(one: Difference, made: Table) -> None:
    row, column = made.row(one.row), made.column(one.column)
    label = gettext(row.label) if row else one.row
    head = " – ".join(gettext(part) for part in ((column.group, column.label) if column else (one.column,)) if part)
    line()
    change = f"{shown_number(one.before)} → {shown_number(one.after)} ({_signed(one.after - one.before)})"
    line(f"{label}, {head}: {change}")
    for decision, amount, count in _by_decision(one):
        told = decision or gettext("không do quyết định nào (đến tuổi, đến hạn)")
        line(f"  {_signed(amount).rjust(8)}  {told} ({shown_number(count)})")


def _by_decision(one: Difference) -> Sequence[tuple[str, int, int]]:
    """(decision, amount, number of items) in the order of signing."""
    found: dict[tuple[int, str], list[int]] = {}
    for item in one.items:
        found.setdefault((item.ordinal or 0, item.decision), []).append(item.amount)
    return [(decision, sum(amounts), len(amounts)) for (_, decision), amounts in sorted(found.items())]


def _signed(amount: int) -> str:
    return f"+{shown_number(amount)}" if amount > 0 else shown_number(amount)


def _difference_as_json(one: Difference) -> dict[str, Any]:
    return {
        "row": one.row, "column": one.column, "before": one.before, "after": one.after,
        "decisions": [
            {"decision": decision or None, "amount": amount, "items": count}
            for decision, amount, count in _by_decision(one)
        ],
        "residual": one.residual,
    }  # fmt: skip


@command(
    "trace",
    vi="Mở một ô của báo cáo: từng chỉ tiêu, hồ sơ, vị trí, kèm quyết định và điều khoản; tổng đúng bằng ô.",
    en="Open a cell of a report: each quota, file and post with decision and clause; they sum to the cell.",
)
@click.argument("name", metavar="REPORT")
@option(
    "--row", required=True, metavar="KEY", vi="mã dòng (xem --format json)", en="key of the row (see --format json)"
)
@option("--column", required=True, metavar="KEY", vi="mã cột", en="key of the column")
@asked
@in_format("table", "json")
def trace(*, name: str, row: str, column: str, shape: str, **options: Any) -> None:
    known = instant(options["known"])
    ledgers.enter_or_demo()
    from tinhgon.reports import report_named
    from tinhgon.reports import trace as opened
    from tinhgon.reports.telling import told_sources

    found = report_named(name)
    question = _question(found, {**options, "known": known})
    _note(found, question, by=_reader(found, question, options["why"]))
    cell = opened(found, question, row, column)
    told = told_sources(cell, gettext)
    if shape == "json":
        output.write_json({
            "value": cell.value,
            "sources": [
                {"subject": one.subject, "amount": one.source.amount, "decision": one.source.decision,
                 "clause": one.source.clause, "effective_on": one.source.effective_on, "kind": one.source.subject}
                for one in told
            ],
        })  # fmt: skip
        return
    rows = (
        (_signed(one.source.amount), one.subject, one.source.decision, one.source.clause,
         shown_day(one.source.effective_on))
        for one in told
    )  # fmt: skip
    output.write_table(_SOURCE_HEADERS, rows, right=frozenset({0}))
    line()
    summed = gettext("{row}, {column}: {value} = tổng {count} nguồn.")
    head = gettext(cell.column.label)
    line(summed.format(row=gettext(cell.row.label), column=head, value=shown_number(cell.value), count=len(told)))
