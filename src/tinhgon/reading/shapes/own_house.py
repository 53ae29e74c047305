"""'Quy định về người vượt biên chế được giao: từ chối.', 'Văn bản của Tỉnh ủy A đánh số theo nhiệm kỳ, các nhiệm kỳ bắt
đầu từ …'."""

from __future__ import annotations

import re
from typing import Any

from tinhgon.reading.shapes.own_words import DAY, OwnWords, day_of, inverse
from tinhgon.registers.house.rules import RULES


def _rule(found: re.Match[str]) -> dict[str, Any]:
    name = inverse({name: rule.title for name, rule in RULES.items()})[found["title"]]
    return {"rule": name, "value": inverse(RULES[name].values)[found["value"]]}


def _series(found: re.Match[str]) -> dict[str, Any]:
    return {"issuer": found["issuer"], "terms": [day_of(day) for day in re.findall(DAY, found["days"])]}


HOUSE_RULE = OwnWords("house_rule", "set_house_rule/1", r"Quy định về (?P<title>[^:]+): (?P<value>.+?)", _rule)
NUMBER_SERIES = OwnWords(
    "number_series",
    "set_number_series/1",
    r"Văn bản của (?P<issuer>.+?) đánh số theo nhiệm kỳ, các nhiệm kỳ bắt đầu từ "
    rf"(?P<days>{DAY}(?:(?:, | và ){DAY})*)",
    _series,
)
