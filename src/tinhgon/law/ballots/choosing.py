"""One name is sought: over the share, else those carried on, two at exactly half, or nobody."""

from __future__ import annotations

from collections.abc import Collection
from fractions import Fraction
from typing import Any

from tinhgon.basis.errors import gettext_noop as _
from tinhgon.basis.findings import Finding
from tinhgon.law.ballots.counts import Count
from tinhgon.law.ballots.results import Base, Choice, Line, Result
from tinhgon.law.ballots.rules import VoteRule

_AT_HALF = 2
"""Two persons, no more and no fewer, stand level at exactly half: then one of them is chosen by the head."""


def choose(
    *,
    rule: VoteRule,
    base: Base,
    other: Base | None,
    count: Count,
    names: Collection[Choice] | None,
    head_vacant: bool,
) -> Result:
    """The result of a vote for one name. `other` is the base of a newcomer's own share, where the rule has one."""
    if rule.share is None:
        raise TypeError("a choice has a share")
    lines = _lines(rule, base, other, count, names)
    common: dict[str, Any] = {"base": base, "needed": rule.share.needed(base.total), "lines": lines}
    over = [line for line in lines if rule.share.met(line.votes, base.total)]
    first = over[0] if over else None
    if first and [line.votes for line in lines].count(first.votes) > 1:
        return Result(
            outcome="stop_report",
            tied=tuple(line.choice for line in lines if line.votes == first.votes),
            why=(_why(rule, _("Nhiều người cùng có {votes} phiếu, không chọn được một người."), votes=first.votes),),
            **common,
        )
    if first and first.met:
        return Result(outcome="chosen", chosen=(first.choice,), why=(_chosen(rule, base, other, first),), **common)
    if first and rule.other and other:
        return Result(outcome="stop_report", why=(_newcomer_short(rule, other, first),), **common)
    half = [line for line in lines if base.total > 0 and 2 * line.votes == base.total and not line.newcomer]
    if rule.at_half and len(half) == _AT_HALF:
        return Result(
            outcome="superior_decides" if head_vacant else "head_decides",
            tied=tuple(line.choice for line in half),
            why=(
                _why(
                    rule,
                    _("Hai người cùng có {votes}/{base} phiếu; khuyết người đứng đầu, báo cáo cấp có thẩm quyền.")
                    if head_vacant
                    else _("Hai người cùng có {votes}/{base} phiếu; người đứng đầu lựa chọn và báo cáo đầy đủ ý kiến."),
                    votes=half[0].votes,
                    base=base.total,
                ),
            ),
            **common,
        )
    carried = [line for line in lines if rule.carry and rule.carry.met(line.votes, base.total) and not line.newcomer]
    if rule.carry and carried:
        names_on = tuple(line.choice for line in carried)
        message = _("Không ai đạt {share}; {number} người đạt {carry} được đưa sang bước sau.")
        why = _why(rule, message, share=rule.share.label(), number=len(carried), carry=rule.carry.label())
        return Result(outcome="carried", chosen=names_on, go_on=names_on, why=(why,), **common)
    message = _("Không ai đạt {share}{of}: dừng lại, báo cáo.")
    of = f" ({lines[0].votes}/{base.total})" if lines else ""
    return Result(outcome="stop_report", why=(_why(rule, message, share=rule.share.label(), of=of),), **common)


def _lines(
    rule: VoteRule, base: Base, other: Base | None, count: Count, names: Collection[Choice] | None
) -> tuple[Line, ...]:
    found = []
    for choice, votes in sorted(count.votes, key=lambda pair: -pair[1]):
        newcomer = names is not None and choice not in names
        met = bool(rule.share and rule.share.met(votes, base.total))
        if newcomer:
            met = met and bool(rule.other and other and rule.other.share.met(votes, other.total))
        share = Fraction(votes, base.total) if base.total > 0 else Fraction(0)
        found.append(Line(choice=choice, votes=votes, of_base=share, met=met, newcomer=newcomer))
    return tuple(found)


def _why(rule: VoteRule, message: str, **data: object) -> Finding:
    return Finding(severity="info", code="why", message=message, data=data, citation=rule.article)


def _chosen(rule: VoteRule, base: Base, other: Base | None, line: Line) -> Finding:
    if line.newcomer and rule.other and other:
        return _why(
            rule,
            _("{choice} không có trong danh sách bước trước; {votes}/{base} phiếu, đạt {share}."),
            choice=line.choice,
            votes=line.votes,
            base=other.total,
            share=rule.other.share.label(),
        )
    return _why(
        rule,
        _("{choice} có {votes}/{base} phiếu, {share}."),
        choice=line.choice,
        votes=line.votes,
        base=base.total,
        share=rule.share.label() if rule.share else "",
    )


def _newcomer_short(rule: VoteRule, other: Base, line: Line) -> Finding:
    return Finding(
        severity="warning",
        code="newcomer_short",
        message=_(
            "{choice} không có trong danh sách bước trước, có {votes}/{base} phiếu, chưa đạt {share};"
            " văn bản không nêu cách xử lý: dừng lại, báo cáo."
        ),
        data={
            "choice": line.choice,
            "votes": line.votes,
            "base": other.total,
            "share": rule.other.share.label() if rule.other else "",
        },
        citation=rule.article,
    )
