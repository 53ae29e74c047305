"""A paper as a Word document. The same bytes for the same paper."""

from __future__ import annotations

import io
from collections.abc import Iterable
from typing import Any
from xml.sax.saxutils import escape, quoteattr

from docx import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Mm, Pt

from tinhgon.basis.still import EPOCH, still
from tinhgon.documents.layout import Block, Break, Columns, Grid, Laid, Line, Run, laid_out
from tinhgon.documents.model import Paper

_TWIPS = 1440 / 25.4
_ALIGN = {"left": "left", "center": "center", "justify": "both"}
_BORDERS = "".join(
    f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="000000"/>'
    for side in ("top", "left", "bottom", "right", "insideH", "insideV")
)
_NO_MARGINS = '<w:tblCellMar><w:left w:w="0" w:type="dxa"/><w:right w:w="0" w:type="dxa"/></w:tblCellMar>'
_VML = 'xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office"'


def as_docx(paper: Paper) -> bytes:
    """The paper for Word, LibreOffice or Pages."""
    laid = laid_out(paper)
    document: Any = Document()
    _set_up(document, laid)
    body = document.element.body
    for block in laid.blocks:
        for element in _elements(block):
            body.insert(len(body) - 1, element)
    stream = io.BytesIO()
    document.save(stream)
    return still(stream.getvalue())


def _set_up(document: Any, laid: Laid) -> None:
    section = document.sections[0]
    section.page_width, section.page_height = Mm(laid.width), Mm(laid.height)
    section.top_margin, section.bottom_margin = Mm(laid.top), Mm(laid.bottom)
    section.left_margin, section.right_margin = Mm(laid.left), Mm(laid.right)
    section.header_distance, section.footer_distance = Mm(laid.number_from_edge), Mm(8)
    section.different_first_page_header_footer = True
    style = document.styles["Normal"]
    style.font.name, style.font.size = laid.font, Pt(14)
    fonts = style.element.rPr.rFonts
    for script in ("w:ascii", "w:hAnsi", "w:eastAsia", "w:cs"):
        fonts.set(qn(script), laid.font)
    style.element.rPr.append(parse_xml(f'<w:lang {nsdecls("w")} w:val="vi-VN" w:eastAsia="vi-VN"/>'))
    style.paragraph_format.space_after, style.paragraph_format.space_before = Pt(0), Pt(0)
    number = (
        f'<w:fldSimple {nsdecls("w")} w:instr="PAGE"><w:r><w:rPr><w:sz w:val="{round(laid.number_size * 2)}"/></w:rPr>'
    )
    for header, first in ((section.first_page_header, True), (section.header, False)):
        paragraph = header.paragraphs[0]
        paragraph.alignment = 1
        if not first:
            paragraph._p.append(parse_xml(f"{number}<w:t>2</w:t></w:r></w:fldSimple>"))
        if laid.watermark:
            paragraph._p.append(parse_xml(_watermark(laid, 1 if first else 2)))
    for footer in (section.first_page_footer, section.footer):
        _replace(footer.paragraphs[0]._p, Line((Run(laid.foot),), 8, "center"))
    properties = document.core_properties
    properties.title, properties.author, properties.comments = laid.title[:255], "", ""
    properties.created = properties.modified = _day_one()


def _day_one() -> Any:
    from datetime import datetime

    return datetime(*EPOCH)  # noqa: DTZ001  a property of the file holds no zone


def _replace(old: Any, line: Line) -> None:
    old.getparent().replace(old, parse_xml(_paragraph(line)))


def _elements(block: Block) -> Iterable[Any]:
    if isinstance(block, Break):
        yield parse_xml(f'<w:p {nsdecls("w")}><w:r><w:br w:type="page"/></w:r></w:p>')
    elif isinstance(block, Columns):
        yield parse_xml(_columns(block))
        yield parse_xml(_spacer())
    elif isinstance(block, Grid):
        yield parse_xml(_grid(block))
        yield parse_xml(_spacer())
    else:
        yield from (parse_xml(text) for text in _with_rule(block))


def _spacer() -> str:
    """Two tables that follow one another would be one: a line of the least height stands between."""
    return f'<w:p {nsdecls("w")}><w:pPr><w:spacing w:line="20" w:lineRule="exact"/></w:pPr></w:p>'


def _columns(block: Columns) -> str:
    widths = (block.left, block.width - block.left)
    before = round(block.before * 20)
    cells = "".join(
        f'<w:tc><w:tcPr><w:tcW w:w="{_twips(width)}" w:type="dxa"/></w:tcPr>'
        f"{''.join(text for line in lines for text in _with_rule(line)) or _paragraph(Line((), 8))}</w:tc>"
        for width, lines in zip(widths, (block.first, block.second), strict=True)
    )
    gap = _paragraph(Line((), 1, before=block.before)) if before else ""
    row = f"<w:tr><w:trPr><w:cantSplit/></w:trPr>{cells}</w:tr>"
    if gap:
        empty = "".join(
            f'<w:tc><w:tcPr><w:tcW w:w="{_twips(width)}" w:type="dxa"/></w:tcPr>{gap}</w:tc>' for width in widths
        )
        row = f"<w:tr>{empty}</w:tr>{row}"
    grid = "".join(f'<w:gridCol w:w="{_twips(width)}"/>' for width in widths)
    return (
        f'<w:tbl {nsdecls("w")}><w:tblPr><w:tblW w:w="{_twips(block.width)}" w:type="dxa"/>'
        f'<w:tblLayout w:type="fixed"/>{_NO_MARGINS}</w:tblPr><w:tblGrid>{grid}</w:tblGrid>{row}</w:tbl>'
    )


def _grid(block: Grid) -> str:
    def row(lines: tuple[Line, ...], properties: str) -> str:
        cells = "".join(
            f'<w:tc><w:tcPr><w:tcW w:w="{_twips(width)}" w:type="dxa"/></w:tcPr>{_paragraph(line)}</w:tc>'
            for width, line in zip(block.widths, lines, strict=True)
        )
        return f"<w:tr><w:trPr><w:cantSplit/>{properties}</w:trPr>{cells}</w:tr>"

    grid = "".join(f'<w:gridCol w:w="{_twips(width)}"/>' for width in block.widths)
    rows = "".join(row(lines, "") for lines in block.rows)
    return (
        f'<w:tbl {nsdecls("w")}><w:tblPr><w:tblW w:w="{_twips(sum(block.widths))}" w:type="dxa"/>'
        f'<w:tblBorders>{_BORDERS}</w:tblBorders><w:tblLayout w:type="fixed"/></w:tblPr><w:tblGrid>{grid}</w:tblGrid>'
        f"{row(block.heads, '<w:tblHeader/>')}{rows}</w:tbl>"
    )


def _with_rule(line: Line) -> list[str]:
    """The paragraph, and below it the line that is drawn: the border of an empty one, drawn in to its length."""
    own = _paragraph(line)
    if not line.rule:
        return [own]
    side = _twips((line.room - line.rule) / 2)
    rule = (
        f"<w:p {nsdecls('w')}><w:pPr>{'<w:keepNext/>' if line.with_next else ''}<w:pBdr>"
        f'<w:top w:val="single" w:sz="6" w:space="0" w:color="000000"/></w:pBdr>'
        f'<w:spacing w:before="40" w:line="60" w:lineRule="exact"/>'
        f'<w:ind w:left="{side}" w:right="{side}"/></w:pPr></w:p>'
    )
    return [own, rule]


def _paragraph(line: Line) -> str:
    height = (
        f' w:line="{round(line.line_pt * 20)}" w:lineRule="atLeast"' if line.line_pt
        else f' w:line="{round(line.line * 240)}" w:lineRule="auto"'
    )  # fmt: skip
    keep = "<w:keepNext/><w:keepLines/>" if line.with_next else ""
    indent = (
        f'<w:ind w:left="{_twips(line.left)}" w:firstLine="{_twips(line.first)}"/>' if line.left or line.first else ""
    )
    size = round(line.size * 2)
    runs = "".join(_run(run, size) for run in line.runs)
    return (
        f'<w:p {nsdecls("w")}><w:pPr>{keep}<w:spacing w:before="{round(line.before * 20)}"'
        f' w:after="{round(line.after * 20)}"{height}/>{indent}<w:jc w:val="{_ALIGN[line.align]}"/>'
        f'<w:rPr><w:sz w:val="{size}"/></w:rPr></w:pPr>{runs}</w:p>'
    )


def _run(run: Run, size: int) -> str:
    look = ("<w:b/>" if run.bold else "") + ("<w:i/>" if run.italic else "")
    under = '<w:u w:val="single"/>' if run.underline else ""
    return (
        f'<w:r><w:rPr>{look}<w:sz w:val="{size}"/><w:szCs w:val="{size}"/>{under}</w:rPr>'
        f'<w:t xml:space="preserve">{escape(run.text)}</w:t></w:r>'
    )


def _watermark(laid: Laid, number: int) -> str:
    """The word across the page, as Word itself writes a watermark: a shape of text in the header, behind the body."""
    style = (
        "position:absolute;margin-left:0;margin-top:0;width:420pt;height:120pt;rotation:315;z-index:-251654144;"
        "mso-position-horizontal:center;mso-position-horizontal-relative:margin;mso-position-vertical:center;"
        "mso-position-vertical-relative:margin"
    )
    return (
        f"<w:r {nsdecls('w')} {_VML}><w:rPr><w:noProof/></w:rPr><w:pict>"
        '<v:shapetype id="_x0000_t136" coordsize="21600,21600" o:spt="136" adj="10800" '
        'path="m@7,l@8,m@5,21600l@6,21600e"><v:formulas><v:f eqn="sum #0 0 10800"/><v:f eqn="prod #0 2 1"/>'
        '<v:f eqn="sum 21600 0 @1"/><v:f eqn="sum 0 0 @2"/><v:f eqn="sum 21600 0 @3"/><v:f eqn="if @0 @3 0"/>'
        '<v:f eqn="if @0 21600 @1"/><v:f eqn="if @0 0 @2"/><v:f eqn="if @0 @4 21600"/></v:formulas>'
        '<v:path textpathok="t" o:connecttype="rect"/><v:textpath on="t" fitshape="t"/><o:lock v:ext="edit" '
        f'text="t" shapetype="t"/></v:shapetype><v:shape id="DraftMark{number}" o:spid="_x0000_s20{number + 48}" '
        f'type="#_x0000_t136" style="{style}" o:allowincell="f" fillcolor="silver" stroked="f"><v:fill opacity=".5"/>'
        f'<v:textpath style="font-family:&quot;{escape(laid.font)}&quot;;font-size:1pt"'
        f" string={quoteattr(laid.watermark)}/>"
        "</v:shape></w:pict></w:r>"
    )


def _twips(millimetres: float) -> int:
    return round(millimetres * _TWIPS)
