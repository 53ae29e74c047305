"""A report was submitted: kept as it was, to be asked again to the last bit (adr/0011)."""

from __future__ import annotations

from typing import ClassVar, Literal, Self

from tinhgon.basis.errors import gettext_noop
from tinhgon.record.kinds.base import ActKind


class SubmitReport(ActKind):
    """Nộp báo cáo: which one, what was asked, the last decision known, the SHA-256 of its content."""

    title: ClassVar[str] = gettext_noop("Nộp báo cáo")
    kind: Literal["submit_report/1"] = "submit_report/1"
    number: int
    report: str
    options: dict[str, str]
    ordinal: int
    sha256: str

    def label(self) -> str:
        return f"Nộp báo cáo số {self.number}, theo sổ đến quyết định thứ {self.ordinal}."

    @classmethod
    def example(cls) -> Self:
        return cls(number=1, report="establishment", options={"on": "2023-01-01"}, ordinal=10, sha256="0" * 64)
