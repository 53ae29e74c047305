"""The clerk gives the document its number."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import ClassVar, Literal, Self

from tinhgon.basis.errors import gettext_noop as _
from tinhgon.basis.findings import Finding
from tinhgon.cases.acts.base import Act, Digest, Kind, Told, Words, error
from tinhgon.cases.state import State


class GiveNumber(Kind):
    """Lấy số văn bản. That no other case has the number is asked again before the commit, under the lock."""

    title: ClassVar[str] = _("Lấy số")
    kind: Literal["number/1"] = "number/1"
    series: Words
    number: Words
    dated: date
    digest: Digest

    def apply(self, state: State, act: Act) -> State:
        del act
        key = f"{state.unit}/{self.series}/{self.dated.year}/{self.number}"
        return state.changed(number=self.number, number_key=key, dated=self.dated)

    def fits(self, state: State, act: Act) -> Iterable[Finding]:
        if not state.text or self.digest != state.text.digest:
            yield error("text_changed", _("Dự thảo đã được sửa sau khi mở xem; đọc bản mới rồi quyết định lại."))
        if state.number:
            yield error("numbered_already", _("Văn bản đã có số {number}."), number=state.number)
        if self.dated > act.done_at.date():
            yield error("dated_ahead", _("Ngày văn bản {day} chưa đến."), day=self.dated)

    def tell(self) -> Told:
        return Told(_("Lấy số {number}."), {"number": self.number})

    @classmethod
    def example(cls) -> Self:
        return cls(series="QĐ-UBND", number="12/QĐ-UBND", dated=date(2026, 11, 30), digest="a" * 64)
