"""A family relation, declared once with its paper; used to keep relatives out of steps, and for nothing else."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import ClassVar, Literal, Self

from tinhgon.basis.errors import gettext_noop
from tinhgon.record.kinds.base import ActKind


class DeclareKin(ActKind):
    """Kê khai quan hệ gia đình: `person` is the `relation` of `of`. What it is stays sealed."""

    title: ClassVar[str] = gettext_noop("Kê khai quan hệ gia đình")
    kind: Literal["declare_kin/1"] = "declare_kin/1"
    personal: ClassVar[Mapping[str, str]] = {"relation": "person", "evidence": "person"}
    person: int
    of: int
    relation: str
    evidence: str
    since: date

    @classmethod
    def example(cls) -> Self:
        return cls(person=12, of=31, relation="sibling", evidence="Bản kê khai 02/3/2026", since=date(2026, 3, 2))
