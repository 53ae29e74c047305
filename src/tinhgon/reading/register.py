"""The units of a country on one day, as names look them up: by kind and name, by province, by district, by border."""

from __future__ import annotations

import csv
import io
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from tinhgon.basis.errors import BadInput, gettext_noop
from tinhgon.basis.text import clean
from tinhgon.reading.names import key
from tinhgon.registers.units.payloads import Structure, UnitRef

COMMUNE, DISTRICT, PROVINCE = 3, 2, 1
_MOST_STEPS = 8
_COLUMNS = ("code", "name", "kind", "level", "parent_code")
_ABOVE = frozenset({"tỉnh", "thành phố", "thành phố trực thuộc trung ương"})


@dataclass(frozen=True, slots=True)
class Listed:
    """A unit of the list. `structure`: what is no territory stands beside the tree of places. `own`: the code in the
    books, where `code` had to be another word."""

    code: str
    name: str
    kind: str
    level: int
    parent: str
    structure: Structure = "territory"
    own: str | None = None

    def label(self) -> str:
        return f"{self.kind} {self.name}"

    def ref(self) -> UnitRef:
        """The unit as an effect names it."""
        code = (self.own or None) if self.structure != "territory" else self.code
        under = None if code else self.parent or None
        return UnitRef(code=code, name=self.name, kind=self.kind, under=under, structure=self.structure)


@dataclass(frozen=True)
class Register:
    """A list of units, looked up. The list is one day's: the eve of what is read."""

    units: Mapping[str, Listed]

    @classmethod
    def of(cls, units: Iterable[Listed]) -> Register:
        return cls({unit.code: unit for unit in units})

    def plus(self, units: Iterable[Listed]) -> Register:
        """The list with more units in it."""
        return Register({**self.units, **{unit.code: unit for unit in units}})

    @cached_property
    def places(self) -> Sequence[Listed]:
        """The units of territory."""
        return [unit for unit in self.units.values() if unit.structure == "territory"]

    def district(self, code: str) -> str:
        """The district of a commune, '' where there is none."""
        unit = self.units[code]
        if unit.level <= DISTRICT:
            return code
        above = self.units.get(unit.parent)
        return above.code if above and above.level == DISTRICT else ""

    def province(self, code: str) -> str:
        """The province a unit is in, '' when the list does not say."""
        unit = self.units.get(code)
        for _ in range(_MOST_STEPS):  # a list may put two units each under the other
            if not unit or unit.level <= PROVINCE or unit.parent not in self.units:
                break
            unit = self.units[unit.parent]
        return unit.code if unit and unit.level == PROVINCE else ""

    @cached_property
    def communes(self) -> Mapping[str, tuple[str, ...]]:
        """The communes of each province; a unit below a district, or directly below a province, that has none below."""
        found: dict[str, list[str]] = defaultdict(list)
        for unit in self.places:
            if unit.level == COMMUNE or (unit.level == DISTRICT and unit.kind in ("xã", "phường", "đặc khu")):
                found[self.province(unit.code)].append(unit.code)
        return {code: tuple(units) for code, units in found.items()}

    @cached_property
    def districts(self) -> Mapping[str, tuple[str, ...]]:
        """The districts of each province."""
        found: dict[str, list[str]] = defaultdict(list)
        for unit in self.places:
            if unit.level == DISTRICT and unit.kind not in ("xã", "phường", "đặc khu"):
                found[self.province(unit.code)].append(unit.code)
        return {code: tuple(units) for code, units in found.items()}

    @cached_property
    def below(self) -> Mapping[str, tuple[str, ...]]:
        """The units directly below each."""
        found: dict[str, list[str]] = defaultdict(list)
        for unit in self.places:
            found[unit.parent].append(unit.code)
        return {code: tuple(units) for code, units in found.items()}

    @cached_property
    def by_name(self) -> Mapping[tuple[str, str], tuple[str, ...]]:
        """Codes by kind and name key, whole country. 'phường Phường Đúc' is found as 'phường Đúc' too."""
        found: dict[tuple[str, str], list[str]] = defaultdict(list)
        for unit in self.places:
            for name in aliases(unit):
                found[unit.kind, key(name)].append(unit.code)
        return {pair: tuple(codes) for pair, codes in found.items()}

    @cached_property
    def by_whole_name(self) -> Mapping[str, tuple[str, ...]]:
        """Codes by kind and name written together: 'Sở Nội vụ', 'Đảng ủy xã An Bình'."""
        found: dict[str, list[str]] = defaultdict(list)
        for unit in self.units.values():
            for name in {key(unit.label()), key(unit.name)}:
                found[name].append(unit.code)
        return {name: tuple(codes) for name, codes in found.items()}

    def province_called(self, *, kind: str, name: str) -> str:
        """The code of the province of this name; a province may have changed its kind."""
        for unit in self.units.values():
            if unit.level == PROVINCE and unit.kind in _ABOVE and key(unit.name) == key(name):
                return unit.code
        del kind
        return ""


def aliases(unit: Listed) -> tuple[str, ...]:
    """The name, and the name without its kind where the list repeats it."""
    head = f"{unit.kind} "
    rest = unit.name[len(head) :] if unit.name.lower().startswith(head) else ""
    return (unit.name, rest) if rest else (unit.name,)


def read_units(*, path: Path) -> Register:
    """A list of units: columns code, name, kind, level, parent_code. Raises BadInput naming file, row and remedy."""
    return units_of(data=_bytes_of(path), name=path.name)


def units_of(*, data: bytes, name: str) -> Register:
    """The same from the bytes of a file, as an upload gives them."""
    rows = rows_of(data=data, name=name, columns=_COLUMNS)
    units: dict[str, Listed] = {}
    for number, row in rows:
        code, level = row["code"], row["level"]
        if not code or not row["name"] or not level.isdigit():
            raise BadInput(
                "units_row",
                gettext_noop("{file}: dòng {row}: thiếu mã, tên hoặc cấp của đơn vị."),
                file=name,
                row=number,
            )
        if code in units:
            raise BadInput(
                "units_twice",
                gettext_noop("{file}: dòng {row}: mã {code} đã có."),
                file=name,
                row=number,
                code=code,
            )
        units[code] = Listed(code, clean(row["name"]), clean(row["kind"]).lower(), int(level), row["parent_code"])
    if not units:
        raise BadInput("units_empty", gettext_noop("{file}: không có đơn vị nào."), file=name)
    return Register(units)


def read_borders(*, path: Path) -> Mapping[str, frozenset[str]]:
    """Pairs of units that share a border: columns code_a, code_b."""
    found: dict[str, set[str]] = defaultdict(set)
    for _, row in read_rows(path=path, columns=("code_a", "code_b")):
        found[row["code_a"]].add(row["code_b"])
        found[row["code_b"]].add(row["code_a"])
    return {code: frozenset(others) for code, others in found.items()}


def read_rows(*, path: Path, columns: tuple[str, ...]) -> list[tuple[int, dict[str, str]]]:
    """The rows of a CSV file with their line numbers. Raises BadInput: missing, not UTF-8, a column missing."""
    return rows_of(data=_bytes_of(path), name=path.name, columns=columns)


def _bytes_of(path: Path) -> bytes:
    if not path.is_file():
        raise BadInput("file_missing", gettext_noop("Không có tệp {file}."), file=str(path))
    return path.read_bytes()


def rows_of(*, data: bytes, name: str, columns: tuple[str, ...]) -> list[tuple[int, dict[str, str]]]:
    """The same from the bytes of a file."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise BadInput(
            "not_utf8", gettext_noop("{file} không phải UTF-8; lưu lại tệp với mã UTF-8."), file=name
        ) from None
    reader = csv.reader(io.StringIO(text))
    fields = next(reader, [])
    missing = [column for column in columns if column not in fields]
    if missing:
        raise BadInput(
            "columns_missing",
            gettext_noop("{file}: thiếu cột {columns}; dòng đầu phải là tên các cột."),
            file=name,
            columns=", ".join(missing),
        )
    short = [""] * len(fields)
    return [
        (number, dict(zip(fields, [value.strip() for value in row] + short[len(row) :], strict=False)))
        for number, row in enumerate(filter(None, reader), start=2)
    ]
