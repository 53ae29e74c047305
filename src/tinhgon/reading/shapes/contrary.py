"""Words that turn a clause on people or numbers into its contrary, or make it conditional; brackets that do."""

from __future__ import annotations

from lark import Token

from tinhgon.reading.lexing import Lexicon, phrases_of

# What turns a clause into its contrary, or does something else beside: no name has it.
CONTRARY = phrases_of(
    "không; chưa; chấm dứt; từ chối; bác; hủy; huỷ; thu hồi; tạm đình chỉ; tạm dừng; dự kiến; đề nghị; kiến nghị; "
    "trình; sẽ; bãi bỏ; đồng thời; xem xét; sáp nhập; nhập; hợp nhất; chia; tách; giải thể; thành lập; đổi tên; giao; "
    "chịu trách nhiệm; tổ chức thực hiện; bàn giao; thông qua; tán thành; "
    # What makes it conditional, partial, provisional, or another's.
    "nếu; trừ; ngoại trừ; trừ trường hợp; khi; sau khi; trước khi; trong khi; tạm thời; thí điểm; trường hợp; điều "
    "kiện; "
    "hoặc; lộ trình; định hướng; riêng; thay cho; danh dự; một trong; tối đa; tối thiểu"
)
# Words of names in which one of those stands.
HARMLESS = phrases_of(
    "không chuyên trách; làm việc; việc làm; Việc làm; "
    "Hàng không; hàng không; Phòng không; phòng không; không gian; không quân; công trình; "
    "Công trình; chương trình; Chương trình; lập trình; xuất nhập khẩu; Xuất nhập khẩu; nhập khẩu; hội nhập; "
    "giao thông; giao dịch; Giao dịch; chuyển giao; ngoại giao; bác sĩ; Bác sĩ; bác sỹ; Bác sỹ; phòng trừ; Phòng trừ; "
    "diệt trừ; bài trừ; khấu trừ; tạm giam; tạm giữ; tạm trú"
)
ALSO_DONE = phrases_of(
    "thôi giữ; thôi việc; nghỉ hưu; nghỉ việc; miễn nhiệm; cách chức; biệt phái; luân chuyển; điều động; bổ nhiệm; "
    "thuyên chuyển; kéo dài; giữ quyền; làm; nhưng; phụ trách; kỷ luật; khiển trách; cảnh cáo; "
    "nghỉ; chờ; được; đã; xin; cho phép"
)


class NumberedLexicon(Lexicon):
    """Numbers of posts and files are one word each: 'S1.04', 'HS-3'. A bracket that turns the clause into its contrary
    ('(nếu được bầu)') does so as the words would outside."""

    def tokens(self, *, text: str, start: int, end: int) -> list[Token]:
        found: list[Token] = []
        for given in super().tokens(text=text, start=start, end=end):
            token = self._opened(given, text) if given.type == "PAREN" else given
            last = found[-1] if found else None
            joins = (
                last is not None
                and last.end_pos == token.start_pos
                and last.type in _IN_CODE
                and token.type in _IN_CODE
            )
            if (
                last is not None
                and joins
                and (token.type != "DOT" or text[(token.end_pos or 0) : (token.end_pos or 0) + 1].isalnum())
            ):
                value = text[last.start_pos : token.end_pos]
                found[-1] = Token("WORD", value, start_pos=last.start_pos, end_pos=token.end_pos)
            else:
                found.append(token)
        return found

    def _opened(self, bracket: Token, text: str) -> Token:
        start, end = (bracket.start_pos or 0) + 1, (bracket.end_pos or 0) - 1
        inside = super().tokens(text=text, start=start, end=end)
        turns = any(token.type == "NOT" for token in inside)
        return Token("NOT", str(bracket), start_pos=start - 1, end_pos=end + 1) if turns else bracket


_IN_CODE = frozenset({"WORD", "NUM", "DOT", "DASH"})
