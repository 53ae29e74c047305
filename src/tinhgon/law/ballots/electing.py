"""N of M: over the share, in the order of votes; the tie at the last seat; who comes to the next ballot."""

from __future__ import annotations

from collections.abc import Collection
from fractions import Fraction

from tinhgon.basis.errors import gettext_noop as _
from tinhgon.basis.findings import Finding
from tinhgon.law.ballots.counts import Count
from tinhgon.law.ballots.results import Base, Choice, Line, Result
from tinhgon.law.ballots.rules import VoteRule


def elect(*, rule: VoteRule, base: Base, count: Count, names: Collection[Choice] | None, seats: int) -> Result:
    """Those over the share, highest first, as many as there are seats.

    More than seats and level at the last one: `tied`, and only these come to the next ballot, where the higher number
    is enough. Fewer than seats: `seats_left`, and all who were not elected may come to the next ballot.
    """
    if rule.share is None:
        raise TypeError("an election has a share")
    share = rule.share
    votes = {**dict.fromkeys(names or (), 0), **dict(count.votes)}
    lines = _ranked(votes, base, rule)
    over = [line for line in lines if line.met]
    elected, tied = _cut(over, seats)
    left = seats - len(elected)
    rest = tuple(line.choice for line in lines if line.choice not in elected)
    outcome = "tied" if tied else ("elected" if not left else "seats_left")
    go_on = tied or (rest if left else ())
    why = [
        Finding(
            severity="info",
            code="elected",
            message=_("Trúng cử {elected}/{seats}; {over} người đạt {share} của {base} (ít nhất {needed} phiếu)."),
            data={
                "elected": len(elected),
                "seats": seats,
                "over": len(over),
                "share": share.label(),
                "base": base.total,
                "needed": share.needed(base.total),
            },
            citation=rule.article,
        )
    ]
    if tied:
        why.append(_tied(rule, len(tied), left))
    elif left:
        why.append(
            Finding(
                severity="info",
                code="seats_left",
                message=_("Còn thiếu {left}: đại hội (hội nghị) quyết định có bầu tiếp hay không."),
                data={"left": left},
                citation=rule.article,
            )
        )
    return Result(
        outcome=outcome,
        base=base,
        needed=share.needed(base.total),
        chosen=elected,
        tied=tied,
        go_on=go_on,
        seats_left=left,
        lines=lines,
        why=tuple(why),
    )


def higher(*, rule: VoteRule, base: Base, count: Count, seats: int) -> Result:
    """Among those tied, the higher number is enough; level again: `tied`, and the meeting decides whether to go on."""
    lines = _ranked(dict(count.votes), base, rule)
    elected, tied = _cut(list(lines), seats)
    left = seats - len(elected)
    why = [
        Finding(
            severity="info",
            code="higher",
            message=_("Bầu lại giữa những người bằng phiếu: {elected} người có phiếu cao hơn trúng cử."),
            data={"elected": len(elected)},
            citation=rule.article,
        )
    ]
    if tied:
        why.append(_tied(rule, len(tied), left))
    return Result(
        outcome="tied" if tied else "elected",
        base=base,
        chosen=elected,
        tied=tied,
        go_on=tied,
        seats_left=left,
        lines=lines,
        why=tuple(why),
    )


def _ranked(votes: dict[Choice, int], base: Base, rule: VoteRule) -> tuple[Line, ...]:
    return tuple(
        Line(
            choice=choice,
            votes=number,
            of_base=Fraction(number, base.total) if base.total > 0 else Fraction(0),
            met=bool(rule.share and rule.share.met(number, base.total)),
        )
        for choice, number in sorted(votes.items(), key=lambda pair: -pair[1])
    )


def _cut(ranked: list[Line], seats: int) -> tuple[tuple[Choice, ...], tuple[Choice, ...]]:
    """Those who have a seat, and those level at the last one."""
    if len(ranked) <= seats:
        return tuple(line.choice for line in ranked), ()
    last = ranked[seats - 1].votes if seats else ranked[0].votes + 1
    above = tuple(line.choice for line in ranked if line.votes > last)
    level = tuple(line.choice for line in ranked if line.votes == last)
    if len(above) + len(level) == seats:
        return above + level, ()
    return above, level if seats else ()


def _tied(rule: VoteRule, number: int, left: int) -> Finding:
    return Finding(
        severity="info",
        code="tied",
        message=_("{number} người bằng phiếu cho {left} chỗ cuối: bầu lại giữa những người này, ai cao hơn trúng cử."),
        data={"number": number, "left": left},
        citation=rule.article,
    )
