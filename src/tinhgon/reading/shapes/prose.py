"""Sentences that post nothing, a closed list: who carries the text out, who watches over it, what holds meanwhile.

Whatever else stands unread in an article may act, and no draft is made while it stands.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from tinhgon.reading.lexing import Lexicon
from tinhgon.reading.shapes.base import Sentences
from tinhgon.reading.words import UPPER

FILL = "_fill: WORD | NUM | COMMA | SEMI | COLON | SLASH | DASH | PAREN | DATE | QUOTE | PERCENT | PLUS\n"
# Where these words stand, something happens to a unit: never prose.
_EFFECTS = (
    "diện tích tự nhiên, quy mô dân số",
    "quy mô dân số",
    "có tên gọi là",
    "đổi tên",
    "giải thể",
    "bổ nhiệm",
    "điều động",
    "phần còn lại",
    "một phần diện tích",
)
_VERBS = (
    r"sáp\s+nhập|nhập|hợp\s+nhất|chia|tách|đổi\s+tên|giải\s+thể|thành\s+lập|chuyển|điều\s+chỉnh|sắp\s+xếp|mở\s+rộng"
)
_KINDS = (
    r"xã|phường|thị\s+trấn|đặc\s+khu|huyện|quận|thị\s+xã|thành\s+phố|tỉnh|ấp|thôn|xóm|bản|làng|buôn|khóm|tổ|khu|sở|phòng|ban|"
    r"chi\s+cục|trung\s+tâm"
)
# What acts on units, posts, people or other texts, whatever stands round it.
NEVER = re.compile(
    rf"(?i:\b(?:{_VERBS})\b[^.;]{{0,60}}?\b(?:{_KINDS}))\s+(?:[{UPPER}\d]|vào\b|thành\b)|"
    r"(?i:"
    rf"\b(?:{_VERBS})\s+(?:\d|toàn\s+bộ|một\s+phần|nguyên\s+trạng)|"
    r"\bcó\s+tên\s+gọi\s+là\b|\blấy\s+tên\b|\bphần\s+còn\s+lại\b|\bmột\s+phần\s+diện\s+tích\b|"
    r"\bbiên\s+chế\b|\bsố\s+lượng\s+người\s+làm\s+việc\b|\bthôi\s+(?:giữ|việc|làm|tham)|\bgiữ\s+(?:chức|quyền)|"
    r"\bnghỉ\s+(?:hưu|việc|công)|\b(?:bổ|miễn|bãi|từ)\s+nhiệm\b|\bcách\s+chức\b|\bchỉ\s+định\b|\bđiều\s+động\b|"
    r"\bbiệt\s+phái\b|\bluân\s+chuyển\b|\bkiêm\s+nhiệm\b|\bphụ\s+trách\s+(?:xã|phường|sở|phòng|ban)|\bkỷ\s+luật\b|"
    r"\bkhiển\s+trách\b|\bcảnh\s+cáo\b|\bbãi\s+bỏ\b|\bh[ủu][ỷy]\s+bỏ\b|\bthay\s+thế\b|\bsửa\s+đổi\b|\bđính\s+chính\b|"
    r"\bhết\s+hiệu\s+lực\b|\bđình\s+chỉ\b|\bcó\s+hiệu\s+lực\b|"
    r"(?<!chương\s)(?<!quy\s)\btrình\s+(?:chính\s+phủ|quốc|[uủ][yỷ]\s+ban|thủ\s+tướng|bộ|hội\s+đồng|cấp|cơ\s+quan|ban|trung\s+ương)|"
    r"\b(?:đề|kiến)\s+nghị\s+(?:chính\s+phủ|quốc|thủ\s+tướng|bộ|[uủ][yỷ]\s+ban\s+thường\s+vụ)"
    r")"
)


def prose_lexicon(**phrases: Sequence[str]) -> Lexicon:
    """Everything is a word but the phrases; words of effects have no place in a grammar of prose."""
    return Lexicon({"EFFECT": _EFFECTS, **phrases}, names=False)


def _prose(name: str, *pairs: tuple[str, str], never: re.Pattern[str] = NEVER) -> Sentences:
    """Sentences that begin with one of the first patterns and have one of the second."""
    flags = re.IGNORECASE | re.DOTALL
    return Sentences(
        name,
        tuple(re.compile(rf"\W*(?:{begins})(?!\w)", flags) for begins, _ in pairs),
        tuple(re.compile(rf"\W*(?:{begins})(?!\w).*?(?:{has})", flags) for begins, has in pairs),
        never,
    )


_WHO = (
    r"chính\s+phủ|thủ\s+tướng|các\s+bộ|bộ\s+trưởng|(?:bộ|sở)\s+\w+|hội\s+đồng|(?:thường\s+trực\s+|các\s+ban\s+|chủ\s+tịch\s+|văn\s+phòng\s+|"
    r"chánh\s+văn\s+phòng\s+)?(?:hội\s+đồng\s+nhân\s+dân|[uủ][yỷ]\s+ban)|thường\s+trực|các\s+cơ\s+quan|cơ\s+quan|chánh\s+văn\s+phòng|"
    r"chánh\s+thanh\s+tra|ban\s+\w+|văn\s+phòng|(?:các\s+)?(?:đồng\s+chí\s+)?giám\s+đốc|thủ\s+trưởng|trưởng\s+\w+|các\s+(?:ông|bà|đồng\s+chí|"
    r"ban|tổ\s+chức|đơn\s+vị|huyện\s+ủy|đảng\s+ủy|sở|phòng)|ông|bà|đồng\s+chí|bí\s+thư|cục\s+trưởng|tổng\s+\w+|chủ\s+tịch|đại\s+biểu|đoàn\s+đại\s+biểu|"
    r"mặt\s+trận|hội\s+đồng\s+quản\s+trị|tỉnh\s+ủy|thành\s+ủy|đảng\s+ủy|huyện\s+ủy|chính\s+quyền\s+địa\s+phương"
)
_DOES = (
    r"có\s+trách\s+nhiệm\s+(?:tổ\s+chức\s+|triển\s+khai\s+|hướng\s+dẫn\s+)?(?:thi\s+hành|thực\s+hiện|triển\s+khai|kiểm\s+tra|phối\s+hợp)|"
    r"tổ\s+chức\s+(?:triển\s+khai\s+)?(?:thi\s+hành|thực\s+hiện)|chịu\s+trách\s+nhiệm\s+(?:tổ\s+chức\s+)?(?:thi\s+hành|thực\s+hiện)|"
    r"chịu\s+trách\s+nhiệm\s*\.?$|chịu\s+trách\s+nhiệm\s+(?:hướng\s+dẫn|kiểm\s+tra|theo\s+dõi)|"
    r"giám\s+sát\s+(?:việc\s+)?(?:triển\s+khai\s+|tổ\s+chức\s+)?(?:thực\s+hiện|thi\s+hành)|giám\s+sát\s+nghị\s+quyết|"
    r"hướng\s+dẫn\s+(?:và\s+kiểm\s+tra\s+)?(?:việc\s+)?(?:thực\s+hiện|thi\s+hành)|"
    r"căn\s+cứ\s+(?:\w+\s+)?(?:quyết\s+định|nghị\s+quyết)[^.]{0,20}?thi\s+hành|triển\s+khai\s+thực\s+hiện|"
    r"theo\s+chức\s+năng[^.]{0,60}?(?:thi\s+hành|thực\s+hiện)|phối\s+hợp\s+(?:tổ\s+chức\s+|triển\s+khai\s+)?thực\s+hiện|"
    r"tuyên\s+truyền,?\s+(?:vận\s+động|phổ\s+biến)"
)
_SCHEMES = r"trên\s+cơ\s+sở\s+(?:đề\s+án|tờ\s+trình|phương\s+án)"
_THIS = r"(?:nghị\s+(?:quyết|định)|quyết\s+định|kết\s+luận|quy\s+định|văn\s+bản)(?:\s+này)?"
# A day, a condition or an exception in who carries out what: the text itself may wait for it.
_WAITS = re.compile(
    rf"{NEVER.pattern}|"
    r"(?i:\b(?:nếu|khi|sau\s+khi|trừ|riêng|chưa|không|tạm\s+(?:dừng|hoãn|thời)|chỉ\s+(?:thực|thi|áp))\b|"
    r"\b(?:từ|sau)\s+(?:ngày|năm|tháng)\b)"
)
# How such a sentence ends: with what is carried out. Whatever else stands there may change it.
_ENDS = (
    r"(?>(?:\s*[,;-])?\s*(?:và|các|những|việc|nội\s+dung|thực\s+hiện|thi\s+hành|tổ\s+chức|triển\s+khai|kiểm\s+tra|giám\s+sát|đôn\s+đốc|"
    r"hướng\s+dẫn|theo\s+dõi|theo|đúng|quy\s+định|của|pháp\s+luật|hiện\s+hành|kế\s+hoạch|nghiêm\s+túc|có\s+hiệu\s+quả|tốt|"
    r"sắp\s+xếp,\s+ổn\s+định|ổn\s+định|bộ\s+máy|cơ\s+quan|ở|địa\s+phương|đời\s+sống|nhân\s+dân|bảo\s+đảm|đảm\s+bảo|yêu\s+cầu|"
    r"phát\s+triển|kinh\s+tế|xã\s+hội|giữ\s+vững|quốc\s+phòng|an\s+ninh|chính\s+trị|trật\s+tự|an\s+toàn|trên\s+địa\s+bàn|"
    rf"{_THIS}|Điều\s+\d+|này|nêu\s+trên|nói\s+trên)(?!\w))*+\W*$"
)
_DONE = rf"(?:{_DOES}){_ENDS}|tổ\s+chức\s+việc\s+xác\s+định\s+chính\s+xác\s+diện\s+tích"
DUTIES = _prose(
    "duties", (rf"giao\s+(?:cho\s+)?(?:{_WHO})", _DONE), (rf"(?:đề\s+nghị\s+)?(?:{_WHO})", _DONE), never=_WAITS
)
MEANWHILE = _prose(
    "meanwhile",
    (
        r"chính\s+quyền\s+địa\s+phương\s+ở|các\s+cơ\s+quan,\s+tổ\s+chức|cơ\s+quan,\s+tổ\s+chức",
        (
            r"tiếp\s+tục\s+(?:hoạt\s+động|thực\s+hiện\s+nhiệm\s+vụ)"
            r"(?:\s+(?:cho\s+)?đến\s+khi\s+[^.;,]*?(?:chính\s+thức\s+)?(?:đi\s+vào\s+)?hoạt\s+động)?\W*$"
        ),
    ),
)
BASIS_OF_SCHEME = _prose(
    "basis_of_scheme",
    (_SCHEMES, r"(?:quyết\s+nghị|quyết\s+định)(?:\s+sắp\s+xếp\b[^.;]{0,200}?)?(?:\s+(?:cụ\s+thể\s+)?như\s+sau)?\W*$"),
    never=re.compile(
        r"trình\s+(?:chính|quốc)|tán\s+thành|thông\s+qua|đề\s+nghị|chủ\s+trương|\bkhông\b|\bchưa\b|bãi\s+bỏ|"
        r"\b(?:nếu|trừ|sau\s+khi|vào\s+năm)\b",
        re.IGNORECASE,
    ),
)  # fmt: skip
ADOPTED = _prose(
    "adopted",
    (rf"{_THIS}\s+(?:đã\s+)?(?:được\s+)?", r"thông\s+qua"),
    never=re.compile(r"hiệu\s+lực|bãi\s+bỏ|thay\s+thế", re.IGNORECASE),
)
_GONE = r"(?:bãi\s+bỏ|không\s+còn\s+hiệu\s+lực|hết\s+hiệu\s+lực)"
# 'Các quy định trước đây trái với Nghị quyết này đều bãi bỏ': no text is named, nothing of the books is undone.
CONTRARY = _prose(
    "contrary",
    (
        r"(?:mọi|các|những)\s+(?:quy\s+định|qui\s+định|văn\s+bản)(?:\s+trước\s+đây|\s+khác)?",
        rf"trái\s+với\s+(?:các\s+quy\s+định\s+(?:của|tại)\s+)?{_THIS}(?:\s+này)?\s+(?:đều\s+)?(?:bị\s+)?{_GONE}\W*$",
    ),
    never=re.compile(r"\bsố\s+\d|\d+/", re.IGNORECASE),
)
_HEADING = (re.compile(r"\W*(?:Chương|Mục|Phần|CHƯƠNG|MỤC|PHẦN)\s+(?:[IVXLC]+|\d+)\b\W*$"),)
HEADING = Sentences("heading", _HEADING, _HEADING, re.compile(r"(?!)"))
