"""The master key: where it is kept, and that it is the one this ledger was sealed with.

The ledger holds a check value of its key (`key_check`), from which the key cannot be had. Every use of the key is held
against it: a key that is another, or is not there, is refused in words. A key is made only where nothing is sealed.
A ledger of a time before check values has one as soon as its key has opened one of the keys it wraps.
"""

import hmac
import os
import secrets
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from typing import Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from tinhgon.basis import sealed
from tinhgon.basis.errors import Conflict, gettext_noop
from tinhgon.config import env

VARIABLE, PLACE, FILE = "TINHGON_MASTER_KEY", "TINHGON_MASTER_KEY_FILE", "master.key"
MOST_LETTERS = 200
_DIGESTS = b"tinhgon digests of persons"
_WRAPPED_DIGESTS = b"digest key"


class KeyMissing(Conflict):
    """Names are sealed, and the key that opens them is not here."""


class KeyWrong(Conflict):
    """There is a key, and it is not the one of this ledger."""


@dataclass(frozen=True)
class Held:
    """What a ledger says of its key: its check value, the wrapped key of digests after a rotation, one wrapped key."""

    check: bytes | None
    digest_key: bytes | None
    sample: tuple[bytes, bytes] | None
    may_write: bool


def check_value(key: bytes) -> bytes:
    """16 bytes that equal keys have in common; nothing of the key can be had from them."""
    return hmac.digest(key, b"tinhgon check value of the master key", sha256)[:16]


def master_key() -> bytes:
    """The key of this ledger. Raises KeyMissing or KeyWrong."""
    return _known()[0]


def digest_key() -> bytes:
    """The key of the digests by which persons are found: it stays when the master key is changed."""
    return _known()[1]


def place() -> Path:
    """The file of the key: TINHGON_MASTER_KEY_FILE, which may lie apart from the data; else in the home folder."""
    given = env.text(PLACE)
    return Path(given).expanduser().absolute() if given else env.home() / FILE


def next_place() -> Path:
    """Where a new key waits until the ledger is wrapped by it."""
    return place().with_name(place().name + ".new")


def kept_key() -> bytes | None:
    """The key that this machine has, whether or not it is the ledger's; None when there is none."""
    return _parsed(env.text(VARIABLE), VARIABLE) if env.text(VARIABLE) else _in(place())


_KNOWN: dict[tuple[str, ...], tuple[bytes, bytes]] = {}


def forget() -> None:
    """Ask again: after a change of the key."""
    _KNOWN.clear()


def _known() -> tuple[bytes, bytes]:
    from django.db import connection

    values = connection.settings_dict
    # As stated, no path made of it: a roster asks this for every field it seals.
    where = (str(values["NAME"]), str(values["HOST"]), env.text("TINHGON_HOME"), env.text(VARIABLE), env.text(PLACE))
    if where not in _KNOWN:
        with connection.cursor() as cursor:
            held = _held(lambda statement: (cursor.execute(statement), cursor.fetchone())[1])
            key, is_new = _fitting(held)
            if is_new and held.may_write:
                cursor.execute(
                    "INSERT INTO key_check (id, check_value, made_at) VALUES (1, %s, now()) ON CONFLICT DO NOTHING",
                    [check_value(key)],
                )
        known = key, _digest_key_of(key, held)
        if is_new and not held.may_write:
            return known
        _KNOWN[where] = known
    return _KNOWN[where]


def _digest_key_of(key: bytes, held: Held) -> bytes:
    if held.digest_key is None:
        return hmac.digest(key, _DIGESTS, sha256)
    return sealed.unwrap(AESGCM(key), held.digest_key, _WRAPPED_DIGESTS)


def _held(ask: Callable[[str], Any]) -> Held:
    if ask("SELECT to_regclass('public.key_check') IS NULL")[0]:  # an older ledger that is just being migrated
        return Held(None, None, _sample(ask), may_write=False)
    row = ask(
        "SELECT (SELECT check_value FROM key_check), (SELECT digest_key FROM key_check),"
        " current_setting('transaction_read_only') = 'off'"
    )
    check, digests = (None if value is None else bytes(value) for value in row[:2])
    return Held(check, digests, _sample(ask) if check is None else None, bool(row[2]))


def _sample(ask: Callable[[str], Any]) -> tuple[bytes, bytes] | None:
    """A wrapped key of the ledger with its place, when there is any."""
    if (person := ask("SELECT person_id, wrapped FROM person_key LIMIT 1")) is not None:
        return bytes(person[1]), f"key:{person[0]}".encode()
    if (record := ask("SELECT stream, person_id, wrapped FROM record_key LIMIT 1")) is not None:
        return bytes(record[2]), f"record key:{record[0]}:{record[1]}".encode()
    return None


def _fitting(held: Held) -> tuple[bytes, bool]:
    """The key, and whether the ledger has no check value of it yet. Raises KeyMissing, KeyWrong."""
    key = kept_key()
    if key is None:
        if held.check is not None or held.sample is not None:
            raise KeyMissing("key_missing", _MISSING, file=str(place()), check=_told(held.check))
        key = _made()
    if held.check is None:
        if held.sample is not None and not _opens(key, *held.sample):
            raise KeyWrong("key_wrong", _WRONG, check=_told(None), found=_told(check_value(key)))
        return key, True
    if not hmac.compare_digest(held.check, check_value(key)):
        new = _in(next_place())
        if new is None or not hmac.compare_digest(held.check, check_value(new)):
            raise KeyWrong("key_wrong", _WRONG, check=_told(held.check), found=_told(check_value(key)))
        put_in_place()  # a rotation that was cut off between the ledger and the file
        key = new
    return key, False


_MISSING = gettext_noop(
    "Sổ có tên người đã niêm phong nhưng máy này không có khóa chủ ({check}); đặt lại tệp {file} hoặc "
    "TINHGON_MASTER_KEY, hay tinhgon key import từ bản giữ khóa. Không tạo khóa mới, không ghi gì."
)
_WRONG = gettext_noop(
    "Khóa chủ đang dùng ({found}) không phải khóa của sổ này ({check}); đặt lại đúng khóa (master.key hoặc "
    "TINHGON_MASTER_KEY). Không đọc và không ghi tên người nào."
)
_CLOSED = gettext_noop(
    "Khóa chủ này không mở được {place}: đã bị sửa, hoặc niêm phong bằng khóa khác. Chưa thay khóa nào; "
    "phục hồi khóa ấy từ bản sao lưu, xem tinhgon key check."
)


def _opens(key: bytes, wrapped: bytes, place: bytes) -> bool:
    try:
        sealed.unwrap(AESGCM(key), wrapped, place)
    except InvalidTag:
        return False
    return True


def _told(check: bytes | None) -> str:
    """The first letters of a check value, as people compare them."""
    return "?" if check is None else check.hex()[:8]


# -- kept --------------------------------------------------------------------------------------------------------------


def _made() -> bytes:
    return _parsed(env.kept_secret(place(), lambda: secrets.token_hex(32)), str(place()))


def _in(path: Path) -> bytes | None:
    """The key in a file; None where there is none. A pipe or a device is never read: it may not end."""
    if not path.exists():
        return None
    text = ""
    if path.is_file():
        with path.open(encoding="ascii", errors="replace") as file:
            text = file.read(MOST_LETTERS).strip()
    return _parsed(text, str(path))


def _parsed(text: str, where: str) -> bytes:
    try:
        key = bytes.fromhex(text)
    except ValueError:
        key = b""
    if len(key) != 32:
        raise KeyWrong(
            "key_unreadable",
            gettext_noop("{where} không phải khóa chủ: cần đúng 64 chữ số thập lục phân."),
            where=where,
        )
    return key


def keep(key: bytes, path: Path) -> None:
    """Write a key to a file that only its owner reads, whole or not at all."""
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "w", encoding="ascii") as file:
        file.write(key.hex() + "\n")
        file.flush()
        os.fsync(file.fileno())


def put_in_place() -> Path | None:
    """The new key takes the place of the old one, which stays under its check value: older backups need it."""
    current, old = place(), None
    if (key := _in(current)) is not None:
        old = current.with_name(f"{current.name}.{_told(check_value(key))}")
        current.replace(old)
    next_place().replace(current)
    return old


# -- changed -----------------------------------------------------------------------------------------------------------


@lru_cache(maxsize=4)
def _cipher(key: bytes) -> AESGCM:
    return AESGCM(key)


def held_by(connection: Any) -> Held:
    """What the ledger at the end of a psycopg connection says of its key."""
    return _held(lambda statement: connection.execute(statement).fetchone())


def rewrap(connection: Any, old: bytes, new: bytes) -> int:
    """Wrap every key of the ledger by the new master key, as the owner, in the caller's transaction; how many.

    The key of digests is kept, wrapped: persons are found as before. Raises KeyWrong for a key that does not open.
    """
    held = held_by(connection)
    digests = sealed.wrap(_cipher(new), _digest_key_of(old, held), _WRAPPED_DIGESTS)
    count = 0
    with connection.cursor() as cursor, connection.cursor() as writer:
        cursor.execute("SELECT person_id, wrapped FROM person_key")
        rows = [(_again(old, new, wrapped, f"key:{one}"), one) for one, wrapped in cursor.fetchall()]
        writer.executemany("UPDATE person_key SET wrapped = %s WHERE person_id = %s", rows)
        count += len(rows)
        cursor.execute("SELECT stream, person_id, wrapped FROM record_key")
        kept = [(_again(old, new, key, f"record key:{s}:{one}"), s, one) for s, one, key in cursor.fetchall()]
        writer.executemany("UPDATE record_key SET wrapped = %s WHERE stream = %s AND person_id = %s", kept)
        count += len(kept)
        writer.execute(
            "INSERT INTO key_check (id, check_value, digest_key, made_at) VALUES (1, %s, %s, now()) ON CONFLICT (id)"
            " DO UPDATE SET check_value = excluded.check_value, digest_key = excluded.digest_key, made_at = now()",
            [check_value(new), digests],
        )
    return count


def _again(old: bytes, new: bytes, wrapped: bytes, place: str) -> bytes:
    try:
        key = sealed.unwrap(_cipher(old), bytes(wrapped), place.encode())
    except InvalidTag:
        raise KeyWrong("key_unreadable", _CLOSED, place=place) from None
    return sealed.wrap(_cipher(new), key, place.encode())


def unreadable_keys(connection: Any, key: bytes) -> tuple[int, int]:
    """How many keys the ledger holds, and how many of them this master key does not open."""
    count = closed = 0
    for place, wrapped in connection.execute(
        "SELECT 'key:' || person_id, wrapped FROM person_key"
        " UNION ALL SELECT 'record key:' || stream || ':' || person_id, wrapped FROM record_key"
    ):
        count += 1
        closed += not _opens(key, bytes(wrapped), place.encode())
    return count, closed
