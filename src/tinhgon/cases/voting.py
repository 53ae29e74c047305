"""The votes of a step, asked of what the step has: which rule, which names, which round, what it gives."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tinhgon.basis.errors import BadInput
from tinhgon.basis.errors import gettext_noop as _
from tinhgon.cases.definition import acts_of
from tinhgon.law.ballots import Choice, Count, Result, VoteRule, decide, differences
from tinhgon.law.ballots.counts import ImpossibleCount

if TYPE_CHECKING:
    from tinhgon.cases.state import State

_BY_NAME = ("choose", "elect", "higher")


@dataclass(frozen=True, kw_only=True)
class Asked:
    """One round of one vote: its rule, the names in it, the seats to fill, who has one already."""

    rule: VoteRule
    names: tuple[int, ...] | None
    seats: int
    elected: tuple[int, ...] = ()


def asked_of(state: State, vote: str, matter: str, round: int) -> Asked | None:  # noqa: A002
    """What is asked in a round; None before its turn. After a tie only those tied, the higher number being enough;
    after seats left over, those not elected, under the same rule."""
    rule = state.here.all_votes()[vote]
    if rule.mode not in _BY_NAME:
        return Asked(rule=rule, names=None, seats=1) if round == 1 else None
    before = {one.round: one for one in state.run.results_of(vote, matter)}
    names = state.run.names_in if rule.other is not None else state.run.names
    if round == 1:
        return Asked(rule=rule, names=names, seats=state.run.seats)
    last = before.get(round - 1)
    if last is None or round > rule.rounds or last.outcome not in ("tied", "seats_left"):
        return None
    elected = tuple(name for number in sorted(before) if number < round for name in before[number].chosen)
    again = VoteRule(mode="higher", base=rule.base, less=rule.less, article=rule.article)
    return Asked(
        rule=again if last.outcome == "tied" else rule,
        names=last.go_on,
        seats=state.run.seats - len(elected),
        elected=elected,
    )


def count_of(state: State, vote: str, matter: str, round: int) -> Count:  # noqa: A002
    """What both counters found, or what was answered in writing. Refuses one count, and two that differ."""
    if "count" not in acts_of(state.here):
        return Count(votes=tuple(Counter(answer for _person, answer in state.run.answers).items()))
    counts = state.run.counts_of(vote, matter, round)
    if len(counts) < 2:
        raise BadInput("one_count", _("Cần hai người đếm độc lập; mới có {number}."), number=len(counts))
    found = differences(counts[0].count, counts[1].count)
    if found:
        raise ImpossibleCount(found)
    return counts[0].count


def result_of(
    state: State,
    vote: str,
    matter: str = "",
    round: int = 1,  # noqa: A002
    *,
    casting: str = "",
    head_vacant: bool = False,
) -> Result:
    """What the rule gives. Raises a Refusal for what is missing, differs or cannot be."""
    if vote not in state.here.all_votes():
        raise BadInput("no_such_vote", _("Bước này không có lần bỏ phiếu “{vote}”."), vote=vote)
    asked = asked_of(state, vote, matter, round)
    if asked is None:
        raise BadInput("no_such_round", _("Chưa đến vòng {round}."), round=round)
    return decide(
        rule=asked.rule,
        roll=state.run.base(),
        count=count_of(state, vote, matter, round),
        names=asked.names,
        seats=asked.seats,
        elected_before=asked.elected,
        head_vacant=head_vacant,
        casting=casting or None,
    )


GOOD = frozenset({"chosen", "carried", "elected", "passed", "counted"})


def outcome_of(state: State) -> str | None:
    """The outcome of the step: that of its one vote; of several, the first that did not succeed, else the last.
    None while a vote has no result."""
    last = ""
    for vote in state.here.all_votes():
        matters = {one.matter for one in state.run.results if one.vote == vote}
        if not matters:
            return None
        for matter in sorted(matters):
            last = state.run.results_of(vote, matter)[-1].outcome
            if last not in GOOD:
                return last
    return last


def people_of(choices: Collection[Choice]) -> set[int]:
    """The people among the choices; answers are no people."""
    return {choice for choice in choices if isinstance(choice, int)}
