"""tinhgon serve, demo: the pages on an address of this machine."""

from __future__ import annotations

import errno
import os
import socket
from collections.abc import Callable, Iterator
from pathlib import Path

from tinhgon.basis.errors import Conflict, gettext_noop
from tinhgon.cli import ledgers, loading
from tinhgon.cli.commands import Whole, command, option
from tinhgon.cli.keeping import tell_counts
from tinhgon.cli.output import line
from tinhgon.cli.words import gettext, tell

ADDRESS, PORT = "127.0.0.1", 8000
TRIES = 20
SAMPLES = Path(__file__).resolve().parent.parent / "demo" / "drafts"
THREADS = min(6, 2 * (os.cpu_count() or 1) + 1)

at_port = option("--port", type=Whole(1, 65535), default=None, metavar="N", vi="cổng [8000]", en="port")


@command(
    "serve",
    vi="Mở các trang của sổ trên máy này; phải đăng nhập.",
    en="Serve the ledger's pages on this machine; a login is required.",
    more=("Tạo tài khoản: tinhgon user create.", "Make an account: tinhgon user create."),
)
@at_port
@option("--as-root", is_flag=True, vi="chạy bằng tài khoản root", en="run as root")
def serve(*, port: int | None, as_root: bool) -> None:
    os.environ["TINHGON_DEMO"] = "0"
    if os.geteuid() == 0 and not as_root:
        raise Conflict(
            "serve_as_root",
            gettext_noop("Không mở trang bằng tài khoản root: dùng một tài khoản thường, hoặc thêm --as-root."),
        )
    chosen = free_port(port)
    ledgers.enter()
    _run(chosen, gettext("Sổ mở tại {address} (Ctrl-C để dừng)."))


@command(
    "demo",
    vi="Nạp sổ mẫu thật (Cần Thơ, Hậu Giang, Sóc Trăng quanh ngày 01/7/2025) và mở các trang.",
    en="Load a ledger of real data (Cần Thơ, Hậu Giang, Sóc Trăng around 1 July 2025) and serve its pages.",
    more=("Sổ mẫu có cơ sở dữ liệu riêng.", "The demo has a database of its own."),
)
@option("--nation", is_flag=True, vi="cả nước", en="the whole country")
@option("--small", is_flag=True, vi="ít người hơn, nạp nhanh hơn", en="fewer people, loaded faster")
@at_port
@option("--no-serve", is_flag=True, vi="chỉ nạp", en="load only")
def demo(*, nation: bool, small: bool, port: int | None, no_serve: bool) -> None:
    """Pages are served at once; what is not signed yet is signed meanwhile."""
    os.environ["TINHGON_DEMO"] = "1"
    os.environ["TINHGON_SAMPLES"] = str(SAMPLES)
    environment = dict(os.environ)
    chosen = 0 if no_serve else free_port(port)
    database = ledgers.enter_demo(ledgers.NATION if nation else ledgers.DEMO)
    opened = gettext("Sổ mẫu mở tại {address} (Ctrl-C để dừng).")
    if no_serve:
        loading.load(nation=nation, small=small)
        _tell_what_is_there()
        if loading.VARIABLE not in os.environ:
            again = "tinhgon demo --nation" if nation else "tinhgon demo"
            line(gettext("Sổ mẫu {name} đã sẵn sàng; mở bằng: {command}").format(name=database.name, command=again))
    elif loading.is_complete(nation=nation):
        _tell_what_is_there()
        _run(chosen, opened)
    else:
        from tinhgon.config import env

        where = env.home() / f"{database.name}.loading"
        with loading.loading_beside(nation=nation, small=small, where=where, environment=environment):
            _run(chosen, opened)


def _tell_what_is_there() -> None:
    from tinhgon.decisions import verify

    result = verify(replay=False)
    tell_counts(result)
    if not result.is_sound:
        raise Conflict("demo_unsound", gettext_noop("Sổ mẫu không khớp chuỗi niêm phong: tinhgon verify."))


# -- the server --------------------------------------------------------------------------------------------------------


def free_port(wanted: int | None) -> int:
    """The port that was asked for, else the first free one from 8000 on. Raises Conflict when it is taken."""
    for port in [wanted] if wanted else _candidates():
        problem = _problem(port)
        if problem == 0:
            return port
        if wanted and problem == errno.EACCES:
            raise Conflict("port_forbidden", gettext_noop("Cổng {port} cần quyền quản trị; chọn cổng khác."), port=port)
    if wanted:
        raise Conflict(
            "port_taken",
            gettext_noop("Cổng {port} đang có chương trình khác dùng; chọn cổng khác bằng --port."),
            port=str(wanted),
        )
    raise Conflict("no_port", gettext_noop("Không tìm được cổng trống; nêu một cổng bằng --port."))


def _candidates() -> Iterator[int]:
    yield from range(PORT, PORT + TRIES)
    with socket.socket() as probe:
        probe.bind((ADDRESS, 0))
        port: int = probe.getsockname()[1]
    yield port


def _problem(port: int) -> int:
    """Zero when the port can be had, else the number of the error."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((ADDRESS, port))
        except OSError as error:
            return error.errno or errno.EADDRINUSE
    return 0


def _run(port: int, told: str) -> None:
    """Serve until Ctrl-C or SIGTERM. The embedded server is let go when this process ends."""
    import multiprocessing

    from django.db import connections
    from granian import Granian
    from granian.constants import Interfaces
    from granian.log import LogLevels

    from tinhgon.record.readings import sealing_every

    connections.close_all()
    # A forked worker has none of the threads that filling the demo began: what Polars computes would wait for ever.
    multiprocessing.set_start_method("spawn", force=True)
    server = Granian(
        "tinhgon.config.wsgi:application",
        address=ADDRESS, port=port, interface=Interfaces.WSGI, workers=1, blocking_threads=THREADS,
        websockets=False, log_level=LogLevels.warning, workers_kill_timeout=10, respawn_failed_workers=True,
    )  # fmt: skip
    server.on_startup(_announcer(told.format(address=f"http://{ADDRESS}:{port}/") + _first_run(port)))
    with sealing_every(2):
        server.serve()
    tell(gettext("Đã dừng."))


def _first_run(port: int) -> str:
    """Where the first account is made, with the code that only this console tells; empty where somebody has one."""
    from django.conf import settings
    from django.db import connections

    from tinhgon.access.accounts import first_code, is_none_yet

    if settings.DEMO or not is_none_yet():
        return ""
    address = f"http://{ADDRESS}:{port}/bat-dau/?ma={first_code()}"
    connections.close_all()
    return "\n" + gettext("Sổ chưa có tài khoản nào; tạo tài khoản đầu tiên tại {address}").format(address=address)


def _announcer(text: str) -> Callable[[], None]:
    def announce() -> None:
        import sys

        line(text)
        sys.stdout.flush()

    return announce
