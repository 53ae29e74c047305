"""'Bổ nhiệm lại ông A giữ chức vụ Giám đốc Sở B, thời hạn 05 năm kể từ ngày …'."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

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
from tinhgon.registers.staff.effects.reappoint import Reappoint


def _build(tree: Tree[Token], place: Place) -> Said:
    """Whoever is appointed again holds the post: it says who is meant where nothing else does."""
    post = post_of(tree, place, of="person")
    person = person_of(tree, place, before=post.words)
    wanted = (person, replace(post, of="" if post.code else "person"))
    return Said("person_reappoint", "reappoint/1", facts={**told(wanted), **days_of(tree, place)}, wanted=wanted)


def _draft(effect: Effected, desk: Desk) -> Iterable[Effect]:
    until = needs_term(effect, desk)
    yield Reappoint(person=person_ref(effect), at_post=post_ref(effect), until=until, **when(effect, desk))


PERSON_REAPPOINT = Shape(
    name="person_reappoint",
    opens=begins("bổ nhiệm lại"),
    lexicon=people_lexicon(
        DO=does("bổ nhiệm lại"),
        KEEP=commas(*phrases_of("tiếp tục giữ chức vụ; tiếp tục giữ chức; giữ")),
        POST=("chức vụ", "chức danh"),
        ABOUT=commas("đối với", "cho"),
    ),
    grammar=f"""start: DO person before? COMMA? (HOLD | KEEP) post _tail
     | DO POST post ABOUT person before? _tail
{people_rules()}""",
    build=_build,
    draft=_draft,
)
