"""The last act: the document is signed, and stands in the ledger."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import ClassVar, Literal, Self

from tinhgon.basis.errors import gettext_noop as _
from tinhgon.basis.findings import Finding
from tinhgon.cases.acts.base import Act, Digest, Kind, Told, Words, error
from tinhgon.cases.state import State


class Sign(Kind):
    """Ký văn bản. `decision` and `seal` are what the ledger gave: the two books carry each other's head."""

    title: ClassVar[str] = _("Ký")
    kind: Literal["sign/1"] = "sign/1"
    structural: ClassVar[bool] = True
    of_draft: ClassVar[bool] = True
    digest: Digest
    number: Words
    signed_on: date
    decision: int | None = None
    seal: str = ""

    def apply(self, state: State, act: Act) -> State:
        left = state.running(left_seq=act.seq, left_at=act.done_at, outcome="ok")
        return left.changed(signed=self.digest).entered(state.here.then["ok"].to, seq=act.seq, at=act.done_at)

    def fits(self, state: State, act: Act) -> Iterable[Finding]:
        """The text that was judged, under the number and day that were given, once."""
        del act
        if not state.text or self.digest != state.text.digest:
            yield error("text_changed", _("Dự thảo đã được sửa sau khi mở xem; đọc bản mới rồi quyết định lại."))
        if self.number != state.number:
            yield error("another_number", _("Số {number} không phải số đã lấy cho văn bản này."), number=self.number)
        if state.signed:
            yield error("signed_already", _("Văn bản đã ký."))
        if self.signed_on != state.dated:
            yield error("another_day", _("Ngày {day} không phải ngày đã ghi cho văn bản này."), day=self.signed_on)

    def tell(self) -> Told:
        return Told(_("Ký văn bản số {number}."), {"number": self.number})

    @classmethod
    def example(cls) -> Self:
        return cls(digest="a" * 64, number="12/QĐ-UBND", signed_on=date(2026, 11, 30))
