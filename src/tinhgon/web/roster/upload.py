"""What was uploaded, while its rows are looked at: a file of the session's own, readable by nobody else, soon gone."""

from __future__ import annotations

import json
import os
import re
import secrets
import time
from dataclasses import asdict, dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.auth.signals import user_logged_out
from django.dispatch import receiver
from django.http import HttpRequest

from tinhgon.basis.errors import UnknownReference, gettext_noop
from tinhgon.importing import roster

SESSION = "roster_uploads"
KEPT_SECONDS = 4 * 3600
_KEY = re.compile(r"^[A-Za-z0-9_-]{20,40}$")


@dataclass
class Upload:
    """An upload: the name of its file, the day, the saved matching of columns, and what was answered about it."""

    key: str
    name: str
    on: str
    mapping: str = ""
    answered: dict[str, Any] = field(default_factory=dict)

    @property
    def day(self) -> date:
        return date.fromisoformat(self.on)

    def data(self) -> bytes:
        """The file as it came."""
        return _file(self.key, "data").read_bytes()

    def workbook(self) -> roster.Workbook:
        """Its sheets."""
        return roster.workbook_of(self.data(), name=self.name)

    def answers(self) -> roster.Answers:
        """What was answered; to be given back to `answer`."""
        return roster.Answers.of(self.answered)

    def answer(self, answers: roster.Answers) -> None:
        """Keep what is answered now."""
        self.answered = answers.asdict()
        self.keep()

    def keep(self) -> None:
        """Write down what was stated about it."""
        _write(_file(self.key, "json"), json.dumps(asdict(self), ensure_ascii=False).encode())

    def forget(self, request: HttpRequest) -> None:
        """Delete it."""
        for kind in ("data", "json"):
            _file(self.key, kind).unlink(missing_ok=True)
        request.session[SESSION] = [key for key in request.session.get(SESSION, []) if key != self.key]


def take(request: HttpRequest, *, data: bytes, name: str, on: date, mapping: str) -> Upload:
    """Keep an upload for this session; those of which nobody asked for hours are deleted."""
    _sweep()
    upload = Upload(secrets.token_urlsafe(24), name, on.isoformat(), mapping)
    _write(_file(upload.key, "data"), data)
    upload.keep()
    request.session[SESSION] = [*request.session.get(SESSION, []), upload.key][-20:]
    return upload


def taken(request: HttpRequest, key: str) -> Upload:
    """An upload of this session. Raises UnknownReference when it is another's, or gone."""
    path = _file(key, "json") if _KEY.match(key) else None
    if path is None or key not in request.session.get(SESSION, []) or not path.is_file():
        raise UnknownReference(
            "upload_gone", gettext_noop("Tệp tải lên không còn trên máy chủ (chỉ giữ bốn giờ); chọn lại tệp.")
        )
    return Upload(**json.loads(path.read_bytes()))


@receiver(user_logged_out)
def _forget_all(request: HttpRequest | None, **_more: Any) -> None:
    """Who logs out leaves no upload behind."""
    for key in request.session.get(SESSION, []) if request is not None else []:
        for kind in ("data", "json"):
            _file(key, kind).unlink(missing_ok=True)


def _folder() -> Path:
    folder: Path = settings.UPLOADS()
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    folder.chmod(0o700)
    return folder


def _file(key: str, kind: str) -> Path:
    return _folder() / f"{key}.{kind}"


def _write(path: Path, data: bytes) -> None:
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        file.write(data)


def _sweep() -> None:
    for path in _folder().iterdir():
        if time.time() - path.stat().st_mtime > KEPT_SECONDS:
            path.unlink(missing_ok=True)
