"""'Điều chỉnh giảm 03 biên chế viên chức của Trường A (từ 45 xuống 42).': down or up, by how many, of whom."""

from __future__ import annotations

import re

from lark import Token, Tree

from tinhgon.reading.clauses import Said
from tinhgon.reading.shapes.base import NotThisShape, Place, Shape, opening, tokens_of, trees_of
from tinhgon.reading.shapes.quota_allocate import CATEGORIES
from tinhgon.reading.shapes.wording import free_lexicon, words_of

_FROM_TO = re.compile(r"\(từ (\d+) (?:xuống|lên) (\d+)\)")


def _build(tree: Tree[Token], place: Place) -> Said:
    less = bool(tokens_of(tree, "LESS"))
    count = int(str(tokens_of(tree, "NUM")[0]))
    stated = _FROM_TO.fullmatch(str(tokens_of(tree, "PAREN")[0])) if tokens_of(tree, "PAREN") else None
    if tokens_of(tree, "PAREN") and (stated is None or int(stated[2]) - int(stated[1]) != (-count if less else count)):
        raise NotThisShape
    facts = {
        "change": -count if less else count,
        "category": str(tokens_of(tree, "CATEGORY")[0]),
        "agency": words_of(trees_of(tree, "agency")[0], place),
    }
    return Said("quota_adjust", "cut_quota" if less else "add_quota", facts=facts)


QUOTA_ADJUST = Shape(
    name="quota_adjust",
    opens=opening("điều chỉnh giảm", "điều chỉnh tăng"),
    lexicon=free_lexicon(
        LESS=("điều chỉnh giảm", "Điều chỉnh giảm"),
        MORE=("điều chỉnh tăng", "Điều chỉnh tăng"),
        CATEGORY=CATEGORIES,
        OF=("của",),
    ),
    grammar="start: (LESS | MORE) NUM CATEGORY OF agency PAREN? DOT?\nagency: (WORD | DASH | AND)+\n",
    build=_build,
)
