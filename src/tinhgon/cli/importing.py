"""tinhgon import: a roster of people, or a sheet of boundaries, is checked and becomes one decision."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from tinhgon.basis.errors import Conflict, UnknownReference, gettext_noop
from tinhgon.cli import ledgers, output
from tinhgon.cli.commands import FILE, Day, command, command_group, option
from tinhgon.cli.guard import REFUSED
from tinhgon.cli.output import SEVERITIES, line, shown_number
from tinhgon.cli.words import gettext, tell

if TYPE_CHECKING:
    from tinhgon.importing.roster import Checked

SHOWN = 50
importing = command_group(
    "import", vi="Nhập danh sách nhân sự, ranh giới từ tệp.", en="Import rosters of people and boundaries from files."
)


@command(
    "roster",
    group=importing,
    vi="Kiểm tra từng dòng của danh sách nhân sự (.xlsx, .csv), rồi ghi vào sổ bằng một quyết định.",
    en="Check every row of a roster (.xlsx, .csv), then enter it in the ledger as one decision.",
    more=(
        "Còn dòng có lỗi thì không ghi gì, trừ khi chọn --skip-bad.",
        "While rows are bad nothing is entered, unless --skip-bad is given.",
    ),
)
@click.argument("file", type=FILE)
@option("--check", is_flag=True, vi="chỉ kiểm tra, không ghi gì", en="only check, write nothing")
@option("--on", type=Day(), vi="ngày ghi sổ [hôm nay]", en="the day from which it holds [today]")
@option("--number", default="", vi="số, ký hiệu", en="number and symbol of the decision")
@option("--issuer", default="", vi="cơ quan ban hành", en="who issues it")
@option("--signed-on", "signed_on", type=Day(), vi="ngày ký [ngày ghi sổ]", en="day of signature [the day of --on]")
@option("--mapping", default="", metavar="NAME", vi="cách ghép cột đã lưu", en="a saved matching of columns")
@option("--skip-bad", "skip_bad", is_flag=True, vi="bỏ các dòng có lỗi", en="leave bad rows out")
@option("--errors", type=FILE, metavar="OUT.xlsx", vi="ghi các dòng có lỗi ra tệp", en="write bad rows to a file")
@option(
    "--draft", "draft_to", type=FILE, metavar="OUT", vi="ghi tệp quyết định, chưa ký", en="write a file, do not sign"
)
@option("--synthetic", is_flag=True, vi="số liệu giả định", en="the data are made up")
def roster(
    *, file: Path, check: bool, on: date | None, number: str, issuer: str, signed_on: date | None, mapping: str,
    skip_bad: bool, errors: Path | None, draft_to: Path | None, synthetic: bool,
) -> int:  # fmt: skip
    from tinhgon.importing import roster as rosters

    sheet = rosters.read_sheet(file)
    ledgers.enter_or_demo()
    matched = rosters.match(sheet, _mapping(mapping))
    checked = rosters.check_roster(sheet, matched, on=on or ledgers.today())
    _tell(checked)
    if errors is not None and checked.bad_count:
        errors.write_bytes(rosters.bad_rows(checked, gettext))
        line(gettext("Các dòng có lỗi: {path}").format(path=errors))
    if check:
        return REFUSED if checked.bad_count else 0
    stated = {"number": number, "signed_on": signed_on, **({"issuer": issuer} if issuer else {})}
    return _enter(checked, draft_to, skip_bad=skip_bad, synthetic=synthetic, **stated)  # type: ignore[arg-type]


def _enter(
    checked: Checked, draft_to: Path | None, *, skip_bad: bool, synthetic: bool, number: str, signed_on: date | None,
    issuer: str = "Cơ quan giữ sổ",
) -> int:  # fmt: skip
    """Sign the decision, or write it to a file; keys and the attached table are kept with it, or nothing is."""
    from django.db import transaction

    from tinhgon.cli.signing import tell_signed
    from tinhgon.decisions import by_opening, draft, sign
    from tinhgon.importing.roster import roster_document
    from tinhgon.ledger.decision_file import file_text

    if draft_to is not None and draft_to.exists():
        raise Conflict("file_there", gettext_noop("Tệp {file} đã có; chọn tên khác."), file=str(draft_to))
    with transaction.atomic():
        document = roster_document(
            checked, number=number, issuer=issuer, signed_on=signed_on, synthetic=synthetic, skip_bad=skip_bad
        )
        if draft_to is not None:
            draft_to.write_text(file_text(draft(document)), encoding="utf-8")
            line(gettext("{path}: ký bằng tinhgon sign {path}").format(path=draft_to))
            return 0
        outcome = sign(document, by_opening())
    tell_signed(outcome)
    return 0


@command(
    "boundaries",
    group=importing,
    vi="Ghi ranh giới các đơn vị thuộc một đơn vị (GeoJSON, TopoJSON) vào sổ bằng một quyết định.",
    en="Enter the outlines of the units under a unit (GeoJSON, TopoJSON) in the ledger as one decision.",
)
@click.argument("file", type=FILE)
@option("--under", required=True, metavar="CODE", vi="mã đơn vị cấp trên", en="code of the superior unit")
@option("--on", type=Day(), vi="áp dụng từ ngày [hôm nay]", en="the day from which they hold [today]")
@option("--source", required=True, metavar="TEXT", vi="nguồn của ranh giới", en="where the outlines are from")
@option("--code-field", "code_field", default="", metavar="NAME", vi="trường ghi mã", en="the property with the code")
@option("--number", default="", vi="số, ký hiệu", en="number and symbol of the decision")
@option("--issuer", default="Cơ quan giữ sổ", vi="cơ quan ban hành", en="who issues it")
def boundaries(
    *, file: Path, under: str, on: date | None, source: str, code_field: str, number: str, issuer: str
) -> None:  # fmt: skip
    from django.db import transaction

    from tinhgon.basis.asof import AsOf
    from tinhgon.cli.signing import tell_signed
    from tinhgon.decisions import by_shell, sign
    from tinhgon.decisions.attaching import attach_file
    from tinhgon.decisions.files import bytes_of
    from tinhgon.importing.boundaries import boundary_document, boundary_sheet
    from tinhgon.registers.units import queries as unit_queries

    data = bytes_of(file)
    ledgers.enter_or_demo()
    as_of = AsOf(on or ledgers.today())
    superior = unit_queries.unit_by_code(as_of, under)
    if superior is None:
        raise UnknownReference(
            "unit_unknown_code",
            gettext_noop("Không có đơn vị mã {code} trong sổ ngày {on}; kiểm tra lại mã."),
            code=under,
            on=as_of.on,
        )
    below = [unit.code for unit in unit_queries.units(as_of, under=superior.id) if unit.code]
    sheet = boundary_sheet(data, name=file.name, code_field=code_field, only=below)
    with transaction.atomic():
        table = attach_file(sheet.content, rows=len(sheet.codes), name=file.name)
        paper = boundary_document(table, under=under, on=as_of.on, source=source, number=number, issuer=issuer)
        outcome = sign(paper, by_shell())
    tell_signed(outcome)
    if left := sorted(set(below) - set(sheet.codes)):
        shown = ", ".join(left[:SHOWN]) + (" …" if len(left) > SHOWN else "")
        tell(gettext("Chưa có ranh giới: {codes}").format(codes=shown))


def _mapping(name: str) -> dict[str, str] | None:
    from tinhgon.registers.staff import mappings

    if not name:
        return None
    saved = mappings.saved_mapping(name)
    if saved is None:
        raise UnknownReference(
            "mapping_unknown",
            gettext_noop("Chưa lưu cách ghép cột nào tên “{name}”; đang có: {names}."),
            name=name,
            names=", ".join(mappings.mapping_names()) or "–",
        )
    return saved


def _tell(checked: Checked) -> None:
    """What was read, what is wrong (the first rows), and how many of each kind."""
    from tinhgon.importing.roster import FIELDS, KINDS

    told = gettext("{file}: tiêu đề ở dòng {row}; {rows} dòng, {bad} dòng có lỗi, {ignored} dòng không phải dữ liệu")
    line(
        told.format(
            file=checked.sheet.name, row=checked.matched.first_row, rows=shown_number(checked.total),
            bad=shown_number(checked.bad_count), ignored=shown_number(checked.ignored),
        )
    )  # fmt: skip
    fields = checked.matched.fields
    line("; ".join(f"{checked.matched.headers[place]} = {gettext(FIELDS[field])}" for place, field in fields.items()))
    if checked.matched.unused:
        line(gettext("Cột không dùng: {columns}").format(columns=", ".join(checked.matched.unused)))
    first = checked.faults.sort("severity", maintain_order=True).head(SHOWN)
    for fault in checked.told(gettext, faults=first):
        line(f"- {gettext(SEVERITIES[fault.severity])}: {fault.sentence}")
    if checked.faults.height > SHOWN:
        more = gettext("… và {count} điều nữa; dùng --errors để lấy mọi dòng có lỗi.")
        line(more.format(count=shown_number(checked.faults.height - SHOWN)))
    for code, severity, count in checked.counts():
        line(f"{gettext(SEVERITIES[severity])}  {gettext(KINDS[code][1])}: {shown_number(count)}")
    told = gettext("Ghi được: {new} người mới, {changed} hồ sơ thay đổi, {extra} vị trí thêm, {same} như đã ghi")
    line(
        told.format(
            new=shown_number(int(checked.new.sum())), changed=shown_number(len(checked.changes)),
            extra=shown_number(int(checked.extra.sum())), same=shown_number(checked.unchanged),
        )
    )  # fmt: skip


@command(
    "template",
    group=importing,
    vi="Ghi tệp mẫu danh sách nhân sự: tiêu đề, gợi ý, danh mục chọn sẵn, một dòng giả định.",
    en="Write the template of a roster: headers, hints, lists to choose from, one invented row.",
)
@click.argument("out", type=FILE, metavar="OUT.xlsx")
def template(*, out: Path) -> None:
    from tinhgon.importing.roster import template as workbook

    out.write_bytes(workbook(gettext))
    output.line(gettext("Đã ghi {path}").format(path=out))
