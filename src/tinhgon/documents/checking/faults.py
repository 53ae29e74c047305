"""What is not as the rule of form has it: part, place, what stands and what should; some can be mended by a machine."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from tinhgon.documents.checking.measuring import Line

Mend = Callable[[], None]


@dataclass
class Fault:
    """`severity`: error is against the rule, look is worth a look. `mend` changes the file's XML; None where a person
    must decide. `message` is a Vietnamese source string; `data` fills it."""

    code: str
    part: str
    message: str
    data: Mapping[str, Any] = field(default_factory=dict)
    severity: str = "error"
    line: Line | None = None
    source: str = ""
    sure: str = "read"
    mend: Mend | None = None

    def told(self, *, mended: bool) -> dict[str, Any]:
        """As JSON, for whoever asked from outside the child."""
        where: dict[str, Any] = {"paragraph": 0, "cell": None, "words": ""}
        if self.line is not None:
            where = {"paragraph": self.line.place, "cell": self.line.cell, "words": self.line.text[:60]}
        return {
            "code": self.code, "part": self.part, "message": self.message, "data": dict(self.data),
            "severity": self.severity, "source": self.source, "sure": self.sure, "mendable": self.mend is not None,
            "mended": mended and self.mend is not None, **where,
        }  # fmt: skip
