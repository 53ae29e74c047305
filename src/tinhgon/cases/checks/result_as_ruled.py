"""The way out is what the votes give."""

from __future__ import annotations

from collections.abc import Iterable

from tinhgon.basis.errors import gettext_noop as _
from tinhgon.basis.findings import Finding
from tinhgon.cases.checks.base import Asked
from tinhgon.cases.voting import outcome_of


def check(asked: Asked) -> Iterable[Finding]:
    """The step's outcome by its declared results."""
    outcome = outcome_of(asked.state)
    if outcome is None:
        yield asked.missing("no_result", _("Chưa công bố kết quả."))
    elif asked.outcome and asked.outcome != outcome:
        yield asked.missing("not_the_result", _("Kết quả theo quy định là “{outcome}”."), outcome=outcome)
