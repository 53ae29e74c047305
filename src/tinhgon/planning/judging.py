"""A grouping of communes, however it was made, held against the rules: each broken one by group, unit, article."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from tinhgon.basis.errors import fill
from tinhgon.basis.errors import gettext_noop as _
from tinhgon.planning.standards import NOT_MET, Measured, Meets, judged
from tinhgon.registers.units.queries.units import UnitRow

NQ76 = "Nghị quyết 76/2025/UBTVQH15"
BROKEN: Mapping[str, str] = {
    "member_unknown": _("{unit} không phải xã, phường, thị trấn có vào ngày {on}."),
    "member_twice": _("{unit} có ở hai nhóm."),
    "left_out": _("{unit} chưa ở nhóm nào."),
    "not_connected": _("Nhóm {group} không liền nhau: {unit} không giáp phần còn lại."),
    "seat_elsewhere": _("Trụ sở {unit} không thuộc nhóm {group}."),
    "below_standard": _("Nhóm {group} không đạt tiêu chuẩn diện tích, dân số."),
}
"""Rule -> the sentence."""


@dataclass(frozen=True, kw_only=True)
class Grouped:
    """One group as it was given: codes, where the seat is, the kind and name of the new unit, what is stated of it."""

    members: tuple[str, ...]
    seat: str = ""
    kind: str = ""
    name: str = ""
    stated: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class Broken:
    """One rule that the grouping breaks; `group` counts from 1, 0 where it is of the whole."""

    rule: str
    group: int
    unit: str = ""
    citation: str = ""
    on: str = ""

    def sentence(self, translate: Any = str) -> str:
        """In words."""
        return fill(translate(BROKEN[self.rule]), {"group": self.group, "unit": self.unit, "on": self.on})


@dataclass(frozen=True, kw_only=True)
class GroupJudged:
    """What a group comes to: figures (None where a member states none), the standards, whether it hangs together (None:
    the published borders do not tell)."""

    group: Grouped
    kind: str
    area_km2: Decimal | None
    population: int | None
    meets: Meets
    connected: bool | None


@dataclass(frozen=True, kw_only=True)
class PlanJudged:
    """The whole grouping."""

    groups: tuple[GroupJudged, ...]
    broken: tuple[Broken, ...]


def judge(
    groups: Sequence[Grouped], units: Mapping[str, UnitRow], *, borders: Collection[tuple[str, str]], rules: str = "",
    on: date, area: Iterable[str] = (),
) -> PlanJudged:  # fmt: skip
    """Every group held against the standards of the day or of `rules`. `units` are the communes of the books by code on
    the day, `area` the codes that must each be in a group. Raises UnknownReference for rules that are not there."""
    measured = [_measured(group, units) for group in groups]
    meets = judged(measured, rules=rules, on=on)
    told = tuple(
        GroupJudged(
            group=group, kind=one.kind, area_km2=one.area_km2, population=one.population, meets=answer,
            connected=_connected(group, units, borders),
        )
        for group, one, answer in zip(groups, measured, meets, strict=True)
    )  # fmt: skip
    return PlanJudged(groups=told, broken=tuple(_broken(told, units, borders, on=on, area=area)))


def _measured(group: Grouped, units: Mapping[str, UnitRow]) -> Measured:
    """The sum of the members, none where one of them is not known; the kind that is stated, else theirs where they are
    all of one."""
    rows = [units[code] for code in dict.fromkeys(group.members) if code in units]
    areas, people = [row.area_km2 for row in rows], [row.population for row in rows]
    if len(rows) < len(set(group.members)):
        areas, people = [None], [None]
    kinds = {row.kind for row in rows}
    return Measured(
        kind=group.kind or (kinds.pop() if len(kinds) == 1 else ""),
        area_km2=sum((one for one in areas if one is not None), Decimal(0)) if rows and None not in areas else None,
        population=sum(one for one in people if one is not None) if rows and None not in people else None,
        merged=max(1, len(rows)),
        stated=group.stated,
    )


def _connected(group: Grouped, units: Mapping[str, UnitRow], borders: Collection[tuple[str, str]]) -> bool | None:
    """None where a member is reached from the first over no borders at all: its outlines may be published apart from
    theirs, or not yet."""
    members = [code for code in dict.fromkeys(group.members) if code in units]
    if not members or not _apart(members, borders):
        return True
    unreachable = _apart([*members, *{code for pair in borders for code in pair}], borders)
    return False if set(members).isdisjoint(unreachable) else None


def _apart(members: Sequence[str], borders: Collection[tuple[str, str]]) -> list[str]:
    """The members that cannot be reached from the first over borders within the group."""
    inside = set(members)
    beside: dict[str, set[str]] = {code: set() for code in members}
    for one, other in borders:
        if one in inside and other in inside:
            beside[one].add(other)
            beside[other].add(one)
    reached, ahead = {members[0]}, [members[0]]
    while ahead:
        for code in beside[ahead.pop()] - reached:
            reached.add(code)
            ahead.append(code)
    return [code for code in members if code not in reached]


def _broken(
    told: Sequence[GroupJudged], units: Mapping[str, UnitRow], borders: Collection[tuple[str, str]], *, on: date,
    area: Iterable[str],
) -> Iterator[Broken]:  # fmt: skip
    seen: set[str] = set()
    for number, one in enumerate(told, start=1):
        for code in one.group.members:
            if code not in units:
                yield Broken(rule="member_unknown", group=number, unit=code, on=f"{on:%d/%m/%Y}")
            elif code in seen:
                yield Broken(rule="member_twice", group=number, unit=_named(units[code]))
            seen.add(code)
        if one.group.seat and one.group.seat not in one.group.members:
            yield Broken(rule="seat_elsewhere", group=number, unit=one.group.seat)
        if one.connected is False:
            members = [code for code in dict.fromkeys(one.group.members) if code in units]
            for code in _apart(members, borders):
                yield Broken(rule="not_connected", group=number, unit=_named(units[code]), citation=NQ76)
        if one.meets.answer == NOT_MET:
            yield Broken(rule="below_standard", group=number, citation=one.meets.citation)
    for code in sorted(set(area) - seen):
        yield Broken(rule="left_out", group=0, unit=_named(units[code]) if code in units else code)


def _named(row: UnitRow) -> str:
    return f"{row.kind} {row.name} ({row.code})"
