"""Vietnamese words of what a definition names: rights, bodies, outcomes, bases. Others are shown as they are."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType

from tinhgon.basis.errors import gettext_noop as _
from tinhgon.cases.definition.model import By, ClockRule
from tinhgon.law.ballots import VoteRule

ROLES: Mapping[str, str] = MappingProxyType(
    {
        "soan": _("người soạn"),
        "kiem-tra": _("người kiểm tra"),
        "phe-duyet": _("người phê duyệt"),
        "van-thu": _("văn thư"),
        "ky": _("người ký"),
        "to-chuc": _("cán bộ tổ chức"),
        "chu-tri": _("người chủ trì"),
        "dung-dau": _("người đứng đầu"),
        "kiem-phieu": _("tổ kiểm phiếu"),
        "cap-tren": _("cấp trên"),
        "giam-sat": _("người giám sát"),
    }
)
BODIES: Mapping[str, str] = MappingProxyType(
    {
        "leadership": _("tập thể lãnh đạo"),
        "extended": _("tập thể lãnh đạo mở rộng"),
        "key_officials": _("cán bộ chủ chốt"),
        "standing_committee": _("ban thường vụ"),
        "committee": _("ban chấp hành"),
        "cell": _("chi bộ"),
        "congress": _("đại hội"),
        "new_committee": _("ban chấp hành mới"),
        "sending_leadership": _("tập thể lãnh đạo nơi đang công tác"),
        "confidence_meeting": _("thành phần lấy phiếu tín nhiệm"),
        "disciplinary_council": _("hội đồng kỷ luật"),
        "rank_council": _("hội đồng xét ngạch"),
    }
)
OUTCOMES: Mapping[str, str] = MappingProxyType(
    {
        "ok": _("xong"),
        "chosen": _("chọn được"),
        "carried": _("đưa sang bước sau"),
        "stop_report": _("không đạt"),
        "head_decides": _("người đứng đầu chọn"),
        "superior_decides": _("cấp trên quyết định"),
        "chair_decides": _("theo phiếu chủ trì"),
        "elected": _("bầu đủ"),
        "tied": _("bằng phiếu"),
        "seats_left": _("bầu thiếu"),
        "passed": _("đạt"),
        "not_passed": _("không đạt"),
        "counted": _("đã lấy ý kiến"),
        "ask": _("xin ý kiến"),
        "may_not_meet": _("không đủ thành phần"),
        "refuse": _("không đồng ý"),
        "absent": _("vắng mặt"),
        "skip": _("bỏ qua theo căn cứ"),
        "no_council": _("không lập hội đồng"),
        "not_disciplined": _("không kỷ luật"),
        "wrongful": _("xử lý sai"),
        "appeal": _("khiếu nại"),
        "restored": _("khôi phục"),
        "discipline": _("kỷ luật"),
        "expel": _("đề nghị khai trừ"),
        "extend": _("kéo dài"),
        "reappoint": _("bổ nhiệm lại"),
        "not_yet": _("chưa xem xét"),
        "not_now": _("chưa giải quyết"),
        "postpone": _("lùi thời điểm"),
        "equal_or_higher": _("tương đương hoặc cao hơn"),
        "renamed": _("chỉ đổi tên"),
        "lower": _("thấp hơn"),
        "excused": _("trường hợp chưa thực hiện"),
        "early": _("kết thúc sớm"),
        "out_of_plan": _("đưa ra khỏi quy hoạch"),
        "dismissal": _("xem xét miễn nhiệm"),
        "check_first": _("kiểm tra trước"),
        "nothing": _("không thay đổi"),
        "not_finished": _("không hoàn thành"),
        "ask_again": _("kê khai lại"),
        "differs": _("không khớp giấy tờ gốc"),
        "blocked": _("chưa được chuyển"),
        "late": _("nộp chậm"),
        "left_over": _("còn sót"),
        "kept": _("giữ sinh hoạt"),
        "by_letter": _("lấy ý kiến bằng văn bản"),
        "spread": _("nhân rộng"),
        "adjust": _("điều chỉnh"),
        "end": _("kết thúc"),
        "mid_review": _("sơ kết"),
        "done": _("hoàn thành"),
        "stopped": _("dừng, báo cáo"),
        "withdrawn": _("đã rút"),
    }
)
DOES: Mapping[str, str] = MappingProxyType(
    {
        "check": _("kiểm tra"),
        "approve": _("phê duyệt"),
        "compare": _("đối chiếu"),
        "confirm": _("xác nhận"),
        "agree": _("quyết định có làm tiếp hay không"),
        "choose_tied": _("chọn trong số người bằng phiếu"),
        "route": _("chọn cách làm"),
        "decide_rotation": _("quyết định luân chuyển"),
        "set_council": _("thành lập hội đồng"),
        "grade": _("xếp loại"),
        "recognise": _("công nhận"),
        "admit": _("kết nạp"),
        "put_to_vote": _("chọn nội dung biểu quyết"),
        "answer_appeal": _("giải quyết khiếu nại"),
        "conclude": _("kết luận"),
        "permit": _("cho phép"),
    }
)
"""What one person decides in a step, by the name that the definition gives it."""

BASES: Mapping[str, str] = MappingProxyType(
    {
        "summoned": _("số người được triệu tập"),
        "present": _("số người có mặt"),
        "valid": _("số phiếu hợp lệ"),
        "members": _("tổng số thành viên"),
    }
)
PAPERS: Mapping[str, str] = MappingProxyType(
    {"collective_conclusion": _("kết luận của tập thể"), "scan": _("bản chụp văn bản giấy")}
)
"""Papers that a definition calls by a code; others are named in words there."""
ROLL: Mapping[str, str] = MappingProxyType({"summoned": _("người được triệu tập"), "present": _("người có mặt")})

Translate = Callable[[str], str]


def who(by: By, translate: Translate = str) -> str:
    """Who may act, in words."""
    if by.role is not None:
        return translate(ROLES[by.role]) if by.role in ROLES else by.role
    if by.body is not None:
        return translate(BODIES[by.body]) if by.body in BODIES else by.body
    if by.roll is not None:
        return translate(ROLL[by.roll])
    if by.did is not None:
        return by.did
    return translate(_("người tham gia hồ sơ"))


def outcome(name: str, translate: Translate = str) -> str:
    """A way out, in words."""
    return translate(OUTCOMES[name]) if name in OUTCOMES else name.replace("_", " ")


def paper(name: str, translate: Translate = str) -> str:
    """A paper, in words."""
    return translate(PAPERS[name]) if name in PAPERS else name.replace("_", " ")


def vote(rule: VoteRule, translate: Translate = str) -> str:
    """How a vote is decided, in one line: `> 1/2 số người được triệu tập; chuyển tiếp ≥ 3/10`."""
    if rule.share is None:
        return translate(_("lấy ý kiến"))
    parts = [f"{rule.share.label()} {translate(BASES[rule.base])}"]
    if rule.carry:
        parts.append(translate(_("chuyển tiếp {share}")).format(share=rule.carry.label()))
    if rule.other:
        parts.append(translate(_("người ngoài danh sách {share}")).format(share=rule.other.share.label()))
    if rule.quorum:
        parts.append(translate(_("dự họp {share}")).format(share=rule.quorum.label()))
    return "; ".join(parts)


def clock(rule: ClockRule, translate: Translate = str) -> str:
    """A term in words: `quy trình: 30 ngày làm việc`; one that must last says so."""
    if rule.least:
        least = translate(_("{name} (không kết thúc sớm hơn)"))
        return clock(rule.model_copy(update={"name": least.format(name=rule.name), "least": False}), translate)
    if rule.working_days is not None:
        return translate(_("{name}: {number} ngày làm việc")).format(name=rule.name, number=rule.working_days)
    if rule.days is not None:
        return translate(_("{name}: {number} ngày")).format(name=rule.name, number=rule.days)
    return translate(_("{name}: {number} tháng")).format(name=rule.name, number=rule.months)
