"""tinhgon import open: open data of others against the ledger, and the draft decision that enters what differs."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from tinhgon.basis.asof import AsOf
from tinhgon.basis.errors import Conflict, gettext_noop
from tinhgon.cli import ledgers, output
from tinhgon.cli.commands import FILE, INPUT, Day, OneOf, command, in_format, option
from tinhgon.cli.output import STRUCTURES, line, shown_number
from tinhgon.cli.words import gettext

if TYPE_CHECKING:
    from tinhgon.exchange.open.comparing import Compared, Difference

SHOWN = 50
KINDS = {
    "new": gettext_noop("chưa có trong sổ"),
    "name": gettext_noop("tên khác"),
    "kind": gettext_noop("loại khác"),
    "superior": gettext_noop("cấp trên khác"),
    "figures": gettext_noop("số liệu khác"),
    "missing": gettext_noop("tệp không có (sổ giữ nguyên)"),
    "ended": gettext_noop("tệp ghi đã hết (sổ giữ nguyên, cần quyết định nêu ai tiếp nhận)"),
    "question": gettext_noop("câu hỏi"),
}


@command(
    "open",
    vi="So dữ liệu mở của nơi khác (ORG, Popolo, CSV) với sổ, lập dự thảo quyết định cho phần khác.",
    en="Compare open data of others (ORG, Popolo, CSV) with the ledger; draft a decision for what differs.",
    more=(
        "Sổ trống thì dự thảo là quyết định mở sổ. Đơn vị mà tệp không có thì sổ giữ nguyên. Không ký gì.",
        "Into empty books the draft opens them. What the file does not have stays in the ledger. Nothing is signed.",
    ),
)
@click.argument("file", type=INPUT)
@option("--on", type=Day(), vi="so với sổ ngày nào [hôm nay]", en="the day of the ledger to compare with [today]")
@option(
    "--structure", type=OneOf(STRUCTURES), metavar="S", vi="hệ thống, khi tệp không nêu",
    en="the structure, where the file names none",
)  # fmt: skip
@option("--kind", default="", metavar="TEXT", vi="loại, khi tệp không nêu", en="the kind, where the file names none")
@option("--draft", "draft_to", type=FILE, metavar="OUT", vi="ghi dự thảo quyết định", en="write the draft decision")
@option("--number", default="", vi="số, ký hiệu", en="number and symbol of the decision")
@option("--issuer", default="", vi="cơ quan ban hành", en="who issues it")
@option("--synthetic", is_flag=True, vi="số liệu giả định", en="the data are made up")
@in_format("table", "json")
def take_open(
    *, file: Path, on: date | None, structure: str | None, kind: str, draft_to: Path | None, number: str, issuer: str,
    synthetic: bool, shape: str,
) -> None:  # fmt: skip
    from tinhgon.decisions.files import bytes_of
    from tinhgon.exchange.open.comparing import compare, described_table, read_open

    if draft_to is not None and draft_to.exists():
        raise Conflict("file_there", gettext_noop("Tệp {file} đã có; chọn tên khác."), file=str(draft_to))
    data = bytes_of(file)
    if table := described_table(data, file.name):
        file = file.with_name(table)
        data = bytes_of(file)
    read = read_open(data, file.name, structure=structure or "", kind=kind.strip())
    ledgers.enter_or_demo()
    compared = compare(read, AsOf(on or ledgers.today()))
    if shape == "json":
        output.write_json(_as_json(compared))
    else:
        _tell(compared)
    if draft_to is not None:
        from tinhgon.exchange.open.drafting import open_document
        from tinhgon.ledger.decision_file import file_text

        document = open_document(compared, number=number, issuer=issuer, synthetic=synthetic)
        draft_to.write_text(file_text(document), encoding="utf-8")
        if shape == "table":
            line(gettext("{path}: ký bằng tinhgon sign {path}").format(path=draft_to))


def _tell(compared: Compared) -> None:
    told = gettext("{file} ({form}): {rows} đơn vị; {same} như trong sổ ngày {on}")
    line(
        told.format(
            file=compared.file.name, form=compared.file.form, rows=shown_number(len(compared.file.rows)),
            same=shown_number(compared.same), on=f"{compared.on:%d/%m/%Y}",
        )
    )  # fmt: skip
    if compared.opening:
        line(gettext("Sổ ngày ấy chưa có đơn vị nào: dự thảo là quyết định mở sổ."))
    if compared.file.persons:
        line(gettext("Không đọc {count} người trong tệp.").format(count=shown_number(compared.file.persons)))
    for kind, words in KINDS.items():
        found = compared.of_kind(kind)  # type: ignore[arg-type]
        if not found:
            continue
        line(f"{gettext(words)}: {shown_number(len(found))}")
        for one in found[:SHOWN]:
            line(f"  {one.label}{_why(one)}")
        if len(found) > SHOWN:
            more = gettext("  … và {count} nữa; dùng --format json để lấy hết.")
            line(more.format(count=shown_number(len(found) - SHOWN)))


def _why(one: Difference) -> str:
    from tinhgon.exchange.open.comparing import FAULTS

    if one.kind in ("new", "missing"):
        return ""
    return f": {gettext(FAULTS[one.fault])}" if one.fault else f": {one.here} → {one.there}"


def _as_json(compared: Compared) -> dict[str, object]:
    return {
        "file": compared.file.name, "sha256": compared.file.sha256, "form": compared.file.form, "on": compared.on,
        "opening": compared.opening, "units": len(compared.file.rows), "same": compared.same,
        "persons_left_out": compared.file.persons,
        "differences": [
            {"kind": one.kind, "code": one.code, "unit": one.label, "here": one.here, "there": one.there,
             "fault": one.fault}
            for one in compared.differences
        ],
    }  # fmt: skip
