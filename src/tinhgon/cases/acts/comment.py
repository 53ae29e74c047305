"""A remark beside the case; it moves nothing."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import ClassVar, Literal, Self

from tinhgon.basis.errors import gettext_noop as _
from tinhgon.basis.findings import Finding
from tinhgon.cases.acts.base import Act, Kind, Told, Words, error
from tinhgon.cases.state import State


class Comment(Kind):
    """Ghi chú, trao đổi trong hồ sơ."""

    title: ClassVar[str] = _("Trao đổi")
    kind: Literal["comment/1"] = "comment/1"
    personal: ClassVar[Mapping[str, str]] = {"text": ""}
    commutes: ClassVar[bool] = True
    text: Words

    def fits(self, state: State, act: Act) -> Iterable[Finding]:
        del act
        if not state.is_open:
            yield error("case_closed", _("Hồ sơ đã kết thúc."))

    def tell(self) -> Told:
        return Told(_("Trao đổi: {text}"), {"text": self.text})

    @classmethod
    def example(cls) -> Self:
        return cls(text="Đề nghị bổ sung căn cứ")
