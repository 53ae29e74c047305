"""A case as a page: where it stands, what it waits for, what was done by whom, and what the reader may do now."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext

from tinhgon.access.rights import Rights
from tinhgon.basis.asof import AsOf
from tinhgon.basis.findings import Finding
from tinhgon.cases import store
from tinhgon.cases.acts import Act
from tinhgon.cases.acts.base import Told
from tinhgon.cases.acts.comment import Comment
from tinhgon.cases.acts.leaving import Pass
from tinhgon.cases.definition import acts_of
from tinhgon.cases.definition.model import ENDS, Step
from tinhgon.cases.definition.words import outcome, who
from tinhgon.cases.doing import Doing, doings
from tinhgon.cases.state import Counted, Run, State
from tinhgon.cases.terms import terms_of
from tinhgon.law.clocks import official_calendar
from tinhgon.ledger.registry import EFFECTS
from tinhgon.procedures.results import proposed
from tinhgon.record.actor import Actor
from tinhgon.registers.establishment.access import DRAFT_DECISIONS
from tinhgon.registers.units.queries import named
from tinhgon.web.cases.acting import ActForm, Known, Sent, act_forms, check_told, step_doing
from tinhgon.web.cases.beginning import expected_people
from tinhgon.web.cases.clocks import Clock, term_told
from tinhgon.web.cases.people import Somebody, people_of
from tinhgon.web.cases.text import Text, findings_of, text_of
from tinhgon.web.kit.asking import Asked
from tinhgon.web.kit.field_words import label_of
from tinhgon.web.kit.findings import Said, said
from tinhgon.web.kit.words import upper_first

CLAUSES = 60


DEEDS = 60
"""Acts that a page shows before the whole list is asked for."""


@dataclass(frozen=True)
class Stop:
    """A step on the rail. `state`: done, now or next, with its word."""

    title: str
    state: str
    word: str
    by: str
    result: str
    at: datetime | None
    who: str
    clocks: tuple[Clock, ...]


@dataclass(frozen=True)
class Deed:
    """An act in the list of what was done."""

    seq: int
    at: datetime
    title: str
    told: str
    by: str
    place: str
    typed_by: str
    stood_for: str
    withdrawn: bool
    late: bool


@dataclass(frozen=True)
class Lacking:
    """What is missing to go on."""

    sentence: str
    citation: str


@dataclass(frozen=True)
class Barred:
    """An act that the step waits for and that the reader may not do, with the reason."""

    title: str
    reasons: tuple[Said, ...]


@dataclass(frozen=True)
class CasePage:
    """`seq`: the last act that the page knows of; an act goes with it."""

    case: int
    title: str
    procedure: str
    variant: str
    instrument: str
    sure: str
    unit: str
    unit_id: int
    opened_at: datetime
    seq: int
    state: str
    is_open: bool
    paused: bool
    stops: tuple[Stop, ...]
    clocks: tuple[Clock, ...]
    lacks: tuple[Lacking, ...]
    next_forms: tuple[ActForm, ...]
    other_forms: tuple[ActForm, ...]
    barred: tuple[Barred, ...]
    signs: bool
    deeds: tuple[Deed, ...]
    more_deeds: int
    concerned: tuple[Somebody, ...]
    text: Text | None
    number: str
    dated: date | None
    reason: str
    decision: int | None
    comes_to: ComesTo | None = None
    stands_for: str = ""
    refused: str = ""
    refusals: tuple[Said, ...] = ()
    done: bool = False


@dataclass(frozen=True)
class ComesTo:
    """The decision that the case comes to, for who may draft it: in words, or what is still to be stated."""

    title: str
    says: str
    asks: tuple[str, ...]


@dataclass(frozen=True)
class Seen:
    """Who looks at the case: the actor, what they may read, and in whose place they act (a file code)."""

    by: Actor
    rights: Rights
    stands_for: str = ""


def case_page(
    asked: Asked, state: State, seen: Seen, *, sent: Sent | None = None, refused: str = "",
    refusals: Sequence[Finding] = (), done: bool = False, whole: bool = False,
) -> CasePage:  # fmt: skip
    """The case as its acts give it, with the forms of what this person may do now."""
    found = findings_of(state)
    known = people_of(
        asked, _everybody(state) | expected_people(state), rights=seen.rights, by=seen.by, case=state.case
    )
    told = {one: known[one].told for one in known}
    may = doings(state, by=seen.by)
    words = {one.code: one.sentence for one in found}
    forms = tuple(act_forms(state, may, Known(words, told, asked.today), sent))
    asked_for = {value for form in forms if form.name == "acknowledge" for _name, value in form.fixed}
    units = named(AsOf(asked.today), [state.unit])
    clocks = _clocks(state, asked.today)
    shown = state.acts if whole else state.acts[-DEEDS:]
    return CasePage(
        case=state.case,
        title=state.title,
        procedure=gettext(state.procedure.title),
        variant=gettext(state.version.title) if state.version.title else "",
        instrument=state.version.instrument.label(),
        sure=state.version.instrument.sure,
        unit=upper_first(f"{units[state.unit].kind} {units[state.unit].name}") if state.unit in units else "",
        unit_id=state.unit,
        opened_at=state.opened_at,
        seq=state.seq,
        state=_stands(state),
        is_open=state.is_open,
        paused=state.paused,
        stops=tuple(_stops(state, known, clocks)),
        clocks=tuple(one for _step, one in clocks),
        lacks=tuple(_lacks(state)),
        next_forms=tuple(one for one in forms if one.is_next),
        other_forms=tuple(one for one in forms if not one.is_next),
        barred=tuple(_barred(state, may)),
        signs=any(one.name == "sign" and one.is_next and one.is_open for one in may) and state.draft is not None,
        deeds=tuple(_deeds(state, known, words, seen.by.person, shown)),
        more_deeds=len(state.acts) - len(shown),
        concerned=tuple(known[one] for one in sorted(state.named) if one in known),
        text=text_of(asked, state, seen.rights, known, found=found, asked_for=asked_for),
        number=state.number,
        dated=state.dated,
        reason=state.reasons[-1] if state.reasons else "",
        decision=next((act.payload.decision for act in reversed(state.acts) if act.doing == "sign"), None),
        comes_to=_comes_to(asked, state, seen),
        stands_for=seen.stands_for,
        refused=refused,
        refusals=said(worded(refusals, words)),
        done=done,
    )


def _comes_to(asked: Asked, state: State, seen: Seen) -> ComesTo | None:
    found = proposed(state, AsOf(asked.today)) if seen.rights.may(DRAFT_DECISIONS) else None
    if found is None:
        return None
    model = EFFECTS[found.kind]
    says = found.effect.describe() if found.effect else ""
    return ComesTo(gettext(model.title), says, tuple(label_of(model.__name__, name) for name in found.asks))


def _stands(state: State) -> str:
    if not state.is_open:
        return gettext(ENDS.get(state.closed, state.closed))
    return gettext("Đang tạm dừng") if state.paused else state.here.title


def _everybody(state: State) -> set[int]:
    hands = {person for hand in state.hands for person in hand.people}
    names = {name for run in state.visits() for name in (*run.names, *run.names_in, *run.summoned)}
    return hands | names | set(state.named)


# -- steps, terms, needs ----------------------------------------------------------------------------------------------


def _clocks(state: State, today: date) -> list[tuple[str, Clock]]:
    titles = {step.id: step.title for step in state.version.steps}
    terms = terms_of(state, calendar=official_calendar(), on=today)
    return [(one.step, term_told(one, titles[one.step], state.version.instrument.label(), today)) for one in terms]


def _stops(state: State, known: Mapping[int, Somebody], clocks: Sequence[tuple[str, Clock]]) -> Iterable[Stop]:
    runs = {run.step: run for run in state.path}
    for step in state.version.steps:
        run = runs.get(step.id)
        here = state.is_open and step.id == state.step
        kind = "now" if here else "done" if run and run.left_seq else "next"
        words = {"now": gettext("Đang làm"), "done": gettext("Xong"), "next": gettext("Chưa đến")}
        yield Stop(
            title=step.title,
            state=kind,
            word=words[kind],
            by=_by(step),
            result=outcome(run.outcome, gettext) if run and run.outcome and kind == "done" else "",
            at=run.left_at if run else None,
            who=_hands_of(state, run, known) if run else "",
            clocks=tuple(clock for of, clock in clocks if of == step.id) if here else (),
        )


def _by(step: Step) -> str:
    people = dict.fromkeys(who(by, gettext) for rule in acts_of(step).values() for by in rule.by)
    return upper_first(", ".join(people))


def _hands_of(state: State, run: Run, known: Mapping[int, Somebody]) -> str:
    """Who did the acts of a visit that the step is for, without its leaving."""
    last = run.left_seq or state.seq
    done = [act for act in state.acts if run.entered_seq < act.seq <= last and act.seq not in state.withdrawn]
    own = set(acts_of(state.version.step(run.step)))
    return ", ".join(dict.fromkeys(_told(known, act.actor.person) for act in done if act.doing in own))


def _told(known: Mapping[int, Somebody], person: int | None) -> str:
    return known[person].told if person is not None and person in known else ""


def _lacks(state: State) -> Iterable[Lacking]:
    """What is missing to leave the step. Warnings not acknowledged are told by their own forms."""
    for one in store.lacking(state):
        if one.code not in ("warning_unread", "error_left"):
            yield Lacking(upper_first(one.render(gettext)), one.citation)


def _barred(state: State, may: Sequence[Doing]) -> Iterable[Barred]:
    """Of the acts that are next those which concern, relation or an earlier act of one's own keeps the reader from."""
    for one in may:
        if not one.is_next or one.is_open:
            continue
        apart = [finding for finding in one.findings if finding.code not in ("not_competent", "post_not_held")]
        if apart and not any(finding.code == "not_competent" for finding in one.findings):
            yield Barred(step_doing(state, one.name) or gettext(one.title), said(apart))


def worded(findings: Sequence[Finding], words: Mapping[str, str]) -> list[Finding]:
    """The findings with the sentence of a warning in the place of its code."""
    return [
        replace(one, data={**one.data, "code": words.get(str(one.data["code"]), one.data["code"])})
        if "code" in one.data else one
        for one in findings
    ]  # fmt: skip


# -- acts -------------------------------------------------------------------------------------------------------------


def _deeds(
    state: State, known: Mapping[int, Somebody], words: Mapping[str, str], reader: int | None, acts: Sequence[Act]
) -> Iterable[Deed]:  # fmt: skip
    """These acts, the newest first; of a count that waits for the second one, its numbers only to whoever counted."""
    alone = {one.seq for one in state.run.counts if _is_first(state, one)} if state.is_open else set()
    comments = store.texts_of(state.case, Comment, "text", after=acts[0].seq - 1)
    for act in reversed(acts):
        person = known.get(act.actor.person)
        typist = act.entered_by
        yield Deed(
            seq=act.seq,
            at=act.done_at,
            title=step_doing(state, act.doing) or gettext(act.title),
            told=gettext("Đã đếm; số phiếu hiện ra khi người thứ hai đếm xong.")
            if act.seq in alone and act.actor.person != reader
            else comments.get(act.seq) or act_told(state, act, known, words),
            by=person.told if person else act.actor.account,
            place=person.place if person else "",
            typed_by=_told(known, typist.person) if typist else "",
            stood_for=_told(known, act.actor.for_person),
            withdrawn=act.seq in state.withdrawn,
            late=bool(act.payload.late_reason),
        )


def _is_first(state: State, count: Counted) -> bool:
    """Whether nobody has counted the same a second time yet: the second counter must not know these numbers."""
    return len(state.run.counts_of(count.vote, count.matter, count.round)) < 2


def act_told(state: State, act: Act, known: Mapping[int, Somebody], words: Mapping[str, str]) -> str:
    """The sentence of an act; steps, outcomes, needs, warnings and people in words instead of their names."""
    told = act.payload.tell()
    titles = {step.id: step.title for step in state.version.steps}
    if isinstance(act.payload, Pass):
        left = next((run.step for run in state.visits() if run.left_seq == act.seq), "")
        entered = next((run.step for run in state.visits() if run.entered_seq == act.seq), "")
        return " → ".join(titles[one] for one in (left, entered) if one in titles)
    said_as: dict[str, Any] = {}
    for name, value in told.data.items():
        if name == "to" and value in titles:
            said_as[name] = titles[value]
        elif name == "outcome":
            said_as[name] = outcome(str(value), gettext)
        elif name == "does":
            said_as[name] = step_doing(state, str(value)) or value
        elif name == "code":
            said_as[name] = words.get(str(value), value)
        elif name == "check":
            said_as[name] = check_told(str(value))
        elif name == "person" and value in known:
            said_as[name] = known[value].told
    return Told(told.message, {**told.data, **said_as}).render(gettext)
