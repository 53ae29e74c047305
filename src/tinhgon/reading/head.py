"""What stands round the clauses: number, issuer, place and date, title, căn cứ, signature, recipients."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date

from tinhgon.basis.text import clean
from tinhgon.reading.clauses import Cited, Head, Target
from tinhgon.reading.issuers import issuer_of
from tinhgon.reading.junk import is_junk
from tinhgon.reading.lexing import day_in
from tinhgon.reading.normal import Normal
from tinhgon.reading.structure import Block

_NUMBER = re.compile(r"(?:Luật |Nghị quyết |Quyết định )?Số\s*:?\s*(\d+(?:[-/][^\W_]+)*/?[^\s,;]*)", re.IGNORECASE)
_INSTRUMENT = re.compile(r"(?:số\s*)?(\d+[-/](?:\d{4}/)?[A-ZĐƯ][\w-]*(?:/[A-ZĐƯ][\w-]*)?|\d+/\d{4}/[A-ZĐƯ][\w-]*)")
_KIND = re.compile(
    r"Đề án|Tờ trình|Báo cáo|Nghị quyết|Quyết định|Luật|Kết luận|Nghị định|Công văn|Quy định|Hướng dẫn|Thông tư|"
    r"Bộ luật|Pháp lệnh|Điều lệ"
)
_TYPES = ("NGHỊ QUYẾT", "QUYẾT ĐỊNH", "KẾT LUẬN", "THÔNG BÁO", "QUY ĐỊNH", "CHỈ THỊ", "NGHỊ ĐỊNH")
# 'QUYẾT ĐỊNH Về việc bổ nhiệm cán bộ': the kind and the subject on one line.
_TITLED = re.compile(rf"^({'|'.join(_TYPES)})\s+(?=(?:Về|VỀ|về)\s|V/v)")
_NATION = re.compile(
    r"CỘNG H[ÒO][AÀ] XÃ HỘI CHỦ NGHĨA VIỆT NAM|Độc lập\s*-\s*Tự do\s*-\s*Hạnh phúc|ĐẢNG CỘNG SẢN VIỆT NAM",
    re.IGNORECASE,
)
_FIXED = re.compile(rf"^(?:{_NATION.pattern}|[-*=_. ]+|(?:QUYẾT NGHỊ|QUYẾT ĐỊNH|KẾT LUẬN)\s*:?)$", re.IGNORECASE)
# 'BAN THƯỜNG VỤ TỈNH ỦY QUYẾT ĐỊNH:' stands over the articles.
_ENACTS = re.compile(r"^[A-ZÀ-ỸĐ ]+ (?:QUYẾT NGHỊ|QUYẾT ĐỊNH|KẾT LUẬN|NGHỊ ĐỊNH)\s*:?$")
_PLACE = re.compile(r"^[^\d,]{2,40},\s*ngày\s*\d{1,2}\s*tháng\s*\d{1,2}\s*năm\s*\d{4}\.?$")
_BASIS = re.compile(
    r"^(?:-\s*)?(?:Căn cứ|Xét đề nghị|Xét|Theo đề nghị|Thực hiện|Được sự đồng ý của|Sau khi xem xét)\s+(.*?)[;,.]*$",
    re.DOTALL,
)
# Who decides, in capitals under the title: 'CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH', 'KHÓA VII, KỲ HỌP THỨ 13'.
_AUTHORITY = re.compile(
    r"^(?:CHỦ TỊCH|PHÓ CHỦ TỊCH|BỘ TRƯỞNG|GIÁM ĐỐC|TỔNG GIÁM ĐỐC|THỦ TƯỚNG|CHÍNH PHỦ|QUỐC HỘI|HIỆU TRƯỞNG|TRƯỞNG|CHÁNH|"
    r"ỦY BAN|UỶ BAN|UBND|HỘI ĐỒNG|HĐND|BAN|BỘ CHÍNH TRỊ|(?:TỈNH|THÀNH|HUYỆN|QUẬN|THỊ|ĐẢNG) [ỦU][YỶ]|CHI BỘ|"
    r"CHI CỤC TRƯỞNG|CỤC TRƯỞNG|THƯỜNG TRỰC|KH[ÓO][AÁ]|KỲ HỌP|THỐNG ĐỐC|VIỆN TRƯỞNG|TỔNG)\b"
)
_LETTERS = re.compile(r"[^\W\d_]")
_SESSION = re.compile(r"^(?:KH[ÓO][AÁ]|KỲ HỌP)\b")
_FOR = re.compile(r"^(?:TM\.?|T/M|KT\.?|K/T|TL\.?|T/L|TUQ\.?|Q\.)\s*\S")
# Signature and recipients side by side, copied as one line.
_FOOT_TABLE = re.compile(r"(?:TM\.|T/M|KT\.|K/T).*Nơi nhận|Nơi nhận.*(?:TM\.|T/M|Lưu)", re.DOTALL)
# 'CỦA HỘI ĐỒNG BỘ TRƯỞNG SỐ 64-HĐBT NGÀY 6 THÁNG 4 NĂM 1982 VỀ VIỆC …': what is said already.
_OF_ISSUER = re.compile(r"^của .{4,80}? số \S+ ngày (?:\d+ tháng \d+ năm \d+|[\d/-]+)\s+", re.IGNORECASE)
_POST = re.compile(r"^[A-ZÀ-ỸĐ ]{4,60}$")
# Who signs without a mark before: the head of an office.
_SIGNS = re.compile(
    r"^(?:(?:PHÓ |Q\. )?(?:CHỦ TỊCH|GIÁM ĐỐC|BÍ THƯ|TRƯỞNG BAN|TRƯỞNG PHÒNG|HIỆU TRƯỞNG|CHI CỤC TRƯỞNG|CỤC TRƯỞNG)|"
    r"THỦ TƯỚNG|BỘ TRƯỞNG|THỨ TRƯỞNG|CHÁNH VĂN PHÒNG|TỔNG GIÁM ĐỐC|CHÁNH THANH TRA)$"
)
_SIGNED = re.compile(r"^\(?\s*(?:đã ký|ký tên|ký tên, đóng dấu|đã ký, đóng dấu)\s*\)?$", re.IGNORECASE)
_PERSON = re.compile(r"^(?:[A-ZÀ-ỸĐ][^\W\d_]*\s?){2,6}$")
_ADOPTED = re.compile(
    r"^(?:Nghị quyết|Quyết định|Kết luận) này (?:được|đã được) .{5,300}?thông qua (?P<on>ngày.*)$", re.DOTALL
)
_ABOVE = re.compile(r"(tỉnh|[Tt]hành phố)\s+((?:[A-ZĐÀ-Ỹ][^\W\d_]*(?:\s+|$))+)")


@dataclass
class Frame:
    """The head as it fills, and which blocks were taken."""

    normal: Normal
    head: Head = field(default_factory=Head)
    taken: set[int] = field(default_factory=set)
    issuers: list[str] = field(default_factory=list)
    adopted_on: date | None = None


def read_frame(*, normal: Normal, found: list[Block]) -> Frame:
    """Number, dates, basis, subject and the rest; the blocks that gave them are taken."""
    frame = Frame(normal)
    first = next((place for place, block in enumerate(found) if block.article), len(found))
    _before(frame, found[:first])
    _after(frame, found, first)
    body = normal.text[found[first].start :] if first < len(found) else ""
    head = frame.head
    issuer = issuer_of(lines=frame.issuers, body=body)
    frame.head = replace(head, issuer=issuer, subject=_subject(head.subject, body, issuer))
    frame.head = replace(frame.head, province=_province(frame.head.subject))
    return frame


def _text(normal: Normal, block: Block) -> str:
    return clean(normal.text[block.body : block.end]).lstrip("# ")


def _before(frame: Frame, found: list[Block]) -> None:
    """The lines above the first article. The title's lines end at who decides, or at the first căn cứ."""
    in_title = False
    subject: list[str] = []
    cited: list[Cited] = []
    for place, block in enumerate(found):
        text = _own_words(_text(frame.normal, block), is_head=not frame.head.kind)
        upper = text.upper()
        if _FIXED.match(text) and not (upper in _TYPES and not frame.head.kind):
            in_title = in_title and not subject
        elif (number := _NUMBER.match(text)) and not frame.head.number:
            frame.head = replace(frame.head, number=number[1].rstrip("."))
            _also_date(frame, text)
        elif _PLACE.match(text):
            frame.head = replace(frame.head, signed_on=day_in(text))
        elif not frame.head.kind and (upper in _TYPES or _TITLED.match(text)):
            titled = _TITLED.match(text)
            frame.head = replace(frame.head, kind=(titled[1] if titled else text).lower())
            subject += [text[titled.end() :]] if titled else []
            in_title = True
        elif basis := _BASIS.match(text):
            in_title = False
            cited += _cited(basis[1], frame.normal, block)
        elif in_title and subject and _decides(frame.normal, found, place):
            in_title = False
        elif in_title:
            subject.append(text)
        elif not frame.head.kind and text == upper and _LETTERS.search(text) and not upper.startswith(_TYPES):
            frame.issuers.append(text.strip("| "))
        elif text == upper or _ENACTS.match(upper):
            pass  # who decides: 'CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH', 'BAN THƯỜNG VỤ TỈNH ỦY QUYẾT ĐỊNH'
        else:
            continue
        frame.taken.add(place)
    frame.head = replace(frame.head, subject=clean(" ".join(subject)), basis=tuple(cited))


def _own_words(text: str, *, is_head: bool) -> str:
    """A line without the name of the nation beside it, as two columns are copied; "-" where nothing is left."""
    if is_junk(text):
        return "-"
    return (clean(_NATION.sub(" ", text)) or "-") if is_head else text


def _decides(normal: Normal, found: list[Block], place: int) -> bool:
    """Whether a line in capitals is who decides, and no part of a title in capitals: of the lines that stand alone
    before the căn cứ it is the last one that names a body, or a bare post above that one, or the session below it."""
    own = _text(normal, found[place])
    if own != own.upper() or not _AUTHORITY.match(own):
        return False
    for block in found[place + 1 :]:
        text = _text(normal, block)
        if _BASIS.match(text) or _FIXED.match(text) or _ENACTS.match(text):
            return True
        if text != text.upper():
            return False
        if _AUTHORITY.match(text) and not _SESSION.match(text):
            return bool(_SIGNS.match(own))
    return True


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
        if block.part == "line" and is_junk(text):
            pass
        elif block.part == "line" and (adopted := _ADOPTED.match(text)):
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
        elif (_SIGNS.match(text) or (signing and _POST.match(text))) and not frame.head.signer:
            frame.head = replace(frame.head, signer=text[:1] + text[1:].lower())
            signing = True
        elif not _in_foot(text, signing=signing, recipients=recipients):
            continue
        frame.taken.add(place)


def _in_foot(text: str, *, signing: bool, recipients: bool) -> bool:
    """A line of the signature, or of the recipients."""
    if _FIXED.match(text):
        return True
    if signing and (_PERSON.match(text) or _SIGNED.match(text)):
        return True
    return recipients and text.startswith(("-", "+"))


def _subject(text: str, body: str, issuer: str) -> str:
    """The subject, in the letters of the body where the title has it in capitals."""
    text = _OF_ISSUER.sub("", text) or text
    if text != text.upper():
        return text
    text = text[:1] + text[1:].lower()
    names = {clean(match[2]) for match in _ABOVE.finditer(body)} | set(_proper_names(body)) | {issuer} - {""}
    for name in sorted(names, key=len, reverse=True):
        if name.lower() in text:
            text = re.sub(rf"\b{re.escape(name.lower())}\b", name.replace("\\", ""), text)
    return text


def _proper_names(body: str) -> Iterable[str]:
    """Runs of two words and more that begin with capitals: names of people and places."""
    run: list[str] = []
    for word in [*re.findall(r"[^\W\d_]+|[^\s]", body), "."]:
        if word[0].isupper() and (len(word) == 1 or word[1:].islower()):
            run.append(word)
            continue
        run = run[1:] if run[:1] in (["Ông"], ["Bà"]) else run
        if len(run) > 1:
            yield " ".join(run)
        run = []


def _province(subject: str) -> Target | None:
    found = list(_ABOVE.finditer(subject))
    return Target(found[-1][1].lower(), clean(found[-1][2]), (0, 0)) if found else None
