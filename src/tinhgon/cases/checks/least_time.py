"""What must last so long has lasted: a probation, a rotation, the time in which somebody may still complain."""

from __future__ import annotations

from collections.abc import Iterable

from tinhgon.basis.errors import gettext_noop as _
from tinhgon.basis.findings import Finding
from tinhgon.cases.checks.base import Asked
from tinhgon.cases.terms import terms_of


def check(asked: Asked) -> Iterable[Finding]:
    """Every such time of the present step is over on the day."""
    for term in terms_of(asked.state, calendar=asked.calendar, on=asked.on):
        if term.step == asked.state.step and term.status == "lasting" and term.not_before:
            yield asked.missing(
                "too_early", _("Chưa hết “{clock}”: đến {day}."), clock=term.name, day=term.not_before.on
            )
