"""Chất lượng dữ liệu: what is wrong, missing, doubtful or stale in the books, by rule and by the unit that owns it.

The rules are the house's own, in four groups as the national programme of data names them: correct, complete, clean,
alive. Each is a condition over the versions of a day; a thing that breaks it is counted once, at its unit.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from tinhgon.basis.errors import gettext_noop
from tinhgon.reports.asking import Question
from tinhgon.reports.facts import here, unit_rows
from tinhgon.reports.model import Column, Facts, LineKey, Report, RowPlan, Sums

GROUPS: Mapping[str, str] = {
    "correct": gettext_noop("Đúng"),
    "complete": gettext_noop("Đủ"),
    "clean": gettext_noop("Sạch"),
    "alive": gettext_noop("Sống"),
}
_STALE_YEARS = 5
"""A coefficient that nobody touched for so long: longer than any term of a pay rise."""
_YOUNGEST, _PARTY_FROM = 16, 18
"""Years of age below which nobody is recruited, and nobody admitted (Điều lệ Đảng, Điều 1)."""


@dataclass(frozen=True)
class Rule:
    """`breaks`: an SQL condition over `h.` a person at work, `a.` an assignment, `q.` a quota or `u.` a unit."""

    name: str
    group: str
    label: str
    of: str
    breaks: str


RULES = (
    Rule("recruited_young", "correct", gettext_noop("Tuyển dụng khi chưa đủ 16 tuổi"), "person",
         f"extract(year FROM h.recruited_on) - h.birth_year < {_YOUNGEST}"),
    Rule("admitted_young", "correct", gettext_noop("Vào Đảng khi chưa đủ 18 tuổi"), "person",
         f"extract(year FROM h.party_admitted_on) - h.birth_year < {_PARTY_FROM}"),
    Rule("official_first", "correct", gettext_noop("Chính thức trước khi được kết nạp"), "person",
         "h.party_official_on < h.party_admitted_on"),
    Rule("paid_before", "correct", gettext_noop("Hưởng hệ số lương trước khi tuyển dụng"), "person",
         "h.coefficient_from < h.recruited_on"),
    Rule("no_birth", "complete", gettext_noop("Thiếu năm sinh"), "person", "h.birth_year IS NULL"),
    Rule("no_sex", "complete", gettext_noop("Thiếu giới tính"), "person", "h.sex IS NULL"),
    Rule("no_ethnicity", "complete", gettext_noop("Thiếu dân tộc"), "person", "h.ethnicity IS NULL"),
    Rule("no_professional", "complete", gettext_noop("Thiếu trình độ chuyên môn"), "person", "h.professional IS NULL"),
    Rule("no_recruited", "complete", gettext_noop("Thiếu ngày tuyển dụng"), "person", "h.recruited_on IS NULL"),
    Rule("no_pay", "complete", gettext_noop("Thiếu ngạch, bậc hoặc hệ số lương"), "person",
         "h.pay_scale IS NULL OR h.coefficient IS NULL"),
    Rule("no_figures", "complete", gettext_noop("Đơn vị hành chính thiếu diện tích hoặc dân số"), "unit",
         "u.structure = 'territory' AND (u.area_km2 IS NULL OR u.population IS NULL)"),
    Rule("no_code", "complete", gettext_noop("Đơn vị hành chính thiếu mã số"), "unit",
         "u.structure = 'territory' AND u.code IS NULL"),
    Rule("unverified", "clean", gettext_noop("Diện tích, dân số chưa kiểm chứng"), "unit",
         "u.area_verified = false OR u.population_verified = false"),
    Rule("past_until", "alive", gettext_noop("Quá hạn biệt phái, luân chuyển, cử đi"), "assignment",
         "a.until < %(on)s::date"),
    Rule("surplus_late", "alive", gettext_noop("Dôi dư quá thời hạn"), "quota", "q.until < %(on)s::date"),
    Rule("stale_pay", "alive", gettext_noop("Hệ số lương không thay đổi quá 5 năm"), "person",
         f"h.coefficient_from < %(on)s::date - interval '{_STALE_YEARS} years'"),
)  # fmt: skip
_BY_NAME = {rule.name: rule for rule in RULES}


def facts(question: Question) -> Facts:
    """One statement for each sort of thing: all its rules side by side."""
    known = question.known
    person = f"""
FROM person_version h
JOIN assignment_version a ON a.person_id = h.person_id AND a.kind = 'substantive' AND a.valid @> %(on)s::date
  AND {known.condition("a")}
LEFT JOIN post_version p ON p.post_id = a.post_id AND p.valid @> %(on)s::date AND {known.condition("p")}"""
    away = f"""
FROM assignment_version a
LEFT JOIN post_version p ON p.post_id = a.post_id AND p.valid @> %(on)s::date AND {known.condition("p")}"""
    at = "coalesce(p.unit_id, a.unit_id)"
    sources = (
        _Source("person", at, "h.person_id", "h.person_id, a.assignment_id", "h", person,
                f"h.valid @> %(on)s::date AND {known.condition('h')} AND h.status = 'working'"),
        _Source("unit", "u.unit_id", "u.unit_id", "u.unit_id", "u", "FROM unit_version u",
                f"u.valid @> %(on)s::date AND {known.condition('u')}"),
        _Source("assignment", at, "a.person_id", "a.assignment_id", "a", away,
                f"a.valid @> %(on)s::date AND {known.condition('a')}", subject="person"),
        _Source("quota", "q.unit_id", "q.unit_id", "q.thing_id", "q", "FROM quota_version q",
                f"q.account = 'held' AND q.layer = 'surplus' AND q.amount > 0 AND q.valid @> %(on)s::date"
                f" AND {known.condition('q')}"),
    )  # fmt: skip
    return Facts([source.sql() for source in sources], question.arguments())


@dataclass(frozen=True)
class _Source:
    """Where things of one sort are read: SQL of their unit, themselves, what may change them, their entry's alias."""

    of: str
    unit: str
    thing: str
    things: str
    alias: str
    source: str
    where: str
    subject: str = ""

    def sql(self) -> str:
        cases = ", ".join(f"('{rule.name}', ({rule.breaks}))" for rule in RULES if rule.of == self.of)
        return f"""
SELECT {self.unit} AS r1, r.name AS r2, 'offenders' AS col, 1 AS amount, '{self.subject or self.of}' AS subject,
  {self.thing} AS subject_id, ARRAY[{self.things}] AS things, {self.alias}.entry_id
{self.source} CROSS JOIN LATERAL (VALUES {cases}) r(name, broken)
WHERE {self.where} AND {here(self.unit)} AND r.broken"""


def columns(_question: Question, _lines: Mapping[LineKey, Sums]) -> Sequence[Column]:
    """All that is found, and each group apart."""

    def of_group(group: str) -> Column:
        return Column(
            group, GROUPS[group], terms={"offenders": 1}, of=lambda line: _BY_NAME[str(line[1])].group == group
        )

    return [Column("offenders", gettext_noop("Chỗ cần sửa")), *(of_group(group) for group in GROUPS)]


def rows(question: Question, lines: Mapping[LineKey, Sums]) -> Sequence[RowPlan]:
    """The total; each group with its rules; then the units that own what is to be mended."""
    by_rule: dict[str, list[LineKey]] = {rule.name: [] for rule in RULES}
    for line in lines:
        by_rule[str(line[1])].append(line)
    found = [RowPlan("total", gettext_noop("Tổng cộng"), list(lines), kind="total")]
    for group, label in GROUPS.items():
        own = [rule for rule in RULES if rule.group == group]
        found.append(RowPlan(group, label, [line for rule in own for line in by_rule[rule.name]], kind="subtotal"))
        found += [RowPlan(rule.name, rule.label, by_rule[rule.name], depth=1) for rule in own]
    return [*found, *unit_rows(question, lines)]


REPORT = Report(
    name="data-quality",
    title=gettext_noop("Chất lượng dữ liệu"),
    summary=gettext_noop("Chỗ sai, thiếu, chưa kiểm chứng, quá hạn: theo quy tắc và theo đơn vị phải sửa."),
    span="day",
    by_unit=True,
    unit=gettext_noop("chỗ cần sửa"),
    counting=gettext_noop(
        "Cách đếm: mỗi hồ sơ, đơn vị, biên chế vi phạm một quy tắc là một chỗ cần sửa; quy tắc do cơ quan tự đặt, "
        "không phải quy định của pháp luật."
    ),
    facts=facts,
    rows=rows,
    columns=columns,
)
