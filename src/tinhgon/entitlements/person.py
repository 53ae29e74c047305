"""What the law grants a person: the ledger's record joined with the rules, for one with reasons or for all as a column.

`entitlements` is asked by the page of a person, `retirement_months` by reports, `leaving.forecast` by the batch.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import Any, NamedTuple

import polars as pl

from tinhgon.basis.asof import AsOf
from tinhgon.basis.errors import BadInput, Refusal, UnknownReference, Wording, gettext_noop
from tinhgon.basis.findings import Finding
from tinhgon.entitlements.facts import ESTIMATED, FACTS, PART_TIME, STAND_INS, held_facts, retirements, rule_in_force
from tinhgon.law import engine, names
from tinhgon.law.choosing import GROUNDS, Alternative, alternatives, unsupplied
from tinhgon.law.explaining import Explanation, explain
from tinhgon.law.kinds import month_index, plain, worded
from tinhgon.law.model import Fact, Rule
from tinhgon.law.telling import asked_facts
from tinhgon.law.terms import Say
from tinhgon.registers.staff.queries import law_facts

_OF_THE_RECORD: Mapping[str, str] = {  # the field of the record from which the fact would follow
    "sex": gettext_noop("giới tính"), "birth_month": gettext_noop("tháng, năm sinh"),
    "bhxh_months": gettext_noop("ngày tuyển dụng"), "service_months": gettext_noop("ngày tuyển dụng"),
    "grade_coef": gettext_noop("hệ số lương"), "current_monthly_salary": gettext_noop("hệ số lương"),
    "average_salary": gettext_noop("hệ số lương"),
}  # fmt: skip
_AGES = ("retirement.normal", "retirement.lower")
_FOLLOWS = frozenset({"age_months"})  # from other facts: nobody need be told that it was not stated
_NOTHING: Mapping[str, Any] = MappingProxyType({})


@dataclass(frozen=True, kw_only=True)
class Known:
    """The facts of one person as rules are told them.

    `given` are those that the books state or that follow from them, `stand_ins` those that stand only where no rule of
    pay gives them, `estimated` the names among both that are estimates.
    """

    given: Mapping[str, Any]
    stand_ins: Mapping[str, Any]
    estimated: frozenset[str]


@dataclass(frozen=True, kw_only=True)
class Retirement:
    """When a person reaches the age of retirement. Months are the first day of a month.

    `early_month` is the month of the lower age (heavy, toxic or remote work; Phụ lục II): it holds only for those who
    qualify, which the books do not state. The explanations carry the steps and articles.
    """

    month: date
    pension_from: date
    told: Explanation
    early_month: date | None
    early_told: Explanation | None


@dataclass(frozen=True, kw_only=True)
class Entitlements:
    """What the law grants a person who leaves on a day on a ground.

    `alternatives` are the instruments in force that day, each with its steps or the reason why it gives nothing, the
    most favourable marked. `missing` are facts without which something could not be computed, `estimated` those that
    were estimated, `assumed` those for which the usual value stands: each a finding that names the fact in words
    (`data["label"]`, `data["fact"]`). `doubts` are the unverified parts of the law used.
    """

    person_id: int
    as_of: AsOf
    leave_on: date
    ground: str
    grounds: tuple[str, ...]
    retirement: Retirement | None
    alternatives: tuple[Alternative, ...]
    missing: tuple[Finding, ...]
    estimated: tuple[Finding, ...]
    assumed: tuple[Finding, ...]
    doubts: tuple[Finding, ...]

    @property
    def best(self) -> Alternative | None:
        """The most favourable alternative, or None when none gives anything."""
        return next((one for one in self.alternatives if one.is_best), None)

    @property
    def is_sure(self) -> bool:
        """Whether nothing of the law used is recalled or unread, and no fact is missing or estimated."""
        return not (self.doubts or self.missing or self.estimated)


def entitlements(
    person_id: int,
    as_of: AsOf,
    *,
    leave_on: date | None = None,
    ground: str = "",
    told: Mapping[str, Any] = _NOTHING,
    say: Say = str,
) -> Entitlements:
    """What the law grants the person, by the books as of `as_of`.

    `leave_on` is the first day of leave (the first of the next month where none is stated), `ground` one of
    `choosing.GROUNDS` (what the person's place suggests where none is stated). `told` are facts that somebody adds to
    those of the books, as people write them; they go before what is estimated. `say` is the language of steps and
    reasons (`gettext` on a page). Raises UnknownReference when the books
    do not know the person on the day, BadInput for a ground or a told fact that cannot be.
    """
    row = law_facts.person(as_of, person_id)
    if not row.height:
        raise UnknownReference(
            "person_unknown_on",
            gettext_noop("Sổ không có hồ sơ này vào ngày {on}; chọn ngày khác."),
            on=as_of.on,
        )
    day = leave_on or _next_month(as_of.on)
    known = facts_of(row, leave_on=day)
    facts = {**known.given, **told}
    retirement = _retirement(facts, day, say)
    category = row["category"][0]
    chosen = ground or _suggested(row, retirement, day)
    if chosen not in GROUNDS:
        raise BadInput(
            "ground_unknown",
            gettext_noop("Không có căn cứ nghỉ “{ground}”; chọn một trong: {grounds}."),
            ground=chosen,
            grounds=", ".join(GROUNDS),
        )
    _refuse_unknown(told, chosen, day)
    stand_ins = {name: value for name, value in known.stand_ins.items() if name not in told}
    notes = _notes(ground=chosen, facts=facts, stand_ins=stand_ins, estimated=known.estimated - told.keys(), on=day)
    found = alternatives(ground=chosen, facts=facts, leave_on=day, estimates=stand_ins, say=say)
    return Entitlements(
        person_id=person_id,
        as_of=as_of,
        leave_on=day,
        ground=chosen,
        grounds=grounds_of(category),
        retirement=retirement,
        alternatives=found,
        missing=notes.missing,
        estimated=notes.estimated,
        assumed=notes.assumed,
        doubts=_doubts(found, retirement),
    )


def facts_of(row: pl.DataFrame, *, leave_on: date) -> Known:
    """The facts of one person (one row of `law_facts.person`) who leaves on a day, as rules are told them."""
    held = held_facts(row, leave_on=leave_on).row(0, named=True)
    values = {name: plain(kind, held[name]) for name, kind in {**FACTS, **STAND_INS}.items() if held[name] is not None}
    unsure = set(ESTIMATED) & values.keys()
    if row["birth_month"][0] is not None:
        unsure.discard("birth_month")
    for name in ("over_frame_pct", "leadership_allowance_coef"):
        if not values.get(name):
            unsure.discard(name)
    return Known(
        given={name: value for name, value in values.items() if name not in STAND_INS},
        stand_ins={name: value for name, value in values.items() if name in STAND_INS},
        estimated=frozenset(unsure),
    )


def grounds_of(category: str | None) -> tuple[str, ...]:
    """The grounds that may be chosen for somebody of a category (see `ledger.effects.staffing.Category`)."""
    if category in PART_TIME:
        return (category,)
    own_wish = "own_wish_public_employee" if category == "public_employee" else "own_wish"
    return ("reorganisation", "streamlining", "re_election", "past_age", own_wish)


def retirement_months(frame: pl.DataFrame, on: date) -> pl.Series:
    """A column of a report: the month in which each row's person reaches the age of retirement, as its first day.

    `frame` has `sex` ("male", "female"), `birth_year` and `birth_month` (null: only the year is known, which counts
    as January); the law is that of `on`. Null where sex or birth year is not known. `.dt.year()` is the year of a
    retirement forecast. Categories are not looked at: filter those that do not retire by age.
    """
    month = pl.col("retire_month")
    found = retirements(frame, on=on).select(retirement_month=pl.date(month // 12, month % 12 + 1, 1))
    return found["retirement_month"]


def _refuse_unknown(told: Mapping[str, Any], ground: str, on: date) -> None:
    """Raise BadInput for a fact that none of the instruments of the ground asks for, whatever the books say."""
    rules = [rule for name in (*_AGES, *GROUNDS[ground]) if (rule := rule_in_force(name, on)) is not None]
    names.refuse_unknown(
        given=told, known={*FACTS, *STAND_INS}.union(*(names.known_to(rule=rule, on=on) for rule in rules))
    )


# -- one person --------------------------------------------------------------------------------------------------------


def _next_month(day: date) -> date:
    return date(day.year + day.month // 12, day.month % 12 + 1, 1)


def _retirement(facts: Mapping[str, Any], on: date, say: Say) -> Retirement | None:
    try:
        told = _explained("retirement.normal", facts, on, say)
        early = _explained("retirement.lower", facts, on, say)
    except Refusal:
        return None
    if told.outside:
        return None
    return Retirement(
        month=_first_day(told.values["retire_month"]),
        pension_from=_first_day(told.result),
        told=told,
        early_month=None if early.outside else _first_day(early.values["retire_month"]),
        early_told=None if early.outside else early,
    )


def _explained(rule_id: str, facts: Mapping[str, Any], on: date, say: Say) -> Explanation:
    return explain(rule=engine.rule_on(id=rule_id, on=on), facts=facts, on=on, may_say_more=True, say=say)


def _first_day(month: str) -> date:
    year, number = month.split("-")
    return date(int(year), int(number), 1)


def _suggested(row: pl.DataFrame, retirement: Retirement | None, on: date) -> str:
    """By the person's place: part-time, past the age, in a unit rearranged within a year, else streamlining."""
    category = row["category"][0]
    if category in PART_TIME:
        return str(category)
    if retirement is not None and retirement.pension_from <= on:
        return "past_age"
    changed = row["reorganised_on"][0]
    is_recent = changed is not None and month_index(on.year, on.month) - month_index(changed.year, changed.month) < 12
    return "reorganisation" if is_recent else "streamlining"


class _Notes(NamedTuple):
    missing: tuple[Finding, ...]
    estimated: tuple[Finding, ...]
    assumed: tuple[Finding, ...]


def _asked(ground: str, facts: Mapping[str, Any], on: date) -> Iterator[tuple[Rule, Fact]]:
    """Every fact that retirement and the instruments of a ground ask for, with the rule that asks."""
    for name in ("retirement.normal", *GROUNDS[ground]):
        rule = rule_in_force(name, on)
        if rule is None:
            continue
        for fact in asked_facts(rule=rule, on=on, given=facts):
            yield rule, fact


def _notes(
    *, ground: str, facts: Mapping[str, Any], stand_ins: Mapping[str, Any], estimated: frozenset[str], on: date
) -> _Notes:
    """What is missing, estimated and assumed; raises BadInput for a fact that cannot be."""
    asked: dict[str, Fact] = {}
    lacking: set[str] = set()
    for rule, fact in _asked(ground, facts, on):
        asked.setdefault(fact.name, fact)
        if fact.name in facts:
            fact.held(facts[fact.name])
        elif fact.name not in unsupplied(rule=rule, estimates=stand_ins):
            lacking.add(fact.name)
    return _Notes(
        missing=tuple(_missing(fact) for fact in asked.values() if fact.name in lacking and fact.is_needed),
        estimated=tuple(_estimated(fact) for name, fact in asked.items() if name in estimated - lacking),
        assumed=tuple(
            _assumed(fact)
            for name, fact in asked.items()
            if name in lacking - _FOLLOWS and fact.default is not None and fact.counted
        ),
    )


def _missing(fact: Fact) -> Finding:
    field = _OF_THE_RECORD.get(fact.name)
    return Finding(
        severity="warning",
        code="law_fact_missing",
        message=gettext_noop("Thiếu “{label}”: hồ sơ không ghi {field}; bổ sung vào hồ sơ hoặc nhập khi tính.")
        if field
        else gettext_noop("Thiếu “{label}”: sổ không có mục này; nhập khi tính."),
        data={"label": Wording(fact.label), "fact": fact.name, "field": Wording(field or "")},
    )


def _estimated(fact: Fact) -> Finding:
    return Finding(
        severity="info",
        code="law_fact_estimated",
        message=ESTIMATED[fact.name],
        data={"label": Wording(fact.label), "fact": fact.name},
    )


def _assumed(fact: Fact) -> Finding:
    held = fact.held(fact.default)
    value = fact.choices[held] if fact.choices else worded(fact.held_kind, held)
    return Finding(
        severity="info",
        code="law_fact_assumed",
        message=gettext_noop("{label}: sổ không ghi, tính như thường gặp ({value})."),
        data={"label": Wording(fact.label), "fact": fact.name, "value": Wording(value)},
    )


def _doubts(found: Iterable[Alternative], retirement: Retirement | None) -> tuple[Finding, ...]:
    """The unverified parts of the law in what was told, each once."""
    told = [one.told for one in found if one.told is not None]
    if retirement is not None:
        told += [part for part in (retirement.told, retirement.early_told) if part is not None]
    doubts = {
        (finding.message, finding.data.get("label"), finding.citation): finding
        for part in told
        for each in (*part.before, part)
        for finding in each.findings
    }
    return tuple(doubts.values())
