"""The template of a roster."""

from __future__ import annotations

import io
from collections.abc import Callable

import xlsxwriter

from tinhgon.basis.errors import gettext_noop
from tinhgon.importing.roster.words import CHOICES, FIELDS, IN_TEMPLATE

SHEET = gettext_noop("Danh sách")
_HINTS = {
    "name": gettext_noop("Bắt buộc."),
    "id_number": gettext_noop("12 chữ số, giữ số 0 ở đầu (cột này đã định dạng văn bản)."),
    "born": gettext_noop("12/03/1975; chỉ biết tháng: 03/1975; chỉ biết năm: 1975."),
    "unit_code": gettext_noop("Mã đơn vị trong sổ; hoặc ghi tên ở cột đơn vị."),
    "post_number": gettext_noop("Để trống thì tự đánh số theo mã đơn vị."),
    "title": gettext_noop("Tên vị trí mở mới, ví dụ: Trưởng phòng, Chuyên viên."),
    "kind": gettext_noop("Để trống là vị trí chính. Người kiêm nhiệm: thêm một dòng cùng số định danh."),
    "share": gettext_noop("100%, 50% …; để trống là cả người."),
    "languages": gettext_noop("Nhiều ngoại ngữ cách nhau bằng dấu chấm phẩy."),
    "pay_scale": gettext_noop("Mã ngạch (01.003) hoặc bảng lương (A1)."),
    "coefficient": gettext_noop("Ví dụ 2,34."),
}
_DAYS = ("party_admitted_on", "party_official_on", "recruited_on", "coefficient_from", "until")
_EXAMPLE = {
    "name": "Nguyễn Thị Mẫu (giả định)", "id_number": "093180000001", "born": "12/03/1980", "sex": "Nữ",
    "ethnicity": "Kinh", "unit": "(xóa dòng giả định này trước khi nhập)", "title": "Chuyên viên",
    "category": "Công chức", "bloc": "Nhà nước", "funding": "Ngân sách", "education": "12/12",
    "professional": "Đại học", "theory": "Trung cấp", "state_management": "Chuyên viên", "languages": "Anh B1",
    "party_admitted_on": "03/02/2005", "party_official_on": "03/02/2006", "recruited_on": "15/09/2003",
    "pay_rank": "Chuyên viên", "pay_scale": "01.003", "pay_step": "4", "coefficient": "3,33",
    "coefficient_from": "01/01/2024",
}  # fmt: skip
_CHOICE_ROWS = 20_000


def template(translate: Callable[[str], str] = str) -> bytes:
    """The xlsx template: headers with hints, lists to choose from, text columns, one invented row."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        sheet = book.add_worksheet(translate(SHEET)[:31])
        text = book.add_format({"num_format": "@"})
        head = book.add_format({"bold": True, "text_wrap": True, "bottom": 1, "valign": "top", "bg_color": "#E8EDF2"})
        invented = book.add_format({"num_format": "@", "italic": True, "font_color": "#666666"})
        for place, field in enumerate(IN_TEMPLATE):
            sheet.set_column(place, place, 26 if field in ("name", "unit", "address", "title") else 16, text)
            sheet.write_string(0, place, translate(FIELDS[field]), head)
            hint = _HINTS.get(field) or (gettext_noop("Viết dạng 12/03/1975.") if field in _DAYS else "")
            if hint:
                sheet.write_comment(0, place, translate(hint))
            if field in CHOICES:
                sheet.data_validation(
                    1, place, _CHOICE_ROWS, place,
                    {"validate": "list", "source": list(CHOICES[field]), "error_type": "warning"},
                )  # fmt: skip
            sheet.write_string(1, place, _EXAMPLE.get(field, ""), invented)
        sheet.freeze_panes(1, 1)
        sheet.set_row(0, 32)
    return out.getvalue()
