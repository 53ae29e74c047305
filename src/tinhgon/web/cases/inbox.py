"""The page of what waits for the person, and of where is what they have sent on."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from django.utils.translation import gettext

from tinhgon.access.rights import Rights
from tinhgon.basis.asof import AsOf
from tinhgon.cases.acts import ACTS
from tinhgon.cases.definition.model import ENDS
from tinhgon.cases.inbox import CaseRow, Waiting, case_rows, inbox
from tinhgon.cases.move import SUPERVISION
from tinhgon.ledger.queries.knowledge import HOME
from tinhgon.procedures import procedures
from tinhgon.record.actor import Actor
from tinhgon.registers.establishment.access import DRAFT_DECISIONS
from tinhgon.registers.staff.codes import codes_of_persons
from tinhgon.registers.staff.queries.files import access_of, reach_of
from tinhgon.registers.units.queries import named
from tinhgon.web.cases.clocks import Clock, clock_of
from tinhgon.web.kit.asking import Asked
from tinhgon.web.kit.frame import all_signed
from tinhgon.web.kit.remembered import remembered
from tinhgon.web.kit.words import upper_first

SHOWN = 100
WEEK, WEEK_SHOWN = 7, 12


@dataclass(frozen=True)
class Row:
    """A case with the one next thing to do in it."""

    case: int
    title: str
    procedure: str
    step: str
    unit: str
    act: str
    href: str
    clock: Clock
    since: datetime
    stands_for: str = ""
    came_up: bool = False


@dataclass(frozen=True)
class Group:
    """Rows of one step, or those that are overdue."""

    title: str
    rows: tuple[Row, ...]
    is_late: bool = False


@dataclass(frozen=True)
class Line:
    """A case that the person has taken part in, and where it is."""

    case: int
    title: str
    where: str
    due: date | None
    is_late: bool
    href: str


@dataclass(frozen=True)
class Effective:
    """A signed decision that takes effect within the coming week."""

    on: date
    number: str
    subject: str
    href: str


@dataclass(frozen=True)
class InboxPage:
    """`name`: whose it is, empty of an account that is tied to nobody; `late` counts what is overdue."""

    name: str
    groups: tuple[Group, ...]
    count: int
    late: int
    others: tuple[Line, ...]
    watched: tuple[Line, ...]
    watches: bool
    done: tuple[Line, ...]
    effective: tuple[Effective, ...] = ()
    more: bool = False
    may_draft: bool = False
    may_open: bool = False
    """Whether a post gives the right to draft, or any right by which a case may be opened."""


def inbox_page(asked: Asked, who: Actor, rights: Rights) -> InboxPage:
    """What waits today, overdue first, then step by step as the cases go."""
    may_draft = rights.may(DRAFT_DECISIONS)
    if who.person is None:
        return InboxPage("", (), 0, 0, (), (), watches=False, done=(), may_draft=may_draft)
    waiting = inbox(who.person, account=who.account, on=asked.today, limit=SHOWN + 1)
    rows = _rows(asked, waiting[:SHOWN])
    mine = case_rows(person=who.person, closed=True)
    here = {row.case for row in rows}
    watched = _watched(asked, who)
    return InboxPage(
        name=who.account,
        groups=tuple(_groups(rows)),
        count=len(here),
        late=len({row.case for row in rows if row.clock.css == "over"}),
        others=tuple(_line(asked, one) for one in mine if not one.closed and one.case not in here),
        watched=tuple(_line(asked, one) for one in watched or () if one.case not in here),
        watches=watched is not None,
        done=tuple(_line(asked, one) for one in mine if one.closed)[:20],
        effective=tuple(_effective(asked)),
        more=len(waiting) > SHOWN,
        may_draft=may_draft,
        may_open=bool(rights.granted),
    )


def _rows(asked: Asked, waiting: Iterable[Waiting]) -> list[Row]:
    """One row a case: what is done first of the acts that wait in it."""
    firsts: dict[int, Waiting] = {}
    for one in waiting:
        before = firsts.get(one.case)
        if before is None or (before.act in ("acknowledge", "pass") and one.act not in ("acknowledge", "pass")):
            firsts[one.case] = one
    every = list(firsts.values())
    units = named(AsOf(asked.today), sorted({one.unit_id for one in every}))
    codes = dict(codes_of_persons({one.for_person for one in every if one.for_person}))
    return [
        Row(
            case=one.case,
            title=one.title,
            procedure=_procedure(one.procedure),
            step=one.step_title,
            unit=upper_first(f"{units[one.unit_id].kind} {units[one.unit_id].name}") if one.unit_id in units else "",
            act=_act(one),
            href=asked.link("case", one.case, thay=codes.get(one.for_person or 0)),
            clock=clock_of(one.due, one.entered_at.astimezone(HOME).date(), asked.today),
            since=one.entered_at,
            stands_for=codes.get(one.for_person or 0, ""),
            came_up=one.unheld,
        )
        for one in every
    ]


_BY_NAME = {kind.split("/")[0]: shape.title for kind, shape in ACTS.items()}


def _act(one: Waiting) -> str:
    """The button: the act, or for a decision the step that it decides."""
    if one.act == "pass":
        return gettext("Chuyển bước")
    return gettext(_BY_NAME[one.act]) if one.act in _BY_NAME else one.step_title


def _procedure(name: str) -> str:
    known = procedures().get(name)
    return known.title if known else name


def _groups(rows: list[Row]) -> Iterable[Group]:
    late = tuple(row for row in rows if row.clock.css == "over")
    if late:
        yield Group(gettext("Quá hạn"), late, is_late=True)
    rest = [row for row in rows if row.clock.css != "over"]
    for step in dict.fromkeys(row.step for row in rest):
        yield Group(step, tuple(row for row in rest if row.step == step))


def _watched(asked: Asked, who: Actor) -> list[CaseRow] | None:
    """Open cases of the units over which the person supervises; None of whoever does not."""
    today = AsOf(asked.today)
    granted = [one for one in access_of(today, who.person or 0) if one.code == SUPERVISION]
    if not granted:
        return None
    return case_rows(units=reach_of(today, granted), not_for=who.person)


def _effective(asked: Asked) -> Iterable[Effective]:
    """What takes effect today or within the week, of the decisions that stand."""
    until = asked.today + timedelta(days=WEEK)
    coming = [(day, one) for one in remembered(all_signed) if not one.fallen for day in one.days
              if asked.today <= day < until]  # fmt: skip
    for day, one in sorted(coming, key=lambda found: (found[0], found[1].ordinal))[:WEEK_SHOWN]:
        yield Effective(day, one.number, one.subject, asked.link("decision", one.ordinal))


def _line(asked: Asked, row: CaseRow) -> Line:
    where = row.step_title if not row.closed else gettext(ENDS.get(row.closed, row.closed))
    late = row.due is not None and not row.closed and row.due < asked.today
    return Line(row.case, row.title, where, row.due, late, asked.link("case", row.case))


def stood_for(who: Actor, person: int | None) -> Actor:
    """The actor in the place of somebody absent; the door asks whether they may."""
    return who if person is None else replace(who, for_person=person)
