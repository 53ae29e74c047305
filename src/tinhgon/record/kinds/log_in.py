"""Somebody logged in or out, or tried to."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar, Literal, Self

from tinhgon.basis.errors import gettext_noop
from tinhgon.record.kinds.base import ActKind

Way = Literal["form", "api", "calendar"]


class LogIn(ActKind):
    """Đăng nhập."""

    title: ClassVar[str] = gettext_noop("Đăng nhập")
    kind: Literal["log_in/1"] = "log_in/1"
    way: Way = "form"

    @classmethod
    def example(cls) -> Self:
        return cls()


class LogOut(ActKind):
    """Đăng xuất."""

    title: ClassVar[str] = gettext_noop("Đăng xuất")
    kind: Literal["log_out/1"] = "log_out/1"

    @classmethod
    def example(cls) -> Self:
        return cls()


class LogInFailed(ActKind):
    """Đăng nhập không được: the name that was typed is sealed, since it may be a password in the wrong field."""

    personal: ClassVar[Mapping[str, str]] = {"name": ""}
    title: ClassVar[str] = gettext_noop("Đăng nhập không được")
    kind: Literal["log_in_failed/1"] = "log_in_failed/1"
    name: str
    way: Way = "form"

    @classmethod
    def example(cls) -> Self:
        return cls(name="lan")
