"""'Bổ nhiệm ông A, Phó Trưởng phòng B, giữ chức vụ Trưởng phòng C kể từ ngày …': alone, or with a transfer."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from lark import Token, Tree

from tinhgon.ledger.effect import Effect
from tinhgon.reading.answer import Effected
from tinhgon.reading.clauses import Said
from tinhgon.reading.desk import Desk
from tinhgon.reading.lexing import phrases_of
from tinhgon.reading.shapes.base import Place, Shape, trees_of
from tinhgon.reading.shapes.people import (
    begins,
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
from tinhgon.reading.shapes.wording import words_of
from tinhgon.registers.staff.effects.appoint import Appoint

_VERBS = phrases_of(
    "điều động và bổ nhiệm; điều động, bổ nhiệm; điều động bổ nhiệm; tiếp nhận và bổ nhiệm; "
    "tiếp nhận, bổ nhiệm; bổ nhiệm có thời hạn; bổ nhiệm; điều động"
)


def _build(tree: Tree[Token], place: Place) -> Said:
    person, post = person_of(tree, place), post_of(tree, place)
    going = trees_of(tree, "place")
    if going and not post.code and (unit := words_of(going[0], place)).lower() not in post.words.lower():
        post = replace(post, words=f"{post.words} {unit}")
    wanted = [person, post]
    if trees_of(tree, "beside"):
        wanted.append(post_of(tree, place, rule="beside", slot="beside"))
    return Said("person_appoint", "appoint/1", facts={**told(wanted), **days_of(tree, place)}, wanted=tuple(wanted))


def _draft(effect: Effected, desk: Desk) -> Iterable[Effect]:
    until = until_of(effect, desk)
    yield Appoint(person=person_ref(effect), at_post=post_ref(effect), until=until, **when(effect, desk))
    if "beside" in effect.found:
        beside = post_ref(effect, "beside")
        yield Appoint(
            person=person_ref(effect), at_post=beside, assignment="concurrent", until=until, **when(effect, desk)
        )


PERSON_APPOINT = Shape(
    name="person_appoint",
    opens=begins(*_VERBS),
    lexicon=people_lexicon(
        DO=does(*_VERBS),
        GO=commas(
            *phrases_of(
                "đến nhận công tác tại; đến nhận nhiệm vụ tại; về công tác tại; đến công tác tại; về nhận công tác tại"
            ),
        ),
        KEEP=commas(
            *phrases_of(
                "và bổ nhiệm giữ chức vụ; và giữ chức vụ; và bổ nhiệm giữ chức; bổ nhiệm giữ chức vụ; "
                "để bổ nhiệm giữ chức vụ; đến giữ chức vụ; đến giữ chức; về giữ chức vụ; để giữ chức vụ"
            )
        ),
        POST=("chức vụ", "chức danh"),
        ABOUT=commas("đối với", "cho"),
    ),
    grammar=f"""start: DO person before? COMMA? (GO place)? (HOLD | KEEP) post beside? _tail
     | DO POST post ABOUT person before? _tail
{people_rules()}""",
    build=_build,
    draft=_draft,
)
