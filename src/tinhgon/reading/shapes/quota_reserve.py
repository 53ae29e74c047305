"""'Giao 1 biên chế công chức dự phòng của đơn vị A thành biên chế chính thức của đơn vị.'"""

from __future__ import annotations

from collections.abc import Iterable

from lark import Token, Tree

from tinhgon.ledger.effect import Effect
from tinhgon.reading.answer import Effected
from tinhgon.reading.clauses import Said
from tinhgon.reading.desk import Desk
from tinhgon.reading.shapes.base import NotThisShape, Place, Shape, trees_of
from tinhgon.reading.shapes.people import begins, does
from tinhgon.reading.shapes.quotas import AMOUNT, amount_of, quota_lexicon, unit_ref, unit_wanted
from tinhgon.registers.establishment.effects.release_reserve import ReleaseReserve, ReserveLine
from tinhgon.registers.units.payloads import Destination


def _build(tree: Tree[Token], place: Place) -> Said:
    facts, category = amount_of(tree, place)
    if facts.get("layer") != "reserve":
        raise NotThisShape
    units = trees_of(tree, "unit")
    wanted = [unit_wanted(units[0], place), category]
    if len(units) > 1:
        wanted.append(unit_wanted(units[1], place, "target"))
    return Said("quota_reserve", "release_reserve/1", facts={**facts, "agency": wanted[0].words}, wanted=tuple(wanted))


def _draft(effect: Effected, desk: Desk) -> Iterable[Effect]:
    del desk
    facts = effect.clause.said.facts
    stated = {name: facts[name] for name in ("funding", "year") if name in facts}
    line = ReserveLine(category=effect.found["category"].code, **stated)
    target = Destination(**dict(unit_ref(effect, "target"))) if "target" in effect.found else None
    yield ReleaseReserve(
        clause=effect.clause.label, unit=unit_ref(effect), line=line, amount=facts["count"], target=target
    )


QUOTA_RESERVE = Shape(
    name="quota_reserve",
    opens=begins("giao"),
    lexicon=quota_lexicon(
        DO=does("giao"), OF=("của",), OFFICIAL=("thành biên chế chính thức của",), ITSELF=("đơn vị",)
    ),
    grammar=f"start: DO amount year? OF unit OFFICIAL (ITSELF | unit) (DOT | SEMI)?\n{AMOUNT}",
    build=_build,
    draft=_draft,
)
