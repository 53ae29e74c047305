"""Words become the tokens of a grammar: set phrases, names, dates, brackets; each shape brings a lexicon of its own."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from lark import Token
from lark.lexer import Lexer

from tinhgon.reading.words import Word, words

_SIGNS = {
    ",": "COMMA",
    ".": "DOT",
    ";": "SEMI",
    ":": "COLON",
    "(": "LPAR",
    ")": "RPAR",
    "/": "SLASH",
    "+": "PLUS",
    '"': "QUOTE",
    "“": "QUOTE",
    "”": "QUOTE",
    "-": "DASH",
    "%": "PERCENT",
}
# '49,79 km2', '3.764 ha', '171.311 người', '1.508 nhân khẩu': a figure with what it counts. A point before three digits
# parts thousands, a comma parts decimals.
_FIGURE = re.compile(
    r"(\d{1,3}(?:\.\d{3})+(?:,\d+)?|\d+(?:[.,]\d+)?)\s*(?:(?P<area>km\s?2|km²|ha(?![^\W\d_])|héc\s?ta|hecta|héc-ta)|"
    r"(?P<people>(?:người|nhân\s+khẩu|khẩu)(?:(?=của)|(?![^\W\d_])))|(?P<houses>hộ(?:\s+(?:gia\s+đình|dân))?(?![^\W\d_])))",
    re.IGNORECASE,
)
_FOOTNOTE = re.compile(r"\(\d{1,2}\)")
_LEVELS = frozenset({"FULL", "PART", "REST", "PIECE"})
_ROMAN = re.compile(r"^[IVX]+$")
_DATE = re.compile(
    r"ngày\s*(\d{1,2})\s*tháng\s*(\d{1,2})\s*năm\s*(\d{4})|(?:ngày\s*)?(\d{1,2})/(\d{1,2})/(\d{4})", re.IGNORECASE
)
_IN_GROUND = frozenset({"KIND", "OF"})  # 'khu vực bãi bồi của huyện A' is one ground
# Words in small letters inside the name of a unit, with the word before: 'thị trấn Nông trường Việt Lâm', and names
# that the lists themselves write so.
_SMALL = frozenset(
    {("Nông", "trường"), ("Lâm", "trường"), ("Ya", "ly"), ("Đại", "áng"), ("Pa", "ủ"), ("Nậm", "ét"), ("Mường", "é"),
     ("Đồng", "ý"), ("Triệu", "ẩu")}
)  # fmt: skip
_REFERS = frozenset({"NUM", "CLAUSE", "EACH"})


@dataclass(frozen=True)
class Lexicon:
    """Set phrases by token type. `names`: what begins with a capital and is no phrase is a name; else all is WORD.

    A phrase is matched in lower case, or with its first letter capital where a sentence begins and before a number.
    """

    phrases: Mapping[str, Sequence[str]]
    names: bool = True
    figures: bool = False
    grounds: frozenset[str] = frozenset()
    _index: dict[str, list[tuple[tuple[str, ...], str]]] = field(default_factory=dict, compare=False, repr=False)

    def __post_init__(self) -> None:
        for kind, phrases in self.phrases.items():
            for phrase in phrases:
                parts = tuple(word.text for word in words(text=phrase, start=0, end=len(phrase)))
                self._index.setdefault(parts[0].lower(), []).append((parts, kind))
        for found in self._index.values():
            found.sort(key=lambda pair: -len(pair[0]))

    @property
    def types(self) -> set[str]:
        """The token types this lexicon can bring forth."""
        signs = {*self.phrases, *_SIGNS.values(), "NAME", "NUM", "WORD", "DATE", "PAREN", "GROUND", "REFSEP"}
        return signs | ({"KM2", "HEADS", "HOUSES"} if self.figures else set())

    def tokens(self, *, text: str, start: int, end: int) -> list[Token]:
        """The tokens between two places of a normalised text."""
        found = list(words(text=text, start=start, end=end))
        run = self._run(text, found)
        return _tidied(_counted(run) if self.figures else run)

    def _run(self, text: str, found: list[Word]) -> list[Token]:
        tokens: list[Token] = []
        place = 0
        while place < len(found):
            size, token = self._next(text, found, place)
            # 'xã é Tòng': the list of units itself writes some names so.
            if token.type == "WORD" and tokens and tokens[-1].type == "KIND" and not token.islower():
                token = _token("NAME", text, token.start_pos or 0, token.end_pos or 0)
            if token.type == "NAME" and size > 1:
                token = Token(
                    "NAME", _spaced(found[place : place + size]), start_pos=token.start_pos, end_pos=token.end_pos
                )
            tokens.append(token)
            place += size
        return tokens

    def _next(self, text: str, found: list[Word], place: int) -> tuple[int, Token]:
        word = found[place]
        if word.text == "(":
            size = next((n for n in range(1, len(found) - place) if found[place + n].text == ")"), 0)
            if size:
                return size + 1, _token("PAREN", text, word.start, found[place + size].end)
        dated = _DATE.match(text, word.start) if word.lower.startswith("ngày") or word.text.isdigit() else None
        if dated and _day(dated):
            size = sum(1 for other in found[place:] if other.start < dated.end())
            return size, _token("DATE", text, word.start, dated.end())
        figure = _FIGURE.match(text, word.start) if self.figures and word.text.isdigit() else None
        if figure:
            size = sum(1 for other in found[place : place + 16] if other.start < figure.end())
            kind = "KM2" if figure["area"] else "HEADS" if figure["people"] else "HOUSES"
            return size, _token(kind, text, word.start, figure.end())
        phrase = self._phrase(found, place)
        if phrase:
            parts, kind = phrase
            if len(parts) == 1:
                return 1, Token(kind, word.text, start_pos=word.start, end_pos=word.end)
            return len(parts), _token(kind, text, word.start, found[place + len(parts) - 1].end)
        if word.text in _SIGNS:
            return 1, Token(_SIGNS[word.text], word.text, start_pos=word.start, end_pos=word.end)
        if not self.names:
            kind = "NUM" if word.text.isdigit() else "WORD"
            return 1, Token(kind, word.text, start_pos=word.start, end_pos=word.end)
        ground = word.text in self.grounds
        size = self._name(found, place, through=_IN_GROUND if ground else frozenset())
        kind = "NAME" if word.is_name else "GROUND" if ground else "WORD"
        if kind == "NAME" and size == 1 and word.text.isdigit():
            kind = "NUM"
        return size, _token(kind, text, word.start, found[place + size - 1].end)

    def _phrase(self, found: list[Word], place: int) -> tuple[tuple[str, ...], str] | None:
        first = found[place]
        begun = self._index.get(first.lower)
        if begun is None:
            return None
        for parts, kind in begun:
            group = found[place + 1 : place + len(parts)]
            if tuple([word.text for word in group]) != parts[1:]:
                continue
            if first.text == parts[0]:
                return parts, kind
            if first.text[1:] != parts[0][1:]:
                continue
            # 'Thành phố Hồ Chí Minh': a kind of two words is no name, whatever its first letter.
            if _begins(found, place) or (kind == "KIND" and (len(parts) > 1 or _is_counted(found, place + 1))):
                return parts, kind
        return None

    def _name(self, found: list[Word], place: int, *, through: Set[str]) -> int:
        size = 1
        while place + size < len(found):
            word, before = found[place + size], found[place + size - 1]
            following = found[place + size + 1] if place + size + 1 < len(found) else None
            joins = word.text in "-'" or (
                word.text == "."
                and len(before.text) == 1
                and following is not None
                and following.start == word.end
                and following.text[0].isupper()
            )
            if joins and following and following.text[0].isalnum():
                size += 2
                continue
            phrase = self._phrase(found, place + size)
            if not word.text[0].isalnum() or (phrase and phrase[1] not in through):
                break
            small = word.text[0].islower() and (before.text, word.text) not in _SMALL
            if small and not through and found[place].is_name:
                break  # 'xã An Thịnh nếu đủ tiêu chuẩn': no name goes on in small letters
            size += 1
        return size


def _begins(found: list[Word], place: int) -> bool:
    """Whether a sentence begins here."""
    return place == 0 or found[place - 1].text in ".;:"


def _is_counted(found: list[Word], place: int) -> bool:
    """'Phường 1', 'Phường IV': a number follows."""
    return place < len(found) and (found[place].text.isdigit() or bool(_ROMAN.match(found[place].text)))


def _spaced(group: list[Word]) -> str:
    """The words of a name, with the blanks that a conversion has swallowed ('AnBình')."""
    parts = [group[0].text]
    for before, word in itertools.pairwise(group):
        glued = before.text.isalpha() and word.text.isalpha()
        parts.append(" " if word.start > before.end or glued else "")
        parts.append(word.text)
    return "".join(parts)


def _token(kind: str, text: str, start: int, end: int) -> Token:
    value = " ".join(text[start:end].split())
    return Token(kind, value, start_pos=start, end_pos=end)


def _counted(tokens: list[Token]) -> list[Token]:
    """'4 xã A, B, C và D': a number before a kind says how many are named; '(1)' behind a name is a footnote's mark."""
    found = []
    for place, token in enumerate(tokens):
        if token.type == "PAREN" and _FOOTNOTE.fullmatch(str(token)):
            continue
        following = tokens[place + 1].type if place + 1 < len(tokens) else ""
        before = tokens[place - 1].type if place else ""
        counts = token.type == "NUM" and following == "KIND" and before not in ("KIND", "CLAUSE")
        each = Token("EACH", str(token), start_pos=token.start_pos, end_pos=token.end_pos) if counts else token
        found.append(each)
    return found


def _tidied(tokens: list[Token]) -> list[Token]:
    """Set words written twice count once; separators within a list of clause numbers are told from the others."""
    once: list[Token] = []
    for token in tokens:
        twice = once and once[-1].type == token.type and str(once[-1]).lower() == str(token).lower()
        if twice and token.type in ("OF", "KIND", "EACH", "AND", "COMMA", "TO"):
            once[-1] = _spanning(once[-1], token)
            continue
        once.append(token)
    # 'phần còn lại của diện tích tự nhiên' as 'phần còn lại diện tích tự nhiên'.
    once = [
        token for place, token in enumerate(once)
        if not (token.type == "OF" and 0 < place < len(once) - 1 and once[place - 1].type in _LEVELS
                and once[place + 1].type in ("AREA", "PEOPLE"))
    ]  # fmt: skip
    inside = False
    for place, token in enumerate(once):
        following = once[place + 1].type if place + 1 < len(once) else ""
        if token.type == "AFTER":
            inside = True
        elif inside and token.type in ("COMMA", "AND"):
            if following in _REFERS and _refers(once, place + 1):
                once[place] = Token("REFSEP", str(token), start_pos=token.start_pos, end_pos=token.end_pos)
            else:
                inside = False
        elif inside and token.type not in _REFERS:
            inside = False
    return once


def _refers(tokens: list[Token], place: int) -> bool:
    """Whether a clause number stands here, and not 'các phường' or a ward that is called by a number."""
    if tokens[place].type == "EACH":
        return place + 1 < len(tokens) and tokens[place + 1].type == "CLAUSE"
    return True


def _spanning(first: Token, last: Token) -> Token:
    return Token(first.type, str(first), start_pos=first.start_pos, end_pos=last.end_pos)


def _day(found: re.Match[str]) -> date | None:
    day, month, year = (int(part) for part in (found.groups()[:3] if found[1] else found.groups()[3:]))
    try:
        return date(year, month, day)
    except ValueError:
        return None


def km2_of(text: str) -> Decimal:
    """The square kilometres of a figure as it is written ('3.764 ha', '258,29km2')."""
    return _number(text) / (100 if re.search(r"\d\s*h", text, re.IGNORECASE) else 1)


def heads_of(text: str) -> int:
    """The people of a figure as it is written ('171.311 người'). Raises ValueError where there are parts of people."""
    value = _number(text)
    if value != int(value):
        raise ValueError(text)
    return int(value)


def _number(text: str) -> Decimal:
    written = re.match(r"[\d.,]+", text)
    number = written[0].rstrip(".,") if written else ""
    if re.fullmatch(r"\d{1,3}(?:\.\d{3})+(?:,\d+)?", number):
        number = number.replace(".", "")
    return Decimal(number.replace(",", "."))


def day_in(text: str) -> date | None:
    """The first day written in a text ('ngày 01 tháng 7 năm 2025', '01/7/2025')."""
    found = _DATE.search(text)
    return _day(found) if found else None


def phrases_of(listed: str) -> tuple[str, ...]:
    """Set phrases, written in one text with semicolons between."""
    return tuple(phrase.strip() for phrase in listed.split(";"))


class TokenLexer(Lexer):
    """Lark's door for tokens that are made already."""

    def __init__(self, lexer_conf: Any) -> None:
        del lexer_conf

    def lex(self, lexer_state: Any, parser_state: Any = None) -> Iterator[Token]:  # noqa: ARG002
        return iter(lexer_state)
