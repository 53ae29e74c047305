"""'Bổ nhiệm ông A, Phó Trưởng phòng B, giữ chức vụ Trưởng phòng C kể từ ngày …': điều động, bổ nhiệm, bổ nhiệm lại."""

from __future__ import annotations

from lark import Token, Tree

from tinhgon.reading.clauses import Said
from tinhgon.reading.lexing import day_in
from tinhgon.reading.shapes.base import Place, Shape, opening, tokens_of
from tinhgon.reading.shapes.wording import FREE, PERSON, SINCE, free_lexicon, free_texts

_KEYS = ("person", "post_before", "post")


def _build(tree: Tree[Token], place: Place) -> Said:
    facts = dict(zip(_KEYS, free_texts(tree, place), strict=False))
    days = tokens_of(tree, "DATE")
    since = {"since": str(day_in(str(days[0])))} if days else {}
    return Said("person_appoint", "appoint_person", facts={**facts, **since})


PERSON_APPOINT = Shape(
    name="person_appoint",
    opens=opening("điều động", "bổ nhiệm"),
    lexicon=free_lexicon(
        DO=(
            "điều động và bổ nhiệm",
            "Điều động và bổ nhiệm",
            "điều động, bổ nhiệm",
            "Điều động, bổ nhiệm",
            "bổ nhiệm lại",
            "Bổ nhiệm lại",
            "bổ nhiệm",
            "Bổ nhiệm",
        ),
        HOLD=("giữ chức vụ", "giữ chức", "làm"),
        **PERSON,
        **SINCE,
    ),
    grammar=f"start: DO TITLE words (COMMA words)? COMMA? HOLD words COMMA? (SINCE DATE)? DOT?\n{FREE}",
    build=_build,
)
