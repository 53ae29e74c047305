"""No term of the step has run out."""

from __future__ import annotations

from collections.abc import Iterable

from tinhgon.basis.errors import gettext_noop as _
from tinhgon.basis.findings import Finding
from tinhgon.cases.checks.base import Asked
from tinhgon.cases.terms import terms_of


def check(asked: Asked) -> Iterable[Finding]:
    """A term that is over asks for a superior's paper (PC-08)."""
    for term in terms_of(asked.state, calendar=asked.calendar, on=asked.on):
        if term.status == "overdue" and term.due:
            yield asked.missing("overdue", _("Quá hạn “{clock}” ({due})."), clock=term.name, due=term.due.on)
