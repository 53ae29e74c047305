"""The meeting has its minutes."""

from __future__ import annotations

from collections.abc import Iterable

from tinhgon.basis.errors import gettext_noop as _
from tinhgon.basis.findings import Finding
from tinhgon.cases.checks.base import Asked


def check(asked: Asked) -> Iterable[Finding]:
    """Written in this visit."""
    if not asked.run.minuted:
        yield asked.missing("no_minutes", _("Chưa lập biên bản."))
