"""The embedded server: started by the first who needs it, stopped by the last, whatever happens between."""

import contextlib
import os
import signal
import stat
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from tinhgon.config.embedded import MAJOR, EmbeddedServer, ServerProblem

pytestmark = pytest.mark.slow
ENSURE = "from tinhgon.config.server import *; database = ensure_database(); "
HOLD = ENSURE + "import sys; print(database.dsn, flush=True); sys.stdin.read()"
DEADLINE = 60


@pytest.fixture
def home() -> Iterator[Path]:
    """A data folder that does not exist yet; its name is short, as a socket's path must be."""
    with tempfile.TemporaryDirectory(prefix="tg-", dir="/tmp", ignore_cleanup_errors=True) as folder:
        Path(folder).chmod(0o711)
        yield Path(folder) / "home"
        for path in Path(folder).rglob("postmaster.pid"):
            with contextlib.suppress(ProcessLookupError, ValueError, IndexError):
                os.kill(int(path.read_text().split()[0]), signal.SIGKILL)


@pytest.fixture(scope="session")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder after a first start: what most tests begin with."""
    folder = tmp_path_factory.mktemp("prepared") / "home"
    assert run(ENSURE, folder).returncode == 0
    return folder


@pytest.fixture
def used(home: Path, prepared: Path) -> Path:
    subprocess.run(["cp", "-Rp", prepared, home], check=True)
    return home


def environment(home: Path, **more: str) -> dict[str, str]:
    names = {"TINHGON_HOME": str(home), "DATABASE_URL": "", "TINHGON_OWNER_URL": "", "TINHGON_DATABASE_NAME": ""}
    names["TINHGON_LINGER"] = "0"
    return {**os.environ, **names, **more}


def run(code: str, home: Path, **more: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", code],
        env=environment(home, **more), capture_output=True, text=True, timeout=DEADLINE, check=False,
    )  # fmt: skip


def start(code: str, home: Path) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", code],
        env=environment(home), stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
    )  # fmt: skip


def server_pid(home: Path) -> int | None:
    try:
        return int((home / "pgdata" / "postmaster.pid").read_text().split()[0])
    except FileNotFoundError:
        return None


def test_it_starts_with_the_first_command_and_stops_with_it(home: Path) -> None:
    first = run(ENSURE + "print(role_status().is_separate, role_status().user)", home)
    assert (first.returncode, first.stdout, first.stderr) == (0, "True tinhgon_app\n", "")
    assert server_pid(home) is None
    again = run(ENSURE + "print(database.name)", home)
    assert (again.returncode, again.stdout, again.stderr) == (0, "tinhgon\n", "")
    assert server_pid(home) is None


def test_the_last_user_stops_it_and_not_one_before(used: Path) -> None:
    holder = start(HOLD, used)
    assert holder.stdout is not None
    dsn = holder.stdout.readline().strip()
    pid = server_pid(used)
    assert pid is not None
    assert run(ENSURE, used).returncode == 0
    assert server_pid(used) == pid
    with psycopg.connect(dsn) as connection:
        assert connection.execute("SELECT current_user").fetchone() == ("tinhgon_app",)
    holder.communicate("", timeout=DEADLINE)
    assert server_pid(used) is None


def test_a_killed_user_is_not_waited_for(used: Path) -> None:
    holder = start(HOLD, used)
    assert holder.stdout is not None
    assert holder.stdout.readline()
    pid = server_pid(used)
    holder.kill()
    holder.communicate(timeout=DEADLINE)
    assert server_pid(used) == pid, "nobody was left to stop it"
    assert run(ENSURE, used).returncode == 0
    assert server_pid(used) is None


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP, signal.SIGINT])
def test_a_user_told_to_end_stops_it(used: Path, number: signal.Signals) -> None:
    holder = start(HOLD, used)
    assert holder.stdout is not None
    assert holder.stdout.readline()
    holder.send_signal(number)
    holder.communicate(timeout=DEADLINE)
    assert server_pid(used) is None


def test_a_killed_server_is_started_again(used: Path) -> None:
    holder = start(HOLD, used)
    assert holder.stdout is not None
    assert holder.stdout.readline()
    pid = server_pid(used)
    assert pid is not None
    os.kill(pid, signal.SIGKILL)
    again = run(ENSURE + "print(role_status().user)", used)
    assert (again.returncode, again.stdout) == (0, "tinhgon_app\n"), again.stderr
    holder.communicate("", timeout=DEADLINE)
    assert server_pid(used) is None


def test_a_pid_file_of_another_process_is_not_believed(used: Path) -> None:
    """As after a restart of a container, where the server's old number is somebody else's."""
    path = used / "pgdata" / "postmaster.pid"
    path.write_text(f"{os.getpid()}\n{path.parent}\n0\n5432\n{path.parent}\n\n  0 0\nready   \n")
    path.chmod(0o644)
    again = run(ENSURE + "print(role_status().user)", used)
    assert (again.returncode, again.stdout) == (0, "tinhgon_app\n"), again.stderr


def test_an_interrupted_first_start_leaves_nothing_in_the_way(home: Path) -> None:
    (home / "pgdata.new").mkdir(parents=True)
    (home / "pgdata.new" / "rest").write_text("of an initdb that was killed")
    assert run(ENSURE, home).returncode == 0
    assert not (home / "pgdata.new").exists()


def test_several_may_come_first(home: Path) -> None:
    users = [start(ENSURE + "print(role_status().is_separate)", home) for _ in range(4)]
    answers = [user.communicate(timeout=DEADLINE) for user in users]
    assert answers == [("True\n", "")] * 4
    assert server_pid(home) is None


def test_it_is_quick_when_all_is_ready(used: Path) -> None:
    code = ENSURE + (
        "import os, time, tinhgon.config.server as server\n"
        "times = []\n"
        "for _ in range(5):\n"
        "    server._State.database = None\n"  # as a process that asks for the first time
        "    start = time.perf_counter(); ensure_database(); times.append(time.perf_counter() - start)\n"
        "print(sorted(times)[2])"
    )
    done = run(code, used)
    assert float(done.stdout) < 0.05, done.stderr


def test_others_on_the_machine_are_kept_out(home: Path) -> None:
    server = EmbeddedServer(home)
    folder = server.acquire()
    try:
        assert stat.S_IMODE((folder / ".s.PGSQL.5432").stat().st_mode) == 0o700
        assert stat.S_IMODE(folder.stat().st_mode) == 0o700
        with psycopg.connect(
            host=str(folder), user="postgres", dbname="postgres", password=server.password("postgres")
        ) as connection:
            assert connection.execute("SHOW listen_addresses").fetchone() == ("",)
    finally:
        server.release()
    assert server_pid(home) is None


@pytest.mark.parametrize("name", ["a", "a,b", "x" * 90], ids=["short", "comma", "long"])
def test_a_long_path_and_odd_letters_are_no_hindrance(home: Path, name: str) -> None:
    odd = home / "Sổ 'của' \"$tôi\"" / name
    done = run(ENSURE + "print(database.owner['host']); print(role_status().user)", odd)
    assert done.returncode == 0, done.stderr
    host, user = done.stdout.splitlines()
    assert user == "tinhgon_app"
    assert (Path(host) == odd / "pgdata") == (name == "a")
    assert Path(host).exists() == (name == "a"), "a socket's folder elsewhere goes with the server"
    assert server_pid(odd) is None


def test_without_a_runtime_folder_nothing_is_said(used: Path) -> None:
    done = run("import os; os.environ.pop('XDG_RUNTIME_DIR', None); " + ENSURE, used, PYTHONWARNINGS="default")
    assert (done.returncode, done.stdout) == (0, "")
    assert "RUNTIME" not in done.stderr


def test_data_of_another_version_is_refused_in_one_sentence(used: Path) -> None:
    (used / "pgdata" / "PG_VERSION").write_text("12\n")
    with pytest.raises(ServerProblem) as refused:
        EmbeddedServer(used).acquire()
    assert refused.value.code == "server_other_version"
    assert f"PostgreSQL 12, gói kèm theo là {MAJOR}" in str(refused.value)


@pytest.mark.skipif(os.geteuid() != 0, reason="only root meets folders closed to the server's account")
def test_as_root_the_way_down_is_opened_for_passing_only(home: Path) -> None:
    closed = home.parent / "closed"
    closed.mkdir(mode=0o700)
    assert run(ENSURE, closed / "home").returncode == 0
    assert stat.S_IMODE(closed.stat().st_mode) == 0o701


def test_a_fork_does_not_stop_its_parents_server(used: Path) -> None:
    code = ENSURE + (
        "import os, sys\n"
        "child = os.fork()\n"
        "if child == 0: sys.exit(0)\n"  # with atexit
        "os.waitpid(child, 0)\n"
        "print(role_status().user)"
    )
    done = run(code, used, PYTHONWARNINGS="ignore")
    assert (done.returncode, done.stdout) == (0, "tinhgon_app\n"), done.stderr
    assert server_pid(used) is None


def test_the_programs_are_those_of_the_server(used: Path) -> None:
    done = run(
        ENSURE + "import subprocess; print(subprocess.check_output([pg_binary('pg_dump'), '--version'], text=True))",
        used,
    )
    assert f"(PostgreSQL) {MAJOR}" in done.stdout
