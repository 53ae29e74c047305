"""What a vote decides: the rule applied to roll and count, with the working."""

from __future__ import annotations

from collections.abc import Collection
from fractions import Fraction

from tinhgon.basis.errors import BadInput, Wording
from tinhgon.basis.errors import gettext_noop as _
from tinhgon.basis.findings import Finding
from tinhgon.law.ballots.choosing import choose
from tinhgon.law.ballots.counts import Count, ImpossibleCount, impossible
from tinhgon.law.ballots.electing import elect, higher
from tinhgon.law.ballots.results import FEWEST_SHOWN, Base, Choice, Line, Reading, Result
from tinhgon.law.ballots.rolls import ALWAYS, REASONS, Roll
from tinhgon.law.ballots.rules import BASES, BaseName, VoteRule
from tinhgon.law.ballots.shares import Share


def decide(
    *,
    rule: VoteRule,
    roll: Roll,
    count: Count,
    names: Collection[Choice] | None = None,
    seats: int = 1,
    elected_before: Collection[Choice] = (),
    head_vacant: bool = False,
    casting: str | None = None,
) -> Result:
    """The result of a vote.

    `names` is the list settled before the ballots (None: open). `seats` is how many are to be elected. `casting` is
    the chair's vote after a half, `head_vacant` says that nobody is there to choose between two.
    Raises ImpossibleCount for numbers that cannot be, BadInput when a number that the base needs is not stated.
    """
    found = impossible(count=count, rule=rule, roll=roll, seats=seats, names=names, elected_before=elected_before)
    if found:
        raise ImpossibleCount(found)
    base = base_of(rule.base, rule=rule, roll=roll, count=count)
    notes = _notes(rule, roll, count, base)
    if rule.quorum and not _is_met(rule.quorum, roll):
        return Result(
            outcome="may_not_meet", base=base, why=(*notes, _quorum(rule, rule.quorum, roll, severity="error"))
        )
    match rule.mode:
        case "choose":
            other = base_of(rule.other.base, rule=rule, roll=roll, count=count) if rule.other else None
            result = choose(rule=rule, base=base, other=other, count=count, names=names, head_vacant=head_vacant)
        case "elect":
            result = elect(rule=rule, base=base, count=count, names=names, seats=seats)
        case "higher":
            result = higher(rule=rule, base=base, count=count, seats=seats)
        case "yes_no":
            result = _yes_no(rule, base, roll, count, head_vacant=head_vacant, casting=casting)
        case "survey":
            result = Result(outcome="counted", base=base, lines=lines_of(count, base, None))
    return Result(**{**result.__dict__, "why": (*notes, *result.why)})


def base_of(name: BaseName, *, rule: VoteRule, roll: Roll, count: Count) -> Base:
    """The base by its name, with what is taken off and why. Reasons that the rule does not name are not taken off."""
    whole = {
        "summoned": roll.summoned,
        "present": roll.present,
        "valid": count.valid_known,
        "members": roll.members,
    }[name]
    if whole is None:
        raise BadInput(
            "base_not_stated",
            _("Không tính được: {what} chưa được nêu, mà tỷ lệ tính trên số đó."),
            what=Wording(_BASE_WORDS[name]),
        )
    allowed = {*rule.less, *ALWAYS} if name in ("summoned", "members") else set()
    less = {reason: number for reason, number in roll.taken_out.items() if reason in allowed and number}
    return Base(name=name, total=whole - sum(less.values()), whole=whole, less=less)


_BASE_WORDS = {
    "summoned": _("số người được triệu tập"),
    "present": _("số người có mặt"),
    "valid": _("số phiếu hợp lệ"),
    "members": _("tổng số thành viên"),
}
if set(_BASE_WORDS) != set(BASES):
    raise TypeError("a base without words")


def lines_of(count: Count, base: Base, share: Share | None) -> tuple[Line, ...]:
    """Names in the order of votes; those that stand level in the order given."""
    return tuple(
        Line(
            choice=choice,
            votes=votes,
            of_base=Fraction(votes, base.total) if base.total > 0 else Fraction(0),
            met=bool(share and share.met(votes, base.total)),
        )
        for choice, votes in sorted(count.votes, key=lambda pair: -pair[1])
    )


def _is_met(quorum: Share, roll: Roll) -> bool:
    """Of those summoned, less those who may not take part. Presence that is not stated cannot be a quorum."""
    summoned = roll.members if roll.summoned is None else roll.summoned
    if summoned is None or roll.present is None:
        raise BadInput(
            "quorum_not_stated", _("Không biết cuộc họp có đủ thành phần không: chưa nêu số triệu tập hoặc số có mặt.")
        )
    return quorum.met(roll.present, summoned - sum(roll.taken_out.get(reason, 0) for reason in ALWAYS))


def _quorum(rule: VoteRule, quorum: Share, roll: Roll, *, severity: str) -> Finding:
    summoned = (roll.members if roll.summoned is None else roll.summoned) or 0
    return Finding(
        severity="error" if severity == "error" else "warning",
        code="quorum",
        message=_("Có mặt {present}/{summoned}; cần {share}, ít nhất {needed} người."),
        data={
            "present": roll.present,
            "summoned": summoned,
            "share": quorum.label(),
            "needed": quorum.needed(summoned - sum(roll.taken_out.get(reason, 0) for reason in ALWAYS)),
        },
        citation=rule.article,
    )


def _notes(rule: VoteRule, roll: Roll, count: Count, base: Base) -> list[Finding]:
    found = [
        Finding(
            severity="info",
            code="base",
            message=_("Tính trên {name}: {whole} trừ {less} còn {total}.")
            if base.less
            else _("Tính trên {name}: {total}."),
            data={
                "name": Wording(_BASE_WORDS[rule.base]),
                "whole": base.whole,
                "less": sum(base.less.values()),
                "total": base.total,
            },
            citation=rule.article,
        )
    ]
    found += [
        Finding(
            severity="info",
            code="taken_out",
            message=_("Trừ {number}: {reason}."),
            data={"number": number, "reason": Wording(REASONS[reason])},
            citation=rule.article,
        )
        for reason, number in base.less.items()
    ]
    found += [
        Finding(
            severity="warning",
            code="not_taken_out",
            message=_("Không trừ {number} người ({reason}): quy định của bước này không nêu lý do đó."),
            data={"number": number, "reason": Wording(REASONS[reason])},
            citation=rule.article,
        )
        for reason, number in roll.taken_out.items()
        if number and reason not in base.less and base.name in ("summoned", "members")
    ]
    if rule.quorum_advised and roll.present is not None and not _is_met(rule.quorum_advised, roll):
        found.append(_quorum(rule, rule.quorum_advised, roll, severity="warning"))
    if count.issued is not None and roll.present is not None and count.issued < roll.present:
        found.append(
            Finding(
                severity="warning",
                code="ballots_not_taken",
                message=_("Phát ra {issued} phiếu cho {present} người có mặt."),
                data={"issued": count.issued, "present": roll.present},
                citation=rule.article,
            )
        )
    if base.total < FEWEST_SHOWN:
        found.append(
            Finding(
                severity="warning",
                code="few_voters",
                message=_("Chỉ còn {total} người bỏ phiếu: không công bố số phiếu; cấp có thẩm quyền quyết định."),
                data={"total": base.total},
                citation=rule.article,
            )
        )
    return found


def _yes_no(rule: VoteRule, base: Base, roll: Roll, count: Count, *, head_vacant: bool, casting: str | None) -> Result:
    if rule.share is None:
        raise TypeError("a vote by yes or no has a share")
    votes = count.of(rule.answer)
    outcome = _outcome(rule, rule.share, votes, base.total, head_vacant=head_vacant)
    why = [_told(rule, rule.share, votes, base.total)]
    if outcome == "chair_decides" and casting is not None:
        outcome = "passed" if casting == rule.answer else "not_passed"
        why.append(
            Finding(
                severity="info",
                code="casting_vote",
                message=_("Số phiếu bằng nhau: quyết định theo bên có phiếu của người chủ trì."),
                citation=rule.article,
            )
        )
    readings: list[Reading] = []
    for other in rule.also:
        second = base_of(other.base or rule.base, rule=rule, roll=roll, count=count)
        read = _outcome(rule, other.share, votes, second.total, head_vacant=head_vacant)
        readings.append(Reading(instrument=other.instrument, outcome=read))
        if read != outcome:
            why.append(
                Finding(
                    severity="warning",
                    code="readings_differ",
                    message=_(
                        "Hai quy định cho kết quả khác nhau: {first} cần {share}, {second} cần {other};"
                        " cấp có thẩm quyền cho ý kiến."
                    ),
                    data={
                        "first": rule.article or "–",
                        "share": rule.share.label(),
                        "second": other.instrument,
                        "other": other.share.label(),
                    },
                    citation=other.instrument,
                )
            )
    if any(reading.outcome != outcome for reading in readings):
        readings.insert(0, Reading(instrument=rule.article, outcome=outcome))
        outcome = "ask"
    return Result(
        outcome=outcome,
        base=base,
        needed=rule.share.needed(base.total),
        lines=lines_of(count, base, rule.share),
        readings=tuple(readings),
        why=tuple(why),
    )


def _outcome(rule: VoteRule, share: Share, votes: int, base: int, *, head_vacant: bool) -> str:
    if share.met(votes, base):
        return "passed"
    if rule.at_half and base > 0 and 2 * votes == base:
        if rule.at_half == "chair":
            return "chair_decides"
        return "superior_decides" if head_vacant else "head_decides"
    return "not_passed"


def _told(rule: VoteRule, share: Share, votes: int, base: int) -> Finding:
    return Finding(
        severity="info",
        code="votes",
        message=_("{votes}/{base} phiếu; cần {share}, ít nhất {needed}."),
        data={"votes": votes, "base": base, "share": share.label(), "needed": share.needed(base)},
        citation=rule.article,
    )
