"""What the pages of the law are made of: plain values for the templates."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, TypeVar

from django.utils.translation import gettext

from tinhgon.basis.errors import gettext_noop
from tinhgon.law import engine
from tinhgon.law.model import Rule
from tinhgon.law.parameters import Entry
from tinhgon.law.telling import names_used
from tinhgon.web.kit.asking import Asked
from tinhgon.web.law.calculator import Calculation
from tinhgon.web.law.chart import Chart, chart_of

T = TypeVar("T")
SUBJECTS = {
    "retirement": gettext_noop("Nghỉ hưu"),
    "pay": gettext_noop("Tiền lương, phụ cấp"),
    "decree_178": gettext_noop("Sắp xếp bộ máy (Nghị định 178)"),
    "resolution_07": gettext_noop("Đã đủ tuổi nghỉ hưu (Nghị quyết 07)"),
    "decree_154": gettext_noop("Tinh giản biên chế từ 16/06/2025 (Nghị định 154)"),
    "decree_29": gettext_noop("Tinh giản biên chế 2023–2025 (Nghị định 29)"),
    "decree_108": gettext_noop("Tinh giản biên chế 2015–2023 (Nghị định 108)"),
    "reelection": gettext_noop("Không đủ tuổi tái cử"),
    "resignation": gettext_noop("Thôi việc"),
    "appointment": gettext_noop("Bổ nhiệm"),
    "reappointment": gettext_noop("Bổ nhiệm lại, kéo dài"),
    "tenure": gettext_noop("Thời gian giữ chức vụ"),
    "movement": gettext_noop("Điều động, biệt phái, luân chuyển, tạm đình chỉ"),
    "ending": gettext_noop("Thôi giữ chức vụ, từ chức, miễn nhiệm"),
    "councils": gettext_noop("Hội đồng"),
    "discipline": gettext_noop("Kỷ luật"),
    "limitation": gettext_noop("Thời hiệu kỷ luật"),
    "kinship": gettext_noop("Quan hệ gia đình"),
    "planning": gettext_noop("Quy hoạch cán bộ"),
    "evaluation": gettext_noop("Đánh giá, xếp loại"),
    "standards": gettext_noop("Tiêu chuẩn đơn vị hành chính"),
    "hamlets": gettext_noop("Thôn, tổ dân phố"),
    "commune_staff": gettext_noop("Số lượng người ở cấp xã"),
    "deputies": gettext_noop("Cấp phó, quy mô phòng ban"),
    "targets": gettext_noop("Mục tiêu, cơ cấu"),
    "congress": gettext_noop("Đại hội"),
    "party": gettext_noop("Tổ chức đảng, biểu quyết, sinh hoạt"),
    "membership": gettext_noop("Đảng viên"),
}


@dataclass(frozen=True)
class Line:
    """A rule in the catalogue. `cite` is the version in force on the day, else the last."""

    title: str
    asks: str
    cite: str
    href: str
    in_force: bool
    unverified: bool


@dataclass(frozen=True)
class Group:
    title: str
    lines: tuple[Line, ...]


@dataclass(frozen=True)
class Catalogue:
    groups: tuple[Group, ...]
    count: int
    results_href: str


def catalogue_page(asked: Asked) -> Catalogue:
    """Every rule by subject, those not in force on the day marked."""
    rules = engine.rules()
    lines = grouped((known[0].subject, _line(asked, known)) for known in rules.values())
    return Catalogue(tuple(Group(title, found) for title, found in lines), len(rules), asked.link("law_results"))


def grouped(lines: Iterable[tuple[str, T]]) -> list[tuple[str, tuple[T, ...]]]:
    """Lines with their subjects as (title, lines) of each, in the order of SUBJECTS."""
    by_subject: dict[str, list[T]] = {}
    for subject, line in lines:
        by_subject.setdefault(subject, []).append(line)
    order = [*SUBJECTS, *(subject for subject in by_subject if subject not in SUBJECTS)]
    return [(gettext(SUBJECTS.get(one, one)), tuple(by_subject[one])) for one in order if one in by_subject]


def _in_force(rule: Rule, on: date) -> bool:
    return rule.effective_from <= on and (rule.effective_to is None or on < rule.effective_to)


def _line(asked: Asked, known: tuple[Rule, ...]) -> Line:
    current = next((rule for rule in known if _in_force(rule, asked.on)), None)
    shown = current or known[-1]
    return Line(
        gettext(shown.title), gettext(shown.asks), gettext(shown.cite), asked.link("law_rule", shown.id),
        current is not None, shown.sure == "unverified",
    )  # fmt: skip


@dataclass(frozen=True)
class Version:
    cite: str
    since: date
    until: date | None
    current: bool
    text: str
    note: str


@dataclass(frozen=True)
class Value:
    """One figure from one day on, with its source."""

    since: date
    text: str
    source: str
    link: str
    sure: str
    checked_on: date | None


@dataclass(frozen=True)
class Figure:
    label: str
    values: tuple[Value, ...]
    chart: Chart | None


@dataclass(frozen=True)
class RuleShown:
    title: str
    asks: str
    versions: tuple[Version, ...]
    figures: tuple[Figure, ...]
    calculated: Calculation
    carried: tuple[tuple[str, str], ...]
    catalogue_href: str


def rule_shown(asked: Asked, rule_id: str, calculated: Calculation) -> RuleShown:
    """One rule: its versions, its figures over time, and what was calculated."""
    known = engine.versions(id=rule_id)
    current = calculated.version
    return RuleShown(
        title=gettext(current.title),
        asks=gettext(current.asks),
        versions=tuple(_version(rule, rule is current) for rule in reversed(known)),
        figures=tuple(_figure(current, name) for name in names_used(rule=current)),
        calculated=calculated,
        carried=tuple(asked.carried()),
        catalogue_href=asked.link("law"),
    )


def _version(rule: Rule, current: bool) -> Version:  # noqa: FBT001
    steps = [
        gettext(part.label) for part in engine.parts_on(rule=rule, on=rule.effective_from)[1] if not _is_hidden(part)
    ]
    return Version(
        gettext(rule.cite), rule.effective_from, rule.effective_to, current, " · ".join(steps), gettext(rule.note)
    )


def _is_hidden(part: Any) -> bool:
    return bool(getattr(part, "hidden", False))


def _figure(rule: Rule, name: str) -> Figure:
    timeline = engine.parameters(subject=rule.subject).timeline(name)
    words = _words(rule)
    return Figure(
        gettext(timeline[0].label), tuple(_value(entry, words) for entry in reversed(timeline)), chart_of(timeline)
    )


def _words(rule: Rule) -> Mapping[str, str]:
    """What the keys of the rule's tables are called: the choices of its facts and the words of its steps."""
    words: dict[str, str] = {}
    for fact in rule.facts:
        words |= fact.choices or {}
    for part in engine.parts_on(rule=rule, on=rule.effective_from)[1]:
        words |= getattr(part, "words", None) or {}
    return words


def _value(entry: Entry, words: Mapping[str, str]) -> Value:
    sure = "unverified" if entry.unverified_keys else entry.sure
    source = ", ".join(gettext(part) for part in (entry.instrument, entry.article) if part)
    return Value(entry.effective_from, _told(entry, words), source, entry.link, sure, entry.checked_on)


def _told(entry: Entry, words: Mapping[str, str]) -> str:
    if not isinstance(entry.value, Mapping):
        return gettext(entry.worded())
    return "; ".join(f"{_key(key, words)}: {gettext(entry.worded(key))}" for key in entry.value)


def _key(key: str, words: Mapping[str, str]) -> str:
    """A key in words; a key of two parts (commune.mountain) part by part."""
    whole = words.get(key)
    return gettext(whole) if whole else ", ".join(gettext(words[p]) if p in words else p for p in key.split("."))
