"""Why a row has no result: sentences kept as text in a column, told again in the language of whoever reads."""

from __future__ import annotations

from tinhgon.basis.errors import Refusal
from tinhgon.law.terms import Say

_KEPT = 10_000
_COMPOSED: dict[str, tuple[str, str]] = {}
_REFUSED: dict[str, Refusal] = {}


def composed(message: str, label: str) -> str:
    """A reason that names a fact or step, kept so that it can be told in another language."""
    _COMPOSED[text := message.format(label=label)] = (message, label)
    return text


def refused(refusal: Refusal) -> str:
    """The sentence of a refusal, kept so that it can be told in another language."""
    if len(_REFUSED) >= _KEPT:
        _REFUSED.clear()
    _REFUSED[text := str(refusal)] = refusal
    return text


def said_outside(text: str, say: Say) -> str:
    """A value of the column `outside` in the language of `say`."""
    if text in _REFUSED:
        return _REFUSED[text].render(say)
    message, label = _COMPOSED.get(text, (text, ""))
    return say(message).format(label=say(label)) if label else say(message) if message else ""
