"""Something left the house in a file: a list, a report, a backup."""

from __future__ import annotations

from typing import ClassVar, Literal, Self

from pydantic import Field

from tinhgon.basis.errors import gettext_noop
from tinhgon.record.kinds.base import ActKind

EXPORTS = "exports"
"""The stream of what left the house."""


class Export(ActKind):
    """Kết xuất ra tệp: what (a Vietnamese source string), in which format, how much, what was asked."""

    title: ClassVar[str] = gettext_noop("Kết xuất ra tệp")
    kind: Literal["export/1"] = "export/1"
    what: str
    format: str
    rows: int | None = None
    question: dict[str, str] = Field(default_factory=dict)

    @classmethod
    def example(cls) -> Self:
        return cls(what=gettext_noop("danh sách nhân sự"), format="csv", rows=50, question={"on": "2023-01-01"})
