"""Canonical JSON: one text for one value, so that a hash can stand for it."""

from __future__ import annotations

import hashlib
import json
import re
import unicodedata
from collections.abc import Iterable
from datetime import date, datetime
from decimal import Decimal
from typing import Any

# A number with a point or an exponent, or what looks like one inside a string: then the value is walked through.
_MAYBE_FLOAT = re.compile(r'(?:":|[\[,]|^)-?(?:\d+[.eE]|Infinity|NaN)')

# The fields of an entry, as a rule: no look at the text is needed, which for a hundred thousand rows takes seconds.
_SCALARS = frozenset({str, int, bool, type(None)})


def canonical(value: Any) -> str:
    """Sorted keys, no blanks, NFC.

    Decimals, dates and instants as strings. A float raises TypeError: it has no one text.
    """
    text = _ENCODER.encode(value)
    has_no_float = type(value) is dict and _SCALARS.issuperset(map(type, value.values()))
    if (not has_no_float and _MAYBE_FLOAT.search(text)) or not unicodedata.is_normalized("NFC", text):
        return _ENCODER.encode(_plain(value))
    return text


def _as_text(value: Any) -> str:
    if isinstance(value, Decimal):
        return str(value)
    if isinstance(value, datetime | date):
        return value.isoformat()
    raise TypeError(f"{type(value).__name__} has no canonical text")


_ENCODER = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":"), default=_as_text)


def sha256(text: str) -> str:
    """64 hexadecimal digits of the UTF-8 bytes."""
    return hashlib.sha256(text.encode()).hexdigest()


def lines_digest(rows: Iterable[Any]) -> str:
    """SHA-256 over rows, a canonical line each, in their order."""
    digest = hashlib.sha256()
    for row in rows:
        digest.update(canonical(row).encode() + b"\n")
    return digest.hexdigest()


def _plain(value: Any) -> Any:
    if isinstance(value, str):
        return value if value.isascii() else unicodedata.normalize("NFC", value)
    if value is None or isinstance(value, bool | int):
        return value
    if isinstance(value, dict):
        return {_plain(key): _plain(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(item) for item in value]
    return _as_text(value)
