"""There is a draft."""

from __future__ import annotations

from collections.abc import Iterable

from tinhgon.basis.errors import gettext_noop as _
from tinhgon.basis.findings import Finding
from tinhgon.cases.checks.base import Asked


def check(asked: Asked) -> Iterable[Finding]:
    """A text stands, whose digest later steps judge."""
    if not asked.state.text:
        yield asked.missing("not_drafted", _("Chưa có dự thảo."))
