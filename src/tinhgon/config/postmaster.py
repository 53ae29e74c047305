"""One PostgreSQL on one data folder: made, started, asked how it is, stopped, and brought back from what went wrong.

What a server may be: `ready`, `starting` (or recovering from a crash of its own), `stopping`, or gone. Its own file
says `ready` all through a recovery, and a stop that is asked for then is never finished: so it is asked at its socket,
in the first words of PostgreSQL's protocol, and stopped when it has recovered.
"""

import contextlib
import hashlib
import hmac
import os
import secrets
import shutil
import signal
import socket
import struct
import subprocess
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from tinhgon.basis.errors import gettext_noop
from tinhgon.config.server_account import (
    MAJOR,
    ServerProblem,
    bin_folder,
    let_pass,
    let_read,
    server_account,
    server_environment,
)

SUPERUSER = "postgres"
SOCKET_NAME = ".s.PGSQL.5432"
SOCKET_LIMIT = 100  # bytes of a socket's path: 107 on Linux, 103 on macOS
START_SECONDS = 60
RECOVERY_SECONDS = 300
STOP_SECONDS = 15
ASKS_MARK = "# tinhgon: every connection is asked for its password"
State = Literal["ready", "starting", "stopping", "gone"]

SETTINGS = {
    "listen_addresses": "",
    "unix_socket_permissions": "0700",
    "password_encryption": "scram-sha-256",
    "scram_iterations": "1",  # the password is 256 random bits: stretching it adds nothing
    "shared_buffers": "256MB",
    "work_mem": "32MB",
    "maintenance_work_mem": "128MB",
    "effective_cache_size": "1GB",
    "max_connections": "100",
    "max_wal_size": "1GB",
    "wal_recycle": "off",  # a segment that was finished is deleted, not kept for reuse: a destroyed key is gone
    "random_page_cost": "1.1",
    "jit": "off",
    "log_min_messages": "warning",
    "timezone": "UTC",
}


@dataclass(frozen=True)
class Postmaster:
    """The server of one data folder. Callers hold the lock of the folder."""

    home: Path

    @property
    def data(self) -> Path:
        return self.home / "pgdata"

    @property
    def log(self) -> Path:
        return self.home / "postgres.log"

    # -- how it is ---------------------------------------------------------------------------------------------

    def state(self) -> State:
        """As its file, its process and its socket say."""
        lines = self._file()
        if len(lines) < 8:
            return "starting" if lines and self._process() else "gone"
        word = lines[7].strip()
        if word == "ready":
            told = _told_at(Path(lines[4].strip()) / SOCKET_NAME)
            return told or ("starting" if self._process() else "gone")
        if not self._process():
            return "gone"
        return "stopping" if word == "stopping" else "starting"

    def socket_folder(self) -> Path | None:
        """Where it listens, when it is ready."""
        lines = self._file()
        if self.state() != "ready":
            return None
        return Path(lines[4].strip())

    def _file(self) -> list[str]:
        try:
            return (self.data / "postmaster.pid").read_text(encoding="utf-8").splitlines()
        except (FileNotFoundError, NotADirectoryError, PermissionError):
            return []

    def _process(self) -> int | None:
        """The number of its process; None when that is gone, or is another program's by now."""
        import psutil

        try:
            pid = int(self._file()[0])
            return pid if "postgres" in psutil.Process(pid).name() else None
        except (ValueError, IndexError, psutil.NoSuchProcess, psutil.AccessDenied):
            return None

    def _wait(self, seconds: float, *, until: tuple[State, ...]) -> State:
        deadline = time.monotonic() + seconds
        while (state := self.state()) not in until and time.monotonic() < deadline:
            time.sleep(0.1)
        return state

    # -- starting ----------------------------------------------------------------------------------------------

    def start(self) -> Path:
        """Have it ready, whatever state it is in; the folder of its socket. Raises ServerProblem."""
        state = self._wait(RECOVERY_SECONDS, until=("ready", "stopping", "gone"))
        if state in ("stopping", "starting"):
            self._end()
            state = "gone"
        if state == "gone":
            self._start()
        folder = self.socket_folder()
        if folder is None:
            raise ServerProblem(
                "server_silent", gettext_noop("Máy chủ PostgreSQL kèm theo không trả lời; xem {log}."), log=self.log
            )
        return folder

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
            if done.returncode == 0 or self.state() == "ready":
                break
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
        if self._wait(RECOVERY_SECONDS, until=("ready", "gone")) == "ready":
            self._ask_for_passwords()

    def _may_pass(self) -> bool:
        try:
            tail = self.log.read_text(encoding="utf-8", errors="replace")[-2000:]
        except FileNotFoundError:
            return False
        return "still in use" in tail or "already exists" in tail

    def _drop_stale_pid_file(self) -> None:
        if self._file() and self._process() is None:
            (self.data / "postmaster.pid").unlink(missing_ok=True)

    # -- stopping ----------------------------------------------------------------------------------------------

    def stop(self) -> None:
        """Stop it: in order when it can, at once when it cannot; what was committed is there at the next start."""
        if not self._file():
            return
        folder = self.socket_folder()
        if self._wait(RECOVERY_SECONDS / 10, until=("ready", "stopping", "gone")) == "ready":
            self._run("pg_ctl", "stop", "-w", "-t", str(STOP_SECONDS), "-s", "-m", "fast")
        self._end()
        if folder is not None and folder != self.data:
            with contextlib.suppress(OSError):
                folder.rmdir()

    def _end(self) -> None:
        """What is left of it: a stop that does not come to an end, a recovery that does not."""
        if self._wait(STOP_SECONDS if self.state() == "stopping" else 0, until=("gone",)) == "gone":
            return
        self._run("pg_ctl", "stop", "-w", "-t", str(STOP_SECONDS), "-s", "-m", "immediate")
        if (pid := self._process()) is not None:
            _kill(pid)
        self._drop_stale_pid_file()

    # -- making ------------------------------------------------------------------------------------------------

    def _initialise(self) -> None:
        # Renamed when whole, so that an interrupted first start leaves nothing half made.
        draft = self.home / "pgdata.new"
        shutil.rmtree(draft, ignore_errors=True)
        draft.mkdir(mode=0o700)
        if account := server_account():
            os.chown(draft, *account)
        with self._password_file() as password:
            done = self._run(
                "initdb",
                *("-D", draft, "-U", SUPERUSER, "--auth=scram-sha-256", "--pwfile", password, "--no-instructions"),
                *("--encoding=UTF8", "--no-locale", "--locale-provider=builtin", "--builtin-locale=C.UTF-8"),
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
        self._write(draft / "pg_hba.conf", f"{ASKS_MARK}\nlocal all all scram-sha-256\n")
        draft.rename(self.data)

    @contextlib.contextmanager
    def _password_file(self) -> Iterator[Path]:
        path = self.home / "password.new"
        self._write(path, self.password(SUPERUSER) + "\n")
        try:
            yield path
        finally:
            path.unlink()

    def password(self, role: str) -> str:
        """The password of a role: from a secret that is made once, readable for its owner only."""
        path = self.home / "server.key"
        if not path.exists():
            draft = path.with_name(f"server.key.{os.getpid()}.{secrets.token_hex(4)}")
            handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
            with os.fdopen(handle, "w", encoding="ascii") as file:
                file.write(secrets.token_hex(32))
            with contextlib.suppress(FileExistsError):
                os.link(draft, path)
            draft.unlink()
        secret = path.read_text(encoding="ascii").strip()
        return hmac.digest(secret.encode(), f"postgres role {role}".encode(), "sha256").hex()

    def _ask_for_passwords(self) -> None:
        """A data folder of an earlier version trusts whoever comes to its socket: from now on it asks."""
        path = self.data / "pg_hba.conf"
        if ASKS_MARK in path.read_text(encoding="utf-8"):
            return
        import psycopg

        with psycopg.connect(host=str(self.socket_folder()), user=SUPERUSER, dbname="postgres", autocommit=True) as one:
            statement = psycopg.sql.SQL("ALTER ROLE {} PASSWORD {}")
            one.execute(statement.format(psycopg.sql.Identifier(SUPERUSER), self.password(SUPERUSER)))
        self._write(path, f"{ASKS_MARK}\nlocal all all scram-sha-256\n")
        self._run("pg_ctl", "reload", "-s")

    def _write_settings(self) -> None:
        folder = self._make_socket_folder()
        quoted = str(folder).replace('"', '""').replace("'", "''")
        lines = [f"{name} = '{value}'" for name, value in SETTINGS.items()]
        lines.append(f"unix_socket_directories = '\"{quoted}\"'")
        self._write(self.data / "tinhgon.conf", "\n".join(lines) + "\n")

    def _write(self, path: Path, text: str) -> None:
        """A file for the server's eyes only."""
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            file.write(text)
        if account := server_account():
            os.chown(path, *account)

    def _make_socket_folder(self) -> Path:
        if len(os.fsencode(self.data / SOCKET_NAME)) <= SOCKET_LIMIT and "," not in str(self.data):
            return self.data  # a comma would part two hosts
        digest = hashlib.sha256(os.fsencode(self.data)).hexdigest()[:12]
        folder = Path(tempfile.gettempdir()) / f"tinhgon-{digest}"
        if len(os.fsencode(folder / SOCKET_NAME)) > SOCKET_LIMIT:
            folder = Path("/tmp") / f"tinhgon-{digest}"  # noqa: S108 (its owner and mode are checked below)
        folder.mkdir(mode=0o700, exist_ok=True)
        account = server_account() or (os.getuid(), os.getgid())
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
        account = server_account()
        if account is None:
            return
        let_pass(self.home)
        let_pass(bin_folder())
        let_read(bin_folder().parent)
        self.log.touch(mode=0o600)
        os.chown(self.log, *account)

    def _run(self, program: str, *arguments: str | Path) -> subprocess.CompletedProcess[str]:
        account = server_account()
        as_account = {"user": account[0], "group": account[1], "extra_groups": ()} if account else {}
        # Output goes to a file: a pipe would stay open in the server that pg_ctl leaves behind.
        with tempfile.TemporaryFile("w+", encoding="utf-8", errors="replace") as output:
            done = subprocess.run(
                [str(bin_folder() / program), *map(str, arguments)],
                stdin=subprocess.DEVNULL, stdout=output, stderr=output,
                check=False, cwd=self.home, env=server_environment(self.data), start_new_session=True,
                **as_account,  # type: ignore[call-overload]
            )  # fmt: skip
            output.seek(0)
            return subprocess.CompletedProcess(done.args, done.returncode, "", output.read())


def _told_at(path: Path) -> State | None:
    """What a server says at its socket to a first word: that it may be asked, that it is not ready; None: nothing."""
    body = struct.pack("!I", 196608) + f"user\0{SUPERUSER}\0database\0postgres\0\0".encode()
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as probe:
        probe.settimeout(5)
        try:
            probe.connect(str(path))
            probe.sendall(struct.pack("!I", len(body) + 4) + body)
            answer = probe.recv(512)
        except OSError:
            return None
    if answer[:1] == b"E" and b"C57P03\0" in answer:  # cannot_connect_now
        return "stopping" if b"shutting down" in answer else "starting"
    return "ready" if answer else None


def _kill(pid: int) -> None:
    """End a server that does not end: it and its children."""
    import psutil

    with contextlib.suppress(psutil.NoSuchProcess):
        parent = psutil.Process(pid)
        everyone = [parent, *parent.children(recursive=True)]
        for one in everyone:
            with contextlib.suppress(psutil.NoSuchProcess):
                one.send_signal(signal.SIGKILL)
        psutil.wait_procs(everyone, timeout=5)
