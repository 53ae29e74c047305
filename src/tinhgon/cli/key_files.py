"""A master key outside of the machine: a file that a passphrase opens, or two halves that two people keep.

A half is 32 bytes that say nothing by themselves: one is random, the other is the key with it taken away (XOR). Each
file is sealed with AES-256-GCM by a key that scrypt makes of its passphrase.
"""

from __future__ import annotations

import json
import os
import secrets
from base64 import b64decode, b64encode
from pathlib import Path
from typing import Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.scrypt import Scrypt

from tinhgon.basis import sealed
from tinhgon.basis.errors import BadInput, Conflict, gettext_noop
from tinhgon.config.keys import check_value

FORMAT = 1
SHORTEST = 12
_COST, _BLOCK, _LANES = 1 << 16, 8, 1  # 64 MB, some tenths of a second for each guess
_MOST_BYTES = 10_000


def halves(key: bytes) -> tuple[bytes, bytes]:
    """Two halves that only together are the key."""
    first = secrets.token_bytes(len(key))
    return first, joined(key, first)


def joined(first: bytes, second: bytes) -> bytes:
    """The key of two halves."""
    return bytes(one ^ other for one, other in zip(first, second, strict=True))


def write(path: Path, part: bytes, *, of: bytes, half: int, passphrase: str) -> None:
    """Write a key (half 0) or one of its halves (1, 2) to a new file. Raises Conflict when it is there."""
    if len(passphrase) < SHORTEST:
        raise BadInput(
            "passphrase_short", gettext_noop("Cụm mật khẩu ngắn quá: cần ít nhất {least} ký tự."), least=SHORTEST
        )
    salt = secrets.token_bytes(16)
    told = {"tinhgon_key": FORMAT, "half": half, "check": check_value(of).hex()}
    cipher = AESGCM(_stretched(passphrase, salt))
    wrapped = sealed.wrap(cipher, part, _place(told))
    text = json.dumps({**told, "kdf": "scrypt", "salt": _text(salt), "sealed": _text(wrapped)}, indent=2) + "\n"
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        raise Conflict("file_exists", gettext_noop("{file} đã có; chọn tên khác."), file=str(path)) from None
    with os.fdopen(handle, "w", encoding="utf-8") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())


def read(path: Path, passphrase: str) -> tuple[bytes, int, str]:
    """What a file holds: the key or a half, which half (0: the whole), the check value of the key in hexadecimal."""
    told = _fields(path)
    try:
        salt, wrapped = b64decode(told["salt"]), b64decode(told["sealed"])
        part = sealed.unwrap(AESGCM(_stretched(passphrase, salt)), wrapped, _place(told))
    except (KeyError, TypeError, ValueError):
        raise _no_key_file(path) from None
    except InvalidTag:
        raise BadInput(
            "passphrase_wrong", gettext_noop("Cụm mật khẩu không mở được {file}, hoặc tệp đã bị sửa."), file=path.name
        ) from None
    return part, int(told["half"]), str(told["check"])


def _fields(path: Path) -> dict[str, Any]:
    if not path.is_file():
        raise BadInput("file_missing", gettext_noop("Không có tệp {file}."), file=str(path))
    try:
        with path.open("rb") as file:
            told = json.loads(file.read(_MOST_BYTES))
    except ValueError:
        raise _no_key_file(path) from None
    if not isinstance(told, dict) or told.get("tinhgon_key") != FORMAT or told.get("half") not in (0, 1, 2):
        raise _no_key_file(path)
    return told


def _no_key_file(path: Path) -> BadInput:
    return BadInput("no_key_file", gettext_noop("{file} không phải tệp khóa của tinhgon."), file=path.name)


def _place(told: dict[str, Any]) -> bytes:
    return f"tinhgon key {told['tinhgon_key']}:{told['half']}:{told['check']}".encode()


def _stretched(passphrase: str, salt: bytes) -> bytes:
    return Scrypt(salt=salt, length=32, n=_COST, r=_BLOCK, p=_LANES).derive(passphrase.encode())


def _text(data: bytes) -> str:
    return b64encode(data).decode()
