"""tinhgon verify, backup, restore: the books are whole, and stay so."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from tinhgon.basis.errors import Conflict, gettext_noop
from tinhgon.cli import ledgers
from tinhgon.cli.commands import FILE, command, option
from tinhgon.cli.guard import REFUSED
from tinhgon.cli.output import Progress, line, shown_number
from tinhgon.cli.words import gettext, sentence, tell

if TYPE_CHECKING:
    from tinhgon.decisions import Verification
    from tinhgon.decisions.heads import Heads


@command(
    "verify",
    vi="Kiểm tra sổ: chuỗi niêm phong, trạng thái khớp bút toán, và ghi lại từ đầu ra đúng như sổ.",
    en="Verify the ledger: the chain of hashes, states against entries, and a replay of everything.",
)
@option("--chain-only", is_flag=True, vi="chỉ chuỗi và trạng thái, không ghi lại", en="chain and fold, no replay")
@option(
    "--against",
    metavar="HEAD",
    vi="đối chiếu với đầu sổ đã lấy: tệp của tinhgon seal, bản sao lưu, hoặc SỐ:MÃ đã in",
    en="hold the books against an earlier head: a file of tinhgon seal, a backup, or NUMBER:SEAL as printed",
)
def verify(*, chain_only: bool, against: str | None) -> int:
    ledgers.enter_or_demo()
    from tinhgon.decisions.heads import read_heads

    return verified(replay=not chain_only, earlier=read_heads(against) if against else None)


def verified(*, replay: bool, earlier: Heads | None = None) -> int:
    """Verify, tell, and give the exit code."""
    from tinhgon.config.server import role_status
    from tinhgon.decisions import verify as verify_all

    with Progress(gettext("Đang kiểm tra")) as progress:
        result = verify_all(replay=replay, progress=progress.at, earlier=earlier)
    tell_counts(result)
    _tell_levels(result, asked=replay)
    role = role_status()
    if role.is_separate:
        line(gettext("Tài khoản {user}: không sở hữu bảng, không sửa được sổ.").format(user=role.user))
    else:
        text = gettext("Tài khoản {user} có thể sửa sổ: cơ sở dữ liệu không tách riêng được vai trò ({reason}).")
        line(text.format(user=role.user, reason=role.reason or "superuser"))
    text = gettext("Đã kiểm tra đến quyết định thứ {ordinal} và việc thứ {act}; không nói gì về những gì ghi sau đó.")
    line(text.format(ordinal=shown_number(result.ledger.ordinal), act=shown_number(result.record.ordinal)))
    if earlier is not None and earlier.signer:
        line(gettext("Tệp đầu sổ ký bằng khóa {key}.").format(key=earlier.signer[:16]))
    for finding in result.findings:
        tell(sentence(finding))
    return 0 if _cases_fit() and result.is_sound else REFUSED


def _cases_fit() -> bool:
    """Whether the rows of open work are what the acts of the cases give; nothing is said where there is no case."""
    from tinhgon.cases import store
    from tinhgon.cases.books import Books

    if not (cases := store.case_numbers()):
        return True
    wrong = list(store.differing(Books(), cases))
    line(gettext("Hồ sơ công việc: {count}, {result}.").format(
        count=shown_number(len(cases)), result=gettext("không khớp") if wrong else gettext("khớp")
    ))  # fmt: skip
    if wrong:
        text = gettext("Bảng việc đang chờ khác với việc đã ghi, ở hồ sơ {cases}; dựng lại: tinhgon case rebuild.")
        tell(text.format(cases=", ".join(map(str, wrong[:20]))))
    return not wrong


def tell_counts(result: Verification) -> None:
    """How much a verification has read."""
    text = gettext("{decisions} quyết định, {entries} bút toán, {versions} trạng thái.")
    counts = {"decisions": result.decisions, "entries": result.entries, "versions": result.versions}
    line(text.format(**{name: shown_number(count) for name, count in counts.items()}))


def _tell_levels(result: Verification, *, asked: bool) -> None:
    broken = {finding.code for finding in result.findings}
    fits, differs, skipped = gettext("khớp"), gettext("không khớp"), gettext("không kiểm tra")
    chain = differs if broken & {"chain_broken", "columns_differ"} else fits
    fold = differs if "fold_differs" in broken else fits
    replay = differs if broken & {"replay_differs", "replay_refused"} else fits
    if not asked or "chain_broken" in broken:
        replay = skipped
    line(gettext("Chuỗi niêm phong: {result}.").format(result=chain))
    line(gettext("Trạng thái theo bút toán: {result}.").format(result=fold))
    line(gettext("Ghi lại từ đầu: {result}.").format(result=replay))


@command(
    "seal",
    vi="Ghi đầu của cả hai sổ ra một tệp có chữ ký, để người thứ hai giữ.",
    en="Write the heads of both books to a signed file, for a second pair of hands to keep.",
)
@click.argument("file", type=FILE)
@option("--force", is_flag=True, vi="ghi đè tệp đã có", en="overwrite the file")
def seal(*, file: Path, force: bool) -> None:
    if file.exists() and (not file.is_file() or not force):
        raise Conflict("file_exists", gettext_noop("{file} đã có; chọn tên khác hoặc thêm --force."), file=str(file))
    ledgers.enter_or_demo()
    from django.utils import timezone

    from tinhgon.config import env
    from tinhgon.decisions.heads import heads_now, signed
    from tinhgon.record import actor, acts
    from tinhgon.record.kinds.export import EXPORTS, Export

    acts.append(EXPORTS, Export(what=gettext_noop("đầu sổ"), format="json"), by=actor.shell())
    heads = heads_now()
    text = signed(heads, env.seal_key(), at=timezone.now().isoformat(timespec="seconds"))
    file.write_text(text, encoding="utf-8")
    told = gettext("Đã ghi đầu sổ (quyết định thứ {ordinal}, việc thứ {act}) vào {file}; cất nó ở nơi khác máy này.")
    line(told.format(ordinal=shown_number(heads.ledger.ordinal), act=shown_number(heads.record.ordinal), file=file))


@command("backup", vi="Sao lưu sổ ra một tệp.", en="Back up the ledger to a file.")
@click.argument("file", type=FILE)
@option("--force", is_flag=True, vi="ghi đè tệp đã có", en="overwrite the file")
def backup(*, file: Path, force: bool) -> None:
    from tinhgon.cli import archive

    if file.exists() and not file.is_file():
        raise Conflict("no_plain_file", gettext_noop("{file} không phải tệp thường; chọn tên khác."), file=str(file))
    if file.exists() and not force:
        raise Conflict("file_exists", gettext_noop("{file} đã có; chọn tên khác hoặc thêm --force."), file=str(file))
    if not file.absolute().parent.is_dir():
        raise Conflict("folder_missing", gettext_noop("Không có thư mục {folder}."), folder=str(file.absolute().parent))
    ledgers.enter_or_demo()
    from tinhgon.record import actor, acts
    from tinhgon.record.kinds.export import EXPORTS, Export

    acts.append(EXPORTS, Export(what=gettext_noop("sao lưu sổ"), format="tinhgon"), by=actor.shell())
    manifest = archive.backup(file)
    text = gettext("Đã sao lưu {count} quyết định vào {file} ({size} MB).")
    size = shown_number(max(1, round(file.stat().st_size / 1e6)))
    line(text.format(count=shown_number(manifest.last_ordinal), file=file, size=size))
    if manifest.key_check:
        text = gettext(
            "Bản sao lưu KHÔNG có khóa chủ ({check}); thiếu khóa ấy thì không đọc được tên người nào. Giữ riêng khóa: "
            "tinhgon key export."
        )
        line(text.format(check=manifest.key_check[:8]))


@command(
    "restore",
    vi="Phục hồi sổ từ tệp sao lưu; sổ cũ được giữ đến khi bản phục hồi đã kiểm tra xong.",
    en="Restore the ledger from a backup; the old one stays until the restored one has been verified.",
)
@click.argument("file", type=FILE)
@option("--force", is_flag=True, vi="thay một sổ đang có quyết định", en="replace a ledger that is not empty")
def restore(*, file: Path, force: bool) -> None:
    from tinhgon.cli import archive

    with archive.opened(file) as found:
        archive.need_key(found)
        ledgers.enter()
        if not force and not ledgers.is_empty():
            raise Conflict(
                "ledger_not_empty",
                gettext_noop("Sổ hiện có quyết định; sao lưu nó trước, rồi thêm --force nếu muốn thay."),
            )
        archive.restore(found)
        from tinhgon.record import actor, acts
        from tinhgon.record.kinds.keep_books import KEEPING, KeepBooks

        done = KeepBooks(done="restored", ordinal=found.manifest.last_ordinal)
        acts.append(KEEPING, done, by=actor.shell())
    text = gettext("Đã phục hồi {count} quyết định từ {file}; chuỗi niêm phong khớp.")
    line(text.format(count=shown_number(found.manifest.last_ordinal), file=file))
