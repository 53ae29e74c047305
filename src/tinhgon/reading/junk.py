"""What a page or a print puts round a text: words of menus, addresses, counters, numbers of pages. A closed list."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tinhgon.basis.text import fold

_MENU = """
Tải về; Tải văn bản; Tải xuống; Tải file; Tải bản PDF; Mục lục; Ẩn mục lục; Trang chủ; In; In trang;
In văn bản; Bản in; Chia sẻ; Chia sẻ:; Facebook; Zalo; Twitter; Thuộc tính; Lược đồ; Nội dung; Toàn văn;
Nội dung toàn văn; Văn bản gốc; Văn bản liên quan; Nội dung MIX; Bản dịch; Tiếng Anh; English; VB song ngữ;
Đăng nhập; Đăng ký; Tìm kiếm; Liên hệ; Giới thiệu; Tin tức; Hỏi đáp; Quay lại; Xem thêm; Thu gọn; Theo dõi;
Theo dõi văn bản; Báo lỗi; Góp ý; Cỡ chữ; Cỡ chữ:; A+; A-; Bình luận; Gửi; Lên đầu trang; Về đầu trang;
Trang trước; Trang sau; Tiếp theo; Văn bản pháp luật; Văn bản; Menu; Nghe đọc bài; Hiệu lực; Còn hiệu lực;
Hết hiệu lực; Sao chép liên kết; Copy link; Skip to main content
"""
_WORDS = frozenset(fold(words) for words in _MENU.split(";"))
_LINE = re.compile(
    r"(?:trang|page)\s*\d{1,4}(?:\s*(?:/|of|trên)\s*\d{1,4})?|\d{1,4}\s*/\s*\d{1,4}|-\s*\d{1,4}\s*-|"
    r"https?://\S+|www\.\S+|(?:lượt xem|lượt tải|đã xem|ngày đăng|cập nhật|cập nhật lúc|tình trạng hiệu lực)"
    r"\s*:.{1,60}|"
    r"trang chủ\s*[>»›/|].{1,200}|(?:©|bản quyền|copyright).{1,160}",
    re.IGNORECASE,
)
_PAGE = re.compile(
    r"(?<=[^\s.;:!?])[^\S\n]*\n\s*(?:(?:Trang\s*)?\d{1,3}(?:\s*/\s*\d{1,3})?|[-–—]\s*\d{1,3}\s*[-–—])"
    r"[^\S\n]*\n\s*(?=([^\W\d_]))"
)


def is_junk(text: str) -> bool:
    """Whether a line is of the page that showed the text, and not of the text."""
    line = text.strip(" \t|>»›•*")
    return fold(line) in _WORDS or bool(_LINE.fullmatch(line))


def page_numbers(text: str) -> Iterator[tuple[int, int]]:
    """Where the number of a page stands in the middle of a sentence: from the end of its first half, to the second."""
    for found in _PAGE.finditer(text):
        if found[1].islower():
            yield found.start(), found.end()
