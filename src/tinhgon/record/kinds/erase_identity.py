"""A person's key was destroyed: what the ledger holds of the identity can never be read again (adr/0008)."""

from __future__ import annotations

from typing import ClassVar, Literal, Self

from tinhgon.basis.errors import gettext_noop
from tinhgon.record.kinds.base import ActKind


class EraseIdentity(ActKind):
    """Xóa thông tin nhận dạng: of whom, by file code, on what ground."""

    title: ClassVar[str] = gettext_noop("Xóa thông tin nhận dạng")
    kind: Literal["erase_identity/1"] = "erase_identity/1"
    person: int
    code: str
    ground: str

    def label(self) -> str:
        return f"Xóa thông tin nhận dạng của hồ sơ {self.code}, căn cứ: {self.ground}."

    @classmethod
    def example(cls) -> Self:
        return cls(person=3005, code="HS-5", ground="Đơn ngày 05/01/2023")
