"""One POST to a subscriber: no redirect is followed, little of the answer is read, and it ends in time."""

from __future__ import annotations

import http.client
import ssl
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlsplit

from tinhgon.basis.errors import BadInput, gettext_noop

SECONDS = 10
_LOCAL = {"localhost", "127.0.0.1", "::1"}


@dataclass(frozen=True)
class Answer:
    """What was answered: a status, or (None) why there is none. `wait`: seconds that the receiver asked for."""

    status: int | None
    error: str = ""
    wait: int = 0

    @property
    def took(self) -> bool:
        return self.status is not None and 200 <= self.status < 300

    @property
    def gone(self) -> bool:
        """It says that it wants nothing any more."""
        return self.status == http.client.GONE


def checked_url(url: str) -> str:
    """Raises BadInput for what is no address of HTTPS (HTTP only on this machine)."""
    parts = urlsplit(url.strip())
    is_local = parts.scheme == "http" and parts.hostname in _LOCAL
    if not (parts.scheme == "https" or is_local) or not parts.hostname or parts.username or parts.fragment:
        raise BadInput(
            "webhook_url_invalid",
            gettext_noop("“{url}” không nhận tin được: cần https:// (http:// chỉ cho máy này), không kèm mật khẩu."),
            url=url,
        )
    return url.strip()


def post(url: str, content: bytes, headers: Mapping[str, str]) -> Answer:
    """Send; whatever goes wrong is told in the answer."""
    parts = urlsplit(url)
    path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    host, port = parts.hostname or "", parts.port
    connection: http.client.HTTPConnection
    if parts.scheme == "https":
        connection = http.client.HTTPSConnection(host, port, timeout=SECONDS, context=ssl.create_default_context())
    else:
        connection = http.client.HTTPConnection(host, port, timeout=SECONDS)
    try:
        connection.request("POST", path, body=content, headers=dict(headers))
        response = connection.getresponse()
        response.read(4096)
        return Answer(response.status, f"HTTP {response.status}", _seconds(response.headers.get("Retry-After", "")))
    except (OSError, http.client.HTTPException) as error:
        return Answer(None, f"{type(error).__name__}: {error}"[:300])
    finally:
        connection.close()


def _seconds(text: str) -> int:
    return min(int(text), 24 * 3600) if text.isascii() and text.isdigit() and len(text) < 9 else 0
