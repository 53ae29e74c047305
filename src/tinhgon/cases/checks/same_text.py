"""What is signed is what was judged."""

from __future__ import annotations

from collections.abc import Iterable

from tinhgon.basis.errors import gettext_noop as _
from tinhgon.basis.findings import Finding
from tinhgon.cases.checks.base import Asked


def check(asked: Asked) -> Iterable[Finding]:
    """Each decision named here was made on the present text, on the path that led here."""
    text = asked.state.text
    for doing in asked.given:
        decided = [one for run in asked.state.path for one in run.decided if one.doing == doing]
        if not decided or not text or decided[-1].digest != text.digest:
            yield asked.missing("another_text", _("Quyết định trên bản dự thảo cũ; dự thảo đã được sửa."))
