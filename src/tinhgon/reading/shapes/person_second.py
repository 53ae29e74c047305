"""'Biệt phái bà A, chuyên viên B, đến công tác tại C, thời hạn 24 tháng kể từ ngày …'."""

from __future__ import annotations

from collections.abc import Iterable

from lark import Token, Tree

from tinhgon.ledger.effect import Effect
from tinhgon.reading.answer import Effected
from tinhgon.reading.clauses import Said
from tinhgon.reading.desk import Desk
from tinhgon.reading.shapes.base import Place, Shape
from tinhgon.reading.shapes.people import (
    GOING,
    begins,
    commas,
    days_of,
    does,
    going_to,
    needs_term,
    people_lexicon,
    people_rules,
    person_of,
    person_ref,
    place_ref,
    told,
    when,
)
from tinhgon.registers.staff.effects.second import Second


def _build(tree: Tree[Token], place: Place) -> Said:
    wanted = (person_of(tree, place), *going_to(tree, place))
    return Said("person_second", "second/1", facts={**told(wanted), **days_of(tree, place)}, wanted=wanted)


def _draft(effect: Effected, desk: Desk) -> Iterable[Effect]:
    until = needs_term(effect, desk)
    yield Second(person=person_ref(effect), until=until, **place_ref(effect), **when(effect, desk))


PERSON_SECOND = Shape(
    name="person_second",
    opens=begins("biệt phái", "cử biệt phái"),
    lexicon=people_lexicon(DO=does("biệt phái", "cử biệt phái"), GO=commas(*GOING, "đến")),
    grammar=f"start: DO person before? COMMA? (GO | UNTIL) place _tail\n{people_rules()}",
    build=_build,
    draft=_draft,
)
