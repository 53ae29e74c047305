"""Papers are handed in."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Annotated, ClassVar, Literal, Self

from pydantic import BaseModel, ConfigDict, Field

from tinhgon.basis.errors import gettext_noop as _
from tinhgon.basis.findings import Finding
from tinhgon.cases.acts.base import Act, Digest, Kind, Told, Words, error
from tinhgon.cases.state import State


class Paper(BaseModel):
    """A paper by the name that the definition asks for, its number, and the SHA-256 of the file where there is one."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    name: Words
    number: str = ""
    sha256: Digest | None = None


class HandIn(Kind):
    """Nộp văn bản vào hồ sơ."""

    title: ClassVar[str] = _("Nộp văn bản")
    kind: Literal["hand_in/1"] = "hand_in/1"
    commutes: ClassVar[bool] = True
    papers: Annotated[tuple[Paper, ...], Field(min_length=1)]

    def apply(self, state: State, act: Act) -> State:
        del act
        names = tuple(paper.name for paper in self.papers)
        return state.changed(papers=(*state.papers, *names)).running(papers=(*state.run.papers, *names))

    def fits(self, state: State, act: Act) -> Iterable[Finding]:
        del state, act
        for paper in self.papers:
            if not paper.number and not paper.sha256:
                yield error("paper_unproved", _("Văn bản “{name}” chưa có số hoặc tệp."), name=paper.name)

    def tell(self) -> Told:
        return Told(_("Nộp văn bản: {papers}."), {"papers": ", ".join(paper.name for paper in self.papers)})

    @classmethod
    def example(cls) -> Self:
        return cls(papers=(Paper(name="submission", number="15/TTr-VP"),))
