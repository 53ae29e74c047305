"""Facts that rules of more than one subject ask for. Where only the reason differs, a subject replaces that alone."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from tinhgon.basis.errors import gettext_noop as _
from tinhgon.law.model import Fact

SEX = Fact(
    name="sex",
    label=_("Giới tính"),
    kind="text",
    choices={"male": _("Nam"), "female": _("Nữ")},
    why=_("tuổi nghỉ hưu của nam và nữ khác nhau"),
    example="male",
)
BIRTH_MONTH = Fact(
    name="birth_month",
    label=_("Tháng sinh"),
    kind="month",
    why=_("tuổi được tính theo tháng; chỉ biết năm thì tính từ tháng 01"),
    example="1966-01",
)
LEAVE_FROM = Fact(
    name="leave_from",
    label=_("Ngày bắt đầu nghỉ"),
    kind="date",
    why=_("văn bản áp dụng, số tháng nghỉ sớm và mức bảo hiểm xã hội đều tính theo ngày này"),
    example="2025-05-01",
)
CONDITIONS = Fact(
    name="conditions",
    label=_("Điều kiện lao động"),
    kind="text",
    choices={
        "normal": _("Bình thường (Phụ lục I)"),
        "lower": _("Từ đủ 15 năm nặng nhọc, độc hại hoặc vùng đặc biệt khó khăn (Phụ lục II)"),
    },
    default="normal",
)
PENSION_NORMAL = Fact(
    name="pension_start_month_normal",
    label=_("Tháng hưởng lương hưu ở tuổi bình thường"),
    kind="month",
    why=_("số tháng nghỉ sớm tính đến tháng này"),
    supplied_by=("retirement.normal", "pension_start_month_normal"),
)
PENSION_IF_KNOWN = replace(PENSION_NORMAL, why="", optional=True)
PENSION_LOWER = Fact(
    name="pension_start_month_lower",
    label=_("Tháng hưởng lương hưu ở tuổi thấp nhất"),
    kind="month",
    optional=True,
    supplied_by=("retirement.lower", "pension_start_month_lower"),
    supplied_when=("conditions", "lower"),
)
BHXH_MONTHS = Fact(
    name="bhxh_months",
    label=_("Số tháng đóng bảo hiểm xã hội chưa hưởng một lần"),
    kind="months",
    maximum=720,
    why=_("trợ cấp theo thời gian đóng tính từ số tháng này"),
    example=264,
)
TERM_MONTHS = Fact(
    name="term_months",
    label=_("Thời hạn giữ chức vụ"),
    kind="months",
    minimum=1,
    maximum=120,
    why=_("thời hạn 5 năm và 3 năm có mức khác nhau"),
    example=60,
)
EARLY = (LEAVE_FROM, CONDITIONS, PENSION_NORMAL, PENSION_LOWER, BHXH_MONTHS)  # what every early retirement asks
AVERAGE_SALARY = Fact(
    name="average_salary",
    label=_("Tiền lương bình quân 60 tháng cuối"),
    kind="dong",
    maximum=1_000_000_000,
    why=_("nghị định tính trợ cấp theo lương bình quân 5 năm cuối"),
    example=12_000_000,
)
BASE_SALARY = Fact(
    name="base_salary",
    label=_("Lương cơ sở"),
    kind="dong",
    why=_("quỹ tính theo lương cơ sở"),
    example=2_340_000,
    supplied_by=("pay.base", "base_salary"),
)
SUMMONED = Fact(
    name="summoned",
    label=_("Số người được triệu tập"),
    kind="people",
    minimum=1,
    maximum=100_000,
    why=_("tỷ lệ phiếu tính trên số này"),
    example=25,
)
PRESENT = Fact(
    name="present", label=_("Số người có mặt"), kind="people", optional=True, maximum=100_000,
    why=_("điều kiện để họp tính trên số này"), example=22,
)  # fmt: skip
VOTES = Fact(
    name="votes", label=_("Số phiếu của từng người"), kind="tally", why=_("kết quả tính từ số phiếu"),
    example='{"A": 13, "B": 9}',
)  # fmt: skip
AGREE = Fact(
    name="agree", label=_("Số phiếu đồng ý"), kind="people", maximum=100_000, why=_("kết quả tính từ số phiếu"),
    example=13,
)  # fmt: skip


def some(name: str, label: str, kind: str = "people", **more: Any) -> Fact:
    """A fact of a number of people, or of another kind, that need not be told."""
    return Fact(name=name, label=label, kind=kind, **{"optional": "default" not in more, **more})


def needed(name: str, label: str, kind: str = "people", **more: Any) -> Fact:
    """A fact of a number of people, or of another kind, that must be told."""
    return Fact(name=name, label=label, kind=kind, **more)


def words_of(name: str, label: str, choices: Mapping[str, str], **more: Any) -> Fact:
    """A fact that is one of a few words; the first that is named is the example."""
    return Fact(name=name, label=label, kind="text", choices=choices, **{"example": next(iter(choices)), **more})


def salary_fact(*, supplied_by: str = "") -> Fact:
    """The current monthly salary: given, or computed by the rule of pay `supplied_by`."""
    return Fact(
        name="current_monthly_salary",
        label=_("Tiền lương tháng hiện hưởng"),
        kind="dong",
        maximum=1_000_000_000,
        why=_("mọi khoản trợ cấp tính theo tiền lương này"),
        example=15_356_250,
        supplied_by=(supplied_by, "current_monthly_salary") if supplied_by else None,
    )
