"""What a column means by the texts over it: a field, part of a field, several fields at once, or nothing of ours.

A column stands under its group: "Chức vụ" under "Phụ cấp" is an allowance, "Hệ số" under "Đề nghị" what is proposed,
"Họ và tên" under "Vợ (chồng)" somebody else. Under a group that is not known a field is only asked about.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from tinhgon.importing.roster.levels import LEVELS
from tinhgon.importing.roster.words import FIELDS, HEADERS, WORDS, key

Stance = Literal["", "present", "proposed", "past", "strange"]

_BRACKETS = re.compile(r"\([^)]*\)")
_NOT_OURS = re.compile(
    r"\b(?:phu cap|pc|hspc|vuot khung|tnvk|tham nien|truy linh|bao hiem|bhxh|quy hoach|du kien bo nhiem|gioi thieu"
    r"|de nghi bo nhiem|vo|chong|cha|me|than nhan|gia dinh|nguoi than|nguoi lien he|bao tin|dao tao lai|khen thuong"
    r"|ky luat|doan vien|vao doan)\b"
)
"""Allowances, plans, relatives: never a field of the person's own record, whatever stands below."""
_STANCES: tuple[tuple[Stance, re.Pattern[str]], ...] = (
    ("proposed", re.compile(r"\b(?:de nghi|du kien|xep luong moi|luong moi|moi|sau nang|sau khi|sau sap xep"
                            r"|duoc nang|dang ky|thang hang|nang len|nang bac|xep lai|chuyen xep|lan sau)\b")),
    ("past", re.compile(r"\b(?:cu(?! tru)|truoc khi|truoc day|truoc sap xep|da qua|lan dau|bo nhiem lan dau|lien ke"
                        r"|khi tuyen dung)\b")),
    ("present", re.compile(r"\b(?:hien huong|hien giu|dang huong|dang giu|hien tai|hien nay|hien hanh|hien dang"
                           r"|hien xep|dang xep|duoc xep)\b")),
)  # fmt: skip
_NEUTRAL = re.compile(
    r"^(?:thong tin|so yeu ly lich|ly lich|ho so|nhan than|ban than|ca nhan|can bo|cong chuc|vien chuc|nguoi lao dong"
    r"|luong|tien luong|ngach|bac|he so|muc luong|xep luong|chuc danh nghe nghiep|trinh do|dao tao|bang cap|van bang"
    r"|chuyen mon|dang|vao dang|ngay|thang|thoi gian|thoi diem|nam|sinh|don vi|co quan|cong tac|noi cong tac|chuc vu"
    r"|chuc danh|vi tri|so|giay to|lien he|dia chi|tuyen dung|gioi tinh|dan toc|trong do|chia ra|ho|ten|dang vien"
    r"|general|personal|party|pay|salary|education)\b"
)
_ORDINAL = re.compile(r"^\s*\(?\d{1,2}\s*[.)]\s*(?=\D)")
_NAMES_OF = re.compile(
    r"^ho (?:va )?ten(?: (?:va|cb|cc|vc|cbcc|cbvc|ccvc|cbccvc|nld|gv|nv|can bo|cong chuc|vien chuc|nguoi lao dong"
    r"|giao vien|nhan vien|dang vien|quan ly))+$"
)
_RANKED = re.compile(r"\b(?:ngach|cdnn|chuc danh nghe nghiep)\b")
_BIRTH_PARTS: Mapping[str, str] = {"ngay": "birth_day", "thang": "birth_month", "nam": "birth_year"}
_BETWEEN = re.compile(r"\s*[,;/\n]\s*|\s+-\s+|\s+và\s+")
_SEXES = re.compile(r"nam\s*[,/]\s*nữ", re.IGNORECASE)


@dataclass(frozen=True)
class Meaning:
    """What a column gives. `value`: the column only marks this value; `parts`: several fields in a cell."""

    field: str = ""
    stance: Stance = ""
    value: str = ""
    parts: tuple[str, ...] = ()
    is_ours: bool = True


NOTHING = Meaning()
NOT_OURS = Meaning(is_ours=False)


def meaning_of(path: Sequence[str], known: Mapping[str, str] | None = None) -> Meaning:
    """`path`: the texts over a column from its group down. `known`: headers (as keys) of a saved mapping, '' for
    columns that are left out; they win."""
    for header in (" ".join(path), path[-1] if path else ""):
        if known and key(header) in known:
            field = known[key(header)]
            return Meaning(field) if field else NOTHING
    words = [key(text) for text in path if key(text)]
    if not words:
        return NOTHING
    if any(_NOT_OURS.search(text) for text in words):
        return NOT_OURS
    if len(path) > 1 and words[-1] in ("ma so", "ma") and _RANKED.search(" ".join(words[:-1])):
        return Meaning("pay_scale", _stance(words))
    if field := _birth_part(path):
        return Meaning(field)
    if field := _field(path):
        return Meaning(field, _stance(words[:-1]) or _strange(words, path, field))
    stance = _stance(words)
    if field := _field_without_stance(path):
        return Meaning(field, stance)
    if len(path) > 1 and (marked := _marked(path)):
        return Meaning(marked[0], stance, marked[1])
    if combined := _combined(path[-1]):
        return Meaning(combined, stance or _strange(words, path, combined))
    parts = _parts(path[-1])
    return Meaning(parts=parts, stance=stance) if parts else NOTHING


def field_of(header: str) -> str:
    """The field that a header by itself means, or ''. 'Năm' is a year, however like 'Nam' it is without accents."""
    header = _ORDINAL.sub("", header)
    words = key(_BRACKETS.sub(" ", header))
    field = HEADERS.get(key(header)) or HEADERS.get(words, "") or ("name" if _NAMES_OF.match(words) else "")
    return "" if _is_year(field, header) else field


def _is_year(field: str, header: str) -> bool:
    """'Năm' alone, without 'Nam'."""
    words = re.findall(r"\w+", unicodedata.normalize("NFC", header).lower())
    return field == "male" and "năm" in words and "nam" not in words


def _birth_part(path: Sequence[str]) -> str:
    """'Ngày', 'Tháng', 'Năm' under a birth."""
    if len(path) < 2 or not re.search(r"\bsinh\b", key(" ".join(path[:-1]))):
        return ""
    name = _BIRTH_PARTS.get(key(path[-1]), "")
    return "" if name == "birth_year" and "ă" not in unicodedata.normalize("NFC", path[-1]).lower() else name


def _field(path: Sequence[str]) -> str:
    """By the whole path, by the nearest group with the column, or by the column."""
    return next((field for text in _readings(path) if (field := field_of(text))), "")


def _field_without_stance(path: Sequence[str]) -> str:
    """The same without words like 'hiện hưởng'."""
    for text in _readings(path):
        bare = key(_BRACKETS.sub(" ", text))
        for _, pattern in _STANCES:
            bare = pattern.sub(" ", bare)
        if (field := HEADERS.get(" ".join(bare.split()), "")) and not _is_year(field, text):
            return field
    return ""


def _readings(path: Sequence[str]) -> tuple[str, str, str]:
    return " ".join(path), " ".join(path[-2:]), path[-1]


def _stance(words: Sequence[str]) -> Stance:
    for text in reversed(words):
        for stance, pattern in _STANCES:
            if pattern.search(text):
                return stance
    return ""


def _strange(words: Sequence[str], path: Sequence[str], field: str) -> Stance:
    """A field known by the column alone, under groups of which one is not known."""
    whole = field_of(" ".join(path)) == field
    return "" if whole or all(_NEUTRAL.match(text) for text in words[:-1]) else "strange"


def _marked(path: Sequence[str]) -> tuple[str, str] | None:
    """'Đại học' under 'Trình độ chuyên môn': (professional, university)."""
    group, below = field_of(path[-2]), key(path[-1])
    if not group and len(path) > 2:
        group = field_of(" ".join(path[-3:-1]))
    value = (LEVELS.get(group) or WORDS.get(group) or {}).get(below)
    return (group, value) if value else None


def _parts(header: str) -> tuple[str, ...]:
    """'Ngày vào Đảng, ngày chính thức': the fields of which one cell has several."""
    texts = _BETWEEN.split(_BRACKETS.sub(" ", _SEXES.sub("giới tính", header)))
    fields = tuple(field_of(text) or field_of(_without_now(text)) for text in texts if key(text))
    named = [field for field in fields if field]
    if len(named) < 2 or len(set(named)) < len(named):
        return ()
    return ("title_unit",) if set(named) == {"title", "unit"} and len(fields) == 2 else fields


def _combined(header: str) -> str:
    """The one field of a header that calls it twice ('Số hiệu viên chức / Mã cán bộ'), or of a column in which names
    stand under their units ('Đơn vị/Phòng ban/Họ tên')."""
    named = [field_of(text) for text in _BETWEEN.split(header) if key(text)]
    if len(named) < 2 or not all(named):
        return ""
    different = set(named)
    if different == {"name", "unit"}:
        return "name" if named.count("unit") > 1 or named[-1] == "name" else ""
    return named[0] if len(different) == 1 else ""


def _without_now(text: str) -> str:
    return re.sub(r"\b(?:hiện nay|hiện tại|hiện giữ)\b", " ", text, flags=re.IGNORECASE)


def titled(fields: Sequence[str]) -> str:
    """Fields in words, for a sentence."""
    return ", ".join(FIELDS.get(field, "–") for field in fields)
