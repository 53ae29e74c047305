"""The one door for writes: draft, preview, sign, annul, verify."""

from tinhgon.decisions.drafting import draft, load_annulling, load_file, parse, with_annulment
from tinhgon.decisions.enacting import Balance, Change, Outcome
from tinhgon.decisions.signing import preview, sign
from tinhgon.decisions.verifying import Verification, verify

__all__ = [
    "Balance",
    "Change",
    "Outcome",
    "Verification",
    "draft",
    "load_annulling",
    "load_file",
    "parse",
    "preview",
    "sign",
    "verify",
    "with_annulment",
]
