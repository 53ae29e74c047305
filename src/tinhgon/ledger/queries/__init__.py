"""As-of reads for pages, the command line and reports.

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
)
from tinhgon.ledger.queries.knowledge import Knowledge, Verified, knowledge, last_known, last_verified, parse_instant
from tinhgon.ledger.queries.lineage import Step, StepUnit, lineage
from tinhgon.ledger.queries.trace import Posting, postings, timeline
from tinhgon.ledger.queries.units import (
    Count,
    UnitRow,
    ancestors,
    children,
    counts,
    named,
    named_on,
    search,
    the_unit,
    unit_by_code,
    unit_by_id,
    units,
)

__all__ = [
    "Count",
    "DecisionRow",
    "EffectRow",
    "FindingRow",
    "Knowledge",
    "Neighbours",
    "Posting",
    "Step",
    "StepUnit",
    "UnitRow",
    "Verified",
    "ancestors",
    "children",
    "counts",
    "decision_at",
    "decision_numbered",
    "decisions",
    "dependants",
    "effects_of",
    "findings_of",
    "findings_on_unit",
    "knowledge",
    "last_known",
    "last_verified",
    "lineage",
    "named",
    "named_on",
    "neighbours",
    "parse_instant",
    "postings",
    "rests_on",
    "search",
    "the_unit",
    "timeline",
    "unit_by_code",
    "unit_by_id",
    "units",
]
