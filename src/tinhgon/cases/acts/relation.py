"""A relation as an act keeps it: who, to whom, which, and the rule by which it counts."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from pydantic import BaseModel, ConfigDict

from tinhgon.cases.ledger import Kin, Ledger, related
from tinhgon.cases.state import State
from tinhgon.law.kinship import relations_that_count


class Relation(BaseModel):
    """Found at the door on the day of the act, and never asked again."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    person: int
    of: int
    relation: str
    rule: str


def relations_found(state: State, ledger: Ledger, people: Collection[int], on: date) -> tuple[Relation, ...]:
    """Whoever of these people is related to somebody named in the case: by the ledger, and by what the case found."""
    counting = relations_that_count(state.version.kinship, on)
    found = related(ledger, people, state.named, counting, on)
    for kin in state.related:
        for one, other in ((kin.person, kin.of), (kin.of, kin.person)):
            if one in people and other in state.named and kin.relation in counting:
                found.append(Kin(one, other, kin.relation))
    once = {(kin.person, kin.of, kin.relation) for kin in found}
    return tuple(
        Relation(person=person, of=of, relation=relation, rule=counting[relation])
        for person, of, relation in sorted(once)
    )
