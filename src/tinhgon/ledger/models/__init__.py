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
from tinhgon.ledger.models.people import AssignmentVersion, PersonVersion, PostVersion, QuotaVersion
from tinhgon.ledger.models.unit import SuccessionVersion, UnitVersion
from tinhgon.ledger.models.verification import Verification

__all__ = [
    "AccountTie",
    "AssignmentVersion",
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
    "PersonVersion",
    "PostVersion",
    "QuotaVersion",
    "ReadLog",
    "Standing",
    "SubmittedReport",
    "SuccessionVersion",
    "UnitVersion",
    "Verification",
]
