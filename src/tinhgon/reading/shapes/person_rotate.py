"""'Luân chuyển ông A, …, giữ chức vụ Phó Chủ tịch … trong thời hạn 36 tháng kể từ ngày …'."""

from __future__ import annotations

from collections.abc import Iterable

from lark import Token, Tree

from tinhgon.ledger.effect import Effect
from tinhgon.reading.answer import Effected
from tinhgon.reading.clauses import Said
from tinhgon.reading.desk import Desk
from tinhgon.reading.lexing import phrases_of
from tinhgon.reading.shapes.base import Place, Shape
from tinhgon.reading.shapes.people import (
    begins,
    commas,
    days_of,
    does,
    needs_term,
    people_lexicon,
    people_rules,
    person_of,
    person_ref,
    post_of,
    post_ref,
    told,
    when,
)
from tinhgon.registers.staff.effects.rotate import Rotate


def _build(tree: Tree[Token], place: Place) -> Said:
    wanted = (person_of(tree, place), post_of(tree, place))
    return Said("person_rotate", "rotate/1", facts={**told(wanted), **days_of(tree, place)}, wanted=wanted)


def _draft(effect: Effected, desk: Desk) -> Iterable[Effect]:
    until = needs_term(effect, desk)
    yield Rotate(person=person_ref(effect), at_post=post_ref(effect), until=until, **when(effect, desk))


PERSON_ROTATE = Shape(
    name="person_rotate",
    opens=begins("luân chuyển"),
    lexicon=people_lexicon(
        DO=does("luân chuyển"),
        TO=commas(
            *phrases_of("đến giữ chức vụ; đến giữ chức; về giữ chức vụ; về giữ chức; đến giữ; và bổ nhiệm giữ chức vụ")
        ),
    ),
    grammar=f"start: DO person before? COMMA? (HOLD | TO) post _tail\n{people_rules()}",
    build=_build,
    draft=_draft,
)
