"""A scan becomes text where tesseract and its Vietnamese are on the machine; what it gives is marked as such."""

from __future__ import annotations

import shutil
import subprocess
from functools import lru_cache

import pypdfium2

from tinhgon.reading.pdf import opened
from tinhgon.reading.recognised import RECOGNISED

MOST_PAGES = 40
_DOTS_PER_INCH = 300
_SECONDS_A_PAGE = 60


class Unreadable(Exception):
    """Nothing on this machine recognises Vietnamese, or it did not manage to."""


@lru_cache(maxsize=1)
def can_recognise() -> bool:
    """Whether tesseract is on the machine, and knows Vietnamese."""
    if not shutil.which("tesseract"):
        return False
    told = subprocess.run(["tesseract", "--list-langs"], capture_output=True, text=True, check=False, timeout=20)
    return "vie" in told.stdout.split()


def recognised_text(*, data: bytes) -> str:
    """The text of a scanned PDF behind the line RECOGNISED. Raises Unreadable, and what `opened` raises. To be
    called where `can_recognise` has said yes."""
    document = opened(data=data)
    try:
        if len(document) > MOST_PAGES:
            raise Unreadable
        pages = [_recognised(page) for page in document]
    finally:
        document.close()
    return "\n".join([RECOGNISED, *pages])


def _recognised(page: pypdfium2.PdfPage) -> str:
    """What tesseract reads of a page, drawn in grey."""
    bitmap = page.render(scale=_DOTS_PER_INCH / 72, grayscale=True)
    rows = bytes(bitmap.buffer)
    lines = (rows[start : start + bitmap.width] for start in range(0, bitmap.stride * bitmap.height, bitmap.stride))
    image = f"P5 {bitmap.width} {bitmap.height} 255\n".encode() + b"".join(lines)
    try:
        told = subprocess.run(
            ["tesseract", "stdin", "stdout", "-l", "vie", "--psm", "4"],
            input=image, capture_output=True, check=True, timeout=_SECONDS_A_PAGE,
        )  # fmt: skip
    except (subprocess.SubprocessError, OSError):
        raise Unreadable from None
    return told.stdout.decode("utf-8", errors="replace").replace("\f", "")
