"""One module for every vote: base, threshold, ties, rounds, lists. Pure; whole numbers and exact fractions only."""

from tinhgon.law.ballots.counts import Count, ImpossibleCount, differences, impossible
from tinhgon.law.ballots.deciding import decide
from tinhgon.law.ballots.lists import BallotList, Nomination, ballot_list, most_candidates
from tinhgon.law.ballots.results import Base, Choice, Line, Reading, Result
from tinhgon.law.ballots.rolls import REASONS, Deduction, Roll
from tinhgon.law.ballots.rules import Another, Newcomer, VoteRule
from tinhgon.law.ballots.shares import Limit, LimitField, Share, ShareField

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
