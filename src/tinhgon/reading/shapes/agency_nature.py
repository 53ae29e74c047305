"""Sentences on what an office is: whose, under whom, with a seal, with which functions. They post nothing.

Under an article that is named for functions ('Điều 3. Nhiệm vụ và quyền hạn') each clause is one of them.
"""

from __future__ import annotations

import re

from tinhgon.reading.shapes.base import Sentences

_FLAGS = re.IGNORECASE | re.DOTALL
_OFFICES = (
    r"(?:sở|chi\s+cục|phòng|ban|trung\s+tâm|thanh\s+tra|trường|văn\s+phòng|đơn\s+vị|cơ\s+quan|bệnh\s+viện|trạm|viện|chi\s+bộ|"
    r"đảng\s+bộ|đảng\s+ủy|chánh\s+thanh\s+tra|trụ\s+sở|kinh\s+phí)\b"
)
_IS = (
    r"(?:là\s+(?:cơ\s+quan|tổ\s+chức|đơn\s+vị)|chịu\s+sự\s+(?:chỉ\s+đạo|lãnh\s+đạo|quản\s+lý|hướng\s+dẫn|kiểm\s+tra)|"
    r"có\s+tư\s+cách\s+pháp\s+nhân|có\s+con\s+dấu|(?:được\s+)?sử\s+dụng\s+con\s+dấu|có\s+chức\s+năng|có\s+(?:các\s+)?nhiệm\s+vụ|"
    r"có\s+trách\s+nhiệm|có\s+trụ\s+sở|đặt\s+tại|thực\s+hiện\s+(?:chức\s+năng|nhiệm\s+vụ|các\s+nhiệm\s+vụ)|do\s+ngân\s+sách)"
)
_ADVISES = r"(?:tham\s+mưu,?\s+giúp|giúp\s+[uủ][yỷ]\s+ban\s+nhân\s+dân)\b"
_DOES_MORE = re.compile(
    r"\b(?:hợp\s+nhất|sáp\s+nhập|giải\s+thể|đổi\s+tên|bãi\s+bỏ|thay\s+thế|hết\s+hiệu\s+lực|bổ\s+nhiệm|miễn\s+nhiệm|điều\s+động|"
    r"tiếp\s+nhận|chuyển\s+(?:giao|nguyên|toàn|về|sang)|kết\s+thúc|chấm\s+dứt|không\s+(?:còn|thuộc|có|là)|chưa|(?:tạm|lâm)\s+thời|"
    r"thí\s+điểm|sau\s+khi|trừ|thôi|(?:từ|đến|hết)\s+(?:hết\s+)?(?:ngày|tháng|năm))\b|"
    r"\b(?:có|gồm)\s+(?:không\s+quá\s+)?\d+\s+(?:phòng|ban|đơn\s+vị|biên\s+chế|người)|\d\s+biên\s+chế",
    re.IGNORECASE,
)
AGENCY_NATURE = Sentences(
    "agency_nature",
    (re.compile(rf"\W*(?:{_OFFICES}|{_ADVISES})", _FLAGS),),
    (re.compile(rf"\W*{_OFFICES}.*?\b{_IS}", _FLAGS), re.compile(rf"\W*{_ADVISES}", _FLAGS)),
    _DOES_MORE,
)
# How many deputies there may be at the most, who appoints them, where the staff is counted: limits and rules, no posts.
_RULES = (
    r"có\s+(?:\w+\s+){1,4}(?:và|,)\s+(?:có\s+)?(?:không\s+quá\s+)?\d+\s+phó\b[^.;\d]*",
    r"do\s+\d+\s+\w+\s+\w+(?:\s+\w+)?\s+phụ\s+trách,\s+có\s+\d+\s+phó\b[^.;\d]*",
)
AGENCY_RULES = Sentences(
    "agency_rules",
    (re.compile(rf"\W*(?:{_OFFICES}|việc\s+bổ\s+nhiệm|biên\s+chế\b)", _FLAGS),),
    (
        *(re.compile(rf"\W*{_OFFICES}[^.;]*?\b{rule}\W*$", _FLAGS) for rule in _RULES),
        re.compile(
            r"\W*việc\s+bổ\s+nhiệm[^.;\d]*(?:được\s+)?(?:thực\s+hiện\s+)?(?:theo|do)\b[^.;]*(?:quy\s+định|phân\s+cấp|quyết\s+định)",
            _FLAGS,
        ),
        re.compile(r"\W*biên\s+chế\s+của\b[^.;\d]*\b(?:nằm\s+trong|được\s+giao|do\b)[^.;\d]*\W*$", _FLAGS),
    ),
    re.compile(
        r"\b(?:giải\s+thể|sáp\s+nhập|hợp\s+nhất|bãi\s+bỏ|thôi|chuyển|giảm|cắt|thu\s+hồi|trừ|nếu|chưa|không(?!\s+quá)|ông|bà)\b",
        re.IGNORECASE,
    ),
)
_FUNCTIONS = re.compile(
    r"^\W*(?:vị\s+trí|chức\s+năng|nhiệm\s+vụ|quyền\s+hạn|trách\s+nhiệm)\b(?:[\s,]*(?:và\s+)?(?:vị\s+trí|chức\s+năng|nhiệm\s+vụ|"
    r"quyền\s+hạn|trách\s+nhiệm))*(?:\s+(?:chủ\s+yếu|cụ\s+thể))?(?:\s+của\b.{1,160})?\W*$|"
    r"^\W*.{3,160}\bcó\s+(?:các\s+)?(?:chức\s+năng|nhiệm\s+vụ)(?:[\s,]*(?:và\s+)?(?:nhiệm\s+vụ|quyền\s+hạn))*(?:\s+sau(?:\s+đây)?)?\s*:\s*$",
    re.IGNORECASE | re.DOTALL,
)
_STRUCTURE = re.compile(
    r"^\W*(?:cơ\s+cấu\s+)?tổ\s+chức(?:\s+bộ\s+máy)?(?:[\s,]*(?:và\s+)?biên\s+chế)?(?:\s+của\b.{1,160})?\W*$",
    re.IGNORECASE | re.DOTALL,
)
_REPEALS = re.compile(r"\bbãi\s+bỏ\b|\bthay\s+thế\s+quyết\b", re.IGNORECASE)
_PLACES = r"(?:xã|phường|thị\s+trấn|huyện|quận|thị\s+xã|tỉnh|thành\s+phố)"
_ON_PLACES = re.compile(
    rf"\b(?:sáp\s+nhập|nhập|hợp\s+nhất|chia|tách|đổi\s+tên|giải\s+thể|thành\s+lập|chuyển)\b[^.;]{{0,60}}?\b{_PLACES}\s+[A-ZĐ\d]|"
    rf"\b{_PLACES}\s+\S+(?:\s+\S+)?\s+(?:nhập|sáp\s+nhập|đổi\s+tên|giải\s+thể)\b"
)
_ACTS = re.compile(
    r"^\W*(?:nay\s+)?(?:thành\s+lập|hợp\s+nhất|sáp\s+nhập|nhập|giải\s+thể|đổi\s+tên|chuyển|tiếp\s+nhận\s+nguyên|bổ\s+nhiệm|miễn\s+nhiệm|"
    r"điều\s+động|giao\b|bãi\s+bỏ|kết\s+thúc|chấm\s+dứt|sắp\s+xếp|chia|tách)",
    re.IGNORECASE,
)


def names_functions(text: str) -> bool:
    """Whether the title of an article is of functions, duties and powers: what stands under it is prose."""
    return bool(_FUNCTIONS.match(text))


def names_structure(text: str) -> bool:
    """Whether the title of an article is of structure and staff: it says nothing, what stands under it may."""
    return bool(_STRUCTURE.match(text))


def is_function(text: str) -> bool:
    """Whether a clause under such a title is a duty: it begins with no verb that acts on offices or people."""
    return not (_ACTS.match(text) or _ON_PLACES.search(text) or _REPEALS.search(text))
