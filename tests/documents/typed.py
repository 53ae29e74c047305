"""Papers as somebody types them in Word: a right one, and what may be wrong with it, in shapes that none of our writers
makes (bases as list, head without a table, motto underlined, styles instead of direct looks)."""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH as ALIGN
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Mm, Pt

LONG = "Nội dung của điều này được viết đủ dài để chiếm hơn một dòng của trang giấy, như các văn bản thường có. "


@dataclass
class Typed:
    """What stands in a typed paper. Sizes in points, margins in millimetres."""

    margins: tuple[float, float, float, float] = (20, 20, 30, 15)
    font: str = "Times New Roman"
    nation: str = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
    motto: str = "Độc lập - Tự do - Hạnh phúc"
    superior: str = "ỦY BAN NHÂN DÂN TỈNH TÂN GIANG"
    issuer: str = "SỞ NỘI VỤ"
    number: str = "Số: 15/QĐ-SNV"
    dated: str = "Tân Giang, ngày 05 tháng 02 năm 2024"
    type_name: str = "QUYẾT ĐỊNH"
    subject: str = "Về việc điều động công chức (giả định)"
    authority: str = "GIÁM ĐỐC SỞ NỘI VỤ"
    basis: Sequence[str] = (
        "Căn cứ Luật Cán bộ, công chức ngày 13 tháng 11 năm 2008;",
        "Theo đề nghị của Trưởng phòng Tổ chức, cán bộ.",
    )
    enacts: str = "QUYẾT ĐỊNH:"
    body: Sequence[str] = (
        "Điều 1. Điều động công chức có mã hồ sơ HS-1 đến nhận công tác tại Phòng Hành chính.",
        "Điều 2. Quyết định này có hiệu lực kể từ ngày ký.",
        "Điều 3. Trưởng phòng Tổ chức, cán bộ và công chức có tên tại Điều 1 thi hành Quyết định này./.",
    )
    recipients: Sequence[str] = ("Nơi nhận:", "- Như Điều 3;", "- Lưu: VT, TCCB.")
    signing: Sequence[str] = ("GIÁM ĐỐC", "", "", "Trần Văn Mẫu")
    sizes: dict[str, float] = field(default_factory=dict)
    looks: dict[str, dict[str, bool]] = field(default_factory=dict)
    page_number: str = "center"
    number_on_first: bool = False
    flat: bool = False
    """Head and foot typed with tabs instead of tables without borders."""


_SIZES = {
    "nation": 13, "motto": 14, "superior": 13, "issuer": 13, "number": 13, "dated": 14, "type_name": 14, "subject": 14,
    "authority": 14, "basis": 14, "enacts": 14, "body": 14, "recipients": 12, "recipient": 11, "sign": 14,
}  # fmt: skip
_LOOKS = {
    "nation": "b", "motto": "b", "issuer": "b", "dated": "i", "type_name": "b", "subject": "b", "authority": "b",
    "basis": "i", "enacts": "b", "recipients": "bi", "sign": "b",
}  # fmt: skip
_CENTRED = (
    "nation",
    "motto",
    "superior",
    "issuer",
    "number",
    "dated",
    "type_name",
    "subject",
    "authority",
    "enacts",
    "sign",
)


def typed(paper: Typed, change: Callable[[Any], None] = lambda _: None) -> bytes:
    """The .docx; `change` may do to the document what no field says."""
    document: Any = Document()
    _page(document, paper)
    _head(document, paper)
    for name in ("type_name", "subject", "authority"):
        if getattr(paper, name):
            _write(document.add_paragraph(), name, getattr(paper, name), paper)
    for text in paper.basis:
        _write(document.add_paragraph(), "basis", text, paper)
    if paper.enacts:
        _write(document.add_paragraph(), "enacts", paper.enacts, paper)
    for text in paper.body:
        _article(document.add_paragraph(), text, paper)
    _foot(document, paper)
    change(document)
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def _page(document: Any, paper: Typed) -> None:
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin, section.bottom_margin, section.left_margin, section.right_margin = map(Mm, paper.margins)
    style = document.styles["Normal"]
    style.font.name, style.font.size = paper.font, Pt(paper.sizes.get("body", 14))
    style.element.rPr.rFonts.set(qn("w:eastAsia"), paper.font)
    section.different_first_page_header_footer = not paper.number_on_first
    if paper.page_number:
        paragraph = section.header.paragraphs[0]
        paragraph.alignment = {"center": ALIGN.CENTER, "right": ALIGN.RIGHT}[paper.page_number]
        run = paragraph.add_run()
        run.font.size = Pt(14)
        for kind, text in (("begin", ""), ("", " PAGE "), ("end", "")):
            run._r.append(
                parse_xml(f'<w:fldChar {nsdecls("w")} w:fldCharType="{kind}"/>') if kind
                else parse_xml(f'<w:instrText {nsdecls("w")} xml:space="preserve">{text}</w:instrText>')
            )  # fmt: skip


def _head(document: Any, paper: Typed) -> None:
    left = [("superior", paper.superior), ("issuer", paper.issuer), ("number", paper.number)]
    right = [("nation", paper.nation), ("motto", paper.motto), ("dated", paper.dated)]
    if paper.flat:
        for pair in zip(left, right, strict=True):
            paragraph = document.add_paragraph()
            for place, (name, text) in enumerate(pair):
                if place:
                    paragraph.add_run().add_tab()
                _run(paragraph, name, text, paper)
        return
    cells = document.add_table(rows=1, cols=2).rows[0].cells
    for cell, lines in zip(cells, (left, right), strict=True):
        for place, (name, text) in enumerate((name, text) for name, text in lines if text):
            _write(cell.paragraphs[0] if not place else cell.add_paragraph(), name, text, paper)


def _foot(document: Any, paper: Typed) -> None:
    cells = document.add_table(rows=1, cols=2).rows[0].cells
    for place, text in enumerate(paper.recipients):
        name = "recipient" if place else "recipients"
        _write(cells[0].paragraphs[0] if not place else cells[0].add_paragraph(), name, text, paper)
    for place, text in enumerate(paper.signing):
        _write(cells[1].paragraphs[0] if not place else cells[1].add_paragraph(), "sign", text, paper)


def _write(paragraph: Any, name: str, text: str, paper: Typed) -> None:
    if name in _CENTRED:
        paragraph.alignment = ALIGN.CENTER
    elif name not in ("recipients", "recipient"):
        paragraph.alignment = ALIGN.JUSTIFY
        paragraph.paragraph_format.first_line_indent, paragraph.paragraph_format.space_after = Mm(12.7), Pt(6)
    _run(paragraph, name, text, paper)


def _article(paragraph: Any, text: str, paper: Typed) -> None:
    _write(paragraph, "body", "", paper)
    label, dot, rest = text.partition(".") if text.startswith("Điều") else ("", "", text)
    if label:
        _run(paragraph, "body", label + dot, paper).bold = True
    _run(paragraph, "body", rest, paper)


def _run(paragraph: Any, name: str, text: str, paper: Typed) -> Any:
    run = paragraph.add_run(text)
    looks = {"bold": "b" in _LOOKS.get(name, ""), "italic": "i" in _LOOKS.get(name, ""), **paper.looks.get(name, {})}
    run.font.size = Pt(paper.sizes.get(name, _SIZES[name]))
    run.bold, run.italic = looks["bold"], looks["italic"]
    if paper.font != "Times New Roman" and name == "body":
        run.font.name = paper.font
    return run
