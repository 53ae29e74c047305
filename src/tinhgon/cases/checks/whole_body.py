"""The whole body was summoned, less the related."""

from __future__ import annotations

from collections.abc import Iterable

from tinhgon.basis.errors import gettext_noop as _
from tinhgon.basis.findings import Finding
from tinhgon.cases.checks.base import Asked


def check(asked: Asked) -> Iterable[Finding]:
    """Members of the day's list, as the summons wrote them."""
    related = {kin.person for kin in asked.run.related}
    out = related | (set(asked.state.named) if asked.state.version.oneself == "out" else set())
    for person in sorted(asked.run.members - out - set(asked.run.summoned)):
        yield asked.missing("not_summoned_member", _("Thành viên số {person} chưa được triệu tập."), person=person)
