"""The text layer of a PDF as paragraphs: lines that the page broke are joined, numbers of pages are left out."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

import pypdfium2
from pypdfium2 import raw

from tinhgon.reading.spacing import mended

MOST_PAGES = 400
_FEWEST_LETTERS = 20  # a file with fewer has no text layer worth the name
_PAGE_NUMBER = re.compile(r"\s*(?:(?:Trang\s*)?\d{1,3}(?:\s*/\s*\d{1,3})?|[-–—]\s*\d{1,3}\s*[-–—])\s*", re.IGNORECASE)
# A line that begins something of its own, however full the one before it is.
_BEGINS = re.compile(
    r"\s*(?:Điều\s*\d+\s*[.:]|\d{1,3}\s*[.)]\s|[a-zđ]\s*\)|[-+•]\s|Căn cứ|Xét |Theo đề nghị|Nơi nhận|"
    r"Phụ lục|Chương |Mục |(?:Nghị quyết|Quyết định) này (?:được|đã được|có hiệu lực))",
    re.IGNORECASE,
)
_MOST_OF_PAGE = 0.7
_ACROSS = 24  # points looked at along each side of a page
_INDENT = 8.0  # points: a first line that stands in
_DATED = re.compile(r"^(?:Số\b.*|[^\d,]{2,40}, )ngày \d{1,2} tháng \d{1,2} năm \d{4}$")
"""The line of number and date, which reaches the margin and ends there: the kind of paper stands below it."""
_FULL = 0.90  # of the width of the text: a line that reaches so far was broken by the page


class Broken(Exception):
    """Not a PDF that can be opened."""


class Locked(Exception):
    """A PDF that asks for a password."""


class TooLong(Exception):
    """More pages than a decision has."""


class Pictures(Exception):
    """A page that is a picture: a scan, with nothing under it to read, or with what a scanner made of it."""


class Line(NamedTuple):
    """A line as the page shows it, with where it begins and ends across the page, in points."""

    text: str
    left: float
    right: float


def text_of_pdf(*, data: bytes) -> str:
    """The text, a line for each paragraph. Raises Broken, Locked, TooLong; Pictures when a page is a scan."""
    document = opened(data=data)
    try:
        pages = [_lines(page) for page in document]
    except pypdfium2.PdfiumError:
        raise Broken from None
    finally:
        document.close()
    if sum(map(_letters, pages)) < _FEWEST_LETTERS:
        raise Pictures
    return mended(text="\n".join(_paragraphs([_trimmed(lines) for lines in pages])))


def opened(*, data: bytes) -> pypdfium2.PdfDocument:
    """The document. Raises Broken, Locked, TooLong."""
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        if getattr(error, "err_code", None) == raw.FPDF_ERR_PASSWORD:
            raise Locked from None
        raise Broken from None
    if len(document) > MOST_PAGES:
        document.close()
        raise TooLong
    return document


def _letters(lines: Sequence[Line]) -> int:
    return sum(char.isalpha() for line in lines for char in line.text)


def _lines(page: pypdfium2.PdfPage) -> list[Line]:
    """The lines of a page in the order of its text layer. Raises Pictures for a page that is one picture."""
    content = page.get_textpage()
    try:
        if _is_picture(page):
            raise Pictures
        found: list[Line] = []
        text = content.get_text_range()
        start = 0
        for piece in re.split(r"(\r\n|\r|\n)", text):
            if piece.strip():
                found.append(_line(content, piece, start))
            start += len(piece)
        return found
    finally:
        content.close()
        page.close()


def _is_picture(page: pypdfium2.PdfPage) -> bool:
    """Pictures over most of the page, one or in strips, or letters that are not painted: what a machine recognised."""
    width, height = page.get_size()
    boxes = [one.get_bounds() for one in page.get_objects(filter=[raw.FPDF_PAGEOBJ_IMAGE], max_depth=3)]
    places = [
        ((column + 0.5) * width / _ACROSS, (row + 0.5) * height / _ACROSS)
        for column in range(_ACROSS)
        for row in range(_ACROSS)
    ]
    covered = sum(
        any(left <= x <= right and bottom <= y <= top for left, bottom, right, top in boxes) for x, y in places
    )
    return covered >= _MOST_OF_PAGE * len(places) or _is_unpainted(page)


def _is_unpainted(page: pypdfium2.PdfPage) -> bool:
    """Whether a stretch of text lies on the page that nobody sees: the layer which a scanner puts under its picture."""
    return any(
        raw.FPDFTextObj_GetTextRenderMode(one.raw) == raw.FPDF_TEXTRENDERMODE_INVISIBLE
        for one in page.get_objects(filter=[raw.FPDF_PAGEOBJ_TEXT], max_depth=3)
    )


def _line(content: pypdfium2.PdfTextPage, piece: str, start: int) -> Line:
    inner = [start + place for place, char in enumerate(piece) if not char.isspace()]
    boxes = [box for place in (inner[0], inner[-1]) if (box := _box(content, place)) is not None]
    left = min((box[0] for box in boxes), default=0.0)
    right = max((box[2] for box in boxes), default=0.0)
    return Line(piece.replace("\ufffe", "-").strip(), left, right)


def _box(content: pypdfium2.PdfTextPage, place: int) -> tuple[float, float, float, float] | None:
    try:
        left, bottom, right, top = content.get_charbox(place)
        return left, bottom, right, top
    except (pypdfium2.PdfiumError, IndexError):
        return None


def _trimmed(lines: list[Line]) -> list[Line]:
    """The lines of a page without its number, at the top or at the foot."""
    if lines and _PAGE_NUMBER.fullmatch(lines[0].text):
        lines = lines[1:]
    if lines and _PAGE_NUMBER.fullmatch(lines[-1].text):
        lines = lines[:-1]
    return lines


def _paragraphs(pages: Sequence[list[Line]]) -> Iterator[str]:
    """Paragraphs: a line that reaches the margin goes on in the next, also over the end of a page."""
    lines = [line for page in pages for line in page]
    left = min((line.left for line in lines), default=0.0)
    right = max((line.right for line in lines), default=0.0)
    margin = left + _FULL * (right - left)
    held = ""
    for place, line in enumerate(lines):
        held = f"{held} {line.text}" if held else line.text
        following = lines[place + 1] if place + 1 < len(lines) else None
        indented = following is not None and following.left > left + _INDENT
        if following is None or (indented and line.text.endswith(".")) or not _goes_on(line, following, margin):
            yield held
            held = ""


def _goes_on(line: Line, following: Line, margin: float) -> bool:
    if _BEGINS.match(following.text) or (line.text.endswith((";", ":")) and not following.text[:1].islower()):
        return False
    if line.text == line.text.upper() and following.text != following.text.upper():
        return False
    if _DATED.search(line.text) and following.text == following.text.upper():
        return False
    return line.right >= margin
