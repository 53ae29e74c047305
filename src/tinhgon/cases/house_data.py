"""House data as acts of the record: bodies, delegations, declared relations. Asked as of a day."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from datetime import date, timedelta

from django.db import transaction

from tinhgon.cases.kinds.declare_kin import DeclareKin
from tinhgon.cases.kinds.delegate import Delegate
from tinhgon.cases.kinds.end_delegation import EndDelegation
from tinhgon.cases.kinds.set_body import SetBody
from tinhgon.cases.ledger import Body, Kin
from tinhgon.record import acts, tables
from tinhgon.record.actor import Actor


def set_body(content: SetBody, *, by: Actor) -> None:
    """From its day on the body has these members."""
    acts.append(f"body/{content.body}/{content.unit}", content, by=by)


def delegate(content: Delegate, *, by: Actor) -> None:
    """Between its days the deputy may stand in."""
    acts.append(f"deputy/{content.deputy}", content, by=by)


def declare_kin(content: DeclareKin, *, by: Actor) -> None:
    """The relation is known of both from now on."""
    with transaction.atomic():
        for person in (content.person, content.of):
            acts.append(f"kin/{person}", content, by=by)


def body_on(name: str, unit: int, on: date) -> Body | None:
    """The members by the newest list that applies on the day."""
    found = None
    for act in acts.history(f"body/{name}/{unit}"):
        if date.fromisoformat(act.payload["since"]) <= on:
            found = Body(name, frozenset(act.payload["people"]), act.payload["decision"])
    return found


def end_delegation(content: EndDelegation, *, by: Actor) -> None:
    """From its day on the deputy stands in no more."""
    acts.append(f"deputy/{content.deputy}", content, by=by)


def absent_of(deputy: int, on: date) -> frozenset[int]:
    """For whom the deputy stands in on the day."""
    return frozenset(one.absent for one in _folded(acts.history(f"deputy/{deputy}")) if one.since <= on <= one.until)


def delegations(person: int) -> list[Delegate]:
    """What the person has delegated, and what was delegated to them; what was ended with its last day."""
    column = "(body::jsonb->'payload'->>'absent')::bigint"
    given = tables.acts(f"kind IN ('delegate/1', 'end_delegation/1') AND {column} = %s", [person])
    return [*_folded(given), *_folded(acts.history(f"deputy/{person}"))]


def _folded(history: Iterable[acts.Act]) -> list[Delegate]:
    """Delegations as they stand: one that was ended lasts to the eve of that day, or was never in force."""
    found: list[Delegate] = []
    for act in history:
        if act.kind == "delegate/1":
            found.append(Delegate.model_validate(dict(act.payload)))
            continue
        ended = EndDelegation.model_validate(dict(act.payload))
        found = [_until(one, ended) for one in found]
    return [one for one in found if one.since <= one.until]


def _until(one: Delegate, ended: EndDelegation) -> Delegate:
    if (one.absent, one.deputy) != (ended.absent, ended.deputy) or one.until < ended.since:
        return one
    return one.model_copy(update={"until": ended.since - timedelta(days=1)})


def kin_of(people: Collection[int]) -> Iterator[Kin]:
    """Declared relations of these people. One whose key was destroyed is no longer known, and is left out."""
    streams = [f"kin/{person}" for person in people]
    for act in tables.acts("stream = ANY(%s) AND kind = 'declare_kin/1'", [streams]) if streams else ():
        opened = acts.unsealed(act, DeclareKin)
        if opened["relation"] is not None:
            yield Kin(opened["person"], opened["of"], opened["relation"], opened["evidence"] or "")
