"""tinhgon publish: the state of a day in the standards of others, as files."""

from __future__ import annotations

import os
from datetime import date
from pathlib import Path

from tinhgon.basis.asof import AsOf
from tinhgon.basis.errors import Conflict, gettext_noop
from tinhgon.cli import ledgers
from tinhgon.cli.asking import as_known, instant, on_day
from tinhgon.cli.commands import FILE, OneOf, command, option
from tinhgon.cli.output import line, shown_number
from tinhgon.cli.words import gettext, tell
from tinhgon.exchange import FORMATS


@command(
    "publish",
    vi="Ghi trạng thái của một ngày theo chuẩn dữ liệu mở: đơn vị, lịch sử, quyết định; không có dữ liệu cá nhân.",
    en="Write the state of a day in the standards of open data: units, history, decisions; nothing of people.",
)
@on_day
@as_known
@option("--under", default="", metavar="CODE", vi="chỉ đơn vị này và bên dưới", en="only this unit and those below it")
@option("--format", "shape", type=OneOf(FORMATS), required=True, metavar="|".join(FORMATS), vi="chuẩn", en="standard")
@option("--out", type=FILE, required=True, metavar="DIR", vi="thư mục để ghi", en="the folder to write to")
@option(
    "--base",
    default="",
    metavar="URL",
    vi="địa chỉ gốc [TINHGON_OPEN_URL]",
    en="base of all addresses [TINHGON_OPEN_URL]",
)
@option("--force", is_flag=True, vi="ghi đè tệp đã có", en="overwrite files that are there")
def publish(*, on: date, known: str | None, under: str, shape: str, out: Path, base: str, force: bool) -> None:
    as_of = AsOf(on, instant(known))
    ledgers.enter_or_demo()
    from tinhgon.config import env
    from tinhgon.exchange.open import gather, made
    from tinhgon.exchange.open.addresses import PLACEHOLDER, checked_base

    addresses = checked_base(base or env.text("TINHGON_OPEN_URL", PLACEHOLDER))
    if addresses.base == PLACEHOLDER:
        tell(
            gettext("Chưa đặt TINHGON_OPEN_URL: địa chỉ trong tệp là {base}, chưa dẫn đến đâu.").format(
                base=PLACEHOLDER
            )
        )
    published = gather(
        as_of, decided_on=ledgers.today(), under=under.strip(), addresses=addresses,
        publisher=env.text("TINHGON_OPEN_PUBLISHER"), licence=env.text("TINHGON_OPEN_LICENCE"),
    )  # fmt: skip
    files = dict(made(published, shape))
    _write(out, files, force=force)
    for name, content in files.items():
        told = gettext("{path}: {size} byte")
        line(told.format(path=out / name, size=shown_number(len(content))))
    told = gettext(
        "{units} đơn vị có vào ngày {on}, {changes} sự kiện, {decisions} quyết định; để lại {left} quyết định."
    )
    line(
        told.format(
            units=shown_number(len(published.units)), on=f"{on:%d/%m/%Y}", changes=shown_number(len(published.changes)),
            decisions=shown_number(len(published.decisions)), left=shown_number(published.decisions_left_out),
        )
    )  # fmt: skip
    if published.access == "inside":
        tell(gettext("Chưa có quyết định công bố (set_house_rule, open_data): các tệp này chỉ dùng trong cơ quan."))


def _write(out: Path, files: dict[str, bytes], *, force: bool) -> None:
    """All files, each whole; refused before the first where another content is there."""
    for name, content in files.items():
        path = out / name
        if not force and path.exists() and path.read_bytes() != content:
            raise Conflict(
                "file_there", gettext_noop("Tệp {file} đã có, nội dung khác; chọn thư mục khác hoặc thêm --force."),
                file=str(path),
            )  # fmt: skip
    for name, content in files.items():
        path = out / name
        path.parent.mkdir(parents=True, exist_ok=True)
        draft = path.with_name(f".{path.name}.{os.getpid()}")
        draft.write_bytes(content)
        draft.replace(path)
