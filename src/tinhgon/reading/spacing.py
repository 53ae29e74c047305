"""Blanks and marks that a text layer has put in wrong places: 'quyế t', 'Viê ̣t', 'Q U Y Ế T  Đ Ị N H'."""

from __future__ import annotations

import re
import unicodedata

from tinhgon.basis.text import fold

_MARK_APART = re.compile(r"[^\S\n]+(?=[\u0300-\u036f])")
_SPACED_OUT = re.compile(r"(?<![^\s])(?:[^\W\d_] ){3,}[^\W\d_](?![^\W_])")
_HEADINGS = ("QUYẾT ĐỊNH", "NGHỊ QUYẾT", "QUYẾT NGHỊ", "KẾT LUẬN", "THÔNG BÁO", "NGHỊ ĐỊNH")
_TOKEN = re.compile(r"\S+|\s+")
_SYLLABLE = re.compile(r"^(?:ngh?|gh|gi|kh|th|ph|tr|ch|nh|qu|[bcdghklmnpqrstvx])?[aeiouy]{1,3}(?:ng|nh|ch|[cmnpt])?$")
_LETTERS = re.compile(r"^([^\W\d_]+)([.,;:)\]”\"'!?]*)$")
_SOUNDS = frozenset({"ng", "nh", "th", "tr", "ph", "ch", "kh", "gh"})
_VOWELS = frozenset("aeiouy")
_FEWEST = 3


def mended(*, text: str) -> str:
    """The text composed, with syllables in one piece.

    Pieces are joined only where a text has several of them, and only where one of two neighbours has no vowel and both
    together are a syllable: 'khu C' and 'Trường B' stay as they are.
    """
    text = unicodedata.normalize("NFC", _MARK_APART.sub("", unicodedata.normalize("NFD", text)))
    text = _SPACED_OUT.sub(_closed_up, text)
    lines = [_TOKEN.findall(line) for line in text.split("\n")]
    if sum(_is_piece(token) for tokens in lines for token in tokens) < _FEWEST:
        return text
    return "\n".join("".join(_joined(tokens)) for tokens in lines)


def _closed_up(found: re.Match[str]) -> str:
    close = found.group().replace(" ", "")
    return next((heading for heading in _HEADINGS if heading.replace(" ", "") == close), close)


def _is_piece(token: str) -> bool:
    """Letters without a vowel, in lower case, or one capital with nothing behind it: no word of the language."""
    letters = _LETTERS.match(token)
    if letters is None or _VOWELS.intersection(fold(token)):
        return False
    return token[-1:].islower() or letters[1].islower()


def _is_syllable(word: str) -> bool:
    return bool(_SYLLABLE.match(fold(word)))


def _joined(tokens: list[str]) -> list[str]:
    """The tokens of a line, pieces joined to the word before them or after them."""
    found: list[str] = []
    place = 0
    while place < len(tokens):
        token = tokens[place]
        piece = _LETTERS.match(token)
        behind = found[-2] if len(found) > 1 and found[-1].isspace() else ""
        ahead = tokens[place + 2] if place + 2 < len(tokens) else ""
        vowelless = bool(piece) and not _VOWELS.intersection(fold(token))
        if vowelless and piece and piece[1].islower() and behind.isalpha() and _is_syllable(behind + piece[1]):
            found[-2:] = [behind + token]
            place += 1
        elif vowelless and token.isalpha() and ahead[:1].islower() and _starts_syllable(token, ahead):
            found.append(token + ahead)
            place += 3
        else:
            found.append(token)
            place += 1
    return found


def _starts_syllable(token: str, ahead: str) -> bool:
    """Whether the next token is the rest of a syllable: it begins with a vowel, or with the rest of its first sound."""
    letters = _LETTERS.match(ahead)
    if letters is None or not _is_syllable(token + letters[1]):
        return False
    return fold(ahead)[:1] in _VOWELS or fold(token + ahead)[:2] in _SOUNDS
