"""Everybody present has declared whether they are related (PC-04)."""

from __future__ import annotations

from collections.abc import Iterable

from tinhgon.basis.errors import gettext_noop as _
from tinhgon.basis.findings import Finding
from tinhgon.cases.checks.base import Asked


def check(asked: Asked) -> Iterable[Finding]:
    """Those on the roll."""
    present = asked.run.roll.present if asked.run.roll else frozenset()
    for person in sorted(present - asked.run.declared):
        yield asked.missing("not_declared", _("Người số {person} chưa cam kết về quan hệ gia đình."), person=person)
