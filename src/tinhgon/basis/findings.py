"""A finding: what a check or a rule says of an outcome, with its place and its citation."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from tinhgon.basis.errors import fill, translated

Severity = Literal["error", "warning", "info"]


@dataclass(frozen=True, kw_only=True)
class Finding:
    """One sentence about the outcome of a decision.

    `error` blocks signing, `warning` and `info` do not. `units` are the ids of the things it speaks of, `clause` the
    clause that caused it, `citation` the instrument and article that asks for it.
    """

    severity: Severity
    code: str
    message: str
    data: Mapping[str, Any] = field(default_factory=dict)
    clause: str = ""
    units: tuple[int, ...] = ()
    citation: str = ""

    @property
    def is_error(self) -> bool:
        return self.severity == "error"

    def render(self, translate: Callable[[str], str] = str) -> str:
        """The sentence in the language of `translate` (identity: Vietnamese)."""
        return fill(translate(self.message), translated(self.data, translate))
