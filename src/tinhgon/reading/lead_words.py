"""The words of leads: which verbs let the clauses under them act, and what may stand behind these verbs."""

from __future__ import annotations

import re

from tinhgon.reading.words import UPPER


def any_of(text: str) -> str:
    """A pattern of phrases, one of a line: 'y' stands for i and y, blanks may be several."""
    phrases = [phrase.strip() for phrase in text.strip().splitlines()]
    return "(?:" + "|".join(r"\s+".join(phrase.split()) for phrase in phrases) + ")"


# What is done to units of territory; behind it only what _SCOPE has.
TERRITORY = any_of("""
    sắp xếp
    thành lập
    nhập
    sáp nhập
    hợp nhất
    chia
    tách
    điều chỉnh
    đổi tên
    giải thể
    chuyển
    tổ chức lại
    kết thúc hoạt động
    phân vạch
    mở rộng
    đặt tên
    phê chuẩn việc
    phê chuẩn sự
    hoạch định
    phân định
    cho phép thành lập
""")
# How a lead on territory goes on: of which units, where; a word beside these may be a condition, an exception, a day.
_SCOPE = any_of(rf"""
    {TERRITORY}
    địa (?:giới|phận)
    ranh giới
    đơn vị
    hành chính
    cấp
    các
    một số
    những
    toàn bộ
    xã
    phường
    thị trấn
    đặc khu
    huyện
    quận
    thị xã
    thành phố
    tỉnh
    lỵ
    thôn
    xóm
    ấp
    bản
    làng
    buôn
    khóm
    khu vực
    khu phố
    tổ dân phố
    của
    thuộc
    trực thuộc
    tại
    ở
    trên địa bàn
    giữa
    và tương đương
    và
    với
    cùng
    để
    mới
    thành
    vào
    lấy tên là
    năm
    giai đoạn
    sau khi (?:thực hiện )?(?:sắp xếp|điều chỉnh|nhập) (?:theo )?(?:quy định )?(?:nêu trên|tại khoản \d+(?: Điều này)?)
    (?:cụ thể )?như sau
    cụ thể
    sau đây
    dưới đây
""")
SCOPED = re.compile(rf"(?>\s+|[,;:.–-]|\(\d{{1,2}}\)|\d+\b|(?i:{_SCOPE})(?!\w)|[{UPPER}][\w’'-]*)*+\Z")
# Other words that begin a lead under which clauses act. A shape with a new verb adds it here.
ACTING = any_of("""
    bổ nhiệm
    miễn nhiệm
    điều động
    luân chuyển
    biệt phái
    tiếp nhận
    chỉ định
    chuẩn y
    phê chuẩn kết quả
    phê chuẩn tổng
    phê chuẩn các
    phê chuẩn chức
    phê chuẩn số
    kéo dài
    cho thôi
    cho các ông
    cho các bà
    cho các đồng chí
    cho những người
    cho nghỉ
    giải quyết cho
    giải quyết chế độ
    giải quyết nghỉ
    nghỉ hưu
    phân công
    cử
    cách chức
    giao
    tạm giao
    phân bổ
    thu hồi
    bổ sung biên chế
    cắt giảm
    tinh giản
    tổng biên chế
    tổng số
    số lượng
    thành lập
    sáp nhập
    hợp nhất
    giải thể
    đổi tên
    tổ chức lại
    chuyển
""")
# What makes a lead conditional, partial or provisional, whatever it does.
HELD_BACK = re.compile(
    r"(?<!phòng )(?<!diệt )(?<!bài )(?<!khấu )\b(?:nếu|trừ|hoặc|thí điểm|tạm thời|tạm đình|thử|trường hợp|đủ điều kiện|"
    r"khi|chờ|lộ trình|riêng|bị|đã|sẽ|lấy ý kiến|định hướng|xem xét)\b",
    re.IGNORECASE,
)
