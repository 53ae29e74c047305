"""A superior sets a need aside, with a document. It stands in the supervision report for ever."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar, Literal, Self

from tinhgon.basis.errors import gettext_noop as _
from tinhgon.basis.findings import Finding
from tinhgon.cases.acts.base import Act, Kind, Told, Words, error
from tinhgon.cases.state import Overridden, State


class Override(Kind):
    """Bỏ qua một điều kiện của bước theo văn bản của cấp trên: only one that the version names."""

    title: ClassVar[str] = _("Bỏ qua một điều kiện theo văn bản của cấp trên")
    kind: Literal["override/1"] = "override/1"
    check: Words
    document: Words
    reason: Words

    def apply(self, state: State, act: Act) -> State:
        one = Overridden(check=self.check, step=state.step, document=self.document, reason=self.reason, seq=act.seq)
        return state.changed(overridden=(*state.overridden, one)).running(overridden=(*state.run.overridden, one))

    def fits(self, state: State, act: Act) -> Iterable[Finding]:
        del act
        if self.check not in state.version.may_override:
            yield error("not_overridden", _("Điều kiện “{check}” không được bỏ qua."), check=self.check)

    def tell(self) -> Told:
        return Told(
            _("Bỏ qua điều kiện “{check}” theo {document}: {reason}"),
            {"check": self.check, "document": self.document, "reason": self.reason},
        )

    @classmethod
    def example(cls) -> Self:
        return cls(check="deadline", document="30-CV/TU", reason="Chờ kết luận kiểm tra")
