"""A term ran out: written once, by the runner of the clocks."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import ClassVar, Literal, Self

from tinhgon.basis.errors import gettext_noop as _
from tinhgon.basis.findings import Finding
from tinhgon.cases.acts.base import Act, Kind, Told, Words, error
from tinhgon.cases.state import Lapse as Lapsed
from tinhgon.cases.state import State


class Lapse(Kind):
    """Quá hạn. It moves nothing and stays visible; a late entry that proves it wrong names it."""

    title: ClassVar[str] = _("Quá hạn")
    kind: Literal["lapse/1"] = "lapse/1"
    clock: Words
    due: date

    def apply(self, state: State, act: Act) -> State:
        one = Lapsed(clock=self.clock, step=state.step, due=self.due, seq=act.seq)
        return state.changed(lapses=(*state.lapses, one))

    def fits(self, state: State, act: Act) -> Iterable[Finding]:
        if any(one.clock == self.clock and one.due == self.due for one in state.lapses):
            yield error("lapsed_already", _("Thời hạn “{clock}” đã ghi quá hạn."), clock=self.clock)
        if act.done_at.date() <= self.due:
            yield error("not_due_yet", _("Thời hạn “{clock}” còn đến {due}."), clock=self.clock, due=self.due)

    def tell(self) -> Told:
        return Told(_("Quá hạn “{clock}” ({due})."), {"clock": self.clock, "due": self.due})

    @classmethod
    def example(cls) -> Self:
        return cls(clock="quy trình", due=date(2026, 10, 1))
