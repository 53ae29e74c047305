"""tinhgon key: the master key that opens the names of the books: looked at, changed, given out, taken back."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from tinhgon.basis.errors import BadInput, Conflict, gettext_noop
from tinhgon.cli import ledgers
from tinhgon.cli.commands import FILE, command, command_group, option
from tinhgon.cli.guard import REFUSED
from tinhgon.cli.output import line, shown_number
from tinhgon.cli.words import gettext, tell

if TYPE_CHECKING:
    from tinhgon.record.kinds.keep_books import Done

key = command_group(
    "key", vi="Khóa chủ: mở tên người đã niêm phong.", en="The master key, which opens the sealed names of persons."
)


@command("check", group=key, vi="Khóa của máy này có phải khóa của sổ không.", en="Whether this key is the ledger's.")
def check() -> int:
    ledgers.enter_or_demo()
    from tinhgon.config import env, keys, server

    mine = keys.master_key()
    where = keys.VARIABLE if env.text(keys.VARIABLE) else str(keys.place())
    with server.owner_connection() as connection:
        count, closed = keys.unreadable_keys(connection, mine)
    text = gettext("Khóa chủ {check} ở {where} là khóa của sổ này; mở được {count} khóa.")
    line(text.format(check=_short(mine), where=where, count=shown_number(count - closed)))
    if closed:
        text = gettext("{count} khóa không mở được bằng khóa chủ này: chúng đã bị sửa, hoặc niêm phong bằng khóa khác.")
        tell(text.format(count=shown_number(closed)))
    return REFUSED if closed else 0


@command(
    "rotate",
    group=key,
    vi="Thay khóa chủ: mọi khóa được bọc lại bằng khóa mới; khóa cũ giữ cho các bản sao lưu cũ.",
    en="Change the master key: every key is wrapped anew; the old one stays, for older backups.",
)
@option("--out", type=FILE, default=None, metavar="FILE", vi="ghi khóa mới vào tệp này", en="where the new key goes")
def rotate(*, out: Path | None) -> None:
    import secrets

    ledgers.enter()
    from tinhgon.config import env, keys, server

    old, new = keys.master_key(), secrets.token_bytes(32)
    given = bool(env.text(keys.VARIABLE))
    if given and out is None:
        raise BadInput(
            "key_in_variable",
            gettext_noop("Khóa chủ ở biến {variable}: thêm --out FILE để nhận khóa mới, rồi đổi biến ấy."),
            variable=keys.VARIABLE,
        )
    target = out if given and out is not None else keys.next_place()
    target.unlink(missing_ok=True) if not given else None
    keys.keep(new, target)
    try:
        with server.owner_connection() as connection, connection.transaction():
            _refuse_others(connection)
            count = keys.rewrap(connection, old, new)
    except Conflict:  # said before anything was kept: the new key opens nothing
        target.unlink()
        raise
    before = None if given else keys.put_in_place()
    keys.forget()
    if not given:  # the variable still has the old key: what is written from here on would be sealed with it
        _note("key_changed", key=_short(new))
    text = gettext("Đã thay khóa chủ {old} bằng {new}; bọc lại {count} khóa.")
    line(text.format(old=_short(old), new=_short(new), count=shown_number(count)))
    from tinhgon.cli import sweeping

    sweeping.swept()
    if given:
        text = gettext("Đặt {variable} bằng nội dung của {file} trước lệnh sau.")
        line(text.format(variable=keys.VARIABLE, file=target))
    elif before is not None:
        text = gettext("Khóa cũ giữ ở {file}: các bản sao lưu cũ cần nó. Xuất khóa mới: tinhgon key export.")
        line(text.format(file=before))


@command(
    "sweep",
    group=key,
    vi="Xóa trên đĩa những gì còn lại của các khóa đã hủy hoặc đã thay.",
    en="Remove what the disk still holds of keys that were destroyed or changed.",
)
def sweep() -> int:
    ledgers.enter_or_demo()
    from tinhgon.cli import sweeping

    return 0 if sweeping.swept() else REFUSED


def _refuse_others(connection: object) -> None:
    """A process that runs would go on to seal with the old key."""
    row = connection.execute(  # type: ignore[attr-defined]
        "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND backend_type = 'client backend'"
        " AND pid NOT IN (SELECT pg_backend_pid()) AND application_name <> 'tinhgon key'"
    ).fetchone()
    from django.db import connections

    mine = sum(one.connection is not None for one in connections.all(initialized_only=True))
    if row[0] > mine:
        raise Conflict(
            "ledger_in_use", gettext_noop("Sổ đang được dùng; dừng tinhgon serve và các lệnh khác rồi làm lại.")
        )


@command(
    "export",
    group=key,
    vi="Xuất khóa chủ ra tệp có cụm mật khẩu; nêu hai tệp thì khóa chia đôi cho hai người giữ.",
    en="Export the master key to a file with a passphrase; two files: split in halves for two people.",
)
@click.argument("files", type=FILE, nargs=-1, required=True)
def export(*, files: Sequence[Path]) -> None:
    from tinhgon.cli import key_files

    _one_or_two(files)
    ledgers.enter()
    from tinhgon.config import keys

    mine = keys.master_key()
    parts = [(0, mine)] if len(files) == 1 else list(enumerate(key_files.halves(mine), start=1))
    for path, (half, part) in zip(files, parts, strict=True):
        key_files.write(path, part, of=mine, half=half, passphrase=_passphrase(path, twice=True))
    _note("key_exported", key=_short(mine), parts=len(parts))
    text = gettext("Đã xuất khóa chủ {check} ra {files}. Cất riêng khỏi bản sao lưu; cụm mật khẩu không phục hồi được.")
    line(text.format(check=_short(mine), files=", ".join(map(str, files))))


@command(
    "import",
    group=key,
    vi="Đặt lại khóa chủ từ tệp đã xuất (hai tệp nếu khóa chia đôi).",
    en="Put the master key back from an exported file (two files: from its halves).",
)
@click.argument("files", type=FILE, nargs=-1, required=True)
def import_(*, files: Sequence[Path]) -> None:
    from tinhgon.cli import key_files

    _one_or_two(files)
    read = [key_files.read(path, _passphrase(path, twice=False)) for path in files]
    if [half for _, half, _ in sorted(read, key=lambda one: one[1])] != ([0] if len(read) == 1 else [1, 2]):
        raise BadInput("key_halves", gettext_noop("Khóa chia đôi cần đúng hai tệp, nửa thứ nhất và nửa thứ hai."))
    found = read[0][0] if len(read) == 1 else key_files.joined(read[0][0], read[1][0])
    from tinhgon.config import env, keys

    env.make_home()
    if any(keys.check_value(found).hex() != check for *_, check in read):
        raise BadInput("key_halves_differ", gettext_noop("Hai tệp không phải hai nửa của cùng một khóa."))
    target = keys.place()
    if target.exists() and keys.kept_key() != found:
        raise Conflict(
            "key_there",
            gettext_noop("{file} đã có một khóa khác; muốn thay thì đổi tên tệp ấy."),
            file=str(target),
        )
    if not target.exists():
        keys.keep(found, target)
    text = gettext("Khóa chủ {check} đã ở {file}; đối chiếu với sổ: tinhgon key check.")
    line(text.format(check=_short(found), file=target))


def _one_or_two(files: Sequence[Path]) -> None:
    if len(files) > 2 or len(set(files)) < len(files):
        raise BadInput("key_files", gettext_noop("Nêu một tệp, hoặc hai tệp khác nhau cho hai nửa."))


def _passphrase(path: Path, *, twice: bool) -> str:
    if not sys.stdin.isatty():
        return sys.stdin.readline().rstrip("\r\n")
    again = gettext("Nhập lại cụm mật khẩu") if twice else False
    asked: str = click.prompt(
        gettext("Cụm mật khẩu của {file}").format(file=path), hide_input=True, err=True, confirmation_prompt=again
    )
    return asked


def _note(done: Done, **more: Any) -> None:
    """What was done with the key is an act of the record."""
    from tinhgon.record import actor, acts
    from tinhgon.record.kinds.keep_books import KEEPING, KeepBooks

    acts.append(KEEPING, KeepBooks(done=done, **more), by=actor.shell())


def _short(key: bytes) -> str:
    from tinhgon.config.keys import check_value

    return check_value(key).hex()[:8]
