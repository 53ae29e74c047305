"""Somebody looked for persons by name or number, whether or not anybody was found."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar, Literal, Self

from tinhgon.basis.errors import gettext_noop
from tinhgon.record.kinds.base import ActKind


class Search(ActKind):
    """Tìm người: the words are sealed, since they name somebody; who was found is not."""

    personal: ClassVar[Mapping[str, str]] = {"words": ""}
    title: ClassVar[str] = gettext_noop("Tìm người")
    kind: Literal["search/1"] = "search/1"
    what: str
    words: str
    persons: tuple[int, ...] = ()

    @classmethod
    def example(cls) -> Self:
        return cls(what=gettext_noop("tìm kiếm"), words="Nguyễn Văn Mẫu", persons=(3001,))
