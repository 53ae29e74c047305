"""'Sáp nhập xã A và xã B thành một xã lấy tên là xã C.' 'Hợp nhất xã A và xã B, lấy tên là xã C.'"""

from __future__ import annotations

from dataclasses import replace

from lark import Token, Tree

from tinhgon.reading.clauses import Said
from tinhgon.reading.shapes.base import NotThisShape, Place, Shape, opening, trees_of
from tinhgon.reading.shapes.form_unit import draft_merger
from tinhgon.reading.shapes.lists import above_of, lexicon, refuse_levels, target, units


def _build(tree: Tree[Token], place: Place) -> Said:
    mentions, grounds = units(trees_of(tree, "elements")[0], place, default=("full", "full"))
    found = [*trees_of(tree, "named"), *trees_of(tree, "bare")]
    into, note = target(found[0], place)
    into = replace(into, above=above_of(tree, place, skip=0))
    if grounds or (len(mentions) < 2 and mentions[0].area_share == "full"):
        raise NotThisShape
    refuse_levels(into.kind, *(one.kind for one in mentions))
    return Said("join_units", "merge_units/1", sources=mentions, into=into, notes=(note,) if note else ())


JOIN_UNITS = Shape(
    name="join_units",
    opens=opening("nhập", "sáp nhập", "sát nhập", "hợp nhất", "nay hợp nhất", "nay sáp nhập"),
    lexicon=lexicon(
        DO=("nhập", "sáp nhập", "sát nhập", "hợp nhất", "nay hợp nhất", "nay sáp nhập"),
        TO=("thành", "để thành lập", "thành lập", "và lấy tên là", "để lập thành", "lập thành"),
        AS=(", lấy tên là", ", lấy tên gọi là", ", có tên gọi là", ", đặt tên là", ", mang tên", "; lấy tên là"),
        ONE=("một", "1", "01", "một (01)"),
        AND=("và", "với"),
        WITH=(),
    ),
    grammar="""
start: DO elements (TO ONE? target | AS bare) (IN KIND name)? (COMMA KIND name)* (DOT | SEMI)?
bare: KIND name
""",
    build=_build,
    with_units=True,
    draft=draft_merger,
)
