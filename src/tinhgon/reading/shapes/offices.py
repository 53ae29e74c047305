"""What clauses about offices share: names in free words, the 'và' between two of them, the day a clause names."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from lark import Token, Tree

from tinhgon.reading.answer import Effected
from tinhgon.reading.clauses import Mention
from tinhgon.reading.desk import Desk
from tinhgon.reading.lexing import Lexicon
from tinhgon.reading.shapes.base import KINDS, NotThisShape, Place, trees_of
from tinhgon.reading.shapes.contrary import CONTRARY, HARMLESS, NumberedLexicon
from tinhgon.reading.shapes.people import commas, days_of, when
from tinhgon.reading.shapes.wording import HEADS, agency
from tinhgon.reading.words import UPPER

_HEADS = "|".join(re.escape(head[:1].upper() + head[1:]) for head in HEADS)
_OFFICE_FOLLOWS = re.compile(rf"\s*(?:{_HEADS})\s+(?:[{UPPER}\d]|{'|'.join(KINDS)}|cơ quan|khối)")
OFFICE = "(WORD | NUM | DASH | AND | COMMA | PAREN | SLASH)+"
"""The words of a name that may have commas in it; `NAMED` those of one in a list."""
NAMED = "(MARK | WORD | NUM | DASH | AND | PAREN)+"
ENDS = """
since: SINCE (DATE | SIGNED)
_end: since? (DOT | SEMI)?
"""


class _Offices(NumberedLexicon):
    """'Sở A và Sở B': an 'và' before the name of another office parts two of them; others stand in names."""

    @property
    def types(self) -> set[str]:
        return {*super().types, "WITH"}

    def tokens(self, *, text: str, start: int, end: int) -> list[Token]:
        return [
            Token("WITH", str(token), start_pos=token.start_pos, end_pos=token.end_pos)
            if token.type == "AND" and _OFFICE_FOLLOWS.match(text, token.end_pos or 0, end)
            else token
            for token in super().tokens(text=text, start=start, end=end)
        ]


def office_lexicon(**phrases: Sequence[str]) -> Lexicon:
    """Everything is a word but the phrases; what turns a clause into its contrary has no place."""
    return _Offices(
        {
            "AND": ("và",),
            "MARK": ("đơn vị mã",),
            "WITH": ("với", ", với", "cùng với"),
            "SINCE": commas("kể từ"),
            "SIGNED": ("ngày ký", "ngày Quyết định này có hiệu lực"),
            **phrases,
            "WORD": HARMLESS,
            "NOT": CONTRARY,
        },
        names=False,
    )


def office(tree: Tree[Token], place: Place) -> Mention:
    """An office of the books. Refuses what is a unit of territory, a list, or no name."""
    found = agency(tree, place)
    name = found.name.rstrip(", ")
    if not found.code and (
        name.lower().startswith(("các ", *(f"{kind} " for kind in KINDS))) or not name[:1].isupper()
    ):
        raise NotThisShape
    return found


def days(tree: Tree[Token], place: Place) -> dict[str, Any]:
    return days_of(tree, place) if trees_of(tree, "since") else {}


def dated(effect: Effected, desk: Desk) -> dict[str, Any]:
    """Clause and day of an effect."""
    return when(effect, desk)
