"""A table of successions becomes draft decisions: the provincial one, then one for each resolution, with clauses."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from itertools import groupby
from pathlib import Path

from tinhgon.basis.text import joined
from tinhgon.importing.drafts import Drafts, Left
from tinhgon.importing.successions import (
    ListedUnit,
    ProvinceSuccession,
    Succession,
    by_resolution,
    read_provinces,
    read_successions,
    read_units,
)
from tinhgon.ledger.document import Basis, Document
from tinhgon.ledger.effect import Effect
from tinhgon.registers.units.effects.change_codes import ChangeCodes, CodeChange
from tinhgon.registers.units.effects.change_kind import ChangeKind
from tinhgon.registers.units.effects.dissolve_units import DissolveUnits
from tinhgon.registers.units.effects.merge_units import MergeUnits
from tinhgon.registers.units.effects.move_units import MoveUnits
from tinhgon.registers.units.effects.rename_unit import RenameUnit
from tinhgon.registers.units.payloads import (
    NewUnit,
    Share,
    UnitRef,
)
from tinhgon.registers.units.terms import Source

OPERATES_FROM = date(2025, 7, 1)
PROVINCES_SIGNED = date(2025, 6, 12)
COMMUNES_SIGNED = date(2025, 6, 16)
TWO_TIERS = "Luật 72/2025/QH15"
_REASON = (
    "chính quyền địa phương hai cấp, không tổ chức cấp huyện từ ngày 01/7/2025 "
    "(Nghị quyết 203/2025/QH15, Luật 72/2025/QH15)"
)
_PROVINCE_CLAUSE = {("202/2025/QH15", "92"): "Điều 1 khoản 19"}
_BASIS = ("Nghị quyết 203/2025/QH15", TWO_TIERS, "Nghị quyết 76/2025/UBTVQH15")
_COMMUNE_LEVEL = 3


def reorganisation(*, before: Path, after: Path, provinces: Path, successions: Sequence[Path]) -> Drafts:
    """Drafts of the reorganisation of 1 July 2025 from its tables (docs/formats.md), in signing order.

    Communes for which no table gives a succession stay as they are and are listed, and so are the districts that keep
    some of theirs. Raises BadInput naming file, row and remedy.
    """
    old, new = read_units(before), read_units(after)
    merged = read_provinces(provinces, before=old, after=new)
    rows = read_successions(successions, before=old, after=new)
    groups = by_resolution(rows)
    gone = _gone(rows)
    ending = _ending_districts(old, gone, groups)
    documents = _provincial(merged)
    deciding = {row.new.code: row.resolution for row in merged if row.resolution}
    for number, group in groups.items():
        documents.append(_resolution(number, group, ending.get(number, []), new, deciding))
    ended = {unit.code for units in ending.values() for unit in units}
    return Drafts(
        documents=tuple(documents),
        provinces_left=tuple(_left(row.old, "kept") for row in merged if not row.resolution),
        districts_left=tuple(_districts_left(old, gone, ended)),
        communes_left=tuple(_communes_left(old, gone, rows)),
    )


SHARE_ORDER: tuple[Share, ...] = ("full", "part", "remainder", "none")
"""As the texts name their sources: those taken whole first."""


# -- provinces ---------------------------------------------------------------------------------------------------------


def _provincial(rows: Iterable[ProvinceSuccession]) -> list[Document]:
    """One document for each resolution that merges provinces; what is under the old ones goes with them."""
    groups: dict[str, dict[str, list[ProvinceSuccession]]] = defaultdict(lambda: defaultdict(list))
    for row in rows:
        if row.resolution:
            groups[row.resolution][row.new.code].append(row)
    documents = []
    for number, units in sorted(groups.items()):
        effects = [
            MergeUnits(
                clause=parts[0].clause or _PROVINCE_CLAUSE.get((number, code), "Điều 1"),
                sources=tuple(Source(unit=_ref(row.old)) for row in parts),
                into=_new(parts[0].new, parent=None),
            )
            for code, parts in units.items()
        ]
        documents.append(
            Document(
                number=number, kind="nghị quyết", issuer="Quốc hội",
                signed_on=PROVINCES_SIGNED, effective_on=PROVINCES_SIGNED, operates_from=OPERATES_FROM,
                subject="Về việc sắp xếp đơn vị hành chính cấp tỉnh", effects=tuple(effects),
            )
        )  # fmt: skip
    return documents


# -- communes ----------------------------------------------------------------------------------------------------------


def _resolution(
    number: str,
    rows: Sequence[Succession],
    districts: Sequence[ListedUnit],
    after: Mapping[str, ListedUnit],
    deciding: Mapping[str, str],
) -> Document:
    """One resolution: its clauses in their order, then the districts that have nothing left under them."""
    ordered = sorted(rows, key=lambda row: (row.place, row.clause, row.line.file, row.line.number))
    effects: list[Effect] = []
    spelt: list[str] = []
    for clause, group in groupby(ordered, key=lambda row: row.clause):
        effects += _clause(clause, list(group), after, spelt)
    if districts:
        refs = tuple(_ref(district) for district in districts)
        effects.append(DissolveUnits(clause=TWO_TIERS, units=refs, reason=_REASON, ground="inferiors"))
    above = {row.new.parent_code: after[row.new.parent_code] for row in rows if row.new.parent_code}
    names = joined([f"{unit.kind} {unit.name}" for unit in above.values()]) if above else "cả nước"
    basis = list(dict.fromkeys(deciding[code] for code in above if code in deciding))
    note = f"Tên ghi theo nghị quyết, danh mục trước đó ghi khác: {'; '.join(spelt)}." if spelt else ""
    return Document(
        number=number, kind="nghị quyết", issuer="Ủy ban Thường vụ Quốc hội",
        signed_on=COMMUNES_SIGNED, effective_on=COMMUNES_SIGNED, operates_from=OPERATES_FROM,
        subject=f"Về việc sắp xếp các đơn vị hành chính cấp xã của {names} năm 2025",
        basis=tuple(Basis(number=one) for one in (*_BASIS, *(f"Nghị quyết {one}" for one in basis))),
        note=note, effects=tuple(effects),
    )  # fmt: skip


def _clause(clause: str, rows: list[Succession], after: Mapping[str, ListedUnit], spelt: list[str]) -> list[Effect]:
    effects: list[Effect] = []
    forming = [row for row in rows if row.role == "forms"]
    for _, group in groupby(forming, key=lambda row: row.new.code):
        effects.append(_forming(clause, list(group), after))
    kept = [row for row in rows if row.role != "forms"]
    for code, group in groupby(sorted(kept, key=lambda row: row.new.parent_code), key=lambda row: row.new.parent_code):
        units = [row.old for row in group if row.old.parent_code != code or row.old.level != row.new.level]
        if units and code:
            refs = tuple(_ref(unit) for unit in units)
            effects.append(MoveUnits(clause=clause, units=refs, parent=_ref(after[code])))
    for row in kept:
        effects += _differences(row, spelt)
    return effects


def _forming(clause: str, rows: list[Succession], after: Mapping[str, ListedUnit]) -> MergeUnits:
    sources = tuple(
        Source(unit=_ref(row.old), area_share=row.area_share, population_share=row.population_share)
        for row in sorted(rows, key=lambda row: SHARE_ORDER.index(row.area_share))
    )
    into = _new(rows[0].new, parent=after.get(rows[0].new.parent_code))
    return MergeUnits(clause=clause, sources=sources, into=into)


def _differences(row: Succession, spelt: list[str]) -> list[Effect]:
    """What else is different of a unit that keeps its extent: kind, name, code, in this order."""
    old, new = row.old, row.new
    effects: list[Effect] = []
    if old.kind != new.kind:
        effects.append(ChangeKind(clause=row.clause, unit=_ref(old), to_kind=new.kind, to_name=_other(old, new)))
    elif old.name != new.name:
        effects.append(RenameUnit(clause=row.clause, unit=_ref(old), name=new.name))
    if old.name != new.name and row.role == "unchanged":
        spelt.append(f"{new.name} ({new.code}), trước ghi {old.name}")
    if old.code != new.code:
        effects.append(ChangeCodes(clause=row.clause, changes=(CodeChange(unit=_ref(old), code=new.code),)))
    return effects


def _other(old: ListedUnit, new: ListedUnit) -> str | None:
    return new.name if new.name != old.name else None


# -- what goes and what stays ------------------------------------------------------------------------------------------


def _gone(rows: Iterable[Succession]) -> dict[str, str]:
    """Old units that end or leave their district, each with the last resolution that says so."""
    gone: dict[str, str] = {}
    for number, group in by_resolution(rows).items():
        for row in group:
            if row.role != "forms" or row.area_share in ("full", "remainder"):
                gone[row.old.code] = number
    return gone


def _ending_districts(
    old: Mapping[str, ListedUnit], gone: Mapping[str, str], order: Iterable[str]
) -> dict[str, list[ListedUnit]]:
    """Districts all of whose communes go, under the resolution by which the last of them goes."""
    places = {number: place for place, number in enumerate(order)}
    under: dict[str, list[str]] = defaultdict(list)
    for unit in old.values():
        if unit.level == _COMMUNE_LEVEL:
            under[unit.parent_code].append(unit.code)
    ending: dict[str, list[ListedUnit]] = defaultdict(list)
    for district, communes in sorted(under.items()):
        if all(code in gone for code in communes):
            last = max((gone[code] for code in communes), key=lambda number: places[number])
            ending[last].append(old[district])
    return ending


def _communes_left(
    old: Mapping[str, ListedUnit], gone: Mapping[str, str], rows: Iterable[Succession]
) -> Iterable[Left]:
    named = {row.old.code for row in rows}
    for unit in old.values():
        if unit.level == _COMMUNE_LEVEL and unit.code not in gone:
            yield _left(unit, "part_only" if unit.code in named else "no_succession")


def _districts_left(old: Mapping[str, ListedUnit], gone: Mapping[str, str], ended: set[str]) -> Iterable[Left]:
    above = {unit.parent_code for unit in old.values() if unit.level == _COMMUNE_LEVEL}
    for unit in old.values():
        if unit.level == _COMMUNE_LEVEL - 1 and unit.code not in ended and unit.code not in gone:
            yield _left(unit, "has_communes" if unit.code in above else "no_succession")


def _left(unit: ListedUnit, reason: str) -> Left:
    return Left(unit.code, unit.name, unit.kind, unit.parent_code, reason)


def _ref(unit: ListedUnit) -> UnitRef:
    return UnitRef(code=unit.code, name=unit.name, kind=unit.kind)


def _new(unit: ListedUnit, *, parent: ListedUnit | None) -> NewUnit:
    return NewUnit(
        code=unit.code,
        name=unit.name,
        kind=unit.kind,
        parent=_ref(parent) if parent else None,
        area_km2=unit.area_km2,
        population=unit.population,
    )
