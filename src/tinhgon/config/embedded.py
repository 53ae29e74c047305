"""The PostgreSQL that comes with the package: started by the first process that needs it, stopped when nobody does.

Who uses the server is known by a shared lock on `users.lock`, which the kernel drops when a process dies in
whatever way; there is no list of process ids to go stale. Starting and stopping happen under `server.lock`.
After its last user the server stays for a while (`TINHGON_LINGER`, in seconds), so that the next command need not wait
for it: a small process, the keeper, stops it then. With 0 the last user stops it.
The server listens on a Unix socket in a folder closed to other accounts, asks for a password there, and has no network
address.
"""

import atexit
import contextlib
import fcntl
import logging
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from tinhgon.config import env
from tinhgon.config.postmaster import SUPERUSER, Postmaster
from tinhgon.config.server_account import MAJOR, ServerProblem, bin_folder

__all__ = ["MAJOR", "SUPERUSER", "EmbeddedServer", "ServerProblem", "bin_folder"]

LINGER = 300
WATCH_SECONDS = 1.0
_LOG = logging.getLogger(__name__)
_KEEPER = "from tinhgon.config.embedded import keep; keep()"


def linger() -> int:
    """Seconds that the server stays after its last user."""
    return env.integer("TINHGON_LINGER", LINGER)


@dataclass
class EmbeddedServer:
    """One data folder and the server that runs on it."""

    home: Path
    _users: int | None = field(default=None, init=False)
    _before_stop: list[Callable[[], None]] = field(default_factory=list, init=False)
    _lingers: int = field(default=0, init=False)
    _keeper: subprocess.Popen[bytes] | None = field(default=None, init=False)

    @property
    def postmaster(self) -> Postmaster:
        return Postmaster(self.home)

    # -- in use ------------------------------------------------------------------------------------------------

    def acquire(self) -> Path:
        """Make sure the server runs and stays while this process lives; return the folder of its socket."""
        self._lingers = linger()
        with self._locked():
            if self._users is None:
                self._users = _open_lock(self.home / "users.lock")
                fcntl.flock(self._users, fcntl.LOCK_SH)
                atexit.register(self.release, os.getpid())
                _exit_on_signals()
            folder = self.running_socket() or self.postmaster.start()
            self._touch()
            if self._lingers:
                self._have_keeper()
            return folder

    def release(self, owner: int | None = None) -> None:
        """Stop using the server; the last user stops it where nobody keeps it. In a forked child only the parent's
        lock counts."""
        if self._users is None or (owner is not None and owner != os.getpid()) or not self.home.is_dir():
            return
        with self._locked():
            self._touch()
            os.close(self._users)
            self._users = None
            if (self._lingers and self._will_be_kept()) or self._has_users():
                return
            for hook in self._before_stop:
                hook()
            self.postmaster.stop()

    def running_socket(self) -> Path | None:
        """The socket's folder when a server answers there, else None."""
        return self.postmaster.socket_folder()

    def password(self, role: str) -> str:
        return self.postmaster.password(role)

    def before_stop(self, hook: Callable[[], None]) -> None:
        """Have `hook` called before the server stops, to close connections."""
        if hook not in self._before_stop:
            self._before_stop.append(hook)

    # -- watched -----------------------------------------------------------------------------------------------

    def watch(self, started: Callable[[], None]) -> None:
        """From now on, start the server again whenever it is gone; `started` is called then. In a thread."""
        threading.Thread(target=self._watch, args=(started,), name="watch", daemon=True).start()

    def _watch(self, started: Callable[[], None]) -> None:
        while self._users is not None and self.home.is_dir():
            time.sleep(WATCH_SECONDS)
            if self._users is None or self.running_socket() is not None:
                continue
            try:
                self.acquire()
            except (ServerProblem, OSError):
                _LOG.exception("the database server does not start; it is tried again")
            else:
                _LOG.warning("the database server was gone and has been started again")
                started()

    # -- kept --------------------------------------------------------------------------------------------------

    def keep(self) -> None:
        """What the keeper does: stop the server when nobody has used it for a while. Ends with it."""
        mine = _open_lock(self.home / "keeper.lock")
        for _ in range(20):  # a look whether somebody keeps it takes the lock for a moment
            with contextlib.suppress(BlockingIOError):
                fcntl.flock(mine, fcntl.LOCK_EX | fcntl.LOCK_NB)
                break
            time.sleep(0.025)
        else:
            return  # another keeps it
        while self.home.is_dir():
            time.sleep(WATCH_SECONDS)
            if self._idle_seconds() < linger() or self._has_users():
                continue
            with self._locked():
                if self._idle_seconds() >= linger() and not self._has_users():
                    self.postmaster.stop()
                    os.close(mine)  # under the lock: whoever comes next sees neither server nor keeper
                    return

    def _have_keeper(self) -> None:
        if self._is_kept():
            return
        here = str(Path(__file__).resolve().parents[2])
        path = os.pathsep.join(filter(None, [here, os.environ.get("PYTHONPATH", "")]))
        self._keeper = subprocess.Popen(
            [sys.executable, "-c", _KEEPER, str(self.home)], env={**os.environ, "PYTHONPATH": path}, cwd="/",
            stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True,
        )  # fmt: skip
        self._keeper.returncode = 0  # it outlives this process: nobody waits for it

    def _will_be_kept(self) -> bool:
        """Whether a keeper is there, or is just coming."""
        deadline = time.monotonic() + (5 if self._keeper is not None else 0)
        while not (kept := self._is_kept()) and time.monotonic() < deadline:
            time.sleep(0.02)
        return kept

    def _is_kept(self) -> bool:
        return _is_held(self.home / "keeper.lock")

    def _has_users(self) -> bool:
        return _is_held(self.home / "users.lock")

    def _touch(self) -> None:
        with contextlib.suppress(OSError):
            os.utime(self.home / "users.lock")

    def _idle_seconds(self) -> float:
        try:
            return time.time() - (self.home / "users.lock").stat().st_mtime
        except OSError:
            return float("inf")

    @contextlib.contextmanager
    def _locked(self) -> Iterator[None]:
        self.home.mkdir(mode=0o711, parents=True, exist_ok=True)
        handle = _open_lock(self.home / "server.lock")
        try:
            fcntl.flock(handle, fcntl.LOCK_EX)
            yield
        finally:
            os.close(handle)


def keep() -> None:
    """The keeper's program: `python -c … HOME`."""
    EmbeddedServer(Path(sys.argv[1])).keep()


def _open_lock(path: Path) -> int:
    return os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)


def _is_held(path: Path) -> bool:
    """Whether some process has this lock, shared or alone."""
    probe = _open_lock(path)
    try:
        fcntl.flock(probe, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return True
    else:
        return False
    finally:
        os.close(probe)


def _exit_on_signals() -> None:
    """Turn SIGTERM and SIGHUP into an ordinary exit, so that the last user stops the server."""
    if threading.current_thread() is not threading.main_thread():
        return
    for number in (signal.SIGTERM, signal.SIGHUP):
        if signal.getsignal(number) is signal.SIG_DFL:
            signal.signal(number, lambda received, _frame: sys.exit(128 + received))
