"""Votes as the law states them: a figure of the law names base, share, ties; rules and procedures both ask it here."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

import yaml

from tinhgon.basis.errors import BadInput, Refusal
from tinhgon.basis.errors import gettext_noop as _
from tinhgon.law.ballots import Count, Result, Roll, VoteRule, decide
from tinhgon.law.calling import calling, refusal
from tinhgon.law.model import Guard
from tinhgon.law.terms import Term

OUT = "out_"
"""Facts of that beginning are people taken off the base, by reason: `out_force_majeure`."""


@lru_cache(maxsize=256)
def read_vote(text: str, article: str = "") -> VoteRule:
    """A figure of kind `vote`: `mode: choose, base: summoned, share: over 1/2`. Raises ValueError for one that is no
    vote rule; a test reads every one."""
    stated = {**yaml.safe_load(f"{{{text}}}")}
    return VoteRule.model_validate({**stated, **({"article": article} if article else {})})


def stated_vote(name: str, *, on: date) -> dict[str, Any]:
    """The vote `subject.figure` in force on a day, as a definition states it, its article with it.

    So a procedure names the vote of the law and repeats no share. Raises OutsideTable for a day without it, KeyError
    for a name that is no figure.
    """
    from tinhgon.law.engine import parameters, rules

    subject, _dot, figure = name.partition(".")
    if subject not in {version.subject for known in rules().values() for version in known}:
        raise KeyError(name)
    if parameters(subject=subject).timeline(figure)[0].kind.name != "vote":
        raise KeyError(name)
    entry = parameters(subject=subject).entry(figure, on=on)
    article = ", ".join(part for part in (entry.instrument, entry.article) if part)
    return {**yaml.safe_load(f"{{{entry.value}}}"), "article": article}


@dataclass(frozen=True)
class Ballot:
    """One vote of a rule: the figure that says how it is decided, and what is known of roll and count.

    `given` are terms by name: summoned, present, members, valid, votes (a tally) or agree (a number), names, seats,
    head_vacant, casting, and `out_` with a reason.
    """

    rule: Term
    given: Mapping[str, Term]

    def of(self, take: Callable[[Result], Any], kind: str) -> Term:
        """Something of the result, as a term."""
        names = tuple(self.given)

        def asked(rule: str | None, *values: Any) -> Any:
            try:
                return take(decided(rule, names, tuple(map(_frozen, values))))
            except Refusal:
                return None

        return calling(asked, self.rule, *self.given.values(), kind=kind, loose=True, words=self._told)

    def _told(self, rule: str, *given: str) -> str:
        """The share that is asked for, and the votes."""
        votes = next(words for name, words in zip(self.given, given, strict=True) if name in {"votes", "agree"})
        share = read_vote(rule).share if ":" in rule else None
        return f"{share.label()}: {votes}" if share else votes

    def possible(self, cite: str) -> Guard:
        """The condition that the numbers do not contradict each other, and that what the base needs is stated."""
        names = tuple(self.given)
        reason = refusal(
            lambda rule, *values: decided(rule, names, tuple(map(_frozen, values))), self.rule, *self.given.values()
        )
        return consistent(reason, cite)


def consistent(reason: Term, cite: str) -> Guard:
    """The condition that there is nothing that the facts are refused for."""
    holds = (~reason.known()).said(_("các số không mâu thuẫn"))
    return Guard(_("Các số khớp nhau"), cite, holds, _("Số liệu thiếu hoặc mâu thuẫn."), reason=reason)


def _frozen(value: Any) -> Any:
    if isinstance(value, list):
        return tuple((one["name"], one["number"]) if isinstance(one, dict) else one for one in value)
    return value


@lru_cache(maxsize=4096)
def decided(rule: str | None, names: tuple[str, ...], values: tuple[Any, ...]) -> Result:
    """The result of a vote. Raises a Refusal for what is not stated or cannot be."""
    if rule is None:
        raise BadInput("no_vote_here", _("Ngoài bảng: quy định không có lần bỏ phiếu này."))
    stated, known = read_vote(rule), dict(zip(names, values, strict=True))
    votes = known.get("votes")
    if "agree" in known:
        votes = None if known["agree"] is None else ((stated.answer, known["agree"]),)
    if not votes:
        raise BadInput("votes_not_stated", _("Không tính được: chưa nêu số phiếu."))
    taken_out = {name.removeprefix(OUT): out for name, out in known.items() if name.startswith(OUT) and out}
    return decide(
        rule=stated,
        roll=Roll(
            summoned=known.get("summoned"),
            present=known.get("present"),
            members=known.get("members"),
            taken_out=taken_out,
        ),
        count=Count(valid=known.get("valid"), votes=tuple(votes)),
        names=known.get("names"),
        seats=known.get("seats") or 1,
        head_vacant=bool(known.get("head_vacant")),
        casting=known.get("casting"),
    )
