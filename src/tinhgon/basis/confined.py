"""Files from outside are parsed in a process of their own, which may fail, swell or hang without harm.

`confined("tinhgon.x.y:function", data, ..., name="tep.xlsx")` runs the function in a child process with bounds of
memory, processor time and wall time; it has no environment of ours (no keys, no addresses of databases), may write no
file, and is killed when it goes too far. The answer is the function's result, or one sentence.

The function is named, not given: the child imports its module alone, without the `__init__` of the packages above it,
so that it starts in the time of that module's own imports. What goes in and comes out is JSON, with bytes beside it:
nothing that a child says is unpickled. A Refusal that the function raises is raised here.

    result  str, bytes, numbers, None, lists and dicts of these (bytes only at the top of a list or as the whole)
"""

from __future__ import annotations

import atexit
import contextlib
import logging
import os
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass
from typing import IO, Any

from tinhgon.basis import errors
from tinhgon.basis.confined_child import joined, parted, received, send
from tinhgon.basis.errors import BadInput, Conflict, Refusal, Wording, gettext_noop

MB = 1 << 20
_LOG = logging.getLogger(__name__)
AT_ONCE = 2
"""Children that work at the same time in one process; others wait their turn."""
_JOBS = 50  # of one child, before another takes its place
_CHILD = "from tinhgon.basis.confined_child import serve; serve()"
_KEPT_ENVIRONMENT = ("PATH", "PYTHONPATH", "PYTHONHOME", "VIRTUAL_ENV", "TMPDIR", "LD_LIBRARY_PATH", "SYSTEMROOT")


@dataclass(frozen=True)
class Limits:
    """How far a child may go. `memory` in bytes, beyond what it has when it begins; `cpu`, `wall` in seconds; `answer`
    in bytes."""

    memory: int = 1024 * MB
    cpu: int = 60
    wall: int = 90
    answer: int = 1024 * MB


DEFAULT = Limits()


class TooHeavy(BadInput):
    """The file needs more memory than one file may have."""


class TooSlow(BadInput):
    """The file takes more time than one file may have."""


class Breaks(BadInput):
    """The parser fell over it."""


def confined(function: str, /, *arguments: Any, name: str, limits: Limits = DEFAULT) -> Any:
    """The result of `module:function` on the arguments (JSON values or bytes), run in a child process.

    `name` is the file's, for the sentences. Raises the function's own Refusal; TooHeavy, TooSlow or Breaks when the
    child had to be ended or fell over; Conflict when too many others wait.
    """
    with _turn(limits), _worker() as worker:
        head, blob = worker.ask({"function": function, "memory": limits.memory, "cpu": limits.cpu}, arguments, limits)
        if head is None:
            raise _ended(worker, name, limits)
    if "result" in head:
        return joined(head["result"], head["parts"], blob)
    if "refusal" in head:
        raise _refusal(head["refusal"])
    if head.get("memory"):
        raise _too_heavy(name, limits)
    _LOG.warning("a reader fell over a file (%s):\n%s", function, head.get("broken", ""))
    raise _breaks(name)


# -- here --------------------------------------------------------------------------------------------------------------


class _Worker:
    """A child and the socket to it."""

    def __init__(self) -> None:
        self.jobs = 0
        self.timed_out = False
        ours, theirs = socket.socketpair()
        self.told: IO[bytes] = tempfile.TemporaryFile()  # noqa: SIM115 (closed in `end`)
        environment = {key: value for key in _KEPT_ENVIRONMENT if (value := os.environ.get(key)) is not None}
        with theirs:
            self.process = subprocess.Popen(
                [sys.executable, "-B", "-c", _CHILD, str(theirs.fileno())],
                pass_fds=[theirs.fileno()], stdin=subprocess.DEVNULL, stdout=self.told, stderr=self.told, cwd="/",
                env={**environment, "POLARS_MAX_THREADS": "2", "PYTHONUTF8": "1", "PYTHONPATH": _search_path()},
                start_new_session=True,
            )  # fmt: skip
        self.socket = ours

    def ask(
        self, head: dict[str, Any], arguments: tuple[Any, ...], limits: Limits
    ) -> tuple[dict[str, Any] | None, bytes]:
        """What the child answers; None when it ended or had to be ended."""
        self.jobs += 1
        values, parts = parted(list(arguments))
        deadline = time.monotonic() + limits.wall
        try:
            self.socket.settimeout(limits.wall)
            send(self.socket, {**head, "arguments": values, "parts": [len(part) for part in parts]}, parts)
            return received(self.socket, deadline=deadline, most=limits.answer)
        except TimeoutError:
            self.timed_out = True
        except (OSError, EOFError, ValueError):
            pass
        self.end()
        return None, b""

    def end(self) -> None:
        """Kill the child; what it said last stays in `last_words`."""
        with contextlib.suppress(OSError):
            self.socket.close()
        if self.process.poll() is None and not self.timed_out:
            with contextlib.suppress(subprocess.TimeoutExpired):
                self.process.wait(timeout=1)  # it is dying by itself: of what, its code says
        if self.process.returncode is None:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(self.process.pid, signal.SIGKILL)  # with what it may have started
        self.process.wait()
        with contextlib.suppress(ValueError, OSError):
            self.told.seek(0)
            self.last_words = self.told.read(8192).decode(errors="replace")
            self.told.close()

    last_words = ""

    @property
    def alive(self) -> bool:
        return self.process.poll() is None


_LOCK = threading.Lock()
_IDLE: list[_Worker] = []
_TURNS = threading.BoundedSemaphore(AT_ONCE)


@contextlib.contextmanager
def _turn(limits: Limits) -> Iterator[None]:
    if not _TURNS.acquire(timeout=limits.wall):
        raise Conflict(
            "readers_busy", gettext_noop("Máy đang đọc nhiều tệp khác; đợi vài phút rồi thử lại. Chưa có gì được ghi.")
        )
    try:
        yield
    finally:
        _TURNS.release()


@contextlib.contextmanager
def _worker() -> Iterator[_Worker]:
    """A child that waits, or a new one; afterwards one is kept for the next file."""
    with _LOCK:
        worker = _IDLE.pop() if _IDLE else None
    if worker is None or not worker.alive:
        worker = _Worker()
    try:
        yield worker
    except BaseException:
        worker.end()
        raise
    with _LOCK:
        keeps = worker.alive and worker.jobs < _JOBS and not _IDLE
        if keeps:
            _IDLE.append(worker)
    if not keeps:
        worker.end()


def end_all() -> None:
    """End the children that wait for work."""
    with _LOCK:
        waiting, _IDLE[:] = list(_IDLE), []
    for worker in waiting:
        worker.timed_out = True  # not waited for
        worker.end()


def _forget() -> None:
    """In a forked child: the parent's children are not ours, nor are its locks."""
    global _LOCK, _TURNS
    _LOCK, _TURNS = threading.Lock(), threading.BoundedSemaphore(AT_ONCE)
    _IDLE.clear()


atexit.register(end_all)
os.register_at_fork(after_in_child=_forget)


def _ended(worker: _Worker, name: str, limits: Limits) -> BadInput:
    """Why a child is gone, in words."""
    code = worker.process.returncode or 0
    if worker.timed_out or code == -signal.SIGXCPU:
        return TooSlow(
            "file_takes_too_long",
            gettext_noop(
                "{file}: đọc quá {most} giây nên đã dừng; chép phần cần dùng sang tệp mới hoặc tách thành nhiều tệp."
            ),
            file=name,
            most=limits.wall if worker.timed_out else limits.cpu,
        )
    _LOG.warning("a reader ended with %s: %s", code, worker.last_words)
    if code == -signal.SIGKILL or "memory allocation of" in worker.last_words or "MemoryError" in worker.last_words:
        return _too_heavy(name, limits)
    return _breaks(name)


def _too_heavy(name: str, limits: Limits) -> TooHeavy:
    return TooHeavy(
        "file_needs_too_much_memory",
        gettext_noop(
            "{file}: đọc cần hơn {most} MB bộ nhớ nên đã dừng; thường do có ô lạc rất xa bảng hoặc tệp nén bất thường: "
            "chép phần cần dùng sang tệp mới rồi thử lại."
        ),
        file=name,
        most=limits.memory // MB,
    )


def _breaks(name: str) -> Breaks:
    return Breaks(
        "file_breaks_reader",
        gettext_noop("{file}: tệp hỏng, không đọc được; mở bằng chương trình đã tạo ra nó, lưu lại rồi thử lại."),
        file=name,
    )


def _refusal(told: dict[str, Any]) -> Refusal:
    kind = getattr(errors, str(told["kind"]), BadInput)
    if not (isinstance(kind, type) and issubclass(kind, Refusal)) or kind is errors.NotBalanced:
        kind = BadInput
    data = {key: Wording(value["wording"]) if isinstance(value, dict) else value for key, value in told["data"].items()}
    return kind(str(told["code"]), str(told["message"]), **data)


def _search_path() -> str:
    """Where the child finds this package, whatever folder it stands in."""
    here = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))  # noqa: PTH100, PTH120
    return os.pathsep.join(filter(None, [here, os.environ.get("PYTHONPATH", "")]))
