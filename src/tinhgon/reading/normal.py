"""Text as it is read: composed letters, one kind of blank, dash, apostrophe; every letter knows whence it came.

Letters of other alphabets that look like ours are ours, and the number of a page in the middle of a sentence is gone.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from tinhgon.reading.junk import page_numbers

Span = tuple[int, int]

# One sign for several that look alike.
_ALIKE = {
    **dict.fromkeys(
        "\u00a0\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000\t\v\f", " "
    ),
    **dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2015\u2212", "-"),
    **dict.fromkeys("\u2018\u2019\u201b\u02bc\u00b4`", "'"),
    **dict.fromkeys("\u2028\u2029\u0085", "\n"),
    **dict.fromkeys("\u00d0\u0189", "\u0110"),
    **dict.fromkeys("\u00f0\u0256", "\u0111"),  # the Icelandic and African letters that old fonts put for Đ
    # Cyrillic and Greek letters of the same form, ligatures, letters of double width.
    **dict(zip("АВЕКМНОРСТХІаеорсухі", "ABEKMHOPCTXIaeopcyxi", strict=True)),
    **dict(zip("ΑΒΕΖΗΙΚΜΝΟΡΤΥΧο", "ABEZHIKMNOPTYXo", strict=True)),
    "\ufb00": "ff",
    "\ufb01": "fi",
    "\ufb02": "fl",
    **{chr(code): chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)},
}
# Signs that carry no word: of the file's layout, or of Markdown.
_DROPPED = frozenset("\r\u200b\u200c\u200d\u2060\u00ad\ufeff*_\\")
_SPECIAL = re.compile("[" + "".join(map(re.escape, [*_ALIKE, *_DROPPED])) + "]")
_CLUSTER = re.compile(r"[^\u0300-\u036f][\u0300-\u036f]+|.", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Normal:
    """A normalised text. `origin[i]` is where letter i begins in the text as given; one more entry for the end."""

    given: str
    text: str
    origin: Sequence[int]
    ends: Sequence[int]

    def span(self, start: int, end: int) -> Span:
        """The span in the text as given."""
        return (self.origin[start], self.ends[end - 1]) if end > start else (self.origin[start], self.origin[start])


def normalise(*, text: str) -> Normal:
    """The text in the form the grammar reads, each letter tied to its place in the text as given."""
    breaks = dict(page_numbers(text))
    if unicodedata.is_normalized("NFC", text) and not _SPECIAL.search(text) and not breaks:
        return Normal(text, text, range(len(text) + 1), range(1, len(text) + 1))
    letters: list[str] = []
    origin: list[int] = []
    ends: list[int] = []
    resumes = 0
    for found in _CLUSTER.finditer(text):
        cluster = found.group()
        if found.start() in breaks:
            resumes, cluster = breaks[found.start()], " "
        elif found.start() < resumes or cluster in _DROPPED:
            continue
        for letter in unicodedata.normalize("NFC", _ALIKE.get(cluster[0], cluster[0]) + cluster[1:]):
            letters.append(letter)
            origin.append(found.start())
            ends.append(found.end())
    return Normal(text, "".join(letters), [*origin, len(text)], ends)
