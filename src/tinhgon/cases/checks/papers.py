"""The papers that the definition names are there."""

from __future__ import annotations

from collections.abc import Iterable

from tinhgon.basis.errors import Wording
from tinhgon.basis.errors import gettext_noop as _
from tinhgon.basis.findings import Finding
from tinhgon.cases.checks.base import Asked
from tinhgon.cases.definition.words import PAPERS


def check(asked: Asked) -> Iterable[Finding]:
    """Handed in, in this step or before."""
    for name in asked.given:
        if name not in asked.state.papers:
            yield asked.missing("paper_missing", _("Thiếu văn bản “{name}”."), name=Wording(PAPERS.get(name, name)))
