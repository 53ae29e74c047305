"""The brief of a week was kept as it was made."""

from __future__ import annotations

from typing import ClassVar, Literal, Self

from tinhgon.basis.errors import gettext_noop
from tinhgon.record.kinds.base import ActKind


class KeepBrief(ActKind):
    """Lưu bản tin tuần: the week, the last decision and the last act that it rests on, the SHA-256 of its content."""

    title: ClassVar[str] = gettext_noop("Lưu bản tin tuần")
    kind: Literal["keep_brief/1"] = "keep_brief/1"
    week: str
    ordinal: int
    acts: int
    sha256: str

    def label(self) -> str:
        return f"Lưu bản tin tuần {self.week}, theo sổ đến quyết định thứ {self.ordinal}."

    @classmethod
    def example(cls) -> Self:
        return cls(week="2026-W49", ordinal=10, acts=40, sha256="0" * 64)
