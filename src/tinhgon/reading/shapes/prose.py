"""Clauses that post nothing: who carries the resolution out, who watches over it, what holds meanwhile."""

from __future__ import annotations

import re
from collections.abc import Sequence

from lark import Token, Tree

from tinhgon.reading.clauses import Said
from tinhgon.reading.lexing import Lexicon
from tinhgon.reading.shapes.base import Place, Shape, opening

FILL = "_fill: WORD | NUM | COMMA | SEMI | COLON | SLASH | DASH | PAREN | DATE | QUOTE | PERCENT | PLUS\n"
# Where these words stand, something happens to a unit: never prose.
_EFFECTS = (
    "diện tích tự nhiên, quy mô dân số",
    "quy mô dân số",
    "có tên gọi là",
    "đổi tên",
    "giải thể",
    "bổ nhiệm",
    "điều động",
    "phần còn lại",
    "một phần diện tích",
)


def prose_lexicon(**phrases: Sequence[str]) -> Lexicon:
    """Everything is a word but the phrases; words of effects have no place in a grammar of prose."""
    return Lexicon({"EFFECT": _EFFECTS, **phrases}, names=False)


def _nothing(name: str) -> Shape:
    def build(tree: Tree[Token], place: Place) -> Said:
        del tree, place
        return Said(name)

    opens, keys = _PROSE[name]
    grammar = f"start: _fill* KEY (_fill | KEY | DOT)*\n{FILL}"
    return Shape(name, opens, prose_lexicon(KEY=keys), grammar, build)


_PROSE: dict[str, tuple[re.Pattern[str], tuple[str, ...]]] = {
    "basis_of_scheme": (
        opening("Trên cơ sở Đề án", "Trên cơ sở Tờ trình", "Trên cơ sở Phương án"),
        ("quyết định sắp xếp", "quyết nghị", "quyết định"),
    ),
    "meanwhile": (
        opening("Chính quyền địa phương ở", "Các cơ quan, tổ chức ở", "Cơ quan, tổ chức, đơn vị"),
        (
            "tiếp tục hoạt động cho đến khi",
            "tiếp tục hoạt động đến khi",
            "tiếp tục hoạt động",
            "tiếp tục thực hiện nhiệm vụ",
        ),
    ),
    "duties": (
        opening(
            "Chính phủ, ",
            "Chính phủ có",
            "Giao Chính phủ",
            "Giao ",
            "Hội đồng Dân tộc",
            "Ủy ban nhân dân",
            "Uỷ ban nhân dân",
            "Hội đồng nhân dân",
            "Thường trực Hội đồng nhân dân",
            "Các cơ quan",
            "Các bộ",
            "Chánh Văn phòng",
            "Ban Thường vụ",
            "Ban Tổ chức",
            "Văn phòng",
            "Giám đốc",
            "Trưởng",
            "Các ông",
            "Ông",
        ),
        (
            "có trách nhiệm tổ chức thi hành",
            "tổ chức thi hành",
            "chịu trách nhiệm thi hành",
            "giám sát việc thực hiện",
            "tổ chức việc xác định",
            "tổ chức thực hiện",
            "có trách nhiệm thực hiện",
            "hướng dẫn thực hiện",
            "căn cứ quyết định thi hành",
            "chịu trách nhiệm",
        ),
    ),
}
BASIS_OF_SCHEME, MEANWHILE, DUTIES = _nothing("basis_of_scheme"), _nothing("meanwhile"), _nothing("duties")
