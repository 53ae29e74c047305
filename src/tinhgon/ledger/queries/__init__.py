"""As-of reads of what every subject has: decisions, postings, entries, what was known when.

Plain frozen rows, never models. Every question takes an AsOf.
"""

from tinhgon.ledger.queries.decisions import (
    DecisionRow,
    EffectRow,
    FindingRow,
    Neighbours,
    decision_at,
    decision_numbered,
    decisions,
    dependants,
    effects_of,
    findings_of,
    findings_on_unit,
    neighbours,
    rests_on,
    sealed_of,
)
from tinhgon.ledger.queries.knowledge import Knowledge, knowledge, last_known, parse_instant
from tinhgon.ledger.queries.postings import Posting, postings

__all__ = [
    "DecisionRow", "EffectRow", "FindingRow", "Knowledge", "Neighbours", "Posting", "decision_at",
    "decision_numbered", "decisions", "dependants", "effects_of", "findings_of", "findings_on_unit", "knowledge",
    "last_known", "neighbours", "parse_instant", "postings", "rests_on", "sealed_of",
]  # fmt: skip
