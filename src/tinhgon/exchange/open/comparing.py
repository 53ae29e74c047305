"""A foreign file against the ledger of a day: what is new, called otherwise, placed otherwise, missing, in question.

Units are matched by code within their structure; without a code, by name and kind under the same superior, and only
where one fits. What the file does not have is told and never drafted: a file that forgets a unit ends none.
"""

from __future__ import annotations

import hashlib
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any, Literal

from tinhgon.basis.asof import AsOf
from tinhgon.basis.confined import MB, Limits, confined
from tinhgon.basis.errors import BadInput, gettext_noop
from tinhgon.basis.text import clean
from tinhgon.registers.units.payloads import STRUCTURES
from tinhgon.registers.units.queries.units import UnitRow, units

FIGURES_OF_FILE = ("area_km2", "population", "hamlets")
MOST_BYTES = 64 * MB
CSVW = b"http://www.w3.org/ns/csvw"
LIMITS = Limits(memory=1536 * MB, cpu=120, wall=150)
Kind = Literal["new", "name", "kind", "superior", "figures", "missing", "ended", "question"]
FAULTS = {
    "no_name": gettext_noop("không có tên"),
    "key_twice": gettext_noop("trùng địa chỉ hoặc số với một dòng khác của tệp"),
    "code_twice": gettext_noop("trùng mã với một dòng khác của tệp"),
    "several_codes": gettext_noop("tệp nêu nhiều mã"),
    "several_parents": gettext_noop("tệp nêu nhiều cấp trên"),
    "several_units": gettext_noop("hợp với nhiều đơn vị trong sổ"),
    "parent_unknown": gettext_noop("cấp trên không có trong tệp và không có trong sổ"),
    "parent_in_question": gettext_noop("cấp trên còn câu hỏi"),
    "circle": gettext_noop("các cấp trên nối thành vòng"),
    "no_kind": gettext_noop("không nêu loại; thêm --kind"),
    "no_structure": gettext_noop("không nêu hệ thống; thêm --structure"),
    "figure_invalid": gettext_noop("số liệu không đọc được là số"),
    "ended_invalid": gettext_noop("ngày kết thúc không phải là ngày"),
    "too_long": gettext_noop("tên, loại hoặc mã quá dài"),
}
"""Why a row is in question, by word; source strings."""


@dataclass(frozen=True)
class Foreign:
    """A unit as the file has it; `parent` is the key of another one, or (CSV by code) a code of the ledger."""

    key: str
    code: str
    name: str
    kind: str
    level: int | None
    structure: str
    bloc: str
    parent: str
    ended: str
    figures: Mapping[str, Mapping[str, Any]]
    faults: Sequence[str]

    @property
    def label(self) -> str:
        named = clean(f"{self.kind} {self.name}") or self.key
        return f"{named} ({self.code})" if self.code else named


@dataclass(frozen=True)
class File:
    """What was read of a file. `persons` were there and are left out."""

    name: str
    sha256: str
    form: str
    rows: Sequence[Foreign]
    persons: int


@dataclass(frozen=True)
class Difference:
    """One difference: what the ledger has (`here`) and the file (`there`), in words; `fault` of a question."""

    kind: Kind
    code: str
    label: str
    here: str = ""
    there: str = ""
    fault: str = ""


@dataclass
class Compared:
    """The outcome; `matched` leads from keys of the file to units of the ledger."""

    file: File
    on: date
    opening: bool
    differences: list[Difference] = field(default_factory=list)
    matched: dict[str, UnitRow] = field(default_factory=dict)
    new: list[Foreign] = field(default_factory=list)
    changed: dict[str, set[Kind]] = field(default_factory=lambda: defaultdict(set))
    same: int = 0

    def of_kind(self, kind: Kind) -> list[Difference]:
        return [one for one in self.differences if one.kind == kind]


def described_table(data: bytes, name: str) -> str:
    """The table of units that a CSVW description names, beside it; '' when the file is no such description.

    Raises BadInput when none of its tables has what is needed.
    """
    if not name.lower().endswith(".json") or CSVW not in data[:1000]:
        return ""
    found = confined("tinhgon.exchange.open.incoming:described", data, name, name=name, limits=LIMITS)
    return str(found)


def read_open(data: bytes, name: str, *, structure: str = "", kind: str = "") -> File:
    """The units of a file of others. `structure` and `kind` are said for rows that do not say them.

    Raises BadInput; parsed in a child process.
    """
    if len(data) > MOST_BYTES:
        raise BadInput(
            "open_too_large", gettext_noop("{file} lớn quá {most} MB; tách rồi nhập từng tệp."),
            file=name, most=MOST_BYTES // MB,
        )  # fmt: skip
    form, rows, persons = confined("tinhgon.exchange.open.incoming:parsed", data, name, name=name, limits=LIMITS)
    if not rows:
        raise BadInput("open_empty", gettext_noop("{file}: không thấy tổ chức nào trong tệp."), file=name)
    found = [_foreign(row, structure=structure, kind=kind) for row in rows]
    return File(name, hashlib.sha256(data).hexdigest(), form, found, persons)


def _foreign(row: Mapping[str, Any], *, structure: str, kind: str) -> Foreign:
    """The row in composed letters, its name without the kind before it."""
    own_kind = clean(row["kind"]) or kind
    name = clean(row["name"])
    if own_kind and name.casefold().startswith(f"{own_kind.casefold()} "):
        name = name[len(own_kind) + 1 :]
    return Foreign(
        row["key"], clean(row["code"]), name, own_kind, row["level"], row["structure"] or structure, row["bloc"],
        row["parent"], row["ended"], row["figures"], row["faults"],
    )  # fmt: skip


def compare(file: File, as_of: AsOf) -> Compared:
    """The file against the ledger of the day."""
    here = units(as_of)
    return _Comparing(file, as_of, here).done()


class _Comparing:
    def __init__(self, file: File, as_of: AsOf, here: Sequence[UnitRow]) -> None:
        self.out = Compared(file, as_of.on, opening=not here)
        self.here = here
        self.by_code: dict[str, list[UnitRow]] = defaultdict(list)
        self.by_name: dict[tuple[int | None, str, str], list[UnitRow]] = defaultdict(list)
        for unit in here:
            if unit.code:
                self.by_code[unit.code].append(unit)
            self.by_name[unit.parent_id, unit.kind.casefold(), unit.name.casefold()].append(unit)
        self.rows = {row.key: row for row in file.rows}
        self.keys = Counter(row.key for row in file.rows)
        self.codes = Counter((row.structure, row.code) for row in file.rows if row.code and not self._is_over(row))
        self.state: dict[str, str] = {}  # key → "doing", "good", "bad", "over"

    def done(self) -> Compared:
        for row in self.out.file.rows:
            self._place(row)
        self._ended()
        self._missing()
        return self.out

    def _is_over(self, row: Foreign) -> bool:
        try:
            return bool(row.ended) and date.fromisoformat(row.ended[:10]) <= self.out.on
        except ValueError:
            return False

    def _place(self, row: Foreign) -> str:
        """Superiors first; what is in question takes what is below it with it."""
        known = self.state.get(row.key)
        if known == "doing":
            self._ask(row, "circle")
            return "bad"
        if known:
            return known
        self.state[row.key] = "doing"
        self.state[row.key] = "over" if self._is_over(row) else self._placed(row)
        return self.state[row.key]

    def _placed(self, row: Foreign) -> str:
        fault = self._fault(row)
        if fault:
            self._ask(row, fault)
            return "bad"
        above, fault = self._superior(row)
        if fault:
            self._ask(row, fault)
            return "bad"
        candidates = self._candidates(row, above)
        if len(candidates) > 1:
            self._ask(row, "several_units")
            return "bad"
        if candidates:
            self.out.matched[row.key] = candidates[0]
            self._differences(row, candidates[0], above)
            return "good"
        if needed := self._lacks(row):
            self._ask(row, needed)
            return "bad"
        self.out.new.append(row)
        self.out.differences.append(Difference("new", row.code, row.label, there=row.label))
        return "good"

    def _fault(self, row: Foreign) -> str:
        if row.faults:
            return row.faults[0]
        if not row.name:
            return "no_name"
        if self.keys[row.key] > 1:
            return "key_twice"
        if row.code and self.codes[row.structure, row.code] > 1:
            return "code_twice"
        if max(len(row.name), len(row.kind)) > 200 or len(row.code) > 40:
            return "too_long"
        if row.ended and not _is_day(row.ended):
            return "ended_invalid"
        return "" if all(_number(one["value"]) is not None for one in row.figures.values()) else "figure_invalid"

    def _lacks(self, row: Foreign) -> str:
        if not row.kind:
            return "no_kind"
        return "" if row.structure in STRUCTURES else "no_structure"

    def _superior(self, row: Foreign) -> tuple[UnitRow | Foreign | None, str]:
        """The superior in the ledger, else in the file; what is wrong with it."""
        if not row.parent:
            return None, ""
        above = self.rows.get(row.parent)
        if above is None or above.key == row.key:
            known = self.by_code.get(row.parent, [])
            own = [one for one in known if one.structure == (row.structure or one.structure)] or known
            if above is not None:
                return None, "circle"
            return (own[0], "") if len(own) == 1 else (None, "parent_unknown")
        if self._place(above) != "good":
            return None, "parent_in_question"
        return self.out.matched.get(above.key, above), ""

    def _candidates(self, row: Foreign, above: UnitRow | Foreign | None) -> list[UnitRow]:
        if row.code:
            found = self.by_code.get(row.code, [])
            return [one for one in found if not row.structure or one.structure == row.structure]
        if isinstance(above, Foreign):
            return []
        parent = above.id if above else None
        found = self.by_name.get((parent, row.kind.casefold(), row.name.casefold()), [])
        return [one for one in found if not row.structure or one.structure == row.structure]

    def _differences(self, row: Foreign, unit: UnitRow, above: UnitRow | Foreign | None) -> None:
        before = len(self.out.differences)
        if row.name != unit.name:
            self._differ("name", row, unit.name, row.name)
        if row.kind and row.kind != unit.kind:
            self._differ("kind", row, unit.kind, row.kind)
        parent = above.id if isinstance(above, UnitRow) else None
        if above is not None and parent != unit.parent_id:
            there = above.full_name if isinstance(above, UnitRow) else above.label
            self._differ("superior", row, unit.superior, there)
        for name, stated in row.figures.items():
            own = getattr(unit, name)
            if own is None or Decimal(own) != _number(stated["value"]):
                self._differ("figures", row, f"{name}: {'–' if own is None else own}", f"{name}: {stated['value']}")
        self.out.same += before == len(self.out.differences)

    def _differ(self, kind: Kind, row: Foreign, here: str, there: str) -> None:
        self.out.changed[row.key].add(kind)
        self.out.differences.append(Difference(kind, row.code, row.label, here, there))

    def _ask(self, row: Foreign, fault: str) -> None:
        self.out.differences.append(Difference("question", row.code, row.label, fault=fault))

    def _ended(self) -> None:
        """The file says that it is no more, the ledger has it: to be decided by somebody, with who takes over."""
        going_on = {unit.id for unit in self.out.matched.values()}
        for row in self.out.file.rows:
            if self.state.get(row.key) != "over" or not row.code:
                continue
            for unit in self.by_code.get(row.code, []):
                if unit.id not in going_on and unit.structure == (row.structure or unit.structure):
                    told = f"{unit.full_name} ({unit.code})"
                    self.out.differences.append(Difference("ended", row.code, told, told, row.ended))

    def _missing(self) -> None:
        """Units of the ledger below the tops of the file, in its structures, that the file does not have."""
        matched = {unit.id: unit for unit in self.out.matched.values()}
        tops = {unit.id for unit in matched.values() if unit.parent_id not in matched}
        structures = {unit.structure for unit in matched.values()}
        told = {one.code for one in self.out.of_kind("ended")} | {one.code for one in self.out.of_kind("question")}
        for unit in _below(self.here, tops):
            if unit.id not in matched and unit.structure in structures and unit.code not in told - {""}:
                label = f"{unit.full_name} ({unit.code or '–'})"
                self.out.differences.append(Difference("missing", unit.code or "", label, here=label))


def _below(here: Iterable[UnitRow], tops: set[int]) -> list[UnitRow]:
    under: dict[int | None, list[UnitRow]] = defaultdict(list)
    for unit in here:
        under[unit.parent_id].append(unit)
    found: list[UnitRow] = []
    waiting = sorted(tops)
    while waiting:
        below = under[waiting.pop(0)]
        found += below
        waiting += [unit.id for unit in below]
    return found


def _is_day(text: str) -> bool:
    try:
        date.fromisoformat(text[:10])
    except ValueError:
        return False
    return True


def _number(text: str) -> Decimal | None:
    try:
        value = Decimal(text)
    except InvalidOperation:
        return None
    return value if value.is_finite() and value >= 0 else None
