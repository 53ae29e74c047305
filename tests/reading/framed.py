"""A made-up decree of a province to hang small inputs into, and the units it speaks of."""

from __future__ import annotations

from tests.reading.conftest import listed

UNITS = """
90 Tân Giang|tỉnh|1|
901 Bình Minh|huyện|2|90
902 Bình Lợi|huyện|2|90
90001 An Thịnh|xã|3|901
90002 An Hòa|xã|3|901
90003 An Lạc|xã|3|901
90004 An Phú|xã|3|901
90005 An Bình|thị trấn|3|902
"""
REGISTER = listed(UNITS)
TITLE = "Sắp xếp các đơn vị hành chính cấp xã của tỉnh Tân Giang"
MERGE = (
    "1. Sắp xếp toàn bộ diện tích tự nhiên, quy mô dân số của xã An Thịnh và xã An Hòa thành xã mới có tên gọi là "
    "xã An Thịnh."
)
FORCE = "Nghị quyết này có hiệu lực thi hành từ ngày 01 tháng 7 năm 2025."
SUBJECT = "Về việc sắp xếp các đơn vị hành chính cấp xã của tỉnh Tân Giang năm 2025"


def framed(
    *,
    title: str = TITLE,
    clause: str = MERGE,
    extra: str = "",
    force: str = FORCE,
    subject: str = SUBJECT,
    foot: str = "",
) -> str:
    """A resolution with these words in its places."""
    end = f"Điều 9. {force}" if force else ""
    return (
        "HỘI ĐỒNG NHÂN DÂN\nTỈNH TÂN GIANG\n\nSố: 11/NQ-HĐND\n\nTân Giang, ngày 16 tháng 6 năm 2025\n\nNGHỊ QUYẾT\n\n"
        f"{subject}\n\nQUYẾT NGHỊ:\n\nĐiều 1. {title}\n\n{clause}\n\n{extra}\n\n{end}\n\n{foot}\n"
    )
