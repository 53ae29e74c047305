"""Options of a plan side by side: any grouping of an area weighed the same way, and turned into clauses of a draft."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import Any

import numpy as np

from tinhgon.basis.asof import AsOf
from tinhgon.basis.errors import BadInput, UnknownReference
from tinhgon.basis.errors import gettext_noop as _
from tinhgon.planning.judging import Grouped, PlanJudged, judge
from tinhgon.planning.merging import CodePins, Merged, Point, ground, kind_of, linked, merge
from tinhgon.planning.places import borders_of, points_of
from tinhgon.planning.standards import KINDS
from tinhgon.registers.units.queries.extents import extent
from tinhgon.registers.units.queries.units import UnitRow, units

QUESTIONS: Mapping[str, str] = {
    "name": _("Tên của đơn vị mới: đã lấy tên đơn vị đặt trụ sở để có thể sửa; chưa phải tên được lấy ý kiến."),
    "code": _("Mã của đơn vị mới do cơ quan thống kê cấp; mã cũ không dùng lại."),
    "seat": _("Trụ sở: phương án chỉ tính đường chim bay từ giữa mỗi đơn vị; đường sá, công sở chưa có trong sổ."),
    "bodies": _("Cơ quan, tổ chức đảng, Mặt trận, đoàn thể của các đơn vị được nhập: mỗi tổ chức một khoản."),
    "people": _("Người, vị trí, biên chế của các tổ chức ấy: xem danh sách còn lại trên bản xem trước."),
    "hamlets": _("Thôn, tổ dân phố: giữ nguyên, thuộc đơn vị mới, cho đến khi có quyết định khác."),
    "outlines": _("Ranh giới của đơn vị mới, sau khi quyết định có hiệu lực."),
}
"""What still needs a person's choice before an option can be signed."""


@dataclass(frozen=True, kw_only=True)
class Area:
    """The communes of an area on a day, by code, with what their outlines tell; `blank` have no outline."""

    as_of: AsOf
    units: Mapping[str, UnitRow]
    points: Mapping[str, Point]
    borders: frozenset[tuple[str, str]]
    blank: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Option:
    """A grouping weighed. Distances are in km from the middle of each unit to that of the seat, None where an outline
    is missing; `people` are those of the units that merge, None where one is not stated."""

    judged: PlanJudged
    merging: int
    fewer: int
    people: int | None
    mean_km: float | None = None
    p95_km: float | None = None
    balance: float | None = None
    estimated: tuple[str, ...] = ()
    bridges: tuple[tuple[str, str], ...] = ()
    furthest: tuple[float, ...] = field(default=())


SUPERIORS = _("Nhóm {group}: các đơn vị thuộc nhiều cấp trên; ghi cấp trên của đơn vị mới trong dự thảo.")


def several_superiors(area: Area, groups: Sequence[Grouped]) -> list[int]:
    """Numbers of the groups whose new unit needs its superior stated."""
    return [number for number, one in enumerate(groups, start=1)
            if len({area.units[code].parent_id for code in one.members if code in area.units}) > 1]  # fmt: skip


def communes(as_of: AsOf, under: str | None) -> list[UnitRow]:
    """Communes, wards, townships and special zones of the territory on the day, by code."""
    within = extent(under, as_of).unit_ids if under else None
    rows = [row for row in units(as_of, structure="territory")
            if row.kind in (*KINDS, "đặc khu") and (within is None or row.id in within)]  # fmt: skip
    return sorted(rows, key=lambda row: row.code or "")


def area_of(as_of: AsOf, codes: Sequence[str]) -> Area:
    """Raises UnknownReference for a code that is not there, or an area without communes on the day."""
    rows = {row.code: row for code in codes for row in communes(as_of, code) if row.code}
    if not rows:
        raise UnknownReference(
            "plan_area_empty",
            _("Vùng {area} không có xã, phường nào vào ngày {on}."),
            area=",".join(codes),
            on=f"{as_of.on:%d/%m/%Y}",
        )
    points = points_of(as_of, codes)
    return Area(
        as_of=as_of, units=rows, points=points, borders=borders_of(as_of, codes),
        blank=tuple(code for code in rows if code not in points),
    )  # fmt: skip


def proposed(
    area: Area, *, rules: str, groups: int | None = None, pins: CodePins | None = None, seconds: float | None = None
) -> Merged:
    """The planner's own grouping of the area."""
    return merge(list(area.units.values()), area.points, area.borders, rules=rules, on=area.as_of.on, groups=groups,
                 pins=pins, seconds=seconds)  # fmt: skip


def as_it_is(area: Area) -> list[Grouped]:
    """Every unit by itself."""
    return [Grouped(members=(code,), seat=code, kind=row.kind, name=row.name) for code, row in area.units.items()]


def weighed(area: Area, groups: Sequence[Grouped], *, rules: str) -> Option:
    """What a grouping comes to, however it was made."""
    merging = [code for one in groups if len(one.members) > 1 for code in one.members]
    stated = [area.units[code].population for code in merging if code in area.units]
    bare = Option(
        judged=judge(groups, area.units, borders=area.borders, rules=rules, on=area.as_of.on, area=area.units),
        merging=len(merging), fewer=len(merging) - sum(len(one.members) > 1 for one in groups),
        people=None if None in stated else sum(one or 0 for one in stated),
    )  # fmt: skip
    known = all(code in area.units for one in groups for code in one.members)
    if area.blank or not known or not groups:
        return bare
    rows = list(area.units.values())
    number = {code: index for index, code in enumerate(area.units)}
    laid = ground(rows, number, area.points, area.borders)
    codes = list(number)
    bridges = tuple((codes[one], codes[other]) for one, other in laid.bridges)
    far, weights, sums, furthest = [], [], [], []
    for one in groups:
        members = [number[code] for code in one.members]
        seat = number.get(one.seat, members[0])
        far.append(laid.km[members, seat])
        weights.append(laid.people[members])
        sums.append(laid.people[members].sum())
        furthest.append(float(far[-1].max()))
    km, weight = np.concatenate(far), np.concatenate(weights)
    order = km.argsort()
    return replace(
        bare,
        judged=judge(groups, area.units, borders=linked(area.borders, bridges), rules=rules, on=area.as_of.on,
                     area=area.units),
        mean_km=float((km * weight).sum() / weight.sum()),
        p95_km=float(km[order][np.searchsorted(weight[order].cumsum(), 0.95 * weight.sum())]),
        balance=float(np.std(sums) / np.mean(sums)),
        estimated=tuple(codes[unit] for unit in laid.estimated),
        bridges=bridges,
        furthest=tuple(furthest),
    )  # fmt: skip


def seated(area: Area, members: Sequence[str], seat: str = "") -> Grouped:
    """A group with the seat that is given, else the one of least people-km. Raises BadInput for an unknown code."""
    if not members or (unknown := [code for code in members if code not in area.units]):
        raise BadInput("plan_code_unknown", _("Phương án nêu mã {codes} không có trong vùng chọn."),
                       codes=", ".join(unknown[:5]) if members else "–")  # fmt: skip
    rows = {code: area.units[code] for code in dict.fromkeys(members)}
    if seat not in rows:
        seat = next(iter(rows))
        if len(rows) > 1 and all(code in area.points for code in rows):
            laid = ground(list(rows.values()), {code: n for n, code in enumerate(rows)}, area.points, ())
            seat = list(rows)[int((laid.people[:, None] * laid.km).sum(axis=0).argmin())]
    kind = kind_of([row.kind for row in rows.values()])
    name = area.units[seat].name if len(rows) == 1 else ""
    return Grouped(members=tuple(rows), seat=seat, kind=kind, name=name)


def moved(area: Area, groups: Sequence[Grouped], code: str, to: int) -> list[Grouped]:
    """A unit taken out of its group and put into the group of that number (from 1; 0: a group of its own)."""
    if code not in area.units or not 0 <= to <= len(groups):
        raise BadInput("plan_move", _("Chọn một đơn vị và nhóm sẽ chuyển đến."))
    lists = [[member for member in one.members if member != code] for one in groups]
    if to:
        lists[to - 1].append(code)
    else:
        lists.append([code])
    return [seated(area, sorted(members), groups[place].seat if place < len(groups) else "")
            for place, members in enumerate(lists) if members]  # fmt: skip


def clauses(area: Area, groups: Sequence[Grouped], names: Mapping[int, str]) -> list[dict[str, Any]]:
    """One merge_units clause for each group of two and more; `names` by number of the group, from 1. Figures are summed
    where every member states one. Raises BadInput where nothing merges."""
    found: list[dict[str, Any]] = []
    for number, one in enumerate(groups, start=1):
        if len(one.members) < 2:
            continue
        rows = [area.units[code] for code in one.members]
        into: dict[str, Any] = {"name": names.get(number) or area.units[one.seat].name, "kind": one.kind}
        source = f"cộng các đơn vị được nhập theo sổ ngày {area.as_of.on:%d/%m/%Y}"
        areas, people = [row.area_km2 for row in rows], [row.population for row in rows]
        if None not in areas:
            total = sum((one_area for one_area in areas if one_area is not None), Decimal(0))
            into["area_km2"] = {"value": str(total), "source": source}
        if None not in people:
            into["population"] = {"value": str(sum(count or 0 for count in people)), "source": source}
        found.append({
            "kind": "merge_units/1", "clause": f"Điều 1 khoản {len(found) + 1}",
            "sources": [{"unit": {"code": code, "structure": "territory"}} for code in one.members], "into": into,
        })  # fmt: skip
    if not found:
        raise BadInput("plan_nothing_merges", _("Phương án này không nhập đơn vị nào, nên không có gì để soạn."))
    return found
