"""The tables of a reorganisation, read and held against each other: before, after, provinces, who became whom."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Literal, cast

from tinhgon.basis.errors import BadInput, gettext_noop
from tinhgon.importing.tables import Line, choice, code_digits, read_table, unit_code
from tinhgon.registers.units.payloads import Figure, Share

Role = Literal["forms", "unchanged", "renamed"]
_SHARES = {word: word for word in ("full", "part", "remainder", "none")}
_LEVELS = {str(level): str(level) for level in range(1, 10)}
_NUMBERS = re.compile(r"\d+")
# What a flag of the table of new units says of a figure: such figures are not entered.
_NO_POPULATION = frozenset(
    {"row_copied_from_namesake", "no_population", "population_truncated", "population_suspect"}
)  # fmt: skip
_AREA_SOURCES = {"polygon": "tính từ ranh giới bản đồ (chưa đối chiếu)"}


@dataclass(frozen=True, slots=True)
class ListedUnit:
    """A unit of the list before or after."""

    code: str
    name: str
    kind: str
    level: int
    parent_code: str
    area_km2: Figure | None = None
    population: Figure | None = None


@dataclass(frozen=True, slots=True)
class Succession:
    """A row: what an old unit gives to a new one, by which clause."""

    line: Line
    old: ListedUnit
    new: ListedUnit
    area_share: Share
    population_share: Share
    resolution: str
    clause: str
    role: Role

    @property
    def place(self) -> tuple[int, ...]:
        """Clauses in the order of their numbers."""
        return tuple(int(number) for number in _NUMBERS.findall(self.clause))


def read_units(path: Path) -> dict[str, ListedUnit]:
    """A list of units by code; area and population with their sources where the table has them."""
    optional = ("area_km2", "area_source", "population", "population_source", "flags")
    table = read_table(path, required=("code", "name", "kind", "level", "parent_code"), optional=optional)
    units: dict[str, ListedUnit] = {}
    for line in table:
        level = int(choice(line, "level", _LEVELS))
        code = unit_code(line, "code", digits=code_digits(line["kind"], level))
        if code in units:
            raise line.refuse(
                "code_twice",
                gettext_noop("{file}: dòng {row}: mã “{code}” đã có ở dòng trước; mỗi mã chỉ cho một đơn vị."),
                code=code,
            )
        flags = set(line["flags"].replace(",", ";").replace("|", ";").replace(" ", ";").split(";")) - {""}
        area = _figure(line, "area_km2", _AREA_SOURCES.get(line["area_source"], line["area_source"]))
        source = line["population_source"] or line["area_source"].replace("polygon", "") or "sapnhap.bando.com.vn"
        population = None if flags & _NO_POPULATION else _figure(line, "population", source)
        units[code] = ListedUnit(code, line["name"], line["kind"], level, line["parent_code"], area, population)
    for line in table:
        if line["parent_code"] and line["parent_code"] not in units:
            raise line.refuse(
                "parent_unknown",
                gettext_noop(
                    "{file}: dòng {row}: parent_code “{code}”{hint} không có trong tệp; "
                    "thêm dòng cho đơn vị cấp trên hoặc sửa mã."
                ),
                code=line["parent_code"],
                hint="",
            )
    return units


def _figure(line: Line, column: str, source: str) -> Figure | None:
    text = line[column]
    if not text:
        return None
    if not re.match(r"^\d{1,10}([.]\d{1,4})?$", text):
        raise line.refuse(
            "number_invalid",
            gettext_noop(
                "{file}: dòng {row}, cột “{column}”: “{value}” không đọc được là số; "
                "viết liền, ví dụ 1234567 (dân số) hoặc 12.5 (km²)."
            ),
            column=column,
            value=text[:40],
        )
    return Figure(value=Decimal(text), source=source or line.file, verified=False)


@dataclass(frozen=True, slots=True)
class ProvinceSuccession:
    """An old province and the one it is part of afterwards; no resolution: it stays as it is."""

    old: ListedUnit
    new: ListedUnit
    resolution: str
    clause: str


def read_provinces(
    path: Path, *, before: Mapping[str, ListedUnit], after: Mapping[str, ListedUnit]
) -> list[ProvinceSuccession]:
    """The table of provinces, in its order."""
    table = read_table(path, required=("old_code", "new_code"), optional=("resolution", "clause", "share"))
    found: dict[str, ProvinceSuccession] = {}
    for line in table:
        old = _known(line, "old_code", before, "before", digits=2)
        new = _known(line, "new_code", after, "after", digits=2)
        if old.code in found:
            raise line.refuse(
                "succession_twice",
                gettext_noop("{file}: dòng {row}: {old} → {new} đã có ở dòng trước; bỏ dòng trùng."),
                old=old.code,
                new=new.code,
            )
        found[old.code] = ProvinceSuccession(old, new, line["resolution"], line["clause"])
    return list(found.values())


def read_successions(
    paths: Iterable[Path], *, before: Mapping[str, ListedUnit], after: Mapping[str, ListedUnit]
) -> list[Succession]:
    """All rows of the tables of successions; the same pair twice, in one file or in two, is refused."""
    required = ("old_code", "new_code", "area_share", "population_share", "resolution", "clause")
    rows: list[Succession] = []
    pairs: dict[tuple[str, str], Line] = {}
    for path in paths:
        for line in read_table(path, required=required, optional=("note", "share")):
            row = _succession(line, before, after)
            first = pairs.setdefault((row.old.code, row.new.code), line)
            if first is not line:
                raise line.refuse(
                    "succession_twice",
                    gettext_noop("{file}: dòng {row}: {old} → {new} đã có ở dòng trước; bỏ dòng trùng."),
                    old=row.old.code,
                    new=row.new.code,
                )
            rows.append(row)
    _refuse_two_clauses(rows)
    return rows


def _succession(line: Line, before: Mapping[str, ListedUnit], after: Mapping[str, ListedUnit]) -> Succession:
    for column in ("resolution", "clause"):
        if not line[column]:
            raise line.refuse("cell_empty", gettext_noop("{file}: dòng {row} để trống cột “{column}”."), column=column)
    old = _known(line, "old_code", before, "before")
    new = _known(line, "new_code", after, "after")
    area = cast("Share", choice(line, "area_share", _SHARES))
    people = cast("Share", choice(line, "population_share", _SHARES))
    if area == people == "none":
        raise line.refuse(
            "nothing_given",
            gettext_noop("{file}: dòng {row}: {old} → {new} không giao diện tích cũng không giao dân số; bỏ dòng này."),
            old=old.code,
            new=new.code,
        )
    return Succession(line, old, new, area, people, line["resolution"], line["clause"], _role(line))


def _role(line: Line) -> Role:
    if line["note"].startswith("unchanged"):
        return "unchanged"
    return "renamed" if line["note"].startswith("renamed only") else "forms"


def _known(
    line: Line, column: str, units: Mapping[str, ListedUnit], table: str, *, digits: int | None = None
) -> ListedUnit:
    code = unit_code(line, column, digits=digits)
    if code not in units:
        raise line.refuse(
            "code_unknown",
            gettext_noop("{file}: dòng {row}: mã “{code}” ở cột “{column}” không có trong danh sách {table}."),
            code=code,
            column=column,
            table="trước sắp xếp" if table == "before" else "sau sắp xếp",
        )
    return units[code]


def _refuse_two_clauses(rows: list[Succession]) -> None:
    """A new unit is formed by one clause of one resolution."""
    first: dict[str, Succession] = {}
    for row in rows:
        other = first.setdefault(row.new.code, row)
        if (row.resolution, row.clause) != (other.resolution, other.clause):
            raise BadInput(
                "formed_twice",
                gettext_noop(
                    "{file}: dòng {row}: {new} được lập theo {clause}, nhưng dòng {first} ghi {other}; "
                    "một đơn vị mới chỉ do một điều khoản lập."
                ),
                file=row.line.file,
                row=row.line.number,
                new=row.new.code,
                clause=f"{row.clause} {row.resolution}",
                first=other.line.number,
                other=f"{other.clause} {other.resolution}",
            )


def by_resolution(rows: Iterable[Succession]) -> dict[str, list[Succession]]:
    """Rows of each resolution, resolutions in the order of their numbers."""
    groups: dict[str, list[Succession]] = defaultdict(list)
    for row in rows:
        groups[row.resolution].append(row)
    key = {number: ([int(n) for n in _NUMBERS.findall(number)], number) for number in groups}
    return {number: groups[number] for number in sorted(groups, key=lambda number: key[number])}
