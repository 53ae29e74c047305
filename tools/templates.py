"""Finds words in a template that are not marked for translation."""

import re
from collections.abc import Iterator
from html.parser import HTMLParser

TOKEN = re.compile(r"\{#.*?#\}|\{%.*?%\}|\{\{.*?\}\}", re.DOTALL)
BLOCK = re.compile(
    r"\{%-?\s*(?P<name>comment|blocktranslate|blocktrans|verbatim)\b.*?%\}.*?\{%\s*end(?P=name)\b.*?%\}", re.DOTALL
)
MARKED = re.compile(r"_\((\"[^\"]*\"|'[^']*')\)")
TRANSLATED_TAG = re.compile(r"\{%\s*(translate|trans)\b")
VIETNAMESE = re.compile(r"[àáâãèéêìíòóôõùúýăđĩũơưạ-ỹ]", re.IGNORECASE)
WORD = re.compile(r"[^\W\d_]{2,}")
SHOWN = frozenset({"alt", "aria-description", "aria-label", "label", "placeholder", "title"})
SILENT = frozenset({"code", "kbd", "pre", "script", "style", "samp"})
# Units, names of formats and of languages are the same in both languages. A word in capitals is an abbreviation.
SAME = frozenset({"km", "km²", "ha", "English", "Tiếng", "Việt", "tinhgon", "JSON", "CSV"})


def untranslated(text: str) -> Iterator[tuple[int, str]]:
    """Line and word: text and attributes that are shown, and Vietnamese within tags that is not marked."""
    text = BLOCK.sub(_blank, text)
    for match in TOKEN.finditer(text):
        token = match.group(0)
        if token.startswith("{#") or TRANSLATED_TAG.match(token):
            continue
        if VIETNAMESE.search(MARKED.sub("", token)):
            yield text.count("\n", 0, match.start()) + 1, token
    reader = _Reader()
    reader.feed(TOKEN.sub(_blank, text))
    reader.close()
    yield from reader.found


def _blank(match: re.Match[str]) -> str:
    return " " + "\n" * match.group(0).count("\n")


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[tuple[int, str]] = []
        self._silent = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in SILENT:
            self._silent += 1
        for name, value in attrs:
            if name in SHOWN:
                self._look(value or "")

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag in SILENT and self._silent:
            self._silent -= 1

    def handle_data(self, data: str) -> None:
        if not self._silent:
            self._look(data)

    def _look(self, words: str) -> None:
        for match in WORD.finditer(words):
            word = match.group(0)
            if word not in SAME and not word.isupper():
                self.found.append((self.getpos()[0] + words.count("\n", 0, match.start()), word))
