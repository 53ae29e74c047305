"""'Điều động ông A, chuyên viên Phòng B, đến nhận công tác tại Sở C kể từ ngày …'."""

from __future__ import annotations

from lark import Token, Tree

from tinhgon.reading.clauses import Said
from tinhgon.reading.lexing import day_in
from tinhgon.reading.shapes.base import Place, Shape, opening, tokens_of
from tinhgon.reading.shapes.wording import FREE, PERSON, SINCE, free_lexicon, free_texts

_KEYS = ("person", "post_before", "to")


def _build(tree: Tree[Token], place: Place) -> Said:
    facts = dict(zip(_KEYS, free_texts(tree, place), strict=False))
    days = tokens_of(tree, "DATE")
    since = {"since": str(day_in(str(days[0])))} if days else {}
    return Said("person_transfer", "transfer_person", facts={**facts, **since})


PERSON_TRANSFER = Shape(
    name="person_transfer",
    opens=opening("điều động", "luân chuyển"),
    lexicon=free_lexicon(
        DO=("điều động", "Điều động", "luân chuyển", "Luân chuyển"),
        GO=("đến nhận công tác tại", "về công tác tại", "đến công tác tại"),
        **PERSON,
        **SINCE,
    ),
    grammar=f"start: DO TITLE words (COMMA words)? COMMA? GO words COMMA? (SINCE DATE)? DOT?\n{FREE}",
    build=_build,
)
