"""A house of invented people for the tests of the engine, and a door that judges as the real one does.

The house owns its facts; the oracle of the random tests reads them from here, never from the engine.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from typing import Any

from tinhgon.basis.findings import Finding
from tinhgon.cases.acts import Act, Kind
from tinhgon.cases.acts.opening import Open
from tinhgon.cases.definition import Procedure
from tinhgon.cases.entitling import entitled
from tinhgon.cases.fold import after, begun
from tinhgon.cases.judging import allowed, is_refused
from tinhgon.cases.ledger import Body, Kin
from tinhgon.cases.state import Actor, State

UNIT = 1
FIRST = datetime(2026, 9, 7, 8, tzinfo=UTC)


@dataclass
class House:
    """Accounts, posts with their rights, bodies, delegations, declared relations: as of any day, unless dated."""

    accounts: dict[str, int] = field(default_factory=dict)
    holders: dict[int, int] = field(default_factory=dict)
    rights: dict[int, set[str]] = field(default_factory=dict)
    bodies: dict[str, set[int]] = field(default_factory=dict)
    deputies: set[tuple[int, int]] = field(default_factory=set)
    relations: list[Kin] = field(default_factory=list)
    left_on: dict[int, date] = field(default_factory=dict)

    def person_of(self, account: str, on: date) -> int | None:
        person = self.accounts.get(account)
        return None if person in self.left_on and on >= self.left_on[person] else person

    def holds(self, person: int, post: int, on: date) -> bool:
        return self.holders.get(post) == person and not (person in self.left_on and on >= self.left_on[person])

    def roles(self, person: int, post: int | None, unit: int, on: date) -> Collection[str]:
        del unit
        posts = [post] if post is not None else list(self.holders)
        return {right for one in posts if self.holds(person, one, on) for right in self.rights.get(one, ())}

    def stands_in(self, person: int, absent: int, on: date) -> bool:
        del on
        return (person, absent) in self.deputies

    def body(self, name: str, unit: int, on: date) -> Body | None:
        del unit, on
        return Body(name, frozenset(self.bodies[name]), "12-QĐ/TU") if name in self.bodies else None

    def kin(self, people: Collection[int], on: date) -> Collection[Kin]:
        del on
        return [kin for kin in self.relations if kin.person in people or kin.of in people]

    def post_of(self, person: int) -> int | None:
        return next((post for post, holder in self.holders.items() if holder == person), None)


def office() -> House:
    """Six people: Lan 1 drafts, Bình 2 checks, Minh 3 approves, Hoa 4 is the clerk, Sơn 5 signs, Thu 6 is above."""
    rights = [{"soan"}, {"kiem-tra"}, {"phe-duyet"}, {"van-thu"}, {"ky"}, {"cap-tren"}]
    names = ["lan", "binh", "minh", "hoa", "son", "thu"]
    return House(
        accounts={name: number for number, name in enumerate(names, start=1)},
        holders={100 + number: number for number in range(1, 7)},
        rights={100 + number: given for number, given in enumerate(rights, start=1)},
    )


def province() -> House:
    """An appointment: 1 chairs, 2 is the personnel officer, 3 is the head, 9 above; bodies of 5, 9 and 12 people."""
    people = [*range(1, 30)]
    return House(
        accounts={f"u{number}": number for number in people},
        holders={100 + number: number for number in people},
        rights={101: {"chu-tri", "dung-dau", "phe-duyet"}, 102: {"to-chuc"}, 109: {"cap-tren"}},
        bodies={
            "leadership": {1, 3, 4, 5, 6},
            "extended": {1, 3, 4, 5, 6, 11, 12, 13, 14},
            "key_officials": {1, 3, 4, 5, 6, 11, 12, 13, 14, 15, 16, 17},
        },
    )


class Refused(Exception):
    """What the door said."""

    def __init__(self, findings: list[Finding]) -> None:
        self.findings = [finding for finding in findings if finding.is_error]
        self.codes = {finding.code for finding in self.findings}
        super().__init__("; ".join(finding.render() for finding in self.findings))


@dataclass
class Case:
    """One case and its door. Each act is a minute after the one before, unless told."""

    house: House
    procedure: Procedure
    state: State | None = None
    now: datetime = FIRST
    acts: list[Act] = field(default_factory=list)

    def opened(self, *, variant: str = "", by: int = 1, **more: Any) -> Case:
        version = self.procedure.version_of(self.now.date(), variant)
        assert version is not None
        payload = Open(
            procedure=self.procedure.procedure,
            definition=self.procedure.digest,
            variant=version.variant,
            version=version.since,
            unit=UNIT,
            subject="Thử",
            **more,
        )
        act = self._act(payload, self.actor(by), self.now, None, "")
        state = begun(act, lambda _digest: self.procedure)
        found = allowed(state, act)
        if is_refused(found):
            raise Refused(found)
        self.state = after(state, act)
        self.acts.append(act)
        return self

    def actor(self, person: int, *, for_person: int | None = None, account: str | None = None) -> Actor:
        if account is None:
            account = next((name for name, owner in self.house.accounts.items() if owner == person), "")
        return Actor(account, person, self.house.post_of(for_person or person), for_person)

    def _act(self, payload: Kind, actor: Actor, at: datetime, typist: Actor | None, late: str) -> Act:
        seq = self.state.seq + 1 if self.state else 1
        return Act(
            case=1,
            seq=seq,
            payload=payload.model_copy(update={"late_reason": late}) if late else payload,
            actor=actor,
            done_at=at,
            recorded_at=self.now,
            entered_by=typist,
        )

    def tried(
        self,
        who: int | Actor,
        payload: Kind,
        *,
        at: datetime | None = None,
        typist: Actor | None = None,
        late: str = "",
    ) -> tuple[Act, list[Finding]]:
        assert self.state is not None
        actor = who if isinstance(who, Actor) else self.actor(who)
        draft = self._act(payload, actor, at or self.now, typist, late)
        found = entitled(self.state, self.house, draft)
        if is_refused(found):
            return draft, found
        whole = Act(**{**draft.__dict__, "payload": draft.payload.resolved(self.state, self.house, draft)})
        return whole, [*found, *allowed(self.state, whole)]

    def does(self, who: int | Actor, payload: Kind, **more: Any) -> Case:
        """The act, written; Refused with everything that stands in the way."""
        self.now += timedelta(minutes=1)
        act, found = self.tried(who, payload, **more)
        if is_refused(found):
            raise Refused(found)
        assert self.state is not None
        self.state = after(self.state, act)
        self.acts.append(act)
        return self

    def refuses(self, who: int | Actor, payload: Kind, **more: Any) -> set[str]:
        """The codes of what stands in the way; fails when nothing does."""
        self.now += timedelta(minutes=1)
        _act, found = self.tried(who, payload, **more)
        assert is_refused(found), payload
        return {finding.code for finding in found if finding.is_error}

    def later(self, days: int) -> Case:
        self.now += timedelta(days=days)
        return self
