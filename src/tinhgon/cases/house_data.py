"""House data as acts of the record: bodies, delegations, declared relations. Asked as of a day."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import date

from django.db import transaction

from tinhgon.cases.kinds.declare_kin import DeclareKin
from tinhgon.cases.kinds.delegate import Delegate
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


def absent_of(deputy: int, on: date) -> frozenset[int]:
    """For whom the deputy stands in on the day."""
    return frozenset(
        act.payload["absent"]
        for act in acts.history(f"deputy/{deputy}")
        if date.fromisoformat(act.payload["since"]) <= on <= date.fromisoformat(act.payload["until"])
    )


def kin_of(people: Collection[int]) -> Iterator[Kin]:
    """Declared relations of these people. One whose key was destroyed is no longer known, and is left out."""
    streams = [f"kin/{person}" for person in people]
    for act in tables.acts("stream = ANY(%s) AND kind = 'declare_kin/1'", [streams]) if streams else ():
        opened = acts.unsealed(act, DeclareKin)
        if opened["relation"] is not None:
            yield Kin(opened["person"], opened["of"], opened["relation"], opened["evidence"] or "")
