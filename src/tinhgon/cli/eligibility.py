"""tinhgon eligible, plan-cover: who meets the formal conditions of an office, and who could follow in every office.

Age and time in post are personal: every such answer is a reading, with its purpose, of everybody listed.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from tinhgon.basis.asof import AsOf
from tinhgon.basis.errors import BadInput, gettext_noop
from tinhgon.cli import asking, ledgers, output
from tinhgon.cli.commands import FILE, Day, command, in_format, option
from tinhgon.cli.output import line, shown_day, shown_number
from tinhgon.cli.words import gettext

if TYPE_CHECKING:
    import polars as pl

    from tinhgon.record.actor import Actor

WHAT = gettext_noop("điều kiện bổ nhiệm của người trong sổ, bằng dòng lệnh")
_SHOWN = 50
_HEADERS = (
    gettext_noop("Mã hồ sơ"), gettext_noop("Đơn vị"), gettext_noop("Còn (tháng)"), gettext_noop("Tuổi"),
    gettext_noop("Đã giữ (tháng)"), gettext_noop("Thời gian"), gettext_noop("Quy hoạch"), gettext_noop("Theo sổ"),
)  # fmt: skip
_COVER = (
    gettext_noop("Vị trí"), gettext_noop("Chức danh"), gettext_noop("Đơn vị"), gettext_noop("Quy hoạch"),
    gettext_noop("Đối tượng 1"), gettext_noop("Đủ tuổi hôm nay"), gettext_noop("Chưa biết"),
)  # fmt: skip


@command(
    "eligible", vi="Ai đạt các điều kiện mà sổ trả lời được cho một vị trí hoặc chức danh.",
    en="Who meets the conditions of a post or title that the books can answer.",
)  # fmt: skip
@click.argument("office")
@option("--on", type=Day(), vi="ngày cần hỏi [hôm nay]", en="the day asked about [today]")
@option("--under", default=None, metavar="CODE", vi="chỉ trong đơn vị mã này", en="only under this unit")
@asking.why
@option("--out", type=FILE, metavar="OUT.xlsx", vi="tệp ghi ra (xlsx)", en="file to write (xlsx)")
@in_format("table", "json", "xlsx")
def eligible(*, office: str, on: date | None, under: str | None, why: str, out: Path | None, shape: str) -> None:
    if (shape == "xlsx") != (out is not None):
        raise BadInput("xlsx_needs_file", gettext_noop("--format xlsx cần --out TỆP.xlsx, và chỉ xlsx mới cần."))
    ledgers.enter_or_demo()
    from tinhgon.entitlements import eligibility as asked
    from tinhgon.record.actor import shell
    from tinhgon.registers.units.queries.extents import extent

    as_of = AsOf(on or ledgers.today())
    wanted = asked.office_of(office, as_of)
    units = extent(under, as_of).unit_ids if under else None
    by = shell(purpose=asking.purpose(why))
    found = asked.eligibility(wanted, as_of, units=units)
    _note(found, by)
    citation = asked.AS_AMENDED if as_of.on >= asked.AMENDED else asked.ISSUED
    if shape == "json":
        output.write_json({
            "office": {"title": wanted.title, "position": wanted.position, "post": wanted.number or None},
            "on": as_of.on, "citation": citation, "not_in_the_books": [gettext(one) for one in asked.NOT_IN_THE_BOOKS],
            "people": [_person(row) for row in found.iter_rows(named=True)],
        })  # fmt: skip
        return
    words = {code: gettext(text) for code, text in asked.ANSWERS.items()}
    if out is not None:
        _write_xlsx(found, words, out)
        line(gettext("Đã ghi {count} người vào {file}.").format(count=shown_number(found.height), file=out))
        return
    rows = [
        (row["code"], row["unit"] or "", _number(row["months_left"]), words[row["age"]], _number(row["months_in_post"]),
         words[row["in_post"]], words[row["plan"]], words[row["books"]])
        for row in found.head(_SHOWN).iter_rows(named=True)
    ]  # fmt: skip
    line(f"{wanted.title}{f' ({wanted.number})' if wanted.number else ''}, {shown_day(as_of.on)}. {citation}.")
    output.write_table(_HEADERS, rows, right=frozenset({2, 4}))
    if found.height > _SHOWN:
        line(gettext("{shown} trong {count} người; tất cả: --format json hoặc xlsx.").format(
            shown=_SHOWN, count=shown_number(found.height)))  # fmt: skip
    line(gettext("Sổ chưa ghi, phải xem hồ sơ: {what}.").format(
        what=", ".join(gettext(one) for one in asked.NOT_IN_THE_BOOKS)))  # fmt: skip


@command(
    "plan-cover", vi="Mỗi vị trí lãnh đạo có ai trong quy hoạch, bao nhiêu người đủ tuổi vào ngày hỏi.",
    en="For every leadership post who is planned, and how many are of age on the day.",
)  # fmt: skip
@option("--on", type=Day(), vi="ngày cần hỏi [hôm nay]", en="the day asked about [today]")
@option("--under", default=None, metavar="CODE", vi="chỉ trong đơn vị mã này", en="only under this unit")
@in_format("table", "json", "csv")
def plan_cover(*, on: date | None, under: str | None, shape: str) -> None:
    ledgers.enter_or_demo()
    from tinhgon.entitlements.plan_cover import cover
    from tinhgon.registers.units.queries.extents import extent

    as_of = AsOf(on or ledgers.today())
    rows = cover(as_of, units=extent(under, as_of).unit_ids if under else None)
    if shape == "json":
        output.write_json([
            {"post": row.post, "title": row.title, "unit": row.unit, "planned": row.planned, "first": row.first,
             "of_age": row.of_age, "unknown": row.unknown} for row in rows
        ])  # fmt: skip
        return
    cells = [
        (row.post, row.title, row.unit, *map(str, (row.planned, row.first, row.of_age, row.unknown))) for row in rows
    ]
    if shape == "csv":
        output.write_csv(_COVER, cells)
        return
    output.write_table(_COVER, cells, right=frozenset({3, 4, 5, 6}))
    bare = sum(not row.planned for row in rows)
    line(gettext("{count} vị trí lãnh đạo, {bare} chưa có ai trong quy hoạch.").format(
        count=shown_number(len(rows)), bare=shown_number(bare)))  # fmt: skip


def _note(found: pl.DataFrame, by: Actor) -> None:
    from tinhgon.record import readings
    from tinhgon.record.kinds.read_names import ReadNames
    from tinhgon.registers.staff.codes import persons_coded

    ids = tuple(sorted(persons_coded(found["code"].to_list()).values()))
    readings.note(ReadNames(what=WHAT, persons=ids), by=by)
    readings.seal_readings()


def _person(row: dict[str, Any]) -> dict[str, Any]:
    from tinhgon.entitlements.eligibility import MONTHS_IN_POST, TERM_MONTHS

    return {
        "code": row["code"], "unit": row["unit"], "position": row["position"], "books": row["books"],
        "conditions": [
            {"condition": "age", "answer": row["age"], "months_left": row["months_left"], "needed": TERM_MONTHS},
            {"condition": "in_post", "answer": row["in_post"], "months": row["months_in_post"],
             "needed": MONTHS_IN_POST},
            {"condition": "plan", "answer": row["plan"]},
        ],
    }  # fmt: skip


def _write_xlsx(found: pl.DataFrame, words: dict[str, str], out: Path) -> None:
    import xlsxwriter

    with xlsxwriter.Workbook(str(out), {"strings_to_formulas": False, "strings_to_urls": False}) as book:
        sheet = book.add_worksheet(gettext("Điều kiện"))
        for place, header in enumerate(_HEADERS):
            sheet.write_string(0, place, gettext(header))
        for number, row in enumerate(found.iter_rows(named=True), start=1):
            cells = (row["code"], row["unit"] or "", row["months_left"], words[row["age"]], row["months_in_post"],
                     words[row["in_post"]], words[row["plan"]], words[row["books"]])  # fmt: skip
            for place, cell in enumerate(cells):
                if cell is not None:
                    sheet.write(number, place, cell)
        sheet.freeze_panes(1, 0)
        sheet.autofit()


def _number(value: int | None) -> str:
    return "–" if value is None else str(value)
