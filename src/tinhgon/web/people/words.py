"""Posts, places and records in the words of the reader."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils.translation import get_language, gettext, gettext_lazy, pgettext_lazy

from tinhgon.reports.facts import CATEGORY_LABELS

CATEGORIES = {category: gettext_lazy(label) for category, label in CATEGORY_LABELS.items()}
LAYERS = {
    "official": gettext_lazy("Được giao"),
    "surplus": gettext_lazy("Dôi dư"),
    "reserve": gettext_lazy("Dự phòng"),
}
ASSIGNMENTS = {
    "substantive": gettext_lazy("chính"),
    "concurrent": gettext_lazy("kiêm nhiệm"),
    "acting": gettext_lazy("quyền"),
    "seconded": gettext_lazy("biệt phái"),
    "in_charge": gettext_lazy("phụ trách"),
}
STATUSES = {
    "working": gettext_lazy("đang công tác"),
    "retired": gettext_lazy("đã nghỉ hưu"),
    "left": gettext_lazy("đã thôi việc"),
    "dismissed": gettext_lazy("bị buộc thôi việc"),
    "dead": gettext_lazy("đã từ trần"),
}
REASONS = {
    "retired_on_time": gettext_lazy("nghỉ hưu đúng tuổi"),
    "retired_early": gettext_lazy("nghỉ hưu trước tuổi"),
    "left_at_once": gettext_lazy("thôi việc ngay"),
    "resigned": gettext_lazy("xin thôi việc"),
    "transferred": gettext_lazy("chuyển công tác"),
    "died": gettext_lazy("từ trần"),
    "dismissed": gettext_lazy("buộc thôi việc"),
    "not_reelected": gettext_lazy("không tái cử"),
    "term_ended": gettext_lazy("hết thời hạn"),
    "rotated": gettext_lazy("luân chuyển"),
    "appointed": gettext_lazy("bổ nhiệm nơi khác"),
    "post_abolished": gettext_lazy("bỏ vị trí"),
}
FIELDS = {
    "name": gettext_lazy("Họ và tên"),
    "other_names": gettext_lazy("Tên gọi khác"),
    "id_number": gettext_lazy("Số định danh cá nhân"),
    "birth_day": gettext_lazy("Ngày sinh trong tháng"),
    "birth_month": gettext_lazy("Tháng sinh"),
    "birth_year": gettext_lazy("Năm sinh"),
    "sex": gettext_lazy("Giới tính"),
    "ethnicity": gettext_lazy("Dân tộc"),
    "phone": gettext_lazy("Điện thoại"),
    "email": gettext_lazy("Thư điện tử"),
    "address": gettext_lazy("Nơi ở"),
    "education": gettext_lazy("Giáo dục phổ thông"),
    "professional": gettext_lazy("Trình độ chuyên môn"),
    "theory": gettext_lazy("Lý luận chính trị"),
    "state_management": gettext_lazy("Quản lý nhà nước"),
    "languages": gettext_lazy("Ngoại ngữ"),
    "party_admitted_on": gettext_lazy("Ngày vào Đảng"),
    "party_official_on": gettext_lazy("Ngày chính thức"),
    "recruited_on": gettext_lazy("Ngày tuyển dụng"),
    "pay_rank": gettext_lazy("Ngạch, chức danh"),
    "pay_scale": gettext_lazy("Bảng lương"),
    "pay_step": gettext_lazy("Bậc lương"),
    "coefficient": gettext_lazy("Hệ số lương"),
    "coefficient_from": gettext_lazy("Hưởng hệ số từ"),
    "status": gettext_lazy("Trạng thái"),
}
_VALUES: Mapping[str, Mapping[str, Any]] = {
    "sex": {"male": gettext_lazy("nam"), "female": gettext_lazy("nữ")},
    "professional": {
        "doctor": gettext_lazy("tiến sĩ"),
        "master": gettext_lazy("thạc sĩ"),
        "university": gettext_lazy("đại học"),
        "college": gettext_lazy("cao đẳng"),
        "intermediate": gettext_lazy("trung cấp"),
        "elementary": gettext_lazy("sơ cấp"),
        "none": gettext_lazy("chưa qua đào tạo"),
    },
    "theory": {
        "advanced": gettext_lazy("cao cấp, cử nhân"),
        "intermediate": gettext_lazy("trung cấp"),
        "elementary": gettext_lazy("sơ cấp"),
        "none": gettext_lazy("chưa qua đào tạo"),
    },
    "state_management": {
        "senior_specialist": gettext_lazy("chuyên viên cao cấp"),
        "principal_specialist": gettext_lazy("chuyên viên chính"),
        "specialist": gettext_lazy("chuyên viên"),
        "officer": gettext_lazy("cán sự"),
        "none": gettext_lazy("chưa qua bồi dưỡng"),
    },
    "ethnicity": {
        "kinh": pgettext_lazy("dân tộc", "Kinh"),
        "khmer": pgettext_lazy("dân tộc", "Khmer"),
        "hoa": pgettext_lazy("dân tộc", "Hoa"),
        "cham": pgettext_lazy("dân tộc", "Chăm"),
    },
    "status": STATUSES,
}
CHOICES = {name: tuple(values) for name, values in _VALUES.items() if name not in ("status", "ethnicity")}


def value(field: str, stored: Any) -> str:
    """A field of the record as a page shows it; stored values of an entry and columns of a state alike."""
    if field in _VALUES:
        return str(_VALUES[field].get(str(stored).lower(), stored))
    if isinstance(stored, date):
        return f"{stored:%d/%m/%Y}"
    if field.endswith(("_on", "_from")):
        return f"{date.fromisoformat(str(stored)):%d/%m/%Y}"
    if field == "coefficient":
        return coefficient(Decimal(str(stored)))
    return str(stored)


def coefficient(value: Decimal) -> str:
    """Always with two places: 3,33 and 4,00."""
    text = f"{value:.2f}"
    return text.replace(".", ",") if get_language() == "vi" else text


def place(*, title: str, unit: str, kind: str, share: Decimal, away: bool) -> str:
    """'Trưởng phòng, phòng Kinh tế (kiêm nhiệm, 50 %)'."""
    told = f"{title}, {unit}" if title else unit
    notes = assignment_notes(kind, share=share, away=away)
    return f"{told} ({', '.join(notes)})" if notes else told


def assignment_notes(kind: str, *, share: Decimal, away: bool, main: bool = False) -> list[str]:
    """What is to be known of an assignment: the kind (of a main place only with `main`), the share, a rest."""
    notes = [str(ASSIGNMENTS.get(kind, kind))] if main or kind != "substantive" else []
    if share != 1:
        notes.append(f"{int(share * 100)} %")
    if away:
        notes.append(gettext("đang biệt phái nơi khác"))
    return notes


def value_choices(field: str) -> tuple[tuple[str, str], ...]:
    """What a field may be, with words, for a form."""
    return tuple((code, str(_VALUES[field][code])) for code in CHOICES[field])
