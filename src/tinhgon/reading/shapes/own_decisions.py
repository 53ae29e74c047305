"""'Hủy bỏ 02/QĐ-MẪU.', 'Khôi phục hiệu lực của 03/QĐ-MẪU.', 'Đính chính ngày có hiệu lực của Điều 1 02/QĐ-MẪU: …'."""

from __future__ import annotations

import re
from typing import Any

from tinhgon.reading.shapes.own_words import DAY, OwnWords, day_of

_NUMBER = r"\d[\w.]*[/-][\w/.-]*\w"
_NUMBERS = rf"(?P<numbers>{_NUMBER}(?:(?:, | và ){_NUMBER})*)"


def _numbers(found: re.Match[str]) -> dict[str, Any]:
    return {"decisions": re.split(r",\s+|\s+và\s+", found["numbers"])}


def _date(found: re.Match[str]) -> dict[str, Any]:
    return {
        "decision": found["number"], "corrected_clause": found["corrected"], "is_on": day_of(found["is_on"]),
        "was_on": day_of(found["was_on"]),
    }  # fmt: skip


ANNUL = OwnWords("annul_decision", "annul_decision/1", rf"Hủy bỏ {_NUMBERS}", _numbers)
REINSTATE = OwnWords("reinstate_decision", "reinstate_decision/1", rf"Khôi phục hiệu lực của {_NUMBERS}", _numbers)
CORRECT_DATE = OwnWords(
    "correct_date",
    "correct_date/1",
    rf"Đính chính ngày có hiệu lực của (?P<corrected>Điều .+?) (?P<number>{_NUMBER}): "
    rf"ngày (?P<is_on>{DAY}), không phải ngày (?P<was_on>{DAY})",
    _date,
)
