"""The arithmetic of a text: each divided unit has one remainder, the clauses are as many as the summary says."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from tinhgon.reading.clauses import COUNTED, Clause, Reading
from tinhgon.reading.entities import Entity, Use
from tinhgon.reading.names import key

FORMING = ("merge_units/1", "rename_unit/1", "change_kind/1")


@dataclass(frozen=True, slots=True)
class Doubt:
    """An entity whose shares do not add up."""

    entity: Entity
    code: str


@dataclass(frozen=True, slots=True)
class Astray:
    """A remainder that points to other clauses than those that take the parts."""

    use: Use
    says: tuple[int, ...]
    parts: tuple[int, ...]


def doubts(*, named: Sequence[Entity], clauses: Sequence[Clause], is_arranging: bool) -> list[Doubt]:
    """Units of which no remainder is given, or two, or a remainder of nothing.

    Where a text does not arrange a whole province (it has no summary), and where a clause splits off or adjusts a
    boundary, a unit may give a part and go on.
    """
    loose = {entity.class_key for entity in named if entity.is_loose}
    found = []
    for entity in named:
        if entity.is_loose or entity.class_key in loose:
            continue
        uses = [use.mention for use in entity.uses if use.role == "source"]
        if any(use.is_later for use in uses):
            uses = [use for use in uses if use.is_later]
        code = uses and (
            _side([use.area_share for use in uses]) or _side([use.population_share for use in uses], people=True)
        )
        goes_on = code == "no_remainder" and not (is_arranging and _is_arranged(entity, clauses))
        if code and not goes_on:
            found.append(Doubt(entity, code))
        elif any(use.is_bare for use in uses) and not _is_left(entity, clauses):
            found.append(Doubt(entity, "share_unsaid"))
    return found


def _is_left(entity: Entity, clauses: Sequence[Clause]) -> bool:
    """Whether the text says what is left of a unit that gave a figure: a remainder, or how large it is afterwards."""
    if any("remainder" in (use.mention.area_share, use.mention.population_share) for use in entity.uses):
        return True
    told = {(one.kind, key(one.name)) for clause in clauses for one in clause.said.stated}
    formed = {(clause.said.into.kind, key(clause.said.into.name)) for clause in clauses if clause.said.into}
    return entity.class_key in told - formed


def _is_arranged(entity: Entity, clauses: Sequence[Clause]) -> bool:
    return any(clauses[use.clause].said.effect == "merge_units/1" for use in entity.uses if use.role == "source")


def _side(shares: Sequence[str | None], *, people: bool = False) -> str:
    """What is wrong with the shares of one side, '' when they make one whole.

    People may all stay with the remainder, and 'phần còn lại của xã A' is said of both sides even where an earlier
    clause has taken all the people.
    """
    stated = Counter(share for share in shares if share != "none")
    if stated == {"full": 1} or (people and stated["remainder"] == 1):
        return ""
    if stated["full"]:
        return "all_and_more"
    if stated["remainder"] > 1:
        return "two_remainders"
    if not stated["remainder"]:
        return "no_remainder"
    return "" if stated["part"] else "remainder_of_nothing"


def astray(*, named: Sequence[Entity], clauses: Sequence[Clause]) -> list[Astray]:
    """References of remainders held against the clauses that take parts of the same unit."""
    found = []
    for entity in named:
        parts = {
            clauses[use.clause].number
            for use in entity.uses
            if use.role == "source" and use.mention.area_share in ("part", "none")
        }
        for use in entity.uses:
            rest = use.role == "source" and use.mention.area_share == "remainder" and use.mention.after
            if rest and set(rest) != parts:
                found.append(Astray(use, rest, tuple(sorted(parts))))
    return found


def out_of_order(*, clauses: Iterable[Clause]) -> list[Clause]:
    """Numbered clauses that do not follow the one before."""
    found = []
    last: dict[int, int] = defaultdict(int)
    for clause in clauses:
        if clause.number and "điểm" not in clause.label:
            if clause.number != last[clause.article] + 1:
                found.append(clause)
            last[clause.article] = clause.number
    return found


def stated_counts(*, reading: Reading) -> dict[str, Any]:
    """What the one summary clause of the province says; those of districts are none of the whole text."""
    province = reading.head.province
    found = [
        clause.said.facts["stated"]
        for clause in reading.clauses
        if clause.said.shape == "summary" and (province is None or key(clause.said.facts["of"]) == key(province.name))
    ]
    return dict(found[0]) if len(found) == 1 else {}


def read_counts(*, reading: Reading) -> dict[str, Any]:
    """The same of what was read."""
    formed = Counter(
        COUNTED.get(clause.said.into.kind, "other")
        for clause in reading.clauses
        if clause.said.effect in FORMING and clause.said.into
    )
    kept = Counter(COUNTED.get(unit.kind, "other") for clause in reading.clauses for unit in clause.said.unchanged)
    kinds = formed + kept
    return {
        "total": kinds.total(),
        **dict(sorted(kinds.items())),
        "formed": dict(sorted(formed.items())),
        "unchanged": kept.total(),
    }


def differing(*, stated: Mapping[str, Any], read: Mapping[str, Any]) -> list[tuple[str, int, int]]:
    """Counts that the text states and that were not read so: which, stated, read."""
    found = []
    for name, value in stated.items():
        if isinstance(value, dict):
            inner = differing(stated=value, read=read.get(name, {}))
            found += [(f"{name}.{which}", one, other) for which, one, other in inner]
        elif value != read.get(name, 0):
            found.append((name, value, read.get(name, 0)))
    kinds = [value for name, value in stated.items() if name in COUNTED.values()]
    if kinds and "total" in stated and sum(kinds) != stated["total"]:
        found.append(("total", stated["total"], sum(kinds)))
    return found
