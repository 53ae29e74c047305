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
    "months_to_retirement_age": "months_early",
    "step1_names": "names_before",
    "step2_names": "names_before",
    "step3_names": "names_before",
    "base": "base_stated",
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
    "months_in_service": "service_months",
    "average_salary_60_months": "average_salary",
    "training_fee_total": "training_fee",
    "retires_at_60_by_ND83": "retires_at_60",
    "graded_good_in_group": "graded_good",
    "recognised_outstanding": "is_outstanding",
    "tasks_done_pct": "tasks_done_percent",
    "above_requirement_pct": "above_requirement_percent",
    "earlier_faults_fixed_pct": "earlier_faults_fixed_percent",
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
LEVELS = {
    "cap_xa": "commune",
    "cap_huyen": "district",
    "huyen": "district",
    "xa": "commune",
    "provincial": "province",
    "central": "centre",
    "above_grassroots": "upper",
}
READ_AS: dict[str, set[str]] = {
    "bhxh_from": {"bhxh_months"},
    "from": {"from", "service_months"},
    "to": {"to", "service_months"},
    "coastal": {"reduction"},
    "region": {"region", "reduction"},
    "merged_from": {"merged_units"},
    "mountain": {"terrain"},
    "island": {"terrain"},
    "birth_month": {"birth_month"},
    "parts": {"area_km2", "population"},
    "monthly_allowance": {"current_monthly_allowance", "monthly_pay"},
    "allowance_monthly": {"current_monthly_allowance", "monthly_pay"},
    "dates": {"organisation"},
    "area": {"area_km2", "area", "post"},
    "coef": {"coef", "coefficient"},
}
"""Inputs that are read together with others, and the facts that they make."""
ASIDE = {"raw": "resignation.", "recruited": "decree_178.", "pct": "pay."}
"""Inputs of published examples that repeat in other words what the law or another input says, by subject."""
WHOLE_PERCENT = frozenset({"area_pct", "population_pct", "reduction_pct"})
"""Shares that are told in per cent and not as a fraction."""
WORDS: dict[str, tuple[tuple[str, str], ...]] = {
    "matter": (("structure", "structure"), ("co cau", "structure")),
    "what": (
        ("policy", "policy"),
        ("chu truong", "policy"),
        ("propos", "resignation_proposal"),
        ("resignation", "resignation_decision"),
        ("dismissal", "resignation_decision"),
        ("procedure", "procedure"),
        ("quy trinh", "procedure"),
    ),
    "ground": (
        ("poor", "poor_household"),
        ("ngheo", "poor_household"),
        ("illness", "grave_illness"),
        ("benh", "grave_illness"),
        ("hardship", "other_hardship"),
        ("kho khan", "other_hardship"),
    ),
    "head_post": (
        ("vacan", "vacant"),
        ("khuyet", "vacant"),
        ("filled", "filled"),
        ("held", "filled"),
        ("occupied", "filled"),
    ),
    "group": (("past retirement", "past_age_or_pensioner"), ("pensioner", "past_age_or_pensioner")),
    "organisation": (("commune", "commune_committee"), ("xa", "commune_committee")),
    "body": (
        ("standing", "standing_committee"),
        ("thuong vu", "standing_committee"),
        ("inspection", "inspection_commission"),
        ("kiem tra", "inspection_commission"),
        ("committee", "committee"),
        ("cap uy", "committee"),
    ),
}
"""Facts told in free words, and which code a part of the words means; the first that fits."""
MEANS: tuple[tuple[str, str, frozenset[str]], ...] = (
    ("appointment.", "carried", frozenset({"carried_30pct"})),
    ("appointment.", "head_decides", frozenset({"head_chooses_and_reports_views"})),
    ("appointment.", "superior_decides", frozenset({"report_to_competent_level"})),
    ("appointment.", "not_passed", frozenset({"failed", "rejected", "stop_report", "not_agreed"})),
    (
        "appointment.",
        "NĐ 170/2025 as amended by NĐ 300/2026",
        frozenset({"NĐ 170/2025/NĐ-CP as amended by NĐ 300/2026/NĐ-CP", "NĐ 170/2025 as amended", "NĐ 300/2026"}),
    ),
    (
        "reappointment.",
        "not_passed",
        frozenset({"superior_decides_whether_to_go_on", "report", "report_to_competent_level", "failed"}),
    ),
    ("ending.", "not_passed", frozenset({"head_decides_or_submits", "failed"})),
    ("councils.", "refused", frozenset({"rejected", "not_approved", "not approved"})),
    ("congress.", "congress_decides", frozenset({"congress decides whether to vote again"})),
)
"""Other words in which examples of a subject state a result, by its code."""
SHARES = {
    "a": "quantity_percent",
    "b": "quality_percent",
    "c": "progress_percent",
    "d": "unit_percent",
    "đ": "organising_percent",
    "e": "unity_percent",
}
"""The letters of the formula of Nghị định 335/2025/NĐ-CP."""
