"""What every kind of act and reading has. A payload never changes meaning: a new shape is a new kind (`/2`)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar, Self

from pydantic import BaseModel, ConfigDict


class Part(BaseModel):
    """A part of a payload. `personal` names the fields that are sealed, each with the field that says whose they are.

    An empty name ("") means the key of the stream itself: the content is secret, but of nobody in particular.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)
    personal: ClassVar[Mapping[str, str]] = {}


class ActKind(Part):
    """A kind of act, and what an act of it says. `title` in Vietnamese, for lists."""

    kind: str
    title: ClassVar[str]

    def label(self) -> str:
        """One sentence in Vietnamese; what is sealed is not in it."""
        return self.title

    @classmethod
    def example(cls) -> Self:
        """A worked case, for the contract tests."""
        raise NotImplementedError

    def payload(self) -> dict[str, Any]:
        """What the body holds: only what is stated, keys of objects as text."""
        stated: dict[str, Any] = self.model_dump(mode="json", exclude={"kind"}, exclude_none=True)
        return stated
