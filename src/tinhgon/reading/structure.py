"""A text in blocks: lines of the head and foot, articles, clauses, points; wrapped lines are put together."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from tinhgon.reading.words import UPPER

Part = Literal["line", "article", "clause", "point"]

# 'Điều 1.', 'Điều 1:', and as the decisions of the 1980s have it 'Điều 1 -', 'Điều 1.-'; or alone on its line.
_ARTICLE = re.compile(r"\s*(?:#+\s*)?(?:Điều|ĐIỀU)\s*(?:thứ\s*)?(\d+)\s*(?:[.:/)]\s*(?:[-:]\s*)?|-\s*|$)")
_CLAUSE = re.compile(r"\s*(\d{1,3})\s*(?:[.)]\s*(?:-\s*)?(?=[^\W\d_])|/\s+(?=[^\W\d_])|-\s*(?=[^\W\d_][^\W\d_A-ZĐ]))")
_POINT = re.compile(r"\s*([a-zđ])(?:\)|\.(?=\s))\s*")
_DONE = "nhập|sáp nhập|hợp nhất|thành lập|sắp xếp|điều chỉnh|chia|tách|đổi tên|giải thể|mở rộng"
_PLACES = "(?:hành chính )?(?:của )?(?:xã|phường|thị|huyện|quận|thành)"
_KINDS = "Xã|Phường|Thị trấn|Đặc khu|Thị xã|Thành phố|Quận|Huyện|Tỉnh"
# What is so afterwards, told behind the sentence that does it: a block of its own.
_AFTERWARDS = (
    rf"(?<=[.;])\s+(?=Sau khi (?:được |có |thực hiện )?(?:việc )?(?:{_DONE})\b|Địa giới {_PLACES}|"
    rf"(?:{_KINDS}) [{UPPER}\d][^.;]{{0,60}}? (?:có|giáp|còn lại)\b)"
)
# Clauses that follow one another on one line.
_INLINE = re.compile(
    rf"(?<=[.;])\s+(?=\d{{1,3}}\.\s*(?:Sắp xếp|Đổi tên|Nhập|Thành lập|Giải thể|Sau khi)|Điều\s*\d+\.\s)|{_AFTERWARDS}"
)
_NUMBER_ONLY = re.compile(r"\W*(?:Điều\s*)?\w{1,3}[.)]?")
# Lines that begin something of their own and never continue a sentence.
_APART = re.compile(
    r"\s*(?:#|-|\+|Căn cứ|Xét đề nghị|Theo đề nghị|Nơi nhận|TM\.|T/M|KT\.|K/T|Q\.|TL\.|Số\b|QUYẾT|NGHỊ QUYẾT|"
    r"ỦY BAN|UỶ BAN|CHỦ TỊCH|CỘNG HÒA|CỘNG HOÀ|ĐẢNG CỘNG|\*|_|Nghị quyết này được|Chương\b|Mục\b|Phụ lục)"
)
_ENDS = tuple(".;:,")


@dataclass(frozen=True, slots=True)
class Block:
    """A stretch of the normalised text. `body` is where its words begin, behind 'Điều 1.' or '12.'."""

    part: Part
    article: int
    number: int
    point: str
    start: int
    body: int
    end: int

    @property
    def label(self) -> str:
        """'Điều 1 khoản 2 điểm a'; '' outside the articles."""
        if not self.article:
            return ""
        clause = f" khoản {self.number}" if self.number else ""
        point = f" điểm {self.point}" if self.point else ""
        return f"Điều {self.article}{clause}{point}"


def blocks(*, text: str) -> list[Block]:
    """The blocks of a normalised text, in order."""
    found: list[Block] = []
    article = number = 0
    point = ""
    for start, end in _lines(text):
        if match := _ARTICLE.match(text, start, end):
            article, number, point = int(match[1]), 0, ""
            found.append(Block("article", article, 0, "", start, match.end(), end))
        elif article and (match := _CLAUSE.match(text, start, end)):
            number, point = int(match[1]), ""
            found.append(Block("clause", article, number, "", start, match.end(), end))
        elif article and (match := _POINT.match(text, start, end)):
            point = match[1]
            found.append(Block("point", article, number, point, start, match.end(), end))
        elif found and _continues(text, found[-1], start, end):
            last = found[-1]
            found[-1] = Block(last.part, last.article, last.number, last.point, last.start, last.body, end)
        else:
            found.append(Block("line", article, number, point, start, start + _indent(text, start, end), end))
    return found


def _indent(text: str, start: int, end: int) -> int:
    return len(text[start:end]) - len(text[start:end].lstrip(" #>"))


def _lines(text: str) -> list[tuple[int, int]]:
    lines: list[tuple[int, int]] = []
    start = 0
    for line in text.split("\n"):
        end = start + len(line)
        begin = start
        for cut in _INLINE.finditer(text, start, end):
            if _NUMBER_ONLY.fullmatch(text, begin, cut.start()):
                continue
            lines.append((begin, cut.start()))
            begin = cut.end()
        if text[begin:end].strip():
            lines.append((begin, end))
        start = end + 1
    return lines


def _continues(text: str, last: Block, start: int, end: int) -> bool:
    """Whether a line goes on with the sentence before it: that one has no end, and this one begins nothing."""
    before = text[last.start : last.end].rstrip()
    if last.part == "article" or before.endswith(_ENDS) or _APART.match(text, start, end):
        return False
    line = text[start:end].strip()
    if last.part == "line":
        return before != before.upper() and line != line.upper() and line[:1].islower()
    # A blank line between is a paragraph's end, unless the sentence plainly goes on.
    return "\n\n" not in text[last.end : start] or line[:1].islower()
