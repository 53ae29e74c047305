"""A decision was signed: the record carries its seal, and the seal carries the record's head before it."""

from __future__ import annotations

from typing import ClassVar, Literal, Self

from tinhgon.basis.errors import gettext_noop
from tinhgon.record.kinds.base import ActKind


class SignDecision(ActKind):
    """Ký: the decision's place in the ledger and its seal; how many ids of things were minted by then."""

    title: ClassVar[str] = gettext_noop("Ký quyết định")
    kind: Literal["sign_decision/1"] = "sign_decision/1"
    ordinal: int
    hash: str
    minted: int
    draft: int | None = None

    def label(self) -> str:
        return f"Ký quyết định thứ {self.ordinal} của sổ, mã niêm phong {self.hash[:16]}."

    @classmethod
    def example(cls) -> Self:
        return cls(ordinal=10, hash="0" * 64, minted=120)


class AdoptLedger(ActKind):
    """The record begins beside a ledger that was there before: its head, and a digest of what its seals do not hold."""

    title: ClassVar[str] = gettext_noop("Mở sổ việc bên sổ quyết định đang có")
    kind: Literal["adopt_ledger/1"] = "adopt_ledger/1"
    ordinal: int
    hash: str
    minted: int
    findings: str

    def label(self) -> str:
        return f"Mở sổ việc; sổ quyết định khi ấy đến quyết định thứ {self.ordinal}, mã niêm phong {self.hash[:16]}."

    @classmethod
    def example(cls) -> Self:
        return cls(ordinal=10, hash="0" * 64, minted=120, findings="0" * 64)
