"""A log-in account becomes that of a person of the books, or nobody's again (adr/0012)."""

from __future__ import annotations

from typing import ClassVar, Literal, Self

from tinhgon.basis.errors import gettext_noop
from tinhgon.record.kinds.base import ActKind


class TieAccount(ActKind):
    """Gắn tài khoản với hồ sơ, từ lúc này."""

    title: ClassVar[str] = gettext_noop("Gắn tài khoản với hồ sơ")
    kind: Literal["tie_account/1"] = "tie_account/1"
    account: int
    person: int

    @classmethod
    def example(cls) -> Self:
        return cls(account=7, person=3001)


class UntieAccount(ActKind):
    """Gỡ tài khoản khỏi hồ sơ, từ lúc này."""

    title: ClassVar[str] = gettext_noop("Gỡ tài khoản khỏi hồ sơ")
    kind: Literal["untie_account/1"] = "untie_account/1"
    account: int

    @classmethod
    def example(cls) -> Self:
        return cls(account=7)
