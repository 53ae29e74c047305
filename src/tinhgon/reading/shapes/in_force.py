"""'Nghị quyết này có hiệu lực thi hành từ ngày được thông qua.' / '… kể từ ngày ký.' / '… từ ngày 01/7/2025.'"""

from __future__ import annotations

from lark import Token, Tree

from tinhgon.reading.clauses import Said
from tinhgon.reading.lexing import Lexicon, day_in
from tinhgon.reading.shapes.base import Place, Shape, opening, tokens_of

_LEXICON = Lexicon(
    {
        "THIS": ("Nghị quyết này", "Quyết định này", "Kết luận này", "Quy định này"),
        "FORCE": ("có hiệu lực thi hành", "có hiệu lực"),
        "FROM": ("kể từ", "từ"),
        "SIGNED": ("ngày được thông qua", "ngày thông qua", "ngày ký ban hành", "ngày ký"),
    },
    names=False,
)


def _build(tree: Tree[Token], place: Place) -> Said:
    del place
    dates = tokens_of(tree, "DATE")
    return Said("in_force", facts={"effective_on": day_in(str(dates[0])) if dates else "signed"})


IN_FORCE = Shape(
    name="in_force",
    opens=opening("Nghị quyết này có", "Quyết định này có", "Kết luận này có", "Quy định này có"),
    lexicon=_LEXICON,
    grammar="start: THIS FORCE FROM (SIGNED | DATE) (DOT | SEMI)?\n",
    build=_build,
)
