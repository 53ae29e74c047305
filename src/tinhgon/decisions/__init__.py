"""The one door for writes: draft, preview, sign, annul, verify."""

from tinhgon.decisions.drafting import draft, load_file, parse, with_annulment
from tinhgon.decisions.signing import Change, Outcome, preview, sign
from tinhgon.decisions.verifying import Verification, verify

__all__ = [
    "Change",
    "Outcome",
    "Verification",
    "draft",
    "load_file",
    "parse",
    "preview",
    "sign",
    "verify",
    "with_annulment",
]
