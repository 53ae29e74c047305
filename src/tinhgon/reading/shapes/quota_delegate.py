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
# How the sentence ends: to whom, by which rules. A condition, an exception, a day, or any other word may change more.
_ENDS = (
    r"(?>(?:\s*,)?\s*(?:cụ\s+thể|chi\s+tiết|nêu\s+trên|được\s+giao|này|cho|các|từng|cơ\s+quan|tổ\s+chức|đơn\s+vị|địa\s+phương|sự\s+nghiệp|"
    r"hành\s+chính|công\s+lập|công\s+chức|viên\s+chức|nhà\s+nước|thuộc|trực\s+thuộc|cấp|tỉnh|huyện|xã|thành\s+phố|sở|ban|ngành|và|"
    r"theo|đúng|quy\s+định|của|pháp\s+luật|hiện\s+hành|hàng\s+năm|bảo\s+đảm|hiệu\s+quả|có|tiết\s+kiệm|phù\s+hợp|tình\s+hình|"
    r"thực\s+tế|tại|trong|phạm\s+vi|tổng|số|biên\s+chế)(?!\w))*+\W*$"
)
_NUMBERED = re.compile(
    r"\d[\d.]*\s*(?:\(\w+\)\s*)?(?:biên\s+chế|chỉ\s+tiêu|người|công\s+chức|viên\s+chức)|"
    r"\b(?:bổ\s+sung|thu\s+hồi|điều\s+chuyển|cắt\s+giảm|tinh\s+giản|bổ\s+nhiệm|thành\s+lập|giải\s+thể|trình|bãi\s+bỏ|nếu|trừ|khi|không|chưa|tạm)\b",
    re.IGNORECASE,
)
_OPENS = (re.compile(rf"\W*(?:giao\s+{_WHO}|{_WHO})", _FLAGS),)
QUOTA_DELEGATE = Sentences(
    "quota_delegate",
    _OPENS,
    (re.compile(rf"\W*(?:giao\s+{_WHO}|{_WHO}).*?(?:{_DOES}){_ENDS}", _FLAGS),),
    _NUMBERED,
)
