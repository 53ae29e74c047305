"""In which language the command line speaks: Vietnamese, or English when asked. Without Django, to be quick."""

from __future__ import annotations

import gettext as catalogues
import os
import sys
from collections.abc import Sequence
from functools import cache
from pathlib import Path

from tinhgon.basis.errors import Refusal, fill
from tinhgon.basis.findings import Finding

LANGUAGES = ("vi", "en")
LOCALE = Path(__file__).resolve().parent.parent / "locale"


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
    """A refusal or finding in words.

    Words of ours among its data (the name of an option, the head of a file) are translated too.
    """
    data = {key: gettext(value) if isinstance(value, str) else value for key, value in told.data.items()}
    return fill(gettext(told.message), data)


def tell(text: str) -> None:
    """A line for the user that is no result: on stderr."""
    sys.stderr.write(f"{text}\n")
    sys.stderr.flush()
