"""One person decides: checks, approves, compares, chooses between two. What, is the definition's word."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Annotated, ClassVar, Literal, Self

from pydantic import StringConstraints

from tinhgon.basis.errors import gettext_noop as _
from tinhgon.basis.findings import Finding
from tinhgon.cases.acts.base import Act, Digest, Kind, Person, Told, Words, error
from tinhgon.cases.state import Decided, State


class Decide(Kind):
    """Quyết định một việc. `does` is the act's name in the definition; `digest` the text it was decided on."""

    title: ClassVar[str] = _("Quyết định")
    kind: Literal["decide/1"] = "decide/1"
    does: Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]*$")]
    outcome: Words = "ok"
    digest: Digest | None = None
    person: Person | None = None
    views: str = ""

    @property
    def doing(self) -> str:
        return self.does

    def apply(self, state: State, act: Act) -> State:
        decided = Decided(
            doing=self.does, seq=act.seq, outcome=self.outcome, digest=self.digest or "", person=self.person
        )
        return state.running(decided=(*state.run.decided, decided), views=self.views or state.run.views)

    def fits(self, state: State, act: Act) -> Iterable[Finding]:
        """On the present text, one of the ways out, and one of those tied where a person is chosen."""
        del act
        if state.text and self.digest != state.text.digest:
            yield error("text_changed", _("Dự thảo đã được sửa sau khi mở xem; đọc bản mới rồi quyết định lại."))
        if self.outcome not in state.here.then:
            yield error("no_such_way", _("Bước này không có kết quả “{outcome}”."), outcome=self.outcome)
        if self.person is not None and self.person not in state.run.names_in:
            yield error("not_among_the_names", _("Chỉ chọn được trong số những người được trình."))
        if state.run.decision(self.does):
            yield error("decided_already", _("Việc này đã quyết định; rút lại trước khi quyết định khác."))

    def tell(self) -> Told:
        if self.person is not None:
            return Told(_("Chọn người số {person}."), {"person": self.person})
        return Told(_("Quyết định: {does}, {outcome}."), {"does": self.does, "outcome": self.outcome})

    @classmethod
    def example(cls) -> Self:
        return cls(does="approve", digest="a" * 64)
