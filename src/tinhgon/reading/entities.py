"""Mentions that mean one unit are put together: 'một phần … của xã A' here, 'phần còn lại của xã A sau khi …' there."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Literal

from tinhgon.reading.clauses import Clause, Mention, Qualifier, Reading
from tinhgon.reading.names import key

Role = Literal["source", "unchanged", "receiver", "member", "loose"]
Status = Literal["sure", "variant", "question"]
COMMUNE_KINDS = frozenset({"xã", "phường", "thị trấn", "đặc khu"})
DISTRICT_KINDS = frozenset({"huyện", "quận", "thị xã", "thành phố"})


@dataclass(frozen=True, slots=True)
class Use:
    """One mention, and where it stands: clause by position, place in that clause's list."""

    clause: int
    slot: int
    role: Role
    mention: Mention


@dataclass(frozen=True, slots=True)
class Candidate:
    """A unit that a name may mean, and why."""

    code: str
    reasons: tuple[str, ...]
    distance: int = 0


@dataclass
class Entity:
    """A unit that the text speaks of, once or in several clauses, and what was found out about it."""

    kind: str
    name: str
    uses: list[Use]
    qualifier: Qualifier | None = None
    hint: Qualifier | None = None
    within: Qualifier | None = None
    spreads: bool = False  # a district named for all its communes
    code: str | None = None
    status: Status = "question"
    how: str = ""
    distance: int = 0
    why: str = ""
    candidates: list[Candidate] = field(default_factory=list)

    @property
    def bare(self) -> str:
        """The name without its kind where the text repeats it: 'phường Phường Đúc'."""
        head = f"{self.kind} "
        rest = self.name[len(head) :] if self.kind and self.name.lower().startswith(head) else ""
        return rest or self.name

    @cached_property
    def class_key(self) -> tuple[str, str]:
        return self.kind, key(self.bare)

    @property
    def is_receiver(self) -> bool:
        """Only named as the unit that takes or stands above others: it claims nothing."""
        return all(use.role in ("receiver", "member") for use in self.uses)

    @property
    def is_loose(self) -> bool:
        """Only named in a clause that was not understood."""
        return all(use.role == "loose" for use in self.uses)

    @property
    def is_settled(self) -> bool:
        return self.code is not None


def entities(*, reading: Reading) -> list[Entity]:
    """The units a text speaks of, in order of first mention. Shares that the words leave open are settled here."""
    uses = list(_uses(reading))
    classes: dict[tuple[str, str], list[Use]] = defaultdict(list)
    for use in uses:
        classes[use.mention.kind, use.mention.code or key(use.mention.name)].append(use)
    found: list[Entity] = []
    for group in classes.values():
        found += _linked(_settled(group), reading.clauses)
    return sorted(found, key=lambda entity: (entity.uses[0].clause, entity.uses[0].slot))


def _uses(reading: Reading) -> Iterable[Use]:
    for place, clause in enumerate(reading.clauses):
        said = clause.said
        for slot, mention in enumerate(said.sources):
            yield Use(place, slot, "source", mention)
        for slot, mention in enumerate(said.unchanged):
            yield Use(place, slot, "unchanged", mention)
        for slot, mention in enumerate(said.members):
            yield Use(place, slot, "member", mention)
        if said.receiver:
            yield Use(place, 0, "receiver", said.receiver)
    for unread in reading.unread:
        for slot, mention in enumerate(unread.loose):
            yield Use(len(reading.clauses), slot, "loose", mention)


def _settled(group: list[Use]) -> list[Use]:
    """A share that the words leave open is the remainder when parts are given elsewhere, else it is all there is."""
    divided = any(use.mention.area_share in ("part", "none") for use in group)
    share: Literal["remainder", "full"] = "remainder" if divided else "full"
    return [
        replace(use, mention=replace(use.mention, area_share=share, population_share=share))
        if use.role == "source" and use.mention.area_share is None
        else use
        for use in group
    ]


def _linked(group: list[Use], clauses: Sequence[Clause]) -> list[Entity]:
    parts = [use for use in group if use.role == "source" and (not _is_whole(use) or use.mention.is_later)]
    receiving = [use for use in group if use.role in ("receiver", "member")]
    whole = [[use] for use in group if use not in parts and use not in receiving]
    places: dict[str, list[Use]] = defaultdict(list)
    for use in receiving:
        places[_place_of(use)].append(use)
    whole += places.values()
    sets = [[use] for use in parts]
    for use in parts:
        for number in use.mention.after:
            for other in parts:
                there = clauses[other.clause]
                same_place = there.number == number and there.article == clauses[use.clause].article
                if same_place and other is not use and _agree(use, other):
                    _unite(sets, use, other)
    _adopt(sets)
    for use in [use for use in parts if use.mention.is_later]:
        for other in [
            other for other in parts if other is not use and _agree(use, other) and other.clause < use.clause
        ]:
            _unite(sets, other, use)
    return [_entity(members, clauses) for members in (*whole, *sets)]


def _place_of(use: Use) -> str:
    """The unit above that the clause or its lead says: 'Phường 2' of one district is not that of another."""
    above = use.mention.qualifier or use.mention.within
    return key(above.name) if above else ""


def _is_whole(use: Use) -> bool:
    return use.mention.area_share == "full" and use.mention.population_share == "full"


def _unite(sets: list[list[Use]], one: Use, other: Use) -> None:
    first = next(members for members in sets if any(use is one for use in members))
    second = next(members for members in sets if any(use is other for use in members))
    if first is not second:
        first += second
        sets[:] = [members for members in sets if members is not second]


def _adopt(sets: list[list[Use]]) -> None:
    """Parts to which no remainder points belong to the one group they can belong to, if there is one."""
    for members in list(sets):
        if any("remainder" in (use.mention.area_share, use.mention.population_share) for use in members):
            continue
        fitting = [
            other
            for other in sets
            if other is not members
            and _agree(members[0], other[0])
            and {u.clause for u in other}.isdisjoint(u.clause for u in members)
        ]
        if len(fitting) == 1:
            _unite(sets, fitting[0][0], members[0])


def _agree(one: Use, other: Use) -> bool:
    a, b = _place_of(one), _place_of(other)
    return not a or not b or a == b


def _entity(members: list[Use], clauses: Sequence[Clause]) -> Entity:
    members = sorted(members, key=lambda use: (use.clause, use.slot))
    first = members[0].mention
    qualifier = next((use.mention.qualifier for use in members if use.mention.qualifier), None)
    hint = next((use.mention.hint for use in members if use.mention.hint), None)
    within = next((use.mention.within for use in members if use.mention.within), None)
    return Entity(
        first.kind, first.name, members, qualifier, hint, within, any(_spreads(use, clauses) for use in members)
    )


def _spreads(use: Use, clauses: Sequence[Clause]) -> bool:
    """'… của huyện Kiên Hải thành đặc khu Kiên Hải': the communes of the district, or itself where it has none."""
    if use.mention.kind not in DISTRICT_KINDS or use.role != "source":
        return False
    into = clauses[use.clause].said.into
    return into is not None and into.kind in COMMUNE_KINDS


def uses_of(*, named: Iterable[Entity]) -> dict[tuple[int, str, int], tuple[Entity, Use]]:
    """Every mention with the unit it belongs to: by clause, role and place in the list."""
    return {(use.clause, use.role, use.slot): (entity, use) for entity in named for use in entity.uses}
