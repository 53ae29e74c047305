"""The one door for writes: draft, preview, sign, annul, verify."""

from tinhgon.decisions.authority import Authority, by_history, by_opening, by_shell
from tinhgon.decisions.changes import Change
from tinhgon.decisions.drafting import load_annulling, load_file, parse, with_annulment
from tinhgon.decisions.enacting import Outcome
from tinhgon.decisions.minting import draft
from tinhgon.decisions.signing import correct_entry, preview, sign
from tinhgon.decisions.trial_balance import ACCOUNTS, MOVES, BalanceLine
from tinhgon.decisions.verifying import Verification, verify

__all__ = [
    "ACCOUNTS",
    "MOVES",
    "Authority",
    "BalanceLine",
    "Change",
    "Outcome",
    "Verification",
    "by_history",
    "by_opening",
    "by_shell",
    "correct_entry",
    "draft",
    "load_annulling",
    "load_file",
    "parse",
    "preview",
    "sign",
    "verify",
    "with_annulment",
]
