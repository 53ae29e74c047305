"""tinhgon plan: units against the standards of a day, and a grouping of units held against the rules."""

from __future__ import annotations

import csv
import json
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from tinhgon.basis.asof import AsOf, parse_day
from tinhgon.basis.errors import BadInput, gettext_noop
from tinhgon.cli import ledgers, output
from tinhgon.cli.commands import FILE, Day, command, command_group, in_format, option
from tinhgon.cli.output import line, shown_day, shown_number
from tinhgon.cli.words import gettext

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from tinhgon.planning.judging import Grouped, PlanJudged
    from tinhgon.planning.standards import Measured, Meets
    from tinhgon.registers.units.queries.units import UnitRow

plan = command_group(
    "plan", vi="Phương án sắp xếp đơn vị: tiêu chuẩn, xét một phương án.", en="Plans of merging units."
)
MOST = 4 * 1024 * 1024
ANSWERS = {
    "met": gettext_noop("đạt"), "not_met": gettext_noop("không đạt"), "exempt": gettext_noop("không phải xét"),
    "unknown": gettext_noop("chưa biết"),
}  # fmt: skip
_HEADERS = (
    gettext_noop("Mã"), gettext_noop("Đơn vị"), gettext_noop("Diện tích (km²)"), gettext_noop("Dân số"),
    gettext_noop("Tiêu chuẩn"), gettext_noop("Theo trường hợp"),
)  # fmt: skip
_STATED = ("terrain", "reduction", "ward_of", "province_kind")


def _rules(function: Any) -> Any:
    return option("--rules", default="", metavar="N", vi="theo nghị quyết 112/2025, 76/2025, 1211/2016 [theo ngày]",
                  en="by resolution 112/2025, 76/2025, 1211/2016 [by day]")(function)  # fmt: skip


@command(
    "standards", group=plan, vi="Xã, phường nào đạt tiêu chuẩn diện tích, dân số; điều sổ không ghi là chưa biết.",
    en="Which communes and wards meet the standards; what the books do not state is not known.",
)  # fmt: skip
@option("--on", type=Day(), vi="ngày cần hỏi [hôm nay]", en="the day asked about [today]")
@option("--under", default=None, metavar="CODE", vi="chỉ dưới đơn vị mã này", en="only under this unit")
@_rules
@option("--facts", type=FILE, metavar="CSV", vi="điều người ta nêu thêm: code,terrain,reduction,ward_of,province_kind",
        en="what somebody states besides: code,terrain,reduction,ward_of,province_kind")  # fmt: skip
@in_format("table", "json", "csv")
def standards(*, on: date | None, under: str | None, rules: str, facts: Path | None, shape: str) -> None:
    ledgers.enter_or_demo()
    from tinhgon.planning.standards import counts, judged, rule_of

    as_of = AsOf(on or ledgers.today())
    rule, _day = rule_of(rules, as_of.on)
    rows = _communes(as_of, under)
    stated = _stated(facts)
    answers = judged([_measured(row, stated.get(row.code or "", {})) for row in rows], rules=rules, on=as_of.on)
    if shape == "json":
        output.write_json({
            "on": as_of.on, "rules": rule.cite, "counts": counts(answers),
            "units": [{**_unit(row), "meets": _meets(one)} for row, one in zip(rows, answers, strict=True)],
        })  # fmt: skip
        return
    cells = [
        (row.code or "", f"{row.kind} {row.name}", str(row.area_km2 or "–"), str(row.population or "–"),
         gettext(ANSWERS[one.answer]), _cases(one))
        for row, one in zip(rows, answers, strict=True)
    ]  # fmt: skip
    if shape == "csv":
        output.write_csv(_HEADERS, cells)
        return
    line(f"{shown_day(as_of.on)}. {rule.cite}.")
    output.write_table(_HEADERS, cells, right=frozenset({2, 3}))
    told = "; ".join(f"{gettext(ANSWERS[code])}: {shown_number(count)}" for code, count in counts(answers).items())
    line(gettext("{count} đơn vị: {told}.").format(count=shown_number(len(rows)), told=told))


@command(
    "judge", group=plan, vi="Xét một phương án (JSON: groups, mỗi nhóm có members); mã kết thúc 1 khi vi phạm.",
    en="Judge a grouping (JSON: groups, each with members); exit code 1 when a rule is broken.",
)  # fmt: skip
@click.argument("file", type=FILE)
@option("--on", type=Day(), vi="ngày [on trong tệp, hoặc hôm nay]", en="the day [on of the file, or today]")
@_rules
@in_format("json", "table")
def judge(*, file: Path, on: date | None, rules: str, shape: str) -> None:
    ledgers.enter_or_demo()
    from tinhgon.planning.judging import judge as judged
    from tinhgon.planning.places import borders_of

    told = _read(file)
    as_of = AsOf(on or _day(told) or ledgers.today())
    groups = [_group(one, number) for number, one in enumerate(told["groups"], start=1)]
    area = [str(code) for code in told.get("area", ())] if isinstance(told.get("area", ()), list) else []
    units = {row.code: row for row in _communes(as_of, None) if row.code}
    covered = {row.code for code in area for row in _communes(as_of, code) if row.code}
    one_of_each_superior = {units[code].parent_id: code for one in groups for code in one.members if code in units}
    borders = borders_of(as_of, one_of_each_superior.values())
    found = judged(groups, units, borders=borders, rules=rules or str(told.get("rules") or ""), on=as_of.on,
                   area=covered)  # fmt: skip
    if shape == "json":
        output.write_json(_judged(found, as_of, area, rules or told.get("rules") or ""))
    else:
        _tell(found)
    if found.broken:
        raise SystemExit(1)


def _communes(as_of: AsOf, under: str | None) -> list[UnitRow]:
    from tinhgon.planning.options import communes

    return communes(as_of, under)


def _measured(row: UnitRow, stated: Mapping[str, str]) -> Measured:
    from tinhgon.planning.standards import Measured

    return Measured(kind=row.kind, area_km2=row.area_km2, population=row.population, stated=stated)


def _stated(file: Path | None) -> dict[str, dict[str, str]]:
    """What somebody states of units, by code; an empty cell states nothing. Raises BadInput for another column."""
    if file is None:
        return {}
    with file.open(encoding="utf-8-sig", newline="") as source:
        rows = list(csv.DictReader(source))
    other = {name for row in rows for name in row if name not in ("code", *_STATED)}
    if other:
        raise BadInput("facts_columns", gettext_noop("Cột lạ: {names}; có: code, {known}."),
                       names=", ".join(map(str, sorted(map(str, other)))), known=", ".join(_STATED))  # fmt: skip
    return {row["code"]: {name: row[name].strip() for name in _STATED if (row.get(name) or "").strip()} for row in rows}


def _read(file: Path) -> dict[str, Any]:
    if not file.is_file() or file.stat().st_size > MOST:
        raise BadInput("plan_file", gettext_noop("Không có tệp {file}, hoặc tệp quá lớn."), file=str(file))
    try:
        told = json.loads(file.read_text(encoding="utf-8-sig"))
    except (ValueError, RecursionError):
        raise BadInput("plan_json", gettext_noop("{file} không phải JSON."), file=file.name) from None
    if not isinstance(told, dict) or not isinstance(told.get("groups"), list) or not told["groups"]:
        raise BadInput("plan_groups", gettext_noop("{file}: cần groups, danh sách các nhóm."), file=file.name)
    return told


def _day(told: Mapping[str, Any]) -> date | None:
    return parse_day(str(told["on"]), where="on") if told.get("on") else None


def _group(told: Any, number: int) -> Grouped:
    """One group of the file. Raises BadInput naming the group."""
    from tinhgon.planning.judging import Grouped

    members = told.get("members") if isinstance(told, dict) else None
    if not isinstance(members, list) or not members or not all(isinstance(one, str | int) for one in members):
        raise BadInput("plan_members", gettext_noop("Nhóm {number}: cần members, danh sách mã đơn vị."), number=number)
    return Grouped(
        members=tuple(str(one) for one in members), seat=str(told.get("seat") or ""), kind=str(told.get("kind") or ""),
        name=str(told.get("name") or ""), stated={name: str(told[name]) for name in _STATED if told.get(name)},
    )  # fmt: skip


def _unit(row: UnitRow) -> dict[str, Any]:
    return {
        "code": row.code,
        "kind": row.kind,
        "name": row.name,
        "area_km2": row.area_km2,
        "population": row.population,
    }


def _meets(one: Meets) -> dict[str, Any]:
    return {
        "answer": one.answer, "area_floor": [str(floor) for floor in one.area_floor],
        "population_floor": list(one.population_floor), "met_in": [dict(case) for case in one.met_in],
        "cases": len(one.asked), "no_figure": [dict(case) for case in one.no_figure],
        "lacking": list(one.lacking), "citation": one.citation,
    }  # fmt: skip


def _cases(one: Meets) -> str:
    """'đạt ở 2 trong 6 trường hợp' where the answer hangs on what is not known."""
    if one.answer != "unknown":
        return ""
    if one.lacking or not one.asked:
        return gettext("thiếu số liệu") if one.lacking else gettext("không có tiêu chuẩn cho loại này")
    return gettext("đạt ở {met} trong {asked} trường hợp").format(met=len(one.met_in), asked=len(one.asked))


def _judged(found: PlanJudged, as_of: AsOf, area: Sequence[str], rules: str) -> dict[str, Any]:
    from tinhgon.planning.standards import counts

    people = [one.population for one in found.groups]
    areas = [one.area_km2 for one in found.groups]
    return {
        "area": list(area), "on": as_of.on, "rules": rules or None,
        "groups": [
            {"members": list(one.group.members), "seat": one.group.seat or None, "name": one.group.name or None,
             "kind": one.kind or None, "population": one.population, "area_km2": one.area_km2,
             "connected": one.connected, "meets": _meets(one.meets)}
            for one in found.groups
        ],
        "totals": {"groups": len(found.groups), "members": sum(len(one.group.members) for one in found.groups),
                   "population": None if None in people else sum(one or 0 for one in people),
                   "area_km2": None if None in areas else sum((one or Decimal(0) for one in areas), Decimal(0)),
                   **counts(one.meets for one in found.groups)},
        "conflicts": [
            {"rule": one.rule, "group": one.group, "unit": one.unit, "message": one.sentence(gettext),
             "citation": one.citation} for one in found.broken
        ],
    }  # fmt: skip


def _tell(found: PlanJudged) -> None:
    for number, one in enumerate(found.groups, start=1):
        line(f"{number}. {one.group.name or ', '.join(one.group.members)}: {one.area_km2 or '–'} km², "
             f"{shown_number(one.population) if one.population is not None else '–'}; "
             f"{gettext(ANSWERS[one.meets.answer])} {_cases(one.meets)}".rstrip())  # fmt: skip
    for broken in found.broken:
        line(f"✗ {broken.sentence(gettext)} {broken.citation}".rstrip())
