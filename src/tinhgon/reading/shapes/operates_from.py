"""'Các cơ quan theo thẩm quyền khẩn trương …, bảo đảm để … chính thức hoạt động từ ngày 01 tháng 7 năm 2025.'"""

from __future__ import annotations

from lark import Token, Tree

from tinhgon.reading.clauses import Said
from tinhgon.reading.lexing import day_in
from tinhgon.reading.shapes.base import Place, Shape, opening, tokens_of
from tinhgon.reading.shapes.prose import FILL, prose_lexicon


def _build(tree: Tree[Token], place: Place) -> Said:
    del place
    return Said("operates_from", facts={"operates_from": day_in(str(tokens_of(tree, "DATE")[-1]))})


OPERATES_FROM = Shape(
    name="operates_from",
    opens=opening(
        "Các cơ quan theo thẩm quyền", "Các cơ quan có thẩm quyền", "Chính quyền địa phương ở", "Các đơn vị hành chính"
    ),
    lexicon=prose_lexicon(
        STARTS=("chính thức hoạt động từ", "chính thức hoạt động kể từ", "bắt đầu hoạt động từ", "hoạt động từ")
    ),
    grammar=f"start: _fill+ STARTS DATE DOT?\n{FILL}",
    build=_build,
)
