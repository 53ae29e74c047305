"""Appointment: steps and votes of Nghị định 170/2025 as issued and as amended by 300/2026, time in post, clocks."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise
from typing import Any

from tinhgon.basis.errors import BadInput
from tinhgon.basis.errors import gettext_noop as _
from tinhgon.law.ballots import Result, Share
from tinhgon.law.calling import calling, nothing, refusal
from tinhgon.law.clocks import whole_months
from tinhgon.law.due import HOLIDAYS, working_days
from tinhgon.law.facts import AGREE, PRESENT, SUMMONED, VOTES, needed, some, words_of
from tinhgon.law.model import Facts, Guard, Parts, Step, rule
from tinhgon.law.parameters import Parameters
from tinhgon.law.terms import Term, choose, term
from tinhgon.law.votes import Ballot, consistent, read_vote

D170, D300 = date(2025, 7, 1), date(2026, 8, 1)
ND170 = "Nghị định 170/2025/NĐ-CP"
ND300 = "Nghị định 170/2025/NĐ-CP, sửa đổi bởi 300/2026/NĐ-CP"
OUTCOMES = {
    "chosen": _("chọn được người"),
    "chosen_other_person": _("chọn được người ngoài danh sách bước trước"),
    "carried": _("đưa những người đạt từ 30 % sang bước sau"),
    "head_decides": _("người đứng đầu lựa chọn, báo cáo đầy đủ ý kiến"),
    "superior_decides": _("báo cáo cấp có thẩm quyền"),
    "stop_report": _("dừng lại, báo cáo"),
    "may_not_meet": _("không đủ người họp"),
    "counted": _("lấy ý kiến để tham khảo"),
}
HEAD = words_of(
    "head_post", _("Chức vụ người đứng đầu"), {"filled": _("đang có người"), "vacant": _("đang khuyết")},
    default="filled",
)  # fmt: skip
COMMON = (
    needed("step", _("Bước của quy trình"), "number", minimum=1, maximum=5, why=_("mỗi bước một cách tính"), example=2),
    some("summoned", SUMMONED.label, minimum=1, maximum=100_000, why=SUMMONED.why, example=25),
    PRESENT,
    VOTES,
    some("names_before", _("Những người được chọn ở bước trước"), "names"),
    some("posts_on_list", _("Số chức vụ trong danh sách triệu tập"), minimum=1),
    some("person_with_two_posts", _("Số người giữ hai chức vụ"), default=0),
    HEAD,
)
MEMBERS = some("leadership_members", _("Số thành viên tập thể lãnh đạo"), minimum=1)
MAJEURE = some("absent_force_majeure_accepted", _("Số người vắng do bất khả kháng đã được chấp nhận"), default=0)


def _two_lists(summoned: int | None, posts: int | None, twice: int, members: int | None) -> None:
    """Refuse lists that give different numbers of people, or none."""
    stated = {number for number in (summoned, posts and posts - twice, members) if number is not None}
    if not stated or min(stated) <= 0:
        raise BadInput("nobody_summoned", _("Cần biết “Số người được triệu tập” (summoned)."))
    if len(stated) > 1:
        raise BadInput(
            "summoned_twice", _("Số người được triệu tập nêu khác nhau: {numbers}."),
            numbers=", ".join(map(str, sorted(stated))),
        )  # fmt: skip


def _chosen(result: Result) -> list[str]:
    return [str(one) for one in result.chosen]


def _outcome(outcome: str, chosen: list[str], before: list[str] | None) -> str:
    other = outcome == "chosen" and before is not None and not set(chosen) <= set(before)
    return "chosen_other_person" if other else outcome


def _meets(present: int | None, summoned: int | None, share: str) -> bool | None:
    return None if present is None or summoned is None else Share.parse(share).met(present, summoned)


def _steps(p: Parameters, f: Facts, cite: str, *, members: Term, majeure: Term, quorum: str | None) -> Parts:
    """One step: who counts, how many votes are needed, who is chosen, what follows."""
    posts, twice = f["posts_on_list"], f["person_with_two_posts"]
    yield consistent(refusal(_two_lists, f["summoned"], posts, twice, members), cite)
    whole = choose((f["summoned"].known(), f["summoned"]), (members.known(), members), otherwise=posts - twice)
    summoned = yield Step("people_summoned", "people", _("Số người được triệu tập, mỗi người một lần"), cite, whole)
    names = sorted(name for name in p.entries if name.startswith("step_"))
    cases = [(f["step"].equals(int(name[-1])), p[name]) for name in names if _in_force(p, name)]
    ballot = Ballot(
        choose(*cases),
        {
            "summoned": summoned,
            "present": f["present"],
            "members": choose((members.known(), members), otherwise=summoned),
            "out_force_majeure": majeure,
            "votes": f["votes"],
            "names": f["names_before"],
            "head_vacant": f["head_post"].equals("vacant"),
        },
    )
    yield ballot.possible(cite)
    met: Term = nothing("bool")
    if quorum is not None:
        met = calling(_meets, f["present"], summoned, term(quorum), kind="bool", loose=True)
        met = yield Step("quorum_ok", "bool", _("Đủ hai phần ba số người được triệu tập"), cite, met, optional=True)
    may = met.or_else(True)
    yield Step("base", "people", _("Số làm căn cứ"), cite, ballot.of(lambda r: r.base.total, "people"))
    label = _("Số phiếu cần có")
    yield Step("votes_needed", "people", label, cite, ballot.of(lambda r: r.needed, "people"), optional=True)
    found = ballot.of(_chosen, "names")
    none = calling(lambda _step: [], f["step"], kind="names", words=lambda _step: "–")
    chosen = yield Step("chosen", "names", _("Người được chọn"), cite, choose((may, found), otherwise=none))
    what = calling(_outcome, ballot.of(lambda r: r.outcome, "text"), chosen, f["names_before"], kind="text", loose=True)
    outcome = choose((may, what), otherwise="may_not_meet")
    yield Step("outcome", "text", _("Kết quả của bước"), cite, outcome, words=OUTCOMES)
    announced = calling(lambda text: read_vote(text).announce, choose(*cases), kind="bool", words=lambda _rule: "–")
    yield Step("announced", "bool", _("Công bố kết quả tại hội nghị"), cite, announced, optional=True)


def _in_force(p: Parameters, name: str) -> bool:
    entries = p.timeline(name)
    day = p.on or entries[-1].effective_from
    return any(e.effective_from <= day and (e.effective_to is None or day < e.effective_to) for e in entries)


@rule(
    id="appointment.step",
    title=_("Một bước bỏ phiếu của quy trình bổ nhiệm tại chỗ"),
    cite=f"{ND170}, Điều 33",
    gives="outcome",
    effective_from=D170,
    effective_to=D300,
    facts=(*COMMON, MEMBERS),
    asks=_("Kết quả bỏ phiếu của bước này là gì?"),
    note=_("Không nêu số có mặt thì chưa xét điều kiện hai phần ba số người được triệu tập."),
)
def step_170(p: Parameters, f: Facts) -> Parts:
    """Five steps; shares of those summoned; from thirty per cent carried in steps 2 and 3; a new name needs two thirds
    of all members in step 3; two at half in step 5 go to the head."""
    cite = f"{ND170}, Điều 33.2"
    yield from _steps(p, f, cite, members=f["leadership_members"], majeure=term(0), quorum=p["quorum"].constant)


@step_170.next_version(
    cite=f"{ND300}, Điều 33",
    facts=(*COMMON, MAJEURE),
    note=_("Câu “có mặt ít nhất hai phần ba số người được triệu tập” không còn trong văn bản sửa đổi."),
)
def step_300(p: Parameters, f: Facts) -> Parts:
    """Four steps; steps 1, 2, 4 on those summoned less accepted force majeure, step 3 on those present; thirty per cent
    carried in steps 1 and 2 alone; two at half in step 4 go to the head, without a head to the superior."""
    majeure = f["absent_force_majeure_accepted"]
    yield from _steps(p, f, f"{ND300}, Điều 33.2", members=nothing("people"), majeure=majeure, quorum=None)


@rule(
    id="appointment.quorum",
    title=_("Điều kiện họp của quy trình bổ nhiệm"),
    cite=f"{ND170}, Điều 33.2",
    gives="quorum_ok",
    effective_from=D170,
    effective_to=D300,
    facts=(SUMMONED, needed("present", PRESENT.label, why=PRESENT.why, example=22)),
    asks=_("Có đủ người để họp không?"),
)
def quorum_170(p: Parameters, f: Facts) -> Parts:
    """At least two thirds of those summoned."""
    cite = f"{ND170}, Điều 33.2"
    yield _present_of(f, cite)
    share = p["quorum"]
    needed_ = calling(lambda whole, text: Share.parse(text).needed(whole), f["summoned"], share, kind="people")
    least = yield Step("needed", "people", _("Số người cần có mặt"), cite, needed_)
    yield Step("quorum_ok", "bool", _("Đủ người họp"), cite, f["present"] >= least)


def _present_of(f: Facts, cite: str) -> Guard:
    return Guard(
        _("Số có mặt không quá số được triệu tập"), cite, f["present"].or_else(0) <= f["summoned"],
        _("Số có mặt nhiều hơn số được triệu tập."),
    )  # fmt: skip


# -- from elsewhere ----------------------------------------------------------------------------------------------------

CONFIDENCE = {
    "passed": _("đạt"),
    "head_decides": _("đúng một nửa: người đứng đầu quyết định"),
    "superior_decides": _("đúng một nửa, khuyết người đứng đầu: báo cáo cấp có thẩm quyền"),
    "not_passed": _("không đạt"),
    "may_not_meet": OUTCOMES["may_not_meet"],
}
SENDING = needed(
    "sending_leadership_summoned", _("Số thành viên tập thể lãnh đạo nơi đang công tác được triệu tập"),
    minimum=1, example=6,
)  # fmt: skip


@rule(
    id="appointment.sending_body",
    title=_("Ý kiến của tập thể lãnh đạo nơi nhân sự đang công tác"),
    cite=f"{ND170}, Điều 33.3",
    gives="outcome",
    effective_from=D170,
    effective_to=D300,
    facts=(SENDING, PRESENT, AGREE, HEAD),
    asks=_("Nơi đang công tác có đồng ý không?"),
)
def sending_body_170(p: Parameters, f: Facts) -> Parts:
    """More than half of those summoned; exactly half is for the head to decide. Differing views are reported."""
    cite = f"{ND170}, Điều 33.3"
    given = {
        "summoned": f["sending_leadership_summoned"],
        "present": f["present"],
        "agree": f["agree"],
        "head_vacant": f["head_post"].equals("vacant"),
    }
    ballot = Ballot(p["sending_body"], given)
    yield ballot.possible(cite)
    label = _("Số phiếu cần có")
    yield Step("votes_needed", "people", label, cite, ballot.of(lambda r: r.needed, "people"), optional=True)
    outcome = ballot.of(lambda r: r.outcome, "text")
    yield Step("outcome", "text", _("Kết quả"), cite, outcome, words=CONFIDENCE)


def _shape(p: Parameters, f: Facts, cite: str) -> Parts:
    here = f["source"].equals("within")
    steps = choose((here, p["steps_within"]), otherwise=p["steps_elsewhere"])
    yield Step("steps", "number", _("Số bước của quy trình"), cite, steps)
    asked = calling(lambda source, by_ballot: source == "elsewhere" and by_ballot, f["source"],
                    p["ballot_at_sending_body"], kind="bool")  # fmt: skip
    yield Step("ballot_at_sending_body", "bool", _("Nơi đang công tác bỏ phiếu"), cite, asked)
    yield Step("quorum_required", "bool", _("Văn bản đòi hai phần ba có mặt"), cite, p["quorum_required"])


SOURCE = (
    words_of("source", _("Nguồn nhân sự"), {"within": _("tại chỗ"), "elsewhere": _("từ nơi khác")}),
    some("sending_body", _("Nơi đang công tác cho ý kiến"), "text"),
)


@rule(
    id="appointment.shape",
    title=_("Số bước của quy trình bổ nhiệm"),
    cite=f"{ND170}, Điều 33",
    gives="steps",
    effective_from=D170,
    effective_to=D300,
    facts=SOURCE,
    asks=_("Quy trình bổ nhiệm có mấy bước?"),
)
def shape_170(p: Parameters, f: Facts) -> Parts:
    """Five steps from within, three from elsewhere, with a ballot where the person works."""
    yield from _shape(p, f, f"{ND170}, Điều 33")


@shape_170.next_version(cite=f"{ND300}, Điều 33")
def shape_300(p: Parameters, f: Facts) -> Parts:
    """Four steps from within, three from elsewhere; where the person works, a written opinion and no ballot."""
    yield from _shape(p, f, f"{ND300}, Điều 33")


@rule(
    id="appointment.rule_set",
    title=_("Quy trình bổ nhiệm theo quy định của ngày nào"),
    cite=f"Nghị định 300/2026/NĐ-CP, Điều 35 khoản 2; {ND170}",
    gives="rule_set",
    effective_from=D170,
    facts=(
        needed("procedure_run", _("Ngày đã làm quy trình"), "date", example="2026-07-20"),
        some("decision_signed", _("Ngày ký quyết định"), "date"),
    ),
    asks=_("Áp dụng quy định nào cho quy trình này?"),
)
def rule_set(p: Parameters, f: Facts) -> Parts:
    """A procedure already carried out before 1 August 2026 keeps the rules of its day, whenever the decision is."""
    cite = "Nghị định 300/2026/NĐ-CP, Điều 35 khoản 2"
    yield Guard(
        _("Trong thời gian của Nghị định 170/2025"), cite, f["procedure_run"] >= D170,
        _("Ngoài bảng: trước ngày 01/07/2025 là quy định cũ, chưa có trong bảng."),
    )  # fmt: skip
    yield Guard(
        _("Quyết định ký sau khi làm quy trình"), cite,
        f["decision_signed"].or_else(date(9999, 12, 31)) >= f["procedure_run"],
        _("Quyết định ký trước ngày làm quy trình."),
    )  # fmt: skip
    old = f["procedure_run"] < D300
    text = choose((old, "NĐ 170/2025 as issued"), otherwise="NĐ 170/2025 as amended by NĐ 300/2026")
    words = {"NĐ 170/2025 as issued": ND170, "NĐ 170/2025 as amended by NĐ 300/2026": ND300}
    yield Step("rule_set", "text", _("Quy định áp dụng"), cite, text, words=words)
    yield Step("steps", "number", _("Số bước của quy trình"), cite, p.on_day("steps_within", f["procedure_run"]))


# -- conditions and clocks ---------------------------------------------------------------------------------------------


def _summed(periods: list[dict[str, date]] | None, considered: date | None) -> int:
    """Whole months of each period, summed. Refuses periods that overlap or go beyond the day considered."""
    ordered = sorted(periods or (), key=lambda one: one["first"])
    for one, following in pairwise(ordered):
        if following["first"] < one["last"]:
            raise BadInput(
                "periods_overlap", _("Hai thời gian giữ chức vụ trùng nhau từ ngày {day}."), day=following["first"]
            )
    for one in ordered:
        if considered is not None and one["last"] > considered + timedelta(days=1):
            raise BadInput("period_ahead", _("Thời gian đến {day} sau ngày xem xét."), day=one["last"])
    return sum(whole_months(one["first"], one["last"]) for one in ordered)


@rule(
    id="appointment.months_in_post",
    title=_("Thời gian giữ chức vụ liền kề hoặc tương đương"),
    cite=f"{ND300}, Điều 29.3; Hướng dẫn 45-HD/BTCTW, mục III.1.1",
    gives="ok",
    effective_from=D300,
    facts=(
        needed(
            "periods_in_next_lower_or_equal_post", _("Các thời gian giữ chức vụ liền kề hoặc tương đương"), "spans",
            example='[["2025-10-01", "2026-10-01"]]',
        ),
        some("considered", _("Ngày xem xét"), "date"),
    ),
    asks=_("Đã giữ chức vụ liền kề đủ thời gian chưa?"),
    note=_("Cấp có thẩm quyền xem xét trường hợp đặc biệt; quy tắc không tính thay."),
)  # fmt: skip
def months_in_post(p: Parameters, f: Facts) -> Parts:
    """Twelve months in the next lower or an equal post; whole months of each period, summed."""
    cite = f"{ND300}, Điều 29.3"
    periods, considered = f["periods_in_next_lower_or_equal_post"], f["considered"]
    yield consistent(refusal(_summed, periods, considered), cite)
    months = yield Step("months", "months", _("Số tháng cộng lại"), cite, _total(periods))
    yield Step("ok", "bool", _("Đủ thời gian"), cite, months >= p["months_in_post"])


def _total(periods: Term) -> Term:
    def total(spans: Any) -> int:
        return sum(whole_months(one["first"], one["last"]) for one in spans)

    return calling(total, periods, kind="months")


CLOCKS = {
    "policy": _("Quyết định chủ trương bổ nhiệm"),
    "procedure": _("Hoàn thành quy trình bổ nhiệm"),
    "resignation_proposal": _("Trao đổi, đề xuất cho thôi giữ chức vụ, từ chức, miễn nhiệm"),
    "resignation_decision": _("Quyết định cho thôi giữ chức vụ, từ chức, miễn nhiệm"),
    "resignation_decision_longest": _("Quyết định từ chức, miễn nhiệm khi có lý do khách quan"),
}


@rule(
    id="appointment.deadline",
    title=_("Thời hạn theo ngày làm việc trong công tác cán bộ"),
    cite=f"{ND170}, Điều 33.1 và Chương về từ chức, miễn nhiệm; {ND300}",
    gives="deadline",
    effective_from=D170,
    facts=(
        words_of("what", _("Việc phải làm"), CLOCKS),
        needed("received", _("Ngày nhận hồ sơ, văn bản"), "date", example="2026-09-07"),
        some("working_days", _("Số ngày làm việc"), "number", minimum=1),
        HOLIDAYS,
    ),
    asks=_("Phải xong việc này chậm nhất ngày nào?"),
)
def deadline(p: Parameters, f: Facts) -> Parts:
    """Fifteen working days for the policy, thirty for the procedure; ten, ten and at most fifteen to end a post. The
    day after receipt is day 1."""
    cite = f"{ND170}, Điều 33.1"
    number = yield Step("days", "number", _("Số ngày làm việc theo quy định"), cite, p.lookup("days", f["what"]))
    yield Guard(
        _("Số ngày nêu ra đúng quy định"), cite, f["working_days"].equals(number) | ~f["working_days"].known(),
        _("Số ngày làm việc nêu ra khác quy định."),
    )  # fmt: skip
    yield from working_days("deadline", _("Chậm nhất ngày"), cite, f["received"], number, holidays=f["holidays"])
