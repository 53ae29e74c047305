"""Which line of a file is which part of the paper: by its words and where it stands, never by how it looks."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from tinhgon.basis.text import fold
from tinhgon.documents.checking.measuring import Line, Measured

TYPES = {
    "NGHỊ QUYẾT": ("NQ",),
    "QUYẾT ĐỊNH": ("QĐ",),
    "CHỈ THỊ": ("CT",),
    "QUY CHẾ": ("QC",),
    "QUY ĐỊNH": ("QyĐ", "QĐi", "QĐ"),
    "THÔNG CÁO": ("TC",),
    "THÔNG BÁO": ("TB",),
    "HƯỚNG DẪN": ("HD",),
    "CHƯƠNG TRÌNH": ("CTr",),
    "KẾ HOẠCH": ("KH",),
    "PHƯƠNG ÁN": ("PA",),
    "ĐỀ ÁN": ("ĐA",),
    "DỰ ÁN": ("DA",),
    "BÁO CÁO": ("BC",),
    "BIÊN BẢN": ("BB",),
    "TỜ TRÌNH": ("TTr",),
    "HỢP ĐỒNG": ("HĐ",),
    "CÔNG ĐIỆN": ("CĐ",),
    "BẢN GHI NHỚ": ("BGN",),
    "BẢN THỎA THUẬN": ("BTT",),
    "GIẤY ỦY QUYỀN": ("GUQ",),
    "GIẤY MỜI": ("GM",),
    "GIẤY GIỚI THIỆU": ("GGT",),
    "GIẤY NGHỈ PHÉP": ("GNP",),
    "PHIẾU GỬI": ("PG",),
    "PHIẾU CHUYỂN": ("PC",),
    "PHIẾU BÁO": ("PB",),
    "KẾT LUẬN": ("KL",),
    "THÔNG TRI": ("TT",),
    "QUY HOẠCH": ("QH",),
}
"""The types of papers with the letters that their number has: Nghị định 30/2020 phụ lục III.I; the Party's as digests
have them (those of Quy định differ between sources)."""
MINUTES = ("BIÊN BẢN", "HỢP ĐỒNG")
"""Papers that have no number of the register, no recipients, and tell their day in the body."""
OTHERS = re.compile(r"^(?:DANH SÁCH|PHỤ LỤC|PHIẾU (?!GỬI|CHUYỂN|BÁO)|BẢNG )")
"""What goes with a paper, or is none: the rule sets neither head nor foot of it."""
_BODY = re.compile(r"^(?:ỦY BAN|HỘI ĐỒNG|SỞ|PHÒNG|BAN|TỔ|TỈNH ỦY|THÀNH ỦY|HUYỆN ỦY|ĐẢNG ỦY|CHI BỘ|VĂN PHÒNG)\b")
NATION = re.compile(r"^CỘNG H(?:ÒA|OÀ) XÃ HỘI CHỦ NGHĨA VIỆT NAM$")
PARTY = re.compile(r"^ĐẢNG CỘNG SẢN VIỆT NAM$")
MOTTO = re.compile(r"độc\s*lập.{0,5}tự\s*do.{0,5}hạnh\s*phúc", re.IGNORECASE)
_NATION_LIKE = re.compile(r"cong hoa xa hoi|chu nghia viet nam$")
NUMBER = re.compile(r"^số\s*[:.]?\s*(?P<symbol>\S.*)?$", re.IGNORECASE)
DAY = re.compile(
    r"^(?:(?P<place>\D{2,60}?)(?P<comma>\s*,)?\s+)?ngày\s*(?P<day>[\d…._ ]*)\s*tháng\s*(?P<month>[\d…._ ]*)\s*năm\s*"
    r"(?P<year>[\d…._ ]*)\.?$",
    re.IGNORECASE,
)
RULE = re.compile(r"^[\W_]*$")
BASIS = re.compile(r"^[-–+]?\s*(?:Căn cứ|Theo (?:đề nghị|Tờ trình)|Xét|Thực hiện|Trên cơ sở)\b")
ENACTS = re.compile(r"^(?:QUYẾT ĐỊNH|QUYẾT NGHỊ|CHỈ THỊ|NGHỊ QUYẾT)\s*:$")
ARTICLE = re.compile(r"^Điều\s+\d+\w*\s*(?P<after>[.:]?)")
HEADING = re.compile(r"^(?:Phần|Chương|Mục|Tiểu mục)\s+(?:[IVXLC]+|\d+|thứ\s+\w+)\b", re.IGNORECASE)
RECIPIENTS = re.compile(r"^nơi\s*nhận\s*:?", re.IGNORECASE)
ABOUT = re.compile(r"^V/v\b|^Về việc\b", re.IGNORECASE)
ADDRESSED = re.compile(r"^Kính (?:gửi|trình)\s*:?", re.IGNORECASE)
AUTHORITY = re.compile(r"^(?P<word>TM|T/M|KT|K/T|TL|T/L|TUQ|T/U/Q|Q)(?P<dot>\.|\b)\s*\S", re.IGNORECASE)
POST = re.compile(
    r"^(?:Q\.\s*)?(?:PHÓ\s+)?(?:CHỦ TỊCH|GIÁM ĐỐC|TỔNG GIÁM ĐỐC|TRƯỞNG|BÍ THƯ|CHÁNH|BỘ TRƯỞNG|THỨ TRƯỞNG|THỦ TƯỚNG|"
    r"CỤC TRƯỞNG|VỤ TRƯỞNG|VIỆN TRƯỞNG|HIỆU TRƯỞNG|TỔNG CỤC TRƯỞNG|CHI CỤC TRƯỞNG|CHỦ NHIỆM|TỔNG THANH TRA|"
    r"KẾ TOÁN|ỦY VIÊN|CHỦ TRÌ|THƯ KÝ|NGƯỜI)\b"
)
COPY = re.compile(r"^(?:TRÍCH SAO|SAO Y|SAO LỤC)\b")
_CLOSE = 4
"""Lines between two of one block of signing words, the recipients beside it aside."""
_HEADING_LETTERS, _SUBJECT_LINES = 120, 4
ANNEX = re.compile(r"^PHỤ LỤC(?:\s+[IVX\d]+)?$", re.IGNORECASE)


def same(text: str) -> str:
    """One spelling of uỷ, hoà, thoả: both are right."""
    for old, new in (
        ("uỷ", "ủy"), ("UỶ", "ỦY"), ("Uỷ", "Ủy"), ("hoà", "hòa"), ("HOÀ", "HÒA"), ("Hoà", "Hòa"), ("THOẢ", "THỎA"),
        ("thoả", "thỏa"), ("HOẢ", "HỎA"),
    ):  # fmt: skip
        text = text.replace(old, new)
    return text


@dataclass
class Located:
    """The lines of each part; a part that was not found is empty."""

    nation: list[Line] = field(default_factory=list)
    motto: list[Line] = field(default_factory=list)
    superior: list[Line] = field(default_factory=list)
    issuer: list[Line] = field(default_factory=list)
    number: list[Line] = field(default_factory=list)
    place_date: list[Line] = field(default_factory=list)
    type_name: list[Line] = field(default_factory=list)
    subject: list[Line] = field(default_factory=list)
    about: list[Line] = field(default_factory=list)
    addressed: list[Line] = field(default_factory=list)
    basis: list[Line] = field(default_factory=list)
    enacts: list[Line] = field(default_factory=list)
    article: list[Line] = field(default_factory=list)
    heading: list[Line] = field(default_factory=list)
    body: list[Line] = field(default_factory=list)
    sign_authority: list[Line] = field(default_factory=list)
    sign_post: list[Line] = field(default_factory=list)
    sign_name: list[Line] = field(default_factory=list)
    recipients: list[Line] = field(default_factory=list)
    recipient: list[Line] = field(default_factory=list)
    other: list[Line] = field(default_factory=list)
    copied: list[Line] = field(default_factory=list)

    @property
    def is_party(self) -> bool:
        return any(PARTY.match(same(line.text)) for line in self.nation)

    @property
    def type_text(self) -> str:
        return same(self.type_name[0].text).rstrip(":. ") if self.type_name else ""

    def __iter__(self) -> Iterator[tuple[str, list[Line]]]:
        return iter(vars(self).items())


def located(file: Measured) -> Located:
    """The parts of the file. What fits no part is body."""
    found = Located()
    lines = [line for line in file.lines if line.text]
    start = _head(lines, found)
    end = _foot(lines, start, found)
    _middle(lines[start:end], found)
    return found


def _head(lines: Sequence[Line], found: Located) -> int:
    """Fill the parts of the head; the place of the first line after it."""
    last = -1
    for place, line in enumerate(lines[:40]):
        text = same(line.text)
        if last >= 0 and (BASIS.match(text) or ARTICLE.match(text) or ADDRESSED.match(text) or _is_type(line)):
            break
        part = _part_of_head(line, text, found)
        if part:
            getattr(found, part).append(line)
            last = place
    heads = lines[: last + 1]
    _issuer(heads, found)
    return last + 1


def _part_of_head(line: Line, text: str, found: Located) -> str:
    if not found.nation and (NATION.match(text) or PARTY.match(text) or _NATION_LIKE.search(fold(text))):
        return "nation"
    if not found.motto and MOTTO.search(text):
        return "motto"
    if not found.number and NUMBER.match(text) and len(text) < 60:
        return "number"
    if not found.place_date and DAY.match(text):
        return "place_date"
    if found.number and not found.about and ABOUT.match(text) and line.cell is not None:
        return "about"
    return ""


def _is_type(line: Line) -> bool:
    return same(line.text).rstrip(". ").upper() in TYPES


def _issuer(heads: Sequence[Line], found: Located) -> None:
    """The lines in the column of the number, above it: the last is who issues (with one of the same weight before it),
    the others are above it."""
    taken = {id(line) for _, lines in found for line in lines}
    column = found.number[0].cell if found.number else None
    until = heads.index(found.number[0]) if found.number else len(heads)
    above = [
        line
        for line in heads[: until if column is None else len(heads)]
        if id(line) not in taken
        and not RULE.match(line.text)
        and not line.ruled
        and (line.cell is None or column is None or line.cell[2] == column[2])
    ]
    if not above:
        return
    issuer = [above[-1]]
    for line in reversed(above[:-1]):
        if line.mostly("bold") != above[-1].mostly("bold") or len(issuer) == 2:
            break
        if above[-1].mostly("bold"):
            issuer.insert(0, line)
    found.issuer = issuer
    found.superior = above[: len(above) - len(issuer)]


def _foot(lines: Sequence[Line], start: int, found: Located) -> int:
    """Fill recipients and signature; the place of the first line of the foot."""
    end = next(
        (at for at in range(start, len(lines)) if ANNEX.match(lines[at].text) and not lines[at].ruled), len(lines)
    )
    copied = _copied_at(lines, end)
    found.copied, end = list(lines[copied:end][:1]), copied
    acting = [at for at in range(start, end) if _acts(same(lines[at].text)) and not lines[at].cell]
    start = acting[-1] + 1 if acting else start
    heads = [at for at in range(start, end) if RECIPIENTS.match(lines[at].text)]
    signs = [at for at in range(start, end) if _signs(lines[at])]
    begin = min([*heads[-1:], *_last_block(signs)], default=end)
    foot = lines[begin:end]
    if heads:
        _recipients(foot, found)
    taken = {id(line) for line in (*found.recipients, *found.recipient)}
    _signature([line for line in foot if id(line) not in taken and not line.ruled], found)
    return begin


def _signs(line: Line) -> bool:
    text = same(line.text)
    upper = text == text.upper() and len(text) > 3
    return not line.ruled and upper and bool(AUTHORITY.match(text) or POST.match(text)) and line.text[-1:] not in ":;"


def _copied_at(lines: Sequence[Line], end: int) -> int:
    """Where the head of a copy begins, below what is copied: it has a form of its own."""
    word = next((line for line in lines[:end] if COPY.match(line.text)), None)
    if word is None:
        return end
    return next(
        at
        for at, line in enumerate(lines)
        if line is word or (line.cell and word.cell and line.cell[0] == word.cell[0])
    )


def _acts(text: str) -> bool:
    return bool(BASIS.match(text) or ENACTS.match(text) or ARTICLE.match(text))


def _last_block(signs: Sequence[int]) -> list[int]:
    """Where the last block of signing words begins: lines that follow each other closely."""
    if not signs:
        return []
    first = signs[-1]
    for at in reversed(signs[:-1]):
        if first - at > _CLOSE:
            break
        first = at
    return [first]


def _recipients(foot: Sequence[Line], found: Located) -> None:
    at = next(place for place, line in enumerate(foot) if RECIPIENTS.match(line.text))
    head = foot[at]
    found.recipients = [head]
    for line in foot[at + 1 :]:
        beside = head.cell is not None and line.cell != head.cell
        if beside and (
            line.cell is None or head.cell is None or line.cell[:1] + line.cell[2:] != head.cell[:1] + head.cell[2:]
        ):
            continue
        if head.cell is None and not re.match(r"^[-–+•]", line.text) and (found.recipient or _signs(line)):
            continue
        if not RULE.match(line.text):
            found.recipient.append(line)


def _signature(lines: Sequence[Line], found: Located) -> None:
    for line in lines:
        text = same(line.text)
        if RULE.match(text) or re.match(r"^\(.*\)$", text) or _BODY.match(text):
            continue
        if found.sign_name:
            break
        if AUTHORITY.match(text) and text == text.upper():
            found.sign_authority.append(line)
        elif POST.match(text) or (text == text.upper() and found.sign_authority and not found.sign_post):
            found.sign_post.append(line)
        elif found.sign_post or found.sign_authority:
            found.sign_name.append(line)


def _middle(lines: Sequence[Line], found: Located) -> None:
    """Type, subject, bases and body, in this order."""
    for line in lines:
        if not (line.ruled or RULE.match(line.text)) and (part := _part_of_middle(line, same(line.text), found)):
            getattr(found, part).append(line)
    if not found.enacts and not any(line.text.endswith(";") for line in found.basis):
        found.body[:0], found.basis = found.basis, []  # prose that begins with the same words


def _part_of_middle(line: Line, text: str, found: Located) -> str:
    began = found.body or found.article
    fits = {
        "type_name": not (found.type_name or found.enacts or began) and _is_type(line),
        "other": not (found.type_name or found.body) and OTHERS.match(text),
        "addressed": not found.body and ADDRESSED.match(text),
        "basis": not began and text[-1:] != ":" and BASIS.match(text),
        "enacts": not found.article and ENACTS.match(text),
        "article": ARTICLE.match(text),
        "heading": len(text) < _HEADING_LETTERS and HEADING.match(text),
        "subject": _is_subject(line, text, found),
        "about": not (began or found.type_name or found.about or found.subject) and text.startswith("V/v"),
        # in capitals above the bases: who decides
        "body": found.basis or found.body or text != text.upper(),
    }
    return next((part for part, fit in fits.items() if fit), "")


def _is_subject(line: Line, text: str, found: Located) -> bool:
    """What follows the type at once, until the bases or a line in capitals (who decides) come."""
    if found.basis or found.article or found.body or found.addressed or text == text.upper():
        return False
    if not found.type_name:
        return bool(ABOUT.match(text)) and not text.startswith("V/v") and not found.about
    return not found.subject or (line.align == "center" and len(found.subject) < _SUBJECT_LINES)
