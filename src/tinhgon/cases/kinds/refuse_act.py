"""Somebody tried an act that they may not do."""

from __future__ import annotations

from typing import ClassVar, Literal, Self

from tinhgon.basis.errors import gettext_noop
from tinhgon.record.kinds.base import ActKind


class RefuseAct(ActKind):
    """Việc bị từ chối trong hồ sơ `what`: nobody did anything; `reasons` are the codes of what stood in the way."""

    title: ClassVar[str] = gettext_noop("Việc bị từ chối")
    kind: Literal["refuse_act/1"] = "refuse_act/1"
    what: str
    doing: str
    reasons: tuple[str, ...]

    @classmethod
    def example(cls) -> Self:
        return cls(what="17", doing="sign", reasons=("not_apart",))
