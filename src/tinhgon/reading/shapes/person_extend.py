"""'Kéo dài thời gian giữ chức vụ A đối với ông B đến ngày …': until when, or until the age of retirement."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from lark import Token, Tree

from tinhgon.basis.errors import Conflict, gettext_noop
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
    people_lexicon,
    people_rules,
    person_of,
    post_of,
    told,
)

_VERBS = phrases_of(
    "kéo dài thời gian giữ chức vụ; kéo dài thời gian giữ chức danh; kéo dài thời gian giữ "
    "chức; kéo dài thời hạn giữ chức vụ;kéo dài thời gian công tác giữ chức vụ; tiếp tục kéo "
    "dài thời gian giữ chức vụ"
)


def _build(tree: Tree[Token], place: Place) -> Said:
    post = post_of(tree, place, of="person")
    person = person_of(tree, place)
    person = person if person.code else replace(person, before=person.before or post.words)
    post = replace(post, of="") if post.code else post
    return Said(
        "person_extend",
        "extend_term",
        facts={**told([person, post]), **days_of(tree, place)},
        wanted=(person, post),
    )


def _draft(effect: Effected, desk: Desk) -> Iterable[Effect]:
    """Bổ nhiệm lại is another deed: it is not drafted for this one."""
    del desk
    raise Conflict(
        "no_extension",
        gettext_noop("{clause}: kéo dài thời gian giữ chức vụ: sổ chưa có loại nội dung này để ghi."),
        clause=effect.clause.label,
    )


PERSON_EXTEND = Shape(
    name="person_extend",
    opens=begins(*_VERBS),
    lexicon=people_lexicon(
        DO=does(*_VERBS),
        ABOUT=commas("đối với", "cho"),
        AGE=commas(
            *phrases_of(
                "đến khi đủ tuổi nghỉ hưu theo quy định; đến khi đủ tuổi nghỉ hưu; đến tuổi nghỉ hưu; cho "
                "đến khi đủ tuổi nghỉ hưu; cho đến khi nghỉ hưu; đến khi nghỉ hưu; đến đủ tuổi nghỉ hưu "
                "theo quy định; đến đủ tuổi nghỉ hưu"
            ),
        ),
    ),
    grammar=f"""start: DO post ABOUT person before? _more
_more: (term | since | until | office | AGE)* (DOT | SEMI)?
{people_rules(tail=False)}""",
    build=_build,
    draft=_draft,
)
