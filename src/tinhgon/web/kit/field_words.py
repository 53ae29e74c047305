"""What the fields of clauses are called in a form, with a hint where one helps, and the words of their choices."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

from tinhgon.registers.establishment.labels import CATEGORIES, HELD
from tinhgon.registers.plans import labels as plans
from tinhgon.registers.staff import labels as staff
from tinhgon.web.kit.words import SHARES, STRUCTURES, upper_first

_DAY = _("ngày/tháng/năm")
LABELS: Mapping[str, Any] = {
    "abolish_posts": _("Bãi bỏ luôn vị trí của họ"),
    "access": _("Quyền truy cập"),
    "agreed": _("Nơi nhận đã đồng ý"),
    "allocations": _("Phân bổ"),
    "amount": _("Số lượng"),
    "area_km2": _("Diện tích (km²)"),
    "area_share": _("Phần diện tích"),
    "assignment": _("Giữ với tư cách"),
    "at_post": _("Vị trí"),
    "at_unit": _("hoặc đơn vị (khi không quản lý theo vị trí)"),
    "basis": _("Theo quy định"),
    "bloc": _("Khối"),
    "born": _("Ngày sinh"),
    "category": _("Loại"),
    "clause": _("Điều, khoản"),
    "effective_on": _("Có hiệu lực riêng từ"),
    "changes": _("Thay đổi mã"),
    "code": _("Mã"),
    "corrected_clause": _("Điều khoản được đính chính"),
    "cuts": _("Cắt giảm"),
    "decision": _("Quyết định số"),
    "decisions": _("Quyết định số, mỗi dòng một số"),
    "facts": _("Số liệu"),
    "from": _("Hưởng từ ngày"),
    "frozen": _("Tạm dừng sử dụng"),
    "funding": _("Nguồn kinh phí"),
    "giver": _("Đơn vị giao đất"),
    "ground": _("Trường hợp"),
    "group": _("Nhóm vị trí"),
    "hamlets": _("Thôn, ấp, khu vực"),
    "identity": _("Thông tin nhận dạng"),
    "into": _("Thành đơn vị"),
    "is_on": _("Ngày đúng"),
    "issuer": _("Cơ quan ban hành"),
    "keeps_place": _("Giữ nguyên vị trí đang giữ"),
    "kind": _("Loại đơn vị"),
    "layer": _("Phần biên chế"),
    "level": _("Cấp (số)"),
    "line": _("Dòng biên chế"),
    "members": _("Đơn vị trực thuộc chuyển theo"),
    "moves": _("Danh sách điều động"),
    "name": _("Tên"),
    "number": _("Số hiệu vị trí"),
    "on": _("Vào ngày"),
    "object": _("Đối tượng"),
    "office": _("Chức danh quy hoạch"),
    "other_ground": _("Phần đất khác"),
    "parent": _("Cấp trên trực tiếp"),
    "parts": _("Các đơn vị mới"),
    "people": _("Danh sách người"),
    "person": _("Người"),
    "population": _("Dân số (người)"),
    "population_share": _("Phần dân số"),
    "position": _("Vị trí việc làm (mã danh mục)"),
    "posts": _("Các vị trí"),
    "proposed_by": _("Nơi đề nghị"),
    "rank": _("Cấp lãnh đạo"),
    "reason": _("Lý do"),
    "receiver": _("Đơn vị nhận đất"),
    "record": _("Hồ sơ"),
    "rule": _("Quy định"),
    "share": _("Phần thời gian (1 là toàn bộ)"),
    "source": _("Từ"),
    "sources": _("Các đơn vị đưa vào"),
    "step": _("Bậc mới"),
    "structure": _("Hệ thống tổ chức"),
    "synthetic": _("Dữ liệu giả định"),
    "target": _("Đến"),
    "terms": _("Ngày bắt đầu từng nhiệm kỳ"),
    "text": _("Mô tả"),
    "term": _("Nhiệm kỳ"),
    "title": _("Chức danh"),
    "to_kind": _("Thành loại"),
    "to_name": _("Tên mới"),
    "to_title": _("Chức danh mới"),
    "under": _("Thuộc đơn vị (mã)"),
    "unit": _("Đơn vị"),
    "unit_kind": _("Loại đơn vị đúng"),
    "units": _("Các đơn vị"),
    "until": _("Đến ngày"),
    "value": _("Giá trị"),
    "verified": _("Đã đối chiếu"),
    "verified_by": _("Nơi xác nhận"),
    "was_on": _("Ngày đã ghi"),
    "with_quota": _("Chuyển cả biên chế"),
    "absent": _("Người vắng mặt"),
    "act": _("Việc"),
    "answer": _("Trả lời"),
    "article": _("Điều khoản chuyển tiếp"),
    "ballots": _("Số phiếu"),
    "body": _("Thành phần"),
    "casting": _("Lựa chọn quyết định"),
    "check": _("Điều kiện"),
    "chosen": _("Người được chọn (mã hồ sơ, mỗi dòng một người)"),
    "dated": _("Ngày văn bản"),
    "document": _("Theo văn bản số"),
    "evidence": _("Căn cứ"),
    "go_on": _("Người được đưa sang bước sau (mã hồ sơ, mỗi dòng một người)"),
    "head_vacant": _("Khuyết người đứng đầu"),
    "held_at": _("Họp lúc"),
    "invalid": _("Phiếu không hợp lệ"),
    "is_related": _("Có quan hệ gia đình với người được xem xét"),
    "issued": _("Phiếu phát ra"),
    "matter": _("Nội dung biểu quyết"),
    "names": _("Danh sách (mã hồ sơ, mỗi dòng một người)"),
    "note": _("Ghi chú"),
    "outcome": _("Kết quả"),
    "papers": _("Văn bản"),
    "present": _("Người có mặt (mã hồ sơ, mỗi dòng một người)"),
    "related": _("Có quan hệ gia đình với người được xem xét"),
    "relation": _("Quan hệ"),
    "report": _("Báo cáo số"),
    "returned": _("Phiếu thu về"),
    "round": _("Vòng"),
    "seats": _("Số người cần chọn"),
    "series": _("Loại văn bản, ký hiệu"),
    "spoilt": _("Lý do không hợp lệ"),
    "sha256": _("Tệp văn bản"),
    "summoned": _("Người được triệu tập (mã hồ sơ, mỗi dòng một người)"),
    "taken_out": _("Trừ khỏi cơ sở tính"),
    "to": _("Về bước"),
    "valid": _("Phiếu hợp lệ"),
    "version": _("Quy định áp dụng từ"),
    "views": _("Ý kiến khác"),
    "vote": _("Lần biểu quyết"),
    "votes": _("Số phiếu của từng người"),
    "year": _("Năm giao"),
}
"""By the name of a field; `Class.field` where a class means something of its own by it."""
OWN: Mapping[str, Any] = {
    "ChangeCodes.code": _("Mã mới"),
    "CodeChange.code": _("Mã mới"),
    "Figure.source": _("Nguồn số liệu"),
    "Move.verified": _("Nơi đi đã xác nhận"),
    "NewPerson.code": _("Mã hồ sơ"),
    "NewPost.title": _("Chức danh"),
    "PublishBoundaries.source": _("Nguồn"),
    "RenameUnit.name": _("Tên mới"),
    "Second.until": _("Biệt phái đến ngày"),
    "TransferQuota.source": _("Từ đơn vị"),
    "TransferQuota.target": _("Đến đơn vị"),
    "MoveAllPosts.source": _("Từ đơn vị"),
    "MoveAllPosts.target": _("Đến đơn vị"),
    "MovePosts.target": _("Đến đơn vị"),
    "AllocateQuota.source": _("Giao từ đơn vị"),
    "ReleaseReserve.target": _("Cho đơn vị"),
    "MoveUnits.parent": _("Về trực thuộc"),
    "Transfer.at_post": _("Đến vị trí"),
    "Transfer.at_unit": _("hoặc đến đơn vị"),
    "AbsorbUnits.into": _("Vào đơn vị"),
    "DissolveUnits.reason": _("Lý do"),
    "SplitOff.unit": _("Đơn vị mới"),
    "EstablishUnit.unit": _("Đơn vị mới"),
    "Acknowledge.code": _("Cảnh báo"),
    "Declare.of": _("Với người (mã hồ sơ)"),
    "Relation.of": _("Với người (mã hồ sơ)"),
    "Summon.at": _("Họp lúc"),
    "Comment.text": _("Nội dung trao đổi"),
    "Relate.person": _("Người có quan hệ (mã hồ sơ)"),
    "Relate.of": _("Với người (mã hồ sơ)"),
    "GiveNumber.number": _("Số, ký hiệu đầy đủ"),
    "Paper.name": _("Văn bản gì"),
    "Paper.number": _("Số"),
    "DividedPart.unit": _("Đơn vị mới"),
    "PlanPeople.people": _("Đưa vào"),
    "PlanPeople.out": _("Đưa ra"),
    "Office.position": _("Mã vị trí việc làm của chức danh"),
}
HINTS: Mapping[str, Any] = {
    "born": _("12/03/1975, 03/1975 hoặc 1975"),
    "coefficient": _("ví dụ 3,33"),
    "id_number": _("12 chữ số"),
    "number": _("ví dụ S1.04"),
    "term": _("ví dụ 2025-2030"),
    "code": "",
    "languages": _("mỗi dòng một ngoại ngữ"),
    "series": _("ví dụ QĐ-UBND; mỗi loại, mỗi năm một dãy số"),
    "area_km2": _("ví dụ 12,5"),
    "year": _("để trống: năm có hiệu lực"),
    "bloc": _("để trống: theo đơn vị"),
    "clause": _("ví dụ Điều 1 khoản 2"),
    "effective_on": _("để trống: theo ngày có hiệu lực của quyết định"),
}
GROUPS = {
    "leadership": _("lãnh đạo, quản lý"),
    "professional": _("chuyên môn, nghiệp vụ"),
    "shared": _("chuyên môn dùng chung"),
    "support": _("hỗ trợ, phục vụ"),
}
BLOCS = {
    "party": _("khối Đảng"),
    "front": _("khối Mặt trận, đoàn thể"),
    "state": _("khối Nhà nước"),
    "public_service": _("khối sự nghiệp"),
}
_CHOICES: Mapping[str, Mapping[str, Any]] = {
    "area_share": SHARES,
    "population_share": SHARES,
    "structure": STRUCTURES,
    "bloc": BLOCS,
    "group": GROUPS,
    "rank": {"head": _("cấp trưởng"), "deputy": _("cấp phó")},
    "category": CATEGORIES,
    "layer": HELD,
    "funding": {"budget": _("ngân sách nhà nước"), "own_revenue": _("nguồn thu của đơn vị")},
    "assignment": staff.ASSIGNMENTS,
    "reason": {
        **staff.REASONS,
        **plans.REASONS,
        "not_replaced": _("không bố trí người thay"),
        "relieved": _("miễn nhiệm"),
    },
    "ground": {
        "on_time": _("đúng tuổi"),
        "early": _("trước tuổi"),
        "not_reelected": _("không tái cử"),
        "inferiors": _("đất do đơn vị trực thuộc giữ"),
        "undocumented": _("chưa rõ nơi nhận đất"),
        "none": _("không có đất"),
    },
    "check": {
        "deadline": _("thời hạn"),
        "papers": _("đủ văn bản"),
        "acknowledged": _("cảnh báo được ghi nhận"),
        "decided": _("đã quyết định"),
        "drafted": _("đã có dự thảo"),
        "no_errors": _("dự thảo hết lỗi"),
        "numbered": _("đã lấy số"),
        "quorum": _("đủ người dự"),
        "minutes": _("có biên bản"),
    },
    "object": plans.OBJECTS,
    "answer": {"agree": _("đồng ý"), "disagree": _("không đồng ý"), "other": _("ý kiến khác")},
    **staff.VALUES,
}


FACTS: Mapping[str, Any] = {
    "discovered_on": _("ngày phát hiện hành vi"),
    "effective_on": _("ngày quyết định có hiệu lực"),
    "finish_by": _("ngày phải hoàn thành"),
    "meeting_on": _("ngày họp"),
    "retires_on": _("ngày nghỉ hưu"),
    "review_on": _("ngày rà soát"),
    "term_end": _("ngày hết nhiệm kỳ, hết thời hạn"),
}
"""Days that a case states when it is opened, by their names in the definitions."""


def fact_of(name: str) -> str:
    """A day that a procedure asks for, in words."""
    return upper_first(str(FACTS.get(name, name.replace("_", " "))))


def label_of(owner: str, name: str) -> str:
    """What a field of a payload class is called; the bare name where nobody has said (a test asks)."""
    found = OWN.get(f"{owner}.{name}") or LABELS.get(name)
    if found is None and name in staff.FIELDS:
        found = _(staff.FIELDS[name])
    return str(found or name)


def hint_of(name: str, *, is_day: bool) -> str:
    """What to write, where it is not plain."""
    return str(HINTS.get(name, _DAY if is_day else ""))


def choice_of(name: str, value: str) -> str:
    """A value of a choice in words."""
    return str(_(str(_CHOICES.get(name, {}).get(value, value))))
