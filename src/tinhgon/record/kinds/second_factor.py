"""The second factor of an account: switched on, off, a recovery code used, new ones made."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar, Literal, Self

from tinhgon.basis.errors import gettext_noop
from tinhgon.record.kinds.base import ActKind


class SecondFactorOn(ActKind):
    """Bật xác thực hai lớp: the secret is sealed; of recovery codes only their SHA-256 is kept."""

    personal: ClassVar[Mapping[str, str]] = {"secret": ""}
    title: ClassVar[str] = gettext_noop("Bật xác thực hai lớp")
    kind: Literal["second_factor_on/1"] = "second_factor_on/1"
    account: int
    secret: str
    codes: tuple[str, ...]

    @classmethod
    def example(cls) -> Self:
        return cls(account=7, secret="JBSWY3DPEHPK3PXP", codes=("0" * 64,))  # noqa: S106 (published example)


class SecondFactorOff(ActKind):
    """Tắt xác thực hai lớp."""

    title: ClassVar[str] = gettext_noop("Tắt xác thực hai lớp")
    kind: Literal["second_factor_off/1"] = "second_factor_off/1"
    account: int

    @classmethod
    def example(cls) -> Self:
        return cls(account=7)


class UseRecoveryCode(ActKind):
    """Dùng một mã dự phòng: it counts once. `code` is its SHA-256."""

    title: ClassVar[str] = gettext_noop("Dùng một mã dự phòng")
    kind: Literal["use_recovery_code/1"] = "use_recovery_code/1"
    account: int
    code: str

    @classmethod
    def example(cls) -> Self:
        return cls(account=7, code="0" * 64)


class NewRecoveryCodes(ActKind):
    """Cấp mã dự phòng mới: those before are void."""

    title: ClassVar[str] = gettext_noop("Cấp mã dự phòng mới")
    kind: Literal["new_recovery_codes/1"] = "new_recovery_codes/1"
    account: int
    codes: tuple[str, ...]

    @classmethod
    def example(cls) -> Self:
        return cls(account=7, codes=("0" * 64,))
