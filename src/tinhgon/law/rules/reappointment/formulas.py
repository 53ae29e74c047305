"""Re-appointment and extension: notice, report, votes, by Nghị định 170/2025 as issued and as amended by 300/2026."""

from __future__ import annotations

from datetime import date

from tinhgon.basis.errors import gettext_noop as _
from tinhgon.law.arithmetic import days_later
from tinhgon.law.due import HOLIDAYS, working_days
from tinhgon.law.facts import needed, some, words_of
from tinhgon.law.model import Facts, Parts, Step, rule
from tinhgon.law.parameters import Parameters
from tinhgon.law.terms import Term
from tinhgon.law.votes import Ballot

D170, D300 = date(2025, 7, 1), date(2026, 8, 1)
ND170 = "Nghị định 170/2025/NĐ-CP"
ND300 = "Nghị định 170/2025/NĐ-CP, sửa đổi bởi 300/2026/NĐ-CP"
EXPIRY = needed("expiry", _("Ngày hết thời hạn giữ chức vụ"), "date", example="2026-12-31")
NOTICE, REPORT = _("Thông báo chậm nhất ngày"), _("Nộp báo cáo tự nhận xét chậm nhất ngày")
NOTICE_ON = some("notice_on", _("Ngày thông báo"), "date")
REPORT_ON = some("self_report_on", _("Ngày nộp báo cáo tự nhận xét"), "date")


def _decision(p: Parameters, f: Facts, cite: str) -> Parts:
    label = _("Quyết định chậm nhất ngày")
    yield from working_days(
        "decision_latest", label, cite, f["expiry"], -1 * p["decision_before"], holidays=f["holidays"]
    )


@rule(
    id="reappointment.notice",
    title=_("Thời hạn thông báo và quyết định bổ nhiệm lại, kéo dài"),
    cite=f"{ND170}, Điều 39.1",
    gives="notice_latest",
    effective_from=D170,
    effective_to=D300,
    facts=(EXPIRY, HOLIDAYS),
    asks=_("Phải thông báo, quyết định chậm nhất ngày nào?"),
)
def notice_170(p: Parameters, f: Facts) -> Parts:
    """Ninety days before the term ends; the decision one working day before."""
    cite = f"{ND170}, Điều 39.1"
    yield Step("notice_latest", "date", NOTICE, cite, days_later(f["expiry"], -1 * p["notice_days"]))
    yield from _decision(p, f, cite)


@notice_170.next_version(cite=f"{ND300}, Điều 36.2", facts=(EXPIRY, HOLIDAYS, NOTICE_ON, REPORT_ON))
def notice_300(p: Parameters, f: Facts) -> Parts:
    """Ninety working days before; the report within fifteen days, the key officials' meeting within forty-five."""
    cite = f"{ND300}, Điều 36.2"
    yield from working_days(
        "notice_latest", NOTICE, cite, f["expiry"], -1 * p["notice_working_days"], holidays=f["holidays"]
    )
    yield from _decision(p, f, cite)
    report = days_later(f["notice_on"], p["report_days"])
    yield Step("self_report_latest", "date", REPORT, cite, report, optional=True)
    meeting = days_later(f["self_report_on"], p["meeting_days"])
    label = _("Hội nghị cán bộ chủ chốt chậm nhất ngày")
    yield Step("key_meeting_latest", "date", label, cite, meeting, optional=True)


KEY = {
    "passed": _("đạt"),
    "head_decides": _("đúng một nửa: người đứng đầu quyết định"),
    "not_passed": _("không đạt: cấp trên quyết định có làm tiếp hay không"),
}
LEAD = {**KEY, "not_passed": _("không đạt: báo cáo cấp có thẩm quyền")}
COUNTS = (
    some("key_summoned", _("Số cán bộ chủ chốt được triệu tập"), minimum=1, example=50),
    some("key_present", _("Số cán bộ chủ chốt có mặt"), example=40),
    some("key_agree", _("Số phiếu đồng ý của cán bộ chủ chốt"), example=30),
)
LEAD_AGREE = some("lead_agree", _("Số phiếu đồng ý của tập thể lãnh đạo"), example=4)
LEAD_MEMBERS = some("lead_members", _("Số thành viên tập thể lãnh đạo"), minimum=1, example=6)
LEAD_SUMMONED = some("lead_summoned", _("Số thành viên tập thể lãnh đạo được triệu tập"), minimum=1, example=6)


def _votes(p: Parameters, f: Facts, cite: str, lead: dict[str, Term]) -> Parts:
    """Each of the two meetings by its own vote; neither is asked about the other."""
    key = {"summoned": f["key_summoned"], "present": f["key_present"], "agree": f["key_agree"]}
    for name, label, given, words in (
        ("key", _("Cán bộ chủ chốt"), key, KEY),
        ("lead", _("Tập thể lãnh đạo"), {**lead, "agree": f["lead_agree"]}, LEAD),
    ):
        ballot = Ballot(p[f"vote_{name}"], given)
        yield ballot.possible(cite)
        base = ballot.of(lambda r: r.base.total, "people")
        yield Step(f"{name}_base", "people", _("Số làm căn cứ"), cite, base)
        outcome = ballot.of(lambda r: r.outcome, "text")
        yield Step(name, "text", label, cite, outcome, words=words)


@rule(
    id="reappointment.votes",
    title=_("Phiếu tín nhiệm bổ nhiệm lại"),
    cite=f"{ND170}, Điều 39",
    gives="lead",
    effective_from=D170,
    effective_to=D300,
    facts=(*COUNTS, LEAD_MEMBERS, LEAD_AGREE),
    asks=_("Phiếu tín nhiệm có đạt để bổ nhiệm lại không?"),
)
def votes_170(p: Parameters, f: Facts) -> Parts:
    """Over half of the key officials summoned; over half of the leadership; half is for the head."""
    yield from _votes(p, f, f"{ND170}, Điều 39", {"members": f["lead_members"]})


@votes_170.next_version(cite=f"{ND300}, Điều 39", facts=(*COUNTS, LEAD_SUMMONED, LEAD_AGREE))
def votes_300(p: Parameters, f: Facts) -> Parts:
    """Over half of the key officials present; over half of the leadership summoned; half is for the head."""
    yield from _votes(p, f, f"{ND300}, Điều 39", {"summoned": f["lead_summoned"]})


@rule(
    id="reappointment.extension_vote",
    title=_("Phiếu kéo dài thời gian giữ chức vụ đến tuổi nghỉ hưu"),
    cite=f"{ND170}, Điều 40; {ND300}",
    gives="extension",
    effective_from=D170,
    facts=(
        needed("leadership_members", _("Số thành viên tập thể lãnh đạo"), minimum=1, example=6),
        needed("leadership_agree", _("Số phiếu đồng ý của tập thể lãnh đạo"), example=4),
        words_of("head_post", _("Chức vụ người đứng đầu"), {"filled": _("đang có người"), "vacant": _("đang khuyết")},
                 default="filled"),
    ),
    asks=_("Tập thể lãnh đạo có đồng ý kéo dài không?"),
)  # fmt: skip
def extension_vote(p: Parameters, f: Facts) -> Parts:
    """Over half of all members of the leadership; half is for the head."""
    cite = f"{ND170}, Điều 40"
    given = {"members": f["leadership_members"], "agree": f["leadership_agree"],
             "head_vacant": f["head_post"].equals("vacant")}  # fmt: skip
    ballot = Ballot(p["vote_extension"], given)
    yield ballot.possible(cite)
    words = {**KEY, "not_passed": _("không đạt"), "superior_decides": _("báo cáo cấp có thẩm quyền")}
    yield Step("extension", "text", _("Kết quả"), cite, ballot.of(lambda r: r.outcome, "text"), words=words)
