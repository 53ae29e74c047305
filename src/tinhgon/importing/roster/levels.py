"""Levels of qualification as people write them: a cell is a level only when every word of it is understood.

"Đại học Luật" is one level with what was studied; "Đại học, Thạc sĩ" are two that are held, of which the higher counts;
"Thạc sĩ (đang học)", "Cử nhân Cao đẳng", and in the column of political theory "Cử nhân Luật", are asked about.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from types import MappingProxyType

from tinhgon.importing.roster.cells import Read
from tinhgon.importing.roster.words import WORDS, key

ORDER: Mapping[str, tuple[str, ...]] = MappingProxyType({
    "professional": ("doctor", "master", "university", "college", "intermediate", "elementary", "none"),
    "theory": ("advanced", "intermediate", "elementary", "none"),
    "state_management": ("senior_specialist", "principal_specialist", "specialist", "officer", "none"),
})  # fmt: skip
"""The levels of each field, the highest first."""

_LEVELS: Mapping[str, Mapping[str, str]] = {
    "professional": {
        "doctor": "tien si|ts|tien sy|tskh|tien si khoa hoc|doctor|phd|pgs ts|gs ts|pho giao su tien si|giao su tien si"
        "|pgs|gs|chuyen khoa ii|chuyen khoa 2|chuyen khoa cap ii|ckii|ck ii|ck2|bac si ckii|bac si ck2|bac si ck ii"
        "|bac si chuyen khoa ii|bac si chuyen khoa 2|bac si chuyen khoa cap ii|bsckii|bs ckii|bs ck ii|bsck2|bs ck2"
        "|duoc si ckii|duoc si chuyen khoa ii|duoc si chuyen khoa 2|dsckii|ds ckii|ts bs|bs ts",
        "master": "thac si|thac sy|ths|cao hoc|master|chuyen khoa i|chuyen khoa 1|chuyen khoa cap i|cki|ck i|ck1"
        "|bac si cki|bac si ck1|bac si ck i|bac si chuyen khoa i|bac si chuyen khoa 1|bac si chuyen khoa cap i|bscki"
        "|bs cki|bs ck i|bsck1|bs ck1|duoc si cki|duoc si chuyen khoa i|duoc si chuyen khoa 1|dscki|ds cki|ths bs"
        "|bs ths|thac si bac si|bac si thac si",
        "university": "dai hoc|dh|cu nhan|ky su|ks|bac si|bs|bac sy|kien truc su|kts|dhsp|duoc si dai hoc|dsdh"
        "|university|bachelor",
        "college": "cao dang|cd|cdsp|college|cao dang nghe|duoc si cao dang|dscd",
        "intermediate": "trung cap|tc|trung hoc chuyen nghiep|thcn|tccn|thsp|tcsp|trung hoc su pham|y si|trung cap nghe"
        "|duoc si trung hoc|duoc si trung cap|intermediate",
        "elementary": "so cap|sc|so hoc|elementary",
        "none": "chua qua dao tao|khong|chua|none|chua dao tao|lao dong pho thong",
    },
    "theory": {
        "advanced": "cao cap|cu nhan|cu nhan chinh tri|cu nhan ly luan chinh tri|cu nhan llct|cc|cn|cao cap hanh chinh"
        "|advanced",
        "intermediate": "trung cap|tc|trung cap hanh chinh|intermediate",
        "elementary": "so cap|sc|elementary",
        "none": "chua|chua qua dao tao|khong|chua hoc|chua co|none",
    },
    "state_management": {
        "senior_specialist": "chuyen vien cao cap|cvcc|cv cao cap|senior specialist",
        "principal_specialist": "chuyen vien chinh|cvc|cv chinh|principal specialist",
        "specialist": "chuyen vien|cv|specialist",
        "officer": "can su|cs|officer",
        "none": "chua|chua qua boi duong|khong|chua hoc|chua co|none",
    },
}  # fmt: skip
LEVELS: Mapping[str, Mapping[str, str]] = MappingProxyType({
    field: MappingProxyType(
        {word: level for level, words in groups.items() for word in (*words.split("|"), level.replace("_", " "))}
    )
    for field, groups in _LEVELS.items()
})  # fmt: skip
"""Field -> what is written -> level."""

_PARTS = re.compile(
    r"\s*[,;+&\n]\s*|\s+/\s+|\s+và\s+|\s+-\s+(?=(?i:tiến|thạc|đại học|cử nhân|kỹ sư|cao đẳng|trung cấp))"
)
_STUDYING = re.compile(
    r"\b(?:đang|chưa|không|dự kiến|sắp|theo học|học viên|nghiên cứu sinh|ncs|năm thứ|năm [1-6]\b|chờ|dở|dang dở|"
    r"hoàn thành chương trình|tương đương|sau đại học|trên đại học|dự thi|ôn thi|hết năm)",
    re.IGNORECASE,
)
_STUDYING_BARE = re.compile(
    r"\b(?:dang hoc|dang theo|chua|khong|du kien|sap|theo hoc|hoc vien|nghien cuu sinh|ncs|nam thu|tuong duong"
    r"|sau dai hoc|tren dai hoc)\b"
)
_OTHER_THING = re.compile(r"\b(?:llct|ly luan|qlnn|thuc hanh|noi tru|ky thuat vien|chung chi)\b")
"""Behind a level: of theory or management, or of a training between two levels (kỹ sư thực hành, bác sĩ nội trú)."""
_BEFORE = {
    "professional": re.compile(r"^(?:(?:trinh do|bang|tot nghiep|tn|(?:0?\d|hai|2) (?:bang )?)\s?)+"),
    "theory": re.compile(r"^(?:(?:da|trinh do|bang|tot nghiep|llct|ly luan chinh tri|lop)\s)+"),
    "state_management": re.compile(
        r"^(?:(?:da|qua|hoc|boi duong|bd|chung chi|cc|lop|qlnn|ql nha nuoc|quan ly nha nuoc|chuong trinh|kien thuc"
        r"|ngach|theo tieu chuan|ve)\s)+"
    ),
}  # fmt: skip
_BEHIND = {
    "theory": re.compile(
        r"^(?:\s?(?:ly luan chinh tri|ly luan|chinh tri|llct|hanh chinh|hc|ct|he tap trung|he tai chuc"
        r"|nam \d{4}|\d{4}))*$"
    ),
    "state_management": re.compile(r"^(?:\s?(?:va tuong duong|qlnn|quan ly nha nuoc|nam \d{4}|\d{4}))*$"),
}  # fmt: skip
_LONGEST = 4


def read_level(field: str, text: str) -> Read:
    """The level that a cell states; 'level_unclear' when it may be another one, 'word_unknown' when it says none."""
    words = key(text)
    if words in LEVELS[field]:
        return LEVELS[field][words], None
    if _studying(text):
        return None, "level_unclear"
    parts = [part for part in _PARTS.split(text) if key(part)]
    read = [_part(field, key(part)) for part in parts]
    if any(level == "" for level in read):
        return None, "level_unclear"
    found = [level for level in read if level]
    if not found:
        return None, "word_unknown"
    # Beside a level that is held, another part may say what was studied; in theory and state management it may not.
    if len(found) < len(parts) and field in _BEHIND:
        return None, "level_unclear"
    return min(found, key=ORDER[field].index), None


def read_word(field: str, text: str) -> Read:
    """The value of a field that is one of a list: a level, or a word like 'Công chức'."""
    if field in LEVELS:
        return read_level(field, text)
    value = WORDS[field].get(key(text))
    return value, None if value else "word_unknown"


def _studying(text: str) -> bool:
    """Not held yet, or not quite that: told by whole words with their accents, since 'Đảng' is no 'đang'."""
    composed = unicodedata.normalize("NFC", text)
    if any(ord(char) > 0xBF for char in composed):
        return bool(_STUDYING.search(composed))
    return bool(_STUDYING_BARE.search(key(composed)))


def _part(field: str, words: str) -> str | None:
    """The level of one part; '' when it says more than one thing; None when it says none."""
    levels = LEVELS[field]
    if words in levels:
        return levels[words]
    bare = _BEFORE[field].sub("", words)
    said = _said(levels, bare)
    if said is None:
        return "" if any(_said_anywhere(levels, bare)) else None
    level, rest = said
    if field in _BEHIND:
        return level if _BEHIND[field].match(rest) else ""
    if _OTHER_THING.search(rest) or any(other != level for other in _said_anywhere(levels, rest)):
        return ""
    return "" if level == "none" and rest else level


def _said(levels: Mapping[str, str], words: str) -> tuple[str, str] | None:
    """(level, what stands behind it) of the longest level that the words begin with."""
    split = words.split()
    for size in range(min(_LONGEST, len(split)), 0, -1):
        if level := levels.get(" ".join(split[:size])):
            return level, " ".join(split[size:])
    return None


_ANYWHERE: frozenset[str] = frozenset(
    word for words in LEVELS.values() for word in words if len(word) > 3 or word in {"cki", "ck1", "ck2", "ths"}
) - frozenset({"chua", "khong"})  # fmt: skip


def _said_anywhere(levels: Mapping[str, str], words: str) -> Sequence[str]:
    """Levels named somewhere in the words; short forms of two letters may be anything there."""
    padded = f" {words} "
    return [level for word, level in levels.items() if word in _ANYWHERE and f" {word} " in padded]
