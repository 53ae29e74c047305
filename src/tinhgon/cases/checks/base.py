"""What a check is asked: the case, the way it is to leave by, the day, and what the definition tells the check."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from tinhgon.basis.findings import Finding
from tinhgon.cases.state import Run, State
from tinhgon.law.clocks import Calendar


@dataclass(frozen=True, kw_only=True)
class Asked:
    """Checks read what the step was given and what was written at the door, never today's ledger."""

    state: State
    on: date
    given: tuple[str, ...] = ()
    outcome: str = ""
    calendar: Calendar = field(default_factory=Calendar)

    @property
    def run(self) -> Run:
        """The visit of the present step."""
        return self.state.run

    def missing(self, code: str, message: str, /, **data: object) -> Finding:
        """What stands in the way, with the instrument of the version."""
        citation = self.state.version.instrument.label()
        return Finding(severity="error", code=code, message=message, data=data, citation=citation)
