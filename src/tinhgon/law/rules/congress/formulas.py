"""Party congresses: age conditions of the 2020-2025 and 2025-2030 terms, and the arithmetic of elections."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from tinhgon.basis.errors import BadInput, Refusal
from tinhgon.basis.errors import gettext_noop as _
from tinhgon.law.arithmetic import months_from, rounded_down
from tinhgon.law.ballots import REASONS, Count, Result, Roll, Share, decide
from tinhgon.law.calling import calling, refusal
from tinhgon.law.facts import PENSION_NORMAL, VOTES, needed, some
from tinhgon.law.model import Fact, Facts, Guard, Parts, Step, rule
from tinhgon.law.parameters import Parameters
from tinhgon.law.terms import choose, term
from tinhgon.law.votes import consistent, read_vote

CT35, CT45 = "Chỉ thị 35-CT/TW (30/05/2019)", "Chỉ thị 45-CT/TW (14/04/2025)"
QD244, QD190 = "Quyết định 244-QĐ/TW (2014)", "Quyết định 190-QĐ/TW (2024)"
D35, D45, D244, D190 = date(2019, 5, 30), date(2025, 4, 14), date(2014, 6, 9), date(2024, 10, 10)
PENSION = replace(PENSION_NORMAL, why=_("số tháng còn công tác tính đến tháng nghỉ hưu"))
CASE = Fact(
    name="case",
    label=_("Trường hợp"),
    kind="text",
    choices={"first_time": _("Tham gia lần đầu"), "re_elected": _("Tái cử")},
    why=_("lần đầu phải đủ tuổi trọn nhiệm kỳ, tái cử cần ít hơn"),
    example="re_elected",
)
LEVELS = {
    "grassroots": _("Cấp cơ sở"),
    "superior": _("Cấp trên trực tiếp cơ sở"),
    "commune": _("Xã, phường, đặc khu trực thuộc tỉnh"),
    "province": _("Cấp tỉnh"),
    "state": _("Chức danh Hội đồng nhân dân, Ủy ban nhân dân"),
}


CASES = (_("Đủ tuổi tái cử"), _("Đủ tuổi tham gia lần đầu"))


def _level(names: tuple[str, ...]) -> Fact:
    return Fact(
        name="level", label=_("Cấp"), kind="text", choices={name: LEVELS[name] for name in names},
        why=_("mỗi cấp một tháng tính tuổi"), example="province",
    )  # fmt: skip


def _age(p: Parameters, f: Facts, cite: str) -> Parts:
    """Months of service from the counting month of the level to the month of retirement, against those needed."""
    label = _("Tháng tính tuổi")
    counted = yield Step("counting_month", "month", label, cite, p.lookup("counting_month", f["level"]))
    label = _("Số tháng còn công tác đến tháng nghỉ hưu")
    left = months_from(counted, f["pension_start_month_normal"]) - 1
    months = yield Step("months_left", "months", label, cite, left)
    label = _("Số tháng cần có")
    needed = yield Step("months_needed", "months", label, cite, p.lookup("months_needed", f["case"]))
    yield Step("is_of_age", "bool", _("Đủ tuổi"), cite, months >= needed)
    for name, case, words in (("reelect_ok", "re_elected", CASES[0]), ("first_time_ok", "first_time", CASES[1])):
        yield Step(name, "bool", words, cite, months >= p.lookup("months_needed", term(case)))


@rule(
    id="congress.age",
    title=_("Điều kiện tuổi tham gia cấp ủy và chức danh"),
    cite=CT35,
    gives="is_of_age",
    effective_from=D35,
    effective_to=D45,
    facts=(_level(("grassroots", "superior", "province", "state")), CASE, PENSION),
    asks=_("Người này có đủ tuổi tham gia, tái cử không?"),
    note=_("Nhiệm kỳ 2020–2025 trên thực tế tính theo tuổi nghỉ hưu 60/55; văn bản nêu điều này chưa được đọc."),
)
def age_2020(p: Parameters, f: Facts) -> Parts:
    """Re-election needs 30 months of service at the counting month of the level; a first time a full term."""
    yield from _age(p, f, CT35)


@age_2020.next_version(
    cite=CT45,
    facts=(_level(tuple(LEVELS)), CASE, PENSION),
    note=_("Trường hợp đặc biệt do cấp có thẩm quyền quyết định; quy tắc không tính thay."),
)
def age_2025(p: Parameters, f: Facts) -> Parts:
    """Re-election needs 48 months at the counting month of the level; a first time a full term of 60."""
    yield from _age(p, f, CT45)


@rule(
    id="congress.kind",
    title=_("Đại hội toàn thể hay đại hội đại biểu"),
    cite=CT35,
    gives="congress_kind",
    effective_from=D35,
    facts=(Fact(name="members", label=_("Số đảng viên"), kind="people", minimum=1, maximum=10_000_000, example=180),),
    asks=_("Đảng bộ cơ sở này họp đại hội toàn thể hay đại biểu?"),
)
def congress_kind(p: Parameters, f: Facts) -> Parts:
    """Below 200 members all attend; from 200 on, delegates."""
    kind = choose((f["members"] < p["all_members_below"], "all_members"), otherwise="delegates")
    words = {"all_members": _("đại hội toàn thể đảng viên"), "delegates": _("đại hội đại biểu")}
    yield Step("congress_kind", "text", _("Hình thức đại hội"), CT35, kind, words=words)


def _surplus(p: Parameters, f: Facts, cite: str) -> Parts:
    """Candidates outnumber seats by at most the share of the day; what is over a whole person does not count."""
    most = rounded_down(f["seats"] * p["surplus_most"])
    more = yield Step("most_surplus", "people", _("Số dư nhiều nhất"), cite, most)
    yield Step("most_candidates", "people", _("Số người nhiều nhất trong danh sách"), cite, f["seats"] + more)


@rule(
    id="congress.surplus",
    title=_("Số dư của danh sách bầu cử"),
    cite=QD244,
    gives="most_candidates",
    effective_from=D244,
    effective_to=D190,
    facts=(Fact(name="seats", label=_("Số lượng cần bầu"), kind="people", minimum=1, maximum=1000, example=45),),
    asks=_("Danh sách bầu cử nhiều nhất bao nhiêu người?"),
    aliases={"max_surplus": "most_surplus", "max_candidates": "most_candidates"},
    note=_("Không quá 30 %: phần lẻ bỏ đi."),
)
def surplus_244(p: Parameters, f: Facts) -> Parts:
    """Candidates outnumber seats by at most thirty per cent (recalled)."""
    yield from _surplus(p, f, QD244)


@surplus_244.next_version(cite=f"{QD190}, Điều 14", note=surplus_244.note)
def surplus_190(p: Parameters, f: Facts) -> Parts:
    """Candidates outnumber seats by at most thirty per cent."""
    yield from _surplus(p, f, f"{QD190}, Điều 14")


def _elected(p: Parameters, f: Facts, cite: str) -> Parts:
    """More than half of those summoned, less the deductions the rule names; not of the votes cast."""
    yield Guard(
        _("Số được trừ nhỏ hơn số được triệu tập"),
        cite,
        f["deducted"] < f["summoned"],
        _("Số được trừ không thể bằng hoặc lớn hơn số được triệu tập."),
    )
    base = yield Step("base", "people", _("Số làm căn cứ"), cite, f["summoned"] - f["deducted"])
    met = calling(lambda votes, whole, text: _over(text).met(votes, whole), f["votes"], base, p["elect"], kind="bool")
    yield Step("is_elected", "bool", _("Quá nửa"), cite, met)


def _over(vote: str) -> Share:
    share = read_vote(vote).share
    if share is None:
        raise TypeError("an election has a share")
    return share


@rule(
    id="congress.elected",
    title=_("Trúng cử quá nửa"),
    cite=f"{QD244}, Điều 32",
    gives="is_elected",
    effective_from=D244,
    effective_to=D190,
    facts=(
        Fact(name="summoned", label=_("Số được triệu tập"), kind="people", minimum=1, example=300),
        Fact(name="deducted", label=_("Số được trừ theo quy định"), kind="people", default=0),
        Fact(name="votes", label=_("Số phiếu bầu"), kind="people", example=151),
    ),
    asks=_("Người này có quá nửa số phiếu không?"),
)
def elected_244(p: Parameters, f: Facts) -> Parts:
    """More than half of those summoned, less the deductions the rule names; not of the votes cast."""
    yield from _elected(p, f, f"{QD244}, Điều 32")


@elected_244.next_version(cite=f"{QD190}, Điều 30")
def elected_190(p: Parameters, f: Facts) -> Parts:
    """As before: counted on those summoned, less the deductions the rule names."""
    yield from _elected(p, f, f"{QD190}, Điều 30")


# -- an election, its list, its delegates ------------------------------------------------------------------------------

DEDUCTIONS = {
    "absent_throughout_with_reason": "absent_throughout",
    "exempted": "exempted_absent",
    "official_without_alternate": "no_alternate",
    "official_absent_no_alternate": "no_alternate",
    "official_delegates_absent_no_alternate": "no_alternate",
    "absent_without_alternate": "no_alternate",
    "absent_no_alternate": "no_alternate",
    "committee_members_absent_throughout": "absent_throughout",
    "prosecuted": "suspended",
    "in_custody": "suspended",
}
"""Other words in which a reason is stated."""
MEMBERS_ONLY = {"temporary_elsewhere", "exempted_absent", "suspended"}
OUTCOMES = {
    "elected": _("đủ số lượng"),
    "tied": _("bằng phiếu ở chỗ cuối: bầu lại giữa những người bằng phiếu"),
    "seats_left": _("chưa đủ số lượng: đại hội quyết định có bầu tiếp hay không"),
}
NEXT = {
    "new_vote": _("bầu lại giữa những người bằng phiếu, ai cao hơn trúng cử"),
    "congress_decides": _("đại hội quyết định có bầu tiếp hay không"),
    "none": _("không"),
}


def _asked(rule: str, *stated: Any) -> Result:
    """The result; without a number of seats everybody over half is told. `stated`: summoned, base, deductions, seats,
    votes."""
    summoned, base, out, seats, votes = stated
    reasons: dict[str, int] = {}
    for one in out or ():
        reason = DEDUCTIONS.get(one["name"], one["name"])
        if reason not in REASONS:
            raise BadInput("reason_unknown", _("Không có lý do trừ “{reason}”."), reason=one["name"])
        reasons[reason] = reasons.get(reason, 0) + one["number"]
    if "no_alternate" in reasons and MEMBERS_ONLY & set(reasons):
        raise BadInput("two_congresses", _("Lý do trừ của đại hội toàn thể và đại hội đại biểu nêu lẫn lộn."))
    if summoned is None and base is None:
        raise BadInput("nobody_summoned", _("Cần biết “Số người được triệu tập” (summoned)."))
    if base is not None and summoned is not None and base != summoned - sum(reasons.values()):
        raise BadInput("base_differs", _("Số làm căn cứ nêu ra khác số được triệu tập trừ các lý do."))
    if not votes:
        raise BadInput("votes_not_stated", _("Không tính được: chưa nêu số phiếu."))
    roll = Roll(summoned=base) if summoned is None else Roll(summoned=summoned, taken_out=reasons)
    count = Count(votes=tuple((one["name"], one["number"]) for one in votes))
    return decide(rule=read_vote(rule), roll=roll, count=count, seats=seats or len(votes))


def _next(result: Result) -> str:
    return {"tied": "new_vote", "seats_left": "congress_decides"}.get(result.outcome, "none")


@rule(
    id="congress.election",
    title=_("Kết quả bầu cử nhiều người"),
    cite=f"{QD190}, Điều 30",
    gives="elected",
    effective_from=D190,
    facts=(
        some("summoned", _("Số được triệu tập"), minimum=1, maximum=100_000, example=120),
        some("deductions", _("Số được trừ theo từng lý do"), "tally", example='{"temporary_elsewhere": 4}'),
        some("base_stated", _("Số làm căn cứ nêu sẵn"), minimum=1, maximum=100_000),
        some("seats", _("Số lượng cần bầu"), minimum=1, maximum=1000),
        VOTES,
    ),
    asks=_("Ai trúng cử, còn phải bầu lại ai?"),
    note=_("Cách xử lý khi bằng phiếu ghi một phần theo trí nhớ; đối chiếu trước khi dùng."),
)
def election(p: Parameters, f: Facts) -> Parts:
    """Over half of those summoned less the deductions, in the order of votes; tied at the last seat: a new vote."""
    cite = f"{QD190}, Điều 30"
    given = (p["elect"], f["summoned"], f["base_stated"], f["deductions"], f["seats"], f["votes"])
    yield consistent(refusal(_asked, *given), cite)

    def of(take: Any, kind: str) -> Any:
        def result(*values: Any) -> Any:
            try:
                return take(_asked(*values))
            except Refusal:
                return None

        return calling(result, *given, kind=kind, loose=True, words=lambda *parts: parts[-1])

    yield Step("base", "people", _("Số làm căn cứ"), cite, of(lambda r: r.base.total, "people"))
    yield Step("needed", "people", _("Số phiếu cần có"), cite, of(lambda r: r.needed, "people"))
    yield Step("elected", "names", _("Trúng cử"), cite, of(lambda r: list(map(str, r.chosen)), "names"))
    label = _("Bằng phiếu ở chỗ cuối")
    yield Step("tied_for_last_seat", "names", label, cite, of(lambda r: list(map(str, r.tied)), "names"))
    yield Step("outcome", "text", _("Kết quả"), cite, of(_outcome_of, "text"), words=OUTCOMES)
    yield Step("next", "text", _("Việc tiếp theo"), cite, of(_next, "text"), words=NEXT, sure="unverified")


def _outcome_of(result: Result) -> str:
    return result.outcome


@rule(
    id="congress.floor_nomination",
    title=_("Đề cử, ứng cử tại đại hội vào danh sách bầu cử"),
    cite=f"{QD190}, Điều 14",
    gives="enters_list",
    effective_from=D190,
    facts=(
        needed("attending", _("Số người dự"), minimum=1, maximum=100_000, example=40),
        needed("support", _("Số người ủng hộ"), maximum=100_000, example=13),
    ),
    asks=_("Người được đề cử có vào danh sách không?"),
)
def floor_nomination(p: Parameters, f: Facts) -> Parts:
    """Supported by more than thirty per cent of those attending."""
    cite = f"{QD190}, Điều 14"
    yield Guard(
        _("Số ủng hộ không quá số người dự"), cite, f["support"] <= f["attending"],
        _("Số ủng hộ nhiều hơn số người dự."),
    )  # fmt: skip
    share = p["floor_support"]
    least = calling(lambda whole, text: Share.parse(text).needed(whole), f["attending"], share, kind="people")
    enough = yield Step("needed", "people", _("Số người ủng hộ cần có"), cite, least)
    yield Step("enters_list", "bool", _("Vào danh sách"), cite, f["support"] >= enough)


def _too_many_units(total: int | None, members: list[Any] | None) -> None:
    units = members or []
    if total is not None and len(units) > total:
        raise BadInput("delegates_fewer", _("Có {units} đơn vị nhưng chỉ có {total} đại biểu."), units=len(units),
                       total=total)  # fmt: skip
    if any(one["number"] == 0 for one in units):
        raise BadInput("unit_empty", _("Có đơn vị không có đảng viên nào."))


def _shared(total: int, members: list[Any]) -> list[dict[str, Any]]:
    """One each, the rest by members: whole parts first, then the largest remainders, equal ones in the order given."""
    whole, rest = sum(one["number"] for one in members), total - len(members)
    parts = [divmod(rest * one["number"], whole) for one in members]
    left = rest - sum(part for part, _rest in parts)
    order = sorted(range(len(parts)), key=lambda place: (-parts[place][1], place))
    more = set(order[:left])
    return [{"name": one["name"], "number": 1 + parts[place][0] + (place in more)} for place, one in enumerate(members)]


@rule(
    id="congress.delegates",
    title=_("Phân bổ đại biểu dự đại hội"),
    cite=f"{CT45}; {CT35}",
    gives="allocation",
    effective_from=D35,
    facts=(
        needed("delegates_total", _("Tổng số đại biểu được bầu"), minimum=1, maximum=10_000, example=20),
        needed("members_by_unit", _("Số đảng viên của từng đảng bộ, chi bộ"), "tally", example='{"A": 120, "B": 30}'),
    ),
    asks=_("Mỗi đảng bộ, chi bộ được bầu bao nhiêu đại biểu?"),
    note=_("Cách chia và làm tròn là của chúng tôi: văn bản chỉ nêu số đảng viên, số tổ chức và vị trí."),
)
def delegates(p: Parameters, f: Facts) -> Parts:
    """One delegate for each unit, the rest by the number of members; what is left over by the largest remainders."""
    total, members = f["delegates_total"], f["members_by_unit"]
    yield consistent(refusal(_too_many_units, total, members), CT45)
    label = _("Số đại biểu của từng đơn vị")
    allocation = calling(_shared, total, members, kind="tally")
    yield Step("allocation", "tally", label, CT45, allocation, sure="unverified")
