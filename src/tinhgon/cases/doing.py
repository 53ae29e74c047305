"""What somebody may do in a case now, for a page that offers it. Offering judges nothing: the door judges each act."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from tinhgon.basis.findings import Finding
from tinhgon.cases import move, store
from tinhgon.cases.acts import ACTS, Act, Kind
from tinhgon.cases.books import Books
from tinhgon.cases.definition import act_rule, acts_anywhere, acts_of
from tinhgon.cases.entitling import entitled
from tinhgon.cases.judging import STANDING_STILL, is_refused
from tinhgon.cases.state import State
from tinhgon.cases.waiting import next_acts
from tinhgon.record.actor import Actor

_BY_NAME: Mapping[str, type[Kind]] = {kind.split("/")[0]: shape for kind, shape in ACTS.items()}
_BY_PROGRAM = frozenset({"lapse", "open"})
"""Written by the runner of the clocks, and by opening a case: nobody is offered them."""


@dataclass(frozen=True)
class Doing:
    """An act by its name in the definition, with its kind, and the actor at the post that gives the right to it.

    `is_next`: the step waits for it. `findings`: what keeps the person from it, empty when they may.
    """

    name: str
    shape: type[Kind]
    title: str
    by: Actor
    is_next: bool
    findings: tuple[Finding, ...] = ()

    @property
    def is_open(self) -> bool:
        """Whether the person may, by post, hands and relations; what the act says is judged when it is done."""
        return not is_refused(self.findings)

    def blank(self) -> Kind:
        """The act without its content."""
        given: dict[str, Any] = {"does": self.name} if "does" in self.shape.model_fields else {}
        return self.shape.model_construct(**given)


def doings(state: State, *, by: Actor) -> list[Doing]:
    """Every act of the step and of any step, those that it waits for first, then in the order of the definition."""
    if not state.is_open:
        return []
    books, now = Books(), store.clock()
    waited = [] if state.paused else next_acts(state, on=now.date())
    names = [*waited, *acts_of(state.here), *acts_anywhere(state.version, state.here)]
    found = []
    for name in dict.fromkeys(names):
        rule = act_rule(state.version, state.here, name)
        if rule is None or name in _BY_PROGRAM or (state.paused and name not in STANDING_STILL):
            continue
        shape = _BY_NAME[rule.kind or name]
        one = Doing(
            name, shape, rule.title or shape.title, move.at_post_in(state, by, name, books, now.date()), name in waited
        )
        act = Act(
            case=state.case, seq=state.seq + 1, payload=one.blank(), actor=store.actor_of(one.by), done_at=now,
            recorded_at=now,
        )  # fmt: skip
        findings = tuple(entitled(state, books, act))
        found.append(Doing(one.name, one.shape, one.title, one.by, one.is_next, findings))
    return found
