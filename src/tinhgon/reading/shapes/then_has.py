"""'Sau khi nhập, xã B có diện tích tự nhiên là 1,71 km2 và quy mô dân số là 42.931 người.' 'Phường A có 1.382,5 ha diện
tích tự nhiên và 21.309 nhân khẩu; phường B còn lại 75 ha …' 'Quận 3 có 12 phường.': what is so afterwards.

Nothing is done by such a sentence. Its figures are stated of the units that the text has formed or changed.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from lark import Token

from tinhgon.reading.clauses import Said, Stated
from tinhgon.reading.desk import Draft
from tinhgon.reading.lexing import Lexicon, heads_of, km2_of
from tinhgon.reading.names import modern
from tinhgon.reading.normal import Normal
from tinhgon.reading.shapes.base import KINDS, Sentences
from tinhgon.reading.shapes.lists import UNITS
from tinhgon.reading.words import UPPER

HAMLETS = (
    "thôn", "xóm", "ấp", "bản", "buôn", "làng", "khóm", "tiểu khu", "khu phố", "tổ dân phố", "khu vực", "khối",
    "khu dân cư",
)  # fmt: skip
_KINDS = "|".join(r"\s+".join(kind.split()) for kind in KINDS)
_BEGINS = re.compile(
    rf"\W*(?:Sau\s+khi\b[^.:;]{{2,160}}?(?:,|:|\bthì)\s*)?(?i:các\s+)?(?P<unit>(?i:{_KINDS}))\s+(?=[^\W\d_]|\d)",
    re.DOTALL,
)
# 'Sau khi điều chỉnh địa giới hành chính xã A có …': without a comma.
_WITHOUT = re.compile(
    r"\W*Sau\s+khi\s+(?:điều\s+chỉnh|sắp\s+xếp|chia|tách|nhập)(?:\s+địa\s+giới)?(?:\s+hành\s+chính)?\s+"
    rf"(?P<unit>(?i:{_KINDS}))\s+(?=[^\W\d_]|\d)"
)
_NEGATED = re.compile(r"\b(?:không|chưa|bãi\s+bỏ|nhập|chuyển)\b[^.;]*$", re.IGNORECASE)
_LEXICON = Lexicon(
    {
        "AREA": UNITS["AREA"],
        "PEOPLE": UNITS["PEOPLE"],
        "IS": ("là",),
        "HAS": ("có", "có tổng", "còn lại", "còn"),
        "KIND": KINDS,
        "EACH": ("các",),
        "AND": ("và", "với", "trên"),
        "UNITS": (
            "đơn vị hành chính cấp xã trực thuộc", "đơn vị hành chính cấp huyện trực thuộc",
            "đơn vị hành chính trực thuộc", "đơn vị hành chính cấp xã", "đơn vị hành chính cấp huyện",
            "đơn vị hành chính", "đơn vị trực thuộc",
        ),
        "COMPRISES": ("gồm", "bao gồm", "trong đó có", "trong đó", "là"),
        "THEN": (
            "sau khi điều chỉnh", "sau khi sắp xếp", "sau khi nhập", "sau khi thành lập", "sau khi điều chỉnh địa giới",
        ),
        "IN": ("thuộc", "trực thuộc"),
        "HAMLET": HAMLETS,
    },
    figures=True,
)  # fmt: skip
_FILL = frozenset(
    {"AREA", "PEOPLE", "IS", "HAS", "COMMA", "AND", "UNITS", "COMPRISES", "COLON", "EACH", "SEMI", "DOT", "THEN", "IN"}
)


@dataclass
class Told:
    """One unit and its figures, as the sentence goes on."""

    kind: str
    name: str
    token: Token
    area: str | None = None
    people: int | None = None
    hamlets: int | None = None
    number: int | None = None
    has: bool = False
    is_listing: bool = False

    def takes(self, token: Token) -> bool:
        """Whether a word belongs to the statement."""
        if token.type == "HAS":
            self.has = True
        elif token.type == "KM2":
            fits = self.area is None and not self.is_listing
            self.area = format(km2_of(str(token)).normalize(), "f")
            return fits
        elif token.type == "HEADS":
            fits = self.people is None and not self.is_listing and "," not in token
            self.people = heads_of(str(token)) if fits else None
            return fits
        elif token.type == "HAMLET":
            fits = self.number is not None and self.has
            self.hamlets = (self.hamlets or 0) + (self.number or 0)
            self.number, self.is_listing = None, False
            return fits
        elif token.type in ("NAME", "NUM", "DATE"):
            self.number = int(token) if token.type == "NUM" else None
            self.is_listing = self.has
            return self.has
        elif token.type == "HOUSES":
            return self.hamlets is not None
        elif token.type == "SEMI":
            self.is_listing = False
        return token.type in _FILL


def told_in(*, normal: Normal, start: int, end: int) -> list[Told]:
    """The units and figures that a sentence states; none where it says anything else."""
    found = _WITHOUT.match(normal.text, start, end) or _BEGINS.match(normal.text, start, end)
    if found is None or _NEGATED.search(normal.text, found.start("unit"), end):
        return []
    told = list(_statements(_LEXICON.tokens(text=normal.text, start=found.start("unit"), end=end)))
    return told if all(one.has for one in told) else []


@dataclass(frozen=True)
class ThenHas(Sentences):
    """Read by hand: statements of one kind in a row, and any other word makes the sentence another."""

    draft: Draft | None = field(default=None)

    def read(self, *, normal: Normal, start: int, end: int, lead: str = "") -> Said | None:
        """The figures, or None when the sentence says anything else."""
        del lead
        told = told_in(normal=normal, start=start, end=end)
        if not told:
            return None
        if any(one.hamlets is not None for one in told):
            return None  # hamlet_count
        stated = tuple(
            Stated(
                one.kind,
                modern(one.name),
                normal.span(one.token.start_pos or 0, one.token.end_pos or 0),
                one.area,
                one.people,
            )
            for one in told
            if one.area is not None or one.people is not None
        )
        return Said("then_has", stated=stated)


def _statements(tokens: list[Token]) -> Iterator[Told]:
    """'KIND NAME HAS …', again and again; the last without `has` where anything else stands."""
    current: Told | None = None
    kind = ""
    for token, following in itertools.zip_longest(tokens, tokens[1:]):
        if token.type == "KIND":
            kind = str(token).lower()
        elif token.type in ("NAME", "NUM") and kind and following is not None and following.type in ("HAS", "THEN"):
            if current:
                yield current
            current = Told(kind, str(token), token)
        elif current is None or not current.takes(token):
            yield Told("", "", token)
            return
    if current:
        yield current


THEN_HAS = ThenHas("then_has", (_BEGINS,), (), re.compile(r"(?!)"))
_SIDE = r"(?i:đông|tây|nam|bắc)"
_DIRECTIONS = rf"{_SIDE}(?:(?:\s+và)?(?:\s+phía)?\s+{_SIDE})*"
_NAME = rf"(?:[{UPPER}][\w']*|\d+)(?:[ -]+(?:[{UPPER}][\w']*|\d+))*"
_STATES = r"(?:\s+(?i:hòa|hoà|dân\s+chủ|nhân\s+dân)\b)*"
_PLACE = rf"(?:(?i:các\s+)?(?i:{_KINDS}|nước|biển|vùng|vịnh|sông)\s+)?{_NAME}{_STATES}(?:\s+{_NAME})?"
_BORDERS = (
    re.compile(
        rf"\W*(?:Địa\s+giới[^:;.]{{0,160}}:\s*)?(?i:phía\s+)?{_DIRECTIONS}\s*:?\s*(?i:giáp)\b|"
        rf"\W*(?i:các\s+)?(?i:{_KINDS})\s+[^;.:]{{1,60}}?\s(?i:có\s+(?:vị\s+trí\s+)?(?:phía\s+)?đông\s+)?giáp\s|"
        rf"\W*{_PLACE}(?:(?:,|\s+và)\s+{_PLACE})*\W*$",
        re.DOTALL,
    ),
)
_ACTS = re.compile(
    r"\b(?:sáp\s+nhập|nhập|thành\s+lập|chia|tách|giải\s+thể|đổi\s+tên|chuyển|bãi\s+bỏ|nhận|thu\s+hồi|(?-i:giao)|điều\s+chỉnh|"
    r"không|chưa|nếu|trừ|km2|ha)\b",
    re.IGNORECASE,
)
NEIGHBOURS = Sentences("neighbours", (re.compile(r"(?=.{0,600}\bgiáp\b)", re.DOTALL),), _BORDERS, _ACTS)
_SEAT = (
    re.compile(
        r"\W*(?:Trụ\s+sở|Trung\s+tâm)\s+(?:làm\s+việc\s+|hành\s+chính\s+)?(?:của\s+)?[^;.]{3,200}?\b(?:đặt\s+tại|là\s+trụ\s+sở|tại)\b",
        re.DOTALL,
    ),
)
SEATS = Sentences("seats", _SEAT, _SEAT, _ACTS)
_COUNTRY = (
    re.compile(
        r"\W*(?:Kể\s+từ\s+ngày[^,.;]{3,60},\s*)?(?i:cả\s+nước)\s+có\s+\d+\s+đơn\s+vị\s+hành\s+chính[^.;]{0,200}\W*$",
        re.DOTALL,
    ),
)
COUNTRY = Sentences("country_has", _COUNTRY, _COUNTRY, _ACTS)
