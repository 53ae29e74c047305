"""Somebody stands in for somebody absent, for a time, by a document."""

from __future__ import annotations

from datetime import date
from typing import ClassVar, Literal, Self

from tinhgon.basis.errors import gettext_noop
from tinhgon.record.kinds.base import ActKind


class Delegate(ActKind):
    """Ủy quyền khi vắng mặt. Both count as one hand; the form of signing (KT., TL.) is another thing."""

    title: ClassVar[str] = gettext_noop("Ủy quyền khi vắng mặt")
    kind: Literal["delegate/1"] = "delegate/1"
    absent: int
    deputy: int
    since: date
    until: date
    document: str

    @classmethod
    def example(cls) -> Self:
        return cls(absent=3, deputy=4, since=date(2026, 12, 1), until=date(2026, 12, 7), document="5-GUQ/VP")
