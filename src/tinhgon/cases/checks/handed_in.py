"""Something was handed in."""

from __future__ import annotations

from collections.abc import Iterable

from tinhgon.basis.errors import gettext_noop as _
from tinhgon.basis.findings import Finding
from tinhgon.cases.checks.base import Asked


def check(asked: Asked) -> Iterable[Finding]:
    """At least one paper in this visit."""
    if not asked.run.papers:
        yield asked.missing("nothing_handed_in", _("Chưa nộp văn bản nào."))
