"""Cases in the tables: acts read from the record, definitions kept by it, and the derived rows of open work."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from typing import Any

from django.db import connection, transaction

from tinhgon.basis.errors import UnknownReference
from tinhgon.basis.errors import gettext_noop as _
from tinhgon.basis.findings import Finding
from tinhgon.cases.acts import ACTS, Act, Kind
from tinhgon.cases.definition import Procedure, reload
from tinhgon.cases.fold import fold
from tinhgon.cases.judging import missing
from tinhgon.cases.ledger import Ledger
from tinhgon.cases.state import Actor, State
from tinhgon.cases.terms import terms_of
from tinhgon.cases.waiting import likely_outcome, seats
from tinhgon.law.clocks import Calendar, official_calendar
from tinhgon.law.kinship import relations_that_count
from tinhgon.ledger.queries.knowledge import HOME
from tinhgon.record import acts as record
from tinhgon.record import tables
from tinhgon.record.actor import Actor as RecordActor
from tinhgon.record.kinds import KINDS as RECORD_KINDS

SEALED = "(niêm giữ)"
"""What stands in a state for a personal text that the state does not need; who may read it reads the act itself."""
READ_BY_THE_FOLD = frozenset({"relate/1", "declare/1"})
"""Of these the relation is needed: which of them count depends on the rule."""


def stream_of(case: int) -> str:
    """The stream of the record that is the case."""
    return f"case/{case}"


def number_of(stream: str) -> int | None:
    """The case whose stream this is, if it is one."""
    name, _slash, number = stream.partition("/")
    return int(number) if name == "case" and number.isdecimal() else None


def load(case: int) -> State:
    """The case as it stands. Raises UnknownReference when there is none."""
    kept = record.history(stream_of(case))
    if not kept:
        raise UnknownReference("case_unknown", _("Không có hồ sơ số {case}."), case=case)
    return fold([act_of(one) for one in kept], procedure_of)


@lru_cache(maxsize=256)
def procedure_of(digest: str) -> Procedure:
    """The definition under which cases were opened, whatever its file says today."""
    content = tables.content_of(digest)
    if content is None:
        raise UnknownReference("definition_lost", _("Sổ không còn giữ bản quy trình {digest}."), digest=digest[:16])
    return reload(json.loads(content))


def keep_procedure(procedure: Procedure) -> None:
    """Keep the text that a case is opened under."""
    tables.keep_content(procedure.digest, procedure.text.encode())


def act_of(kept: record.Act) -> Act:
    """An act of the record as a case reads it. Days are those of Viet Nam."""
    return Act(
        case=int(kept.stream.rpartition("/")[2]),
        seq=kept.seq,
        payload=_payload(kept),
        actor=actor_of(kept.actor),
        done_at=kept.done_at.astimezone(HOME),
        recorded_at=kept.recorded_at.astimezone(HOME),
        entered_by=actor_of(kept.entered_by) if kept.entered_by else None,
    )


def actor_of(actor: RecordActor) -> Actor:
    """Who acted, as a case compares people: by person, post, delegation and account."""
    return Actor(actor.account, actor.person or 0, actor.post, actor.for_person, actor.form)


def _payload(kept: record.Act) -> Kind:
    """The payload; what the record itself wrote into the stream (a key destroyed) changes nothing in the case."""
    if kept.kind in RECORD_KINDS:
        return Kind(kind=kept.kind)
    shape = ACTS[kept.kind]
    return shape.model_validate(_content(kept, shape))


def _content(kept: record.Act, shape: type[Kind]) -> Mapping[str, Any]:
    sealed = {name for name in shape.personal if kept.payload.get(name)}
    if not sealed:
        return kept.payload
    if kept.kind in READ_BY_THE_FOLD:
        opened = record.unsealed(kept, shape)
        return {name: SEALED if name in sealed and value is None else value for name, value in opened.items()}
    return {**kept.payload, **dict.fromkeys(sealed, SEALED)}


def texts_of(case: int, kind: type[Kind], field: str, *, after: int = 0) -> dict[int, str]:
    """A personal text of the acts of a kind that come after an act, opened: for whoever was shown the case. Without
    those whose key was destroyed."""
    name = kind.model_fields["kind"].default
    wanted = [one for one in record.history(stream_of(case)) if one.kind == name and one.seq > after]
    opened = {one.seq: record.unsealed(one, kind)[field] for one in wanted}
    return {seq: text for seq, text in opened.items() if text}


# -- what is derived ---------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Derived:
    """The rows of a case: where it stands, and who may do the next thing."""

    now: tuple[Any, ...]
    seats: tuple[tuple[Any, ...], ...]


_NOW = (
    "case_id, seq, procedure, variant, title, step, step_title, unit_id, opened_at, entered_at, due, closed,"
    " out_people, people, about_key, number_key"
)
_SEAT = "case_id, key, act, unit_id, apart, accounts"


def derived(state: State, ledger: Ledger, *, calendar: Calendar | None = None) -> Derived:
    """What the rows of a case are, computed of its state and of the relations that the ledger declares."""
    known = calendar or official_calendar()
    run = state.path[-1]
    on = run.entered_at.date()
    dues = [term.due.on for term in terms_of(state, calendar=known, on=on) if term.due and not term.met_on]
    now = (
        state.case, state.seq, state.procedure.procedure, state.version.variant, state.title, state.step,
        state.here.title if state.is_open else "", state.unit, state.opened_at, run.entered_at,
        min(dues, default=None) if state.is_open else None, state.closed, sorted(out_of(state, ledger, on)),
        sorted(takes_part(state)),
        ",".join(f"{thing}:{key}" for thing, key in state.about if thing == state.procedure.about), state.number_key,
    )  # fmt: skip
    rows = tuple(
        (state.case, seat.key, seat.act, state.unit, sorted(seat.apart), sorted(seat.accounts))
        for seat in seats(state, on=on, calendar=known)
    )
    return Derived(now, tuple(sorted(rows, key=lambda row: (row[1], row[2]))))


def takes_part(state: State) -> set[int]:
    """Everybody who did something in the case or was summoned to a meeting of it."""
    summoned = {person for run in state.visits() for person in run.summoned}
    return summoned | {person for hand in state.hands for person in hand.people}


def out_of(state: State, ledger: Ledger, on: date) -> set[int]:
    """Who may not act: those named, and their relatives by the rule of the day."""
    if not state.is_open or not state.named:
        return set()
    counting = relations_that_count(state.version.kinship, on)
    out = set(state.named)
    for kin in [*ledger.kin(state.named, on), *state.related]:
        if kin.relation in counting:
            out |= {one for one, other in ((kin.person, kin.of), (kin.of, kin.person)) if other in state.named}
    return out


def open_about(thing: str, key: str) -> int | None:
    """The open case about a thing that its procedure is about, if there is one."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT case_id FROM case_now WHERE closed = '' AND about_key = %s", [f"{thing}:{key}"])
        found = cursor.fetchone()
    return None if found is None else int(found[0])


def keep(rows: Derived, *, fresh: bool = False) -> None:
    """Write the rows of a case in place of those that were there."""
    case = rows.now[0]
    marks = ", ".join(["%s"] * len(rows.now))
    names = [name.strip() for name in _NOW.split(",")]
    update = ", ".join(f"{name} = excluded.{name}" for name in names[1:])
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO case_now ({_NOW}) VALUES ({marks}) ON CONFLICT (case_id) DO UPDATE SET {update}",
            list(rows.now),
        )
        if not fresh:
            cursor.execute("DELETE FROM case_seat WHERE case_id = %s", [case])
        cursor.executemany(f"INSERT INTO case_seat ({_SEAT}) VALUES (%s, %s, %s, %s, %s, %s)", list(rows.seats))


def kept(case: int) -> Derived | None:
    """The rows that stand."""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {_NOW} FROM case_now WHERE case_id = %s", [case])
        now = cursor.fetchone()
        cursor.execute(f"SELECT {_SEAT} FROM case_seat WHERE case_id = %s", [case])
        rows = cursor.fetchall()
    return Derived(now, tuple(sorted(rows, key=lambda row: (row[1], row[2])))) if now else None


def case_numbers() -> list[int]:
    """Every case that the record has."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT substr(stream, 6)::bigint FROM act WHERE stream LIKE 'case/%%' AND seq = 1 ORDER BY 1")
        return [row[0] for row in cursor.fetchall()]


def differing(ledger: Ledger, cases: Collection[int] | None = None) -> Iterator[int]:
    """Cases whose rows are not what their acts give: what `rebuild` would mend."""
    for case in cases if cases is not None else case_numbers():
        if kept(case) != derived(load(case), ledger):
            yield case


def rebuild(ledger: Ledger) -> int:
    """Derive every row again from the acts, all or nothing; how many cases."""
    with transaction.atomic():
        numbers = case_numbers()
        with connection.cursor() as cursor:
            cursor.execute("DELETE FROM case_seat")
            cursor.execute("DELETE FROM case_now")
        for case in numbers:
            keep(derived(load(case), ledger), fresh=True)
    return len(numbers)


def refresh_naming(people: Collection[int], ledger: Ledger) -> int:
    """Derive the rows of open cases in which one of these people is named, after a relation was declared; how many."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT case_id FROM case_now WHERE closed = '' AND out_people && %s::bigint[] ORDER BY case_id",
            [list(people)],
        )
        numbers = [number for (number,) in cursor.fetchall()]
    for case in numbers:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SELECT FROM case_now WHERE case_id = %s FOR UPDATE", [case])
            keep(derived(load(case), ledger))
    return len(numbers)


def next_number() -> int:
    """The number of a new case. A number that was taken and not used is a gap and nothing more."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT nextval('case_number')")
        (number,) = cursor.fetchone()
    return int(number)


def clock() -> datetime:
    """The database's clock, the same that dates acts, in Vietnamese time."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT clock_timestamp()")
        (instant,) = cursor.fetchone()
    moment: datetime = instant.astimezone(HOME)
    return moment


def lacking(state: State) -> list[Finding]:
    """What is missing to leave the present step by its likely way."""
    if not state.is_open:
        return []
    outcome = likely_outcome(state) or next(iter(state.here.then))
    return missing(state, outcome, on=clock().date())
