"""'Điều động ông A, chuyên viên Phòng B, đến nhận công tác tại Sở C kể từ ngày …'."""

from __future__ import annotations

from collections.abc import Iterable

from lark import Token, Tree

from tinhgon.ledger.effect import Effect
from tinhgon.reading.answer import Effected
from tinhgon.reading.clauses import Said
from tinhgon.reading.desk import Desk
from tinhgon.reading.lexing import phrases_of
from tinhgon.reading.shapes.base import NotThisShape, Place, Shape
from tinhgon.reading.shapes.people import (
    GOING,
    begins,
    commas,
    days_of,
    does,
    going_to,
    people_lexicon,
    people_rules,
    person_of,
    person_ref,
    place_ref,
    told,
    when,
)
from tinhgon.registers.staff.effects.transfer import Transfer


def _build(tree: Tree[Token], place: Place) -> Said:
    wanted = (person_of(tree, place), *going_to(tree, place))
    days = days_of(tree, place)
    if "until" in days or "months" in days:
        raise NotThisShape  # for a time: that is another deed
    facts = {**told(wanted), "agreed": bool(list(tree.find_data("agreed"))), **days}
    return Said("person_transfer", "transfer/1", facts=facts, wanted=wanted)


def _draft(effect: Effected, desk: Desk) -> Iterable[Effect]:
    agreed = effect.clause.said.facts["agreed"]
    yield Transfer(person=person_ref(effect), agreed=agreed, **place_ref(effect), **when(effect, desk))


PERSON_TRANSFER = Shape(
    name="person_transfer",
    opens=begins(*phrases_of("điều động; thuyên chuyển; chuyển công tác")),
    lexicon=people_lexicon(
        DO=does(*phrases_of("điều động; thuyên chuyển; chuyển công tác đối với")),
        GO=commas(*GOING),
        AGREED=commas("theo thỏa thuận giữa nơi đi và nơi đến"),
    ),
    grammar=f"""start: DO person before? COMMA? GO place _tail
     | DO person before? COMMA? GO place agreed _tail
agreed: AGREED
{people_rules()}""",
    build=_build,
    draft=_draft,
)
