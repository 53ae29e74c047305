"""A warning is read and answered for."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar, Literal, Self

from tinhgon.basis.errors import gettext_noop as _
from tinhgon.basis.findings import Finding
from tinhgon.cases.acts.base import Act, Kind, Told, Words, error
from tinhgon.cases.state import State


class Acknowledge(Kind):
    """Ghi nhận một cảnh báo, nêu lý do vẫn tiếp tục."""

    title: ClassVar[str] = _("Ghi nhận cảnh báo")
    kind: Literal["acknowledge/1"] = "acknowledge/1"
    commutes: ClassVar[bool] = True
    code: Words
    reason: Words

    def apply(self, state: State, act: Act) -> State:
        del act
        return state.changed(acknowledged=state.acknowledged | {self.code})

    def fits(self, state: State, act: Act) -> Iterable[Finding]:
        del act
        if self.code not in (state.text.warnings if state.text else ()):
            yield error("no_such_warning", _("Dự thảo không có cảnh báo “{code}”."), code=self.code)

    def tell(self) -> Told:
        return Told(_("Ghi nhận cảnh báo “{code}”: {reason}"), {"code": self.code, "reason": self.reason})

    @classmethod
    def example(cls) -> Self:
        return cls(code="over_quota", reason="Đã có trong đề án nhân sự, giảm khi người nghỉ hưu tháng 3")
