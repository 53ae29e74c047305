"""How results are written: tables for people, CSV and JSON for programs, a progress bar for the impatient."""

from __future__ import annotations

import csv
import json
import sys
import time
import unicodedata
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from tinhgon.basis.errors import gettext_noop
from tinhgon.basis.text import csv_cell, vietnamese_number
from tinhgon.cli.words import gettext, language, worded

if TYPE_CHECKING:
    from tinhgon.basis.findings import Finding
    from tinhgon.ledger.queries import FindingRow

STRUCTURES = {
    "territory": gettext_noop("Đơn vị hành chính"),
    "state_agency": gettext_noop("Cơ quan nhà nước"),
    "party": gettext_noop("Tổ chức đảng"),
    "front": gettext_noop("Mặt trận và đoàn thể"),
    "public_service": gettext_noop("Đơn vị sự nghiệp công lập"),
}
SHARES = {
    "full": gettext_noop("toàn bộ"),
    "part": gettext_noop("một phần"),
    "remainder": gettext_noop("phần còn lại"),
    "none": gettext_noop("không"),
}
SEVERITIES = {
    "error": gettext_noop("lỗi"),
    "warning": gettext_noop("cảnh báo"),
    "info": gettext_noop("ghi chú"),
}


def plain_number(value: Decimal | int | None) -> str:
    """62.2 and 9153, without grouping: what other programs read."""
    if value is None:
        return ""
    return format(value.normalize(), "f") if isinstance(value, Decimal) else str(value)


def shown_number(value: Decimal | int | None) -> str:
    """A figure as people write it: 1.450,5 in Vietnamese, 1,450.5 in English."""
    if value is None:
        return ""
    value = value.normalize() if isinstance(value, Decimal) else value
    return vietnamese_number(value) if language() == "vi" else f"{value:,f}" if value % 1 else f"{int(value):,}"


def shown_day(day: date | None) -> str:
    return f"{day:%d/%m/%Y}" if day else ""


def shown_moment(instant: datetime, *, to: str = "%H:%M") -> str:
    """An instant in Vietnamese time."""
    from tinhgon.ledger.queries.knowledge import HOME

    return f"{instant.astimezone(HOME):%d/%m/%Y} {instant.astimezone(HOME).strftime(to)}"


def shown_unit(kind: str, name: str, code: str | None) -> str:
    """'xã An Bình (31120)'."""
    return f"{kind} {name} ({code or '–'})"


def line(text: str = "") -> None:
    """A line of the result."""
    sys.stdout.write(f"{text}\n")


def write_table(headers: Sequence[str], rows: Iterable[Sequence[str]], *, right: frozenset[int] = frozenset()) -> None:
    """Columns side by side; those in `right` end together, as numbers do."""
    cells = [[gettext(header) for header in headers], *([*map(_one_line, row)] for row in rows)]
    widths = [max(_width(row[place]) for row in cells) for place in range(len(headers))]
    cells.insert(1, ["─" * width for width in widths])
    for row in cells:
        padded = (_padded(cell, widths[place], right=place in right) for place, cell in enumerate(row))
        line("  ".join(padded).rstrip())


def _one_line(cell: str) -> str:
    return " ".join(cell.split())


def _width(text: str) -> int:
    return sum(0 if unicodedata.combining(char) else 1 for char in text)


def _padded(text: str, width: int, *, right: bool) -> str:
    blanks = " " * (width - _width(text))
    return blanks + text if right else text + blanks


def write_csv(headers: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    """UTF-8, LF."""
    writer = csv.writer(sys.stdout, lineterminator="\n")
    writer.writerow(headers)
    writer.writerows(map(csv_cell, row) for row in rows)


def write_json(value: Any) -> None:
    """A list has one item on a line, written as it comes; anything else is indented."""
    if not isinstance(value, list):
        line(json.dumps(value, ensure_ascii=False, indent=2, default=_plain))
        return
    sys.stdout.write("[")
    for place, item in enumerate(value):
        text = json.dumps(item, ensure_ascii=False, default=_plain)
        sys.stdout.write(f"{',' if place else ''}\n  {text}")
    sys.stdout.write("\n]\n" if value else "]\n")


def finding_as_json(finding: Finding | FindingRow) -> dict[str, Any]:
    """What a check says, of a preview or as it was recorded."""
    return {
        "severity": finding.severity, "code": finding.code, "message": worded(finding.message, finding.data),
        "clause": finding.clause, "citation": finding.citation, "units": list(finding.units),
    }  # fmt: skip


def _plain(value: Any) -> Any:
    if isinstance(value, Decimal):
        return float(value) if value % 1 else int(value)
    if isinstance(value, date | datetime):
        return value.isoformat()
    raise TypeError(type(value).__name__)


class Progress:
    """A bar on the terminal's stderr, for what takes longer than two seconds; elsewhere nothing."""

    AFTER = 2.0
    WIDTH = 30

    def __init__(self, label: str, total: int | None = None) -> None:
        self.label, self.total = label, total
        self._shows = sys.stderr.isatty()
        self._began = self._last = time.monotonic()
        self._drawn = 0

    def at(self, done: int) -> None:
        """`done` steps are behind us."""
        moment = time.monotonic()
        if not self._shows or moment - self._began < self.AFTER or moment - self._last < 0.1:
            return
        self._last = moment
        text = f"{self.label} {done}"
        if self.total:
            filled = self.WIDTH * min(done, self.total) // self.total
            text = f"{self.label} [{'#' * filled}{'.' * (self.WIDTH - filled)}] {done}/{self.total}"
        sys.stderr.write(f"\r{text.ljust(self._drawn)}")
        sys.stderr.flush()
        self._drawn = len(text)

    def done(self) -> None:
        """Wipe the bar."""
        if self._drawn:
            sys.stderr.write(f"\r{' ' * self._drawn}\r")
            sys.stderr.flush()
            self._drawn = 0

    def __enter__(self) -> Progress:
        return self

    def __exit__(self, *_: object) -> None:
        self.done()
