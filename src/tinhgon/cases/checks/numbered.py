"""The document has its number."""

from __future__ import annotations

from collections.abc import Iterable

from tinhgon.basis.errors import gettext_noop as _
from tinhgon.basis.findings import Finding
from tinhgon.cases.checks.base import Asked


def check(asked: Asked) -> Iterable[Finding]:
    """The clerk has given the present text a number."""
    if not asked.state.number:
        yield asked.missing("not_numbered", _("Văn bản chưa có số."))
