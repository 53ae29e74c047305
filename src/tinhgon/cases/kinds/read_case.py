"""A case was opened and read."""

from __future__ import annotations

from typing import ClassVar, Literal, Self

from tinhgon.basis.errors import gettext_noop
from tinhgon.record.kinds.base import ActKind


class ReadCase(ActKind):
    """Xem hồ sơ công việc; `what` is its number."""

    title: ClassVar[str] = gettext_noop("Xem hồ sơ công việc")
    kind: Literal["read_case/1"] = "read_case/1"
    what: str

    @classmethod
    def example(cls) -> Self:
        return cls(what="17")
