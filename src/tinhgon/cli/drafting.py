"""tinhgon draft: tables become draft decisions."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from tinhgon.basis.errors import Conflict, gettext_noop
from tinhgon.cli.commands import FILE, INPUT, command, command_group, option
from tinhgon.cli.output import line, shown_number
from tinhgon.cli.words import gettext

if TYPE_CHECKING:
    from tinhgon.importing import Left
    from tinhgon.ledger.document import Document

draft = command_group("draft", vi="Lập dự thảo quyết định từ bảng.", en="Make draft decisions from tables.")


@command(
    "reorganisation",
    group=draft,
    vi="Lập dự thảo cho việc sắp xếp ngày 01/7/2025 từ các bảng, mỗi nghị quyết một tệp.",
    en="Draft the reorganisation of 1 July 2025 from its tables, one file for each resolution.",
)
@option("--before", type=INPUT, required=True, metavar="FILE", vi="đơn vị trước sắp xếp", en="units before")
@option("--after", type=INPUT, required=True, metavar="FILE", vi="đơn vị sau sắp xếp", en="units after")
@option("--provinces", type=INPUT, required=True, metavar="FILE", vi="tỉnh cũ, tỉnh mới", en="old and new provinces")
@option(
    "--successions", type=INPUT, required=True, multiple=True, metavar="FILE",
    vi="xã cũ, xã mới; nêu nhiều lần được", en="old and new communes; may be given several times",
)  # fmt: skip
@option("--out", type=FILE, required=True, metavar="DIR", vi="thư mục để ghi dự thảo", en="where drafts are written")
@option("--force", is_flag=True, vi="ghi đè dự thảo đã có", en="overwrite drafts that are there")
def reorganisation(
    *, before: Path, after: Path, provinces: Path, successions: Sequence[Path], out: Path, force: bool
) -> None:
    from tinhgon import importing

    _refuse_leftovers(out, force=force)
    drafts = importing.reorganisation(before=before, after=after, provinces=provinces, successions=successions)
    for path, document in zip(importing.write_drafts(drafts=drafts, out=out), drafts.documents, strict=True):
        tell_draft(path, document)
    _tell_left(gettext("Tỉnh giữ nguyên"), drafts.provinces_left)
    _tell_left(gettext("Huyện giữ nguyên"), drafts.districts_left)
    _tell_left(gettext("Xã giữ nguyên, chưa có trong các bảng"), drafts.communes_left)


def tell_draft(path: Path, document: Document) -> None:
    """One line for a draft that was written."""
    told = gettext("{path}: {number}, {effects} nội dung")
    line(told.format(path=path, number=document.number, effects=shown_number(len(document.effects))))


def _refuse_leftovers(out: Path, *, force: bool) -> None:
    """Old drafts beside new ones would be signed with them."""
    if not force and out.is_dir() and any(path.suffix == ".json" for path in out.iterdir()):
        raise Conflict(
            "drafts_there",
            gettext_noop("Thư mục {folder} đã có dự thảo; chọn thư mục khác hoặc thêm --force."),
            folder=str(out),
        )
    if force and out.is_dir():
        for path in out.glob("[0-9][0-9][0-9]_*.json"):
            path.unlink()


def _tell_left(title: str, left: Sequence[Left]) -> None:
    if not left:
        return
    line(f"{title} ({shown_number(len(left))}):")
    for unit in left:
        line(f"  {unit.code} {unit.kind} {unit.name}" + (f" ({unit.parent_code})" if unit.parent_code else ""))
