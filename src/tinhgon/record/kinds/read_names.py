"""Names or files of persons were read."""

from __future__ import annotations

from typing import ClassVar, Literal, Self

from tinhgon.basis.errors import gettext_noop
from tinhgon.record.kinds.base import ActKind


class ReadNames(ActKind):
    """Xem hồ sơ: what was read (a Vietnamese source string), whose."""

    title: ClassVar[str] = gettext_noop("Xem thông tin của người trong sổ")
    kind: Literal["read_names/1"] = "read_names/1"
    what: str
    persons: tuple[int, ...]

    @classmethod
    def example(cls) -> Self:
        return cls(what=gettext_noop("hồ sơ cá nhân"), persons=(3001, 3002))
