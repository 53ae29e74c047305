"""What a shape needs to draft the effects of its clause: references, new units, the unit above."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from tinhgon.basis.errors import Conflict, gettext_noop
from tinhgon.ledger.effect import Effect
from tinhgon.reading.answer import Answer, Effected, Found, Resolved
from tinhgon.reading.books import Books
from tinhgon.reading.clauses import Target
from tinhgon.reading.names import key
from tinhgon.reading.register import Listed, Register
from tinhgon.registers.units.effects.change_codes import ChangeCodes, CodeChange
from tinhgon.registers.units.payloads import NewUnit, UnitRef
from tinhgon.registers.units.terms import OtherGround, Source


@dataclass(frozen=True)
class Desk:
    """One answer being drafted.

    `codes`: the units after, where they are known. `above`: the unit that the new ones come under. `figures`: what the
    text states of new ones, by kind and name.
    """

    answer: Answer
    codes: Register | None
    above: Listed | None
    figures: Mapping[tuple[str, str], dict[str, Any]] = field(default_factory=dict)
    books: Books | None = None

    def ref(self, code: str) -> UnitRef:
        """A unit of the register."""
        return self.answer.register.units[code].ref()

    def unit(self, resolved: Resolved) -> UnitRef:
        """The unit a mention means. Only what is settled is drafted."""
        code = resolved.through or resolved.code
        if code is None:
            raise LookupError(resolved.mention.name)
        return self.ref(code)

    def source(self, resolved: Resolved) -> Source:
        mention = resolved.mention
        return Source(
            unit=self.unit(resolved),
            area_share=mention.area_share or "full",
            population_share=mention.population_share or "full",
            area_km2=Decimal(mention.area_km2) if mention.area_km2 else None,
            population=mention.population,
        )

    def sources(self, effect: Effected) -> tuple[Source, ...]:
        return tuple(self.source(source) for source in effect.sources)

    def ground(self, effect: Effected) -> tuple[OtherGround, ...]:
        return tuple(OtherGround(text=one.text, area_share=one.area_share) for one in effect.other_ground)

    def office(self, key: str) -> UnitRef:
        """A unit of the books by its key."""
        if self.books is None:
            raise LookupError(key)
        return self.books.offices.units[key].ref()

    def office_above(self, found: Found, clause: str) -> UnitRef:
        """The unit directly above one that was found. Raises Conflict when the books know none."""
        above = next(self.books.offices.above(found.unit), None) if self.books and found.unit else None
        if above is None:
            raise Conflict(
                "nothing_above", gettext_noop("{clause}: sổ không có đơn vị cấp trên của đơn vị này."), clause=clause
            )
        return above.ref()

    def parent(self) -> UnitRef | None:
        return UnitRef(code=self.above.code, name=self.above.name, kind=self.above.kind) if self.above else None

    def new(self, effect: Effected) -> NewUnit:
        """The unit that begins, under the province of the title."""
        if effect.into is None:
            raise LookupError(effect.clause.label)
        target = effect.into.target
        return self.named(target, code=effect.into.code)

    def named(self, target: Target, *, code: str | None = None) -> NewUnit:
        figures = self.figures.get((target.kind, key(target.name)), {})
        return NewUnit(code=code, name=target.name, kind=target.kind, parent=self.parent(), **figures)

    def after(self, *, kind: str, name: str) -> Listed | None:
        """The unit of this kind and name in the list of units after, if it is the only one below the same unit."""
        if self.codes is None or self.above is None:
            return None
        found = [
            code
            for code in self.codes.by_name.get((kind, key(name)), ())
            if self.codes.province(code) == self.above.code
        ]
        return self.codes.units[found[0]] if len(found) == 1 else None

    def recoded(self, *, clause: str, code: str, after: Listed | None) -> Iterable[Effect]:
        """A code that the list after gives otherwise."""
        if after and after.code != code:
            yield ChangeCodes(clause=clause, changes=(CodeChange(unit=self.ref(code), code=after.code),))


Draft = Callable[[Effected, Desk], Iterable[Effect]]
