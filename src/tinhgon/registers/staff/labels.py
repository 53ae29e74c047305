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
    "substantive": gettext_noop("chính"),
    "concurrent": gettext_noop("kiêm nhiệm"),
    "acting": gettext_noop("quyền"),
    "seconded": gettext_noop("biệt phái"),
    "in_charge": gettext_noop("phụ trách"),
}
FIELDS: Mapping[str, str] = {
    "name": gettext_noop("Họ và tên"),
    "other_names": gettext_noop("Tên gọi khác"),
    "id_number": gettext_noop("Số định danh cá nhân"),
    "birth_day": gettext_noop("Ngày sinh trong tháng"),
    "birth_month": gettext_noop("Tháng sinh"),
    "birth_year": gettext_noop("Năm sinh"),
    "sex": gettext_noop("Giới tính"),
    "ethnicity": gettext_noop("Dân tộc"),
    "phone": gettext_noop("Điện thoại"),
    "email": gettext_noop("Thư điện tử"),
    "address": gettext_noop("Nơi ở"),
    "education": gettext_noop("Giáo dục phổ thông"),
    "professional": gettext_noop("Trình độ chuyên môn"),
    "theory": gettext_noop("Lý luận chính trị"),
    "state_management": gettext_noop("Quản lý nhà nước"),
    "languages": gettext_noop("Ngoại ngữ"),
    "party_admitted_on": gettext_noop("Ngày vào Đảng"),
    "party_official_on": gettext_noop("Ngày chính thức"),
    "recruited_on": gettext_noop("Ngày tuyển dụng"),
    "pay_rank": gettext_noop("Ngạch, chức danh"),
    "pay_scale": gettext_noop("Bảng lương"),
    "pay_step": gettext_noop("Bậc lương"),
    "coefficient": gettext_noop("Hệ số lương"),
    "coefficient_from": gettext_noop("Hưởng hệ số từ"),
    "status": gettext_noop("Trạng thái"),
}
STATUSES: Mapping[str, str] = {
    "working": gettext_noop("đang công tác"),
    "retired": gettext_noop("đã nghỉ hưu"),
    "left": gettext_noop("đã thôi việc"),
    "dismissed": gettext_noop("bị buộc thôi việc"),
    "dead": gettext_noop("đã từ trần"),
}
REASONS: Mapping[str, str] = {
    "retired_on_time": gettext_noop("nghỉ hưu đúng tuổi"),
    "retired_early": gettext_noop("nghỉ hưu trước tuổi"),
    "left_at_once": gettext_noop("thôi việc ngay"),
    "resigned": gettext_noop("xin thôi việc"),
    "transferred": gettext_noop("chuyển công tác"),
    "died": gettext_noop("từ trần"),
    "dismissed": gettext_noop("buộc thôi việc"),
    "not_reelected": gettext_noop("không tái cử"),
    "term_ended": gettext_noop("hết thời hạn"),
    "rotated": gettext_noop("luân chuyển"),
    "appointed": gettext_noop("bổ nhiệm nơi khác"),
    "post_abolished": gettext_noop("bỏ vị trí"),
}
VALUES: Mapping[str, Mapping[str, str]] = {
    "sex": {"male": gettext_noop("nam"), "female": gettext_noop("nữ")},
    "professional": {
        "doctor": gettext_noop("tiến sĩ"),
        "master": gettext_noop("thạc sĩ"),
        "university": gettext_noop("đại học"),
        "college": gettext_noop("cao đẳng"),
        "intermediate": gettext_noop("trung cấp"),
        "elementary": gettext_noop("sơ cấp"),
        "none": gettext_noop("chưa qua đào tạo"),
    },
    "theory": {
        "advanced": gettext_noop("cao cấp, cử nhân"),
        "intermediate": gettext_noop("trung cấp"),
        "elementary": gettext_noop("sơ cấp"),
        "none": gettext_noop("chưa qua đào tạo"),
    },
    "state_management": {
        "senior_specialist": gettext_noop("chuyên viên cao cấp"),
        "principal_specialist": gettext_noop("chuyên viên chính"),
        "specialist": gettext_noop("chuyên viên"),
        "officer": gettext_noop("cán sự"),
        "none": gettext_noop("chưa qua bồi dưỡng"),
    },
    "ethnicity": {
        "kinh": "Kinh",
        "khmer": "Khmer",
        "hoa": "Hoa",
        "cham": "Chăm",
    },
    "status": STATUSES,
}
"""Field -> stored value -> label. Ethnicities are names, for which a translation has the context `dân tộc`."""


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
    told = [f"{_lower(FIELDS[name])} {value_told(name, value)}" for name in PERSON_FIELDS
            if (value := getattr(record, name)) is not None]  # fmt: skip
    if record.identity:
        told += [_lower(FIELDS[name]) for name in IDENTITY if getattr(record.identity, name) is not None]
    return told


def _lower(label: str) -> str:
    return label[:1].lower() + label[1:]
