"""What the brief of a week says: plain values, the same for page, shell, PDF and the copy that is kept."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

from tinhgon.basis.errors import BadInput, gettext_noop
from tinhgon.cases import standing
from tinhgon.ledger.queries.heads import last_decision
from tinhgon.ledger.queries.recent import decisions_between
from tinhgon.record import tables
from tinhgon.reports import Table, ask, report_named, table

TREND_DAYS = 28
_LISTED = 12
_ESTABLISHMENT = {
    "official": gettext_noop("Biên chế giao"), "present": gettext_noop("Có mặt"), "vacancy": gettext_noop("Còn thiếu"),
    "surplus": gettext_noop("Dôi dư có thời hạn"), "over": gettext_noop("Vượt"),
}  # fmt: skip
_CASES = {
    "open": gettext_noop("Đang mở"), "late": gettext_noop("Quá hạn"), "opened": gettext_noop("Mở trong tuần"),
    "closed": gettext_noop("Kết thúc trong tuần"),
}  # fmt: skip
_GROUPS = ("offenders", "correct", "complete", "clean", "alive")


@dataclass(frozen=True)
class Opening:
    """What a figure opens to: a report with a cell and a day, or "decisions" of a week, or "cases"."""

    kind: str
    report: str = ""
    row: str = ""
    column: str = ""
    on: str = ""


@dataclass(frozen=True)
class Figure:
    """A number with its source word. `before`: the same so many days earlier, where that is told."""

    key: str
    label: str
    value: int
    opens: Opening
    before: int | None = None


@dataclass(frozen=True)
class Section:
    """Figures of one subject, and lines that say more: (words to translate or plain text, amount)."""

    key: str
    title: str
    figures: tuple[Figure, ...]
    lines: tuple[tuple[str, str], ...] = ()
    left_out: int = 0


@dataclass(frozen=True)
class Brief:
    """A week from Monday to Sunday, as the books were `on` its last day or today. `ordinal`, `acts`: the heads of the
    two books that it rests on."""

    week: str
    monday: date
    on: date
    ordinal: int
    acts: int
    synthetic: bool
    sections: tuple[Section, ...]
    seal: str = field(default="")

    def as_data(self) -> dict[str, Any]:
        """JSON, for keeping and for programs."""
        return {**asdict(self), "monday": self.monday.isoformat(), "on": self.on.isoformat()}


def from_data(stated: Mapping[str, Any]) -> Brief:
    """The brief that `as_data` told."""
    sections = tuple(
        Section(
            one["key"], one["title"],
            tuple(Figure(**{**figure, "opens": Opening(**figure["opens"])}) for figure in one["figures"]),
            tuple((text, amount) for text, amount in one["lines"]), one["left_out"],
        )
        for one in stated["sections"]
    )  # fmt: skip
    days = {name: date.fromisoformat(stated[name]) for name in ("monday", "on")}
    return Brief(**{**stated, **days, "sections": sections})


def week_of(text: str) -> date:
    """The Monday of a week written 2026-W49, or of the week of a day. Raises BadInput."""
    try:
        return (
            date.fromisocalendar(int(text[:4]), int(text[6:]), 1) if "W" in text else _monday(date.fromisoformat(text))
        )
    except ValueError:
        raise BadInput(
            "week_invalid", gettext_noop("“{text}” không phải tuần; viết dạng 2026-W49."), text=text
        ) from None


def weekly(monday: date, *, today: date) -> Brief:
    """The brief of the week that begins on a Monday, with what is known now."""
    on = min(monday + timedelta(days=6), today)
    ordinal, seal = last_decision()
    establishment = _report("establishment", on)
    sections = (
        _establishment(establishment), _decided(monday, on), _cases(monday, on), *_quality(on),
    )  # fmt: skip
    year, number, _ = monday.isocalendar()
    return Brief(
        f"{year}-W{number:02d}", monday, on, ordinal, tables.head().ordinal, establishment.synthetic, sections, seal
    )


def _monday(day: date) -> date:
    return day - timedelta(days=day.weekday())


def _report(name: str, on: date) -> Table:
    report = report_named(name)
    return table(report, ask(report.span, on=on))


def _cell(found: Table, row: str, column: str) -> int:
    cells = next((one.cells for one in found.rows if one.key == row), {})
    value = cells.get(column)
    return value if isinstance(value, int) else 0


def _establishment(found: Table) -> Section:
    on = found.as_of.isoformat()
    figures = tuple(
        Figure(key, label, _cell(found, "total", key), Opening("report", "establishment", "total", key, on))
        for key, label in _ESTABLISHMENT.items()
    )
    return Section("establishment", gettext_noop("Biên chế"), figures)


def _decided(monday: date, on: date) -> Section:
    """Decisions that entered the books in the week; what a graded one says is not told."""
    found = decisions_between(monday, on)
    lines = tuple((f"{one.number} · {one.subject}", str(one.effect_count)) for one in found[: -_LISTED - 1 : -1])
    figures = (
        Figure("decisions", gettext_noop("Quyết định vào sổ"), len(found), Opening("decisions", on=on.isoformat())),
        Figure(
            "clauses", gettext_noop("Nội dung"), sum(one.effect_count for one in found),
            Opening("decisions", on=on.isoformat()),
        ),
    )  # fmt: skip
    return Section("decisions", gettext_noop("Quyết định trong tuần"), figures, lines, max(0, len(found) - _LISTED))


def _cases(monday: date, on: date) -> Section:
    counted = standing.counts(since=monday, on=on)
    figures = tuple(Figure(key, label, getattr(counted, key), Opening("cases")) for key, label in _CASES.items())
    late = standing.late_by_procedure(on=on)
    lines = tuple((title, str(count)) for title, count in late[:_LISTED])
    return Section("cases", gettext_noop("Hồ sơ công việc"), figures, lines, max(0, len(late) - _LISTED))


def _quality(on: date) -> Iterator[Section]:
    """What is to be mended in the books, against four weeks before; the units with most of it."""
    now, then = _report("data-quality", on), _report("data-quality", on - timedelta(days=TREND_DAYS))
    labels = {column.key: column.label for column in now.columns}
    figures = tuple(
        Figure(
            key, labels[key], _cell(now, "total", key), Opening("report", "data-quality", "total", key, on.isoformat()),
            _cell(then, "total", key),
        )
        for key in _GROUPS
    )  # fmt: skip
    own = [row for row in now.rows if row.unit_id is not None and row.cells.get("offenders")]
    deepest = {row.unit_id: row for row in own}
    owners = sorted(_leaves(list(deepest.values())), key=lambda row: (-int(row.cells["offenders"] or 0), row.label))
    lines = tuple((row.label, str(row.cells["offenders"])) for row in owners[:_LISTED])
    yield Section("quality", gettext_noop("Chất lượng dữ liệu"), figures, lines, max(0, len(owners) - _LISTED))


def _leaves(rows: list[Any]) -> list[Any]:
    """The rows that have none below them: the units that own what is counted."""
    return [
        row for place, row in enumerate(rows) if place + 1 == len(rows) or rows[place + 1].depth <= row.depth
    ]  # fmt: skip


def made_at(brief: Brief) -> datetime | None:
    """The instant of the last decision it rests on: what a PDF of it is dated by."""
    from tinhgon.ledger.queries.heads import recorded_at

    return recorded_at(brief.ordinal) if brief.ordinal else None
