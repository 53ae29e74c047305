"""'Giao 45 biên chế công chức cho Sở Nội vụ năm 2025.': the number, its category, the agency, the year."""

from __future__ import annotations

from lark import Token, Tree

from tinhgon.reading.clauses import Said
from tinhgon.reading.shapes.base import NotThisShape, Place, Shape, opening, tokens_of, trees_of
from tinhgon.reading.shapes.wording import free_lexicon, words_of

CATEGORIES = (
    "biên chế công chức",
    "biên chế cán bộ, công chức",
    "biên chế viên chức",
    "biên chế",
    "số lượng người làm việc hưởng lương từ ngân sách nhà nước",
    "số lượng người làm việc",
    "chỉ tiêu hợp đồng lao động",
    "hợp đồng lao động",
)


def _build(tree: Tree[Token], place: Place) -> Said:
    numbers = [str(token) for token in tokens_of(tree, "NUM")]
    if not numbers or int(numbers[0]) == 0:
        raise NotThisShape
    facts = {
        "count": int(numbers[0]),
        "category": str(tokens_of(tree, "CATEGORY")[0]),
        "agency": words_of(trees_of(tree, "agency")[0], place),
    }
    year = {"year": int(numbers[1])} if len(numbers) > 1 else {}
    return Said("quota_allocate", "allocate_quota", facts={**facts, **year})


QUOTA_ALLOCATE = Shape(
    name="quota_allocate",
    opens=opening("giao"),
    lexicon=free_lexicon(DO=("giao", "Giao"), CATEGORY=CATEGORIES, TO=("cho",), YEAR=("năm",)),
    grammar="start: DO NUM CATEGORY TO agency (COMMA? YEAR NUM)? DOT?\nagency: (WORD | DASH | AND)+\n",
    build=_build,
)
