"""A clause in words: blanks that a conversion has swallowed are found again ("cácxã", "Yên Thổthành", "gồm67")."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from tinhgon.basis.text import fold

# Capital letters of Vietnamese, for a class in a pattern; ranges of Unicode mix them with small ones.
UPPER = "A-ZĐÀÁÂÃÈÉÊÌÍÒÓÔÕÙÚÝĂĨŨƠƯẠẢẤẦẨẪẬẮẰẲẴẶẸẺẼẾỀỂỄỆỈỊỌỎỐỒỔỖỘỚỜỞỠỢỤỦỨỪỬỮỰỲỴỶỸ"
_WORD = re.compile(r"[^\W\d_]+(?:'[^\W\d_]*)*|\d+|[^\w\s]|_")
_SYLLABLE = re.compile(r"^(?:ngh?|gh|gi|kh|th|ph|tr|ch|nh|qu|[bcdghklmnpqrstvx])?[aeiouy]{1,3}(?:ng|nh|ch|[cmnpt])?$")
# Words of the formulas; a run of letters made of nothing else is several words.
_COMMON = frozenset(
    [
        "sắp",
        "xếp",
        "toàn",
        "bộ",
        "một",
        "phần",
        "diện",
        "tích",
        "tự",
        "nhiên",
        "quy",
        "mô",
        "dân",
        "số",
        "của",
        "và",
        "các",
        "xã",
        "phường",
        "thị",
        "trấn",
        "thành",
        "mới",
        "có",
        "tên",
        "gọi",
        "là",
        "còn",
        "lại",
        "sau",
        "khi",
        "theo",
        "quy",
        "định",
        "tại",
        "khoản",
        "điều",
        "này",
        "gồm",
        "được",
        "thông",
        "qua",
        "ký",
        "trong",
        "đó",
        "hình",
        "đơn",
        "vị",
        "hành",
        "chính",
        "cấp",
        "không",
        "thực",
        "hiện",
        "quận",
        "huyện",
        "tỉnh",
        "phố",
        "đặc",
        "khu",
        "tháng",
        "năm",
        "ngày",
        "đổi",
        "nhập",
        "vào",
        "trên",
        "cơ",
        "sở",
        "thành",
        "lập",
    ]
)
# Those that may hang at the end of a name.
_HANGING = (
    "thành",
    "và",
    "xã",
    "các",
    "của",
    "phường",
    "thị",
    "một",
    "phần",
    "sau",
    "gồm",
    "huyện",
    "quận",
    "theo",
    "mới",
    "trên",
)


class Word(NamedTuple):
    """A word, number or sign, with its place in the normalised text."""

    text: str
    start: int
    end: int

    @property
    def lower(self) -> str:
        return self.text.lower()

    @property
    def is_name(self) -> bool:
        """Whether it can begin a name."""
        return self.text[0].isupper() or self.text[0].isdigit()


def words(*, text: str, start: int, end: int) -> Iterator[Word]:
    """The words between two places of a normalised text."""
    for found in _WORD.finditer(text, start, end):
        begin, end = found.span()
        pieces = _pieces(found.group())
        if len(pieces) == 1:
            yield Word._make((pieces[0], begin, end))
            continue
        for piece in pieces:
            yield Word(piece, begin, begin + len(piece))
            begin += len(piece)


@lru_cache(maxsize=65536)
def _pieces(word: str) -> tuple[str, ...]:
    if not word[0].isalpha():
        return (word,)
    for place in range(1, len(word)):
        if word[place].isupper() and word[place - 1].islower():
            return _pieces(word[:place]) + _pieces(word[place:])
    if len(word) < 3 or _SYLLABLE.match(fold(word)):
        return (word,)
    whole = _segmented(word)
    if whole:
        return whole
    for tail in _HANGING:
        head = word[: -len(tail)]
        if head and word.endswith(tail) and _SYLLABLE.match(fold(head)):
            return (head, tail)
        if head and word.endswith(tail) and len(_pieces(head)) > 1:
            return (*_pieces(head), tail)
    return (word,)


def _segmented(word: str) -> tuple[str, ...]:
    if not word:
        return ()
    for size in range(min(6, len(word)), 0, -1):
        head = word[:size]
        if head.lower() in _COMMON:
            rest = _segmented(word[size:])
            if rest or size == len(word):
                return (head, *rest)
    return ()
