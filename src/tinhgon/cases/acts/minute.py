"""The minutes are written, with differing views."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import ClassVar, Literal, Self

from tinhgon.basis.errors import gettext_noop as _
from tinhgon.basis.findings import Finding
from tinhgon.cases.acts.base import Act, Digest, Kind, Told, error
from tinhgon.cases.state import State


class Minute(Kind):
    """Lập biên bản. `views` are the differing views, told in full where the result was not unanimous (PC-07)."""

    title: ClassVar[str] = _("Lập biên bản")
    kind: Literal["minute/1"] = "minute/1"
    personal: ClassVar[Mapping[str, str]] = {"views": ""}
    sha256: Digest
    views: str = ""

    def apply(self, state: State, act: Act) -> State:
        del act
        return state.running(minuted=True, views=self.views or state.run.views)

    def fits(self, state: State, act: Act) -> Iterable[Finding]:
        del act
        if state.run.minuted:
            yield error("minuted_already", _("Đã lập biên bản; rút biên bản trước khi lập lại."))

    def tell(self) -> Told:
        return Told(_("Lập biên bản ({digest})."), {"digest": self.sha256[:8]})

    @classmethod
    def example(cls) -> Self:
        return cls(sha256="b" * 64)
