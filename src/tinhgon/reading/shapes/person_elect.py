"""'Phê chuẩn kết quả bầu chức vụ Chủ tịch Ủy ban nhân dân …, nhiệm kỳ …, đối với ông A, Phó Bí thư …'."""

from __future__ import annotations

from collections.abc import Iterable

from lark import Token, Tree

from tinhgon.ledger.effect import Effect
from tinhgon.reading.answer import Effected
from tinhgon.reading.clauses import Said, Wanted
from tinhgon.reading.desk import Desk
from tinhgon.reading.lexing import phrases_of
from tinhgon.reading.shapes.base import Place, Shape, tokens_of
from tinhgon.reading.shapes.people import (
    KEPT_OR_LEFT,
    appointed,
    begins,
    commas,
    days_of,
    does,
    people_lexicon,
    people_rules,
    person_of,
    post_of,
    told,
    until_of,
)

_VERBS = phrases_of(
    "phê chuẩn kết quả bầu bổ sung; phê chuẩn kết quả bầu cử; phê chuẩn kết quả bầu; phê chuẩn "
    "việc bầu; phê chuẩn bầu;công nhận kết quả bầu bổ sung; công nhận kết quả bầu"
)


def _build(tree: Tree[Token], place: Place) -> Said:
    done = tokens_of(tree, "DO")[0]
    person, post = person_of(tree, place), post_of(tree, place)
    choice = Wanted("assignment", "choice", post.words, place.span(done), options=KEPT_OR_LEFT)
    facts = {**told([person, post]), **days_of(tree, place)}
    return Said("person_elect", "appoint/1", facts=facts, wanted=(person, post, choice))


def _draft(effect: Effected, desk: Desk) -> Iterable[Effect]:
    yield appointed(effect, desk, until=until_of(effect, desk))


PERSON_ELECT = Shape(
    name="person_elect",
    opens=begins(*_VERBS),
    lexicon=people_lexicon(
        DO=does(*_VERBS), POST=("chức vụ", "chức danh", "chức"), ABOUT=commas("đối với", "của"), OF=("đồng chí giữ",)
    ),
    grammar=f"start: DO POST? post office? ABOUT person before? _tail\n{people_rules()}",
    build=_build,
    draft=_draft,
)
