"""'Ghi nhận ông A, chuyên viên Phòng B, đã từ trần ngày …'."""

from __future__ import annotations

from collections.abc import Iterable

from lark import Token, Tree

from tinhgon.ledger.effect import Effect
from tinhgon.reading.answer import Effected
from tinhgon.reading.clauses import Said
from tinhgon.reading.desk import Desk
from tinhgon.reading.lexing import day_in
from tinhgon.reading.shapes.base import Place, Shape, tokens_of
from tinhgon.reading.shapes.people import (
    begins,
    commas,
    does,
    people_lexicon,
    people_rules,
    person_of,
    person_ref,
    told,
    when,
)
from tinhgon.registers.staff.effects.die import Die


def _build(tree: Tree[Token], place: Place) -> Said:
    person = person_of(tree, place)
    days = tokens_of(tree, "DATE")
    since = {"since": str(day_in(str(days[0])))} if days else {}
    return Said("person_die", "die/1", facts={**told([person]), **since}, wanted=(person,))


def _draft(effect: Effected, desk: Desk) -> Iterable[Effect]:
    yield Die(person=person_ref(effect), **when(effect, desk))


PERSON_DIE = Shape(
    name="person_die",
    opens=begins("ghi nhận"),
    lexicon=people_lexicon(DO=does("ghi nhận"), DIED=commas("đã từ trần", "từ trần")),
    grammar=f"start: DO person before? COMMA? DIED SINCE? DATE? (DOT | SEMI)?\n{people_rules()}",
    build=_build,
    draft=_draft,
)
