"""A draft was withdrawn: nobody is to sign it any more."""

from __future__ import annotations

from typing import ClassVar, Literal, Self

from tinhgon.basis.errors import gettext_noop
from tinhgon.record.kinds.base import ActKind


class WithdrawDraft(ActKind):
    """Rút dự thảo `draft`, bản có mã băm `digest`."""

    title: ClassVar[str] = gettext_noop("Rút dự thảo")
    kind: Literal["withdraw_draft/1"] = "withdraw_draft/1"
    draft: int
    digest: str

    @classmethod
    def example(cls) -> Self:
        return cls(draft=12, digest="a" * 64)
