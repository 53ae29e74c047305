"""Parsers that go wrong, for test_confined: run in the child only."""

from __future__ import annotations

import os
import time
from pathlib import Path
from typing import Any

from tinhgon.basis.errors import UnknownReference, Wording


def swell(how: str) -> int:
    return len(bytearray(1 << 40 if how == "at once" else 300 << 20))


def hang() -> None:
    while True:
        pass


def sleep() -> None:
    time.sleep(60)


def abort() -> None:
    os.abort()


def fall() -> None:
    raise SystemExit(3)


def leave() -> None:
    os._exit(0)


def flood() -> bytes:
    return bytes(8 << 20)


def refuse() -> None:
    raise UnknownReference("nobody", "{what}: {count}, {when}", what=Wording("đơn vị"), count=3, when=None)


def whoami() -> int:
    return os.getpid()


def environment() -> list[str]:
    return sorted(os.environ)


def write(path: str) -> None:
    Path(path).write_bytes(bytes(1 << 20))


def echo(*values: Any) -> list[Any]:
    return list(values)
