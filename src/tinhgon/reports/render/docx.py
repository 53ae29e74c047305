"""A report as a Word document: landscape A4, the head as Decree 30/2020/NĐ-CP lays it out, headers on each page."""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import Any
from xml.sax.saxutils import escape

from docx import Document
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Mm, Pt

from tinhgon.basis.errors import gettext_noop
from tinhgon.basis.still import still
from tinhgon.reports.model import Table
from tinhgon.reports.render.printing import Printed, Speech, printed

NATION = gettext_noop("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM")
MOTTO = gettext_noop("Độc lập - Tự do - Hạnh phúc")
_PAGE_WIDTH = 14570  # twips between the margins of a landscape A4: 297 - 20 - 20 mm


def as_docx(table: Table, speech: Speech) -> bytes:
    """The same bytes for the same table."""
    sheet = printed(table, speech)
    document: Any = Document()
    _set_up(document, sheet)
    _head(document, sheet, speech)
    for place, part in enumerate(sheet.parts()):
        if place:
            document.add_page_break()
        document.element.body.insert(-1, parse_xml(_table_xml(part, speech)))
    for text in sheet.foot:
        _paragraph(document, text, size=10, italic=True)
    _signers(document, sheet)
    stream = io.BytesIO()
    document.save(stream)
    return still(stream.getvalue())


def _set_up(document: Any, sheet: Printed) -> None:
    section = document.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = Mm(297), Mm(210)
    section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = Mm(20)
    section.different_first_page_header_footer = True
    style = document.styles["Normal"]
    style.font.name, style.font.size = "Times New Roman", Pt(12)
    style.element.rPr.rFonts.set(qn("w:eastAsia"), "Times New Roman")
    style.paragraph_format.space_after = Pt(0)
    header = section.header.paragraphs[0]
    header.alignment = WD_ALIGN_PARAGRAPH.CENTER
    header._p.append(parse_xml(f'<w:fldSimple {nsdecls("w")} w:instr="PAGE"><w:r><w:t>1</w:t></w:r></w:fldSimple>'))
    properties = document.core_properties
    properties.title, properties.author = sheet.title, ""
    properties.created = properties.modified = sheet.instant.replace(tzinfo=None, microsecond=0)


def _head(document: Any, sheet: Printed, speech: Speech) -> None:
    grid = document.add_table(rows=2, cols=2)
    _fill(grid.cell(0, 0).paragraphs[0], sheet.issuer, size=13, bold=True)
    _fill(grid.cell(0, 1).paragraphs[0], speech.words(NATION), size=13, bold=True)
    _fill(grid.cell(1, 0).paragraphs[0], sheet.code, size=12)
    _fill(grid.cell(1, 1).paragraphs[0], speech.words(MOTTO), size=13, bold=True)
    document.add_paragraph()
    _fill(document.add_paragraph(), sheet.title.upper(), size=14, bold=True)
    _fill(document.add_paragraph(), ", ".join(part for part in (sheet.period, sheet.scope) if part), italic=True)
    if sheet.synthetic:
        _fill(document.add_paragraph(), sheet.synthetic, bold=True)
    _fill(document.add_paragraph(), sheet.unit, size=11, italic=True, align=WD_ALIGN_PARAGRAPH.RIGHT)


def _signers(document: Any, sheet: Printed) -> None:
    document.add_paragraph()
    _fill(document.add_paragraph(), sheet.dated, italic=True, align=WD_ALIGN_PARAGRAPH.RIGHT)
    grid = document.add_table(rows=1, cols=len(sheet.signers))
    for cell, signer in zip(grid.rows[0].cells, sheet.signers, strict=True):
        _fill(cell.paragraphs[0], signer, size=13, bold=True)


def _paragraph(document: Any, text: str, *, size: int, italic: bool = False) -> None:
    _fill(document.add_paragraph(), text, size=size, italic=italic, align=WD_ALIGN_PARAGRAPH.LEFT)


def _fill(
    paragraph: Any, text: str, *, size: int = 12, bold: bool = False, italic: bool = False,
    align: WD_ALIGN_PARAGRAPH = WD_ALIGN_PARAGRAPH.CENTER,
) -> None:  # fmt: skip
    paragraph.alignment = align
    run = paragraph.add_run(text)
    run.bold, run.italic, run.font.size = bold, italic, Pt(size)


def _table_xml(sheet: Printed, speech: Speech) -> str:
    """The table as XML at once: cell by cell through the library takes minutes for a thousand rows."""
    columns = len(sheet.labels)
    size = half_points(columns)
    first = max(_PAGE_WIDTH // 6, _PAGE_WIDTH - columns * 1100)
    widths = [first, *[(_PAGE_WIDTH - first) // max(columns, 1)] * columns]
    borders = "".join(f'<w:{side} w:val="single" w:sz="4"/>' for side in ("top", "left", "bottom", "right"))
    inner = "".join(f'<w:{side} w:val="single" w:sz="4"/>' for side in ("insideH", "insideV"))
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    rows = [*_header_xml(sheet, widths, size)]
    for row in sheet.rows:
        label = _cell_xml(row.label, widths[0], size, bold=row.is_strong, indent=row.depth, align="left")
        cells = "".join(
            _cell_xml(
                speech.shown(cell), width, size, bold=row.is_strong, align="right" if isinstance(cell, int) else "left"
            )
            for cell, width in zip(row.cells, widths[1:], strict=True)
        )
        rows.append(f"<w:tr><w:trPr><w:cantSplit/></w:trPr>{label}{cells}</w:tr>")
    return (
        f'<w:tbl {nsdecls("w")}><w:tblPr><w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:tblBorders>{borders}{inner}'
        f'</w:tblBorders><w:tblLayout w:type="fixed"/></w:tblPr><w:tblGrid>{grid}</w:tblGrid>{"".join(rows)}</w:tbl>'
    )


def half_points(columns: int) -> int:
    """The size of letters, in half points, at which so many columns still fit."""
    return next((size for most, size in ((8, 22), (14, 18), (22, 15), (34, 13)) if columns <= most), 11)


def _header_xml(sheet: Printed, widths: Sequence[int], size: int) -> list[str]:
    """One row, or two when there are groups; repeated on each page."""
    repeat = "<w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>"
    if not sheet.has_groups:
        cells = zip((sheet.first, *sheet.labels), widths, strict=True)
        return [f"<w:tr>{repeat}{''.join(_cell_xml(text, width, size, bold=True) for text, width in cells)}</w:tr>"]
    upper = [_cell_xml(sheet.first, widths[0], size, bold=True, merge="restart")]
    lower = [_cell_xml("", widths[0], size, merge="continue")]
    place = 1
    for group, count in sheet.spans:
        own = range(place, place + count)
        if group:
            upper.append(_cell_xml(group, sum(widths[n] for n in own), size, bold=True, span=count))
            lower += [_cell_xml(sheet.labels[n - 1], widths[n], size, bold=True) for n in own]
        else:
            upper += [_cell_xml(sheet.labels[n - 1], widths[n], size, bold=True, merge="restart") for n in own]
            lower += [_cell_xml("", widths[n], size, merge="continue") for n in own]
        place += count
    return [f"<w:tr>{repeat}{''.join(upper)}</w:tr>", f"<w:tr>{repeat}{''.join(lower)}</w:tr>"]


def _cell_xml(
    text: str, width: int, size: int, *, bold: bool = False, align: str = "center", indent: int = 0, span: int = 1,
    merge: str = "",
) -> str:  # fmt: skip
    joined = (f'<w:gridSpan w:val="{span}"/>' if span > 1 else "") + (f'<w:vMerge w:val="{merge}"/>' if merge else "")
    weight = "<w:b/>" if bold else ""
    left = f'<w:ind w:left="{indent * 170}"/>' if indent else ""
    return (
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{joined}</w:tcPr><w:p><w:pPr>{left}<w:jc w:val="{align}"/>'
        f'</w:pPr><w:r><w:rPr>{weight}<w:sz w:val="{size}"/></w:rPr><w:t xml:space="preserve">{escape(text)}</w:t>'
        "</w:r></w:p></w:tc>"
    )
