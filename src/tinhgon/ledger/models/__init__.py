"""Tables of the ledger. Rows are written by the Book alone; triggers keep it so, also against raw SQL."""

from tinhgon.ledger.models.beside import (
    AccountTie,
    AttachedPart,
    AttachedTable,
    ColumnMapping,
    Draft,
    Erasure,
    PersonKey,
    ReadLog,
    SubmittedReport,
)
from tinhgon.ledger.models.decision import Decision, DecisionStanding, Effect, Entry, FindingRow, Standing
from tinhgon.ledger.models.verification import Verification

__all__ = [
    "AccountTie",
    "AttachedPart",
    "AttachedTable",
    "ColumnMapping",
    "Decision",
    "DecisionStanding",
    "Draft",
    "Effect",
    "Entry",
    "Erasure",
    "FindingRow",
    "PersonKey",
    "ReadLog",
    "Standing",
    "SubmittedReport",
    "Verification",
]
