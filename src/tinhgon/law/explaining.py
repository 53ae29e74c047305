"""One row told: every step with its figures in words, its article, the figures of the law used, how sure they are."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from typing import Any

import polars as pl

from tinhgon.basis.errors import Wording
from tinhgon.basis.errors import gettext_noop as _
from tinhgon.basis.findings import Finding
from tinhgon.law import engine, names, reading
from tinhgon.law.kinds import KINDS, plain, worded
from tinhgon.law.model import Guard, Rule, Step
from tinhgon.law.parameters import Entry
from tinhgon.law.reasons import said_outside
from tinhgon.law.terms import Row, Say, Term

COMPARED, UNASKED = "law_compared_until", "law_fact_unasked"  # findings that say nothing against the law used
COMPARED_UNTIL = "compared_until"  # the word for how sure a result is


@dataclass(frozen=True, kw_only=True)
class Told:
    """One step of an explanation: what, under which article, how, and the value as data and in words."""

    name: str
    label: str
    cite: str
    how: str
    value: Any
    text: str
    suffix: str = ""
    sure: str = "verified"
    kind: str = "number"
    is_condition: bool = False
    is_given: bool = False


@dataclass(frozen=True, kw_only=True)
class Explanation:
    """The result of one rule for one set of facts. `outside` is why there is none."""

    rule: Rule
    on: date
    facts: tuple[Told, ...]
    steps: tuple[Told, ...]
    values: Mapping[str, Any]
    outside: str = ""
    figures: tuple[Entry, ...] = ()
    findings: tuple[Finding, ...] = ()
    before: tuple[Explanation, ...] = field(default=())
    compared_until: date | None = None

    @property
    def result(self) -> Any:
        return self.values.get(self.rule.gives)

    @property
    def is_sure(self) -> bool:
        """Whether nothing in it is recalled, drafted or unread, and the law was compared up to the day asked about."""
        return not self.findings and all(part.is_sure for part in self.before)

    @property
    def until(self) -> date | None:
        """The last day up to which all law used was compared, where the day asked about is later."""
        days = [part.until for part in self.before] + [self.compared_until]
        return min((day for day in days if day is not None), default=None)

    @property
    def sure(self) -> str:
        """`unverified` where anything is recalled, drafted or unread; else `compared_until` (see `until`) where the
        day asked about is later than the last comparison; else `verified`."""
        if any(finding.code not in {COMPARED, UNASKED} for part in self._parts() for finding in part.findings):
            return "unverified"
        return "verified" if self.until is None else COMPARED_UNTIL

    def _parts(self) -> tuple[Explanation, ...]:
        return (*(inner for part in self.before for inner in part._parts()), self)

    def _dated(self, sure: str) -> str:
        return COMPARED_UNTIL if sure == "verified" and self.compared_until else sure

    def as_data(self) -> dict[str, Any]:
        """For JSON: the result, the version of the law, the steps and the figures used."""
        return {
            "rule": self.rule.id,
            "law": {"cite": self.rule.cite, "effective_from": self.rule.effective_from.isoformat()},
            "on": self.on.isoformat(),
            "gives": self.rule.gives,
            "result": self.result,
            "outside": self.outside or None,
            "sure": self.sure,
            "compared_until": self.until.isoformat() if self.until else None,
            "steps": [
                {
                    "name": s.name, "label": s.label, "cite": s.cite, "how": s.how, "value": s.value,
                    "sure": self._dated(s.sure),
                }
                for s in self.steps
            ],
            "figures": [
                {
                    "name": e.name, "label": e.label, "value": e.worded(), "from": e.effective_from.isoformat(),
                    "instrument": e.instrument, "article": e.article, "link": e.link,
                    "sure": self._dated(e.sure),
                    "checked_on": e.checked_on.isoformat() if e.checked_on else None,
                }
                for e in self.figures
            ],
            "findings": [finding.render() for finding in self.findings],
            "before": [part.as_data() for part in self.before],
        }  # fmt: skip


def explain(
    *,
    rule: Rule,
    facts: Mapping[str, Any],
    on: date,
    targets: Sequence[str] = (),
    drafts: engine.Drafts = (),
    lenient: bool = False,
    may_say_more: bool = False,
    say: Say = str,
) -> Explanation:
    """The rule for one set of facts, told step by step. The same terms as for a column, so the same result.

    A name that neither the rule nor those that supply it ask for is refused; `may_say_more` is for callers that ask
    several rules about one set of facts and have looked at the names themselves (`names.refuse_unknown`).

    Without `targets` every step of the rule is told, also what its result does not need. `say` is the language in
    which figures are told (`how`, `outside`); labels stay source strings, translated where they are shown.

    Raises BadInput for a fact that is missing, unknown or cannot be, OutsideTable for a day without a figure.
    """
    unasked: tuple[str, ...] = ()
    if not may_say_more:
        known = names.known_to(rule=rule, on=on)
        names.refuse_unknown(given=facts, known=known | names.known_in_time(rule.id), rule_id=rule.id)
        unasked = tuple(name for name in facts if name not in known)
    kinds = engine.kinds_of(rule=rule, on=on, drafts=drafts)
    frame = reading.read_one(values=facts, rule=rule, kinds=kinds)
    targets = targets or engine.all_targets(rule=rule, on=on, given=frame.columns, drafts=drafts)
    before: list[Explanation] = []
    work = engine.plan(rule=rule, on=on, given=frame.columns, targets=targets, drafts=drafts)
    for fact in work.facts:
        if fact.name in frame.columns:
            continue
        if not engine.is_asked(fact=fact, facts=frame):
            continue
        supplier = engine.supplier_of(fact=fact, given=facts, on=on)
        if supplier is not None and fact.supplied_by:
            step = fact.supplied_by[1]
            part = explain(
                rule=supplier, facts=facts, on=on, targets=(step,), drafts=drafts, may_say_more=True, say=say
            )
            before.append(part)
            if part.outside:
                return _outside(rule, on, part, before)
            value = fact.held(part.values[step])
            frame = frame.hstack([pl.Series(fact.name, [value], dtype=fact.held_kind.dtype)])
    terms, watch = _asked(work)
    done = engine.run(rule=rule, facts=frame, on=on, targets=targets, drafts=drafts, lenient=lenient, watch=watch)
    told = _tell(work, done, terms, say)
    outside = said_outside(done[engine.OUTSIDE][0] or "", say)
    used = _unique([entry for _, entries in told for entry in entries])
    steps = tuple(step for step, _ in told)
    until = _compared_until(work, done, on, used)
    return Explanation(
        rule=rule,
        on=on,
        facts=_facts(work, done),
        steps=steps,
        values={} if outside else {step.name: step.value for step in steps if not step.is_condition},
        outside=outside,
        figures=used,
        findings=(*_doubts(rule, steps, used), *_unasked(rule, unasked), *_compared(rule, until)),
        before=tuple(before),
        compared_until=until,
    )


def _outside(rule: Rule, on: date, part: Explanation, before: list[Explanation]) -> Explanation:
    return Explanation(
        rule=rule, on=on, facts=part.facts, steps=(), values={}, outside=part.outside, before=tuple(before)
    )


@lru_cache(maxsize=1024)
def _asked(work: engine.Plan) -> tuple[Mapping[int, Term], tuple[pl.Expr, ...]]:
    """The terms whose values the words ask for, and these values as columns; what is a step is not computed again."""
    terms: dict[int, Term] = {}
    for part in work.parts:
        term = part.holds if isinstance(part, Guard) else part.term
        for node in (*term.nodes, *([term] if isinstance(part, Guard) else [])):
            terms[id(node)] = node
    steps = {id(step.term): step for step in work.steps if step.term.scale == step.kind.scale}
    exprs = {key: pl.col(steps[key].name) if key in steps else node.expr for key, node in terms.items()}
    return terms, tuple(expr.alias(f"n{key}") for key, expr in exprs.items())


def _tell(work: engine.Plan, done: pl.DataFrame, terms: Mapping[int, Term], say: Say) -> list[tuple[Told, list[Entry]]]:
    columns = done.row(0, named=True)
    shown: dict[str, Any] = dict(columns)
    row = Row(shown, {key: columns[f"n{key}"] for key in terms}, say)
    for name, kind in [(f.name, f.held_kind) for f in work.facts] + [
        (s.name, s.kind) for s in (*work.steps, *work.given)
    ]:
        shown[f"{name} "] = worded(kind, columns.get(name))
    told: list[tuple[Told, list[Entry]]] = [(_given(step, columns), []) for step in work.given]
    for part in work.parts:
        if isinstance(part, Guard):
            told.append((_condition(part, row), part.holds.uses(row)))
        elif not part.hidden:
            told.append((_step(part, row, columns), part.term.uses(row)))
    return told


def _step(step: Step, row: Row, columns: Mapping[str, Any]) -> Told:
    value = columns[step.name]
    how = step.term.words(row)
    text = (step.words or {}).get(str(value)) or worded(step.kind, value)
    return Told(
        name=step.name,
        label=step.label,
        cite=step.cite,
        how="" if how in {text, row.say(worded(step.kind, value))} else how,
        value=plain(step.kind, value),
        text=text,
        suffix=step.kind.suffix if step.kind.name != "percent" else "",
        sure=step.sure,
        kind=step.kind.name,
    )


def _given(step: Step, columns: Mapping[str, Any]) -> Told:
    value = columns[step.name]
    return Told(
        name=step.name, label=step.label, cite=step.cite, how="", value=plain(step.kind, value),
        text=worded(step.kind, value), suffix=step.kind.suffix, sure=step.sure, kind=step.kind.name, is_given=True,
    )  # fmt: skip


def _condition(guard: Guard, row: Row) -> Told:
    holds = bool(row.nodes[id(guard.holds)])
    return Told(
        name="",
        label=guard.label,
        cite=guard.cite,
        how=guard.holds.words(row),
        value=holds,
        text=_("đạt") if holds else _("không đạt"),
        sure=guard.sure,
        kind="bool",
        is_condition=True,
    )


def _facts(work: engine.Plan, done: pl.DataFrame) -> tuple[Told, ...]:
    columns = done.row(0, named=True)
    told = []
    for fact in work.facts:
        value = columns.get(fact.name)
        text = worded(fact.held_kind, value)
        if fact.choices and value in fact.choices:
            text = fact.choices[str(value)]
        told.append(
            Told(
                name=fact.name,
                label=fact.label,
                cite="",
                how="",
                value=plain(KINDS[fact.kind], value),
                text=text,
                suffix=fact.held_kind.suffix if fact.kind != "percent" and value is not None else "",
                kind=fact.kind,
            )
        )
    return tuple(told)


def _unique(entries: list[Entry]) -> tuple[Entry, ...]:
    seen: dict[tuple[str, date, str], Entry] = {}
    for entry in entries:
        seen.setdefault((entry.name, entry.effective_from, entry.worded()), entry)
    return tuple(seen.values())


def _doubts(rule: Rule, steps: tuple[Told, ...], used: tuple[Entry, ...]) -> tuple[Finding, ...]:
    """What in the result is recalled, unread or only drafted."""
    found: list[Finding] = []
    if rule.sure == "unverified":
        found.append(_doubt(_("Quy tắc “{label}” chưa đối chiếu với bản gốc."), rule.title, rule.cite))
    found += [
        _doubt(_("Bước “{label}” ghi theo trí nhớ, chưa đối chiếu với văn bản."), step.label, step.cite)
        for step in steps
        if step.sure == "unverified" and step.value is not None  # a doubtful step without a value says nothing
    ]
    for entry in used:
        cite = ", ".join(part for part in (entry.instrument, entry.article) if part)
        if entry.sure == "unverified":
            found.append(_doubt(_("Số liệu “{label}” chưa đối chiếu với văn bản."), entry.label, cite))
        if entry.sure == "draft":
            found.append(_doubt(_("Số liệu “{label}” lấy từ dự thảo, chưa có hiệu lực."), entry.label, cite))
    if rule.note:
        found.append(Finding(severity="info", code="law_note", message=rule.note, citation=rule.cite))
    return tuple(found)


def _compared_until(work: engine.Plan, done: pl.DataFrame, on: date, used: tuple[Entry, ...]) -> date | None:
    """The last day of comparison, where the day of the law, or a day among the facts that it counts from, is later.

    Facts of that kind are days of leaving, of pay, of a congress: the law in force on them is what decides.
    """
    days = [work.figures.checked_on, *(entry.checked_on for entry in used)]
    checked = min((day for day in days if day is not None), default=None)
    stated = [done[fact.name][0] for fact in work.facts if fact.kind == "date" and fact.name in done.columns]
    latest = max([on, *(day for day in stated if day is not None)])
    return checked if checked is not None and latest > checked else None


def _compared(rule: Rule, until: date | None) -> tuple[Finding, ...]:
    if until is None:
        return ()
    message = _("“{label}”: đối chiếu đến ngày {until}; chưa xem văn bản ban hành sau ngày đó.")
    data = {"label": Wording(rule.title), "until": until}
    return (Finding(severity="info", code=COMPARED, message=message, data=data, citation=rule.cite),)


def _unasked(rule: Rule, given: tuple[str, ...]) -> Iterator[Finding]:
    """Facts that only other versions of the rule ask for: they do not count on this day, and this is told."""
    for name in given:
        asked = [version for version in engine.versions(id=rule.id) if name in names.known_to_version(version)]
        fact = next((fact for version in asked for fact in version.facts if fact.name == name), None)
        message = _("“{label}” ({fact}) không được tính: chỉ quy định có hiệu lực từ ngày {first} hỏi đến.")
        data = {"label": Wording(fact.label if fact else name), "fact": name, "first": asked[0].effective_from}
        yield Finding(severity="warning", code=UNASKED, message=message, data=data, citation=rule.cite)


def _doubt(message: str, label: str, cite: str) -> Finding:
    return Finding(
        severity="warning", code="law_unverified", message=message, data={"label": Wording(label)}, citation=cite
    )
