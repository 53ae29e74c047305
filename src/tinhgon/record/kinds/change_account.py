"""Something about a log-in account was changed: who made, closed, opened it, gave it a password, a role, a token."""

from __future__ import annotations

from datetime import date
from typing import ClassVar, Literal, Self

from tinhgon.basis.errors import gettext_noop
from tinhgon.record.kinds.base import ActKind

Change = Literal[
    "created",
    "password",
    "closed",
    "opened",
    "role_given",
    "role_taken",
    "token_given",
    "tokens_revoked",
    "calendar_given",
    "calendar_revoked",
]
_TOLD: dict[Change, str] = {
    "created": "Tạo tài khoản {name}.",
    "password": "Đặt mật khẩu mới cho tài khoản {name}.",
    "closed": "Khóa tài khoản {name}.",
    "opened": "Mở lại tài khoản {name}.",
    "role_given": "Giao vai {role} cho tài khoản {name}.",
    "role_taken": "Thôi vai {role} của tài khoản {name}.",
    "token_given": "Cấp mã truy cập cho tài khoản {name}.",
    "tokens_revoked": "Thu hồi mã truy cập của tài khoản {name}.",
    "calendar_given": "Cấp địa chỉ lịch cho tài khoản {name}.",
    "calendar_revoked": "Thu hồi địa chỉ lịch của tài khoản {name}.",
}


class ChangeAccount(ActKind):
    """Thay đổi tài khoản. `account` is its number, `name` what it logs in with.

    `once`: a password that somebody else has set and that is to be changed at the next log-in. `token`: which token was
    revoked, by the place of the act that gave it; none: all that were given before.
    """

    title: ClassVar[str] = gettext_noop("Thay đổi tài khoản")
    kind: Literal["change_account/1"] = "change_account/1"
    account: int
    name: str
    change: Change
    role: str | None = None
    once: bool | None = None
    token: int | None = None
    until: date | None = None

    def label(self) -> str:
        return _TOLD[self.change].format(name=self.name, role=self.role or "–")

    @classmethod
    def example(cls) -> Self:
        return cls(account=7, name="lan", change="role_given", role="quan-tri")
