"""tinhgon brief: the weekly brief for the head, as text, JSON or PDF; kept in the record when the week is over."""

from __future__ import annotations

import json
import sys
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import click

from tinhgon.basis.errors import BadInput, gettext_noop
from tinhgon.basis.text import vietnamese_number
from tinhgon.cli import ledgers
from tinhgon.cli.commands import FILE, command, in_format, option
from tinhgon.cli.words import gettext, tell

if TYPE_CHECKING:
    from tinhgon.briefing import Brief


@command(
    "brief",
    vi="Bản tin tuần: biên chế, quyết định, hồ sơ quá hạn, chất lượng dữ liệu.",
    en="The weekly brief: establishment, decisions, late cases, quality of data.",
)
@option(
    "--week",
    default="",
    metavar="2026-W49",
    vi="tuần, hoặc một ngày của tuần [tuần này]",
    en="the week, or a day of it [this week]",
)
@option("--keep", is_flag=True, vi="lưu vào sổ việc; tuần đã hết", en="keep it in the record; the week must be over")
@option(
    "--kept",
    is_flag=True,
    vi="bản đã lưu của tuần; không nêu tuần thì liệt kê",
    en="the kept brief of the week; without a week, all that are kept",
)
@option("--out", type=FILE, default=None, metavar="FILE", vi="ghi ra tệp", en="write to a file")
@in_format("text", "json", "pdf")
def brief(*, week: str, keep: bool, kept: bool, out: Path | None, shape: str) -> None:
    ledgers.enter_or_demo()
    from tinhgon import briefing
    from tinhgon.record.actor import shell

    if kept and not week:
        _list(shape)
        return
    today = ledgers.today()
    monday = briefing.week_of(week) if week else today - timedelta(days=today.weekday())
    if kept:
        year, number, _ = monday.isocalendar()
        found = briefing.kept(f"{year}-W{number:02d}")[1]
    else:
        found = _made(monday, today)
    if keep:
        row = briefing.keep(found, by=shell())
        tell(gettext("Đã lưu bản tin tuần {week}, mã {sha}.").format(week=row.week, sha=row.sha256[:16]))
    _give(found, out, shape)


def _made(monday: date, today: date) -> Brief:
    from tinhgon import briefing

    if monday > today:
        raise BadInput("week_to_come", gettext_noop("Tuần chưa bắt đầu."))
    return briefing.weekly(monday, today=today)


def _list(shape: str) -> None:
    from tinhgon.briefing import kept_briefs

    rows = kept_briefs()
    if shape == "json":
        told = [
            {"week": one.week, "kept_at": one.kept_at.isoformat(), "by": one.by.name, "sha256": one.sha256}
            for one in rows
        ]
        click.echo(json.dumps(told, ensure_ascii=False, indent=1))
        return
    for one in rows:
        click.echo(f"{one.week}  {one.kept_at:%d/%m/%Y %H:%M}  {one.by.name}  {one.sha256[:16]}")


def _give(found: Brief, out: Path | None, shape: str) -> None:
    if shape == "pdf":
        from tinhgon.briefing.printing import as_pdf

        if out is None:
            raise BadInput("pdf_needs_file", gettext_noop("PDF cần --out FILE."))
        out.write_bytes(as_pdf(found, gettext))
        return
    text = json.dumps(found.as_data(), ensure_ascii=False, indent=1) if shape == "json" else _text(found)
    if out is None:
        sys.stdout.write(text + "\n")
    else:
        out.write_text(text + "\n", encoding="utf-8")


def _text(found: Brief) -> str:
    from tinhgon.briefing.printing import change

    lines = [gettext("Bản tin tuần {week}").format(week=found.week)]
    for section in found.sections:
        lines += ["", gettext(section.title)]
        for figure in section.figures:
            moved = change(figure.value, figure.before)
            lines.append(
                f"  {gettext(figure.label)}: {vietnamese_number(figure.value)}{f' ({moved})' if moved else ''}"
            )
        lines += [f"    {amount:>6}  {text}" for text, amount in section.lines]
        if section.left_out:
            lines.append("    " + gettext("và {count} dòng khác").format(count=section.left_out))
    return "\n".join(lines)
