"""'Thành lập xã A trên cơ sở một phần … của xã B và một phần … của xã C.' '… thuộc quận B trên cơ sở điều chỉnh 1.548
ha diện tích tự nhiên và 12.884 nhân khẩu của phường C.' '… trên cơ sở nhập toàn bộ … của xã D và xã E.'"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from lark import Token, Tree

from tinhgon.ledger.effect import Effect
from tinhgon.reading.answer import Effected
from tinhgon.reading.clauses import Said, Target
from tinhgon.reading.desk import Desk
from tinhgon.reading.lexing import Lexicon
from tinhgon.reading.names import modern
from tinhgon.reading.shapes.base import NotThisShape, Place, Shape, all_tokens, opening, tokens_of, trees_of
from tinhgon.reading.shapes.lists import above_of, lexicon, refuse_levels, spreads, units
from tinhgon.registers.units.effects.merge_units import MergeUnits
from tinhgon.registers.units.effects.split_off import SplitOff

BASED = "(SEATED (OF KIND name)?)? (IN KIND name | COMMA KIND name)* (FROM (GIVES | JOINS)? | WITH)"


def based_lexicon() -> Lexicon:
    """The words of 'Thành lập … trên cơ sở …'."""
    return lexicon(
        DO=("thành lập", "nay thành lập"),
        FROM=("trên cơ sở", "trên cơ sở của"),
        GIVES=("điều chỉnh", "tách", "tách ra từ", "cắt", "chia", "chuyển"),
        SEATED=("- thị trấn huyện lỵ", ", thị trấn huyện lỵ", "(thị trấn huyện lỵ)"),
        JOINS=("nhập", "sáp nhập", "hợp nhất", "sắp xếp"),
        FULL=("toàn bộ", "bộ", "nguyên trạng", "nguyên trạng toàn bộ", "toàn bộ nguyên trạng"),
    )


def _build(tree: Tree[Token], place: Place) -> Said:
    mentions, grounds = units(trees_of(tree, "elements")[0], place)
    kind, name = tokens_of(tree, "KIND")[0], all_tokens(trees_of(tree, "name")[0])[0]
    above = above_of(tree, place, skip=1)
    target = Target(str(kind).lower(), modern(str(name)), place.span(kind, name), above)
    if not spreads(mentions, target):
        refuse_levels(target.kind, *(one.kind for one in mentions))
    whole = all((one.area_share, one.population_share) == ("full", "full") for one in mentions)
    if (
        len(mentions) == 1
        and whole
        and not grounds
        and mentions[0].kind != target.kind
        and not spreads(mentions, target)
    ):
        raise NotThisShape  # the same ground under another kind: change_kind
    if tokens_of(tree, "GIVES"):
        mentions = tuple(replace(one, is_bare=False) for one in mentions)
    parts = not grounds and all(mention.area_share in ("part", "none") for mention in mentions)
    effect = "split_off/1" if parts else "merge_units/1"
    return Said("split_off", effect, sources=mentions, other_ground=grounds, into=target)


def _draft(effect: Effected, desk: Desk) -> Iterable[Effect]:
    label = effect.clause.label
    if effect.clause.said.effect == "split_off/1":
        yield SplitOff(clause=label, sources=desk.sources(effect), unit=desk.new(effect))
    else:
        yield MergeUnits(
            clause=label, sources=desk.sources(effect), other_ground=desk.ground(effect), into=desk.new(effect)
        )


SPLIT_OFF = Shape(
    name="split_off",
    opens=opening("thành lập", "nay thành lập"),
    lexicon=based_lexicon(),
    grammar=f"start: DO KIND name {BASED} elements (DOT | SEMI)?\n",
    build=_build,
    with_units=True,
    draft=_draft,
)
