"""Discipline on three tracks: limitation, clocks, council, effects, locks. It weighs no act and proposes no form."""

from __future__ import annotations

from datetime import date

from tinhgon.basis.errors import BadInput
from tinhgon.basis.errors import gettext_noop as _
from tinhgon.law.arithmetic import days_later, months_later
from tinhgon.law.calling import calling, refusal
from tinhgon.law.clocks import Calendar
from tinhgon.law.facts import needed, some, words_of
from tinhgon.law.model import Facts, Guard, Parts, Step, rule
from tinhgon.law.parameters import Parameters
from tinhgon.law.terms import Term, choose
from tinhgon.law.votes import Ballot, consistent

D69, D172, D234 = date(2022, 7, 6), date(2025, 7, 1), date(2026, 7, 1)
D377, D21, STATUTE_FROM = date(2025, 10, 8), date(2026, 4, 11), date(2011, 1, 19)
ND172, ND234 = "Nghị định 172/2025/NĐ-CP", "Nghị định 234/2026/NĐ-CP"
QD69, QD377, QD21 = "Quy định 69-QĐ/TW (2022)", "Quy định 377-QĐ/TW", "Quy định 21-QĐ/TW (2026)"
STATUTE = "Điều lệ Đảng (2011)"
FORMS = {
    "reprimand": _("khiển trách"),
    "warning": _("cảnh cáo"),
    "removal": _("cách chức"),
    "dismissal": _("buộc thôi việc"),
}


# -- clocks ------------------------------------------------------------------------------------------------------------


@rule(
    id="discipline.handling",
    title=_("Thời hạn xử lý kỷ luật"),
    cite=f"{ND172}, Điều 5.5; {ND234}, Điều 5.5",
    gives="normal_until",
    effective_from=D172,
    facts=(
        needed("discovered", _("Ngày phát hiện hành vi"), "date", example="2026-04-10"),
        some("not_considered", _("Thời gian không tính vào thời hiệu"), "spans"),
    ),
    asks=_("Phải có quyết định chậm nhất ngày nào?"),
    note=_("Quá thời hạn không làm mất quyền quyết định khi còn thời hiệu; đó là lỗi của nơi xử lý."),
)
def handling(p: Parameters, f: Facts) -> Parts:
    """Ninety days from discovery, a hundred and fifty where it is complex; time not counted is put to the end."""
    cite, spans = f"{ND172}, Điều 5.5", f["not_considered"]
    for name, label, days in (
        ("normal_until", _("Thường đến ngày"), "handling_days"),
        ("complex_until", _("Vụ việc phức tạp đến ngày"), "handling_days_complex"),
    ):
        end = calling(_stretched, f["discovered"], p[days], spans, kind="date", loose=True)
        yield Step(name, "date", label, cite, end)


def _stretched(since: date | None, days: int, spans: list[dict[str, date]] | None) -> date | None:
    if since is None:
        return None
    pauses = [(one["first"], one["last"]) for one in spans or ()]
    return Calendar().term(since, days, "days", pauses=pauses).on


@rule(
    id="discipline.after_party",
    title=_("Kỷ luật hành chính sau kỷ luật Đảng"),
    cite=f"{ND172}, Điều 2.6; {ND234}",
    gives="administrative_by",
    effective_from=D172,
    facts=(
        needed("party_decision_announced", _("Ngày công bố quyết định kỷ luật Đảng"), "date", example="2026-09-14"),
    ),
    asks=_("Phải xem xét kỷ luật hành chính chậm nhất ngày nào?"),
)
def after_party(p: Parameters, f: Facts) -> Parts:
    """Within thirty days of the announcement of the Party's decision."""
    cite = f"{ND172}, Điều 2.6"
    by = days_later(f["party_decision_announced"], p["after_party_days"])
    yield Step("administrative_by", "date", _("Chậm nhất ngày"), cite, by)


@rule(
    id="discipline.in_force",
    title=_("Hiệu lực của quyết định kỷ luật"),
    cite=f"{ND172}, Điều 2.9",
    gives="ends",
    effective_from=D172,
    facts=(
        some("party_decision_effective", _("Ngày quyết định kỷ luật Đảng có hiệu lực"), "date"),
        needed("administrative_effective", _("Ngày quyết định kỷ luật hành chính có hiệu lực"), "date",
               example="2026-10-05"),
    ),
    asks=_("Quyết định kỷ luật hết hiệu lực ngày nào?"),
)  # fmt: skip
def in_force(p: Parameters, f: Facts) -> Parts:
    """Twelve months, counted from the Party's decision where there is one."""
    party = f["party_decision_effective"]
    since = choose((party.known(), party), otherwise=f["administrative_effective"])
    yield from _in_force(p, since, f"{ND172}, Điều 2.9")


@rule(
    id="discipline.in_force_public_employee",
    title=_("Hiệu lực của quyết định kỷ luật viên chức"),
    cite=f"{ND234}, Điều 2.9",
    gives="ends",
    effective_from=D234,
    facts=(*in_force.facts, some("is_dismissal", _("Hình thức là buộc thôi việc"), "bool", default=False)),
    asks=in_force.asks,
)
def in_force_234(p: Parameters, f: Facts) -> Parts:
    """The same; a dismissal counts from the signing of the administrative decision."""
    party = f["party_decision_effective"]
    since = choose((party.known() & ~f["is_dismissal"], party), otherwise=f["administrative_effective"])
    yield from _in_force(p, since, f"{ND234}, Điều 2.9")


def _in_force(p: Parameters, since: Term, cite: str) -> Parts:
    counted = yield Step("counts_from", "date", _("Tính từ ngày"), cite, since)
    yield Step("ends", "date", _("Hết hiệu lực ngày"), cite, months_later(counted, p["in_force_months"]))


# -- which form follows, who meets, who votes --------------------------------------------------------------------------


def _one_above(leader: bool, running: str, new: str) -> str | None:  # noqa: FBT001 - a fact of the case
    """One form above the running one where the new act deserves no more than it; else one above the new act's."""
    ladder = [name for name in FORMS if leader or name != "removal"]
    if not {running, new} <= set(ladder):
        return None  # refused before, with its reason
    higher = max(ladder.index(running), ladder.index(new))
    return ladder[min(higher + 1, len(ladder) - 1)]


def _on_the_ladder(leader: bool | None, *forms: str | None) -> None:  # noqa: FBT001 - a fact of the case
    if leader is False and "removal" in forms:
        raise BadInput("no_post", _("Người không giữ chức vụ thì không có hình thức cách chức."))


@rule(
    id="discipline.stacked",
    title=_("Vi phạm mới khi đang thi hành quyết định kỷ luật"),
    cite=f"{ND172}, Điều 2.3",
    gives="apply",
    effective_from=D172,
    facts=(
        needed("leader", _("Giữ chức vụ lãnh đạo, quản lý"), "bool", example=True),
        words_of("running", _("Hình thức đang thi hành"), FORMS),
        words_of("new_act_deserves", _("Hình thức mà hành vi mới phải chịu"), FORMS),
    ),
    asks=_("Văn bản nêu hình thức nào?"),
    note=_("Chỉ là thứ bậc mà văn bản nêu; cấp có thẩm quyền xem xét và quyết định."),
)
def stacked(p: Parameters, f: Facts) -> Parts:
    """Lighter or equal: one above the form that runs; heavier: one above that of the new act."""
    cite = f"{ND172}, Điều 2.3"
    yield consistent(refusal(_on_the_ladder, f["leader"], f["running"], f["new_act_deserves"]), cite)
    form = calling(_one_above, f["leader"], f["running"], f["new_act_deserves"], kind="text")
    yield Step("apply", "text", _("Hình thức theo thứ bậc"), cite, form, words=FORMS)


@rule(
    id="discipline.council",
    title=_("Hội đồng kỷ luật"),
    cite=f"{ND172}, Điều 18",
    gives="may_meet",
    effective_from=D172,
    facts=(
        needed("members", _("Số thành viên hội đồng"), minimum=1, example=3),
        needed("attending", _("Số thành viên dự họp"), example=3),
    ),
    asks=_("Hội đồng có được họp không?"),
)
def council(p: Parameters, f: Facts) -> Parts:
    """Three members, and all three attend."""
    cite = f"{ND172}, Điều 18"
    yield _attending(f, cite)
    right = f["members"].equals(p["council_members"])
    yield Step("council_right_size", "bool", _("Đúng số thành viên"), cite, right)
    yield Step("may_meet", "bool", _("Được họp"), cite, right & f["attending"].equals(p["council_members"]))


def _attending(f: Facts, cite: str) -> Guard:
    return Guard(
        _("Số dự họp không quá số thành viên"), cite, f["attending"] <= f["members"],
        _("Số dự họp nhiều hơn số thành viên."),
    )  # fmt: skip


@rule(
    id="discipline.council_public_employees",
    title=_("Hội đồng kỷ luật viên chức"),
    cite=f"{ND234}, Điều 17",
    gives="may_meet",
    effective_from=D234,
    facts=(
        needed("members", _("Số thành viên hội đồng"), minimum=1, example=3),
        needed("attending", _("Số thành viên dự họp"), example=3),
        some("chair_attends", _("Chủ tịch hội đồng dự họp"), "bool", default=True),
    ),
    asks=_("Hội đồng có được họp không?"),
)
def council_234(p: Parameters, f: Facts) -> Parts:
    """Three members; at least three present, the chair among them."""
    cite = f"{ND234}, Điều 17"
    yield _attending(f, cite)
    may = (f["attending"] >= p["council_members"]) & f["chair_attends"]
    yield Step("may_meet", "bool", _("Được họp"), cite, may)


@rule(
    id="discipline.expulsion",
    title=_("Đề nghị khai trừ, giải tán"),
    cite=f"{STATUTE}, Điều 38.3",
    gives="proposal_valid",
    effective_from=STATUTE_FROM,
    facts=(
        needed("members_of_lower_organisation", _("Số đảng viên của tổ chức đảng cấp dưới"), minimum=1, example=17),
        needed("for_expulsion", _("Số phiếu đề nghị khai trừ hoặc giải tán"), example=12),
    ),
    asks=_("Đề nghị khai trừ có đủ phiếu không?"),
)
def expulsion(p: Parameters, f: Facts) -> Parts:
    """At least two thirds of all members of the lower organisation."""
    cite = f"{STATUTE}, Điều 38.3"
    ballot = Ballot(p["expulsion"], {"members": f["members_of_lower_organisation"], "agree": f["for_expulsion"]})
    yield ballot.possible(cite)
    yield Step("needed", "people", _("Số phiếu cần có"), cite, ballot.of(lambda r: r.needed, "people"))
    valid = ballot.of(lambda r: r.outcome == "passed", "bool")
    yield Step("proposal_valid", "bool", _("Đề nghị đủ phiếu"), cite, valid)


@rule(
    id="discipline.appeal",
    title=_("Khiếu nại kỷ luật Đảng"),
    cite=f"{STATUTE}, Điều 39.7",
    gives="deadline",
    effective_from=STATUTE_FROM,
    facts=(
        needed("received", _("Ngày nhận quyết định"), "date", example="2026-09-30"),
        some("appealed", _("Ngày khiếu nại"), "date"),
    ),
    asks=_("Được khiếu nại đến ngày nào?"),
)
def appeal(p: Parameters, f: Facts) -> Parts:
    """Within one month of receipt."""
    cite = f"{STATUTE}, Điều 39.7"
    yield consistent(refusal(_not_before, f["received"], f["appealed"]), cite)
    until = yield Step("deadline", "date", _("Chậm nhất ngày"), cite, months_later(f["received"], p["appeal_months"]))
    yield Step("accepted", "bool", _("Khiếu nại trong hạn"), cite, f["appealed"] <= until, optional=True)


def _not_before(received: date | None, appealed: date | None) -> None:
    if received is not None and appealed is not None and appealed < received:
        raise BadInput("appealed_before", _("Khiếu nại trước khi nhận quyết định thì không được xem xét."))


@rule(
    id="discipline.suspension_of_membership",
    title=_("Đình chỉ sinh hoạt đảng"),
    cite=QD21,
    gives="first_until",
    effective_from=D21,
    sure="unverified",
    facts=(needed("suspended_from", _("Ngày đình chỉ"), "date", example="2026-05-04"),),
    asks=_("Đình chỉ sinh hoạt đến ngày nào?"),
)
def suspension_of_membership(p: Parameters, f: Facts) -> Parts:
    """Ninety days, once extended by thirty at most."""
    until = days_later(f["suspended_from"], p["suspension_days"])
    first = yield Step("first_until", "date", _("Lần đầu đến ngày"), QD21, until)
    longer = days_later(first, p["suspension_longer"])
    yield Step("extended_until", "date", _("Kéo dài đến ngày"), QD21, longer)


@rule(
    id="discipline.lock",
    title=_("Thời gian chưa bổ nhiệm chức vụ cao hơn sau kỷ luật"),
    cite=QD377,
    gives="higher_post_from",
    effective_from=D377,
    facts=(
        words_of("form", _("Hình thức"), {name: FORMS[name] for name in ("reprimand", "warning", "removal")}),
        needed("effective", _("Ngày quyết định kỷ luật có hiệu lực"), "date", example="2026-01-20"),
    ),
    asks=_("Từ ngày nào được xem xét chức vụ cao hơn?"),
)
def lock(p: Parameters, f: Facts) -> Parts:
    """Twenty-four, thirty-six or sixty months."""
    months = yield Step("months", "months", _("Số tháng"), QD377, p.lookup("lock", f["form"]))
    since = months_later(f["effective"], months)
    yield Step("higher_post_from", "date", _("Xem xét chức vụ cao hơn từ"), QD377, since)
