"""'Cho ông A, …, thôi việc theo nguyện vọng kể từ ngày …', 'Kỷ luật buộc thôi việc đối với ông A', 'thôi việc ngay'."""

from __future__ import annotations

from collections.abc import Iterable

from lark import Token, Tree

from tinhgon.basis.errors import gettext_noop
from tinhgon.ledger.effect import Effect
from tinhgon.reading.answer import Effected
from tinhgon.reading.clauses import Said, Wanted
from tinhgon.reading.desk import Desk
from tinhgon.reading.lexing import phrases_of
from tinhgon.reading.shapes.base import NotThisShape, Place, Shape, opening, tokens_of
from tinhgon.reading.shapes.people import (
    commas,
    days_of,
    does,
    people_lexicon,
    people_rules,
    person_of,
    person_ref,
    stands_apart,
    told,
    when,
)
from tinhgon.registers.staff.effects.dismiss import Dismiss
from tinhgon.registers.staff.effects.leave_at_once import LeaveAtOnce
from tinhgon.registers.staff.effects.resign import Resign

_KINDS: dict[str, type[Resign] | type[LeaveAtOnce] | type[Dismiss]] = {
    "resign": Resign,
    "at_once": LeaveAtOnce,
    "dismiss": Dismiss,
}
_OPTIONS = (
    ("resign", gettext_noop("thôi việc theo nguyện vọng")),
    ("at_once", gettext_noop("thôi việc ngay theo chính sách tinh giản biên chế")),
)
_WISH = phrases_of("theo nguyện vọng; theo nguyện vọng cá nhân; theo đơn xin thôi việc; theo nguyện vọng của cá nhân")
_AT_ONCE = phrases_of(
    "thôi việc ngay theo chính sách tinh giản biên chế; thôi việc ngay; được thôi việc ngay; "
    "hưởng chính sách thôi việc ngay"
)


def _build(tree: Tree[Token], place: Place) -> Said:
    apart = stands_apart(tree, "LEAVE", "AT_ONCE")
    if not apart and not any(tokens_of(tree, done) for done in ("DO", "LET", "DISMISS")):
        raise NotThisShape
    person = person_of(tree, place)
    facts = {**told([person]), **days_of(tree, place)}
    leaving = tokens_of(tree, "LEAVE") or tokens_of(tree, "DO")
    how = next(
        (
            how
            for token, how in (("DISMISS", "dismiss"), ("AT_ONCE", "at_once"), ("WISH", "resign"))
            if tokens_of(tree, token)
        ),
        "",
    )
    if how:
        kind = {"dismiss": "dismiss/1", "at_once": "leave_at_once/1"}.get(how, "resign/1")
        return Said("person_leave", kind, facts={**facts, "reason": how}, wanted=(person,))
    choice = Wanted(
        "reason", "choice", str(leaving[-1]).lstrip(", ").lower(), place.span(leaving[-1]), options=_OPTIONS
    )
    return Said("person_leave", "resign/1", facts=facts, wanted=(person, choice))


def _draft(effect: Effected, desk: Desk) -> Iterable[Effect]:
    how = effect.clause.said.facts.get("reason") or effect.found["reason"].code
    yield _KINDS[how](person=person_ref(effect), **when(effect, desk))


PERSON_LEAVE = Shape(
    name="person_leave",
    opens=opening(
        "ông ",
        "bà ",
        "đồng chí ",
        "cho ông",
        "cho thôi việc",
        "cho bà",
        "cho đồng chí",
        "cho người",
        "giải quyết",
        "kỷ luật",
        "thi hành kỷ luật",
        "buộc thôi việc",
        "thôi việc đối với",
        "nay cho",
        "quyết định cho",
    ),
    lexicon=people_lexicon(
        DO=does(
            *phrases_of(
                "giải quyết chế độ thôi việc đối với; giải quyết thôi việc đối với; thôi việc đối với; "
                "cho thôi việc đối với"
            )
        ),
        LET=does("giải quyết cho", "cho"),
        DISMISS=does(
            *phrases_of(
                "kỷ luật buộc thôi việc đối với; kỷ luật buộc thôi việc; buộc thôi việc đối với; thi hành "
                "kỷ luật buộc thôi việc đối với; thi hành kỷ luật bằng hình thức buộc thôi việc đối với"
            ),
        ),
        LEAVE=commas(*phrases_of("được thôi việc; thôi việc; được nghỉ thôi việc; nghỉ việc")),
        AT_ONCE=commas(*_AT_ONCE),
        WISH=commas(*_WISH),
        AFTER=commas(
            *phrases_of(
                "theo quy định; theo quy định của pháp luật; và hưởng trợ cấp thôi việc; để hưởng trợ cấp thôi việc"
            )
        ),
    ),
    grammar=f"""start: LET? person before? COMMA? since? (LEAVE | AT_ONCE) _more
     | DO person before? COMMA? _more
     | DISMISS person before? COMMA? _more
_more: (WISH | AFTER | since)* (DOT | SEMI)?
{people_rules(tail=False)}""",
    build=_build,
    draft=_draft,
)
