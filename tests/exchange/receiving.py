"""A stand-in for a system that is told of changes, which behaves as it is told: badly, on purpose."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any


class Receiver:
    """What came in, in order; `behave(number, path)` says how the number-th request is answered: a status, "cut" (the
    connection ends without an answer), "half" (in the middle of one), "slow"."""

    def __init__(self, behave: Callable[[int, str], int | str]) -> None:
        self.behave = behave
        self.got: list[tuple[str, dict[str, str], bytes]] = []
        self.asked = 0
        self.lock = threading.Lock()
        self.address = ""


@contextmanager
def receiving(behave: Callable[[int, str], int | str] = lambda _number, _path: 204) -> Iterator[Receiver]:
    receiver = Receiver(behave)

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            announced = int(self.headers.get("content-length", 0))
            content = self.rfile.read(announced)
            if len(content) < announced:  # the sender died in the middle: nothing came in
                return
            with receiver.lock:
                receiver.asked += 1
                how = receiver.behave(receiver.asked, self.path)
                if how not in (500, 503, 410, 302, "cut"):
                    named = {name.lower(): value for name, value in self.headers.items()}
                    receiver.got.append((self.path, named, content))
            if how == "half":
                self.wfile.write(b"HTTP/1.1 2")
            if how in ("cut", "half"):
                self.connection.close()
                return
            if how == "slow":
                time.sleep(0.5)
            self.send_response(how if isinstance(how, int) else 200)
            if how == 503:
                self.send_header("Retry-After", "7777")
            if how == 302:
                self.send_header("Location", "/elsewhere")
            self.send_header("Content-Length", "0")
            self.end_headers()

        def log_message(self, *_said: Any) -> None:
            """Silent."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    receiver.address = f"http://127.0.0.1:{server.server_port}"
    try:
        yield receiver
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
