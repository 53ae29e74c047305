"""Nobody related sat in the meeting (PC-04)."""

from __future__ import annotations

from collections.abc import Iterable

from tinhgon.basis.errors import gettext_noop as _
from tinhgon.basis.findings import Finding
from tinhgon.cases.checks.base import Asked


def check(asked: Asked) -> Iterable[Finding]:
    """By what the roll wrote, and what the case has found since."""
    present = asked.run.roll.present if asked.run.roll else frozenset()
    related = {kin.person for kin in asked.run.related}
    for person in sorted(present & related):
        yield asked.missing(
            "related_present",
            _("Người số {person} có quan hệ gia đình với người được xem xét, không dự và không bỏ phiếu."),
            person=person,
        )
    if asked.run.roll is None:
        yield asked.missing("no_roll", _("Chưa điểm danh."))
