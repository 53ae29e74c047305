"""Reports as they were submitted: kept whole with what was known, and asked again to the last bit."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction

from tinhgon.basis.canonical import canonical
from tinhgon.basis.errors import Conflict, UnknownReference, gettext_noop
from tinhgon.ledger.queries.heads import recorded_at
from tinhgon.record import acts, tables
from tinhgon.record.actor import Actor
from tinhgon.record.kinds.submit_report import SubmitReport
from tinhgon.reports.asking import Question, ask
from tinhgon.reports.building import table
from tinhgon.reports.model import Report, Table
from tinhgon.reports.registry import report_named
from tinhgon.reports.render.data import as_data

__all__ = ["SubmittedRow", "reproduce", "submit", "submitted", "submitted_reports"]


_KINDS = ("submit_report/2", "submit_report/1")


@dataclass(frozen=True, slots=True)
class SubmittedRow:
    """A submitted report: what was asked, the last decision known, who submitted it, the SHA-256 of its content.

    `place`: its number among those about `unit` ('' is the whole ledger); None where that was not counted yet.
    """

    number: int
    report: str
    options: Mapping[str, str]
    ordinal: int
    submitted_at: datetime
    by: Actor
    sha256: str
    unit: str = ""
    place: int | None = None
    roots: tuple[int, ...] = ()


def submitted_reports() -> list[SubmittedRow]:
    """All of them, the newest first."""
    found = [_row(act) for kind in _KINDS for act in acts.newest_of(kind, limit=100_000)]
    return sorted(found, key=lambda row: row.number, reverse=True)


def _row(act: acts.Act) -> SubmittedRow:
    said = act.payload
    return SubmittedRow(
        said["number"], said["report"], said["options"], said["ordinal"], act.done_at, act.actor, said["sha256"],
        said.get("unit", ""), said.get("place"), tuple(said.get("roots", ())),
    )  # fmt: skip


def submit(found: Table, *, by: Actor) -> int:
    """Keep the report as the books stand at its last decision, and give its number. An act of the record.

    It is asked anew with exactly that knowledge, so that what is kept is what is reproduced. Raises Conflict while the
    books are empty.
    """
    pinned = table(found.report, _pinned(found.report, found.question, found.ordinal))
    content = _content(pinned)
    question = pinned.question
    # What was known is the ordinal.
    options = {name: value for name, value in question.options().items() if name != "known"}
    digest = _digest(content)
    with transaction.atomic():
        tables.keep_content(digest, content)
        acts.lock()
        rows = submitted_reports()
        number = max((row.number for row in rows), default=0) + 1
        extent = question.extent
        roots = tuple(sorted(extent.roots)) if extent else ()
        told = SubmitReport(
            number=number, report=found.report.name, options=options, ordinal=found.ordinal, sha256=digest,
            roots=roots, unit=extent.label if extent else "", place=_next_place(rows, roots, options.get("under", "")),
        )  # fmt: skip
        acts.write(f"report/{number}", told, by=by, after=0)
    return number


def _next_place(rows: Sequence[SubmittedRow], roots: tuple[int, ...], under: str) -> int:
    """The next number of a unit. Reports of before units were counted apart count by the code they were asked by."""
    counted = max((row.place for row in rows if row.place is not None and row.roots == roots), default=0)
    before = sum(row.place is None and row.options.get("under", "") == under for row in rows)
    return max(counted, before) + 1


def submitted(number: int) -> tuple[SubmittedRow, dict[str, Any]]:
    """A submitted report with its content. Raises UnknownReference, and Conflict when its content has changed."""
    act = acts.last(f"report/{number}")
    if act is None:
        raise UnknownReference(
            "submitted_unknown",
            gettext_noop("Không có báo cáo đã nộp số {number}; xem danh sách bằng tinhgon reports --submitted."),
            number=number,
        )
    row = _row(act)
    content = tables.content_of(row.sha256)
    if content is None or _digest(content) != row.sha256:
        raise Conflict(
            "submitted_altered",
            gettext_noop("Báo cáo đã nộp số {number}: nội dung lưu không khớp mã SHA-256; báo người quản trị sổ."),
            number=number,
        )
    return row, json.loads(content)


def reproduce(number: int) -> Table:
    """The submitted report asked again with what was known then. Raises Conflict unless it is the same to the bit."""
    row, kept = submitted(number)
    report = report_named(row.report)
    on, since = (date.fromisoformat(row.options[name]) if name in row.options else None for name in ("on", "since"))
    asked = Question(on or date.max, since, under=row.options.get("under"))
    again = table(report, _pinned(report, asked, row.ordinal))
    if _content(again) != canonical(kept).encode():
        where, was, now = _first_difference(kept, as_data(again))
        raise Conflict(
            "report_differs",
            gettext_noop(
                "Báo cáo đã nộp số {number} lập lại không giống: {where} khi nộp là “{was}”, nay là “{now}”; "
                "kiểm tra sổ bằng tinhgon verify, và phiên bản phần mềm đã dùng khi nộp."
            ),
            number=number, where=where, was=was, now=now,
        )  # fmt: skip
    return again


def _pinned(report: Report, question: Question, ordinal: int) -> Question:
    """The same question, with what was known at a decision."""
    instant = recorded_at(ordinal)
    if instant is None:
        raise Conflict(
            "report_without_books",
            gettext_noop("Sổ chưa có quyết định thứ {ordinal} mà báo cáo dựa vào; không nộp hay lập lại được."),
            ordinal=ordinal,
        )
    return ask(report.span, on=question.on, since=question.since, known_at=instant, under=question.under)


def _content(found: Table) -> bytes:
    return canonical(as_data(found)).encode()


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def _first_difference(was: Any, now: Any, where: str = "") -> tuple[str, str, str]:
    """The first place at which two contents differ: rows[3].cells.present."""
    if isinstance(was, dict) and isinstance(now, dict):
        for key in (*was, *(key for key in now if key not in was)):
            if was.get(key) != now.get(key):
                return _first_difference(was.get(key), now.get(key), f"{where}.{key}".lstrip("."))
    if isinstance(was, list) and isinstance(now, list) and len(was) == len(now):
        for place, (first, second) in enumerate(zip(was, now, strict=True)):
            if first != second:
                return _first_difference(first, second, f"{where}[{place}]")
    return where, *(str(value)[:60] for value in (was, now))  # type: ignore[return-value]
