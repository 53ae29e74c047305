"""Số lượng, chất lượng đội ngũ (RP-01): by level and category, sex, age band, ethnicity, education, theory."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from tinhgon.basis.errors import gettext_noop
from tinhgon.reports.asking import Question
from tinhgon.reports.facts import age_on, level_rows, present_facts
from tinhgon.reports.model import Column, Facts, LineKey, Report, Sums

_PROFESSIONAL = {
    "doctor": gettext_noop("Tiến sĩ"), "master": gettext_noop("Thạc sĩ"), "university": gettext_noop("Đại học"),
    "college": gettext_noop("Cao đẳng"), "intermediate": gettext_noop("Trung cấp"),
    "elementary": gettext_noop("Sơ cấp"), "none": gettext_noop("Chưa qua đào tạo"), "unknown": gettext_noop("Chưa ghi"),
}  # fmt: skip
_THEORY = {
    "advanced": gettext_noop("Cao cấp, cử nhân"), "intermediate": gettext_noop("Trung cấp"),
    "elementary": gettext_noop("Sơ cấp"), "none": gettext_noop("Chưa qua"), "unknown": gettext_noop("Chưa ghi"),
}  # fmt: skip
_MANAGEMENT = {
    "senior_specialist": gettext_noop("Chuyên viên cao cấp"), "principal_specialist": gettext_noop("Chuyên viên chính"),
    "specialist": gettext_noop("Chuyên viên"), "officer": gettext_noop("Cán sự"), "none": gettext_noop("Chưa qua"),
    "unknown": gettext_noop("Chưa ghi"),
}  # fmt: skip
# The bands of officials (../shared/law/reports.md, section 4).
_AGES = {
    "to_30": gettext_noop("Đến 30"), "31_40": gettext_noop("31–40"), "41_50": gettext_noop("41–50"),
    "51_55": gettext_noop("51–55"), "56_60": gettext_noop("56–60"), "over_60": gettext_noop("Trên 60"),
    "unknown": gettext_noop("Chưa ghi"),
}  # fmt: skip
_BAND = """CASE WHEN {age} IS NULL THEN 'unknown' WHEN {age} <= 30 THEN 'to_30' WHEN {age} <= 40 THEN '31_40'
  WHEN {age} <= 50 THEN '41_50' WHEN {age} <= 55 THEN '51_55' WHEN {age} <= 60 THEN '56_60' ELSE 'over_60' END"""


def facts(question: Question) -> Facts:
    """Each person once, at the substantive post, at the highest level of each classification."""
    columns = (
        "'total'",
        "CASE WHEN h.sex = 'female' THEN 'female' END",
        "CASE WHEN h.party_admitted_on <= %(on)s THEN 'party' END",
        "CASE WHEN lower(h.ethnicity) <> 'kinh' THEN 'minority' END",
        f"'age:' || {_BAND.format(age=age_on('h'))}",
        "'professional:' || coalesce(h.professional, 'unknown')",
        "'theory:' || coalesce(h.theory, 'unknown')",
        "'management:' || coalesce(h.state_management, 'unknown')",
    )
    counted = present_facts(question, r1="p.unit_id", r2="p.category", columns=columns)
    return Facts(counted, question.arguments())


def columns(question: Question, _lines: Mapping[LineKey, Sums]) -> Sequence[Column]:
    """Ethnicity is told as a sum only, and not at all where fewer than three below the province would be pointed at."""
    groups = (
        ("age", gettext_noop("Tuổi"), _AGES),
        ("professional", gettext_noop("Trình độ chuyên môn"), _PROFESSIONAL),
        ("theory", gettext_noop("Lý luận chính trị"), _THEORY),
        ("management", gettext_noop("Quản lý nhà nước"), _MANAGEMENT),
    )
    return [
        Column("total", gettext_noop("Tổng số")),
        Column("female", gettext_noop("Nữ"), gettext_noop("Trong đó"), personal=True),
        Column("party", gettext_noop("Đảng viên"), gettext_noop("Trong đó"), personal=True),
        Column(
            "minority", gettext_noop("Dân tộc thiểu số"), gettext_noop("Trong đó"),
            conceal_below=3 if question.extent else 0, personal=True,
        ),
        *(
            Column(f"{group}:{key}", label, title, personal=True)
            for group, title, labels in groups
            for key, label in labels.items()
        ),
    ]  # fmt: skip


REPORT = Report(
    name="staff-quality",
    code="RP-01",
    title=gettext_noop("Số lượng, chất lượng đội ngũ"),
    summary=gettext_noop("Người có mặt theo cấp và nhóm: giới tính, tuổi, dân tộc, trình độ, lý luận chính trị."),
    span="day",
    by_unit=True,
    unit=gettext_noop("người"),
    counting=gettext_noop(
        "Cách đếm: mỗi người một lần ở vị trí chính, theo trình độ cao nhất; người kiêm nhiệm không đếm thêm. "
        "Tuổi tròn theo tháng sinh; chỉ biết năm sinh thì tính từ tháng 01."
    ),
    facts=facts,
    rows=level_rows,
    columns=columns,
    chart=("total", "female"),
)
