"""Every warning about the draft was read and answered for."""

from __future__ import annotations

from collections.abc import Iterable

from tinhgon.basis.errors import gettext_noop as _
from tinhgon.basis.findings import Finding
from tinhgon.cases.checks.base import Asked


def check(asked: Asked) -> Iterable[Finding]:
    """Warnings of the last revision, by code."""
    for code in asked.state.text.warnings if asked.state.text else ():
        if code not in asked.state.acknowledged:
            yield asked.missing("warning_unread", _("Cảnh báo “{code}” chưa được ghi nhận."), code=code)
