"""The list of candidates before an election: how long it may be, and who of those nominated from the floor is on it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from tinhgon.basis.errors import BadInput
from tinhgon.basis.errors import gettext_noop as _
from tinhgon.basis.findings import Finding, Severity
from tinhgon.law.ballots.results import Choice
from tinhgon.law.ballots.shares import Limit, Share


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
    _refuse(prepared, nominated, attending)
    heard = sorted((one for one in nominated if support.met(one.support, attending)), key=lambda one: -one.support)
    added, tied = _until(heard, max(0, most - len(prepared)))
    names = (*prepared, *(one.choice for one in added))

    def why(severity: Severity, code: str, message: str, **data: object) -> Finding:
        return Finding(severity=severity, code=code, message=message, data=data, citation=article)

    found = [why("info", "list_length", _("Bầu {seats}, danh sách nhiều nhất {most}."), seats=seats, most=most)]
    found += [
        why(
            "info",
            "support_short",
            _("{choice}: {votes}/{attending} ủng hộ, cần {share}; không vào danh sách."),
            choice=one.choice,
            votes=one.support,
            attending=attending,
            share=support.label(),
        )
        for one in nominated
        if one not in heard
    ]
    if len(prepared) > most:
        message = _("Danh sách chuẩn bị có {prepared} người, nhiều hơn {most}.")
        found.append(why("error", "list_too_long", message, prepared=len(prepared), most=most))
    if len(names) <= seats:
        message = _("Danh sách không có số dư: {names} người cho {seats} chỗ.")
        found.append(why("warning", "no_surplus", message, names=len(names), seats=seats))
    return BallotList(names=names, tied=tuple(one.choice for one in tied), most=most, why=tuple(found))


def _until(heard: list[Nomination], room: int) -> tuple[list[Nomination], list[Nomination]]:
    """Those for whom there is room, from the highest support down, and those level where the list must end."""
    if len(heard) <= room or not room:
        return heard[:room], []
    last = heard[room].support
    if heard[room - 1].support != last:
        return heard[:room], []
    return [one for one in heard if one.support > last], [one for one in heard if one.support == last]


def _refuse(prepared: Sequence[Choice], nominated: Sequence[Nomination], attending: int) -> None:
    everybody = [*prepared, *(one.choice for one in nominated)]
    for choice in dict.fromkeys(everybody):
        if everybody.count(choice) > 1:
            raise BadInput("nominated_twice", _("{choice} có hai lần trong danh sách."), choice=choice)
    for one in nominated:
        if not 0 <= one.support <= attending:
            raise BadInput(
                "support_impossible",
                _("{choice}: {support} người ủng hộ, nhưng chỉ có {attending} người dự."),
                choice=one.choice,
                support=one.support,
                attending=attending,
            )
