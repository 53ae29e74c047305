"""Moving people: transfer, secondment, rotation, suspension from work, by Nghị định 170/2025 and 300/2026."""

from __future__ import annotations

from datetime import date

from tinhgon.basis.errors import gettext_noop as _
from tinhgon.law.arithmetic import days_later, months_later
from tinhgon.law.calling import calling
from tinhgon.law.clocks import whole_months
from tinhgon.law.due import HOLIDAYS, working_days
from tinhgon.law.facts import needed, some
from tinhgon.law.model import Facts, Guard, Parts, Step, rule
from tinhgon.law.parameters import Parameters
from tinhgon.law.terms import Term, choose

D170, D300 = date(2025, 7, 1), date(2026, 8, 1)
ND170 = "Nghị định 170/2025/NĐ-CP"
ND300 = "Nghị định 170/2025/NĐ-CP, sửa đổi bởi 300/2026/NĐ-CP"
FROM = needed("from", _("Từ ngày"), "date", example="2025-11-01")
TO = needed("to", _("Đến hết ngày"), "date", example="2028-10-31")


def _months(f: Facts) -> Term:
    """Whole months from the first day to the last, both counted."""
    return calling(whole_months, f["from"], days_later(f["to"], 1), kind="months")


def _forward(f: Facts, cite: str) -> Guard:
    return Guard(_("Ngày đầu không sau ngày cuối"), cite, f["from"] <= f["to"], _("Ngày cuối trước ngày đầu."))


@rule(
    id="movement.secondment",
    title=_("Thời hạn biệt phái"),
    cite=f"{ND170}, Điều 26.2",
    gives="ok",
    effective_from=D170,
    facts=(
        FROM, TO,
        some("unfinished_urgent_task", _("Có quyết định kéo dài vì nhiệm vụ đột xuất chưa xong"), "bool",
             default=False),
    ),
    asks=_("Thời hạn biệt phái này có được không?"),
)  # fmt: skip
def secondment(p: Parameters, f: Facts) -> Parts:
    """Three years at most, both days counted; longer only by a decision while an urgent task is unfinished."""
    cite = f"{ND170}, Điều 26.2"
    yield _forward(f, cite)
    months = _months(f)
    yield Step("months", "months", _("Số tháng tròn"), cite, months)
    last = days_later(months_later(f["from"], p["secondment_most"]), -1)
    longest = yield Step("longest_until", "date", _("Dài nhất đến hết ngày"), cite, last)
    ok = (f["to"] <= longest) | f["unfinished_urgent_task"]
    yield Step("ok", "bool", _("Trong thời hạn"), cite, ok)


@rule(
    id="movement.allowance_kept",
    title=_("Bảo lưu phụ cấp chức vụ khi điều động"),
    cite=f"{ND170}, Điều 27.1",
    gives="coef_kept",
    effective_from=D170,
    facts=(
        needed("transfer_effective", _("Ngày điều động có hiệu lực"), "date", example="2026-09-15"),
        needed("old_coef", _("Hệ số phụ cấp chức vụ cũ"), "coefficient", maximum=3, example="0.7"),
        needed("new_coef", _("Hệ số phụ cấp chức vụ mới"), "coefficient", maximum=3, example="0.5"),
    ),
    asks=_("Được giữ phụ cấp chức vụ cũ đến ngày nào?"),
    note=_("Phụ cấp mới bằng hoặc cao hơn thì không có gì để bảo lưu."),
)
def allowance_kept(p: Parameters, f: Facts) -> Parts:
    """Six months from the transfer, where the new allowance is lower."""
    cite = f"{ND170}, Điều 27.1"
    lower = f["new_coef"] < f["old_coef"]
    yield Step("is_lower", "bool", _("Phụ cấp mới thấp hơn"), cite, lower)
    last = days_later(months_later(f["transfer_effective"], p["allowance_kept"]), -1)
    yield Step("kept_until", "date", _("Bảo lưu đến hết ngày"), cite, choose((lower, last)), optional=True)
    kept = choose((lower, f["old_coef"]), otherwise=f["new_coef"])
    yield Step("coef_kept", "coefficient", _("Hệ số được hưởng"), cite, kept)


@rule(
    id="movement.rotation",
    title=_("Thời gian luân chuyển và thời gian công tác còn lại"),
    cite=f"{ND170}, Điều 42 đến Điều 51",
    gives="ok",
    effective_from=D170,
    facts=(
        FROM, TO,
        needed("months_to_retirement", _("Số tháng công tác còn lại khi luân chuyển"), "months", maximum=600,
               example=120),
        some("not_local_or_two_terms", _("Diện không là người địa phương hoặc đủ hai nhiệm kỳ"), "bool", default=False),
        some("term_months", _("Thời hạn giữ chức vụ"), "months", default=60, minimum=1, maximum=120),
    ),
    asks=_("Có đủ điều kiện luân chuyển không?"),
    note=_("Trường hợp đặc biệt do cấp có thẩm quyền quyết định."),
)  # fmt: skip
def rotation(p: Parameters, f: Facts) -> Parts:
    """Thirty-six months at least; ten years left, or a full term for those who may not stay where they are."""
    cite = f"{ND170}, Điều 48"
    yield _forward(f, cite)
    months = yield Step("months", "months", _("Số tháng tròn"), cite, _months(f))
    long = yield Step("long_enough", "bool", _("Đủ thời gian luân chuyển"), cite, months >= p["rotation_least"])
    least = choose((f["not_local_or_two_terms"], f["term_months"]), otherwise=p["service_left"])
    left = yield Step(
        "service_left_ok", "bool", _("Đủ thời gian công tác còn lại"), cite, f["months_to_retirement"] >= least
    )
    yield Step("ok", "bool", _("Đủ điều kiện"), cite, long & left)


def _suspension(p: Parameters, f: Facts, cite: str) -> Parts:
    label, number = _("Lần đầu đến hết ngày"), p["suspension_days"]
    first = yield from working_days("first_until", label, cite, f["from"], number, holidays=f["holidays"])
    longer = choose((f["complex"], first))
    label = _("Kéo dài đến hết ngày")
    yield from working_days("extended_until", label, cite, longer, number, holidays=f["holidays"], optional=True)
    yield Step("pay_pct", "number", _("Phần lương được hưởng, phần trăm"), cite, p["suspension_pay"])


@rule(
    id="movement.suspension",
    title=_("Tạm đình chỉ công tác"),
    cite=f"{ND170}, Điều 56",
    gives="first_until",
    effective_from=D170,
    effective_to=D300,
    facts=(
        FROM,
        some("complex", _("Vụ việc phức tạp, có quyết định kéo dài"), "bool", default=False),
        HOLIDAYS,
    ),
    asks=_("Tạm đình chỉ công tác đến ngày nào?"),
    note=_("Ngày làm việc tiếp theo sau ngày đầu là ngày thứ nhất: cách tính của chúng tôi, văn bản không nêu."),
)
def suspension_170(p: Parameters, f: Facts) -> Parts:
    """Fifteen working days and once fifteen more; half of the pay."""
    yield from _suspension(p, f, f"{ND170}, Điều 56")


@suspension_170.next_version(
    cite=f"{ND300}, Điều 56",
    facts=(
        *suspension_170.facts,
        some(
            "by_request", _("Theo đề nghị của cơ quan tố tụng, thanh tra, kiểm tra, kiểm toán"), "bool", default=False
        ),
    ),
)
def suspension_300(p: Parameters, f: Facts) -> Parts:
    """Thirty working days and once thirty more; the pay goes on, the allowance of a leader does not."""
    cite = f"{ND300}, Điều 56"
    yield Guard(
        _("Không theo đề nghị của cơ quan khác"), f"{cite} khoản 9b", ~f["by_request"],
        _("Ngoài bảng: thời hạn và chế độ theo văn bản của cơ quan đề nghị."),
    )  # fmt: skip
    yield from _suspension(p, f, cite)
    yield Step("leadership_allowance", "bool", _("Được hưởng phụ cấp chức vụ"), cite, p["suspension_allowance"])
