"""Who issues a text: the lines of its head in capitals become the name of one body, cased as the text writes it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from tinhgon.basis.text import clean

# What begins the name of a body: a line that begins so, under another body, names the issuer below its superior.
_BODIES = (
    "ỦY BAN", "UBND", "HỘI ĐỒNG", "HĐND", "VĂN PHÒNG", "SỞ", "BAN", "BỘ", "CỤC", "CHI CỤC", "TỔNG CỤC", "PHÒNG",
    "THANH TRA", "TRUNG TÂM", "TRƯỜNG", "BỆNH VIỆN", "TRẠM", "CÔNG TY", "TỔNG CÔNG TY", "TẬP ĐOÀN", "VIỆN", "HỌC VIỆN",
    "TỈNH ỦY", "THÀNH ỦY", "HUYỆN ỦY", "QUẬN ỦY", "THỊ ỦY", "ĐẢNG ỦY", "ĐẢNG BỘ", "CHI BỘ", "CHI ỦY", "ĐẢNG ĐOÀN",
    "THƯỜNG TRỰC", "ĐOÀN", "HỘI", "LIÊN ĐOÀN", "KHO BẠC", "BẢO HIỂM", "TÒA ÁN", "VIỆN KIỂM SÁT", "CÔNG AN", "ĐẠI HỘI",
)  # fmt: skip
_SUPERIORS_OF_PARTY = ("ĐẢNG BỘ", "BAN CHẤP HÀNH")
_PLACES = ("TỈNH", "THÀNH PHỐ", "TP", "HUYỆN", "QUẬN", "THỊ XÃ", "THỊ TRẤN", "XÃ", "PHƯỜNG", "ĐẶC KHU")
_SHORT = {
    "UBND": "ỦY BAN NHÂN DÂN",
    "HĐND": "HỘI ĐỒNG NHÂN DÂN",
    "TP.": "THÀNH PHỐ",
    "UBMTTQ": "ỦY BAN MẶT TRẬN TỔ QUỐC",
}
_ABOVE = re.compile(r"(?:TỈNH|THÀNH PHỐ|HUYỆN|QUẬN|THỊ XÃ|XÃ|PHƯỜNG|THỊ TRẤN|ĐẶC KHU)\s+(?!ỦY\b).+$")
_COMMITTEE = re.compile(r"^(?:TỈNH|THÀNH|HUYỆN|QUẬN|THỊ|ĐẢNG)\s+ỦY\b.*$")
_CAPITALISED = (
    "Sở ",
    "Ban ",
    "Bộ ",
    "Cục ",
    "Chi cục ",
    "Phòng ",
    "Tỉnh ủy ",
    "Thành ủy ",
    "Huyện ủy ",
    "Quận ủy ",
    "Thị ủy ",
)
# How the common issuers are written where the text has them in capitals only.
_KNOWN = (
    "Ủy ban Thường vụ Quốc hội",
    "Quốc hội",
    "Thủ tướng Chính phủ",
    "Chính phủ",
    "Hội đồng Bộ trưởng",
    "Hội đồng nhân dân",
    "Ủy ban nhân dân",
    "Ủy ban Mặt trận Tổ quốc Việt Nam",
    "Ban Chấp hành Trung ương",
    "Ban Thường vụ",
    "Ban Tổ chức",
    "Ban Tuyên giáo và Dân vận",
    "Ban Tuyên giáo",
    "Ban Dân vận",
    "Ban Nội chính",
    "Ủy ban Kiểm tra",
    "Văn phòng",
    "Tỉnh ủy",
    "Thành ủy",
    "Huyện ủy",
    "Quận ủy",
    "Thị ủy",
    "Đảng ủy",
    "Đảng bộ",
    "Chi bộ",
)
_NAMED_AFTER = re.compile(r"((?:tỉnh|thành phố|huyện|quận|thị xã|xã|phường|thị trấn|đặc khu|(?<!đảng )ủy) )(\S.*)$")


def issuer_of(*, lines: Sequence[str], body: str) -> str:
    """The body that issues, from the lines of the head ('TỈNH ỦY HẬU GIANG', 'BAN TỔ CHỨC'), cased as `body` has it."""
    names = _names([_spelt_out(line) for line in lines])
    if not names:
        return ""
    own, above = names[-1], names[-2] if len(names) > 1 else ""
    return _recased(_placed(own, above), body)


def _spelt_out(line: str) -> str:
    text = clean(line).replace("UỶ", "ỦY").replace("Uỷ", "Ủy").strip("*-_= ")
    for short, whole in _SHORT.items():
        text = re.sub(rf"(?<![^\W_]){re.escape(short)}(?![^\W_])", whole, text)
    return text


def _names(lines: Iterable[str]) -> list[str]:
    """The names of bodies, the superior first: a line that begins no body goes on with the one before."""
    found: list[str] = []
    for line in lines:
        if not line:
            continue
        begins = _begins(line, _BODIES) and not _begins(line, ("BAN CHẤP HÀNH", "BAN THƯỜNG VỤ"))
        goes_on = found and (not begins or (_begins(line, ("ĐẢNG BỘ",)) and found[-1].startswith("BAN CHẤP HÀNH")))
        if goes_on:
            found[-1] = f"{found[-1]} {line}"
        else:
            found.append(line)
    return found


def _begins(line: str, heads: Sequence[str]) -> bool:
    return any(line == head or line.startswith(f"{head} ") for head in heads)


def _placed(own: str, above: str) -> str:
    """A department is told with the place of its superior: 'SỞ NỘI VỤ' of 'ỦY BAN NHÂN DÂN TỈNH HẬU GIANG'."""
    if not above or _ABOVE.search(own) or _begins(above, _SUPERIORS_OF_PARTY) or _COMMITTEE.match(own):
        return own
    if _COMMITTEE.match(above):
        return f"{own} {above}"
    place = _ABOVE.search(above)
    return f"{own} {place[0]}" if place and _begins(own, _BODIES) else own


def _recased(upper: str, body: str) -> str:
    """A name in capitals as the body writes it; else with its first letter capital."""
    if upper != upper.upper():
        return upper
    where = body.lower().replace("uỷ", "ủy").find(upper.lower())
    if where >= 0:
        return clean(body[where : where + len(upper)]).replace("Uỷ", "Ủy").replace("uỷ", "ủy")
    for known in _KNOWN:
        if upper.lower().startswith(known.lower()):
            return known + _rest(known, upper[len(known) :].lower())
    text = upper[:1] + upper[1:].lower()
    for head in _CAPITALISED:
        if text.startswith(head):
            text = head + text[len(head) : len(head) + 1].upper() + text[len(head) + 1 :]
    return _NAMED_AFTER.sub(_named, text)


def _rest(known: str, rest: str) -> str:
    """What follows a known name: a place, or the committee it belongs to."""
    if known.endswith(" ủy") and known != "Đảng ủy":
        return rest.title()
    for other in _KNOWN:
        if rest.strip().startswith(other.lower()):
            return f" {other}{_rest(other, rest.strip()[len(other) :])}"
    return _NAMED_AFTER.sub(_named, rest)


def _named(found: re.Match[str]) -> str:
    return found[1] + found[2].title()
