"""'Kết thúc hoạt động của huyện A và huyện B. Lý do: …' and 'Giải thể xã A.'"""

from __future__ import annotations

from collections.abc import Iterable

from lark import Token, Tree

from tinhgon.ledger.effect import Effect
from tinhgon.reading.answer import Effected
from tinhgon.reading.clauses import Said
from tinhgon.reading.desk import Desk
from tinhgon.reading.shapes.base import Place, Shape, all_tokens, opening, trees_of
from tinhgon.reading.shapes.lists import anything_of, lexicon, plain_units
from tinhgon.registers.units.effects.dissolve_units import (
    SUBORDINATES,
    UNDOCUMENTED,
    DissolveUnits,
)

_LEXICON = lexicon(
    DO=("kết thúc hoạt động của", "kết thúc hoạt động", "giải thể"),
    WHY=(". Lý do:", "; lý do:", ", lý do:"),
    KEEP=(f". {SUBORDINATES}",),
    LOST=(f". {UNDOCUMENTED}",),
)


def _build(tree: Tree[Token], place: Place) -> Said:
    mentions = plain_units(trees_of(tree, "list")[0], place)
    why = trees_of(tree, "why")
    found = all_tokens(why[0]) if why else []
    text = place.normal.text
    reason = text[found[0].start_pos : found[-1].end_pos].strip().rstrip(".") if found else "theo văn bản"
    types = {token.type for token in all_tokens(tree)}
    ground = "inferiors" if "KEEP" in types else "undocumented" if "LOST" in types else "none"
    return Said("dissolve_units", "dissolve_units/1", sources=mentions, facts={"reason": reason, "ground": ground})


def _draft(effect: Effected, desk: Desk) -> Iterable[Effect]:
    units = tuple(desk.unit(source) for source in effect.sources)
    yield DissolveUnits.model_validate(
        {"clause": effect.clause.label, "units": units, **effect.clause.said.facts, "kind": "dissolve_units/1"}
    )


DISSOLVE_UNITS = Shape(
    name="dissolve_units",
    opens=opening("kết thúc hoạt động", "giải thể"),
    lexicon=_LEXICON,
    grammar="start: DO list (WHY why)? (KEEP | LOST)? DOT?\nlist: item (sep item)*\nwhy: _text+\n"
    + anything_of(_LEXICON)
    .replace("_any", "_text")
    .replace(" | DOT", "")
    .replace(" KEEP |", "")
    .replace(" LOST |", ""),
    build=_build,
    with_units=True,
    draft=_draft,
)
