"""'Đính chính đơn vị mã A1 (theo sổ ngày 01/01/2021): tên gọi là An Bình Thượng.'

The unit is the one of that day, so that only a code tells it; figures have sources, which no clause tells. The rest is
left unread.
"""

from __future__ import annotations

import re
from typing import Any

from tinhgon.reading.shapes.own_words import DAY, OwnWords, day_of
from tinhgon.registers.units.effects.correct_unit import FIELDS

_TOLD = ("name", "unit_kind", "code")
_WORDS = re.compile("".join(rf"(?:(?:^|, | và ){FIELDS[name]} là (?P<{name}>.+?)(?=, | và |$))?" for name in _TOLD))


def _corrected(found: re.Match[str]) -> dict[str, Any]:
    told = _WORDS.fullmatch(found["stated"])
    if told is None:
        raise ValueError(found["stated"])
    return {"on": day_of(found["on"]), **{name: words for name, words in told.groupdict().items() if words}}


CORRECT_UNIT = OwnWords(
    "correct_unit",
    "correct_unit/1",
    rf"Đính chính (?P<unit>đơn vị mã \S+) \(theo sổ ngày (?P<on>{DAY})\): (?P<stated>.+?)",
    _corrected,
)
