"""The body that decides has an odd number of members."""

from __future__ import annotations

from collections.abc import Iterable

from tinhgon.basis.errors import gettext_noop as _
from tinhgon.basis.findings import Finding
from tinhgon.cases.checks.base import Asked


def check(asked: Asked) -> Iterable[Finding]:
    """By the list that the summons wrote."""
    number = len(asked.run.members)
    if number % 2 == 0:
        yield asked.missing("even_body", _("Hội đồng phải có số thành viên lẻ; danh sách có {number}."), number=number)
