"""Finding rules, running them over a frame, and telling one row step by step: the same terms do all three."""

from __future__ import annotations

import importlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache, reduce
from operator import or_
from pathlib import Path
from types import MappingProxyType
from typing import Any

import polars as pl

from tinhgon.basis.errors import UnknownReference, Wording
from tinhgon.basis.errors import gettext_noop as _
from tinhgon.law.kinds import Kind
from tinhgon.law.model import Fact, Guard, Part, Rule, Step
from tinhgon.law.parameters import OutsideTable, Parameters, load
from tinhgon.law.reasons import composed

RULES_FOLDER = Path(__file__).parent / "rules"
OUTSIDE = "outside"  # the column that says why a row has no result
FEW = 100
_FEW_ROWS = pl.QueryOptFlags.none()
_FEW_ROWS.comm_subexpr_elim = True  # what the explanation watches is part of what is computed

Drafts = Sequence[Mapping[str, Any]]
_Reasons = Sequence[tuple[pl.Expr, str | pl.Expr]]


@lru_cache(maxsize=1)
def rules() -> Mapping[str, tuple[Rule, ...]]:
    """Every rule by id, its versions in order of the day they come into force. Two of one id and day are refused."""
    found: dict[str, list[Rule]] = {}
    for path in sorted(RULES_FOLDER.glob("*/formulas.py")):
        module = importlib.import_module(f"tinhgon.law.rules.{path.parent.name}.formulas")
        for value in vars(module).values():
            if isinstance(value, Rule):
                versions = found.setdefault(value.id, [])
                if any(other.effective_from == value.effective_from for other in versions):
                    raise ValueError(f"two rules {value.id} from {value.effective_from}")
                versions.append(value)
    ordered = {name: tuple(sorted(found[name], key=lambda r: r.effective_from)) for name in sorted(found)}
    return MappingProxyType(ordered)


def versions(*, id: str) -> tuple[Rule, ...]:  # noqa: A002
    """Every version of a rule. Raises UnknownReference for an id that is not there."""
    try:
        return rules()[id]
    except KeyError:
        raise UnknownReference(
            "rule_unknown",
            _("Không có quy tắc “{id}”; xem danh sách bằng lệnh: tinhgon law list."),
            id=id,
        ) from None


def rule_on(*, id: str, on: date) -> Rule:  # noqa: A002
    """The version in force on a day. Raises OutsideTable when none is."""
    known = versions(id=id)
    for candidate in reversed(known):
        if candidate.effective_from <= on and (candidate.effective_to is None or on < candidate.effective_to):
            return candidate
    until = known[-1].effective_to
    raise OutsideTable(
        "rule_not_in_force",
        _("Ngoài bảng: “{title}” không áp dụng cho ngày {day}; quy định có hiệu lực từ {first} đến trước {until}.")
        if until
        else _("Ngoài bảng: “{title}” không áp dụng cho ngày {day}; quy định có hiệu lực từ {first}."),
        title=Wording(known[0].title),
        day=on,
        first=known[0].effective_from,
        until=until,
    )


@lru_cache(maxsize=64)
def _loaded(subject: str) -> Parameters:
    return load(RULES_FOLDER / subject / "parameters.yaml")


def parameters(*, subject: str, drafts: Drafts = ()) -> Parameters:
    """The figures of a subject, with draft sets laid over them."""
    if not drafts:
        return _loaded(subject)
    return load(RULES_FOLDER / subject / "parameters.yaml", drafts=drafts)


@lru_cache(maxsize=1024)
def _parts(name: str, effective_from: date, on: date) -> tuple[Parameters, tuple[Part, ...]]:
    rule = _version(name, effective_from)
    figures = parameters(subject=rule.subject).seen_on(on)
    return figures, rule.parts(figures)


def parts_on(*, rule: Rule, on: date, drafts: Drafts = ()) -> tuple[Parameters, tuple[Part, ...]]:
    """The figures of the rule's subject on a day, and the rule's conditions and steps with these in them."""
    if not drafts:
        return _parts(rule.id, rule.effective_from, on)
    figures = parameters(subject=rule.subject, drafts=drafts).seen_on(on)
    return figures, rule.parts(figures)


def kinds_of(*, rule: Rule, on: date, drafts: Drafts = ()) -> Mapping[str, Kind]:
    """The kind of every fact and step of a rule, by name."""
    steps = {part.name: part.kind for part in parts_on(rule=rule, on=on, drafts=drafts)[1] if isinstance(part, Step)}
    return steps | {fact.name: fact.held_kind for fact in rule.facts}


# -- what is needed for the steps that are asked for -------------------------------------------------------------------


@dataclass(frozen=True, eq=False)
class Plan:
    """The parts of a rule that a question needs, in order, and the facts these read. One question has one plan."""

    rule: Rule
    parts: tuple[Part, ...]
    facts: tuple[Fact, ...]
    targets: tuple[str, ...]
    figures: Parameters
    given: tuple[Step, ...] = ()

    @property
    def steps(self) -> tuple[Step, ...]:
        return tuple(part for part in self.parts if isinstance(part, Step))

    @property
    def guards(self) -> tuple[Guard, ...]:
        return tuple(part for part in self.parts if isinstance(part, Guard))


def plan(*, rule: Rule, on: date, given: Iterable[str], targets: Sequence[str] = (), drafts: Drafts = ()) -> Plan:
    """What must be computed for `targets` (the rule's result when empty) where the columns `given` are known.

    A step whose name is among `given` is taken as it is given. A condition is asked when its facts are known, or when
    the whole result is asked for.
    """
    if drafts:
        return _planned(rule, on, frozenset(given), tuple(targets), drafts)
    return _known_plan(rule.id, rule.effective_from, on, frozenset(given), tuple(targets))


@lru_cache(maxsize=1024)
def _known_plan(name: str, effective_from: date, on: date, given: frozenset[str], targets: tuple[str, ...]) -> Plan:
    return _planned(_version(name, effective_from), on, given, targets, ())


def _version(name: str, effective_from: date) -> Rule:
    return next(version for version in versions(id=name) if version.effective_from == effective_from)


def _planned(rule: Rule, on: date, known: frozenset[str], targets: tuple[str, ...], drafts: Drafts) -> Plan:
    figures, parts = parts_on(rule=rule, on=on, drafts=drafts)
    steps = {part.name: part for part in parts if isinstance(part, Step)}
    wanted = targets or (rule.gives,)
    reached: set[str] = set()
    facts: set[str] = set()

    def reach(name: str) -> None:
        if name in reached or name in facts:
            return
        if name in steps and name not in known:
            reached.add(name)
            for read in steps[name].term.reads:
                reach(read)
        elif name not in steps:
            facts.add(name)
        else:
            reached.add(name)

    for target in wanted:
        reach(target)
    whole = rule.gives in wanted
    kept: list[Part] = []
    asked = [p for p in parts if isinstance(p, Guard) and (whole or p.holds.reads <= (reached | known))]
    for guard in asked:
        for read in guard.holds.reads:
            reach(read)
    for part in parts:
        if isinstance(part, Guard):
            if part in asked:
                kept.append(part)
        elif part.name in reached and part.name not in known:
            kept.append(part)
    return Plan(
        rule=rule,
        parts=tuple(kept),
        facts=tuple(fact for fact in rule.facts if fact.name in facts),
        targets=wanted,
        figures=figures,
        given=tuple(step for name, step in steps.items() if name in known and name in reached),
    )


# -- running -----------------------------------------------------------------------------------------------------------


def run(
    *,
    rule: Rule,
    facts: pl.DataFrame,
    on: date,
    targets: Sequence[str] = (),
    drafts: Drafts = (),
    keep_steps: bool = True,
    lenient: bool = False,
    watch: Sequence[pl.Expr] = (),
) -> pl.DataFrame:
    """The frame with a column for every step, and `outside`: null, or why that row has no result.

    `facts` holds values as `kinds.hold` makes them (see `reading.read_frame`). A fact that another rule gives is
    computed by that rule when its own facts are there. Raises BadInput when a fact that is needed has no column, unless
    `lenient`: then what does not depend on it is still computed, and the rest stays empty. `watch` are further columns,
    computed of the steps before any row is found to be outside.
    """
    work = plan(rule=rule, on=on, given=facts.columns, targets=targets, drafts=drafts)
    supplied = _supplied(facts, work, on=on, drafts=drafts, lenient=lenient)
    made = _made(work, frozenset(supplied.columns), lenient)
    # Few rows: sharing the work out, or choosing a plan for it, would take longer than the work.
    few = facts.height < FEW
    with_columns = pl.LazyFrame.with_columns_seq if few else pl.LazyFrame.with_columns
    frame = supplied.lazy()
    for layer in made.layers:
        frame = with_columns(frame, layer)
    frame = with_columns(frame, made.bad, *watch)
    done = frame.collect(optimizations=_FEW_ROWS) if few else frame.collect()
    left = [] if keep_steps else [step.name for step in work.steps if step.name not in work.targets]
    kept = [step.name for step in work.steps if step.name not in left]
    return _without_outsiders(done, made.reasons, kept).drop(left)


@dataclass(frozen=True)
class _Made:
    """A plan as expressions, for a frame with certain columns: layers of columns, and why a row may be outside."""

    layers: tuple[tuple[pl.Expr, ...], ...]
    reasons: tuple[tuple[pl.Expr, str | pl.Expr], ...]
    bad: pl.Expr


@lru_cache(maxsize=1024)
def _made(work: Plan, columns: frozenset[str], lenient: bool) -> _Made:  # noqa: FBT001
    filled: list[pl.Expr] = []
    reasons: list[tuple[pl.Expr, str | pl.Expr]] = []
    for fact in work.facts:
        default = None if fact.default is None else fact.held(fact.default)
        if fact.name not in columns:
            filled.append(pl.lit(default, dtype=fact.held_kind.dtype).alias(fact.name))
            continue
        if default is not None:
            filled.append(pl.col(fact.name).fill_null(default))
        reasons += _bounds(fact)
    for part in work.parts:
        if isinstance(part, Guard):
            said = part.otherwise if part.reason is None else part.reason.expr
            reasons.append((~part.holds.expr.fill_null(lenient), said))
        elif not part.optional and not lenient:
            reasons.append((pl.col(part.name).is_null(), _no_value(part)))
    failed = [condition.fill_null(value=False) for condition, _ in reasons]
    bad = (reduce(or_, failed) if failed else pl.lit(value=False)).alias(OUTSIDE)
    layers = [filled, *([_column(step) for step in layer] for layer in _layers(work))]
    return _Made(tuple(tuple(layer) for layer in layers if layer), tuple(reasons), bad)


def _supplied(facts: pl.DataFrame, work: Plan, *, on: date, drafts: Drafts, lenient: bool) -> pl.DataFrame:
    """The facts with those that other rules give; raises BadInput for one that nobody gives."""
    supplied = facts
    for fact in work.facts:
        if fact.name in facts.columns:
            continue
        supplier = supplier_of(fact=fact, given=supplied.columns, on=on) if is_asked(fact=fact, facts=facts) else None
        if supplier is not None and fact.supplied_by:
            step = fact.supplied_by[1]
            result = run(rule=supplier, facts=facts, on=on, targets=(step,), drafts=drafts, keep_steps=False)
            supplied = supplied.with_columns(result[step].alias(fact.name))
        elif fact.is_needed and not lenient:
            raise fact.missing()
    return supplied


def _layers(work: Plan) -> list[list[Step]]:
    """Steps that do not wait for one another stand in one layer, so that they are computed side by side."""
    depth: dict[str, int] = {}
    layers: list[list[Step]] = []
    for step in work.steps:
        depth[step.name] = 1 + max((depth.get(name, -1) for name in step.term.reads), default=-1)
        layers += [[] for _ in range(depth[step.name] + 1 - len(layers))]
        layers[depth[step.name]].append(step)
    return layers


def _without_outsiders(done: pl.DataFrame, reasons: _Reasons, steps: Sequence[str]) -> pl.DataFrame:
    """Rows for which a condition does not hold lose their figures (`steps`) and get the first reason."""
    if not (done[OUTSIDE].any() if done.height >= FEW else any(done[OUTSIDE].to_list())):
        none = pl.Series(OUTSIDE, [None], dtype=pl.String).new_from_index(0, done.height)
        return done.replace_column(done.get_column_index(OUTSIDE), none)
    chain: Any = pl
    for failed, message in reasons:
        said = pl.lit(message, dtype=pl.String) if isinstance(message, str) else message
        chain = chain.when(failed).then(said)
    inside = ~pl.col(OUTSIDE)
    return done.with_columns(
        chain.otherwise(None).alias(OUTSIDE),
        *(pl.when(inside).then(pl.col(name)).alias(name) for name in steps),
    )


def _column(step: Step) -> pl.Expr:
    expr = step.term.at_scale(step.kind.scale) if step.term.kind.is_number and step.kind.is_number else step.term.expr
    return expr.alias(step.name)


def _no_value(step: Step) -> str:
    return composed(_("Ngoài bảng: không tính được “{label}” từ số liệu này."), step.label)


def _bounds(fact: Fact) -> list[tuple[pl.Expr, str]]:
    column = pl.col(fact.name)
    found: list[tuple[pl.Expr, str]] = []
    if fact.is_needed:
        found.append((column.is_null(), composed(_("Thiếu “{label}”."), fact.label)))
    low, high = fact.bounds()
    if low is not None:
        found.append((column < low, composed(_("“{label}” nhỏ hơn mức cho phép."), fact.label)))
    if high is not None:
        found.append((column > high, composed(_("“{label}” lớn hơn mức cho phép."), fact.label)))
    if fact.choices is not None:
        found.append(
            (
                ~column.is_in(list(fact.choices)),
                composed(_("“{label}” không thuộc các giá trị của quy định."), fact.label),
            )
        )
    return found


def all_targets(*, rule: Rule, on: date, given: Iterable[str], drafts: Drafts = ()) -> tuple[str, ...]:
    """The steps that can be told of one row: its result, and whatever else needs nothing that is not there."""
    if drafts:
        return _all_targets(rule, on, frozenset(given), drafts)
    return _known_targets(rule.id, rule.effective_from, on, frozenset(given))


@lru_cache(maxsize=1024)
def _known_targets(name: str, effective_from: date, on: date, given: frozenset[str]) -> tuple[str, ...]:
    rule = _version(name, effective_from)
    return _all_targets(rule, on, given, ())


def _all_targets(rule: Rule, on: date, given: frozenset[str], drafts: Drafts) -> tuple[str, ...]:
    needed = {fact.name for fact in plan(rule=rule, on=on, given=given, drafts=drafts).facts}
    found = [rule.gives]
    for part in parts_on(rule=rule, on=on, drafts=drafts)[1]:
        if isinstance(part, Step) and part.name not in given:
            work = plan(rule=rule, on=on, given=given, targets=(rule.gives, part.name), drafts=drafts)
            extra = [fact for fact in work.facts if fact.name not in needed | given and fact.is_needed]
            if all(supplier_of(fact=fact, given=given, on=on) is not None for fact in extra):
                found.append(part.name)
    return tuple(dict.fromkeys(found))


def is_asked(*, fact: Fact, facts: pl.DataFrame) -> bool:
    """Whether any row needs a fact that is only needed for one value of another."""
    if fact.supplied_when is None:
        return True
    name, value = fact.supplied_when
    return name in facts.columns and bool((facts[name] == value).any())


def supplier_of(*, fact: Fact, given: Iterable[str], on: date) -> Rule | None:
    """The rule that gives a fact out of what is given, if there is one."""
    if fact.supplied_by is None:
        return None
    name, step = fact.supplied_by
    try:
        candidate = rule_on(id=name, on=on)
        there = set(given)
        work = plan(rule=candidate, on=on, given=there, targets=(step,))
    except OutsideTable:
        return None
    unmet = [needed for needed in work.facts if needed.is_needed and needed.name not in there]
    return None if any(supplier_of(fact=needed, given=there, on=on) is None for needed in unmet) else candidate
