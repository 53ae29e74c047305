"""'Giải quyết 1 biên chế công chức dôi dư của phòng Nội vụ: cắt giảm, lý do: nghỉ hưu đúng tuổi.'"""

from __future__ import annotations

import re
from typing import Any

from tinhgon.reading.shapes.own_words import DAY, OwnWords, day_of, inverse
from tinhgon.registers.establishment.labels import COUNTED, REASONS

_CATEGORIES = "|".join(told.replace("(", r"\(").replace(")", r"\)") for told in COUNTED.values())
_AMOUNT = rf"(?P<amount>[\d.]+) (?P<category>{_CATEGORIES}) dôi dư"
_OWN = " hưởng lương từ nguồn thu"


def _surplus(found: re.Match[str]) -> dict[str, Any]:
    line = {"category": inverse(COUNTED)[found["category"]]}
    if found["own"]:
        line["funding"] = "own_revenue"
    stated: dict[str, Any] = {"line": line, "amount": int(found["amount"].replace(".", ""))}
    if found["until"]:
        stated["until"] = day_of(found["until"])
    if found["reason"]:
        stated["reason"] = inverse(REASONS)[found["reason"]]
    return stated


ABSORB_SURPLUS = OwnWords(
    "absorb_surplus",
    "absorb_surplus/1",
    rf"Giải quyết {_AMOUNT}(?P<own>{_OWN})?(?: có thời hạn đến (?P<until>{DAY}))? của (?P<unit>.+?): "
    r"(?:cắt giảm, lý do: (?P<reason>.+?)|chuyển vào biên chế chính thức của đơn vị)",
    _surplus,
)
