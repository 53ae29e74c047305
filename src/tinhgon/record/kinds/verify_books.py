"""The books were verified: up to where, how deeply, and what came of it."""

from __future__ import annotations

from typing import ClassVar, Literal, Self

from tinhgon.basis.errors import gettext_noop
from tinhgon.record.kinds.base import ActKind


class VerifyBooks(ActKind):
    """Kiểm tra sổ: the last decision and act that were read, with their hashes; it says nothing of later ones."""

    title: ClassVar[str] = gettext_noop("Kiểm tra sổ")
    kind: Literal["verify_books/1"] = "verify_books/1"
    ordinal: int
    hash: str
    act: int
    act_hash: str
    replayed: bool
    is_sound: bool

    def label(self) -> str:
        came = "khớp" if self.is_sound else "không khớp"
        return f"Kiểm tra sổ đến quyết định thứ {self.ordinal} và việc thứ {self.act}: {came}."

    @classmethod
    def example(cls) -> Self:
        return cls(ordinal=10, hash="0" * 64, act=57, act_hash="1" * 64, replayed=True, is_sound=True)
