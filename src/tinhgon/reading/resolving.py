"""Names become units of the register: exact, another spelling, near; homonyms by district, neighbours, and the rule
that no unit is claimed twice. What is not certain stays a question with ranked candidates."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from tinhgon.reading.entities import COMMUNE_KINDS, DISTRICT_KINDS, Candidate, Entity
from tinhgon.reading.matching import certain
from tinhgon.reading.names import distance, key, plain, same_number, skeleton, spelt_apart
from tinhgon.reading.normal import Span
from tinhgon.reading.register import COMMUNE, PROVINCE, Register, aliases
from tinhgon.reading.surroundings import Surroundings

_NEAR = 2
_SHORTEST = 4
_SHOWN = 5
PROVINCE_KINDS = frozenset({"tỉnh", "thành phố"})


class Resolver:
    """One text against one register. `settle()` fills in the entities."""

    def __init__(
        self,
        *,
        register: Register,
        borders: Mapping[str, frozenset[str]] | None,
        provinces: Sequence[str],
        named: Sequence[Entity],
        answers: Mapping[Span, str] | None = None,
        is_whole: bool = False,
    ) -> None:
        self.register = register
        self.borders = borders
        self.provinces = frozenset(provinces)
        self.communes = [code for province in provinces for code in register.communes.get(province, ())]
        self.districts = [code for province in provinces for code in register.districts.get(province, ())]
        self.named = named
        self.answers = answers or {}
        self.is_whole = is_whole
        self.claimed: dict[str, Entity] = {}
        self.by_clause: dict[int, list[Entity]] = defaultdict(list)
        for entity in named:
            for use in entity.uses:
                if use.role == "source":
                    self.by_clause[use.clause].append(entity)
        self.classes: dict[tuple[str, str], list[Entity]] = defaultdict(list)
        self.units: dict[tuple[str, str], list[str]] = defaultdict(list)
        for code in self.communes:
            for name in aliases(register.units[code]):
                self.units[register.units[code].kind, key(name)].append(code)
        for entity in named:
            self.classes[entity.class_key].append(entity)
        self.near = Surroundings(register, borders, self.by_clause, self.units, self.claimed)

    def settle(self) -> None:
        """Exact names first, then what their certainty decides, then other spellings among what is left."""
        self._answered()
        self._coded()
        self._agencies()
        self._receivers()
        self._districts()
        self._provinces()
        self._exact()
        for stage in (self._spelt, self._other_kind, self._near):
            for entity in self._open():
                # A name that is in the list means a unit of that name, and be it one that is claimed already.
                if not self._known_here(entity):
                    stage(entity)
            self._exact()
        if self.is_whole:
            self._eliminate()
        for entity in [one for one in self.named if not one.is_settled and not one.is_loose]:
            self._ask(entity)
        for entity in [entity for entity in self.named if entity.code and self._is_far(entity)]:
            entity.code, entity.why = None, "far"
            entity.status = "question"

    def _open(self) -> list[Entity]:
        return [one for one in self.named if not one.is_settled and not one.is_loose and not one.is_receiver]

    def _exact(self) -> None:
        changed = True
        while changed:
            open_ones = {entity.class_key for entity in self._open()}
            changed = False
            for pair in [pair for pair in self.classes if pair in open_ones]:
                changed = self._decide(pair, self.classes[pair]) or changed

    def _answered(self) -> None:
        """What a person has chosen, by the span of a mention."""
        for entity in self.named:
            chosen = next(
                (self.answers[use.mention.span] for use in entity.uses if use.mention.span in self.answers), None
            )
            if chosen and chosen in self.register.units and chosen not in self.claimed:
                self._take(entity, chosen, "answer")
                entity.status = "sure"

    def _is_far(self, entity: Entity) -> bool:
        """With borders known: a name that fits, of a unit that touches none of those it is arranged with."""
        if (
            self.borders is None
            or entity.code not in self.borders
            or entity.how in ("code", "answer", "district", "qualifier")
            or not self.near.neighbours(entity)
        ):
            return False
        return not self.near.is_near(entity.code or "", entity)

    def _coded(self) -> None:
        for entity in self.named:
            code = entity.uses[0].mention.code
            if code and code in self.register.units:
                self._take(entity, code, "code")

    def _agencies(self) -> None:
        """Units named by their whole name, kind and all: agencies, party organisations."""
        for entity in [entity for entity in self.named if not entity.kind and not entity.is_settled]:
            codes = self.register.by_whole_name.get(key(entity.name), ())
            if len(codes) == 1:
                self._take(entity, codes[0], "name")
            elif codes:
                entity.why = "several"
                entity.candidates = [Candidate(code, ("same_name",)) for code in codes]

    def _receivers(self) -> None:
        """Units that take others in, or above which others come: of any level, and claimed by nobody."""
        for entity in [entity for entity in self.named if entity.is_receiver and not entity.is_settled]:
            codes = [
                code
                for code in self.register.by_name.get(entity.class_key, ())
                if not self.provinces or self.register.province(code) in self.provinces
            ]
            codes = self.near.placed(entity, codes)
            if len(codes) == 1:
                self._take(entity, codes[0], "qualifier" if entity.qualifier else "name")
            elif codes:
                entity.why = "several"

    def _districts(self) -> None:
        """'huyện Kiên Hải': the district, for all its communes or for itself where it has none."""
        for entity in self.named:
            if entity.kind not in DISTRICT_KINDS or entity.is_settled or entity.is_loose or entity.is_receiver:
                continue
            fitting = [
                code
                for code in self.districts
                if self.register.units[code].kind == entity.kind
                and key(self.register.units[code].name) == key(entity.bare)
            ]
            fitting = self.near.placed(entity, fitting)
            if len(fitting) == 1 and fitting[0] not in self.claimed:
                self._take(entity, fitting[0], "district")
                for commune in self.register.below.get(fitting[0], ()) if entity.spreads else ():
                    self.claimed[commune] = entity

    def _provinces(self) -> None:
        """'tỉnh Hà Giang', 'thành phố Cần Thơ' where no district is called so."""
        for entity in self.named:
            if entity.kind not in PROVINCE_KINDS or entity.is_settled or entity.is_loose or entity.is_receiver:
                continue
            fitting = [code for code in self._pool(entity) if self.register.units[code].level == PROVINCE]
            fitting = [code for code in fitting if self._is_called(code, entity)]
            if len(fitting) == 1 and fitting[0] not in self.claimed:
                self._take(entity, fitting[0], "name")

    def _is_called(self, code: str, entity: Entity) -> bool:
        unit = self.register.units[code]
        return unit.kind == entity.kind and key(unit.name) == key(entity.bare)

    def _pool(self, entity: Entity) -> list[str]:
        """The units that a kind can mean: a district is never one of its communes."""
        if entity.kind in COMMUNE_KINDS or not entity.kind:
            return self.communes
        all_provinces = [code for code, unit in self.register.units.items() if unit.level == PROVINCE]
        if entity.kind == "tỉnh":
            return all_provinces
        return [*self.districts, *(all_provinces if entity.kind in PROVINCE_KINDS else ())]

    def _decide(self, pair: tuple[str, str], group: list[Entity]) -> bool:
        codes = [code for code in self.units.get(pair, ()) if code not in self.claimed]
        open_ones = [entity for entity in group if not entity.is_settled and not entity.is_loose]
        if not codes or not open_ones:
            return False
        loose = [entity for entity in group if entity.is_loose]
        options: dict[int, list[str]] = {}
        for place, entity in enumerate(open_ones):
            options[place] = self._options(entity, codes)
        if len(open_ones) > len(codes):
            for entity in open_ones:
                entity.why = "claimed_twice"
            return self._qualified(open_ones, options)
        spare = len(codes) - len(open_ones)
        for place in range(min(spare, len(loose))):
            options[len(open_ones) + place] = codes
        decided = certain(options={place: choice for place, choice in options.items() if choice})
        changed = False
        for place, entity in enumerate(open_ones):
            code = decided.get(place)
            if code is None or (spare and len(codes) > 1 and not self._well_founded(entity)):
                continue
            self._take(entity, code, "name" if len(codes) == 1 else "qualifier" if entity.qualifier else "neighbours")
            changed = True
        return changed

    def _qualified(self, group: list[Entity], options: Mapping[int, Sequence[str]]) -> bool:
        """More names than units: only one that says its district, alone, is certain."""
        changed = False
        for place, entity in enumerate(group):
            wanted = [
                other
                for at, other in enumerate(group)
                if options[place] and options[place][0] in options[at] and other.qualifier
            ]
            if entity.qualifier and len(options[place]) == 1 and wanted == [entity]:
                self._take(entity, options[place][0], "qualifier")
                changed = True
        return changed

    def _well_founded(self, entity: Entity) -> bool:
        return entity.qualifier is not None or entity.within is not None or self.borders is not None

    def _options(self, entity: Entity, codes: Sequence[str]) -> list[str]:
        """The units an entity may be: of its district when that is said, else those near its neighbours."""
        codes = self.near.placed(entity, codes)
        if len(codes) <= 1 or (self.near.has_strangers(entity) and not entity.within):
            return list(codes)
        if entity.hint:
            hinted = [code for code in codes if self.near.is_in(code, entity.hint.kind, entity.hint.name)]
            if hinted and (not self.near.neighbours(entity) or any(self.near.is_near(code, entity) for code in hinted)):
                return hinted
        around = self.near.around(entity)
        return [code for code in codes if self.near.may_lie(code, around)] if around else list(codes)

    def _left(self, entity: Entity) -> list[str]:
        left = [code for code in self._pool(entity) if code not in self.claimed]
        if entity.qualifier:
            left = [code for code in left if self.near.is_in(code, entity.qualifier.kind, entity.qualifier.name)]
        return left

    def _known_here(self, entity: Entity) -> bool:
        codes = self.units.get(entity.class_key, ())
        if entity.qualifier:
            return any(self.near.is_in(code, entity.qualifier.kind, entity.qualifier.name) for code in codes)
        return bool(codes)

    def _spelt(self, entity: Entity) -> None:
        """Same letters, other marks; one unit left that fits, and it lies where the clause is."""
        wanted = skeleton(entity.bare)
        fitting = [code for code in self._left(entity) if self._same_kind(code, entity) and self._letters(code, wanted)]
        self._only(entity, fitting, "spelling")

    def _other_kind(self, entity: Entity) -> None:
        fitting = [code for code in self._left(entity) if key(self.register.units[code].name) == key(entity.bare)]
        self._only(entity, fitting, "kind")

    def _near(self, entity: Entity) -> None:
        wanted = skeleton(entity.bare)
        if len(wanted) < _SHORTEST:
            return
        fitting = [
            code
            for code in self._left(entity)
            if self._same_kind(code, entity) and self._apart(code, wanted) <= _NEAR and self.near.is_near(code, entity)
        ]
        self._only(entity, fitting, "near")

    def _eliminate(self) -> None:
        """A whole text accounts for every unit. Where as many names as units are left, and each name goes with one of
        them only (kind, place and letters that have to do with it), there is nothing else it can be."""
        left = self._open()
        units = [code for code in self.communes if code not in self.claimed]
        if len(left) != len(units) or any(self._known_here(entity) for entity in left):
            return
        fitting = {place: [code for code in units if self._may_be(code, entity)] for place, entity in enumerate(left)}
        decided = certain(options=fitting)
        if len(decided) == len(left) and all(len(codes) == 1 for codes in fitting.values()):
            for place, code in decided.items():
                self._take(left[place], code, "elimination")

    def _may_be(self, code: str, entity: Entity) -> bool:
        unit = self.register.units[code]
        if unit.kind != entity.kind or (self.near.neighbours(entity) and not self.near.is_near(code, entity)):
            return False
        listed, written = skeleton(unit.name), skeleton(entity.bare)
        related = written.startswith(listed) or listed.startswith(written) or self._apart(code, written) <= _NEAR
        return related and (not entity.qualifier or self.near.is_in(code, entity.qualifier.kind, entity.qualifier.name))

    def _only(self, entity: Entity, fitting: list[str], how: str) -> None:
        rivals = [
            other for other in self._open() if other is not entity and skeleton(other.bare) == skeleton(entity.bare)
        ]
        if len(fitting) != 1 or (rivals and how != "near"):
            return
        if (self.near.neighbours(entity) or how != "spelling") and not self.near.is_near(fitting[0], entity):
            return
        self._take(entity, fitting[0], how)

    def _same_kind(self, code: str, entity: Entity) -> bool:
        return self.register.units[code].kind == entity.kind

    def _letters(self, code: str, wanted: str) -> bool:
        return any(skeleton(name) == wanted for name in aliases(self.register.units[code]))

    def _apart(self, code: str, wanted: str) -> int:
        return min(distance(skeleton(name), wanted, most=9) for name in aliases(self.register.units[code]))

    def _take(self, entity: Entity, code: str, how: str) -> None:
        unit = self.register.units[code]
        if not entity.is_receiver:
            self.claimed[code] = entity
        entity.code, entity.how, entity.why = code, how, ""
        same = unit.kind == entity.kind and any(plain(name) == plain(entity.bare) for name in aliases(unit))
        same = same or how == "code" or same_number(unit.name, entity.name)
        entity.status = "sure" if same else "variant"
        entity.distance = 0 if same else min(spelt_apart(name, entity.bare) for name in aliases(unit))
        entity.candidates = [Candidate(code, (how,), entity.distance)]

    def _ask(self, entity: Entity) -> None:
        """Candidates, the likeliest first: the same name, then what lies near, then what is written alike."""
        wanted = skeleton(entity.bare)
        ranked = []
        pool = dict.fromkeys((*self.units.get(entity.class_key, ()), *self._left(entity)))
        for code in pool:
            unit = self.register.units[code]
            apart = self._apart(code, wanted)
            same = key(unit.name) == key(entity.bare)
            near = self.near.is_near(code, entity)
            if (
                not same
                and apart > max(_NEAR + 1, len(wanted) // 2)
                and not (wanted.startswith(skeleton(unit.name)) and near)
            ):
                continue
            reasons = [
                word
                for word, holds in (
                    ("same_name", same),
                    ("near_others", near),
                    ("not_claimed", code not in self.claimed),
                    ("same_kind", unit.kind == entity.kind),
                )
                if holds
            ]
            rank = (not (same and unit.kind == entity.kind), code in self.claimed, not near, apart, code)
            ranked.append((rank, Candidate(code, tuple(reasons), spelt_apart(unit.name, entity.name))))
        found = [candidate for _, candidate in sorted(ranked, key=lambda pair: pair[0])[:_SHOWN]]
        entity.candidates = found or entity.candidates or self._nobodys(entity)
        entity.status = "question"
        entity.why = entity.why or ("several" if len(entity.candidates) > 1 else "not_found")

    def _nobodys(self, entity: Entity) -> list[Candidate]:
        """Units beside the others of the clause that nobody claims, when no name is alike."""
        left = [code for code in self._left(entity) if self.near.is_near(code, entity)]
        left.sort(key=lambda code: (not self._same_kind(code, entity), code))
        return [Candidate(code, ("near_others", "not_claimed")) for code in left[:_SHOWN]]


def unclaimed(resolver: Resolver) -> list[str]:
    """Communes of the provinces concerned that the text does not account for."""
    return [
        code
        for code in resolver.communes
        if code not in resolver.claimed and resolver.register.units[code].level <= COMMUNE
    ]
