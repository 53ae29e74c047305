"""'Cập nhật hồ sơ của người có mã hồ sơ HS-3: …', 'Đính chính hồ sơ của … (theo sổ ngày …): …'."""

from __future__ import annotations

import re
from typing import Any

from tinhgon.reading.shapes.own_words import DAY, PERSON, OwnWords, day_of, inverse
from tinhgon.registers.staff.labels import FIELDS, VALUES
from tinhgon.registers.staff.payloads import PERSON_FIELDS

_LABELS = {FIELDS[name][:1].lower() + FIELDS[name][1:]: name for name in PERSON_FIELDS}
_LABEL = re.compile(rf"(?:^|, | và )({'|'.join(sorted(map(re.escape, _LABELS), key=len, reverse=True))}) ")
_WHOLE = frozenset({"birth_year", "birth_month", "pay_step"})
_DAYS = frozenset({"party_admitted_on", "party_official_on", "recruited_on", "coefficient_from"})


def record_of(words: str) -> dict[str, Any]:
    """The fields of a record in words. Raises ValueError or KeyError for other words."""
    found = list(_LABEL.finditer(words))
    if not found or found[0].start() != 0:
        raise ValueError(words)
    ends = [*(one.start() for one in found[1:]), len(words)]
    return {
        _LABELS[one[1]]: _value(_LABELS[one[1]], words[one.end() : end]) for one, end in zip(found, ends, strict=True)
    }


def _value(field: str, words: str) -> Any:
    if field in _WHOLE:
        return int(words)
    if field in _DAYS:
        return day_of(words)
    if field == "coefficient":
        return words.replace(",", ".")
    if field == "languages":
        return words.split("; ")
    if field == "ethnicity":
        return inverse(VALUES[field]).get(words, words)
    return inverse(VALUES[field])[words] if field in VALUES else words


CHANGE_RECORD = OwnWords(
    "change_record",
    "change_record/1",
    rf"Cập nhật hồ sơ của (?P<person>{PERSON}): (?P<stated>.+?)",
    lambda found: {"record": record_of(found["stated"])},
)
CORRECT_RECORD = OwnWords(
    "correct_record",
    "correct_record/1",
    rf"Đính chính hồ sơ của (?P<person>{PERSON}) \(theo sổ ngày (?P<on>{DAY})\): (?P<stated>.+?)",
    lambda found: {"record": record_of(found["stated"]), "on": day_of(found["on"])},
)
