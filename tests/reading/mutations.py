"""Random edits of a resolution, as slips of a pen or of a conversion make them."""

from __future__ import annotations

import random
import re
from collections.abc import Callable

Edit = Callable[[str, random.Random], str]
_CLAUSE = re.compile(r"^\d+\. (?:Sắp xếp|Đổi tên|Sau khi).*$", re.MULTILINE)


def _clause(text: str, chance: random.Random) -> re.Match[str]:
    return chance.choice(list(_CLAUSE.finditer(text)))


def _within(text: str, chance: random.Random, pattern: str, replacement: Callable[[re.Match[str]], str]) -> str:
    clause = _clause(text, chance)
    places = list(re.finditer(pattern, clause.group()))
    if not places:
        return text
    place = chance.choice(places)
    start = clause.start()
    return text[: start + place.start()] + replacement(place) + text[start + place.end() :]


def drop_word(text: str, chance: random.Random) -> str:
    return _within(text, chance, r"(?<= )[^\W\d_]+ ?", lambda _: "")


def drop_two_words(text: str, chance: random.Random) -> str:
    return _within(text, chance, r"(?<= )[^\W_]+ [^\W_]+ ?", lambda _: "")


def swap_words(text: str, chance: random.Random) -> str:
    return _within(text, chance, r"([^\W\d_]+) ([^\W\d_]+)", lambda found: f"{found[2]} {found[1]}")


def drop_comma(text: str, chance: random.Random) -> str:
    return _within(text, chance, r",", lambda _: "")


def comma_to_and(text: str, chance: random.Random) -> str:
    return _within(text, chance, r", ", lambda _: " và ")


def drop_blank(text: str, chance: random.Random) -> str:
    return _within(text, chance, r" ", lambda _: "")


def change_reference(text: str, chance: random.Random) -> str:
    return _within(text, chance, r"(?<=khoản )\d+", lambda found: str(int(found.group()) + chance.choice((-1, 1, 7))))


def change_number(text: str, chance: random.Random) -> str:
    return _within(text, chance, r"^\d+", lambda found: str(int(found.group()) + chance.choice((-1, 1, 10))))


def change_count(text: str, chance: random.Random) -> str:
    found = list(re.finditer(r"(?<=[ ,])\d+(?= (?:xã|phường|đặc khu|đơn vị))", text))
    place = chance.choice(found)
    return text[: place.start()] + str(int(place.group()) + chance.choice((-1, 1, 5))) + text[place.end() :]


def other_kind(text: str, chance: random.Random) -> str:
    return _within(text, chance, r"\b(?:xã|phường|thị trấn)\b", lambda _: chance.choice(("xã", "phường", "thị trấn")))


def other_share(text: str, chance: random.Random) -> str:
    return _within(
        text, chance, "toàn bộ|một phần|phần còn lại", lambda _: chance.choice(("toàn bộ", "một phần", "phần còn lại"))
    )


def drop_qualifier(text: str, chance: random.Random) -> str:
    return _within(text, chance, r" \([^)]*\)", lambda _: "")


def other_name(text: str, chance: random.Random) -> str:
    """A name of another clause takes the place of one."""
    other = chance.choice(
        list(re.finditer(r"(?:xã|phường) ([A-ZĐÂÔ][^\W\d_]+ [A-ZĐ][^\W\d_]+)(?=[,. ])", _clause(text, chance).group()))
        or [None]
    )
    if other is None:
        return text
    return _within(text, chance, r"(?<=xã )[A-ZĐ][^\W\d_]+ [A-ZĐ][^\W\d_]+(?=[,. ])", lambda _: other[1])


def drop_clause(text: str, chance: random.Random) -> str:
    clause = _clause(text, chance)
    return text[: clause.start()] + text[clause.end() :]


def change_letter(text: str, chance: random.Random) -> str:
    return _within(text, chance, r"(?<=[^\W\d_])[^\W\d_]", lambda _: chance.choice("aăâeêioôơuưyáàảãạéèẽẹmnhctg"))


def swap_clause_numbers(text: str, chance: random.Random) -> str:
    one, other = _clause(text, chance), _clause(text, chance)
    if one.start() >= other.start():
        return text
    first, second = (re.match(r"\d+", clause.group()).group() for clause in (one, other))  # type: ignore[union-attr]
    middle = text[one.start() + len(first) : other.start()]
    return text[: one.start()] + second + middle + first + text[other.start() + len(second) :]


EDITS: dict[str, Edit] = {
    edit.__name__: edit
    for edit in (
        drop_word, drop_two_words, swap_words, drop_comma, comma_to_and, drop_blank, change_reference, change_number,
        change_count,
        other_kind, other_share, drop_qualifier, other_name, drop_clause, change_letter, swap_clause_numbers,
    )
}  # fmt: skip
