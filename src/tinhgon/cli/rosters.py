"""A roster that was checked, told on the command line: how it was understood, what is asked, what is wrong."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tinhgon.cli.output import SEVERITIES, line, shown_number
from tinhgon.cli.words import gettext

if TYPE_CHECKING:
    from tinhgon.importing.roster import Answers, Checked

SHOWN = 50
_PASSED = 12


def tell_checked(checked: Checked, answers: Answers) -> None:
    """What was read, what is asked, what is wrong (the first rows), and how many of each kind."""
    _tell_sheets(checked)
    _tell_once(checked, answers)
    questions = checked.layout.questions(gettext)
    for _, _, question in questions:
        line(f"- {gettext('câu hỏi')}: {question}")
    if questions:
        line(gettext("Trả lời bằng --column CỘT=MỤC; chưa trả lời thì mục ấy không được đọc và không ghi được."))
    _tell_faults(checked)
    told = gettext(
        "Ghi được: {new} người mới, {changed} hồ sơ thay đổi, {extra} vị trí thêm, {vacant} vị trí trống, "
        "{same} như đã ghi"
    )
    line(
        told.format(
            new=shown_number(int(checked.new.sum())), changed=shown_number(len(checked.changes)),
            extra=shown_number(int(checked.extra.sum())), vacant=shown_number(int(checked.vacant.sum())),
            same=shown_number(checked.unchanged),
        )
    )  # fmt: skip


def _tell_sheets(checked: Checked) -> None:
    """Every sheet: read, with its header and columns, or left with the reason."""
    from tinhgon.importing.roster import FIELDS, form_named, passed_told

    layout = checked.layout
    told = gettext("{file}: tiêu đề ở dòng {row}; {rows} dòng, {bad} dòng có lỗi, {ignored} dòng không phải dữ liệu")
    line(
        told.format(
            file=checked.name, row=layout.parts[0].matched.first_row, rows=shown_number(checked.total),
            bad=shown_number(checked.bad_count), ignored=shown_number(checked.ignored),
        )
    )  # fmt: skip
    for part in layout.parts:
        matched = part.matched
        if not layout.is_single or layout.left:
            told = gettext("Trang “{sheet}”: tiêu đề ở dòng {row}, {rows} dòng")
            line(told.format(sheet=part.sheet.title, row=matched.first_row, rows=shown_number(len(part.rows.data))))
        if form := form_named(part.said.form):
            line(gettext("Nhận ra biểu: {form}").format(form=gettext(form)))
        line(
            "; ".join(f"{matched.headers[place]} = {gettext(FIELDS[field])}" for place, field in matched.fields.items())
        )
        for place, fields in matched.parts.items():
            names = ", ".join(gettext(FIELDS[field]) if field else "–" for field in fields)
            line(f"{matched.headers[place]} = {names}")
        if matched.unused:
            line(gettext("Cột không dùng: {columns}").format(columns=", ".join(matched.unused)))
        for row, why, text in passed_told(part.rows, _PASSED):
            line(gettext("Không phải người, dòng {row} ({why}): {text}").format(row=row, why=gettext(why), text=text))
    for _, title, why in layout.left:
        line(gettext("Không đọc trang “{sheet}”: {why}").format(sheet=title, why=gettext(why)))


def _tell_once(checked: Checked, answers: Answers) -> None:
    from tinhgon.importing.roster import FIELDS, told_once

    for title, field, text, row in told_once(checked.layout, answers):
        where = gettext("dòng {row}").format(row=row) if row else "--state"
        sheet = "" if checked.layout.is_single else f" “{title}”"
        line(gettext("Nói chung{sheet}: {field} = {text} ({where})").format(
            sheet=sheet, field=gettext(FIELDS[field]), text=text, where=where
        ))  # fmt: skip
    for part in checked.layout.parts:
        if part.said.day and part.said.day != checked.on:
            told = gettext("Tệp ghi số liệu đến ngày {day}; đang kiểm tra theo ngày {on} (đổi bằng --on).")
            line(told.format(day=f"{part.said.day:%d/%m/%Y}", on=f"{checked.on:%d/%m/%Y}"))


def _tell_faults(checked: Checked) -> None:
    from tinhgon.importing.roster import KINDS

    first = checked.faults.sort("severity", maintain_order=True).head(SHOWN)
    for fault in checked.told(gettext, faults=first):
        line(f"- {gettext(SEVERITIES[fault.severity])}: {fault.sentence}")
    if checked.faults.height > SHOWN:
        more = gettext("… và {count} điều nữa; dùng --errors để lấy mọi dòng có lỗi.")
        line(more.format(count=shown_number(checked.faults.height - SHOWN)))
    for code, severity, count in checked.counts():
        line(f"{gettext(SEVERITIES[severity])}  {gettext(KINDS[code][1])}: {shown_number(count)}")
