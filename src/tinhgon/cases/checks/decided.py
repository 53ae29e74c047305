"""The step's decision was made in this visit, on the present text."""

from __future__ import annotations

from collections.abc import Iterable

from tinhgon.basis.errors import gettext_noop as _
from tinhgon.basis.findings import Finding
from tinhgon.cases.checks.base import Asked


def check(asked: Asked) -> Iterable[Finding]:
    """What the step does, decided since it was entered."""
    doing = asked.state.here.does or "decide"
    decided = asked.run.decision(doing)
    text = asked.state.text
    if decided is None:
        yield asked.missing("not_decided", _("Chưa quyết định."))
    elif text and decided.digest != text.digest:
        yield asked.missing("another_text", _("Quyết định trên bản dự thảo cũ; dự thảo đã được sửa."))
