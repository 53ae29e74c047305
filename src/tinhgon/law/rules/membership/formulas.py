"""Members of the Party: admission, ceremony, probation, moving, fees."""

from __future__ import annotations

from datetime import date

from tinhgon.basis.errors import BadInput
from tinhgon.basis.errors import gettext_noop as _
from tinhgon.law.arithmetic import months_later
from tinhgon.law.calling import calling, refusal
from tinhgon.law.due import HOLIDAYS, working_days
from tinhgon.law.facts import AGREE, needed, some, words_of
from tinhgon.law.model import Facts, Guard, Parts, Step, rule
from tinhgon.law.parameters import Parameters
from tinhgon.law.terms import choose
from tinhgon.law.votes import Ballot, consistent

STATUTE, STATUTE_FROM = "Điều lệ Đảng (2011)", date(2011, 1, 19)
QD294, D294 = "Quy định 294-QĐ/TW (2025)", date(2025, 7, 1)
QD208, D208 = "Quy định 208-QĐ/TW (2026)", date(2026, 7, 26)
QD01, D01 = "Quy định 01-QĐ/TW (2026)", date(2026, 2, 3)


@rule(
    id="membership.admission_vote",
    title=_("Biểu quyết kết nạp, công nhận đảng viên chính thức"),
    cite=f"{STATUTE}, Điều 4.3 và Điều 5.2; {QD294}, mục 9.3.2",
    gives="passed",
    effective_from=D294,
    facts=(
        needed("full_members", _("Số đảng viên chính thức"), minimum=1, maximum=1_000_000, example=20),
        some("temporary_elsewhere", _("Số được giới thiệu sinh hoạt tạm thời nơi khác"), default=0),
        some("exempted_absent", _("Số được miễn sinh hoạt, vắng mặt"), default=0),
        AGREE,
    ),
    asks=_("Chi bộ biểu quyết có đủ hai phần ba không?"),
    note=_("Những người không tính vào căn cứ theo Quy định 294 mới đọc qua nguồn thứ cấp."),
)
def admission_vote(p: Parameters, f: Facts) -> Parts:
    """At least two thirds of the full members, less those temporarily elsewhere and those exempted and absent."""
    cite = f"{STATUTE}, Điều 4.3"
    given = {
        "members": f["full_members"],
        "out_temporary_elsewhere": f["temporary_elsewhere"],
        "out_exempted_absent": f["exempted_absent"],
        "agree": f["agree"],
    }
    ballot = Ballot(p["admission"], given)
    yield ballot.possible(cite)
    base = yield Step(
        "base", "people", _("Số làm căn cứ"), f"{QD294}, mục 9.3.2", ballot.of(lambda r: r.base.total, "people")
    )
    yield Guard(
        _("Số phiếu không quá số làm căn cứ"), cite, f["agree"] <= base, _("Số phiếu nhiều hơn số làm căn cứ."),
    )  # fmt: skip
    yield Step("needed", "people", _("Số phiếu cần có"), cite, ballot.of(lambda r: r.needed, "people"))
    yield Step("passed", "bool", _("Đủ phiếu"), cite, ballot.of(lambda r: r.outcome == "passed", "bool"))


def _in_order(*days: date | None) -> None:
    known = [day for day in days if day is not None]
    if known != sorted(known):
        raise BadInput("days_backwards", _("Các ngày nêu ra không theo thứ tự trước sau."))


@rule(
    id="membership.probation",
    title=_("Đảng viên dự bị"),
    cite=f"{STATUTE}, Điều 5",
    gives="official_from",
    effective_from=STATUTE_FROM,
    facts=(
        needed("admission_decision", _("Ngày quyết định kết nạp"), "date", example="2025-09-20"),
        needed("ceremony", _("Ngày lễ kết nạp"), "date", example="2025-10-12"),
        some("recognition_decided", _("Ngày quyết định công nhận chính thức"), "date"),
    ),
    asks=_("Hết thời gian dự bị, là đảng viên chính thức từ ngày nào?"),
    note=_("Xét muộn do chi bộ thì vẫn là chính thức từ ngày hết 12 tháng: đọc qua nguồn thứ cấp."),
)
def probation(p: Parameters, f: Facts) -> Parts:
    """Twelve months from the ceremony, however late the recognition; Party age from the decision of admission."""
    cite = f"{STATUTE}, Điều 5"
    yield consistent(refusal(_in_order, f["admission_decision"], f["ceremony"], f["recognition_decided"]), cite)
    ends = months_later(f["ceremony"], p["probation_months"])
    end = yield Step("probation_ends", "date", _("Hết thời gian dự bị ngày"), cite, ends)
    early = f["recognition_decided"] < end
    yield Step("recognised_early", "bool", _("Công nhận trước khi hết 12 tháng"), cite, early, optional=True)
    yield Step("official_from", "date", _("Là đảng viên chính thức từ ngày"), cite, end)
    yield Step("party_age_from", "date", _("Tuổi đảng tính từ ngày"), f"{STATUTE}, Điều 5.4", f["admission_decision"])


@rule(
    id="membership.ceremony",
    title=_("Thời hạn tổ chức lễ kết nạp"),
    cite=f"{QD294}; {QD208}",
    gives="limit_294",
    effective_from=D294,
    sure="unverified",
    facts=(
        some("decision_dated", _("Ngày ghi trong quyết định"), "date", example="2026-08-03"),
        some("decision_received", _("Ngày nhận quyết định"), "date", example="2026-08-12"),
        HOLIDAYS,
    ),
    asks=_("Phải tổ chức lễ kết nạp chậm nhất ngày nào?"),
)
def ceremony(p: Parameters, f: Facts) -> Parts:
    """Thirty working days: from receipt by 294-QĐ/TW, from the date of the decision by 208-QĐ/TW. Both are told."""
    yield consistent(refusal(_in_order, f["decision_dated"], f["decision_received"]), QD294)
    number = p["ceremony_days"]
    label = _("Theo Quy định 294, chậm nhất ngày")
    yield from working_days(
        "limit_294", label, QD294, f["decision_received"], number, holidays=f["holidays"], optional=True
    )
    label = _("Theo Quy định 208, chậm nhất ngày")
    yield from working_days(
        "limit_208", label, QD208, f["decision_dated"], number, holidays=f["holidays"], optional=True
    )


@rule(
    id="membership.transfer",
    title=_("Chuyển sinh hoạt đảng"),
    cite=f"{QD294}, mục 6.3.1",
    gives="start_by",
    effective_from=D294,
    facts=(
        some("decision_effective", _("Ngày quyết định có hiệu lực"), "date", example="2025-10-01"),
        some("letter_dated", _("Ngày của giấy giới thiệu"), "date", example="2025-11-10"),
        HOLIDAYS,
    ),
    asks=_("Phải làm thủ tục chuyển và nộp giấy giới thiệu chậm nhất ngày nào?"),
)
def transfer(p: Parameters, f: Facts) -> Parts:
    """Sixty working days to begin, thirty to present the letter at the new cell."""
    cite = f"{QD294}, mục 6.3.1"
    label, since = _("Làm thủ tục chuyển chậm nhất ngày"), f["decision_effective"]
    yield from working_days("start_by", label, cite, since, p["transfer_start"], holidays=f["holidays"], optional=True)
    label, since = _("Nộp giấy giới thiệu chậm nhất ngày"), f["letter_dated"]
    yield from working_days(
        "present_by", label, cite, since, p["transfer_present"], holidays=f["holidays"], optional=True
    )


# -- fees --------------------------------------------------------------------------------------------------------------


def _months(months: list[int] | None) -> None:
    found = months or []
    for month in found:
        if not 1 <= month <= 12:
            raise BadInput("no_such_month", _("Không có tháng {month}."), month=month)
    if len(set(found)) != len(found):
        raise BadInput("month_twice", _("Một tháng được nêu hai lần."))


@rule(
    id="membership.fees_unpaid",
    title=_("Không đóng đảng phí"),
    cite=f"{STATUTE}, Điều 8.1; {QD01}",
    gives="strike_off_considered",
    effective_from=D01,
    facts=(
        some("year", _("Năm"), "number", minimum=1930, maximum=2200, example=2026),
        needed("unpaid_months_without_reason", _("Những tháng không đóng mà không có lý do"), "numbers",
               example="[2, 5, 9]"),
    ),
    asks=_("Có đến mức chi bộ xem xét xóa tên không?"),
    note=_("Chi bộ xem xét, cấp có thẩm quyền quyết định."),
)  # fmt: skip
def fees_unpaid(p: Parameters, f: Facts) -> Parts:
    """Three months in a year, not necessarily in a row."""
    cite, months = f"{STATUTE}, Điều 8.1", f["unpaid_months_without_reason"]
    yield consistent(refusal(_months, months), cite)
    number = yield Step("unpaid_months", "months", _("Số tháng"), cite, calling(len, months, kind="months"))
    yield Step("strike_off_considered", "bool", _("Xem xét xóa tên"), cite, number >= p["unpaid_months"])


GROUNDS = {
    "poor_household": _("hộ nghèo, cận nghèo, hoàn cảnh đặc biệt khó khăn"),
    "grave_illness": _("bệnh hiểm nghèo trong danh mục"),
    "other_hardship": _("khó khăn khác"),
}


@rule(
    id="membership.fees_reduced",
    title=_("Miễn, giảm đảng phí"),
    cite=f"{QD01}, Điều 5",
    gives="is_exempted",
    effective_from=D01,
    sure="unverified",
    facts=(
        words_of("ground", _("Lý do"), GROUNDS),
        some("months", _("Số tháng miễn, giảm mỗi lần"), "months", maximum=600),
        some("reduction_pct", _("Mức giảm, phần trăm"), "number", maximum=100),
    ),
    asks=_("Được miễn hay giảm, mỗi lần bao lâu?"),
    aliases={"wrong_only_because_of_6_months": "wrong_because_of_months"},
)
def fees_reduced(p: Parameters, f: Facts) -> Parts:
    """Exempt for special hardship or a listed illness; else thirty, fifty or seventy per cent, twelve months each time.
    The maximum of twelve months belongs to the other hardship, and is a maximum."""
    cite = f"{QD01}, Điều 5"
    other = f["ground"].equals("other_hardship")
    yield Step("is_exempted", "bool", _("Thuộc diện miễn"), cite, ~other)
    too_long = other & (f["months"] > p["reduction_months"])
    yield Step("wrong_because_of_months", "bool", _("Sai vì thời gian"), cite, too_long, optional=True)
    allowed = calling(
        lambda percent, allowed: str(percent) in allowed.split(", "), f["reduction_pct"], p["reductions"], kind="bool"
    )
    label = _("Mức giảm đúng quy định")
    yield Step("reduction_allowed", "bool", label, cite, choose((other, allowed)), optional=True)
