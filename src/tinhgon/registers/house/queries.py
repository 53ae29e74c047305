"""Which rules a house has on a day."""

from __future__ import annotations

import re
from datetime import date
from typing import Protocol

from django.db import connection

from tinhgon.registers.house.rules import RULES, HouseRule


def rules_on(on: date) -> dict[str, str]:
    """Every rule with its value of the day, as known now; where nothing was decided, what it is by itself."""
    with connection.cursor() as cursor:
        cursor.execute(
            """SELECT DISTINCT ON (rule) rule, value FROM rule_version
               WHERE valid @> %s::date AND upper_inf(recorded) ORDER BY rule, lower(valid) DESC, entry_id DESC""",
            [on],
        )
        decided = dict(cursor.fetchall())
    return {name: decided.get(name, rule.default) for name, rule in RULES.items()}


def rule_on(rule: HouseRule, on: date) -> str:
    """The value of one rule on a day."""
    return rules_on(on)[rule.name]


class Numbered(Protocol):
    """What a number is unique in depends on who issues it, and when it was signed."""

    @property
    def number(self) -> str: ...
    @property
    def issuer(self) -> str: ...
    @property
    def signed_on(self) -> date: ...


NUMBERS = "numbers/"
"""The rule of an issuer's numbers is called so, with the issuer in small letters."""
_PARTY = re.compile(r"^\s*\d+\s*-\s*[A-ZĐ]{1,6}/", re.IGNORECASE)


def series_of(document: Numbered) -> str | None:
    """What the number is unique in: 'nhiệm kỳ từ 2020-10-14'; None is the calendar year.

    A Party committee counts its numbers by term; on which days its terms begin is data (`set_number_series`).
    """
    starts = terms_of(document.issuer)
    begun = [day for day in starts if day <= document.signed_on.isoformat()]
    return f"nhiệm kỳ từ {max(begun)}" if begun else None


def terms_of(issuer: str) -> list[str]:
    """The first days of the terms of an issuer that counts its numbers by term, as ISO days; of others none."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT value FROM rule_version WHERE rule = %s AND upper_inf(recorded) ORDER BY entry_id DESC LIMIT 1",
            [NUMBERS + issuer.lower()],
        )
        row = cursor.fetchone()
    return row[0].split() if row else []


def is_party_number(number: str) -> bool:
    """Whether a number is written as the Party writes it: '123-QĐ/TU', not '123/QĐ-UBND'."""
    return _PARTY.match(number) is not None
