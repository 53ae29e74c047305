"""Reports that tell attributes of people, for those who may not read the files: guarded sums (adr/0018).

An attribute is sex, age, education, theory, Party, ethnicity, a reason for leaving: a column says so (`personal`).
Whoever may read the files of everybody who is counted sees such a column as it is and opens it down to the files.
Everybody else sees sums, of fixed days only and of at least ten people, rounded at random; counts of posts, places and
people are told to all.
"""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, replace
from datetime import date

from tinhgon.access.rights import RightMissing
from tinhgon.basis.errors import gettext_noop
from tinhgon.record import keys, readings
from tinhgon.record.actor import Actor
from tinhgon.record.kinds.read_names import ReadNames
from tinhgon.reports.asking import Question
from tinhgon.reports.building import Crowd, Trace, crowds, people_counted, table
from tinhgon.reports.model import Cell, Column, Report, Row, Table

STEP = 5
"""A guarded figure is a multiple of this; what is rounded to 0 is told as "< 5"."""
FEWEST = 10
"""Of fewer people than this nothing is told."""
FIXED_DAYS = frozenset({(6, 30), (12, 31)})
FIRST_DAYS = frozenset({(1, 1), (7, 1)})
_MOST_NAMED = 1000

GUARDED = gettext_noop(
    "Các cột về đặc điểm của người là số gộp: chỉ theo sổ hiện nay, ngày 30/6 và 31/12 đã qua (kỳ từ 01/01 hoặc 01/7), "
    "chỉ nơi đếm từ 10 người, làm tròn ngẫu nhiên đến bội số của 5, “< 5” là số làm tròn thành 0; dấu trống là không "
    "nêu. Số đúng dành cho tài khoản có quyền xem hồ sơ cá nhân (xem-ho-so) với mọi người được đếm, khi đã nêu "
    "mục đích."
)


@dataclass(frozen=True)
class Viewer:
    """Who looks at a report. `known`: of some people those whose files may be read for the stated purpose; `may`:
    whether there can be any; `everything`: nobody is asked about (the demo, a shell on the server). `actor`: who is
    noted as the reader; None notes nothing, since the people are invented."""

    today: date
    everything: bool = False
    may: bool = False
    known: Callable[[Collection[int]], Collection[int]] = frozenset
    actor: Actor | None = None


def is_open(report: Report, question: Question, viewer: Viewer) -> bool:
    """Whether the viewer may see all that the report tells of people."""
    if viewer.everything or not tells_of_people(report, question):
        return True
    if not viewer.may:
        return False
    people = people_counted(report, question)
    return len(set(viewer.known(people))) == len(people)


def seen(report: Report, question: Question, viewer: Viewer) -> Table:
    """The report as the viewer may see it; a reading of what it tells of people is written down."""
    found = table(report, question)
    if not tells_of_people(report, question):
        return found
    if is_open(report, question, viewer):
        _note(viewer, report, people_counted(report, question) if viewer.actor else ())
        return found
    told = _is_told(question, report, viewer)
    return _guarded(found, crowds(report, question) if told else {})


def opens(report: Report, question: Question, column: str, viewer: Viewer) -> None:
    """Raises RightMissing where opening a column would point at people whose files the viewer may not read."""
    head = table(report, question).column(column)
    if head is not None and head.personal:
        need(report, question, viewer)


def need(report: Report, question: Question, viewer: Viewer) -> None:
    """Raises RightMissing unless the viewer may see all that the report tells of people."""
    if not is_open(report, question, viewer):
        raise RightMissing(
            "report_guarded",
            gettext_noop(
                "Phần này của báo cáo “{report}” chỉ ra đặc điểm của từng người: cần quyền xem hồ sơ cá nhân "
                "(xem-ho-so) với mọi người được đếm, và mục đích đã nêu ở trang Nhân sự. Thu hẹp báo cáo về đơn vị "
                "trong tầm quyền, hoặc dùng số gộp."
            ),
            report=report.title,
        )


def note_report(report: Report, question: Question, *, by: Actor) -> None:
    """Write down that somebody at a shell, where nothing is guarded, has what a report tells of people."""
    if tells_of_people(report, question):
        viewer = Viewer(question.on, everything=True, actor=by)
        _note(viewer, report, people_counted(report, question))


def note_opened(viewer: Viewer, found: Trace, report: Report) -> None:
    """Write down whose attribute an opened cell showed."""
    if found.column.personal:
        _note(viewer, report, {source.subject_id for source in found.sources if source.subject == "person"})


def rounded(value: int, people: int, draw: float) -> Cell:
    """A figure up or down to a multiple of 5, up the likelier the nearer it is, but never above the people counted.

    `draw` is from 0 up to 1. Rounding up and down at random leaves no place at which one person more is told.
    """
    below = value - value % STEP
    above = below + STEP
    chosen = above if draw * STEP < value % STEP and above <= people else below
    return chosen or f"< {STEP}"


def tells_of_people(report: Report, question: Question) -> bool:
    """Whether a column of the report is an attribute of people."""
    return any(column.personal for column in table(report, question).columns)


def _is_told(question: Question, report: Report, viewer: Viewer) -> bool:
    fixed = (question.on.month, question.on.day) in FIXED_DAYS and question.on <= viewer.today
    if report.span == "period":
        since = question.since
        fixed = fixed and since is not None and (since.month, since.day) in FIRST_DAYS
    return fixed and question.known_at is None


def _guarded(found: Table, of: Mapping[str, Crowd]) -> Table:
    personal = [column for column in found.columns if column.personal]
    key = hmac.digest(keys.house_key(), b"report rounding", "sha256") if of else b""
    rows = [_row(row, personal, of.get(row.key), key) for row in found.rows]
    totals = next((row.cells for row in rows if row.kind == "total"), {})
    hidden = frozenset(column.key for column in personal)
    return replace(found, rows=rows, totals=totals, notes=(*found.notes, GUARDED), guarded=hidden)


def _row(row: Row, personal: list[Column], crowd: Crowd | None, key: bytes) -> Row:
    cells = dict(row.cells)
    for column in personal:
        value = cells[column.key]
        if crowd is None or crowd.count < FEWEST:
            cells[column.key] = None
        else:
            drawn = hmac.digest(key, f"{crowd.count}:{crowd.mix}:{column.key}".encode(), hashlib.sha256)
            draw = int.from_bytes(drawn[:7]) / 2**56
            cells[column.key] = rounded(value if isinstance(value, int) else 0, crowd.count, draw)
    return replace(row, cells=cells)


def _note(viewer: Viewer, report: Report, people: Collection[int]) -> None:
    """Of very many people only that the report was read: it points at none of them."""
    if viewer.actor is not None:
        named = tuple(sorted(people)) if len(people) <= _MOST_NAMED else ()
        readings.note(ReadNames(what=report.title, persons=named), by=viewer.actor)
