"""Who is of a body from a day on: house data, dated, with its decision."""

from __future__ import annotations

from datetime import date
from typing import ClassVar, Literal, Self

from tinhgon.basis.errors import gettext_noop
from tinhgon.record.kinds.base import ActKind


class SetBody(ActKind):
    """Danh sách thành viên (tập thể lãnh đạo, cán bộ chủ chốt …) áp dụng từ một ngày, theo một quyết định."""

    title: ClassVar[str] = gettext_noop("Danh sách thành viên")
    kind: Literal["set_body/1"] = "set_body/1"
    body: str
    unit: int
    since: date
    people: tuple[int, ...]
    decision: str

    @classmethod
    def example(cls) -> Self:
        return cls(body="leadership", unit=1, since=date(2026, 1, 1), people=(1, 2, 3), decision="12-QĐ/TU")
