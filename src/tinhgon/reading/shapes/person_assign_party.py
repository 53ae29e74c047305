"""'Chỉ định đồng chí A tham gia Ban Chấp hành Đảng bộ B, giữ chức Bí thư …'; 'Chuẩn y đồng chí A giữ chức …'."""

from __future__ import annotations

from lark import Token, Tree

from tinhgon.reading.clauses import Said
from tinhgon.reading.lexing import day_in
from tinhgon.reading.shapes.base import NotThisShape, Place, Shape, opening, tokens_of, trees_of
from tinhgon.reading.shapes.wording import FREE, PERSON, SINCE, free_lexicon, words_of

_PARTS = ("person", "post_before", "body", "office", "term")


def _build(tree: Tree[Token], place: Place) -> Said:
    facts = {part: words_of(found[0], place) for part in _PARTS if (found := trees_of(tree, part))}
    if "body" not in facts and "office" not in facts:
        raise NotThisShape
    days = tokens_of(tree, "DATE")
    since = {"since": str(day_in(str(days[0])))} if days else {}
    return Said("person_assign_party", "assign_party_office", facts={**facts, **since})


PERSON_ASSIGN_PARTY = Shape(
    name="person_assign_party",
    opens=opening("chỉ định", "chuẩn y"),
    lexicon=free_lexicon(
        DO=("chỉ định", "Chỉ định", "chuẩn y", "Chuẩn y"),
        JOIN=("tham gia",),
        HOLD=("giữ chức vụ", "giữ chức"),
        TERM=("nhiệm kỳ",),
        **PERSON,
        **SINCE,
    ),
    grammar="start: DO TITLE person (COMMA post_before)? (COMMA? JOIN body)? (COMMA? HOLD office)? (COMMA? TERM term)? "
    "COMMA? (SINCE DATE)? DOT?\n" + "".join(f"?{part}: words -> {part}\n" for part in _PARTS) + FREE,
    build=_build,
)
