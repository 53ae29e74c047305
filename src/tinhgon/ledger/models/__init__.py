"""Tables of the ledger. Rows are written by the Book alone; triggers keep it so, also against raw SQL."""

from tinhgon.ledger.models.decision import Decision, DecisionStanding, Effect, Entry, FindingRow, Standing
from tinhgon.ledger.models.unit import SuccessionVersion, UnitVersion
from tinhgon.ledger.models.verification import Verification

__all__ = [
    "Decision",
    "DecisionStanding",
    "Effect",
    "Entry",
    "FindingRow",
    "Standing",
    "SuccessionVersion",
    "UnitVersion",
    "Verification",
]
