"""A question in writing is answered."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import ClassVar, Literal, Self

from tinhgon.basis.errors import gettext_noop as _
from tinhgon.basis.findings import Finding
from tinhgon.cases.acts.base import Act, Kind, Told, error
from tinhgon.cases.state import State


class Answer(Kind):
    """Trả lời ý kiến bằng văn bản. No answer is no consent; a second answer needs the first withdrawn."""

    title: ClassVar[str] = _("Trả lời bằng văn bản")
    kind: Literal["answer/1"] = "answer/1"
    personal: ClassVar[Mapping[str, str]] = {"reason": ""}
    commutes: ClassVar[bool] = True
    answer: Literal["agree", "disagree", "other"]
    reason: str = ""

    def apply(self, state: State, act: Act) -> State:
        return state.running(answers=(*state.run.answers, (act.actor.principal, self.answer)))

    def fits(self, state: State, act: Act) -> Iterable[Finding]:
        if act.actor.principal not in state.run.summoned:
            yield error("not_asked", _("Không có trong danh sách được lấy ý kiến."))
        if any(person == act.actor.principal for person, _answer in state.run.answers):
            yield error("answered_already", _("Đã trả lời; rút câu trả lời trước."))
        if self.answer != "agree" and not self.reason:
            yield error("reason_missing", _("Nêu lý do khi không đồng ý hoặc có ý kiến khác."))
        if state.run.results:
            yield error("result_declared", _("Đã công bố kết quả; rút kết quả trước."))

    def tell(self) -> Told:
        return Told(_("Đã trả lời bằng văn bản."), {})

    @classmethod
    def example(cls) -> Self:
        return cls(answer="agree")
