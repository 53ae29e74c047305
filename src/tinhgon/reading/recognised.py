"""The mark of a text that a machine has recognised: its first line, which stays with it wherever it is pasted."""

from __future__ import annotations

RECOGNISED = "Văn bản nhận dạng từ ảnh chụp, chưa đối chiếu với bản gốc."
"""The first line of a text that a machine has recognised: while it stands there, everything is asked."""


def is_recognised(*, text: str) -> bool:
    """Whether a text says of itself that a machine has recognised it, and that nobody has held it against the paper."""
    return text.lstrip("\ufeff \n").startswith(RECOGNISED)
