"""Which rows below a header are people, and which are headings, sums, signatures: none of these is ever a person.

Every row passed over is kept with the reason, so that none is dropped in silence.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple

import polars as pl

from tinhgon.basis.errors import gettext_noop
from tinhgon.basis.text import clean, same_letters
from tinhgon.importing.roster.files import Sheet
from tinhgon.importing.roster.headers import NAMES, Matched, counts_columns
from tinhgon.importing.roster.words import WORDS, key

Passed = Literal["heading", "sum", "signature", "header", "remark", "note"]
PASSED: Mapping[Passed, str] = {
    "heading": gettext_noop("tiêu đề nhóm"), "sum": gettext_noop("dòng cộng"),
    "signature": gettext_noop("phần ký"), "header": gettext_noop("tiêu đề cột lặp lại"),
    "remark": gettext_noop("ghi chú, số trang"), "note": gettext_noop("không có họ tên, số thứ tự"),
}  # fmt: skip
_ENOUGH = 3
_CLOSED, _REOPENED = -1, -2
_SUM = re.compile(
    r"^\W*(?:(?:tổng|TỔNG|Tổng)\s*(?:cộng|CỘNG|Cộng|số|SỐ|Số|:|$|[IVXLA-D]+\s*(?:\+|$)|\d)"
    r"|(?:cộng|CỘNG|Cộng)(?:\s|:|$)|(?:tong cong|tong so)\b"
    r"|(?i:trong đó|trong do)(?:\s*:|\s|$)"
    r"|(?i:danh sách (?:này|trên|gồm|có)\b|ấn định|cộng danh sách))"
)
"""With accents: "Công" and "Tống" are names of people."""
_DOTS = re.compile(r"^[-–—_.…\s]+$")
"""Dots to be written over, in a form."""
_REMARK = re.compile(
    r"^(?:ghi chú|ghi chu|chú thích|chu thich|lưu ý|luu y)\s*[:.]|^\(?\*+\)?\s|^[-–+]\s"
    r"|^(?:trang|page)\s*:?\s*\d+|^(?:mang|chuyển) sang\b",
    re.IGNORECASE,
)
"""Remarks and page numbers stand over nobody."""
_SIGNATURE = re.compile(
    r"^(?:nguoi lap|nguoi tong hop|nguoi ky|nguoi kiem tra|can bo lap bieu|lap bieu|noi nhan|xac nhan cua|thu truong"
    r"|ky ten|kt chu tich|kt giam doc|kt truong|kt bi thu|kt hieu truong|tm |tl |tuq |luu vt|phe duyet|duyet)"
    r"|\bngay\b.{0,8}\bthang\b.{0,8}\bnam\b|\b(?:ky|ghi ro) (?:va )?(?:ghi ro )?ho (?:va )?ten\b"
    r"|\bky ten (?:va )?dong dau\b"
)
_PERHAPS_NOBODY = (
    r"(?i)^\W*(?:tổng|cộng|tong|trong đó|trong do|trang|mang sang|chuyển sang|ghi chú|lưu ý|chú thích"
    r"|danh sách|ấn định|người|thủ trưởng|nơi nhận|cán bộ|kt\.|tm\.|tl\.|tuq|lập biểu|lưu"
    r"|duyệt|phê duyệt|xác nhận|ký|(?:họ (?:và )?tên))|ngày.{0,10}tháng|^[\d\W]*$"
)
_SIGNERS = frozenset({
    "giam doc", "pho giam doc", "hieu truong", "pho hieu truong", "chu tich", "pho chu tich", "truong phong", "bi thu",
    "pho bi thu", "chanh van phong", "truong ban", "cuc truong", "chi cuc truong", "ke toan", "ke toan truong",
    "thu truong don vi", "thu truong co quan", "nguoi lap bieu",
})  # fmt: skip
_NUMBERED = re.compile(r"^\(?(?:\d{1,6}|\d{1,3}(?:\.\d{1,3})+)[.)]?$")
_MARK = re.compile(r"^\(?(?P<mark>[IVXLivxl]{1,6}|[A-Za-zĐđ]|\d{1,3}(?:\.\d{1,3})*)\s*(?:[.)/:-]|$)\s*")
_COUNT = re.compile(
    r"\s*[:(–-]*\s*(?:\d+|gồm \d+)\s*(?:người|đồng chí|đ/c|biên chế|viên chức|công chức|cán bộ)?\s*\)?\s*[.:]*$"
)
_LEADERS = re.compile(
    r"^(?:ban (?:giam doc|giam hieu|lanh dao|chu nhiem)|lanh dao|can bo quan ly|giao vien|nhan vien|thuong truc"
    r"|chuyen vien|thuong truc (?:huyen uy|tinh uy|thanh uy|dang uy|hdnd|ubnd)|ban thuong vu|ban chap hanh"
    r"|truong pho phong|danh sach|nhom|bien che|trong bien che|ngoai bien che)\b(?! (?:hanh chinh|cong nghe))"
)
"""Headings that name a part of the people of a unit, and no unit."""
_UNIT = re.compile(
    r"^(?:so|phong|ban|van phong|vp|chi cuc|cuc|trung tam|tt|truong|uy ban|ubnd|hdnd|hoi dong|dang uy|dang bo|huyen uy"
    r"|tinh uy|thanh uy|quan uy|thi uy|hoi|doan|tinh doan|thanh doan|huyen doan|chi bo|khoa|benh vien|tram|thanh tra"
    r"|xa|phuong|thi tran|dac khu|ap|khu vuc|thon|to dan pho|hat|mat tran|mttq|ubmttq|lien doan|bao|dai|thu vien"
    r"|bao tang|hoc vien|vien|doi|tong cong ty|cong ty|p|don vi|khu|ban quan ly"
    r"|quy (?:dau tu|phat trien|bao|hop|tin|ho tro))\b"
)


class Heading(NamedTuple):
    """A row that stands over others: what it says, and how deep it is (0 is the outermost)."""

    row: int
    text: str
    depth: int


class Section(NamedTuple):
    """What the headings over a row say: the units from the outermost, category, bloc; `row`: of the nearest one.

    `perhaps`: the nearest that is called neither a unit nor a part of one; it is the unit when nothing else says which.
    """

    row: int
    units: tuple[str, ...] = ()
    category: str = ""
    bloc: str = ""
    perhaps: str = ""


@dataclass(frozen=True)
class Rows:
    """`data`: places in the frame (from 0) of people; `section_of`: place -> index of `sections`; `passed`: others."""

    data: tuple[int, ...]
    sections: tuple[Section, ...]
    section_of: Mapping[int, int]
    passed: tuple[tuple[int, Passed, str], ...]


def sorted_rows(sheet: Sheet, matched: Matched) -> Rows:
    """Tell the rows below the header apart. Most are people at first sight; the others are looked at one by one."""
    below = sheet.frame.slice(matched.last_row)
    used = [str(place) for place in {*matched.fields, *matched.marks, *matched.parts}]
    names = [str(place) for place, name in matched.fields.items() if name in NAMES]
    names += [str(place) for place, parts in matched.parts.items() if set(parts) & NAMES]
    if below.is_empty() or not names:
        return Rows((), (), {}, ())
    filled = pl.sum_horizontal(pl.col(name).fill_null("").str.strip_chars().ne("") for name in used)
    named = pl.any_horizontal(pl.col(name).fill_null("").str.strip_chars().ne("") for name in names)
    plain = pl.all_horizontal(~pl.col(name).fill_null("").str.contains(_PERHAPS_NOBODY) for name in names)
    sure = below.select((named & plain & (filled >= min(_ENOUGH, len(used)))).alias("sure"))["sure"]
    looker = _Looker(matched, [int(name) for name in names], header=_leaves(sheet, matched))
    return looker.sort(below, sure, matched.last_row)


def _leaves(sheet: Sheet, matched: Matched) -> frozenset[str]:
    rows = sheet.head(matched.last_row)[matched.first_row - 1 :]
    return frozenset(key(cell) for row in rows for cell in row if key(cell))


class _Looker:
    """Goes through the rows that may be no people, and keeps the headings that hold."""

    def __init__(self, matched: Matched, names: Sequence[int], header: frozenset[str]) -> None:
        self._ordinal = matched.ordinal
        self._names = names
        self._used = {*matched.fields, *matched.marks, *matched.parts}
        self._header = header
        self._over: list[Heading] = []
        self._signed = False

    def sort(self, below: pl.DataFrame, sure: pl.Series, first: int) -> Rows:
        data: list[int] = []
        passed: list[tuple[int, Passed, str]] = []
        sections: list[Section] = []
        section_of: dict[int, int] = {}
        changes: list[tuple[int, int]] = []
        unsure = (~sure).arg_true().to_list()
        people = set(sure.arg_true().to_list())
        for nth in unsure:
            cells = [_DOTS.sub("", clean(same_letters(cell or ""))) for cell in below.row(nth)]
            if not any(cells):
                continue
            kind = self._kind(cells)
            if kind is None:
                people.add(nth)
                continue
            passed.append((first + nth, kind, " ".join(cell for cell in cells if cell)[:80]))
            if kind == "header":
                self._signed = False
                changes.append((nth, _REOPENED))
            elif kind == "heading":
                sections.append(self._section(first + nth, cells))
                changes.append((nth, len(sections) - 1))
            elif kind == "signature" and not self._signed:
                self._signed = True
                changes.append((nth, _CLOSED))
        at, current, closed = 0, None, False
        for nth in sorted(people):
            while at < len(changes) and changes[at][0] < nth:
                change = changes[at][1]
                closed = change == _CLOSED or (closed and change != _REOPENED)
                current = change if change >= 0 else current
                at += 1
            if closed and not self._is_numbered(below.row(nth)):
                cells = [clean(cell or "") for cell in below.row(nth)]
                passed.append((first + nth, "signature", " ".join(cell for cell in cells if cell)[:80]))
                continue
            data.append(first + nth)
            if current is not None:
                section_of[first + nth] = current
        return Rows(tuple(data), tuple(sections), section_of, tuple(sorted(passed)))

    def _is_numbered(self, cells: Sequence[str | None]) -> bool:
        return self._ordinal is not None and bool(_NUMBERED.match((cells[self._ordinal] or "").strip()))

    def _kind(self, cells: Sequence[str]) -> Passed | None:
        """What a row is that is not surely a person; None: a person all the same."""
        told = [cell for place, cell in enumerate(cells) if cell and place != self._ordinal]
        first = told[0] if told else ""
        name = " ".join(cells[place] for place in self._names if cells[place])
        numbered = self._is_numbered(cells)
        if counts_columns(cells) or (len(told) >= _ENOUGH and all(key(cell) in self._header for cell in told)):
            return "header"
        if _SUM.match(first) or _SUM.match(name) or (not numbered and _SUM.match(next(filter(None, cells), ""))):
            return "sum"
        filled = sum(bool(cells[place]) for place in self._used)
        # Of a row that says as much as a person's only the name tells: "Duyệt" is a name as well.
        looked_at = [name] if numbered or (name and filled >= _ENOUGH) else told
        if any(_SIGNATURE.search(key(cell)) for cell in looked_at):
            return "signature"
        if not numbered and told and all(key(cell) in _SIGNERS for cell in told):
            return "signature"
        alone = next(iter(texts)) if len(texts := {cell for cell in cells if cell}) == 1 else ""
        if _REMARK.match(alone) and not said_by(alone.lstrip("-–+* ")):
            return "remark"
        if self._is_heading(cells, told, numbered=numbered):
            return "signature" if self._signed else "heading"
        if self._signed and not (numbered and name):
            return "signature"
        if name or (numbered and told) or filled >= 2:
            return None
        return "note"

    def _is_heading(self, cells: Sequence[str], told: Sequence[str], *, numbered: bool) -> bool:
        """One text alone in its row, with a number before it that is no person's."""
        texts = {cell for cell in told if not _NUMBERED.match(cell)}
        mark = cells[self._ordinal] if self._ordinal is not None else ""
        if not texts and mark and not numbered:
            return len(mark) > 4
        if len(texts) != 1:
            return False
        text = next(iter(texts))
        if said_by(text):
            return True
        if numbered or (mark and not _MARK.match(mark)):
            return False
        if mark or _MARK.match(text):
            return True
        # Without any number: a name of somebody, or a heading that does not look like a unit.
        alone_at_name = any(cells[place] == text for place in self._names)
        return not alone_at_name or (text.isupper() and len(text.split()) > 5)

    def _sibling(self, text: str) -> Heading | None:
        """Of headings without a mark a unit of one kind stands beside another of that kind, not under it."""
        kind = _kind_of_unit(text)
        alike = (
            one for one in self._over
            if kind and _kind_of_unit(one.text) == kind and not _MARK.match(one.text)
            and one.depth in (0, 5, 9) and (one.depth == 0) == text.isupper()
        )  # fmt: skip
        return next(alike, None)

    def _section(self, row: int, cells: Sequence[str]) -> Section:
        mark = cells[self._ordinal] if self._ordinal is not None else ""
        texts = [
            cell for place, cell in enumerate(cells) if cell and place != self._ordinal and not _NUMBERED.match(cell)
        ]
        text = texts[0] if texts else mark
        depth = _depth(mark if texts else "", text)
        sibling = self._sibling(text) if depth is None else None
        if sibling is not None:
            depth = sibling.depth
        elif depth is None:
            depth = 0 if text.isupper() else max((one.depth for one in self._over if one.depth < 9), default=0) + 5
            depth = min(depth, 9)
        self._over = [one for one in self._over if one.depth < depth] + [Heading(row, text, depth)]
        return _said(row, self._over)


def _kind_of_unit(text: str) -> str:
    said = said_by(text)
    return key(said[1]).split()[0] if said and said[0] == "unit" else ""


def _depth(mark: str, text: str) -> int | None:
    """A before I before 1 before 1.1 before a."""
    found = _MARK.match(mark) or _MARK.match(text)
    if not found:
        return None
    told = found["mark"]
    if told[0].isdigit():
        return 3 + told.count(".")
    if set(told.upper()) <= set("IVX"):
        return 2 if told.isupper() else 7
    return 1 if told.isupper() else 6


def heading_text(text: str) -> str:
    """'II. Phòng Nội vụ (12 người)' as 'Phòng Nội vụ'."""
    mark = _MARK.match(text)
    bare = text[mark.end() :] if mark and (len(mark["mark"]) < 4 or mark["mark"].isupper()) and mark.end() > 1 else text
    return _COUNT.sub("", bare).strip(" .:-–") or text


def said_by(text: str) -> tuple[str, str] | None:
    """(category | bloc | unit, words) that a heading says; None when it names no unit, or nothing that is known."""
    bare = heading_text(text)
    words = key(bare)
    for name in ("category", "bloc"):
        for form in (words, words.removeprefix("khoi "), words.removeprefix("danh sach ")):
            if form in WORDS[name]:
                return name, form
    if _LEADERS.match(words):
        return "none", bare
    if unicodedata.normalize("NFC", bare).lower().startswith("số"):
        return None  # a figure, and no "sở"
    return ("unit", bare) if _UNIT.match(words) else None


def _said(row: int, over: Sequence[Heading]) -> Section:
    units: list[str] = []
    found = {"category": "", "bloc": "", "perhaps": ""}
    for one in over:
        what, words = said_by(one.text) or ("perhaps", heading_text(one.text))
        if what == "unit":
            units.append(words)
        elif what in found:
            found[what] = words
    return Section(row, tuple(units), **found)


def passed_told(rows: Rows, most: int) -> Iterator[tuple[int, str, str]]:
    """(row from 1, reason, text) of the first rows that are no people."""
    for place, kind, text in rows.passed[:most]:
        yield place + 1, PASSED[kind], text
