"""What was personal about somebody in a stream can never be read again."""

from __future__ import annotations

from typing import ClassVar, Literal, Self

from tinhgon.basis.errors import gettext_noop
from tinhgon.record.kinds.base import ActKind


class EraseRecordKey(ActKind):
    """Xóa nội dung riêng của một người trong một hồ sơ công việc: the key of the stream and the person is destroyed."""

    title: ClassVar[str] = gettext_noop("Xóa nội dung riêng của một người trong hồ sơ công việc")
    kind: Literal["erase_record_key/1"] = "erase_record_key/1"
    person: int
    ground: str

    @classmethod
    def example(cls) -> Self:
        return cls(person=3001, ground="Đơn ngày 05/01/2023")
