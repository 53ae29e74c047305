"""Somebody looked at the log of readings: supervision is written down too."""

from __future__ import annotations

from typing import ClassVar, Literal, Self

from pydantic import Field

from tinhgon.basis.errors import gettext_noop
from tinhgon.record.kinds.base import ActKind


class ReadLog(ActKind):
    """Xem nhật ký giám sát: what was asked of it, about which person where one was named."""

    title: ClassVar[str] = gettext_noop("Xem nhật ký giám sát")
    kind: Literal["read_log/1"] = "read_log/1"
    what: str
    persons: tuple[int, ...] = ()
    question: dict[str, str] = Field(default_factory=dict)

    @classmethod
    def example(cls) -> Self:
        return cls(what=gettext_noop("nhật ký xem hồ sơ"), persons=(3001,), question={"account": "lan"})
