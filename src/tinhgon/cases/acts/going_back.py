"""Back along the path that led here: returned with a reason, or begun again by a superior."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar, Literal, Self

from tinhgon.basis.errors import gettext_noop as _
from tinhgon.basis.findings import Finding
from tinhgon.cases.acts.base import Act, Kind, Told, Words, error
from tinhgon.cases.state import State


def back(state: State, to: str, act: Act, reason: str) -> State:
    """The path cut at the step; what came after it is past. The step begins with what it was given the first time."""
    index = max(number for number, run in enumerate(state.path) if run.step == to)
    cut = state.changed(
        path=state.path[:index],
        past=(*state.past, *state.path[index:]),
        reasons=(*state.reasons, reason),
    )
    return cut.entered(to, seq=act.seq, at=act.done_at, given=state.path[index])


def on_the_path(state: State, to: str) -> Iterable[Finding]:
    """Back is where the case came from, never forward: nothing is reached that was not gone through."""
    if to not in {run.step for run in state.path}:
        yield error("not_on_the_path", _("Hồ sơ chưa đi qua bước “{to}”; chỉ trả về bước đã qua."), to=to)


class Return(Kind):
    """Trả lại. Whoever may leave the step may send the case back, with the reason that the next one sees."""

    title: ClassVar[str] = _("Trả lại")
    kind: Literal["return/1"] = "return/1"
    structural: ClassVar[bool] = True
    to: Words
    reason: Words

    def apply(self, state: State, act: Act) -> State:
        return back(state, self.to, act, self.reason)

    def fits(self, state: State, act: Act) -> Iterable[Finding]:
        del act
        yield from on_the_path(state, self.to)
        if self.to == state.step:
            yield error("returned_here", _("Hồ sơ đang ở bước này; muốn làm lại bước thì phải được mở lại."))

    def tell(self) -> Told:
        return Told(_("Trả lại bước “{to}”: {reason}"), {"to": self.to, "reason": self.reason})

    @classmethod
    def example(cls) -> Self:
        return cls(to="draft", reason="Thiếu ý kiến của cấp ủy")


class Reopen(Kind):
    """Mở lại một bước đã qua, hoặc làm lại bước đang làm. Nothing is reopened after signing."""

    title: ClassVar[str] = _("Mở lại bước")
    kind: Literal["reopen/1"] = "reopen/1"
    structural: ClassVar[bool] = True
    to: Words
    reason: Words
    document: Words

    def apply(self, state: State, act: Act) -> State:
        return back(state, self.to, act, self.reason)

    def fits(self, state: State, act: Act) -> Iterable[Finding]:
        del act
        yield from on_the_path(state, self.to)

    def tell(self) -> Told:
        return Told(
            _("Mở lại bước “{to}” theo {document}: {reason}"),
            {"to": self.to, "document": self.document, "reason": self.reason},
        )

    @classmethod
    def example(cls) -> Self:
        return cls(to="t1", reason="Phát hiện quan hệ gia đình sau khi kiểm phiếu", document="15-CV/TU")
