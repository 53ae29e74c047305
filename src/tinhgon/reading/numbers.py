"""Numbers in words, as they stand in brackets behind figures: '05 (năm)', '15 (mười lăm)'."""

from __future__ import annotations

_UNITS = ("không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín")
_MOST = 100


def is_spelt(number: int, words: str) -> bool:
    """Whether words in brackets are the number, up to ninety-nine; larger ones are never taken for certain."""
    told = " ".join(words.strip("() ").lower().replace("bẩy", "bảy").replace("không năm", "năm").split())
    return 0 < number < _MOST and told in _spellings(number)


def _spellings(number: int) -> frozenset[str]:
    tens, ones = divmod(number, 10)
    if not tens:
        return frozenset({_UNITS[ones], f"không {_UNITS[ones]}"})
    head = "mười" if tens == 1 else f"{_UNITS[tens]} mươi"
    if not ones:
        return frozenset({head})
    last = {1: ("một",) if tens == 1 else ("mốt", "một"), 4: ("bốn", "tư"), 5: ("lăm", "nhăm")}.get(
        ones, (_UNITS[ones],)
    )
    return frozenset(f"{head} {one}" for one in last)
