"""Who issues, as the head and the foot of a paper have it: State or Party, superior, lines, place, hand that signs.

What cannot be told from the name of the body is asked of the clerk, never guessed.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from tinhgon.basis.errors import BadInput, gettext_noop
from tinhgon.basis.text import clean
from tinhgon.documents.forms import Family

_NOT_OURS = re.compile(
    r"\b(?:mặt trận tổ quốc|đoàn thanh niên|(?:tỉnh|thành|huyện|quận|xã) ?đoàn|liên đoàn lao động|công đoàn|"
    r"hội (?:liên hiệp|nông dân|cựu chiến binh|phụ nữ))\b",
    re.IGNORECASE,
)
_PARTY = re.compile(
    r"\b(?:(?:tỉnh|thành|huyện|quận|thị|đảng|chi) ủy|đảng bộ|chi bộ|bộ chính trị|ban bí thư|đảng đoàn|"
    r"ban cán sự đảng|ủy ban kiểm tra|ban chấp hành trung ương|trung ương đảng|"
    r"ban (?:tổ chức|tuyên giáo|tuyên giáo và dân vận|dân vận|nội chính|kinh tế|chính sách, chiến lược) trung ương)\b",
    re.IGNORECASE,
)
_STATE = re.compile(
    r"\b(?:ủy ban nhân dân|hội đồng nhân dân|chính phủ|thủ tướng|quốc hội|chủ tịch nước)\b", re.IGNORECASE
)
_OFFICE = re.compile(
    r"^(?:bộ trưởng |giám đốc |chánh |trưởng |cục trưởng )?(?:bộ|sở|phòng|cục|chi cục|tổng cục|thanh tra|"
    r"trung tâm|trường|bệnh viện|viện|kho bạc|tòa án|ban quản lý|văn phòng|hiệu trưởng)\b",
    re.IGNORECASE,
)
"""What begins the name of an office of the State, where nothing in the name is of the Party."""
_KINDS = "tỉnh|thành phố|huyện|quận|thị xã|thị trấn|xã|phường|đặc khu"
_PLACE = re.compile(rf"\b(?P<kind>{_KINDS})\s+(?!ủy\b)(?P<name>[^\W_][^,]*?)(?=,|\s+(?:{_KINDS})\s|$)")
_COMMITTEE = re.compile(r"^(?P<own>(?P<kind>Tỉnh|Thành|Huyện|Quận|Thị) ủy)\s+(?P<name>\S.*)$")
_HEAD = re.compile(
    r"^(?P<post>Chủ tịch|Giám đốc|Trưởng phòng|Trưởng ban|Bộ trưởng|Thủ tướng|Chánh Văn phòng)\s+(?P<body>\S.*)$"
)
_COLLECTIVE = re.compile(
    r"^(?:Ủy ban nhân dân|Hội đồng nhân dân|Ủy ban Thường vụ Quốc hội|Chính phủ|Ủy ban Kiểm tra)\b"
)
_CENTRAL = re.compile(
    r"^(?:Ủy ban Thường vụ Quốc hội|Quốc hội|Chính phủ|Thủ tướng|Bộ |Ban .* Trung ương|Bộ Chính trị|Ban Bí thư)"
)
_ADVISES = re.compile(
    r"^(?P<own>Ban Tổ chức|Ban Tuyên giáo và Dân vận|Ban Tuyên giáo|Ban Dân vận|Ban Nội chính|Văn phòng|"
    r"Ủy ban Kiểm tra)"
    r"\s+(?P<above>(?:Tỉnh|Thành|Huyện|Quận|Thị|Đảng) ủy\b.*|Trung ương(?: Đảng)?)$"
)
_STANDING = re.compile(
    r"^(?:Ban Thường vụ|Thường trực|Ban Chấp hành)\s+(?P<above>(?:(?:Tỉnh|Thành|Huyện|Quận|Thị|Đảng) ủy|Đảng bộ)\b.*)$"
)
_OF_PLACE = re.compile(
    rf"^(?P<own>(?:Sở|Phòng|Thanh tra|Chi cục|Ban Quản lý)\b.*?)\s+(?P<kind>{_KINDS})\s+(?P<name>\S.*)$"
)
_PREFIXED = re.compile(r"^(?:TM\.?|T/M|KT\.?|K/T|TL\.?|T/L|TUQ\.?|Q\.)\s*\S", re.IGNORECASE)


@dataclass(frozen=True)
class Body:
    """The body that issues. Lines in capitals; what is not known is empty."""

    family: Family
    superior: tuple[str, ...]
    issuer: tuple[str, ...]
    authority: str
    collective: str
    """In whose name it is signed, where a body decides together: 'ỦY BAN NHÂN DÂN'."""
    post: str
    place: str
    needs_superior: bool


def spelt(text: str) -> str:
    """One spelling of 'ủy' and of the short names: what is compared here, and shown in capitals."""
    text = clean(text).replace("uỷ", "ủy").replace("Uỷ", "Ủy").replace("UỶ", "ỦY")
    text = re.sub(r"\bUBND\b", "Ủy ban nhân dân", text)
    text = re.sub(r"\bHĐND\b", "Hội đồng nhân dân", text)
    return re.sub(r"\bỦy Ban Nhân Dân\b", "Ủy ban nhân dân", text)


def family_of(issuer: str) -> Family:
    """Whose rule of form the body follows. Raises BadInput where its name does not say."""
    text = spelt(issuer)
    is_party = bool(_PARTY.search(text))
    is_state = bool(_STATE.search(text)) or (not is_party and bool(_OFFICE.match(text)))
    if is_party == is_state or _NOT_OURS.search(text):
        raise BadInput(
            "form_unknown",
            gettext_noop(
                "Chưa rõ “{issuer}” theo thể thức văn bản của Nhà nước hay của Đảng; nêu rõ: state hoặc party "
                "(Mặt trận, đoàn thể có quy định riêng, chưa có trong phần mềm)."
            ),
            issuer=issuer,
        )
    return "party" if is_party else "state"


def body_of(issuer: str, *, family: Family | None = None) -> Body:
    """What head and foot say of an issuer. Raises BadInput where State or Party is not clear and not given."""
    text = spelt(issuer)
    chosen = family or family_of(text)
    return _party(text) if chosen == "party" else _state(text)


def _state(text: str) -> Body:
    head = _HEAD.match(text)
    own, post = (head["body"], head["post"].upper()) if head else (text, "")
    if own.startswith("Chính phủ") and post:
        return Body(
            "state",
            (),
            ("THỦ TƯỚNG CHÍNH PHỦ",),
            "THỦ TƯỚNG CHÍNH PHỦ",
            "",
            "THỦ TƯỚNG",
            "Hà Nội",
            needs_superior=False,
        )
    of_place = _OF_PLACE.match(own)
    superior: tuple[str, ...] = ()
    shown = own
    if of_place:
        superior = ("ỦY BAN NHÂN DÂN", f"{of_place['kind']} {of_place['name']}".upper())
        shown = of_place["own"]
    collective = _COLLECTIVE.match(own)
    needs = not (superior or collective or _CENTRAL.match(own))
    return Body(
        "state", superior, _lines(shown), text.upper() if collective or head else _head_of(shown),
        collective[0].upper() if collective and not head else "", post or _post(own), _place(own), needs_superior=needs,
    )  # fmt: skip


def _party(text: str) -> Body:
    standing, advises = _STANDING.match(text), _ADVISES.match(text)
    if advises:
        is_collective = advises["own"] == "Ủy ban Kiểm tra"
        post = {"Văn phòng": "CHÁNH VĂN PHÒNG", "Ủy ban Kiểm tra": "CHỦ NHIỆM"}.get(advises["own"], "TRƯỞNG BAN")
        is_central = advises["above"].startswith("Trung ương")
        above = ("BAN CHẤP HÀNH TRUNG ƯƠNG",) if is_central else _lines(advises["above"])
        place = "Hà Nội" if is_central else _place(advises["above"])
        own = advises["own"].upper()
        return Body(
            "party", above, (own,), text.upper(), own if is_collective else "", post, place, needs_superior=False
        )
    own = standing["above"] if standing else text
    committee = _COMMITTEE.match(own)
    begins = re.match(r"(?:Đảng ủy|Chi bộ|Chi ủy|Đảng bộ)\b", own)
    in_name = committee["own"] if committee else begins[0] if begins else text
    in_name = text[: standing.start("above")].strip() if standing else in_name
    post = "BÍ THƯ" if committee or begins else ""
    needs = not (committee and committee["kind"] in ("Tỉnh", "Thành")) and not _CENTRAL.match(text)
    return Body("party", (), _lines(own), text.upper(), in_name.upper(), post, _place(own), needs_superior=needs)


def _lines(name: str) -> tuple[str, ...]:
    """The name in capitals, broken before the place as heads have it."""
    place = _place_in(name)
    if place and len(name) > 24 and place.start() > 0:
        return (name[: place.start()].strip().upper(), name[place.start() :].upper())
    return (name.upper(),)


def _place_in(name: str) -> re.Match[str] | None:
    """The first place that a name has: 'thành phố Ngã Bảy' of 'Ủy ban nhân dân thành phố Ngã Bảy, tỉnh Hậu Giang'."""
    return next((one for one in _PLACE.finditer(name) if one["name"][0].isupper() or one["name"].isdecimal()), None)


def _head_of(name: str) -> str:
    """Who decides in a body with one head: 'GIÁM ĐỐC SỞ NỘI VỤ'; the body where its head's title is not known."""
    post, upper = _post(name), name.upper()
    for again in ("PHÒNG", "VĂN PHÒNG", "THANH TRA"):
        if post.endswith(f" {again}") and upper.startswith(f"{again} "):
            upper = upper.removeprefix(f"{again} ")
    return f"{post} {upper}" if post else upper


def _post(name: str) -> str:
    for begins, post in (
        ("Ủy ban nhân dân", "CHỦ TỊCH"), ("Hội đồng nhân dân", "CHỦ TỊCH"), ("Ủy ban Thường vụ Quốc hội", "CHỦ TỊCH"),
        ("Chính phủ", "THỦ TƯỚNG"), ("Sở ", "GIÁM ĐỐC"), ("Trung tâm ", "GIÁM ĐỐC"), ("Bộ ", "BỘ TRƯỞNG"),
        ("Bệnh viện ", "GIÁM ĐỐC"), ("Phòng ", "TRƯỞNG PHÒNG"), ("Chi cục ", "CHI CỤC TRƯỞNG"), ("Cục ", "CỤC TRƯỞNG"),
        ("Trường ", "HIỆU TRƯỞNG"), ("Thanh tra ", "CHÁNH THANH TRA"), ("Văn phòng ", "CHÁNH VĂN PHÒNG"),
    ):  # fmt: skip
        if name.startswith(begins):
            return post
    return ""


def _place(name: str) -> str:
    """Where it sits, as the date has it; empty where its name does not say."""
    if _CENTRAL.match(name):
        return "Hà Nội"
    committee, place = _COMMITTEE.match(name), _place_in(name)
    if committee:
        return committee["name"]
    if place is None:
        return ""
    return f"{place['kind'].capitalize()} {place['name']}" if place["name"].isdecimal() else place["name"]


def is_prefixed(signer: str) -> bool:
    """Whether a signer states in whose place they sign: 'KT. CHỦ TỊCH'."""
    return bool(_PREFIXED.match(signer))
