"""One module for every vote: base, threshold, ties, rounds, lists. Pure; whole numbers and exact fractions only."""

from tinhgon.cases.ballots.counts import Count, ImpossibleCount, differences, impossible
from tinhgon.cases.ballots.deciding import decide
from tinhgon.cases.ballots.lists import BallotList, Nomination, ballot_list, most_candidates
from tinhgon.cases.ballots.results import Base, Choice, Line, Reading, Result
from tinhgon.cases.ballots.rolls import REASONS, Deduction, Roll
from tinhgon.cases.ballots.rules import Another, Newcomer, VoteRule
from tinhgon.cases.ballots.shares import Limit, LimitField, Share, ShareField

__all__ = [
    "REASONS",
    "Another",
    "BallotList",
    "Base",
    "Choice",
    "Count",
    "Deduction",
    "ImpossibleCount",
    "Limit",
    "LimitField",
    "Line",
    "Newcomer",
    "Nomination",
    "Reading",
    "Result",
    "Roll",
    "Share",
    "ShareField",
    "VoteRule",
    "ballot_list",
    "decide",
    "differences",
    "impossible",
    "most_candidates",
]
