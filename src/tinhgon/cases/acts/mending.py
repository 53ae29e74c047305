"""A wrong act is never edited: it is withdrawn or corrected by the same actor before the step closes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, ClassVar, Literal, Self

from pydantic import ValidationError

from tinhgon.basis.errors import Wording
from tinhgon.basis.errors import gettext_noop as _
from tinhgon.basis.findings import Finding
from tinhgon.cases.acts.base import Act, Kind, Told, Words, error
from tinhgon.cases.state import State


def mended(state: State, seq: int, act: Act) -> Iterable[Finding]:
    """Whether the act may still be mended, by this actor."""
    found = next((one for one in state.acts if one.seq == seq), None)
    if found is None or found.seq <= state.run.entered_seq:
        yield error("act_closed", _("Việc số {seq} không thuộc bước đang làm; không rút hay sửa được nữa."), seq=seq)
        return
    if found.payload.structural or found.payload.mends:
        yield error(
            "act_not_mended", _("Việc số {seq} ({title}) không rút hay sửa được."), seq=seq, title=Wording(found.title)
        )
    if found.actor.principal != act.actor.principal and found.actor.person != act.actor.person:
        yield error("act_of_another", _("Việc số {seq} do người khác làm; chỉ người đã làm được rút hay sửa."), seq=seq)
    if seq in state.withdrawn:
        yield error("act_withdrawn", _("Việc số {seq} đã rút."), seq=seq)


def _same_act(first: Kind, content: Mapping[str, Any]) -> bool:
    """Whether the content is of the kind, does the same, and has what the door wrote as it was."""
    try:
        other = type(first).model_validate(dict(content))
    except ValidationError:
        return False
    kept = {"late_reason", *first.by_the_door}
    return other.doing == first.doing and all(getattr(other, name) == getattr(first, name) for name in kept)


class Withdraw(Kind):
    """Rút một việc đã làm trong bước này. Whoever did it has done it, where separation of duties is asked."""

    title: ClassVar[str] = _("Rút việc đã làm")
    kind: Literal["withdraw/1"] = "withdraw/1"
    mends: ClassVar[bool] = True
    act: int
    reason: Words

    def fits(self, state: State, act: Act) -> Iterable[Finding]:
        yield from mended(state, self.act, act)

    def tell(self) -> Told:
        return Told(_("Rút việc số {act}: {reason}"), {"act": self.act, "reason": self.reason})

    @classmethod
    def example(cls) -> Self:
        return cls(act=12, reason="Nhập nhầm số phiếu")


class Correct(Kind):
    """Sửa một việc đã làm trong bước này: the same kind of act, with another content, judged as that act."""

    title: ClassVar[str] = _("Sửa việc đã làm")
    kind: Literal["correct/1"] = "correct/1"
    mends: ClassVar[bool] = True
    act: int
    content: dict[str, Any]
    reason: Words

    def fits(self, state: State, act: Act) -> Iterable[Finding]:
        """Still the same act: another would need another right, and what the door wrote into it nobody states."""
        faults = list(mended(state, self.act, act))
        yield from faults
        if not faults:
            first = next(one for one in state.acts if one.seq == self.act).payload
            if not _same_act(first, self.content):
                yield error(
                    "corrected_otherwise",
                    _("Nội dung sửa không phải của việc số {seq}, hoặc đổi điều do sổ ghi; rút việc đó rồi làm lại."),
                    seq=self.act,
                )

    def tell(self) -> Told:
        return Told(_("Sửa việc số {act}: {reason}"), {"act": self.act, "reason": self.reason})

    @classmethod
    def example(cls) -> Self:
        return cls(act=12, content={"vote": "vote", "round": 1}, reason="Nhập nhầm số phiếu")
