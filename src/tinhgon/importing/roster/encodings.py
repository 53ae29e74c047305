"""Letters: which encoding a text file is in, and cells whose letters are those of another."""

from __future__ import annotations

import re
import unicodedata

import polars as pl

# TCVN3 and VNI fonts show Vietnamese with the codes of other letters. No Vietnamese text, and no name of an ethnic
# minority, has these; ñ and é alone prove nothing.
_TCVN3 = "[µ¸¶·¹¨¾»¼½Æ©ÇËÎÏÑª«¬®ÖØÜÞßäåæçëîïö÷øûüþ×\u00ad]"
_VNI = (
    "[aA][âáàåãäêéèúüëùøûïÂÁÀÅÃÄÊÉÈÚÜËÙØÛÏ]|[eE][âáàåãäùøûïÂÁÀÅÃÄÙØÛÏ]|[oO][âåäùøûïÂÅÄÙØÛÏ]|[uU][ùøûïÙØÛÏ]"
    "|[öôÖÔ][ùøûïõÙØÛÏÕ]"
)
_MOJIBAKE = "á[º»¼]|Ä[‘ƒ‚\u0090]|Æ[°¡]|Ã[\u00a1-\u00bf ]|Ð[°±²³´µ]|\ufffd|[\u0000-\u0008\u000e-\u001f\u007f-\u009f]"
_KINDS = (("mojibake", _MOJIBAKE), ("vni", _VNI), ("tcvn3", _TCVN3))
_PLAIN = re.compile(rb"[\x00-\x7f]*")
_TONES_1258 = frozenset(b"\xcc\xd2\xde\xec\xf2")
_VOWELS_1258 = frozenset(b"aeiouyAEIOUY\xe2\xea\xf4\xe3\xf5\xfd\xc2\xca\xd4\xc3\xd5\xdd")
_SYMBOLS = frozenset(range(0xA1, 0xC0))


def foreign_letters(cells: pl.Series) -> pl.Series:
    """For each cell the encoding whose letters it has: 'tcvn3', 'vni', 'mojibake', or null for sound letters."""
    chain = pl.lit(None, pl.String)
    for kind, pattern in reversed(_KINDS):
        chain = pl.when(pl.col(cells.name).str.contains(pattern)).then(pl.lit(kind)).otherwise(chain)
    return cells.to_frame().select(chain.alias(cells.name)).to_series()


def text_of(data: bytes) -> tuple[str, list[int]]:
    """The text of a file, and the lines (from 1) that are in another encoding than the rest of it.

    UTF-8 and UTF-16 are known for certain; Windows-1258 by its tone marks, each of which follows a vowel. What is none
    of these is kept letter by letter, so that the cells concerned are named, not guessed.
    """
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return data.decode("utf-16", errors="replace"), []
    if data[:3] == b"\xef\xbb\xbf":
        data = data[3:]
    if b"\x00" in data[:400]:
        wide = "utf-16-le" if data[1:2] == b"\x00" else "utf-16-be"
        return data.decode(wide, errors="replace"), []
    try:
        return data.decode("utf-8"), []
    except UnicodeDecodeError:
        return _by_line(data)


def _by_line(data: bytes) -> tuple[str, list[int]]:
    lines = data.split(b"\n")
    wide = [number for number, line in enumerate(lines) if not _PLAIN.fullmatch(line)]
    broken = [number for number in wide if not _is_utf8(lines[number])]
    is_mixed = len(broken) < len(wide)
    decode = _from_1258 if _looks_1258(b"\n".join(lines[number] for number in broken)) else _letter_by_letter
    decoded = [line.decode("utf-8") if _is_utf8(line) else decode(line) for line in lines]
    return "\n".join(decoded), [number + 1 for number in broken] if is_mixed and decode is _from_1258 else []


def _is_utf8(line: bytes) -> bool:
    try:
        line.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _looks_1258(data: bytes) -> bool:
    """Tone marks stand behind vowels, and none of the signs that TCVN3 has for letters is there."""
    tones = [place for place, byte in enumerate(data) if byte in _TONES_1258]
    symbols = sum(byte in _SYMBOLS for byte in data)
    behind = sum(place > 0 and data[place - 1] in _VOWELS_1258 for place in tones)
    return bool(tones) and behind >= 0.95 * len(tones) and symbols <= len(tones) // 50


def _from_1258(line: bytes) -> str:
    return unicodedata.normalize("NFC", line.decode("cp1258", errors="replace"))


def _letter_by_letter(line: bytes) -> str:
    return line.decode("latin-1")
