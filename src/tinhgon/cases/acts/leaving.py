"""The step is left by one of its ways."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar, Literal, Self

from tinhgon.basis.errors import gettext_noop as _
from tinhgon.basis.findings import Finding
from tinhgon.cases.acts.base import Act, Kind, Told, Words, error
from tinhgon.cases.state import State


class Pass(Kind):
    """Chuyển bước. Leaving is an act of its own: its time closes what may be withdrawn and starts the next term."""

    title: ClassVar[str] = _("Chuyển bước")
    kind: Literal["pass/1"] = "pass/1"
    structural: ClassVar[bool] = True
    outcome: Words = "ok"
    note: str = ""

    def apply(self, state: State, act: Act) -> State:
        to = state.here.then[self.outcome].to
        left = state.running(left_seq=act.seq, left_at=act.done_at, outcome=self.outcome)
        marks = {**left.marks, f"leave:{state.step}": act.done_at}
        return left.changed(marks=marks).entered(to, seq=act.seq, at=act.done_at)

    def fits(self, state: State, act: Act) -> Iterable[Finding]:
        """One of the ways, the one that was decided, nothing blocked, and not before anything done in the step."""
        if self.outcome not in state.here.then:
            yield error("no_such_way", _("Bước này không có kết quả “{outcome}”."), outcome=self.outcome)
        decided = [one.outcome for one in state.run.decided[-1:]]
        if decided and decided != [self.outcome]:
            yield error("another_outcome", _("Kết quả đã quyết định là “{outcome}”."), outcome=decided[0])
        for reason in state.run.blocked:
            yield error("blocked", _("Chưa chuyển được: {reason}. Phải mở lại bước, nêu lý do."), reason=reason)
        in_step = [
            one.done_at
            for one in state.acts
            if one.seq > state.run.entered_seq and one.doing not in ("lapse", "comment")
        ]
        if in_step and act.done_at < max(in_step):
            yield error("before_the_step", _("Không chuyển bước trước khi việc trong bước được làm."))

    def tell(self) -> Told:
        return Told(_("Chuyển bước: {outcome}."), {"outcome": self.outcome})

    @classmethod
    def example(cls) -> Self:
        return cls(outcome="ok")
