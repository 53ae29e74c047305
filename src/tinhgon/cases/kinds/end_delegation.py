"""A delegation ends before its last day."""

from __future__ import annotations

from datetime import date
from typing import ClassVar, Literal, Self

from tinhgon.basis.errors import gettext_noop
from tinhgon.record.kinds.base import ActKind


class EndDelegation(ActKind):
    """Thôi ủy quyền: from the day on the deputy stands in for the absent one no more."""

    title: ClassVar[str] = gettext_noop("Thôi ủy quyền")
    kind: Literal["end_delegation/1"] = "end_delegation/1"
    absent: int
    deputy: int
    since: date

    @classmethod
    def example(cls) -> Self:
        return cls(absent=3, deputy=4, since=date(2026, 12, 5))
