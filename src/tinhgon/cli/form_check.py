"""tinhgon paper check: is a Word file in the form of the rule?"""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from tinhgon.basis.errors import BadInput, gettext_noop
from tinhgon.cli import ledgers
from tinhgon.cli.commands import FILE, Day, OneOf, command, in_format, option
from tinhgon.cli.words import gettext, tell

if TYPE_CHECKING:
    from tinhgon.documents.checking import Checked


@command(
    "check", vi="Kiểm tra thể thức của tệp Word; mã kết thúc 1 khi có lỗi.",
    en="Hold Word files against the rule of form; exit code 1 when there are faults.",
)  # fmt: skip
@click.argument("files", nargs=-1, required=True, type=FILE)
@option(
    "--form",
    "family",
    type=OneOf(("state", "party")),
    default=None,
    metavar="state|party",
    vi="thể thức, khác với tiêu đề của văn bản",
    en="the form, if another than the heading says",
)
@option(
    "--on",
    type=Day(),
    default=None,
    vi="ngày của văn bản, khi văn bản chưa ghi",
    en="the day of the paper, where it has none",
)
@option(
    "--mended",
    type=FILE,
    default=None,
    metavar="FILE",
    vi="ghi bản đã sửa ra tệp này",
    en="write a mended copy to this file",
)
@in_format("text", "json")
def check(*, files: tuple[Path, ...], family: str | None, on: date | None, mended: Path | None, shape: str) -> int:
    ledgers.enter_none()
    from tinhgon.documents.checking import check_form

    if mended and len(files) > 1:
        raise BadInput("one_file", gettext_noop("--mended chỉ dùng khi kiểm tra một tệp."))
    found: dict[Path, Checked] = {}
    for file in files:
        if not file.is_file():
            raise BadInput("file_missing", gettext_noop("Không có tệp {file}."), file=str(file))
        found[file] = check_form(
            file.read_bytes(), name=file.name, day=on or ledgers.today(), family=family or "", mend=bool(mended)
        )
    if mended:
        checked = found[files[0]]
        mended.write_bytes(checked.copy or files[0].read_bytes())
    if shape == "json":
        click.echo(
            json.dumps([_as_json(file, checked) for file, checked in found.items()], ensure_ascii=False, indent=1)
        )
    else:
        for file, checked in found.items():
            _tell(file, checked)
    return 1 if any(checked.errors for checked in found.values()) else 0


def _as_json(file: Path, checked: Checked) -> dict[str, object]:
    from tinhgon.documents.checking.telling import sentence

    faults = [{**fault, "sentence": sentence(fault, gettext)} for fault in checked.faults]
    return {
        "file": file.name, "form": checked.form, "family": checked.family, "unverified": checked.unverified,
        "parts": list(checked.parts), "findings": [one for one in faults if one["severity"] == "error"],
        "remarks": [one for one in faults if one["severity"] != "error"],
    }  # fmt: skip


def _tell(file: Path, checked: Checked) -> None:
    from tinhgon.documents.checking.telling import place, sentence

    click.echo(gettext("{file}: {form}, {count} lỗi.").format(file=file.name, form=checked.form, count=checked.errors))
    for fault in checked.faults:
        mark = "!" if fault["severity"] == "error" else "?"
        mended = gettext(" (đã sửa trong bản mới)") if fault["mended"] else ""
        click.echo(f"  {mark} {place(fault, gettext)}{sentence(fault, gettext)} [{fault['source']}]{mended}")
    if checked.unverified:
        tell(gettext("Thể thức này có điểm chưa đối chiếu với nguyên văn; xem lại trước khi dùng."))
