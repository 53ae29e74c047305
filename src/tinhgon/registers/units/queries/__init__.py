"""As-of reads of units: lists, the tree, lineage, how a unit came to be as it is. Every question takes an AsOf."""

from tinhgon.registers.units.queries.finding import search
from tinhgon.registers.units.queries.lineage import Step, StepUnit, lineage
from tinhgon.registers.units.queries.timeline import timeline
from tinhgon.registers.units.queries.units import (
    Count,
    UnitRow,
    ancestors,
    children,
    counts,
    named,
    named_on,
    the_unit,
    unit_by_code,
    unit_by_id,
    units,
)

__all__ = [
    "Count", "Step", "StepUnit", "UnitRow", "ancestors", "children", "counts", "lineage", "named", "named_on", "search",
    "the_unit", "timeline", "unit_by_code", "unit_by_id", "units",
]  # fmt: skip
