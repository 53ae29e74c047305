"""The child of `confined`: answers one request after the other until the parent is gone.

What goes in and comes out is a head of JSON and the bytes that belong to it.
"""

from __future__ import annotations

import contextlib
import importlib
import json
import os
import resource
import socket
import struct
import sys
import time
import traceback
from collections.abc import Iterator
from types import ModuleType
from typing import Any

from tinhgon.basis.errors import Refusal, Wording

_HEAD = struct.Struct("!QQ")  # lengths: of the JSON, of the bytes behind it
_PIECE = 4 << 20


# -- what both sides say -----------------------------------------------------------------------------------------------


def parted(value: Any) -> tuple[Any, list[bytes]]:
    """The value with its bytes taken out, each in its place a {"bytes": n}; and the bytes."""
    parts: list[bytes] = []

    def out(one: Any) -> Any:
        if isinstance(one, bytes | bytearray | memoryview):
            parts.append(bytes(one))
            return {"bytes": len(parts) - 1}
        return one

    if isinstance(value, list | tuple):
        return [out(one) for one in value], parts
    return out(value), parts


def joined(value: Any, lengths: list[int], blob: bytes) -> Any:
    """The inverse of `parted`."""
    starts = [sum(lengths[:place]) for place in range(len(lengths))]

    def back(one: Any) -> Any:
        if isinstance(one, dict) and one.keys() == {"bytes"}:
            start = starts[one["bytes"]]
            return blob[start : start + lengths[one["bytes"]]]
        return one

    return [back(one) for one in value] if isinstance(value, list) else back(value)


def send(to: socket.socket, head: dict[str, Any], parts: list[bytes]) -> None:
    text = json.dumps(head, ensure_ascii=False).encode()
    to.sendall(_HEAD.pack(len(text), sum(map(len, parts))) + text)
    for part in parts:
        to.sendall(part)


def received(source: socket.socket, *, deadline: float | None, most: int) -> tuple[dict[str, Any], bytes]:
    head, body = _HEAD.unpack(_exactly(source, _HEAD.size, deadline))
    if head + body > most:
        raise ValueError(head + body)
    text = _exactly(source, head, deadline)
    return json.loads(text), bytes(_exactly(source, body, deadline))


def _exactly(source: socket.socket, length: int, deadline: float | None) -> bytearray:
    buffer = bytearray(length)
    view, place = memoryview(buffer), 0
    while place < length:
        if deadline is not None:
            left = deadline - time.monotonic()
            if left <= 0:
                raise TimeoutError
            source.settimeout(left)
        got = source.recv_into(view[place:], min(length - place, _PIECE))
        if got == 0:
            raise EOFError
        place += got
    return buffer


# -- the child ---------------------------------------------------------------------------------------------------------


def serve() -> None:
    """What the child does: answer one request after the other until the parent is gone."""
    source = socket.socket(fileno=int(sys.argv[1]))
    _bound(resource.RLIMIT_CORE, 0)
    _bound(resource.RLIMIT_FSIZE, 64 * 1024)  # its last words, no more
    while True:
        try:
            head, blob = received(source, deadline=None, most=sys.maxsize)
        except (EOFError, OSError):
            return
        answer, parts = _worked(head, blob)
        with contextlib.suppress(BrokenPipeError):
            send(source, {**answer, "parts": [len(part) for part in parts]}, parts)


def _worked(head: dict[str, Any], blob: bytes) -> tuple[dict[str, Any], list[bytes]]:
    try:
        work = _named(head["function"])
        arguments = joined(head["arguments"], head["parts"], blob)
        with _bounded(memory=head["memory"], cpu=head["cpu"]):
            result, parts = parted(work(*arguments))
    except Refusal as refusal:
        return {"refusal": _told(refusal)}, []
    except MemoryError:
        return {"memory": True}, []
    except BaseException as error:  # noqa: BLE001 (also what Rust panics raise, which are no Exceptions)
        trace = "".join(traceback.format_exception(error))[-4000:]
        return {"broken": trace, "memory": "capacity overflow" in str(error)}, []
    return {"result": result}, parts


def _told(refusal: Refusal) -> dict[str, Any]:
    data = {
        key: {"wording": str(value)} if isinstance(value, Wording) else value if _is_plain(value) else str(value)
        for key, value in refusal.data.items()
    }
    return {"kind": type(refusal).__name__, "code": refusal.code, "message": refusal.message, "data": data}


def _is_plain(value: Any) -> bool:
    return value is None or isinstance(value, str | int | float)


@contextlib.contextmanager
def _bounded(*, memory: int, cpu: int) -> Iterator[None]:
    used = resource.getrusage(resource.RUSAGE_SELF)
    _bound(resource.RLIMIT_CPU, int(used.ru_utime + used.ru_stime) + cpu + 1)
    _bound(resource.RLIMIT_AS, _address_space() + memory)
    try:
        yield
    finally:
        _bound(resource.RLIMIT_AS, resource.RLIM_INFINITY)
        _bound(resource.RLIMIT_CPU, resource.RLIM_INFINITY)


def _bound(what: int, most: int) -> None:
    with contextlib.suppress(ValueError, OSError):  # a system that has no such bound
        resource.setrlimit(what, (most, resource.getrlimit(what)[1]))


def _address_space() -> int:
    """Bytes of address space that the child has already."""
    try:
        with open("/proc/self/statm", encoding="ascii") as file:  # noqa: PTH123
            return int(file.read().split()[0]) * resource.getpagesize()
    except OSError:
        return 0 if sys.platform == "linux" else 64 << 30


def _named(function: str) -> Any:
    """`module:function`; packages of ours above the module are entered without running their `__init__`."""
    module, _, name = function.partition(":")
    first, *parents = module.split(".")[:-1]
    above = importlib.import_module(first)
    for parent in parents if first == "tinhgon" else ():
        full = f"{above.__name__}.{parent}"
        if full not in sys.modules:
            package = ModuleType(full)
            package.__path__ = [os.path.join(folder, parent) for folder in above.__path__]  # noqa: PTH118
            sys.modules[full] = package
        above = sys.modules[full]
    return getattr(importlib.import_module(module), name)
