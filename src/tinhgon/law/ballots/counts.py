"""A count of ballots: what is stated, what cannot be, and where two blind counts differ."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from tinhgon.basis.errors import Refusal, Wording
from tinhgon.basis.errors import gettext_noop as _
from tinhgon.basis.findings import Finding
from tinhgon.law.ballots.results import Choice
from tinhgon.law.ballots.rolls import Roll
from tinhgon.law.ballots.rules import VoteRule

_LABELS = {
    "issued": _("Số phiếu phát ra"),
    "returned": _("Số phiếu thu về"),
    "valid": _("Số phiếu hợp lệ"),
    "invalid": _("Số phiếu không hợp lệ"),
}


class ImpossibleCount(Refusal):
    """The numbers contradict each other: every contradiction is kept, the first is the sentence."""

    def __init__(self, findings: Sequence[Finding]) -> None:
        super().__init__(findings[0].code, findings[0].message, **findings[0].data)
        self.findings = tuple(findings)


@dataclass(frozen=True, kw_only=True)
class Count:
    """What one counter found. `None` is not stated, which is not zero.

    `votes` in any order, a name once; `reasons` says why ballots were invalid, where it is stated.
    """

    issued: int | None = None
    returned: int | None = None
    valid: int | None = None
    invalid: int | None = None
    votes: tuple[tuple[Choice, int], ...] = ()
    reasons: Mapping[str, int] = field(default_factory=dict)

    @property
    def valid_known(self) -> int | None:
        """Valid ballots as stated, or as what was returned less what was invalid."""
        if self.valid is None and self.returned is not None and self.invalid is not None:
            return self.returned - self.invalid
        return self.valid

    def of(self, choice: Choice) -> int:
        """Votes for one name or answer; 0 when nobody wrote it."""
        return dict(self.votes).get(choice, 0)


def impossible(
    *,
    count: Count,
    rule: VoteRule,
    roll: Roll,
    seats: int = 1,
    names: Collection[Choice] | None = None,
    elected_before: Collection[Choice] = (),
) -> list[Finding]:
    """Everything in a count that cannot be, given the roll. An empty list says only that the numbers are possible."""
    found = [*_signs(count), *_flow(count, roll)]
    if not found:
        found += [*_sums(count, rule, roll, seats), *_names(count, rule, names, elected_before)]
    return found


def _error(code: str, message: str, **data: object) -> Finding:
    return Finding(severity="error", code=code, message=message, data=data)


def _signs(count: Count) -> list[Finding]:
    stated = {label: getattr(count, name) for name, label in _LABELS.items()}
    found = [
        _error("count_negative", _("{what}: {number} là số âm."), what=Wording(label), number=number)
        for label, number in stated.items()
        if number is not None and number < 0
    ]
    found += [
        _error("votes_negative", _("Số phiếu của {choice}: {number} là số âm."), choice=choice, number=number)
        for choice, number in count.votes
        if number < 0
    ]
    names = [choice for choice, _votes in count.votes]
    found += [
        _error("choice_twice", _("{choice} được nêu hai lần trong một lần kiểm phiếu."), choice=choice)
        for choice in dict.fromkeys(names)
        if names.count(choice) > 1
    ]
    if count.reasons and count.invalid is not None and sum(count.reasons.values()) != count.invalid:
        found.append(
            _error(
                "invalid_reasons",
                _("Lý do không hợp lệ cộng lại là {sum} phiếu, số phiếu không hợp lệ là {invalid}."),
                sum=sum(count.reasons.values()),
                invalid=count.invalid,
            )
        )
    return found


def _flow(count: Count, roll: Roll) -> list[Finding]:
    """Present, issued, returned, valid: none can be more than the one before."""
    most = roll.summoned
    if most is not None and roll.members is None:  # of a whole body, those taken out need not have been summoned
        most -= sum(roll.taken_out.values())
    chain = [
        (_("Số người được bỏ phiếu"), most),
        (_("Số người có mặt"), roll.present),
        (_LABELS["issued"], count.issued),
        (_LABELS["returned"], count.returned),
        (_LABELS["valid"], count.valid),
    ]
    stated = [(label, number) for label, number in chain if number is not None]
    found = [
        _error(
            "count_grows",
            _("{what} ({number}) nhiều hơn {above} ({limit})."),
            what=Wording(label),
            number=number,
            above=Wording(before),
            limit=limit,
        )
        for (before, limit), (label, number) in pairwise(stated)
        if number > limit
    ]
    if None not in (count.returned, count.valid, count.invalid) and count.returned != (
        (count.valid or 0) + (count.invalid or 0)
    ):
        found.append(
            _error(
                "valid_and_invalid",
                _("{valid} phiếu hợp lệ và {invalid} phiếu không hợp lệ không bằng {returned} phiếu thu về."),
                valid=count.valid,
                invalid=count.invalid,
                returned=count.returned,
            )
        )
    return found


def _sums(count: Count, rule: VoteRule, roll: Roll, seats: int) -> list[Finding]:
    """No name has more votes than there are ballots, and all together no more than ballots times seats."""
    known = [
        number
        for number in (count.valid_known, count.returned, count.issued, roll.present, roll.summoned, roll.members)
        if number is not None
    ]
    if not known:
        return []
    ballots = known[0]
    found = [
        _error(
            "votes_above_ballots",
            _("{choice} có {votes} phiếu nhưng chỉ có {ballots} phiếu."),
            choice=choice,
            votes=votes,
            ballots=ballots,
        )
        for choice, votes in count.votes
        if votes > ballots
    ]
    places = seats if rule.mode in ("elect", "higher") else 1
    cast = sum(votes for _choice, votes in count.votes)
    if cast > ballots * places:
        found.append(
            _error(
                "votes_above_seats",
                _("Cộng lại {cast} phiếu bầu nhưng {ballots} phiếu × {places} chỉ có {most}."),
                cast=cast,
                ballots=ballots,
                places=places,
                most=ballots * places,
            )
        )
    return found


def _names(
    count: Count, rule: VoteRule, names: Collection[Choice] | None, elected_before: Collection[Choice]
) -> list[Finding]:
    found = [
        _error("elected_already", _("{choice} đã trúng cử ở vòng trước, không còn trong danh sách."), choice=choice)
        for choice, _votes in count.votes
        if choice in elected_before
    ]
    if names is not None and rule.other is None:
        found += [
            _error("not_on_the_list", _("{choice} không có trong danh sách đã chốt trước khi bỏ phiếu."), choice=choice)
            for choice, _votes in count.votes
            if choice not in names and choice not in elected_before
        ]
    return found


def differences(first: Count, second: Count) -> list[Finding]:
    """Where two counts of the same ballots differ, number by number. Stated by one only is a difference too."""
    found = [
        _difference(Wording(label), getattr(first, name), getattr(second, name))
        for name, label in _LABELS.items()
        if getattr(first, name) != getattr(second, name)
    ]
    one, two = dict(first.votes), dict(second.votes)
    found += [
        _difference(str(choice), one.get(choice), two.get(choice))
        for choice in dict.fromkeys([*one, *two])
        if one.get(choice) != two.get(choice)
    ]
    found += [
        _difference(reason, first.reasons.get(reason), second.reasons.get(reason))
        for reason in dict.fromkeys([*first.reasons, *second.reasons])
        if first.reasons.get(reason) != second.reasons.get(reason)
    ]
    return found


def _difference(what: str, one: int | None, two: int | None) -> Finding:
    return _error(
        "counts_differ",
        _("{what}: người thứ nhất đếm {one}, người thứ hai đếm {two}."),
        what=what,
        one="–" if one is None else one,
        two="–" if two is None else two,
    )
