"""The draft is written, or written again."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar, Literal, Self

from tinhgon.basis.errors import gettext_noop as _
from tinhgon.basis.findings import Finding
from tinhgon.cases.acts.base import Act, Digest, Kind, Person, Told, error
from tinhgon.cases.state import State, Text


class Revise(Kind):
    """Soạn hoặc sửa dự thảo. What was judged was judged on the text of that time: a new text is judged anew.

    `concerns` are the people whom the text touches, `errors` and `warnings` the codes of what the checks found in it.
    """

    title: ClassVar[str] = _("Soạn, sửa dự thảo")
    kind: Literal["revise/1"] = "revise/1"
    of_draft: ClassVar[bool] = True
    digest: Digest
    concerns: tuple[Person, ...] = ()
    errors: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()
    note: str = ""

    def apply(self, state: State, act: Act) -> State:
        text = Text(
            digest=self.digest,
            seq=act.seq,
            concerns=frozenset(self.concerns),
            errors=self.errors,
            warnings=self.warnings,
        )
        return state.changed(
            text=text, named=state.named | text.concerns, acknowledged=frozenset(), number="", number_key="", dated=None
        )

    def fits(self, state: State, act: Act) -> Iterable[Finding]:
        del act
        if state.text and state.text.digest == self.digest:
            yield error("text_unchanged", _("Dự thảo không có gì thay đổi so với lần trước."))

    def tell(self) -> Told:
        return Told(_("Soạn dự thảo (bản {digest})."), {"digest": self.digest[:8]})

    @classmethod
    def example(cls) -> Self:
        return cls(digest="a" * 64, concerns=(31,), note="Sửa Điều 1")
