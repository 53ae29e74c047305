"""What clauses about agencies, people and posts share: the words of a free name, agencies and new ones."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from lark import Token, Tree

from tinhgon.reading.clauses import Mention, Target
from tinhgon.reading.lexing import phrases_of
from tinhgon.reading.shapes.base import NotThisShape, Place, all_tokens
from tinhgon.registers.units.payloads import NewUnit, UnitRef

_ONE_LAW = (
    r"(?:quy định (?:tại|của) )?(?:(?:khoản|điểm|Điều) \w+,? )*"
    r"(?:Nghị định|Nghị quyết|Bộ luật|Luật|Quyết định|Thông tư)"
    r"(?: (?:số )?[\d/]+[\w/-]*| Bảo hiểm xã hội| Lao động| Cán bộ, công chức| Viên chức)"
    r"(?: năm \d{4})?(?: ngày [\d/]+(?: tháng \d+ năm \d{4})?)?"
    r"(?:,? của (?:Chính phủ|Quốc hội|Bộ Chính trị|Bộ Nội vụ|Thủ tướng Chính phủ))?"
)
_AND = r"(?:,| và|, được sửa đổi, bổ sung (?:bởi|tại|theo)| \(sửa đổi, bổ sung\)),?"
LAW = re.compile(rf"(?>{_ONE_LAW})(?>{_AND} {_ONE_LAW})*+")
"""A law by its kind and number, its day, who made it, and others that amend it: 'Nghị định số 178/2024/NĐ-CP'."""
_PUBLIC, _PARTY = ("public_service", "public_service"), ("party", "party")
_FRONT, _STATE = ("front", "front"), ("state_agency", "state")
# What a name of an office begins with, the longer before the shorter: what it is, and in which structure it stands.
_HEADS = {
    _PARTY: "văn phòng tỉnh ủy; văn phòng thành ủy; văn phòng huyện ủy; văn phòng đảng ủy; ban xây dựng đảng; ban "
    "tổ chức; ban tuyên giáo và dân vận; ban tuyên giáo; ban dân vận; ban nội chính; ban kinh tế; ủy ban "
    "kiểm tra; cơ quan ủy ban kiểm tra; đảng bộ; đảng ủy; chi bộ; chi ủy; đảng đoàn; ban cán sự đảng; "
    "tỉnh ủy; thành ủy; huyện ủy; quận ủy; thị ủy; trung tâm chính trị",
    _PUBLIC: "đơn vị sự nghiệp; trung tâm; trường; bệnh viện; trạm; ban quản lý dự án; ban quản lý; nhà văn hóa; "
    "thư viện; bảo tàng; viện; học viện; đài phát thanh; nhà thiếu nhi; quỹ; cung; báo",
    _FRONT: "ủy ban mặt trận; hội; liên đoàn; đoàn thanh niên",
    _STATE: "sở; phòng; văn phòng; ủy ban nhân dân; hội đồng nhân dân; chi cục; cục; tổng cục; thanh tra; ban; cơ "
    "quan; ban chỉ huy quân sự; hạt kiểm lâm",
}
_STRUCTURES: Sequence[tuple[str, tuple[str, str | None]]] = sorted(
    ((head, place) for place, listed in _HEADS.items() for head in phrases_of(listed)), key=lambda pair: -len(pair[0])
)


HEADS = tuple(head for head, _ in _STRUCTURES)


def words_of(tree: Tree[Token], place: Place) -> str:
    """The words of a free name, as written, blanks single."""
    found = all_tokens(tree)
    return " ".join(place.normal.text[found[0].start_pos : found[-1].end_pos].split())


def agency(tree: Tree[Token], place: Place) -> Mention:
    """An agency as a clause names it: by its whole name, or 'đơn vị mã H01'."""
    found = all_tokens(tree)
    if found[0].type == "MARK":
        return Mention(
            "", str(found[1]), place.span(*found), code=place.normal.text[found[1].start_pos : found[-1].end_pos]
        )
    return Mention("", words_of(tree, place), place.span(*found))


def new_agency(tree: Tree[Token], place: Place) -> Target:
    """A new agency: what kind it is, and its name. Refuses words that begin no agency, a body that only meets ('Ban Chỉ
    đạo', 'Hội đồng thi đua'), and several in one breath."""
    text, span = words_of(tree, place).rstrip(", "), place.span(*all_tokens(tree))
    lower = text.lower().replace("uỷ", "ủy")
    if _ANOTHER.search(text) or _NO_NAME.search(text) or _IN_BRACKETS.search(text):
        raise NotThisShape
    for head, _ in _STRUCTURES:
        if lower.startswith(f"{head} ") and len(text) > len(head) + 1:
            if lower[len(head) + 1 :].startswith(_MEETS):
                raise NotThisShape
            return Target(text[: len(head)].lower(), text[len(head) + 1 :], span)
    raise NotThisShape


_MEETS = phrases_of(
    "chỉ đạo; đồng; soạn thảo; biên tập; tổ chức kỷ niệm; vận động; giám khảo; bầu cử; kiểm phiếu; thẩm định"
)
# In brackets a name has what it is called in short, and nothing in small letters else: '(lâm thời)'.
_IN_BRACKETS = re.compile(r"\((?!(?:gọi tắt|viết tắt|sau đây gọi)\b|[A-ZĐ\d])")
# Words of conditions and terms: no name has them.
_NO_NAME = re.compile(
    r"\b(?:nếu|có thể|trừ|tạm thời|thôi|một phần|trước|hết hiệu lực|hoặc|sau khi|khi|đủ điều kiện|tiếp tục|thay|"
    r"trên cơ sở|theo|để|nhằm|không|chưa|sẽ|đã|được|kể từ|từ ngày|cùng|đồng thời|gồm|bao gồm|với|như sau|nay|các|mỗi|"
    r"năm \d|trong|vào|thí điểm|chậm nhất|hoàn thành|giai đoạn|dự kiến)\b"
)
_ANOTHER = re.compile(
    r"(?:,|\bvà)\s+(?:" + "|".join(re.escape(head[:1].upper() + head[1:]) for head in HEADS) + r")\s+(?=\S)(?![a-zđ])"
)


def unit_of(target: Target, *, parent: UnitRef | None) -> NewUnit:
    """The new unit as an effect has it."""
    structure, bloc = next((value for head, value in _STRUCTURES if target.kind.startswith(head)), _STATE)
    fields: dict[str, Any] = {
        "name": target.name,
        "kind": target.kind,
        "structure": structure,
        "bloc": bloc,
        "parent": parent,
    }
    return NewUnit(**fields)
