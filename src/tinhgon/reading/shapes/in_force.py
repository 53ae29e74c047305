"""'Nghị quyết này có hiệu lực thi hành từ ngày được thông qua.' / '… kể từ ngày ký.' / '… từ ngày 01/7/2025 và thay
thế …' / '… sau 15 ngày, kể từ ngày ký ban hành.' / '… sau 15 ngày kể từ ngày đăng Công báo.'"""

from __future__ import annotations

import re

from lark import Token, Tree

from tinhgon.reading.clauses import Said
from tinhgon.reading.lexing import Lexicon, day_in
from tinhgon.reading.shapes.base import NotThisShape, Place, Shape, all_tokens, tokens_of, trees_of

_KINDS = ("Nghị quyết", "Nghị định", "Quyết định", "Kết luận", "Quy định", "Thông tư", "Luật")
_BY = (
    "Quốc hội",
    "Ủy ban Thường vụ Quốc hội",
    "Uỷ ban Thường vụ Quốc hội",
    "Ủy ban thường vụ Quốc hội",
    "Uỷ ban thường vụ Quốc hội",
    "Hội đồng nhân dân",
    "Hội đồng nhân dân tỉnh",
    "Hội đồng nhân dân thành phố",
    "HĐND tỉnh",
)
_LEXICON = Lexicon(
    {
        "TITLE": ("Hiệu lực thi hành", "Điều khoản thi hành", "Hiệu lực"),
        "THIS": tuple(f"{kind}{this}" for kind in _KINDS for this in (" này", "")),
        "FORCE": (
            "có hiệu lực thi hành", "có hiệu lực thực hiện", "có hiệu lực", "có giá trị thi hành", "được thi hành",
        ),
        "FROM": ("kể từ", "từ", "tính từ", "bắt đầu từ"),
        "AFTER": ("sau",),
        "DAYS": ("ngày",),
        "PASSED": (
            *(f"ngày{was} {by} thông qua" for by in _BY for was in (" được", "")),
            "ngày được thông qua", "ngày thông qua",
        ),
        "SIGNED": ("ngày ký ban hành", "ngày ký", "ngày ban hành", "ngày ký quyết định"),
        "GAZETTE": ("ngày đăng Công báo", "ngày đăng công báo", "ngày đăng trên Công báo", "ngày được đăng Công báo"),
        "REPLACES": ("và thay thế", ", thay thế", "; thay thế", "và thay thế cho", ", thay thế cho", "; và thay thế"),
    },
    names=False,
)  # fmt: skip
_MOST_DAYS = 90


def _build(tree: Tree[Token], place: Place) -> Said:
    facts: dict[str, object] = {}
    dates = tokens_of(tree, "DATE")
    counted = trees_of(tree, "counted")
    if counted:
        number = int(str(tokens_of(counted[0], "NUM")[0]))
        if not 0 < number <= _MOST_DAYS:
            raise NotThisShape
        facts["days_after"] = number
    if tokens_of(tree, "GAZETTE"):
        facts["effective_on"] = "gazette"
    elif tokens_of(tree, "PASSED"):
        facts["effective_on"] = "passed"
        words = str(tokens_of(tree, "PASSED")[0])
        facts["passed_by"] = words.removeprefix("ngày ").removeprefix("được ").removesuffix("thông qua").strip()
    elif tokens_of(tree, "SIGNED"):
        facts["effective_on"] = "signed"
    else:
        facts["effective_on"] = day_in(str(dates[0]))
    replaced = trees_of(tree, "replaced")
    if replaced:
        found = all_tokens(replaced[0])
        facts["replaces"] = " ".join(place.normal.text[found[0].start_pos : found[-1].end_pos].split())
    return Said("in_force", facts=facts)


IN_FORCE = Shape(
    name="in_force",
    opens=re.compile(
        rf"\s*(?:(?:Hiệu\s*lực|Điều\s*khoản)(?:\s*thi\s*hành)?\s*[.:]?\s*)?(?:{'|'.join(_KINDS)})(?:\s*này)?,?\s*(?:có|được\s*thi)",
        re.IGNORECASE,
    ),
    lexicon=_LEXICON,
    grammar="""
start: (TITLE (DOT | COLON)?)? THIS COMMA? FORCE _since _day (REPLACES replaced)? (DOT | SEMI)? SLASH? DOT?
_since: COMMA? FROM | counted COMMA? FROM
_day: SIGNED | PASSED | DATE | GAZETTE
counted: AFTER NUM PAREN? DAYS
replaced: (WORD | NUM | DASH | SLASH | DATE | COMMA | PAREN | QUOTE | THIS | DAYS)+
""",
    build=_build,
)
