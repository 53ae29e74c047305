"""A list of people as a workbook: the columns that somebody chose, for those people whom they may know.

Every cell is text or a number, so that no name runs as a formula. What is personal needs the right to read files and a
stated purpose, is left empty for people out of reach, and is written down as read; the file itself as exported.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import xlsxwriter
from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext

from tinhgon.basis.errors import BadInput, gettext_noop
from tinhgon.record import acts
from tinhgon.record.kinds.export import EXPORTS, Export
from tinhgon.registers.establishment.access import READ_FILES
from tinhgon.registers.staff.queries.people import PersonRow, PlaceRow, places_on
from tinhgon.web.kit import record_words
from tinhgon.web.kit.asking import Asked
from tinhgon.web.kit.files import attachment
from tinhgon.web.kit.reader import Reader, told
from tinhgon.web.kit.words import number, upper_first

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
CHOSEN = "muc"
MOST = 20_000
Cell = str | int | float | None


@dataclass(frozen=True)
class _Row:
    """A person with the places of the day; `name` and the fields of the file only where they may be seen."""

    person: PersonRow
    places: Sequence[PlaceRow]
    name: str
    is_known: bool

    @property
    def main(self) -> PlaceRow | None:
        return self.places[0] if self.places else None


@dataclass(frozen=True)
class Column:
    """A column that may be chosen. `is_personal`: read from the file."""

    key: str
    label: str
    cell: Callable[[_Row], Cell]
    is_personal: bool = True
    by_default: bool = False


def _born(row: _Row) -> Cell:
    one = row.person
    return f"{one.birth_month:02d}/{one.birth_year}" if one.birth_month else one.birth_year


def _place(read: Callable[[PlaceRow], Cell]) -> Callable[[_Row], Cell]:
    return lambda row: read(row.main) if row.main else None


def _field(name: str) -> Callable[[_Row], Cell]:
    """A field of the file as pages word it."""
    return lambda row: record_words.value(name, told) if (told := getattr(row.person, name)) is not None else None


def _others(row: _Row) -> Cell:
    return "; ".join(upper_first(record_words.place_told(place)) for place in row.places[1:])


COLUMNS: Mapping[str, Column] = {
    one.key: one
    for one in (
        Column("code", gettext_noop("Mã hồ sơ"), lambda row: row.person.code, is_personal=False, by_default=True),
        Column("name", gettext_noop("Họ và tên"), lambda row: row.name, by_default=True),
        Column("born", gettext_noop("Tháng, năm sinh"), _born),
        Column("sex", gettext_noop("Giới tính"), _field("sex")),
        Column("title", gettext_noop("Chức vụ"), _place(lambda place: place.title), is_personal=False, by_default=True),
        Column("post", gettext_noop("Số hiệu vị trí"), _place(lambda place: place.number), is_personal=False),
        Column("unit", gettext_noop("Đơn vị"), _place(lambda place: upper_first(place.unit)), is_personal=False,
               by_default=True),
        Column("category", gettext_noop("Loại"),
               _place(lambda place: str(record_words.CATEGORIES.get(place.category or "", ""))), is_personal=False,
               by_default=True),
        Column("others", gettext_noop("Vị trí khác"), _others, is_personal=False),
        Column("status", gettext_noop("Tình trạng"),
               lambda row: str(record_words.STATUSES.get(row.person.status, row.person.status)), is_personal=False),
        Column("professional", gettext_noop("Trình độ chuyên môn"), _field("professional")),
        Column("theory", gettext_noop("Lý luận chính trị"), _field("theory")),
        Column("state_management", gettext_noop("Quản lý nhà nước"), _field("state_management")),
        Column("recruited_on", gettext_noop("Ngày tuyển dụng"), _field("recruited_on")),
        Column("pay_rank", gettext_noop("Ngạch, chức danh nghề nghiệp"), _field("pay_rank")),
        Column("pay_scale", gettext_noop("Mã ngạch, bảng lương"), _field("pay_scale")),
        Column("pay_step", gettext_noop("Bậc lương"), lambda row: row.person.pay_step),
        Column("coefficient", gettext_noop("Hệ số lương"),
               lambda row: float(row.person.coefficient) if row.person.coefficient is not None else None),
        Column("coefficient_from", gettext_noop("Ngày hưởng"), _field("coefficient_from")),
    )
}  # fmt: skip


@dataclass(frozen=True)
class FileForm:
    """Where a file is asked for, what the address keeps, and the columns to choose from."""

    action: str
    kept: tuple[tuple[str, str], ...]
    columns: tuple[Choice, ...]


@dataclass(frozen=True)
class Choice:
    """A column as a form offers it."""

    key: str
    label: str
    is_chosen: bool


def file_form(asked: Asked, reader: Reader, action: str, kept: Mapping[str, str | None]) -> FileForm:
    """The form for the list that a page shows; `action` without a query."""
    words = [*asked.carried(), *((name, text) for name, text in kept.items() if text)]
    return FileForm(action, tuple(words), choices(reader))


def choices(reader: Reader) -> tuple[Choice, ...]:
    """The columns that this reader may choose from."""
    return tuple(
        Choice(one.key, gettext(one.label), one.by_default)
        for one in COLUMNS.values() if reader.sees_names or not one.is_personal
    )  # fmt: skip


def chosen_columns(reader: Reader, keys: Sequence[str]) -> tuple[Column, ...]:
    """The columns asked for, in the order of the list; those of `choices` by default. Raises BadInput, RightMissing."""
    if strange := sorted(set(keys) - COLUMNS.keys()):
        raise BadInput(
            "column_unknown",
            gettext_noop("Không có cột “{column}”; chọn trong: {columns}."),
            column=strange[0],
            columns=", ".join(COLUMNS),
        )
    wanted = set(keys) or {one.key for one in choices(reader) if one.is_chosen}
    columns = tuple(one for one in COLUMNS.values() if one.key in wanted)
    if any(one.is_personal for one in columns) and not reader.sees_names:
        reader.rights.need(READ_FILES)
        raise BadInput(
            "purpose_missing",
            gettext_noop("Cột về hồ sơ cá nhân cần mục đích xem; nêu mục đích ở trang Nhân sự rồi tải lại."),
        )
    return columns


def refuse_many(count: int) -> None:
    """Raises BadInput above what one file holds."""
    if count > MOST:
        raise BadInput(
            "people_too_many",
            gettext_noop("Danh sách có {count} người, một tệp chứa nhiều nhất {most}; chọn một đơn vị hoặc một loại."),
            count=number(count),
            most=number(MOST),
        )


def people_file(
    asked: Asked, reader: Reader, people: Sequence[PersonRow], columns: Sequence[Column], *, question: Mapping[str, str]
) -> HttpResponse:
    """The workbook, with what was read and that it left the house written down. `question`: no words of a search."""
    ids = [one.id for one in people]
    known: Collection[int] = frozenset()
    names: Mapping[int, str] = {}
    if any(one.is_personal for one in columns):
        known = frozenset(reader.known(ids))
        names = reader.names(asked.as_of, ids, gettext_noop("kết xuất danh sách"))
    places = places_on(asked.as_of, ids) if ids else {}
    rows = [_Row(one, places.get(one.id, []), names.get(one.id, ""), one.id in known) for one in people]
    content = _workbook(asked, reader, rows, columns)
    told_columns = ",".join(one.key for one in columns)
    exported = Export(what=gettext_noop("danh sách nhân sự"), format="xlsx", rows=len(rows),
                      question={**question, "on": asked.on.isoformat(), "columns": told_columns})  # fmt: skip
    acts.append(EXPORTS, exported, by=reader.actor)
    return attachment(content, f"nhan-su-{asked.on:%Y-%m-%d}.xlsx", XLSX)


def _workbook(asked: Asked, reader: Reader, rows: Sequence[_Row], columns: Sequence[Column]) -> bytes:
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}) as book:
        head = book.add_format({"bold": True, "text_wrap": True, "bottom": 1, "valign": "top"})
        sheet = book.add_worksheet(gettext("Danh sách")[:31])
        for place, column in enumerate(columns):
            sheet.set_column(place, place, 28 if column.key in ("name", "title", "unit", "others") else 16)
            sheet.write_string(0, place, gettext(column.label), head)
        for nth, row in enumerate(rows, start=1):
            for place, column in enumerate(columns):
                _write(sheet, nth, place, column.cell(row) if row.is_known or not column.is_personal else None)
        sheet.freeze_panes(1, 0)
        sheet.autofilter(0, 0, len(rows), len(columns) - 1)
        about = book.add_worksheet(gettext("Về tệp này")[:31])
        about.set_column(0, 0, 24)
        about.set_column(1, 1, 60)
        for nth, (label, text) in enumerate(_about(asked, reader, rows, columns)):
            about.write_string(nth, 0, label)
            about.write_string(nth, 1, text)
    return out.getvalue()


def _about(
    asked: Asked, reader: Reader, rows: Sequence[_Row], columns: Sequence[Column]
) -> Sequence[tuple[str, str]]:  # fmt: skip
    """Of which day, by whom, what for, how many; what was left empty and why."""
    lines = [
        (gettext("Theo sổ ngày"), f"{asked.on:%d/%m/%Y}"),
        (gettext("Số người"), number(len(rows))),
        (gettext("Người kết xuất"), told(reader.actor.name)),
        (gettext("Lúc"), f"{timezone.localtime():%d/%m/%Y %H:%M}"),
    ]
    if any(one.is_personal for one in columns):
        lines.append((gettext("Mục đích"), told(reader.purpose)))
    outside = sum(not row.is_known for row in rows) if any(one.is_personal for one in columns) else 0
    if outside:
        lines.append((gettext("Để trống"), gettext("%(count)s người ngoài phạm vi quyền xem hồ sơ") % {
            "count": number(outside)}))  # fmt: skip
    if any(row.person.synthetic for row in rows):
        lines.append((gettext("Lưu ý"), gettext("Có người giả định")))
    return lines


def _write(sheet: Any, row: int, column: int, cell: Cell) -> None:
    if isinstance(cell, (int, float)):
        sheet.write_number(row, column, cell)
    elif cell:
        sheet.write_string(row, column, cell)
