"""tinhgon units, lineage: what is and what it came from; and what every command asks: as known when, and why."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

import click

from tinhgon.basis.asof import AsOf
from tinhgon.basis.errors import BadInput, Refusal, UnknownReference, gettext_noop
from tinhgon.cli import ledgers, output
from tinhgon.cli.commands import Day, OneOf, Whole, command, in_format, option
from tinhgon.cli.output import STRUCTURES, plain_number, shown_day, shown_number, shown_unit
from tinhgon.cli.words import gettext, sentence

if TYPE_CHECKING:
    from tinhgon.registers.units.queries import Step, UnitRow

COLUMNS = ("code", "name", "kind", "level", "parent_code", "area_km2", "population")
_HEADERS = (
    gettext_noop("Mã"), gettext_noop("Tên"), gettext_noop("Loại"), gettext_noop("Cấp"), gettext_noop("Cấp trên"),
    gettext_noop("Diện tích (km²)"), gettext_noop("Dân số"),
)  # fmt: skip
_STEP_HEADERS = (
    gettext_noop("Ngày"), gettext_noop("Từ"), gettext_noop("Thành"), gettext_noop("Diện tích"), gettext_noop("Dân số"),
    gettext_noop("Quyết định"), gettext_noop("Điều khoản"),
)  # fmt: skip

on_day = option("--on", type=Day(), required=True, vi="ngày cần hỏi", en="the day asked about")
as_known = option(
    "--known", metavar="TIMESTAMP",
    vi="theo những gì sổ đã ghi đến lúc ấy (2025-07-01T08:30)", en="as the ledger knew it at that instant",
)  # fmt: skip
why = option(
    "--why", default="", metavar="TEXT", vi="mục đích xem thông tin cá nhân, được ghi lại",
    en="the purpose of seeing what is personal, which is written down",
)  # fmt: skip
IN_THE_DEMO = gettext_noop("xem sổ mẫu bằng dòng lệnh")
_FEWEST_LETTERS = 3


def purpose(stated: str) -> str:
    """Why somebody at a shell sees what is personal: the value of `--why`, else what a terminal answers, asked once.

    In the demo, where people are invented, nothing need be stated. Raises BadInput without three letters.
    """
    stated = stated.strip()
    if not stated and ledgers.is_demo():
        return IN_THE_DEMO
    if not stated and sys.stdin.isatty():
        told = gettext("Xem thông tin cá nhân để làm gì (được ghi lại)")
        stated = click.prompt(told, default="", show_default=False, err=True).strip()
    if sum(character.isalpha() for character in stated) < _FEWEST_LETTERS:
        raise BadInput(
            "purpose_missing",
            gettext_noop(
                "Lệnh này cho xem thông tin cá nhân: thêm --why và mục đích (từ 3 chữ cái), mục đích được ghi lại."
            ),
        )
    return stated


def instant(text: str | None) -> datetime | None:
    """The value of `--known`. Wrong usage when it is no instant."""
    from tinhgon.ledger.queries import parse_instant

    if text is None:
        return None
    try:
        return parse_instant(text, where="--known")
    except Refusal as refusal:
        raise click.BadParameter(sentence(refusal), ctx=click.get_current_context()) from None


def unit_coded(as_of: AsOf, code: str, structure: str) -> UnitRow:
    """The unit that has the code on the day. Raises UnknownReference."""
    from tinhgon.registers.units import queries as unit_queries

    unit = unit_queries.unit_by_code(as_of, code.strip(), structure=structure)
    if unit is None:
        raise UnknownReference(
            "unit_unknown_on_day",
            gettext_noop("Ngày {on} không có đơn vị nào mang mã “{code}”; kiểm tra mã và ngày."),
            on=as_of.on,
            code=code,
        )
    return unit


@command("units", vi="Liệt kê các đơn vị có vào một ngày.", en="List the units that exist on a day.")
@on_day
@as_known
@option("--structure", type=OneOf(STRUCTURES), metavar="S", vi="chỉ một hệ thống", en="one structure only")
@option("--level", type=Whole(1, 9), metavar="N", vi="chỉ một cấp", en="one level only")
@option("--under", metavar="CODE", vi="chỉ các đơn vị bên dưới đơn vị này", en="only units below this one")
@in_format("table", "csv", "json")
def units(
    *, on: date, known: str | None, structure: str | None, level: int | None, under: str | None, shape: str
) -> None:
    as_of = AsOf(on, instant(known))
    ledgers.enter_or_demo()
    from tinhgon.registers.units import queries as unit_queries

    below = unit_coded(as_of, under, structure or "territory").id if under else None
    rows = unit_queries.units(as_of, structure=structure, level=level, under=below)
    # In the order of the characters, whatever the collation of the server.
    rows.sort(key=lambda row: (row.code is None, row.code or "", row.name, row.id))
    if shape == "csv":
        output.write_csv(COLUMNS, (_cells(row, plain_number) for row in rows))
    elif shape == "json":
        output.write_json([_as_json(row) for row in rows])
    else:
        output.write_table(_HEADERS, (_cells(row, shown_number) for row in rows), right=frozenset({3, 5, 6}))
        output.line(gettext("{count} đơn vị, ngày {on}.").format(count=shown_number(len(rows)), on=shown_day(on)))


def _cells(row: UnitRow, number: Any) -> tuple[str, ...]:
    return (
        row.code or "", row.name, row.kind, str(row.level), row.parent_code or "",
        number(row.area_km2), number(row.population),
    )  # fmt: skip


def _as_json(row: UnitRow) -> dict[str, Any]:
    return {
        **{name: getattr(row, name) for name in COLUMNS},
        "structure": row.structure, "hamlets": row.hamlets, "since": row.since, "until": row.until,
    }  # fmt: skip


@command(
    "lineage",
    vi="Nguồn gốc của một đơn vị (mặc định), hoặc nó trở thành gì, từng bước kèm điều khoản.",
    en="What a unit came from (the default), or what it becomes, step by step with the clause.",
)
@click.argument("code")
@on_day
@as_known
@option("--back/--forward", "back", default=True, vi="về trước hay về sau", en="into the past or the future")
@option(
    "--structure", type=OneOf(STRUCTURES), default="territory", metavar="S", vi="hệ thống của mã", en="whose code it is"
)
@in_format("table", "json")
def lineage(*, code: str, on: date, known: str | None, back: bool, structure: str, shape: str) -> None:
    as_of = AsOf(on, instant(known))
    ledgers.enter_or_demo()
    from tinhgon.registers.units import queries as unit_queries

    unit = unit_coded(as_of, code, structure)
    steps = unit_queries.lineage(as_of, unit.id, "back" if back else "forward")
    if shape == "json":
        output.write_json([_step_as_json(step) for step in steps])
        return
    output.line(f"{unit.full_name} ({unit.code}), {shown_day(on)}")
    if steps:
        output.write_table(_STEP_HEADERS, _step_cells(steps))
    else:
        output.line(gettext("Không có bước nào: đơn vị có từ khi mở sổ hoặc không đổi nữa."))


def _step_cells(steps: Iterable[Step]) -> Iterable[tuple[str, ...]]:
    for step in steps:
        yield (
            shown_day(step.effective_on),
            *(shown_unit(unit.kind, unit.name, unit.code) for unit in (step.source, step.target)),
            gettext(output.SHARES.get(step.area_share, step.area_share)),
            gettext(output.SHARES.get(step.population_share, step.population_share)),
            step.decision,
            step.clause,
        )


def _step_as_json(step: Step) -> dict[str, Any]:
    return {
        "from": {"code": step.source.code, "name": step.source.name, "kind": step.source.kind},
        "to": {"code": step.target.code, "name": step.target.name, "kind": step.target.kind},
        "area_share": step.area_share,
        "population_share": step.population_share,
        "area_km2": step.area_km2,
        "population": step.population,
        "decision": step.decision,
        "clause": step.clause,
        "effective_on": step.effective_on,
        "depth": step.depth,
        "same_unit": step.is_same_unit,
    }
