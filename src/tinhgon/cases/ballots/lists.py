"""The list of candidates before an election: how long it may be, and who of those nominated from the floor is on it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from tinhgon.basis.errors import BadInput
from tinhgon.basis.errors import gettext_noop as _
from tinhgon.basis.findings import Finding
from tinhgon.cases.ballots.results import Choice
from tinhgon.cases.ballots.shares import Limit, Share


@dataclass(frozen=True, kw_only=True)
class Nomination:
    """Somebody nominated from the floor or by themselves, and how many of those attending support it."""

    choice: Choice
    support: int


@dataclass(frozen=True, kw_only=True)
class BallotList:
    """The list put to the vote. `tied` stand level where the list must end: the congress is polled again."""

    names: tuple[Choice, ...]
    tied: tuple[Choice, ...]
    most: int
    why: tuple[Finding, ...]


def most_candidates(*, seats: int, surplus: Limit) -> int:
    """Seats and the largest surplus: `at most 3/10` of 15 is 4, since 5 would be more."""
    return seats + surplus.of(seats)


def ballot_list(
    *,
    seats: int,
    prepared: Sequence[Choice],
    nominated: Sequence[Nomination] = (),
    attending: int,
    support: Share,
    surplus: Limit,
    article: str = "",
) -> BallotList:
    """The committee's list, and from the floor those with enough support, from the highest down.

    `support` (over 3/10 of those attending) opens the list, `surplus` limits its length. Refuses a support that is
    more than those attending, and somebody twice.
    """
    most = most_candidates(seats=seats, surplus=surplus)
    everybody = [*prepared, *(one.choice for one in nominated)]
    twice = [choice for choice in dict.fromkeys(everybody) if everybody.count(choice) > 1]
    if twice:
        raise BadInput("nominated_twice", _("{choice} có hai lần trong danh sách."), choice=twice[0])
    for one in nominated:
        if not 0 <= one.support <= attending:
            raise BadInput(
                "support_impossible",
                _("{choice}: {support} người ủng hộ, nhưng chỉ có {attending} người dự."),
                choice=one.choice,
                support=one.support,
                attending=attending,
            )
    why = [
        Finding(
            severity="info",
            code="list_length",
            message=_("Bầu {seats}, danh sách nhiều nhất {most}."),
            data={"seats": seats, "most": most},
            citation=article,
        )
    ]
    heard = sorted((one for one in nominated if support.met(one.support, attending)), key=lambda one: -one.support)
    why += [
        Finding(
            severity="info",
            code="support_short",
            message=_("{choice}: {votes}/{attending} ủng hộ, cần {share}; không vào danh sách."),
            data={"choice": one.choice, "votes": one.support, "attending": attending, "share": support.told()},
            citation=article,
        )
        for one in nominated
        if one not in heard
    ]
    room = max(0, most - len(prepared))
    added, tied = heard[:room], []
    if len(heard) > room:
        last = heard[room].support
        tied = [one for one in heard if one.support == last] if room and heard[room - 1].support == last else []
        added = [one for one in added if one.support != last] if tied else added
    if len(prepared) > most:
        why.append(
            Finding(
                severity="error",
                code="list_too_long",
                message=_("Danh sách chuẩn bị có {prepared} người, nhiều hơn {most}."),
                data={"prepared": len(prepared), "most": most},
                citation=article,
            )
        )
    if len(prepared) + len(added) <= seats:
        why.append(
            Finding(
                severity="warning",
                code="no_surplus",
                message=_("Danh sách không có số dư: {names} người cho {seats} chỗ."),
                data={"names": len(prepared) + len(added), "seats": seats},
                citation=article,
            )
        )
    return BallotList(
        names=(*prepared, *(one.choice for one in added)),
        tied=tuple(one.choice for one in tied),
        most=most,
        why=tuple(why),
    )
