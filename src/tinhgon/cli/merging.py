"""tinhgon plan merge: communes of an area brought into groups by the standards, with two bounds."""

from __future__ import annotations

import csv
import math
import time
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from tinhgon.basis.asof import AsOf
from tinhgon.basis.errors import BadInput, gettext_noop
from tinhgon.cli import ledgers, output
from tinhgon.cli.commands import FILE, Day, command, in_format, option
from tinhgon.cli.planning import _meets, _rules, _stated, plan
from tinhgon.cli.words import gettext

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from tinhgon.planning.judging import PlanJudged
    from tinhgon.planning.merging import CodePins, Merged
    from tinhgon.registers.units.queries.units import UnitRow

PINS = ("together", "apart", "keep", "seat")
_HEADERS = (
    gettext_noop("Nhóm"),
    gettext_noop("Mã"),
    gettext_noop("Đơn vị"),
    gettext_noop("Trụ sở"),
    gettext_noop("Tiêu chuẩn"),
)


@command(
    "merge",
    group=plan,
    vi="Lập phương án nhập xã, phường của một vùng; không có phương án thì nêu ràng buộc nào vướng.",
    en="A plan of merging the communes of an area; where there is none, which constraints stand in the way.",
)
@option("--area", required=True, metavar="CODE[,CODE]", vi="mã tỉnh, huyện", en="codes of provinces, districts")
@option("--on", type=Day(), vi="ngày [hôm nay]", en="the day [today]")
@_rules
@option(
    "--groups",
    type=click.IntRange(1, 5000),
    default=None,
    vi="số đơn vị mới [ít nhất đơn vị dưới chuẩn, nhiều nhất đơn vị còn lại]",
    en="how many new units [fewest below standard, then most units]",
)
@option(
    "--pin",
    type=FILE,
    default=None,
    metavar="CSV",
    vi="ràng buộc: pin,code,other; pin là together, apart, keep, seat",
    en="constraints: pin,code,other; pin is together, apart, keep, seat",
)
@option(
    "--facts",
    type=FILE,
    metavar="CSV",
    vi="điều người ta nêu thêm: code,terrain,reduction,ward_of,province_kind",
    en="what somebody states besides: code,terrain,reduction,ward_of,province_kind",
)
@option(
    "--seconds",
    type=click.FloatRange(0.1, 3600),
    default=None,
    vi="dừng sau chừng này giây [theo lượng việc]",
    en="stop after so many seconds [by work]",
)
@option("--seed", type=click.IntRange(0, 2**31 - 1), default=1, vi="hạt giống", en="seed")
@in_format("json", "csv")
def merge(
    *,
    area: str,
    on: date | None,
    rules: str,
    groups: int | None,
    pin: Path | None,
    facts: Path | None,
    seconds: float | None,
    seed: int,
    shape: str,
) -> None:
    ledgers.enter_or_demo()
    from tinhgon.planning.judging import judge
    from tinhgon.planning.merging import linked
    from tinhgon.planning.merging import merge as merged
    from tinhgon.planning.options import area_of

    as_of, began = AsOf(on or ledgers.today()), time.monotonic()
    codes = [code.strip() for code in area.split(",") if code.strip()]
    ground = area_of(as_of, codes)
    rows, stated = ground.units, _stated(facts)
    found = merged(
        list(rows.values()),
        ground.points,
        ground.borders,
        rules=rules,
        on=as_of.on,
        groups=groups,
        pins=_pins(pin),
        stated=stated,
        seconds=seconds,
        seed=seed,
    )
    spent = round(time.monotonic() - began, 2)
    borders = linked(ground.borders, found.bridges)
    told = judge(found.groups, rows, borders=borders, rules=rules, on=as_of.on, area=rows)
    if shape == "json":
        output.write_json(_json(found, told, rows, area=codes, as_of=as_of, rules=rules, spent=spent, seed=seed))
    elif found.plan:
        output.write_csv(
            _HEADERS,
            [
                (
                    str(number),
                    code,
                    f"{rows[code].kind} {rows[code].name}",
                    "x" if code == one.group.seat else "",
                    one.meets.answer,
                )
                for number, one in enumerate(told.groups, start=1)
                for code in one.group.members
            ],
        )
    if found.plan is None:
        raise BadInput("plan_impossible", "{reasons}", reasons=" ".join(_reasons(found, rows)))


def _pins(file: Path | None) -> CodePins:
    """Raises BadInput naming the row."""
    from tinhgon.planning.merging import CodePins

    if file is None:
        return CodePins()
    found: dict[str, list[Any]] = {name: [] for name in PINS}
    with file.open(encoding="utf-8-sig", newline="") as source:
        for number, row in enumerate(csv.DictReader(source), start=2):
            pin, code, other = ((row.get(name) or "").strip() for name in ("pin", "code", "other"))
            if pin not in PINS or not code or (pin in ("together", "apart")) != bool(other) or code == other:
                raise BadInput(
                    "plan_pin",
                    gettext_noop("Dòng {row}: cần pin ({known}), code; together, apart cần thêm other là mã khác."),
                    row=number,
                    known=", ".join(PINS),
                )
            found[pin].append((code, other) if other else code)
    return CodePins(**{name: tuple(values) for name, values in found.items()})


def _reasons(found: Merged, rows: Mapping[str, UnitRow]) -> list[str]:
    from tinhgon.planning.merging import reason_told

    return [reason_told(reason, rows, gettext) for reason in found.reasons]


def _json(
    found: Merged,
    told: PlanJudged,
    units: Mapping[str, UnitRow],
    *,
    area: Sequence[str],
    as_of: AsOf,
    rules: str,
    spent: float,
    seed: int,
) -> dict[str, Any]:
    from tinhgon.planning.standards import counts

    plan = found.plan
    return {
        "area": list(area),
        "on": as_of.on,
        "rules": rules or None,
        "seed": seed,
        "groups": [
            {
                "members": list(one.group.members),
                "seat": one.group.seat,
                "kind": one.kind or None,
                "name": one.group.name or None,
                "population": one.population,
                "area_km2": one.area_km2,
                "meets": _meets(one.meets),
                "cost": {"thousand_people_km": round(cost, 3), "furthest_km": round(far, 2)},
            }
            for one, (cost, far) in zip(told.groups, found.km, strict=True)
        ],
        "totals": {
            "groups": len(told.groups),
            "members": sum(len(one.group.members) for one in told.groups),
            **counts(one.meets for one in told.groups),
            "thousand_people_km": round(plan.cost, 3) if plan else None,
            "mean_km": found.mean_km and round(found.mean_km, 3),
            "p95_km": found.p95_km and round(found.p95_km, 2),
            "people_estimated": list(found.estimated),
            "bridges": [list(pair) for pair in found.bridges],
        },
        "bound": {
            "all_groupings": _rounded(plan.bound if plan else None),
            "groups_looked_at": _rounded(plan.columns_bound if plan else None),
        },
        "covers": {
            "groups_looked_at": plan.looked_at if plan else 0,
            "all": bool(plan and plan.all_looked_at),
            "proven": bool(plan and plan.proven),
            "stopped_by_time": bool(plan and plan.by_time),
        },
        "seconds": spent,
        "conflicts": [
            {"rule": rule, "units": list(named), "relax": relax, "message": message}
            for (rule, named, relax), message in zip(found.reasons, _reasons(found, units), strict=True)
        ],
    }


def _rounded(value: float | None) -> float | None:
    return None if value is None or not math.isfinite(value) else round(value, 3)
