"""The case ends before its end: stopped and reported, or taken back."""

from __future__ import annotations

from typing import ClassVar, Literal, Self

from tinhgon.basis.errors import gettext_noop as _
from tinhgon.cases.acts.base import Act, Kind, Told, Words
from tinhgon.cases.state import State


class Stop(Kind):
    """Dừng, báo cáo."""

    title: ClassVar[str] = _("Dừng, báo cáo")
    kind: Literal["stop/1"] = "stop/1"
    structural: ClassVar[bool] = True
    reason: Words
    report: Words

    def apply(self, state: State, act: Act) -> State:
        left = state.running(left_seq=act.seq, left_at=act.done_at, outcome="stopped")
        return left.changed(reasons=(*state.reasons, self.reason)).entered("stopped", seq=act.seq, at=act.done_at)

    def tell(self) -> Told:
        return Told(_("Dừng, báo cáo theo {report}: {reason}"), {"report": self.report, "reason": self.reason})

    @classmethod
    def example(cls) -> Self:
        return cls(reason="Không còn nhu cầu bổ nhiệm", report="20-BC/VP")


class Abandon(Kind):
    """Rút hồ sơ: nobody wants it any more. What was done stays in the record."""

    title: ClassVar[str] = _("Rút hồ sơ")
    kind: Literal["abandon/1"] = "abandon/1"
    structural: ClassVar[bool] = True
    reason: Words

    def apply(self, state: State, act: Act) -> State:
        left = state.running(left_seq=act.seq, left_at=act.done_at, outcome="withdrawn")
        return left.changed(reasons=(*state.reasons, self.reason)).entered("withdrawn", seq=act.seq, at=act.done_at)

    def tell(self) -> Told:
        return Told(_("Rút hồ sơ: {reason}"), {"reason": self.reason})

    @classmethod
    def example(cls) -> Self:
        return cls(reason="Soạn nhầm đơn vị")
