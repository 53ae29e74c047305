"""A report was submitted: kept as it was, to be asked again to the last bit (adr/0011)."""

from __future__ import annotations

from typing import ClassVar, Literal, Self

from tinhgon.basis.errors import gettext_noop
from tinhgon.record.kinds.base import ActKind


class SubmitReport(ActKind):
    """Nộp báo cáo: which one, what was asked, the last decision known, the SHA-256 of its content.

    `number` counts all that were submitted and names the stream; `place` counts those about the same unit: `roots` are
    the ids of what its code meant (none: the whole ledger), `unit` what it was called.
    """

    title: ClassVar[str] = gettext_noop("Nộp báo cáo")
    kind: Literal["submit_report/2"] = "submit_report/2"
    number: int
    report: str
    options: dict[str, str]
    ordinal: int
    sha256: str
    roots: tuple[int, ...] = ()
    unit: str = ""
    place: int

    def label(self) -> str:
        of = self.unit or "toàn sổ"
        return f"Nộp báo cáo số {self.place} của {of} (số {self.number} của sổ), đến quyết định thứ {self.ordinal}."

    @classmethod
    def example(cls) -> Self:
        return cls(number=7, report="establishment", options={"on": "2023-01-01", "under": "D1"}, ordinal=10,
                   sha256="0" * 64, roots=(1002,), unit="huyện An Lộc", place=2)  # fmt: skip


class SubmitReportOnce(ActKind):
    """The same as it was written before units were counted apart."""

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
