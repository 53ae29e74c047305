"""The door: an act is judged by the ledger and the rules of its day, written, and never judged again.

In one transaction: read the case, judge, write the derived rows (what no two cases share is a unique index, so it is
exact), and last the act, whose lock is held to the end of the commit.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date, datetime

from django.db import IntegrityError, transaction

from tinhgon.basis.errors import Conflict, Refusal, UnknownReference
from tinhgon.basis.errors import gettext_noop as _
from tinhgon.basis.findings import Finding
from tinhgon.cases import store
from tinhgon.cases.acts import Act, Kind
from tinhgon.cases.acts.leaving import Pass
from tinhgon.cases.acts.opening import About, Open
from tinhgon.cases.books import Books
from tinhgon.cases.definition import Procedure, Version, acts_anywhere, acts_of
from tinhgon.cases.entitling import entitled, may_open
from tinhgon.cases.fold import after, begun
from tinhgon.cases.judging import allowed, is_refused
from tinhgon.cases.kinds.read_case import ReadCase
from tinhgon.cases.kinds.refuse_act import RefuseAct
from tinhgon.cases.ledger import Ledger
from tinhgon.cases.state import State
from tinhgon.cases.waiting import likely_outcome
from tinhgon.decisions.authority import NotEntitled
from tinhgon.ledger.queries.knowledge import HOME
from tinhgon.record import acts as record
from tinhgon.record import readings
from tinhgon.record.actor import Actor
from tinhgon.registers.staff.codes import need_persons

SUPERVISION = "giam-sat"
RETRIES = 8
"""How often an act that commutes is judged again when somebody else was quicker."""


class NotAllowed(Refusal):
    """Nothing was written: every reason is kept, the first is the sentence."""

    def __init__(self, findings: Sequence[Finding]) -> None:
        first = next(finding for finding in findings if finding.is_error)
        super().__init__(first.code, first.message, **first.data)
        self.findings = tuple(findings)


PERSON = "person"
"""What a procedure about people calls its subject; the key is the code of a file."""


@dataclass(frozen=True)
class Moved:
    """What became of it: the case after the act, the act's place in the record, and what was said of it."""

    state: State
    seq: int
    ordinal: int
    findings: tuple[Finding, ...]


Enter = Callable[[State, Act], Kind]
"""What is written into the ledger with the act: it takes the ledger's lock before the record's, and gives the act as
it is kept, with the decision and its seal."""


@dataclass(frozen=True, kw_only=True)
class _Attempt:
    """What somebody wants to do: the act, by whom, when if not now, typed by whom, judged by which book."""

    content: Kind
    by: Actor
    books: Ledger
    done_at: datetime | None = None
    entered_by: Actor | None = None
    enter: Enter | None = None


def open_case(
    procedure: Procedure,
    *,
    unit: int,
    subject: str,
    by: Actor,
    variant: str = "",
    about: Sequence[tuple[str, str]] = (),
    people: Sequence[int] = (),
    facts: dict[str, date] | None = None,
    ledger: Ledger | None = None,
) -> Moved:
    """Open a case under the version of today. Raises NotAllowed, Conflict when one is open about the same thing."""
    books = ledger or Books()
    with transaction.atomic():
        moment = store.clock()
        version = _version(procedure, variant, moment)
        concerned = dict.fromkeys((*people, *_people_of(procedure, about)))
        content = Open(
            procedure=procedure.procedure,
            definition=procedure.digest,
            variant=version.variant,
            version=version.since,
            unit=unit,
            subject=subject,
            about=tuple(About(thing=thing, id=key) for thing, key in about),
            people=tuple(concerned),
            facts=facts or {},
        )
        case = store.next_number()
        act = Act(case=case, seq=1, payload=content, actor=store.actor_of(by), done_at=moment, recorded_at=moment)
        state = begun(act, lambda _digest: procedure)
        found = [*allowed(state, act), *may_open(after(state, act), books, act)]
        if is_refused(found):
            raise NotAllowed(found)
        store.keep_procedure(procedure)
        return _written(after(state, act), act, _Attempt(content=content, by=by, books=books), found)


def _people_of(procedure: Procedure, about: Sequence[tuple[str, str]]) -> list[int]:
    """Whom a case about people is about, by the codes of their files: they and their relatives stand aside in it.

    Raises UnknownReference for a code that nobody has.
    """
    return need_persons([key for thing, key in about if thing == PERSON == procedure.about])


def do(
    case: int,
    content: Kind,
    *,
    by: Actor,
    seen: int | None = None,
    done_at: datetime | None = None,
    entered_by: Actor | None = None,
    ledger: Ledger | None = None,
    enter: Enter | None = None,
) -> Moved:
    """Do an act in a case. `seen`: the last act that the actor knew of; somebody quicker makes it StreamMoved.

    Raises NotAllowed with every reason; UnknownReference where the case is not theirs to see. Kinds that commute are
    judged again by themselves when somebody was quicker.
    """
    with _refusals_noted(case, content.doing, by):
        for _again in range(RETRIES if content.commutes else 0):
            try:
                return _done(case, _attempt(content, by, done_at, entered_by, ledger), None)
            except record.StreamMoved:
                continue
        attempt = replace(_attempt(content, by, done_at, entered_by, ledger), enter=enter)
        return _done(case, attempt, None if content.commutes else seen)


def do_and_leave(case: int, content: Kind, *, by: Actor, seen: int | None = None) -> Moved:
    """Do an act and leave the step by the way that it settles, both or neither: two acts of the record, one click.

    Raises as `do`.
    """
    with _refusals_noted(case, content.doing, by), transaction.atomic():
        state = _done(case, _attempt(content, by, None, None, None), seen).state
        leaving = Pass(outcome=likely_outcome(state) or next(iter(state.here.then)))
        passing = at_post_in(state, replace(by, post=None), leaving.doing)
        return _done(case, _attempt(leaving, passing, None, None, None), state.seq)


@contextmanager
def _refusals_noted(case: int, doing: str, by: Actor) -> Iterator[None]:
    """Who tried what they may not do is written down, after nothing else was."""
    try:
        yield
    except (NotAllowed, NotEntitled) as refusal:
        found = refusal.findings if isinstance(refusal, NotAllowed) else ()
        codes = [one.code for one in found if one.is_error] or [refusal.code]
        readings.note(RefuseAct(what=str(case), doing=doing, reasons=tuple(dict.fromkeys(codes))), by=by)
        raise


def preview(
    case: int,
    content: Kind,
    *,
    by: Actor,
    done_at: datetime | None = None,
    entered_by: Actor | None = None,
    ledger: Ledger | None = None,
) -> list[Finding]:
    """What the door would say; nothing is written."""
    state = store.load(case)
    attempt = _attempt(content, by, done_at, entered_by, ledger)
    found = _judged(state, attempt)[1]
    if is_refused(found):
        _need_to_see(state, by, attempt.books)
    return found


def _attempt(
    content: Kind, by: Actor, done_at: datetime | None, entered_by: Actor | None, ledger: Ledger | None
) -> _Attempt:
    return _Attempt(content=content, by=by, done_at=done_at, entered_by=entered_by, books=ledger or Books())


def _judged(state: State, attempt: _Attempt) -> tuple[Act, list[Finding]]:
    """The act as it would be written, with what the ledger says in it, and every finding."""
    moment = store.clock()
    act = Act(
        case=state.case,
        seq=state.seq + 1,
        payload=attempt.content,
        actor=store.actor_of(attempt.by),
        done_at=attempt.done_at.astimezone(HOME) if attempt.done_at else moment,
        recorded_at=moment,
        entered_by=store.actor_of(attempt.entered_by) if attempt.entered_by else None,
    )
    found = entitled(state, attempt.books, act)
    if is_refused(found):
        return act, found
    act = replace(act, payload=attempt.content.resolved(state, attempt.books, act))
    return act, [*found, *allowed(state, act)]


def _done(case: int, attempt: _Attempt, seen: int | None) -> Moved:
    with transaction.atomic():
        state = store.load(case)
        if seen is not None and seen != state.seq:
            last = state.acts[-1]
            raise record.StreamMoved(
                "case_moved",
                _("Hồ sơ {case} vừa có việc số {seq} của {who}: {told} Xem lại rồi làm lại."),
                case=case,
                seq=last.seq,
                who=last.actor.account or f"#{last.actor.person}",
                told=last.payload.label(),
            )
        act, found = _judged(state, attempt)
        if is_refused(found):
            _need_to_see(state, attempt.by, attempt.books)
            raise NotAllowed(found)
        if act.payload.of_draft and state.draft is not None and attempt.enter is None:
            raise Conflict(
                "from_the_draft",
                _("Hồ sơ {case} trình dự thảo số {draft}: việc này lấy nội dung từ dự thảo, không nêu bằng tay."),
                case=case,
                draft=state.draft,
            )
        return _written(after(state, act), act, attempt, found)


def _written(state: State, act: Act, attempt: _Attempt, found: Sequence[Finding]) -> Moved:
    try:
        with transaction.atomic():
            store.keep(store.derived(state, attempt.books), fresh=act.seq == 1)
    except IntegrityError as error:
        raise _shared(state, error) from error
    kept = record.write(
        store.stream_of(state.case),
        attempt.enter(state, act) if attempt.enter else act.payload,
        by=attempt.by,
        after=act.seq - 1,
        done_at=act.done_at,
        entered_by=attempt.entered_by,
        late=bool(act.payload.late_reason),
    )
    return Moved(state, kept.seq, kept.ordinal, tuple(found))


def _shared(state: State, error: IntegrityError) -> Conflict:
    """What no two cases share, in words."""
    if "case_number_once" in str(error):
        return Conflict(
            "number_taken", _("Số {number} đã lấy cho văn bản khác trong năm; lấy số khác."), number=state.number
        )
    if "case_open_once" in str(error):
        return Conflict(
            "open_already", _("Đang có hồ sơ “{title}” về cùng việc này; dùng hồ sơ đó."), title=state.title
        )
    return Conflict("state_moved", _("Hồ sơ đã có việc số {seq}; xem lại rồi thực hiện lại."), seq=state.seq)


def _version(procedure: Procedure, variant: str, moment: datetime) -> Version:
    version = procedure.version_of(moment.date(), variant)
    if version is None:
        raise Conflict(
            "no_version",
            _("Quy trình “{title}” không có phiên bản “{variant}” áp dụng ngày {day}."),
            title=procedure.title,
            variant=variant or procedure.variants()[0],
            day=moment.date(),
        )
    return version


def at_post(by: Actor, case: int, doing: str) -> Actor:
    """The actor at the post that gives the right to the act, of the person or of whom they stand in for; without one
    as they are, and the door says why not."""
    return at_post_in(store.load(case), by, doing)


def at_post_in(state: State, by: Actor, doing: str, books: Books | None = None, on: date | None = None) -> Actor:
    """The same in a case that was read already. `books` are those of the day `on`, asked once for several acts."""
    name = doing.split("/", maxsplit=1)[0]
    rules = [acts_of(state.here), acts_anywhere(state.version, state.here)] if state.is_open else []
    mine = [one for rule in rules for act, stated in rule.items() if name in (act, stated.kind) for one in stated.by]
    wanted = {one.role for one in mine if one.role}
    if any(one.anybody for one in mine):  # whoever may do something in the step takes part in the case
        wanted |= {one.role for stated in acts_of(state.here).values() for one in stated.by if one.role}
    return _with_right(by, wanted, state.unit, books, on)


def at_opening(by: Actor, procedure: Procedure, *, unit: int, variant: str = "") -> Actor:
    """The actor at the post that gives a right to the first step, as `at_post`."""
    version = _version(procedure, variant, store.clock())
    first = acts_of(version.step(version.start))
    return _with_right(by, {one.role for rule in first.values() for one in rule.by if one.role}, unit)


def _with_right(
    by: Actor, wanted: set[str], unit: int, known: Books | None = None, day: date | None = None
) -> Actor:  # fmt: skip
    books, on = known or Books(), day or store.clock().date()
    above = books.above(unit, on)
    for one in books.access(by.for_person or by.person or 0, on):
        if one.code in wanted and one.unit_id in above:
            return replace(by, post=one.post_id)
    return by


def seen(case: int, *, by: Actor) -> State:
    """The case, for somebody who may see it; everybody else is told that there is none. The reading is written down."""
    state = store.load(case)
    _need_to_see(state, by, Books())
    readings.note(ReadCase(what=str(case)), by=by)
    return state


def may_see(case: int, *, by: Actor) -> bool:
    """Whether a page may tell somebody that there is the case; nothing of it is read."""
    try:
        _need_to_see(store.load(case), by, Books())
    except UnknownReference:
        return False
    return True


def _need_to_see(state: State, by: Actor, books: Ledger) -> None:
    """Who takes part, whoever may do something in one of its steps, and supervision; not those whom it concerns or
    their relatives, whatever their rights. Raises UnknownReference, as of a case that is not there."""
    on, people = store.clock().date(), {by.person or 0}
    if by.for_person is not None and books.stands_in(by.person or 0, by.for_person, on):
        people.add(by.for_person)
    if people & store.takes_part(state):
        return
    roles = {role for person in people for role in books.roles(person, None, state.unit, on)}
    rules = [rule for step in state.version.steps for rule in acts_of(step).values()]
    seen_by = {SUPERVISION, *(one.role for rule in rules for one in rule.by)}
    if roles & seen_by and not people & store.out_of(state, books, on):
        return
    raise UnknownReference("case_unknown", _("Không có hồ sơ số {case}."), case=state.case)
