"""The establishment on the overview: what is assigned, who is there, what was cut, when the books have any of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from tinhgon.basis.asof import AsOf
from tinhgon.reports import ask, report_named, table
from tinhgon.reports.facts import first_day


@dataclass(frozen=True)
class Staffing:
    """Sums of the whole organisation. `cut` is since the books of the establishment were opened."""

    assigned: int
    surplus: int
    present: int
    vacancy: int
    over: int
    cut: int
    since: date
    synthetic: bool


def staffing(as_of: AsOf) -> Staffing | None:
    """The totals of two reports; None while there is neither quota nor anybody in the books."""
    register = report_named("establishment")
    found = table(register, ask(register.span, on=as_of.on, known_at=as_of.known_at))
    totals = {key: value for key, value in found.totals.items() if isinstance(value, int)}
    if not any(totals.values()):
        return None
    cuts = report_named("staffing-cuts")
    question = ask(cuts.span, on=as_of.on, known_at=as_of.known_at)
    cut = table(cuts, question).totals.get("cut")
    return Staffing(
        assigned=totals["official"],
        surplus=totals["surplus"],
        present=totals["present"],
        vacancy=totals["vacancy"],
        over=totals["over"],
        cut=cut if isinstance(cut, int) else 0,
        since=first_day(question),
        synthetic=found.synthetic,
    )
