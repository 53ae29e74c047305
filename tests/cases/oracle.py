"""A slow, plain way to decide a vote: single ballots of single people, fractions, no numbers handed over.

It shares no code with `tinhgon.law.ballots`: it reads ballots, the module reads counts.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from fractions import Fraction


@dataclass
class Meeting:
    """People by name; each who came put in one ballot: the names marked, or None for a spoilt one."""

    members: list[str]
    summoned: list[str]
    came: list[str]
    excused: dict[str, str] = field(default_factory=dict)
    ballots: list[list[str] | None] = field(default_factory=list)

    def base(self, name: str, less: set[str]) -> list[object]:
        people = {
            "summoned": self.summoned,
            "present": self.came,
            "members": self.members,
            "valid": [ballot for ballot in self.ballots if ballot is not None],
        }[name]
        if name in ("summoned", "members"):
            return [one for one in people if self.excused.get(one) not in {*less, "related"}]
        return list(people)

    def votes(self) -> Counter[str]:
        return Counter(name for ballot in self.ballots if ballot is not None for name in ballot)


def reaches(votes: int, of: int, share: str) -> bool:
    """`over 1/2` or `at least 1/2`, by fractions."""
    *words, number = share.split()
    if of == 0:
        return False
    return Fraction(votes, of) > Fraction(number) if words == ["over"] else Fraction(votes, of) >= Fraction(number)


def choose(meeting: Meeting, rule: dict, before: set[str] | None, head_vacant: bool) -> tuple[str, set[str]]:
    base = len(meeting.base(rule["base"], set(rule["less"])))
    votes = meeting.votes()
    best = max(votes.values(), default=0)
    top = {name for name, number in votes.items() if number == best}
    new = set(votes) - before if before is not None else set()
    if best and reaches(best, base, rule["share"]):
        if len(top) > 1:
            return "stop_report", set()
        (winner,) = top
        if winner not in new:
            return "chosen", {winner}
        everybody = len(meeting.base("members", set(rule["less"])))
        return ("chosen", {winner}) if reaches(best, everybody, rule["other"]) else ("stop_report", set())
    half = {
        name for name, number in votes.items() if Fraction(number) == Fraction(base, 2) and base and name not in new
    }
    if rule["at_half"] and len(half) == 2:
        return ("superior_decides" if head_vacant else "head_decides"), set()
    on = {name for name in set(votes) - new if rule["carry"] and reaches(votes[name], base, rule["carry"])}
    return ("carried", on) if on else ("stop_report", set())


def elect(meeting: Meeting, rule: dict, names: list[str], seats: int) -> tuple[str, set[str], set[str]]:
    """Outcome, the elected, those who come to the next ballot."""
    base = len(meeting.base(rule["base"], set(rule["less"])))
    votes = meeting.votes()
    over = [name for name in names if reaches(votes[name], base, rule["share"])]
    elected: set[str] = set()
    for number in sorted({votes[name] for name in over}, reverse=True):
        level = {name for name in over if votes[name] == number}
        if len(elected) + len(level) > seats:
            return ("tied", elected, level) if len(elected) < seats else ("elected", elected, set())
        elected |= level
    if len(elected) == seats:
        return "elected", elected, set()
    return "seats_left", elected, set(names) - elected


def yes_no(meeting: Meeting, rule: dict, head_vacant: bool) -> str:
    base = len(meeting.base(rule["base"], set(rule["less"])))
    agree = meeting.votes()["agree"]
    if reaches(agree, base, rule["share"]):
        return "passed"
    if rule["at_half"] and base and Fraction(agree, base) == Fraction(1, 2):
        if rule["at_half"] == "chair":
            return "chair_decides"
        return "superior_decides" if head_vacant else "head_decides"
    return "not_passed"
