"""'Biệt phái bà A, chuyên viên B, đến công tác tại C, thời hạn 24 tháng kể từ ngày …'."""

from __future__ import annotations

from lark import Token, Tree

from tinhgon.reading.clauses import Said
from tinhgon.reading.lexing import day_in
from tinhgon.reading.shapes.base import Place, Shape, opening, tokens_of
from tinhgon.reading.shapes.wording import FREE, PERSON, SINCE, free_lexicon, free_texts

_KEYS = ("person", "post_before", "to", "term")


def _build(tree: Tree[Token], place: Place) -> Said:
    facts = dict(zip(_KEYS, free_texts(tree, place), strict=False))
    days = tokens_of(tree, "DATE")
    since = {"since": str(day_in(str(days[0])))} if days else {}
    return Said("person_second", "second_person", facts={**facts, **since})


PERSON_SECOND = Shape(
    name="person_second",
    opens=opening("biệt phái"),
    lexicon=free_lexicon(
        DO=("biệt phái", "Biệt phái"),
        GO=("đến làm việc tại", "đến công tác tại"),
        TERM=("thời hạn", "trong thời hạn"),
        **PERSON,
        **SINCE,
    ),
    grammar=f"start: DO TITLE words (COMMA words)? COMMA? GO words COMMA TERM words (SINCE DATE)? DOT?\n{FREE}",
    build=_build,
)
