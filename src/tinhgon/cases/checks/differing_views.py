"""Differing views are told in full where the result was not unanimous (PC-07)."""

from __future__ import annotations

from collections.abc import Iterable

from tinhgon.basis.errors import gettext_noop as _
from tinhgon.basis.findings import Finding
from tinhgon.cases.checks.base import Asked


def check(asked: Asked) -> Iterable[Finding]:
    """A vote that not everybody of the base gave to one choice."""
    if asked.run.views:
        return
    for counted in asked.run.counts:
        votes = [number for _choice, number in counted.count.votes if number]
        if len(votes) > 1:
            yield asked.missing("views_missing", _("Kết quả không thống nhất; biên bản chưa ghi đủ ý kiến khác nhau."))
            return
