"""'Đổi mã số xã A từ 31120 thành 31121; địa giới và tên gọi không đổi.'"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from lark import Token, Tree

from tinhgon.ledger.effect import Effect
from tinhgon.reading.answer import Effected
from tinhgon.reading.clauses import Said
from tinhgon.reading.desk import Desk
from tinhgon.reading.shapes.base import NotThisShape, Place, Shape, all_tokens, opening, trees_of
from tinhgon.reading.shapes.lists import lexicon, one_unit
from tinhgon.registers.units.effects.change_codes import ChangeCodes, CodeChange


def _build(tree: Tree[Token], place: Place) -> Said:
    mentions, codes = [], []
    for change in trees_of(tree, "change"):
        mention = one_unit(change.children[0], place)  # type: ignore[arg-type]
        was, new = (str(all_tokens(code)[0]) for code in trees_of(change, "code"))
        if mention.code not in (None, was):
            raise NotThisShape
        mentions.append(replace(mention, code=was))
        codes.append(new)
    return Said("change_codes", "change_codes/1", sources=tuple(mentions), facts={"codes": codes})


def _draft(effect: Effected, desk: Desk) -> Iterable[Effect]:
    codes = effect.clause.said.facts["codes"]
    changes = [CodeChange(unit=desk.unit(one), code=code) for one, code in zip(effect.sources, codes, strict=True)]
    yield ChangeCodes(clause=effect.clause.label, changes=tuple(changes))


CHANGE_CODES = Shape(
    name="change_codes",
    opens=opening("đổi mã số"),
    lexicon=lexicon(DO=("đổi mã số",), FROM=("từ",), SAME=("; địa giới và tên gọi không đổi",)),
    grammar="start: DO change ((COMMA | AND) change)* SAME? DOT?\nchange: item FROM code TO code\ncode: NAME | NUM\n",
    build=_build,
    with_units=True,
    draft=_draft,
)
