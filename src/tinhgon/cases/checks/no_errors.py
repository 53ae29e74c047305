"""The draft has no error left."""

from __future__ import annotations

from collections.abc import Iterable

from tinhgon.basis.errors import gettext_noop as _
from tinhgon.basis.findings import Finding
from tinhgon.cases.checks.base import Asked


def check(asked: Asked) -> Iterable[Finding]:
    """Errors that the preview found in the last revision."""
    for code in asked.state.text.errors if asked.state.text else ():
        yield asked.missing("error_left", _("Dự thảo còn lỗi “{code}”."), code=code)
