"""Where an upload lies while its request is served: in the home folder, closed to other accounts.

Django's own handler takes the system's folder for temporary files, which all accounts share.
"""

import tempfile
import time
from typing import Any

from django.core.files.uploadedfile import TemporaryUploadedFile, UploadedFile
from django.core.files.uploadhandler import FileUploadHandler, TemporaryFileUploadHandler

from tinhgon.config import env

KEPT_SECONDS = 4 * 3600


class PrivateUpload(TemporaryUploadedFile):
    """An upload in a file of the house's own folder; it goes when the request ends."""

    def __init__(self, name: str, content_type: str, size: int, charset: str, more: Any = None) -> None:
        file = tempfile.NamedTemporaryFile(suffix=".upload", dir=env.scratch())  # noqa: SIM115 (Django closes it)
        UploadedFile.__init__(self, file, name, content_type, size, charset, more)


class PrivateHandler(TemporaryFileUploadHandler):
    """Keeps uploads that are too large for memory. What a killed server left behind is swept by time."""

    def new_file(self, *arguments: Any, **named: Any) -> None:
        FileUploadHandler.new_file(self, *arguments, **named)
        sweep()
        self.file = PrivateUpload(
            self.file_name or "", self.content_type or "", 0, self.charset or "", self.content_type_extra
        )


def sweep() -> None:
    """Delete what has been lying there for hours: no request lasts so long."""
    for path in env.scratch().iterdir():
        try:
            if path.is_file() and time.time() - path.stat().st_mtime > KEPT_SECONDS:
                path.unlink()
        except FileNotFoundError:  # another thread was quicker
            continue
