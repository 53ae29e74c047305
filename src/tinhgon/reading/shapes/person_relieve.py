"""'Miễn nhiệm chức vụ Trưởng phòng A đối với ông B kể từ ngày …'; 'Cho thôi giữ chức vụ …'."""

from __future__ import annotations

from lark import Token, Tree

from tinhgon.reading.clauses import Said
from tinhgon.reading.lexing import day_in
from tinhgon.reading.shapes.base import Place, Shape, opening, tokens_of
from tinhgon.reading.shapes.wording import FREE, PERSON, SINCE, free_lexicon, free_texts

_KEYS = ("post", "person", "about")


def _build(tree: Tree[Token], place: Place) -> Said:
    facts = dict(zip(_KEYS, free_texts(tree, place), strict=False))
    days = tokens_of(tree, "DATE")
    since = {"since": str(day_in(str(days[0])))} if days else {}
    return Said("person_relieve", "relieve_person", facts={**facts, **since})


PERSON_RELIEVE = Shape(
    name="person_relieve",
    opens=opening("miễn nhiệm", "cho thôi giữ chức vụ"),
    lexicon=free_lexicon(
        DO=(
            "miễn nhiệm chức vụ",
            "Miễn nhiệm chức vụ",
            "miễn nhiệm chức danh",
            "Miễn nhiệm chức danh",
            "cho thôi giữ chức vụ",
            "Cho thôi giữ chức vụ",
        ),
        OF=("đối với",),
        **PERSON,
        **SINCE,
    ),
    grammar=f"start: DO words OF TITLE words (COMMA words)? COMMA? (SINCE DATE)? DOT?\n{FREE}",
    build=_build,
)
