"""'Ông A, Giám đốc Sở B, được nghỉ hưu để hưởng chế độ bảo hiểm xã hội kể từ ngày …'."""

from __future__ import annotations

from lark import Token, Tree

from tinhgon.reading.clauses import Said
from tinhgon.reading.lexing import day_in
from tinhgon.reading.shapes.base import Place, Shape, opening, tokens_of
from tinhgon.reading.shapes.wording import FREE, PERSON, SINCE, free_lexicon, free_texts

_KEYS = ("person", "post_before")


def _build(tree: Tree[Token], place: Place) -> Said:
    facts = dict(zip(_KEYS, free_texts(tree, place), strict=False))
    days = tokens_of(tree, "DATE")
    since = {"since": str(day_in(str(days[0])))} if days else {}
    return Said("person_retire", "retire_person", facts={**facts, **since})


PERSON_RETIRE = Shape(
    name="person_retire",
    opens=opening("ông", "bà", "đồng chí"),
    lexicon=free_lexicon(
        DO=(
            "được nghỉ hưu để hưởng chế độ bảo hiểm xã hội",
            "nghỉ hưu để hưởng chế độ bảo hiểm xã hội",
            "được nghỉ hưu",
            "nghỉ hưu",
        ),
        **PERSON,
        **SINCE,
    ),
    grammar=f"start: TITLE words (COMMA words)? COMMA? DO COMMA? SINCE DATE DOT?\n{FREE}",
    build=_build,
)
