"""What one worked example states: facts, the rules it means, and under which facts each of its inputs was read."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import Any

from tinhgon.law.worked_names import ASIDE

Facts = dict[str, Any]


@dataclass
class Inputs:
    """The facts of a worked example, the rules it can mean and cannot mean, and the parts of a sum.

    `heard` says of each input under which facts it was read; `hinted` which rules it says are meant; `unread` are those
    whose value cannot be what the name says.
    """

    facts: Facts = field(default_factory=dict)
    only: tuple[str, ...] = ()
    never: tuple[str, ...] = ()
    parts: list[Mapping[str, Any]] = field(default_factory=list)
    heard: dict[str, set[str]] = field(default_factory=dict)
    unread: list[str] = field(default_factory=list)
    hinted: dict[str, tuple[str, ...]] = field(default_factory=dict)

    def mean(self, *ids: str) -> None:
        self.only = (*self.only, *ids)

    def not_asked(self, *, known: Collection[str], rules: Collection[str]) -> tuple[str, ...]:
        """The inputs that none of the rules asks for: `known` are the names that they can be told."""
        return tuple(
            name
            for name, facts in self.heard.items()
            if not facts & set(known)
            and not any(hint in rule for hint in self.hinted.get(name, ()) for rule in rules)
            and not any(rule.startswith(ASIDE.get(name, "?")) for rule in rules)
        )
