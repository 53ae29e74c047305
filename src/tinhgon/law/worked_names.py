"""What the inputs of worked examples are called, and which fact of the rules each of them is."""

from __future__ import annotations

SAME = {
    "birth": "birth_month",
    "date_of_birth": "birth_month",
    "on": "pay_on",
    "leave_month": "leave_from",
    "pension_from": "leave_from",
    "leave_on": "leave_from",
    "salary": "current_monthly_salary",
    "current_salary": "current_monthly_salary",
    "monthly_pay": "current_monthly_salary",
    "monthly_allowance": "current_monthly_allowance",
    "allowance_monthly": "current_monthly_allowance",
    "years_early_rounded": "years_early",
    "bhxh_years_rounded": "bhxh_years",
    "service_years": "service_years_rounded",
    "months_early_raw": "months_early",
    "pension_start_month": "pension_start_month_normal",
    "months_to_retirement": "months_early",
    "months_before_retirement": "months_early",
    "area": "area_km2",
    "pop": "population",
    "months_over": "months_at_last_step",
    "average_monthly_salary": "average_salary",
    "commune_class": "class",
    "merged": "merged_units",
    "num_merged": "merged_units",
    "reelection": "case",
    "pension_right": "pension_right_at_15",
    "has_pension_right": "pension_right_at_15",
    "actual_pension_right": "pension_right_at_15",
    "large_scale": "is_large_scale",
    "score_without_priority": "score",
    "payroll_2015": "base_staff",
    "base_2015": "base_staff",
    "payroll": "base_staff",
    "present": "present_staff",
    "months_in_service": "service_months",
    "average_salary_60_months": "average_salary",
    "training_fee_total": "training_fee",
    "retires_at_60_by_ND83": "retires_at_60",
    "considered": "counting_month",
    "graded_good_in_group": "graded_good",
    "recognised_outstanding": "is_outstanding",
    "tasks_done_pct": "tasks_done_percent",
    "above_requirement_pct": "above_requirement_percent",
    "earlier_faults_fixed_pct": "earlier_faults_fixed_percent",
    "months_to_retirement_at_expiry": "months_to_retirement_at_expiry",
}
# What a flag or a word of the inputs says about which rule is meant: the rule's id holds one of these.
HINTS = {
    "severance": ("severance",),
    "training": ("training",),
    "early_retirement": ("early_retirement",),
    "commune_non_specialised": ("commune_part_time", "redundant"),
    "hamlet_non_specialised": ("hamlet_part_time",),
    "hamlet": ("hamlet_part_time",),
    "transfer": ("transfer",),
}
REGIONS = (
    ("trung du", "north_mountain"),
    ("phia bac", "north_mountain"),
    ("song hong", "red_river"),
    ("mien trung", "central"),
    ("tay nguyen", "highlands"),
    ("mien nam", "south"),
    ("nam bo", "south"),
    ("bien gioi, hai dao", "border_island"),
    ("bien gioi", "border_island"),
    ("dao", "border_island"),
    ("dong bang", "plain"),
    ("mien nui", "mountain"),
)
LOCALITIES = (
    ("hn", "hn_hcm"),
    ("ha noi", "hn_hcm"),
    ("hcm", "hn_hcm"),
    ("iii", "class_3"),
    ("ii", "class_2"),
    ("i", "class_1"),
    ("3", "class_3"),
    ("2", "class_2"),
    ("1", "class_1"),
)
READ_TOGETHER = frozenset({"bhxh_from", "from", "to", "coastal", "merged_from"})
"""Inputs out of which `_finish` makes facts; they are no facts of their own."""
ASIDE = frozenset({"raw", "recruited", "pct", "body", "approving_level"})
"""Inputs of published examples that repeat in other words what another input or the law itself says."""
SHARES = {
    "a": "quantity_percent",
    "b": "quality_percent",
    "c": "progress_percent",
    "d": "unit_percent",
    "đ": "organising_percent",
    "e": "unity_percent",
}
"""The letters of the formula of Nghị định 335/2025/NĐ-CP."""
