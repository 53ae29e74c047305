"""Nghị quyết 07/2025/NQ-CP: those past retirement age, or pensioners, who leave at once."""

from __future__ import annotations

from datetime import date

from tinhgon.basis.errors import gettext_noop as _
from tinhgon.law.arithmetic import capped
from tinhgon.law.facts import salary_fact
from tinhgon.law.model import Fact, Facts, Parts, Step, rule
from tinhgon.law.parameters import Parameters
from tinhgon.law.terms import choose

NQ07 = "Nghị quyết 07/2025/NQ-CP"


@rule(
    id="resolution_07.lump_sum",
    title=_("Đã đủ tuổi nghỉ hưu hoặc đang hưởng lương hưu, nghỉ ngay do sắp xếp"),
    cite=NQ07,
    gives="total",
    effective_from=date(2025, 9, 17),
    facts=(
        Fact(
            name="months_worked_after_entitlement",
            label=_("Số tháng làm việc từ khi đủ tuổi hoặc hưởng lương hưu"),
            kind="months",
            maximum=480,
            why=_("trợ cấp tính theo số tháng này"),
            example=20,
        ),
        salary_fact(),
        Fact(
            name="group",
            label=_("Đối tượng"),
            kind="text",
            optional=True,
            choices={"past_age_or_pensioner": _("Đã đủ tuổi nghỉ hưu hoặc đang hưởng lương hưu")},
        ),
    ),
    asks=_("Người đã đủ tuổi nghỉ hưu mà nghỉ ngay thì được bao nhiêu?"),
    aliases={"months_of_pay_total": "months_of_current_salary"},
)
def lump_sum(p: Parameters, f: Facts) -> Parts:
    """Up to fifteen months worked: fifteen months' pay; half a month for each further; never above twenty-four."""
    worked = f["months_worked_after_entitlement"]
    scale = choose(
        (worked <= p["first_months"], p["floor"]), otherwise=p["floor"] + p["further"] * (worked - p["first_months"])
    )
    before = yield Step("months_before_cap", "months_of_pay", _("Số tháng lương trước khi xét trần"), NQ07, scale)
    label = _("Số tháng lương")
    months = yield Step("months_of_current_salary", "months_of_pay", label, NQ07, capped(before, p["cap"]))
    yield Step("total", "dong", _("Tổng cộng"), NQ07, f["current_monthly_salary"] * months)
