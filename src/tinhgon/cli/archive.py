"""The file of a backup: a tar with a manifest and a dump in PostgreSQL's custom format; taken, checked, put back.

The dump and the manifest speak of the same snapshot. A restore fills a database of its own, is verified there, and
only then takes the place of the old one.
"""

from __future__ import annotations

import contextlib
import hashlib
import io
import json
import os
import subprocess
import tarfile
import tempfile
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import IO, Any

import psycopg
from django.db import connections
from psycopg import sql
from psycopg.conninfo import make_conninfo

from tinhgon import __version__
from tinhgon.basis.errors import BadInput, Conflict, Wording, gettext_noop
from tinhgon.cli import ledgers
from tinhgon.config import env, keys, server
from tinhgon.config.embedded import MAJOR, bin_folder
from tinhgon.decisions import verify

Connection = psycopg.Connection[Any]
FORMAT = 1
MANIFEST, DUMP = "manifest.json", "ledger.dump"
PIECE = 1 << 20


@dataclass(frozen=True)
class Manifest:
    """What a backup holds: `sha256` is that of the dump, the last ordinal and hash are the end of the chain."""

    format: int
    tinhgon: str
    postgres: int
    last_ordinal: int
    last_hash: str
    sha256: str
    key_check: str = ""
    """Of the master key that opens the names: the key itself is not in a backup."""


@dataclass(frozen=True)
class Archive:
    """A backup whose file was checked, with the dump laid out beside it."""

    manifest: Manifest
    dump: Path
    name: str


# -- taking ------------------------------------------------------------------------------------------------------------


def backup(file: Path) -> Manifest:
    """Write the backup; the file appears under its name when it is whole, readable for its owner only."""
    with tempfile.TemporaryDirectory(prefix=f".{file.name}.", dir=file.absolute().parent) as folder:
        dump, draft = Path(folder, DUMP), Path(folder, "backup")
        with server.owner_connection(autocommit=False) as connection:
            connection.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
            snapshot = _one(connection, "SELECT pg_export_snapshot()")[0]
            ordinal, digest = _end_of_chain(connection)
            check = _one(connection, "SELECT coalesce(max(encode(check_value, 'hex')), '') FROM key_check")[0]
            _run(
                "pg_dump", server.current().owner,
                f"--snapshot={snapshot}", "--format=custom", "--no-owner", "--no-privileges",
                "--exclude-table-data=django_session", f"--file={dump}",
            )  # fmt: skip
            version = connection.info.server_version // 10000
        with dump.open("rb") as opened_dump:
            sha256 = hashlib.file_digest(opened_dump, "sha256").hexdigest()
        manifest = Manifest(FORMAT, __version__, version, ordinal, digest, sha256, check)
        _pack(draft, manifest, dump)
        draft.replace(file)
    return manifest


def _pack(draft: Path, manifest: Manifest, dump: Path) -> None:
    text = json.dumps(asdict(manifest), indent=2).encode() + b"\n"
    handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "wb") as file:
        with tarfile.open(fileobj=file, mode="w") as tar:
            head = tarfile.TarInfo(MANIFEST)
            head.size, head.mode = len(text), 0o600
            tar.addfile(head, io.BytesIO(text))
            body = tarfile.TarInfo(DUMP)
            body.size, body.mode = dump.stat().st_size, 0o600
            with dump.open("rb") as content:
                tar.addfile(body, content)
        file.flush()
        os.fsync(file.fileno())


def _end_of_chain(connection: Connection) -> tuple[int, str]:
    row = connection.execute("SELECT ordinal, hash FROM decision ORDER BY ordinal DESC LIMIT 1").fetchone()
    return (row[0], row[1]) if row else (0, "")


def _one(connection: Connection, statement: str) -> tuple[Any, ...]:
    return tuple(connection.execute(statement).fetchone() or ())


# -- reading -----------------------------------------------------------------------------------------------------------


@contextlib.contextmanager
def opened(file: Path) -> Iterator[Archive]:
    """A backup file, checked: its form, its version, its SHA-256."""
    if not file.is_file():
        raise BadInput("file_missing", gettext_noop("Không có tệp {file}."), file=str(file))
    with tempfile.TemporaryDirectory(prefix="restore-", dir=env.scratch()) as folder:
        dump = Path(folder, DUMP)
        try:
            with tarfile.open(file, mode="r:") as tar:
                manifest = _manifest(_member(tar, MANIFEST).read(PIECE), file.name)
                digest = _unpack(_member(tar, DUMP), dump)
        except (tarfile.TarError, KeyError, TypeError, ValueError):
            raise BadInput(
                "not_a_backup",
                gettext_noop("{file} không phải tệp sao lưu của tinhgon, hoặc đã hỏng."),
                file=file.name,
            ) from None
        if digest != manifest.sha256:
            raise BadInput(
                "backup_damaged",
                gettext_noop("{file} đã hỏng: mã SHA-256 không khớp; dùng bản sao lưu khác."),
                file=file.name,
            )
        yield Archive(manifest, dump, file.name)


def _member(tar: tarfile.TarFile, name: str) -> IO[bytes]:
    content = tar.extractfile(name)
    if content is None:
        raise KeyError(name)
    return content


def _manifest(text: bytes, name: str) -> Manifest:
    fields = json.loads(text)
    if fields["format"] != FORMAT or _parts(fields["tinhgon"]) > _parts(__version__):
        raise BadInput(
            "backup_newer",
            gettext_noop("{file} do tinhgon {version} ghi, bản này không đọc được; hãy nâng cấp tinhgon."),
            file=name,
            version=fields["tinhgon"],
        )
    return Manifest(**fields)


def _parts(version: str) -> list[int]:
    return [int(part) for part in version.split(".")[:3]]


def _unpack(content: IO[bytes], dump: Path) -> str:
    digest = hashlib.sha256()
    with dump.open("wb") as file:
        while piece := content.read(PIECE):
            digest.update(piece)
            file.write(piece)
    return digest.hexdigest()


# -- putting back ------------------------------------------------------------------------------------------------------


def need_key(archive: Archive) -> None:
    """Raises Conflict when this machine does not have the master key that the backup was sealed with."""
    key = keys.kept_key()
    found = "" if key is None else keys.check_value(key).hex()
    if archive.manifest.key_check and found != archive.manifest.key_check:
        raise Conflict(
            "key_of_backup_missing",
            gettext_noop(
                "{file} niêm phong tên người bằng khóa chủ {check}, máy này {found}; đặt lại khóa ấy trước (tinhgon "
                "key import, hoặc tệp master.key). Không có gì thay đổi."
            ),
            file=archive.name,
            check=archive.manifest.key_check[:8],
            found=Wording(_HAS_ANOTHER) if found else Wording(_HAS_NONE),
        )


_HAS_ANOTHER, _HAS_NONE = gettext_noop("có khóa khác"), gettext_noop("chưa có khóa")


def restore(archive: Archive) -> None:
    """Fill a new database, verify it, let it take the place of the present one."""
    owner = dict(server.current().owner)
    name = owner["dbname"]
    fresh = f"{name}_restore_{os.getpid()}"
    with psycopg.connect(make_conninfo(**{**owner, "dbname": "postgres"}), autocommit=True) as admin:
        _do(admin, "CREATE DATABASE {} ENCODING 'UTF8' TEMPLATE template0", fresh)
        try:
            _fill({**owner, "dbname": fresh}, archive)
            _take_place(admin, fresh, name)
        except BaseException:
            connections.close_all()
            _do(admin, "DROP DATABASE IF EXISTS {} WITH (FORCE)", fresh)
            raise
        finally:
            ledgers.point_at(name)
    ledgers.enter()


def _fill(fresh: server.Parameters, archive: Archive) -> None:
    """The dump, then whatever migrations it lacks, then who may do what; triggers are never switched off."""
    _run(
        "pg_restore", fresh,
        "--no-owner", "--no-privileges", "--exit-on-error", "--single-transaction", "--format=custom",
        str(archive.dump),
    )  # fmt: skip
    ledgers.point_at(fresh["dbname"])
    ledgers.enter()
    server.reprovision()
    with server.owner_connection() as connection:
        end = _end_of_chain(connection)
        idle = _one(connection, "SELECT count(*) FROM pg_trigger WHERE NOT tgisinternal AND tgenabled = 'D'")[0]
    verification = verify(replay=False)
    if any(finding.code in ("key_unreadable", "record_key_unreadable") for finding in verification.findings):
        raise Conflict(
            "restore_without_key",
            gettext_noop(
                "{file}: khóa chủ đang dùng không phải của bản sao lưu này; đặt lại đúng khóa chủ rồi phục hồi."
            ),
            file=archive.name,
        )
    if end != (archive.manifest.last_ordinal, archive.manifest.last_hash) or idle or not verification.is_sound:
        raise Conflict(
            "restored_differs",
            gettext_noop("{file}: bản phục hồi không khớp chuỗi niêm phong; sổ hiện có được giữ nguyên."),
            file=archive.name,
        )
    connections.close_all()


def _take_place(admin: Connection, fresh: str, name: str) -> None:
    old = f"{name}_before_{os.getpid()}"
    connections.close_all()
    try:
        _do(admin, "ALTER DATABASE {} RENAME TO {}", name, old)
    except psycopg.errors.ObjectInUse:
        raise Conflict(
            "ledger_in_use",
            gettext_noop("Sổ đang được dùng; dừng tinhgon serve và các lệnh khác rồi phục hồi lại."),
        ) from None
    try:
        _do(admin, "ALTER DATABASE {} RENAME TO {}", fresh, name)
    except BaseException:
        _do(admin, "ALTER DATABASE {} RENAME TO {}", old, name)
        raise
    _do(admin, "DROP DATABASE {} WITH (FORCE)", old)


def _do(admin: Connection, statement: str, *names: str) -> None:
    admin.execute(sql.SQL(statement).format(*map(sql.Identifier, names)))


def _program(name: str, wanted: int) -> Path:
    """The program of the server's own version, else the next newer one: an older one refuses to work with it."""
    found = {int(path.parts[-3]): path for path in Path("/usr/lib/postgresql").glob(f"*/bin/{name}")}
    with contextlib.suppress(server.ServerProblem):
        found.setdefault(MAJOR, bin_folder() / name)
    fitting = [version for version in found if version >= wanted]
    return found[min(fitting)] if fitting else server.pg_binary(name)


def _run(program: str, parameters: server.Parameters, *arguments: str) -> None:
    """A program of PostgreSQL; the password goes through the environment, where `ps` does not show it."""
    shown = {key: value for key, value in parameters.items() if key != "password"}
    environment = {**os.environ, "LC_ALL": "C"}
    with psycopg.connect(make_conninfo(**parameters)) as connection:
        path = _program(program, connection.info.server_version // 10000)
    if "password" in parameters:
        environment["PGPASSWORD"] = parameters["password"]
    done = subprocess.run(
        [str(path), "--no-password", f"--dbname={make_conninfo(**shown)}", *arguments],
        stdin=subprocess.DEVNULL, capture_output=True, check=False, env=environment,
        text=True, encoding="utf-8", errors="replace",
    )  # fmt: skip
    if done.returncode != 0:
        reason = next(iter(done.stderr.strip().splitlines()), str(done.returncode))
        raise server.ServerProblem(
            "program_failed", gettext_noop("{program} không làm được: {reason}"), program=program, reason=reason
        )
