"""The tables of the overview: units by level and kind, and the same before and after a day."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from decimal import Decimal

from tinhgon.basis.asof import AsOf
from tinhgon.registers.units.queries import counts
from tinhgon.registers.units.queries.origins import Stated, stated
from tinhgon.web.kit.words import COMMUNE_KINDS


@dataclass(frozen=True)
class Line:
    """A kind, or (kind "") a level with the sum of its kinds."""

    level: int
    kind: str
    kinds: tuple[str, ...]
    count: int
    area_km2: Decimal | None
    with_area: int
    unverified_area: int
    population: int | None
    with_population: int
    unverified_population: int

    @property
    def area_is_whole(self) -> bool:
        return self.with_area == self.count

    @property
    def population_is_whole(self) -> bool:
        return self.with_population == self.count


@dataclass(frozen=True)
class Sheet:
    """The units of one structure: lines grouped by level, each group begun by its sum."""

    structure: str
    lines: tuple[Line, ...]
    count: int
    has_unverified: bool
    has_gaps: bool


@dataclass(frozen=True)
class Changed:
    """A level or a kind on two days."""

    structure: str
    level: int
    kind: str
    kinds: tuple[str, ...]
    before: int
    after: int

    @property
    def difference(self) -> int:
        return self.after - self.before


@dataclass(frozen=True)
class Compared:
    """Kinds and structures that differ between the eve and the day; `main` is the communes, when their number does."""

    lines: tuple[Changed, ...]
    main: Changed | None


def sheets(as_of: AsOf) -> tuple[Sheet, ...]:
    """One sheet for each structure that has units on the day."""
    by_structure: dict[str, list[Stated]] = defaultdict(list)
    for row in stated(as_of):
        by_structure[row.structure].append(row)
    order = ["territory", *sorted(by_structure.keys() - {"territory"})]
    return tuple(_sheet(code, by_structure[code]) for code in order if code in by_structure)


def _sheet(structure: str, rows: list[Stated]) -> Sheet:
    lines: list[Line] = []
    for level in sorted({row.level for row in rows}):
        members = [row for row in rows if row.level == level]
        lines.append(_sum(level, members))
        lines += [_line(row) for row in members]
    return Sheet(
        structure,
        tuple(lines),
        count=sum(row.count for row in rows),
        has_unverified=any(row.unverified_area or row.unverified_population for row in rows),
        has_gaps=any(row.with_area < row.count or row.with_population < row.count for row in rows),
    )


def _line(row: Stated) -> Line:
    return Line(
        row.level, row.kind, (row.kind,), row.count, row.area_km2, row.with_area, row.unverified_area,
        row.population, row.with_population, row.unverified_population,
    )  # fmt: skip


def _sum(level: int, rows: list[Stated]) -> Line:
    areas = [row.area_km2 for row in rows if row.area_km2 is not None]
    people = [row.population for row in rows if row.population is not None]
    return Line(
        level, "", tuple(row.kind for row in rows), sum(row.count for row in rows),
        sum(areas, Decimal(0)) if areas else None, sum(row.with_area for row in rows),
        sum(row.unverified_area for row in rows),
        sum(people) if people else None, sum(row.with_population for row in rows),
        sum(row.unverified_population for row in rows),
    )  # fmt: skip


def compared(eve: AsOf, day: AsOf) -> Compared:
    """Units on the eve and on the day: the territory by kind, other structures as wholes.

    A commune is a commune, whatever number its level has.
    """
    tables = [{(row.structure, row.level, row.kind): row.count for row in counts(as_of)} for as_of in (eve, day)]
    kinds = {key: tuple(table.get(key, 0) for table in tables) for key in tables[0].keys() | tables[1].keys()}
    by_kind: dict[tuple[str, str], list[int]] = defaultdict(lambda: [0, 0, 0])
    for (structure, level, kind), (before, after) in kinds.items():
        line = by_kind[structure, kind if structure == "territory" else ""]
        line[0] += before
        line[1] += after
        line[2] = max(line[2], level)
    lines = [
        Changed(structure, level, kind, (kind,), before, after)
        for (structure, kind), (before, after, level) in by_kind.items()
        if before != after
    ]
    lines.sort(key=lambda line: (line.structure != "territory", line.level, -line.before, line.kind))
    communes = [line for line in by_kind if line[0] == "territory" and line[1] in COMMUNE_KINDS]
    main = None
    if communes:
        before, after = (sum(by_kind[line][side] for line in communes) for side in (0, 1))
        names = tuple(sorted(line[1] for line in communes))
        main = Changed("territory", 0, "", names, before, after) if before != after else None
    return Compared(tuple(lines), main)
