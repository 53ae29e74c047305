"""'Giao quyền Giám đốc Sở A cho ông B', 'Giao ông B phụ trách Phòng C': for the time being, beside the main place."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

from lark import Token, Tree

from tinhgon.ledger.effect import Effect
from tinhgon.reading.answer import Effected
from tinhgon.reading.clauses import Said
from tinhgon.reading.desk import Desk
from tinhgon.reading.lexing import phrases_of
from tinhgon.reading.shapes.base import Place, Shape, opening, tokens_of
from tinhgon.reading.shapes.people import (
    commas,
    days_of,
    does,
    people_lexicon,
    people_rules,
    person_of,
    person_ref,
    post_of,
    post_ref,
    told,
    until_of,
    when,
)
from tinhgon.registers.staff.effects.appoint import Appoint

_AS: dict[str, Literal["acting", "in_charge", "concurrent"]] = {
    "ACT": "acting",
    "HEAD": "in_charge",
    "BESIDE": "concurrent",
}


def _build(tree: Tree[Token], place: Place) -> Said:
    wanted = (person_of(tree, place), post_of(tree, place))
    how = next(kind for token, kind in _AS.items() if tokens_of(tree, token))
    facts = {**told(wanted), "assignment": how, **days_of(tree, place)}
    return Said("person_act", "appoint/1", facts=facts, wanted=wanted)


def _draft(effect: Effected, desk: Desk) -> Iterable[Effect]:
    yield Appoint(
        person=person_ref(effect),
        at_post=post_ref(effect),
        assignment=effect.clause.said.facts["assignment"],
        until=until_of(effect, desk),
        **when(effect, desk),
    )


PERSON_ACT = Shape(
    name="person_act",
    opens=opening(
        *(
            f"{before}{verb}"
            for verb in phrases_of("giao ; phân công ; cử ; bổ nhiệm")
            for before in ("", "nay ", "quyết định ")
        ),
        "tạm giao ",
    ),
    lexicon=people_lexicon(
        DO=does(*phrases_of("giao nhiệm vụ cho; tạm giao; giao; phân công; cử; bổ nhiệm")),
        ACT=commas(*phrases_of("giữ quyền; giao quyền; giữ chức vụ quyền; giữ chức quyền; quyền")),
        HEAD=commas(
            *phrases_of(
                "phụ trách, điều hành hoạt động của; phụ trách, điều hành; phụ trách điều hành; phụ trách "
                "hoạt động của; giữ nhiệm vụ phụ trách; phụ trách chung; phụ trách"
            ),
        ),
        BESIDE=commas(
            *phrases_of(
                "kiêm nhiệm chức vụ; kiêm nhiệm giữ chức vụ; kiêm giữ chức vụ; kiêm nhiệm chức danh; kiêm "
                "nhiệm; kiêm giữ; kiêm chức vụ"
            )
        ),
        ABOUT=commas("đối với", "cho"),
        OPEN=commas("cho đến khi", "đến khi"),
    ),
    grammar=f"""start: DO person before? COMMA? (ACT | HEAD | BESIDE) post _ends
     | DO? (ACT | HEAD) post ABOUT person before? _ends
_ends: (term | since | until | office | OPEN (_free | DO | HOLD | ABOUT | TITLE)+)* (DOT | SEMI)?
{people_rules(tail=False, beside=False)}""",
    build=_build,
    draft=_draft,
)
