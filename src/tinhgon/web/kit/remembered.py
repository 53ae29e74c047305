"""Answers of the ledger that stay true until another decision is signed: asked once, then remembered."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from datetime import date, datetime
from functools import lru_cache
from typing import Any, TypeVar, cast

from django.db import connection
from django.utils.translation import get_language

from tinhgon.basis.asof import AsOf
from tinhgon.ledger.queries import last_known

T = TypeVar("T")
ANY_DAY = date(1, 1, 1)


def remembered(question: Callable[..., T], *words: Hashable, **named: Hashable) -> T:
    """`question(*words, **named)`: the key holds the instant of the last signing, so it can never be out of date."""
    place = (str(connection.settings_dict["NAME"]), last_known(AsOf(ANY_DAY)), get_language())
    return cast("T", _answer(question, place, words, tuple(sorted(named.items()))))


@lru_cache(maxsize=512)
def _answer(
    question: Callable[..., Any],
    _place: tuple[str, datetime | None, str | None],
    words: tuple[Hashable, ...],
    named: tuple[tuple[str, Hashable], ...],
) -> Any:
    return question(*words, **dict(named))
