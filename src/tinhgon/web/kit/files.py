"""Files that a page takes in and gives out."""

from __future__ import annotations

from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.http import HttpResponse

from tinhgon.basis.errors import BadInput

JSON = "application/json; charset=utf-8"


def attachment(content: bytes | str, name: str, media_type: str) -> HttpResponse:
    """A file that the browser saves under its name."""
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(content, content_type=media_type, headers=headers)


def read_upload(file: UploadedFile[Any], *, most: int, too_large: str) -> bytes:
    """What was uploaded. Above so many bytes raises BadInput with the sentence `too_large`, of {file} and {most} MB."""
    if (file.size or 0) > most:
        raise BadInput("file_too_large", too_large, file=file.name, most=most >> 20)
    return bytes(file.read())
