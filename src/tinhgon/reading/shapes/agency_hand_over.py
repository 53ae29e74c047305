"""'Chuyển toàn bộ vị trí, người đang giữ và biên chế của Sở A về Sở B': all that an office has goes to another."""

from __future__ import annotations

from collections.abc import Iterable

from lark import Token, Tree

from tinhgon.ledger.effect import Effect
from tinhgon.reading.answer import Effected
from tinhgon.reading.clauses import Said
from tinhgon.reading.desk import Desk
from tinhgon.reading.lexing import phrases_of
from tinhgon.reading.shapes.base import Place, Shape, tokens_of, trees_of
from tinhgon.reading.shapes.offices import ENDS, OFFICE, dated, days, office, office_lexicon
from tinhgon.reading.shapes.people import begins, commas, does
from tinhgon.registers.staff.effects.move_all_posts import MoveAllPosts

_WITH_QUOTA = phrases_of(
    "toàn bộ vị trí, người đang giữ và biên chế của; nguyên trạng vị trí, người đang giữ và biên chế của; "
    "toàn bộ tổ chức, biên chế, công chức, viên chức của; nguyên trạng biên chế, công chức, viên chức của; "
    "toàn bộ biên chế, công chức, viên chức của; toàn bộ biên chế và nhân sự của; nguyên trạng biên chế và nhân sự của"
)
_WITHOUT = phrases_of("toàn bộ vị trí và người đang giữ của; toàn bộ vị trí, người đang giữ của")


def _build(tree: Tree[Token], place: Place) -> Said:
    source, target = (office(trees_of(tree, rule)[0], place) for rule in ("source", "target"))
    facts = {"with_quota": not tokens_of(tree, "POSTS"), **days(tree, place)}
    return Said("agency_hand_over", "move_all_posts/1", sources=(source,), receiver=target, facts=facts)


def _draft(effect: Effected, desk: Desk) -> Iterable[Effect]:
    if effect.receiver:
        yield MoveAllPosts(
            source=desk.unit(effect.sources[0]),
            target=desk.unit(effect.receiver),
            with_quota=effect.clause.said.facts["with_quota"],
            **dated(effect, desk),
        )


AGENCY_HAND_OVER = Shape(
    name="agency_hand_over",
    opens=begins("chuyển", "chuyển giao", "điều chuyển"),
    lexicon=office_lexicon(
        DO=does("chuyển giao", "chuyển", "điều chuyển"),
        ALL=_WITH_QUOTA,
        POSTS=_WITHOUT,
        TO=commas("về", "sang", "cho", "về cho", "sang cho"),
        MANAGED=commas(
            "quản lý",
        ),
    ),
    grammar=f"""start: DO (ALL | POSTS) source TO target MANAGED? _end
source: MARK WORD | {OFFICE}
target: MARK WORD | {OFFICE}
{ENDS}""",
    build=_build,
    draft=_draft,
)
