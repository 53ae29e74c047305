"""How a workbook is understood: each of its sheets with header, rows, what is said once, or why it is left out."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import polars as pl

from tinhgon.basis.errors import BadInput, gettext_noop
from tinhgon.importing.roster.answers import Answers
from tinhgon.importing.roster.encodings import foreign_letters
from tinhgon.importing.roster.files import Sheet, Workbook
from tinhgon.importing.roster.headers import LOOKED_AT, Matched, letter, match, refuse_twice
from tinhgon.importing.roster.rows import Rows, sorted_rows
from tinhgon.importing.roster.said import Said, said_once
from tinhgon.importing.roster.words import FIELDS

NO_HEADER = gettext_noop("không thấy dòng tiêu đề của danh sách người")
NO_NAMES = gettext_noop("không có cột họ tên")
LEFT_OUT = gettext_noop("để lại theo yêu cầu")
HIDDEN = gettext_noop("trang bị ẩn trong tệp; chọn đọc cả phần bị ẩn, hoặc bỏ ẩn rồi tải lại")
_FONTS = {"tcvn3": "TCVN3 (ABC)", "vni": "VNI"}
EMPTY = gettext_noop("trang trống")


@dataclass(frozen=True)
class Part:
    """A sheet that is read."""

    sheet: Sheet
    matched: Matched
    rows: Rows
    said: Said


@dataclass(frozen=True)
class Layout:
    """The sheets that are read, and (place, title, why) of those that are not. Every sheet of the file is in one."""

    workbook: Workbook
    parts: tuple[Part, ...]
    left: tuple[tuple[int, str, str], ...]

    def header_of(self, name: str) -> str:
        """What the file calls the column of a field."""
        return next((header for part in self.parts if (header := part.matched.header_of(name))), "")

    def questions(self, translate: Callable[[str], str] = str) -> list[tuple[int, str, str]]:
        """(place of the sheet, field, question) of what is to be said before rows may be entered."""
        return [
            (part.sheet.place, doubt.field, _at(part, self, translate) + part.matched.told(doubt, translate))
            for part in self.parts
            for doubt in part.matched.doubts
        ]

    @property
    def is_single(self) -> bool:
        return len(self.parts) == 1


def _at(part: Part, layout: Layout, translate: Callable[[str], str]) -> str:
    return "" if layout.is_single else translate(gettext_noop("Trang “{sheet}”: ")).format(sheet=part.sheet.title)


def understand(workbook: Workbook, saved: Mapping[str, str] | None = None, answers: Answers | None = None) -> Layout:
    """Look at every sheet. Raises BadInput when none is a list of people."""
    answers = answers or Answers()
    parts: list[Part] = []
    left: list[tuple[int, str, str]] = []
    for sheet in workbook.sheets:
        if sheet.place in answers.left:
            left.append((sheet.place, sheet.title, LEFT_OUT))
            continue
        if sheet.is_hidden and not answers.unhide:
            left.append((sheet.place, sheet.title, HIDDEN))
            continue
        matched = match(sheet, saved)
        if matched is None:
            left.append((sheet.place, sheet.title, NO_HEADER))
            continue
        matched = _by_hand(workbook, sheet, matched, answers)
        parts.append(Part(sheet, matched, sorted_rows(sheet, matched), said_once(sheet, matched)))
    if not parts:
        _refuse_fonts(workbook)
        _refuse_hidden(workbook, left)
        raise BadInput(
            "roster_without_header",
            gettext_noop(
                "{file}: không thấy dòng tiêu đề cột trong {rows} dòng đầu{sheets}; "
                "cần ít nhất cột họ tên và cột đơn vị."
            ),
            file=workbook.name,
            rows=LOOKED_AT,
            sheets=_sheets_told(left),
        )
    named = [part for part in parts if part.matched.has_names]
    if named:
        left += [(part.sheet.place, part.sheet.title, NO_NAMES) for part in parts if part not in named]
    left += [(-1, title, EMPTY) for title in workbook.empty]
    return Layout(workbook, tuple(named or parts), tuple(left))


def _refuse_fonts(workbook: Workbook) -> None:
    """A header in the letters of an old font is none that could be read."""
    for sheet in workbook.sheets:
        cells = pl.Series([cell for row in sheet.head(LOOKED_AT) for cell in row if cell], dtype=pl.String)
        kinds = foreign_letters(cells).drop_nulls()
        if len(kinds) and kinds.mode()[0] == "mojibake":
            raise BadInput(
                "roster_mojibake",
                gettext_noop("{file}: chữ hỏng do lưu sai bảng mã; lấy lại từ tệp gốc, lưu dạng Unicode rồi tải lại."),
                file=workbook.name,
            )
        if len(kinds) and (kind := kinds.mode()[0]) in _FONTS:
            raise BadInput(
                "roster_old_font",
                gettext_noop(
                    "{file}: chữ theo bảng mã {font}; chuyển tệp sang Unicode (ví dụ bằng UniKey) rồi tải lại."
                ),
                file=workbook.name,
                font=_FONTS[kind],
            )


def _refuse_hidden(workbook: Workbook, left: list[tuple[int, str, str]]) -> None:
    """All that could be a list stands on sheets that the office hid."""
    if titles := [title for _, title, why in left if why == HIDDEN]:
        raise BadInput(
            "roster_hidden",
            gettext_noop("{file}: trang {sheets} bị ẩn, các trang khác không có danh sách; bỏ ẩn rồi tải lại."),
            file=workbook.name,
            sheets=", ".join(f"“{title}”" for title in titles[:5]),
        )


def _sheets_told(left: list[tuple[int, str, str]]) -> str:
    titles = [title for _, title, _ in left if title]
    return f" ({', '.join(f'“{title}”' for title in titles[:5])})" if len(titles) > 1 else ""


def _by_hand(workbook: Workbook, sheet: Sheet, matched: Matched, answers: Answers) -> Matched:
    """The columns as somebody chose them: all of a sheet, or only some."""
    chosen = answers.columns.get(str(sheet.place), {})
    if not chosen:
        return matched
    fields = {int(place): name for place, name in chosen.items() if place.isdecimal()}
    for name in set(fields.values()) - {""}:
        if list(fields.values()).count(name) > 1:
            refuse_twice(workbook.name, name)
    taken = {name for name in fields.values() if name}
    kept = {place: name for place, name in matched.fields.items() if place not in fields and name not in taken}
    doubts = tuple(one for one in matched.doubts if one.field not in taken and not set(one.places) <= fields.keys())
    changed = matched.with_fields({**kept, **fields})
    return Matched(**{**changed.__dict__, "doubts": doubts})


def demand(layout: Layout) -> None:
    """What no roster can do without: who."""
    if not any(part.matched.has_names for part in layout.parts):
        raise BadInput(
            "roster_columns_missing",
            gettext_noop("{file}: chưa có cột “{columns}”; ghép cột hoặc thêm vào tệp."),
            file=layout.workbook.name,
            columns=FIELDS["name"],
        )


def place_of_column(text: str) -> int | None:
    """'C' or '3' as a place from 0."""
    told = text.strip().upper()
    if told.isdecimal():
        return int(told) - 1
    return next((place for place in range(702) if letter(place) == told), None)
