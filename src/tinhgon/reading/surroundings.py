"""Where the units of a clause lie: in the unit above that the words name, and near the others of the clause."""

from __future__ import annotations

from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass

from tinhgon.reading.entities import Entity
from tinhgon.reading.names import key, skeleton
from tinhgon.reading.register import Register


@dataclass(frozen=True)
class Surroundings:
    """One text being resolved: who stands with whom, and which units of a kind and name there are."""

    register: Register
    borders: Mapping[str, frozenset[str]] | None
    by_clause: Mapping[int, list[Entity]]
    units: Mapping[tuple[str, str], list[str]]
    claimed: Mapping[str, Entity]

    def placed(self, entity: Entity, codes: Sequence[str]) -> list[str]:
        """Those in the unit above that the clause itself names, or that the lead over it names where some are there."""
        if entity.qualifier:
            return [code for code in codes if self.is_in(code, entity.qualifier.kind, entity.qualifier.name)]
        if entity.within:
            within = [code for code in codes if self.is_in(code, entity.within.kind, entity.within.name)]
            return within or list(codes)
        return list(codes)

    def around(self, entity: Entity) -> set[str]:
        """Units that stand, or may stand, in the same clauses: an open name counts with every unit it may be."""
        found = self.neighbours(entity)
        for use in entity.uses:
            for other in self.by_clause.get(use.clause, ()) if use.role == "source" else ():
                if other is not entity and not other.is_settled:
                    found.update(code for code in self.units.get(other.class_key, ()) if code not in self.claimed)
        return found

    def may_lie(self, code: str, around: Set[str]) -> bool:
        """Whether a unit can be arranged with those around it: a border or a district in common.

        Where its borders are not known, only another province rules a unit out: districts are crossed often enough.
        """
        if self.borders is None or code not in self.borders:
            province = self.register.province(code)
            return any(self.register.province(other) == province for other in around)
        district = self.register.district(code)
        return any(self.register.district(other) == district or other in self.borders.get(code, ()) for other in around)

    def is_in(self, code: str, kind: str, name: str) -> bool:
        for above in (self.register.district(code), self.register.province(code)):
            unit = self.register.units.get(above)
            if unit and (key(unit.name) == key(name) or (unit.kind == kind and skeleton(unit.name) == skeleton(name))):
                return True
        return False

    def neighbours(self, entity: Entity) -> set[str]:
        """Units that stand in the same clauses and are certain."""
        found = set()
        for use in entity.uses:
            for other in self.by_clause.get(use.clause, ()) if use.role == "source" else ():
                if other is not entity and other.code and other.status != "question":
                    found.add(other.code)
        return found

    def has_strangers(self, entity: Entity) -> bool:
        """Whether a name that is not in the list stands beside it: what the neighbours say may change with that one."""
        return any(
            not other.is_settled and not self.units.get(other.class_key)
            for use in entity.uses
            if use.role == "source"
            for other in self.by_clause.get(use.clause, ())
            if other is not entity
        )

    def is_near(self, code: str, entity: Entity) -> bool:
        district = self.register.district(code)
        for other in self.neighbours(entity):
            if district and self.register.district(other) == district:
                return True
            if self.borders is not None and other in self.borders.get(code, ()):
                return True
        return False
