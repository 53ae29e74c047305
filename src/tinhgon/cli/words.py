"""In which language the command line speaks: Vietnamese, or English when asked. Without Django, to be quick."""

from __future__ import annotations

import gettext as catalogues
import os
import re
import sys
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

from tinhgon.basis.errors import Refusal, Wording, fill, gettext_noop
from tinhgon.basis.findings import Finding

LANGUAGES = ("vi", "en")
LOCALE = Path(__file__).resolve().parent.parent / "locale"
# Words that stand among the data of messages: whole, or with something of the user's beside them.
_WORDS = (
    gettext_noop("Ngày"), gettext_noop("diện tích"), gettext_noop("dân số"), gettext_noop("người"),
    gettext_noop("phần đầu"), gettext_noop("trước sắp xếp"), gettext_noop("sau sắp xếp"),
)  # fmt: skip
_PHRASES = (
    (re.compile(r"\bnội dung thứ (?P<n>\d+)"), gettext_noop("nội dung thứ {n}")),
    (re.compile(r"\b(?P<list>\w+) thứ (?P<n>\d+)"), gettext_noop("{list} thứ {n}")),
    (re.compile(r"\b[Đđ]ơn vị mã (?P<code>\S+)"), gettext_noop("đơn vị mã {code}")),
    (re.compile(r" hoặc "), gettext_noop(" hoặc ")),
)


class _Chosen:
    language = "vi"


def choose(arguments: Sequence[str]) -> None:
    """The language of `--lang`, wherever it stands, else of TINHGON_LANG.

    Looked for before the arguments are parsed: a wrong option is to be answered in that language as well.
    """
    wanted = os.environ.get("TINHGON_LANG", "")
    for place, argument in enumerate(arguments):
        if argument == "--":
            break
        if argument == "--lang":
            wanted = arguments[place + 1] if place + 1 < len(arguments) else wanted
        elif argument.startswith("--lang="):
            wanted = argument.removeprefix("--lang=")
    language = wanted.strip().lower()[:2]
    _Chosen.language = language if language in LANGUAGES else "vi"


def language() -> str:
    return _Chosen.language


@cache
def _catalogue(code: str) -> catalogues.NullTranslations:
    return catalogues.translation("django", localedir=LOCALE, languages=[code], fallback=True)


def gettext(message: str) -> str:
    """The message in the chosen language; the source is Vietnamese."""
    return message if _Chosen.language == "vi" or not message else _catalogue(_Chosen.language).gettext(message)


def sentence(told: Refusal | Finding) -> str:
    """A refusal or finding in words."""
    return worded(told.message, told.data)


def worded(message: str, data: Mapping[str, Any]) -> str:
    """A source string in the chosen language, filled; words of ours among its data are translated too."""
    text = fill(
        gettext(message), {key: _word(value) if isinstance(value, str) else value for key, value in data.items()}
    )
    return text[:1].upper() + text[1:] if message.startswith("{unit}") else text


def _word(value: str) -> str:
    if _Chosen.language == "vi":
        return value
    if value in _WORDS or isinstance(value, Wording):
        return gettext(value)
    for pattern, phrase in _PHRASES:
        if found := pattern.search(value):
            value = value[: found.start()] + gettext(phrase).format(**found.groupdict()) + value[found.end() :]
    return value


def tell(text: str) -> None:
    """A line for the user that is no result: on stderr."""
    sys.stderr.write(f"{text}\n")
    sys.stderr.flush()
