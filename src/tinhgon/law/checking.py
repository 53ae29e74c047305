"""The rules against worked examples: for every row a match, a mismatch with both values, or why it cannot be."""

from __future__ import annotations

import csv
import json
import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import lru_cache
from pathlib import Path
from typing import Any

from tinhgon.basis.errors import BadInput, Refusal
from tinhgon.basis.errors import gettext_noop as _
from tinhgon.law import engine, names
from tinhgon.law.comparing import means, plain, same
from tinhgon.law.explaining import Explanation, explain
from tinhgon.law.gathered import once
from tinhgon.law.instruments import numbers, rank_of
from tinhgon.law.model import Rule
from tinhgon.law.special_keys import special_key, versions_of
from tinhgon.law.worked import read_inputs, unheard_of
from tinhgon.law.worked_inputs import Inputs

COLUMNS = ("id", "instrument", "effective_on", "inputs", "expected")


@dataclass(frozen=True, kw_only=True)
class CheckedKey:
    """One expected key: what was expected, what the rules gave, or why they gave nothing."""

    key: str
    expected: Any
    got: Any = None
    reason: str = ""
    told: Explanation | None = None
    by: tuple[tuple[str, date], ...] = ()

    @property
    def rules(self) -> tuple[tuple[str, date], ...]:
        """The versions of rules that answered, those that supplied facts among them: id and first day."""
        return (*self.by, *versions_of(self.told))

    @property
    def status(self) -> str:
        if self.reason:
            return "unsupported"
        return "match" if self._is_met() else "mismatch"

    def _is_met(self) -> bool:
        rule = self.told.rule.id if self.told else ""
        return same(self.expected, self.got) or means(self.expected, self.got, rule=rule)


@dataclass(frozen=True, kw_only=True)
class CheckedRow:
    """One worked example. It matches when every key does; a key without a value makes it unsupported."""

    id: str
    keys: tuple[CheckedKey, ...]

    @property
    def status(self) -> str:
        found = {key.status for key in self.keys}
        return next((status for status in ("mismatch", "unsupported") if status in found), "match")

    @property
    def reason(self) -> str:
        return "; ".join(f"{key.key}: {key.reason}" for key in self.keys if key.reason)

    def as_data(self) -> dict[str, Any]:
        """One object of the JSON answer; with several keys, the first that decides, or all of a match."""
        deciding = [key for key in self.keys if key.status == self.status]
        one = deciding[0] if len(deciding) == 1 or self.status != "match" else None
        data: dict[str, Any] = {
            "id": self.id,
            "status": self.status,
            "key": one.key if one else ",".join(key.key for key in self.keys),
            "expected": one.expected if one else {key.key: key.expected for key in self.keys},
            "got": one.got if one else {key.key: key.got for key in self.keys},
        }
        if self.reason:
            data["reason"] = self.reason
        if self.status == "mismatch" and one is not None and one.told is not None:
            data["steps"] = one.told.as_data()["steps"]
        data["keys"] = [
            {"key": key.key, "status": key.status, "expected": key.expected, "got": key.got} for key in self.keys
        ]
        return data


@dataclass(frozen=True, kw_only=True)
class Checked:
    """The answer for a file of worked examples."""

    rows: tuple[CheckedRow, ...]

    @property
    def counts(self) -> dict[str, int]:
        found = Counter(row.status for row in self.rows)
        return {status: found[status] for status in ("match", "mismatch", "unsupported")}

    def as_data(self) -> dict[str, Any]:
        """{rows: [{id, status, key, expected, got}], counts}."""
        return {"rows": [row.as_data() for row in self.rows], "counts": self.counts}


def check_file(*, path: Path) -> Checked:
    """Check a CSV in the shape of worked-examples.csv. Raises BadInput when a column is missing."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        reader = csv.DictReader(file)
        absent = [name for name in COLUMNS if name not in (reader.fieldnames or ())]
        if absent:
            raise BadInput(
                "worked_columns",
                _("Tệp ví dụ thiếu cột {absent}; cần có các cột {columns}."),
                absent=", ".join(absent),
                columns=", ".join(COLUMNS),
            )
        return check(rows=list(reader))


def check(*, rows: Iterable[Mapping[str, Any]]) -> Checked:
    """Check worked examples given as mappings of text, as csv reads them."""
    return Checked(rows=tuple(_row(row) for row in rows))


def _row(row: Mapping[str, Any]) -> CheckedRow:
    try:
        given, expected = (_exact_json(row[name]) for name in ("inputs", "expected"))
    except (json.JSONDecodeError, TypeError):
        key = CheckedKey(key="", expected=row.get("expected"), reason=_("cột inputs hoặc expected không phải là JSON"))
        return CheckedRow(id=row["id"], keys=(key,))
    except BadInput as refusal:
        return CheckedRow(id=row["id"], keys=(CheckedKey(key="", expected=row.get("expected"), reason=str(refusal)),))
    inputs = read_inputs(given=given, instrument=row["instrument"])
    on = _day(row["effective_on"], row["instrument"])
    asked = [(name, value) for name, value in expected.items() if not name.startswith("_")]
    strange = unheard_of(inputs=inputs, known=names.known_to_any())
    if strange:
        reasons = [str(names.unknown(name=name, known=names.known_to_any())) for name in strange]
        return _unanswered(row["id"], asked, "; ".join(reasons))
    if inputs.unread:
        words = _("“{name}”: giá trị không đọc được")
        return _unanswered(row["id"], asked, "; ".join(words.format(name=name) for name in inputs.unread))
    keys = [_key(name, value, inputs=inputs, instrument=row["instrument"], on=on) for name, value in asked]
    used = {rule for key in keys for rule in key.rules}
    if used:
        known = {name for rule, day in used for name in names.known_to(rule=_version(rule, day), on=max(on, day))}
        ids = [rule for rule, _day in used]
        if strange := inputs.not_asked(known=known, rules=ids):
            reasons = [str(names.unknown(name=name, known=known, rule_id=min(ids))) for name in strange]
            return _unanswered(row["id"], asked, "; ".join(reasons))
    return CheckedRow(id=row["id"], keys=tuple(keys))


def _unanswered(id: str, asked: list[tuple[str, Any]], reason: str) -> CheckedRow:  # noqa: A002
    """A row whose inputs say something that the rules do not know: nothing is answered beside it."""
    keys = tuple(CheckedKey(key=name, expected=plain(value), reason=reason) for name, value in asked)
    return CheckedRow(id=id, keys=keys)


def _version(rule_id: str, effective_from: date) -> Rule:
    return next(rule for rule in engine.versions(id=rule_id) if rule.effective_from == effective_from)


def _exact_json(text: str) -> dict[str, Any]:
    found = json.loads(text, parse_float=Decimal, object_pairs_hook=once)
    if not isinstance(found, dict):
        raise TypeError(text)
    return found


def _day(text: str, instrument: str) -> date:
    """The effective day; a phase that the instrument names (2026–2030) begins with its first year."""
    match = re.search(r"(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?", text)
    told = date(int(match[1]), int(match[2] or 1), int(match[3] or 1)) if match else date(2025, 1, 1)
    phase = re.search(r"(20\d{2})\s*[–-]\s*20\d{2}", instrument)
    return max(told, date(int(phase[1]), 1, 1)) if phase else told


# Other names under which examples ask for a step; a rule's own aliases come first.
KEYS = {
    "eligible": "is_of_age",
    "months_of_pay": "months_of_pay_total",
    "total_months": "months_of_pay_total",
    "months_total": "months_of_pay_total",
    "rate": "rate_per_month",
    "multiplier": "rate_per_month",
    "must_cut_at_least": "must_cut",
    "min_cut": "must_cut",
    "max_remaining": "may_keep",
    "step_months": "months_between_steps",
    "months_to_next_step": "months_between_steps",
    "min_headcount": "min_staff",
    "min_payroll": "min_staff",
    "meets": "meets_population_and_area",
    "meets_standards": "meets_population_and_area",
    "must_merge_or_rearrange": "must_rearrange",
    "coef": "coefficient",
    "first_12_months": "within_first_12_months",
    "max_deputies": "max_deputy_heads",
    "non_specialised_staff": "non_specialised",
    "monthly_fund": "monthly_fund_per_village",
}


# -- one expected key --------------------------------------------------------------------------------------------------


def _key(name: str, expected: Any, *, inputs: Inputs, instrument: str, on: date) -> CheckedKey:
    special = special_key(name, inputs=inputs, instrument=instrument, on=on)
    if special is not None:
        value, by = special
        return CheckedKey(key=name, expected=plain(expected), got=value, by=by)
    told, reason = answer(name, inputs=inputs, instrument=instrument, on=on, may_be_nothing=expected is None)
    if told is None:
        return CheckedKey(key=name, expected=plain(expected), reason=reason)
    step = _step_name(told.rule, name, on) or told.rule.gives
    return CheckedKey(key=name, expected=plain(expected), got=plain(told.values[step]), told=told)


def answer(
    name: str, *, inputs: Inputs, instrument: str, on: date, may_be_nothing: bool = False
) -> tuple[Explanation | None, str]:
    """The explanation whose step the key asks for, by the rule of that instrument that uses most of the inputs.

    A step without a value is an answer where it may be nothing and the rule has its result all the same.

    Where that rule has no value (outside its table, a fact is missing or cannot be) no other rule is asked instead.
    """
    tried = [
        _tried(name, inputs, candidate, rank, day, may_be_nothing=may_be_nothing)
        for rank, candidate, day in _candidates(name, inputs, instrument, on)
    ]
    if not tried:
        none = _("không có quy tắc nào của văn bản này cho “{key}”; nội dung văn bản chưa có trong tài liệu")
        return None, none.format(key=name)
    best = min(tried, key=lambda one: one.order)
    return best.told, best.reason


@dataclass(frozen=True)
class _Tried:
    order: tuple[int, int, int, int, int]
    told: Explanation | None
    reason: str


def _tried(name: str, inputs: Inputs, candidate: Rule, rank: int, day: date, *, may_be_nothing: bool) -> _Tried:
    step = _step_name(candidate, name, day) or candidate.gives
    given = inputs.facts.keys()
    known = names.known_to(rule=candidate, on=max(day, candidate.effective_from))
    strange = len(inputs.not_asked(known=known, rules=(candidate.id,)))
    try:
        targets = (step, candidate.gives) if may_be_nothing else (step,)
        told = explain(rule=candidate, facts=inputs.facts, on=day, targets=targets, lenient=True, may_say_more=True)
    except Refusal as refusal:
        used = given & engine.kinds_of(rule=candidate, on=max(day, candidate.effective_from)).keys()
        return _Tried((rank, strange, -len(used), 1, 0), None, str(refusal))
    parts = (told, *told.before)
    used = given & (
        {fact.name for part in parts for fact in part.facts if fact.value is not None}
        | {s.name for part in parts for s in part.steps if s.is_given}
    )
    is_answered = told.values.get(step) is not None or (may_be_nothing and told.result is not None)
    reason = told.outside or ("" if is_answered else _unmet(candidate, told))
    order = (rank, strange, -len(used), 1 if reason else 0, -len(told.steps))
    return _Tried(order, None if reason else told, reason)


def _unmet(rule: Rule, told: Explanation) -> str:
    missing = [fact for fact in told.facts if fact.value is None]
    asked = ", ".join(f"{fact.label} ({fact.name})" for fact in missing[:4])
    return _("{title}: thiếu {asked}").format(title=rule.title, asked=asked or "?")


def _candidates(name: str, inputs: Inputs, instrument: str, on: date) -> list[tuple[int, Rule, date]]:
    asked = numbers(instrument)
    hints = [hint for hint in inputs.only if any(hint in other for other in _having(name))]
    found: list[tuple[int, Rule, date]] = []
    for known in engine.rules().values():
        for version in known:
            if _step_name(version, name, version.effective_from) is None:
                continue
            if version.id in inputs.never or (hints and not any(hint in version.id for hint in hints)):
                continue
            in_force = version.effective_from <= on and (version.effective_to is None or on < version.effective_to)
            rank = rank_of(version, asked)
            if rank is None or (rank > 0 and not in_force):
                continue
            day = on if in_force else version.effective_from
            found.append((2 * rank + (0 if in_force else 1), version, day))
    return sorted(found, key=lambda item: (item[0], item[1].id))


@lru_cache(maxsize=256)
def _having(name: str) -> list[str]:
    return [r.id for known in engine.rules().values() for r in known if _step_name(r, name, r.effective_from)]


def _step_name(rule: Rule, key: str, on: date) -> str | None:
    key = re.sub(r"_only_because_of_\d+_months$", "_only_because_of_6_months", key)
    day = max(on, rule.effective_from)
    steps = engine.kinds_of(rule=rule, on=day).keys() - {fact.name for fact in rule.facts}
    if key in steps:
        return key
    for other in (rule.aliases.get(key), KEYS.get(key), rule.aliases.get(KEYS.get(key, ""))):
        if other in steps:
            return other
    return None
