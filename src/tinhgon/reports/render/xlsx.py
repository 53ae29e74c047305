"""A report as a workbook: real numbers, grouped as its reader does; heads stay in sight and are printed again."""

from __future__ import annotations

import io
from typing import Any

import xlsxwriter

from tinhgon.reports.model import Table
from tinhgon.reports.render.printing import Printed, Speech, printed

NUMBER = "#,##0"
_FONT = {"font_name": "Times New Roman", "font_size": 11}
_BOX = {"border": 1, "valign": "vcenter"}


class _Sheet:
    """The sheet being written: row by row, top down."""

    def __init__(self, book: Any, sheet: Printed) -> None:
        self.book, self.printed = book, sheet
        self.page = book.add_worksheet(sheet.code or "RP")
        self.last = len(sheet.labels)
        self.formats: dict[tuple[tuple[str, Any], ...], Any] = {}

    def style(self, **more: Any) -> Any:
        key = tuple(sorted(more.items()))
        if key not in self.formats:
            self.formats[key] = self.book.add_format({**_FONT, **more})
        return self.formats[key]

    def across(self, row: int, text: str, *, first: int = 0, last: int | None = None, **style: Any) -> None:
        """A line over several columns, which one column cannot be merged into."""
        last = self.last if last is None else last
        if first == last:
            self.page.write_string(row, first, text, self.style(**style))
        else:
            self.page.merge_range(row, first, row, last, text, self.style(**style))

    def head(self) -> int:
        """What stands above the table; gives the row after it."""
        sheet, half = self.printed, max(self.last // 2, 0)
        self.across(0, sheet.issuer, last=half, bold=True)
        self.across(0, sheet.code, first=min(half + 1, self.last), align="right")
        self.across(1, sheet.title, bold=True, font_size=14, align="center")
        self.across(2, ", ".join(part for part in (sheet.period, sheet.scope) if part), italic=True, align="center")
        self.across(3, sheet.synthetic, last=half, bold=True)
        self.across(3, sheet.unit, first=min(half + 1, self.last), italic=True, align="right")
        return 4

    def header(self, row: int) -> int:
        """Two rows: groups, and the columns of each."""
        style = {**_BOX, "bold": True, "align": "center", "text_wrap": True}
        self.page.merge_range(row, 0, row + 1, 0, self.printed.first, self.style(**style))
        column = 1
        for group, count in self.printed.spans:
            if group:
                self.across(row, group, first=column, last=column + count - 1, **style)
            for place in range(column, column + count):
                label = self.printed.labels[place - 1]
                if group:
                    self.page.write_string(row + 1, place, label, self.style(**style))
                else:
                    self.page.merge_range(row, place, row + 1, place, label, self.style(**style))
            column += count
        return row + 2

    def body(self, row: int) -> int:
        for line in self.printed.rows:
            style = {**_BOX, "bold": line.is_strong, "italic": line.kind == "outside"}
            self.page.write_string(row, 0, line.label, self.style(**style, indent=line.depth, text_wrap=True))
            for column, cell in enumerate(line.cells, start=1):
                if isinstance(cell, int):
                    self.page.write_number(row, column, cell, self.style(**style, num_format=NUMBER))
                else:
                    self.page.write_string(row, column, cell, self.style(**style, text_wrap=True))
            row += 1
        return row

    def foot(self, row: int) -> None:
        row += 1
        for text in self.printed.foot:
            self.across(row, text, italic=True, text_wrap=True, valign="top")
            self.page.set_row(row, 15 * (1 + len(text) // 110))
            row += 1
        row += 1
        self.across(row, self.printed.dated, first=min(self.last // 2 + 1, self.last), italic=True, align="right")
        third = (self.last + 1) / 3
        for place, signer in enumerate(self.printed.signers):
            first, last = round(place * third), max(round((place + 1) * third) - 1, round(place * third))
            if last <= self.last:
                self.across(row + 1, signer, first=first, last=last, bold=True, align="center", text_wrap=True)

    def lay_out(self, header_row: int) -> None:
        """What scrolls, what prints."""
        self.page.freeze_panes(header_row + 2, 1)
        self.page.repeat_rows(header_row, header_row + 1)
        self.page.set_landscape()
        self.page.set_paper(9)
        self.page.repeat_columns(0)
        self.page.fit_to_pages(len(self.printed.parts()), 0)
        self.page.set_footer("&R&P/&N")
        widest = max((len(row.label) + 2 * row.depth for row in self.printed.rows), default=10)
        self.page.set_column(0, 0, min(max(widest, 18), 48))
        self.page.set_column(1, self.last, 11)
        self.page.set_row(header_row + 1, 45)


def as_xlsx(table: Table, speech: Speech) -> bytes:
    """The same bytes for the same table: made at the instant of the last decision that it rests on."""
    sheet = printed(table, speech)
    stream = io.BytesIO()
    book = xlsxwriter.Workbook(stream, {"in_memory": True})
    book.set_properties({"title": sheet.title, "created": sheet.instant.replace(tzinfo=None, microsecond=0)})
    page = _Sheet(book, sheet)
    header_row = page.head()
    page.foot(page.body(page.header(header_row)))
    page.lay_out(header_row)
    book.close()
    return stream.getvalue()
