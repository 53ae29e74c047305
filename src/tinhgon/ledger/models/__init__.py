"""Tables of the ledger. Rows are written by the Book alone; triggers keep it so, also against raw SQL."""

from tinhgon.ledger.models.beside import (
    AttachedPart,
    AttachedTable,
    ColumnMapping,
    Draft,
    DraftRevision,
    KeyCheck,
    PersonKey,
)
from tinhgon.ledger.models.decision import Decision, DecisionStanding, Effect, Entry, FindingRow, Standing

__all__ = [
    "AttachedPart",
    "AttachedTable",
    "ColumnMapping",
    "Decision",
    "DecisionStanding",
    "Draft",
    "DraftRevision",
    "Effect",
    "Entry",
    "FindingRow",
    "KeyCheck",
    "PersonKey",
    "Standing",
]
