"""'Giao Ủy ban nhân dân tỉnh phân bổ biên chế cụ thể cho các cơ quan': who shares it out later; nothing is given."""

from __future__ import annotations

import re

from tinhgon.reading.shapes.base import Sentences

_FLAGS = re.IGNORECASE | re.DOTALL
_WHO = (
    r"(?:cho\s+)?(?:[uủ][yỷ]\s+ban|ubnd|chủ\s+tịch|sở\s+nội\s+vụ|giám\s+đốc|thường\s+trực|ban\s+tổ\s+chức|thủ\s+trưởng)"
)
_DOES = (
    r"\b(?:phân\s+bổ|phân\s+khai|phân\s+giao|quản\s+lý|sử\s+dụng|bố\s+trí|tổ\s+chức\s+thực\s+hiện|giao)\b"
    r"[^.;]{0,80}?\bbiên\s+chế\b"
)
_NUMBERED = re.compile(
    r"\d[\d.]*\s*(?:\(\w+\)\s*)?(?:biên\s+chế|chỉ\s+tiêu|người|công\s+chức|viên\s+chức)|"
    r"\b(?:bổ\s+sung|thu\s+hồi|điều\s+chuyển|cắt\s+giảm|tinh\s+giản|bổ\s+nhiệm|thành\s+lập|giải\s+thể|trình|bãi\s+bỏ)\b",
    re.IGNORECASE,
)
_OPENS = (re.compile(rf"\W*(?:giao\s+{_WHO}|{_WHO})", _FLAGS),)
QUOTA_DELEGATE = Sentences(
    "quota_delegate",
    _OPENS,
    (re.compile(rf"\W*(?:giao\s+{_WHO}|{_WHO}).*?(?:{_DOES})", _FLAGS),),
    _NUMBERED,
)
