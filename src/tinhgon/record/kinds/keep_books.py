"""What the keeper of the machine did with the books: restored them, changed or gave out the master key."""

from __future__ import annotations

from typing import ClassVar, Literal, Self

from tinhgon.basis.errors import gettext_noop
from tinhgon.record.kinds.base import ActKind

KEEPING = "keeping"
"""The stream of what was done with the books and their key."""
Done = Literal["restored", "key_changed", "key_exported"]
_TOLD: dict[Done, str] = {
    "restored": "Phục hồi sổ từ bản sao lưu.",
    "key_changed": "Thay khóa chủ.",
    "key_exported": "Xuất khóa chủ ra tệp.",
}


class KeepBooks(ActKind):
    """Việc của người giữ máy chủ: `key` is the check of the key by now, `parts` into how many files it went, `ordinal`
    the last decision of the backup."""

    title: ClassVar[str] = gettext_noop("Giữ sổ và khóa")
    kind: Literal["keep_books/1"] = "keep_books/1"
    done: Done
    key: str | None = None
    parts: int | None = None
    ordinal: int | None = None

    def label(self) -> str:
        return _TOLD[self.done]

    @classmethod
    def example(cls) -> Self:
        return cls(done="key_exported", key="0a1b2c3d", parts=2)
