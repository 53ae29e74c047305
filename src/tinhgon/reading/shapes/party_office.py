"""'Chỉ định đồng chí A tham gia Ban Chấp hành Đảng bộ B, giữ chức Bí thư …'; 'Chuẩn y đồng chí A giữ chức …'."""

from __future__ import annotations

from collections.abc import Iterable

from lark import Token, Tree

from tinhgon.basis.errors import Conflict, gettext_noop
from tinhgon.ledger.effect import Effect
from tinhgon.reading.answer import Effected
from tinhgon.reading.clauses import Said, Wanted
from tinhgon.reading.desk import Desk
from tinhgon.reading.lexing import phrases_of
from tinhgon.reading.shapes.base import NotThisShape, Place, Shape, all_tokens, tokens_of, trees_of
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
from tinhgon.reading.shapes.wording import words_of

_VERBS = phrases_of(
    "chỉ định; chuẩn y việc chỉ định; chuẩn y kết quả bầu; chuẩn y; chỉ định bổ sung; chỉ định tham gia"
)


def _build(tree: Tree[Token], place: Place) -> Said:
    """What office somebody gets, and of which committees they become members."""
    done = tokens_of(tree, "DO")[0]
    person = person_of(tree, place)
    joined = trees_of(tree, "body")
    facts = {"bodies": words_of(joined[0], place)} if joined else {}
    for office in trees_of(tree, "office"):
        begin, end = all_tokens(office)[1], all_tokens(office)[-1]
        facts["term"] = place.normal.text[begin.start_pos : end.end_pos]
    wanted = [person]
    if trees_of(tree, "post"):
        post = post_of(tree, place)
        wanted += [post, Wanted("assignment", "choice", post.words, place.span(done), options=KEPT_OR_LEFT)]
    elif not joined:
        raise NotThisShape
    effect = "join_committee" if joined else "appoint/1"
    facts = {**told(wanted), **facts, **days_of(tree, place)}
    return Said("party_office", effect, facts=facts, wanted=tuple(wanted))


def _draft(effect: Effected, desk: Desk) -> Iterable[Effect]:
    facts = effect.clause.said.facts
    if "bodies" in facts:
        raise Conflict(
            "no_membership",
            gettext_noop(
                "{clause}: tham gia {bodies}: sổ chưa có loại nội dung này để ghi; không lập dự thảo nửa chừng."
            ),
            clause=effect.clause.label,
            bodies=facts["bodies"],
        )
    yield appointed(effect, desk, until=until_of(effect, desk))


PARTY_OFFICE = Shape(
    name="party_office",
    opens=begins(*_VERBS),
    lexicon=people_lexicon(
        DO=does(*_VERBS),
        JOIN=commas(*phrases_of("tham gia; vào; bổ sung vào; là Ủy viên; làm Ủy viên")),
        HOLD=commas(*phrases_of("và giữ chức vụ; và giữ chức; giữ chức vụ; giữ chức danh; giữ chức")),
    ),
    grammar=f"""start: DO person before? COMMA? (JOIN body)? (HOLD post)? _tail
body: _free+
{people_rules()}""",
    build=_build,
    draft=_draft,
)
