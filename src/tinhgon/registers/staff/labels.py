"""How a clause words the values of a personnel record. What identifies directly is named, never told."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from tinhgon.basis.errors import gettext_noop
from tinhgon.basis.text import vietnamese_number
from tinhgon.registers.staff.payloads import (
    IDENTITY,
    PERSON_FIELDS,
    RecordFields,
)

ASSIGNMENTS: Mapping[str, str] = {
    "substantive": gettext_noop("chính thức"),
    "concurrent": gettext_noop("kiêm nhiệm"),
    "acting": gettext_noop("giữ quyền"),
    "seconded": gettext_noop("biệt phái"),
    "in_charge": gettext_noop("phụ trách"),
}
FIELDS: Mapping[str, str] = {
    "birth_year": "năm sinh", "birth_month": "tháng sinh", "sex": "giới tính", "ethnicity": "dân tộc",
    "education": "trình độ giáo dục phổ thông", "professional": "trình độ chuyên môn",
    "theory": "trình độ lý luận chính trị", "state_management": "trình độ quản lý nhà nước", "languages": "ngoại ngữ",
    "party_admitted_on": "ngày vào Đảng", "party_official_on": "ngày vào Đảng chính thức",
    "recruited_on": "ngày tuyển dụng", "pay_rank": "ngạch lương", "pay_scale": "mã ngạch", "pay_step": "bậc lương",
    "coefficient": "hệ số lương", "coefficient_from": "ngày hưởng hệ số",
    "name": "họ và tên", "other_names": "tên gọi khác", "id_number": "số định danh cá nhân", "birth_day": "ngày sinh",
    "phone": "điện thoại", "email": "thư điện tử", "address": "nơi ở",
}  # fmt: skip
VALUES: Mapping[str, Mapping[str, str]] = {
    "sex": {"male": "nam", "female": "nữ"},
    "professional": {
        "doctor": "tiến sĩ", "master": "thạc sĩ", "university": "đại học", "college": "cao đẳng",
        "intermediate": "trung cấp", "elementary": "sơ cấp", "none": "chưa qua đào tạo",
    },
    "theory": {
        "advanced": "cử nhân, cao cấp", "intermediate": "trung cấp", "elementary": "sơ cấp", "none": "chưa qua đào tạo",
    },
    "state_management": {
        "senior_specialist": "chuyên viên cao cấp", "principal_specialist": "chuyên viên chính",
        "specialist": "chuyên viên", "officer": "cán sự", "none": "chưa qua bồi dưỡng",
    },
}  # fmt: skip


def value_told(field: str, value: Any) -> str:
    """'đại học', '2,34', '01/05/2022'."""
    if isinstance(value, date):
        return value.strftime("%d/%m/%Y")
    if isinstance(value, Decimal):
        return vietnamese_number(value, 2)
    if isinstance(value, tuple):
        return "; ".join(value)
    return VALUES.get(field, {}).get(str(value), str(value))


def stated_words(record: RecordFields) -> list[str]:
    """Each stated value in words, in the order of the record; of the identity only which field it is."""
    told = [f"{FIELDS[name]} {value_told(name, value)}" for name in PERSON_FIELDS
            if (value := getattr(record, name)) is not None]  # fmt: skip
    if record.identity:
        told += [FIELDS[name] for name in IDENTITY if getattr(record.identity, name) is not None]
    return told
