"""tinhgon synth: a synthetic province or nation, as decision files or signed into a ledger."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from tinhgon.basis.errors import Conflict, gettext_noop
from tinhgon.cli import ledgers
from tinhgon.cli.commands import FILE, OneOf, Whole, command, option
from tinhgon.cli.output import line
from tinhgon.cli.signing import tell_entries
from tinhgon.cli.words import gettext

if TYPE_CHECKING:
    from tinhgon.demo.synth import Paper

SIZES = ("province", "nation")


@command(
    "synth",
    vi="Tạo một tỉnh hoặc cả nước giả định: đơn vị, biên chế, vị trí, người, qua các quyết định.",
    en="Make a synthetic province or nation: units, establishment, posts, people, by decisions.",
    more=(
        "Cùng một số --seed thì cùng các quyết định. Cả nước chỉ ký thẳng được (--sign).",
        "The same --seed gives the same decisions. A nation can only be signed (--sign).",
    ),
)
@option("--size", type=OneOf(SIZES), default="province", vi="province (một tỉnh) hoặc nation (cả nước)", en="how large")
@option("--out", type=FILE, default=None, metavar="FOLDER", vi="ghi các tệp quyết định", en="write decision files")
@option("--sign", "signs", is_flag=True, vi="ký vào sổ còn trống", en="sign into a ledger that is empty")
@option("--seed", type=Whole(0, 10**8), default=None, metavar="N", vi="số gốc của phép ngẫu nhiên", en="seed")
def synth(*, size: str, out: Path | None, signs: bool, seed: int | None) -> None:
    from tinhgon.demo.synth import country, story

    if (out is None) == (not signs):
        raise click.UsageError(gettext("Nêu --out FOLDER hoặc --sign."))
    if out is not None and size == "nation":
        raise click.UsageError(gettext("Cả nước quá lớn để ghi thành tệp; dùng --sign."))
    chosen = {} if seed is None else {"seed": seed}
    papers = country(**chosen) if size == "nation" else story(**chosen, closes=False)
    if out is not None:
        _write(papers, out)
    else:
        _sign(papers)


def _write(papers: Iterable[Paper], out: Path) -> None:
    from tinhgon.demo.synth import write_papers

    if out.is_dir() and any(out.iterdir()):
        raise Conflict(
            "folder_not_empty", gettext_noop("Thư mục {folder} đã có tệp; chọn thư mục khác."), folder=str(out)
        )
    for path in write_papers(papers, out):
        line(str(path))


def _sign(papers: Iterable[Paper]) -> None:
    ledgers.enter()
    if not ledgers.is_empty():
        raise Conflict(
            "ledger_not_empty_synth",
            gettext_noop("Sổ đã có quyết định; dữ liệu giả định chỉ ký vào sổ còn trống."),
        )
    for paper in papers:
        tell_entries(paper.sign())
