"""tinhgon import: a roster of people, or a sheet of boundaries, is checked and becomes one decision."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from tinhgon.basis.errors import BadInput, Conflict, UnknownReference, gettext_noop
from tinhgon.cli import ledgers, output
from tinhgon.cli.commands import FILE, Day, command, command_group, option
from tinhgon.cli.guard import REFUSED
from tinhgon.cli.output import line
from tinhgon.cli.rosters import tell_checked
from tinhgon.cli.words import gettext, tell

if TYPE_CHECKING:
    from tinhgon.importing.roster import Answers, Checked, Workbook

SHOWN = 50
importing = command_group(
    "import",
    vi="Nhập danh sách nhân sự, ranh giới, dữ liệu mở từ tệp.",
    en="Import rosters of people, boundaries and open data from files.",
    places={"open": "open_importing:take_open"},
)


@command(
    "roster",
    group=importing,
    vi="Kiểm tra từng dòng của danh sách nhân sự (.xlsx, .xls, .ods, .csv), rồi ghi vào sổ bằng một quyết định.",
    en="Check every row of a roster (.xlsx, .xls, .ods, .csv), then enter it in the ledger as one decision.",
    more=(
        "Còn dòng có lỗi (trừ khi chọn --skip-bad) hay câu hỏi thì không ghi gì.",
        "While rows are bad (unless --skip-bad is given) or questions open nothing is entered.",
    ),
)
@click.argument("file", type=FILE)
@option("--check", is_flag=True, vi="chỉ kiểm tra, không ghi gì", en="only check, write nothing")
@option("--on", type=Day(), vi="ngày ghi sổ [hôm nay]", en="the day from which it holds [today]")
@option("--number", default="", vi="số, ký hiệu", en="number and symbol of the decision")
@option("--issuer", default="", vi="cơ quan ban hành", en="who issues it")
@option("--signed-on", "signed_on", type=Day(), vi="ngày ký [ngày ghi sổ]", en="day of signature [the day of --on]")
@option("--mapping", default="", metavar="NAME", vi="cách ghép cột đã lưu", en="a saved matching of columns")
@option(
    "--state", "stated", multiple=True, metavar="FIELD=TEXT",
    vi="nói một lần cho cả tệp, cho các ô để trống: unit=…, category=…, bloc=…, title=… (nhiều lần được)",
    en="say once for the whole file, where cells are empty: unit=…, category=…, bloc=…, title=… (repeatable)",
)  # fmt: skip
@option(
    "--column", "columns", multiple=True, metavar="[SHEET!]C=FIELD",
    vi="cột C là mục nào; để trống sau dấu = thì không dùng (nhiều lần được)",
    en="which field column C gives; nothing after = leaves it out (repeatable)",
)  # fmt: skip
@option("--leave", multiple=True, metavar="SHEET", vi="để lại một trang tính", en="leave a sheet out")
@option(
    "--down", multiple=True, metavar="FIELD", vi="ô trống lấy theo dòng trên", en="empty cells are as the row above"
)
@option(
    "--proper-names", "proper", is_flag=True, vi="đổi họ tên viết hoa toàn bộ", en="write names in capitals properly"
)
@option(
    "--hidden", "unhide", is_flag=True, vi="đọc cả dòng, trang bị ẩn trong tệp",
    en="read rows and sheets too that the file hides",
)  # fmt: skip
@option("--skip-bad", "skip_bad", is_flag=True, vi="bỏ các dòng có lỗi", en="leave bad rows out")
@option("--errors", type=FILE, metavar="OUT.xlsx", vi="ghi các dòng có lỗi ra tệp", en="write bad rows to a file")
@option(
    "--draft", "draft_to", type=FILE, metavar="OUT", vi="ghi tệp quyết định, chưa ký", en="write a file, do not sign"
)
@option("--synthetic", is_flag=True, vi="số liệu giả định", en="the data are made up")
def roster(
    *, file: Path, check: bool, on: date | None, number: str, issuer: str, signed_on: date | None, mapping: str,
    skip_bad: bool, errors: Path | None, draft_to: Path | None, synthetic: bool, **said: Any,
) -> int:  # fmt: skip
    from tinhgon.importing import roster as rosters
    from tinhgon.importing.roster.marking import marked_workbook

    workbook = rosters.read_workbook(file)
    ledgers.enter_or_demo()
    answers = _answers(workbook, **said)
    layout = rosters.understand(workbook, _mapping(mapping), answers)
    checked = rosters.check_roster(layout, on=on or ledgers.today(), answers=answers)
    tell_checked(checked, answers)
    if errors is not None and checked.bad_count:
        errors.write_bytes(marked_workbook(file.read_bytes(), checked, gettext))
        line(gettext("Tệp đã đánh dấu các dòng có lỗi: {path}").format(path=errors))
    if check:
        return REFUSED if checked.bad_count or layout.questions() else 0
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


def _answers(
    workbook: Workbook, *, stated: tuple[str, ...], columns: tuple[str, ...], leave: tuple[str, ...],
    down: tuple[str, ...], proper: bool, unhide: bool,
) -> Answers:  # fmt: skip
    """What the command line says about the file."""
    from tinhgon.importing import roster as rosters

    answers = rosters.Answers(proper=proper, unhide=unhide, down=[rosters.field_called(name) for name in down])
    for said in stated:
        name, text = _pair(said)
        field = rosters.field_called(name)
        if field not in rosters.STATED:
            raise BadInput(
                "field_not_for_all",
                gettext_noop("“{name}” là của từng người, không nói một lần cho cả tệp; được: {names}."),
                name=name,
                names=", ".join(rosters.STATED),
            )
        answers.state(rosters.ALL, field, text)
    for said in columns:
        where, name = _pair(said)
        title, _, column = where.rpartition("!")
        place = rosters.place_of_column(column)
        if place is None:
            raise BadInput(
                "column_unknown", gettext_noop("Không có cột “{column}”; ghi chữ của cột: C, AB."), column=column
            )
        sheets = [_sheet_called(workbook, title)] if title else [sheet.place for sheet in workbook.sheets]
        for sheet in sheets:
            answers.columns.setdefault(str(sheet), {})[str(place)] = rosters.field_called(name) if name.strip() else ""
    answers.left = [_sheet_called(workbook, title) for title in leave]
    return answers


def _pair(said: str) -> tuple[str, str]:
    name, sign, text = said.partition("=")
    if not sign:
        raise BadInput("no_pair", gettext_noop("“{said}” thiếu dấu =; ghi dạng MỤC=GIÁ TRỊ."), said=said)
    return name, text


def _sheet_called(workbook: Workbook, title: str) -> int:
    for sheet in workbook.sheets:
        if title in (sheet.title, str(sheet.place + 1)):
            return sheet.place
    raise UnknownReference(
        "sheet_unknown",
        gettext_noop("{file} không có trang “{title}”; các trang: {titles}."),
        file=workbook.name,
        title=title,
        titles=", ".join(sheet.title for sheet in workbook.sheets),
    )


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
