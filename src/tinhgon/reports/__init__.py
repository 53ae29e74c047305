"""Reports: one file each in `definitions/`, every cell of which opens down to entries, clauses and decisions."""

from tinhgon.reports.asking import Question, ask
from tinhgon.reports.building import Source, Trace, table, trace
from tinhgon.reports.comparing import Comparison, compare
from tinhgon.reports.guarding import Viewer, seen
from tinhgon.reports.model import Column, Report, Row, Table
from tinhgon.reports.registry import REPORTS, report_named

__all__ = [
    "REPORTS",
    "Column",
    "Comparison",
    "Question",
    "Report",
    "Row",
    "Source",
    "Table",
    "Trace",
    "Viewer",
    "ask",
    "compare",
    "report_named",
    "seen",
    "table",
    "trace",
]
