"""What stands round the clauses: number, issuer, place and date, title, căn cứ, signature, recipients."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from datetime import date

from tinhgon.basis.text import clean
from tinhgon.reading.clauses import Cited, Head, Target
from tinhgon.reading.lexing import day_in
from tinhgon.reading.normal import Normal
from tinhgon.reading.structure import Block

_NUMBER = re.compile(r"Số\s*:?\s*(\d+(?:[-/][^\W_]+)*/?[^\s,;]*)", re.IGNORECASE)
_INSTRUMENT = re.compile(r"(?:số\s*)?(\d+[-/](?:\d{4}/)?[A-ZĐƯ][\w-]*(?:/[A-ZĐƯ][\w-]*)?|\d+/\d{4}/[A-ZĐƯ][\w-]*)")
_KIND = re.compile(
    r"Đề án|Tờ trình|Báo cáo|Nghị quyết|Quyết định|Luật|Kết luận|Nghị định|Công văn|Quy định|Hướng dẫn|Thông tư|"
    r"Bộ luật|Pháp lệnh"
)
_TYPES = ("NGHỊ QUYẾT", "QUYẾT ĐỊNH", "KẾT LUẬN", "THÔNG BÁO", "QUY ĐỊNH", "CHỈ THỊ")
_FIXED = re.compile(
    r"^(?:CỘNG H[ÒO][AÀ] XÃ HỘI CHỦ NGHĨA VIỆT NAM|Độc lập - Tự do - Hạnh phúc|ĐẢNG CỘNG SẢN VIỆT NAM|[-*=_. ]+|"
    r"(?:QUYẾT NGHỊ|QUYẾT ĐỊNH|KẾT LUẬN)\s*:?)$",
    re.IGNORECASE,
)
_PLACE = re.compile(r"^[^\d,]{2,40},\s*ngày\s*\d{1,2}\s*tháng\s*\d{1,2}\s*năm\s*\d{4}\.?$")
_BASIS = re.compile(r"^(?:-\s*)?(?:Căn cứ|Xét đề nghị|Xét|Theo đề nghị|Thực hiện)\s+(.*?)[;,.]*$", re.DOTALL)
_FOR = re.compile(r"^(?:TM\.|T/M|KT\.|K/T|TL\.|T/L|TUQ\.|Q\.)\s*\S")
# Signature and recipients side by side, copied as one line.
_FOOT_TABLE = re.compile(r"(?:TM\.|T/M|KT\.|K/T).*Nơi nhận|Nơi nhận.*(?:TM\.|T/M|Lưu)", re.DOTALL)
_POST = re.compile(r"^[A-ZÀ-ỸĐ ]{4,60}$")
_PERSON = re.compile(r"^(?:[A-ZÀ-ỸĐ][^\W\d_]*\s?){2,6}$")
_ADOPTED = re.compile(
    r"^(?:Nghị quyết|Quyết định|Kết luận) này (?:được|đã được) .{5,300}?thông qua (?P<on>ngày.*)$", re.DOTALL
)
_ABOVE = re.compile(r"(tỉnh|[Tt]hành phố)\s+((?:[A-ZĐÀ-Ỹ][^\W\d_]*(?:\s+|$))+)")


# How the common issuers are written where the text has them in capitals only.
_ISSUERS = (
    "Ủy ban Thường vụ Quốc hội",
    "Quốc hội",
    "Thủ tướng Chính phủ",
    "Chính phủ",
    "Hội đồng nhân dân",
    "Ủy ban nhân dân",
    "Ban Chấp hành Trung ương",
    "Ban Thường vụ",
    "Tỉnh ủy",
    "Thành ủy",
    "Đảng ủy",
)
_NAMED_AFTER = re.compile(r"((?:tỉnh|thành phố|huyện|quận|thị xã|xã|phường|ủy) )(\S.*)$")


@dataclass
class Frame:
    """The head as it fills, and which blocks were taken."""

    normal: Normal
    head: Head = field(default_factory=Head)
    taken: set[int] = field(default_factory=set)
    adopted_on: date | None = None


def read_frame(*, normal: Normal, found: list[Block]) -> Frame:
    """Number, dates, basis, subject and the rest; the blocks that gave them are taken."""
    frame = Frame(normal)
    first = next((place for place, block in enumerate(found) if block.article), len(found))
    _before(frame, found[:first])
    _after(frame, found, first)
    body = normal.text[found[first].start :] if first < len(found) else ""
    head = frame.head
    frame.head = replace(head, issuer=_recased(head.issuer, body), subject=_subject(head.subject, body))
    frame.head = replace(frame.head, province=_province(frame.head.subject))
    return frame


def _text(normal: Normal, block: Block) -> str:
    return clean(normal.text[block.body : block.end]).lstrip("# ")


def _before(frame: Frame, found: list[Block]) -> None:
    """The lines above the first article. The title's lines end at the issuer's name or the first căn cứ."""
    in_title = False
    subject: list[str] = []
    cited: list[Cited] = []
    for place, block in enumerate(found):
        text = _text(frame.normal, block)
        upper = text.upper()
        if _FIXED.match(text) and not (upper in _TYPES and not frame.head.kind):
            in_title = False
        elif (number := _NUMBER.match(text)) and not frame.head.number:
            frame.head = replace(frame.head, number=number[1].rstrip("."))
            _also_date(frame, text)
        elif _PLACE.match(text):
            frame.head = replace(frame.head, signed_on=day_in(text))
        elif upper in _TYPES and not frame.head.kind:
            frame.head = replace(frame.head, kind=text.lower())
            in_title = True
        elif basis := _BASIS.match(text):
            in_title = False
            cited += _cited(basis[1], frame.normal, block)
        elif frame.head.issuer and upper == frame.head.issuer.upper():
            in_title = False
        elif in_title:
            subject.append(text)
        elif not frame.head.kind and text == upper:
            frame.head = replace(frame.head, issuer=f"{frame.head.issuer} {text}".strip())
        elif text == upper:
            pass  # the issuer's head, before the căn cứ: 'CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH'
        else:
            continue
        frame.taken.add(place)
    frame.head = replace(frame.head, subject=clean(" ".join(subject)), basis=tuple(cited))


def _also_date(frame: Frame, text: str) -> None:
    """Number and date on one line, as a two-column head is copied."""
    day = day_in(text)
    if day and not frame.head.signed_on:
        frame.head = replace(frame.head, signed_on=day)


def _cited(text: str, normal: Normal, block: Block) -> list[Cited]:
    """Each instrument that a căn cứ names; its words where it has no number."""
    span = normal.span(block.body, block.end)
    pieces = re.split(
        r"(?:,| và)\s+(?=(?:Đề án|Tờ trình|Báo cáo|Nghị quyết|Quyết định|Luật|Kết luận|Nghị định|Công văn)\s[^,]*số)",
        text,
    )
    found = []
    for piece in pieces:
        number = _INSTRUMENT.search(piece)
        if number and piece.startswith("Hiến pháp"):
            number = None
        kind = _KIND.search(piece)
        words = clean(piece[kind.start() :] if kind and number and kind.start() < number.start() else piece)
        found.append(Cited(number[1] if number else words[:200], words, span))
    return found


def _after(frame: Frame, found: list[Block], first: int) -> None:
    """The foot: adoption, signature, recipients. No personal name is kept: the office signs."""
    signing = recipients = False
    for place in range(first, len(found)):
        block = found[place]
        text = _text(frame.normal, block)
        if block.part == "line" and (adopted := _ADOPTED.match(text)):
            frame.adopted_on = day_in(adopted["on"])
        elif block.part != "line":
            signing = recipients = False
            continue
        elif text.startswith("Nơi nhận"):
            recipients = True
        elif _FOOT_TABLE.search(text):
            signing = recipients = True
        elif _FOR.match(text) and text == text.upper():
            signing = True
        elif signing and _POST.match(text) and not frame.head.signer:
            frame.head = replace(frame.head, signer=text[:1] + text[1:].lower())
        elif (
            not (signing and _PERSON.match(text))
            and not (recipients and text.startswith(("-", "+")))
            and not _FIXED.match(text)
        ):
            continue
        frame.taken.add(place)


def _recased(upper: str, body: str) -> str:
    """A name in capitals as the body writes it; else with its first letter capital."""
    if upper != upper.upper():
        return upper
    where = body.lower().find(upper.lower())
    if where >= 0:
        return body[where : where + len(upper)]
    for known in _ISSUERS:
        if upper.lower().startswith(known.lower()):
            rest = upper[len(known) :].lower()
            return known + (rest.title() if known.endswith(" ủy") else _NAMED_AFTER.sub(_named, rest))
    return _NAMED_AFTER.sub(_named, upper[:1] + upper[1:].lower())


def _named(found: re.Match[str]) -> str:
    return found[1] + found[2].title()


def _subject(upper: str, body: str) -> str:
    if upper != upper.upper():
        return upper
    text = upper[:1] + upper[1:].lower()
    names = sorted({clean(match[2]) for match in _ABOVE.finditer(body)}, key=len, reverse=True)
    for name in names:
        text = re.sub(rf"\b{re.escape(name.lower())}\b", name.replace("\\", ""), text)
    return text


def _province(subject: str) -> Target | None:
    found = list(_ABOVE.finditer(subject))
    return Target(found[-1][1].lower(), clean(found[-1][2]), (0, 0)) if found else None
