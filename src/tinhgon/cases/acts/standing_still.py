"""The case stands still, and goes on; it goes on under a new rule."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import ClassVar, Literal, Self

from tinhgon.basis.errors import gettext_noop as _
from tinhgon.basis.findings import Finding
from tinhgon.cases.acts.base import Act, Kind, Told, Words, error
from tinhgon.cases.state import State


class Pause(Kind):
    """Tạm dừng: terms that stand still do not run."""

    title: ClassVar[str] = _("Tạm dừng")
    kind: Literal["pause/1"] = "pause/1"
    reason: Words
    document: Words

    def apply(self, state: State, act: Act) -> State:
        return state.changed(pauses=(*state.pauses, (act.done_at.date(), None)))

    def fits(self, state: State, act: Act) -> Iterable[Finding]:
        del act
        if state.paused:
            yield error("paused_already", _("Hồ sơ đang tạm dừng."))

    def tell(self) -> Told:
        return Told(_("Tạm dừng theo {document}: {reason}"), {"document": self.document, "reason": self.reason})

    @classmethod
    def example(cls) -> Self:
        return cls(reason="Có đơn tố cáo đang được xem xét", document="8-TB/UBKT")


class Resume(Kind):
    """Tiếp tục sau khi tạm dừng."""

    title: ClassVar[str] = _("Tiếp tục")
    kind: Literal["resume/1"] = "resume/1"
    reason: Words

    def apply(self, state: State, act: Act) -> State:
        since = state.pauses[-1][0]
        return state.changed(pauses=(*state.pauses[:-1], (since, act.done_at.date())))

    def fits(self, state: State, act: Act) -> Iterable[Finding]:
        if not state.paused:
            yield error("not_paused", _("Hồ sơ không tạm dừng."))
        elif act.done_at.date() < state.pauses[-1][0]:
            yield error("before_the_step", _("Không chuyển bước trước khi việc trong bước được làm."))

    def tell(self) -> Told:
        return Told(_("Tiếp tục: {reason}"), {"reason": self.reason})

    @classmethod
    def example(cls) -> Self:
        return cls(reason="Kết luận: tố cáo sai")


class FollowNewRule(Kind):
    """Tiếp tục theo quy định mới: only by an act that cites the transitional article."""

    title: ClassVar[str] = _("Tiếp tục theo quy định mới")
    kind: Literal["follow_new_rule/1"] = "follow_new_rule/1"
    structural: ClassVar[bool] = True
    version: date
    article: Words
    document: Words

    def apply(self, state: State, act: Act) -> State:
        del act
        return state.changed(version=state.procedure.version(self.version, state.version.variant))

    def fits(self, state: State, act: Act) -> Iterable[Finding]:
        """A later version of the same variant, in force, that has the step the case stands in."""
        found = next(
            (
                one
                for one in state.procedure.versions
                if one.is_of(act.done_at.date(), state.version.variant) and one.since == self.version
            ),
            None,
        )
        if found is None or found is state.version:
            yield error("no_new_rule", _("Không có phiên bản khác đang áp dụng từ {day}."), day=self.version)
        elif state.step not in {step.id for step in found.steps}:
            yield error("step_not_in_new_rule", _("Quy định mới không có bước đang làm; phải mở hồ sơ mới."))
        elif state.acts[-1].seq > state.run.entered_seq:
            yield error("step_begun", _("Bước đã bắt đầu theo quy định cũ; hoàn thành hoặc mở lại bước trước."))

    def tell(self) -> Told:
        return Told(
            _("Tiếp tục theo quy định mới từ {day}, căn cứ {article}."), {"day": self.version, "article": self.article}
        )

    @classmethod
    def example(cls) -> Self:
        return cls(version=date(2026, 8, 1), article="Điều 35.2 NĐ 300/2026", document="40-CV/TU")
