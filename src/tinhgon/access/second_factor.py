"""The second factor: a code of six digits by time (RFC 6238), from an application on the person's own device.

The secret is kept sealed in an act of the record, recovery codes as their SHA-256, so that neither is changed or taken
away unseen. A code counts once; ten recovery codes, each once, stand in for a lost device. Wrong codes make the next
one wait, by the caller's guard against guessing.
"""

from __future__ import annotations

import base64
import hashlib
import os
import threading
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import pyotp
from django.conf import settings
from django.contrib.auth.models import User
from django.utils.crypto import constant_time_compare

from tinhgon.access.rights import ACCOUNT_KEEPERS
from tinhgon.access.ties import tied_person
from tinhgon.basis.asof import AsOf
from tinhgon.basis.errors import BadInput, Conflict, gettext_noop
from tinhgon.record import acts
from tinhgon.record.actor import Actor
from tinhgon.record.kinds.second_factor import NewRecoveryCodes, SecondFactorOff, SecondFactorOn, UseRecoveryCode
from tinhgon.registers.establishment.access import KEEP_ACCOUNTS
from tinhgon.registers.staff.queries.files import access_of

RECOVERY_CODES = 10
_STEP, _LATE, _DIGITS = 30, 1, 6
"""Seconds of a code, how many steps a clock may be off, the length of a code."""
_used: dict[int, int] = {}
_using = threading.Lock()
"""The last step of time whose code was taken, by account: kept in the one process that serves. A restart forgets it,
and a code that was seen could then be used again within a minute."""


@dataclass(frozen=True)
class Factor:
    """The second factor of an account: the sealed act that switched it on, and the recovery codes that are left."""

    since: datetime
    act: acts.Act
    codes: frozenset[str]

    @property
    def codes_left(self) -> int:
        return len(self.codes)


def factor_of(account_id: int) -> Factor | None:
    """The second factor as it is; None where there is none."""
    found: Factor | None = None
    for act in acts.history(_stream(account_id)):
        if act.kind == "second_factor_on/1":
            found = Factor(act.done_at, act, frozenset(act.payload["codes"]))
        elif act.kind == "second_factor_off/1" or found is None:
            found = None
        elif act.kind == "new_recovery_codes/1":
            found = Factor(found.since, found.act, frozenset(act.payload["codes"]))
        elif act.kind == "use_recovery_code/1":
            found = Factor(found.since, found.act, found.codes - {act.payload["code"]})
    return found


def is_required(account: User, *, today: date) -> bool:
    """Whether the house asks a second factor of this account, by one of its rights (`settings.SECOND_FACTOR`)."""
    wanted = frozenset(settings.SECOND_FACTOR)
    if not wanted or settings.DEMO:
        return False
    if KEEP_ACCOUNTS in wanted and (account.is_superuser or account.groups.filter(name=ACCOUNT_KEEPERS).exists()):
        return True
    person = tied_person(account.pk)
    return person is not None and any(one.code in wanted for one in access_of(AsOf(today), person))


# -- switching it on ---------------------------------------------------------------------------------------------------


def new_secret() -> str:
    """160 random bits in base32, as applications take them."""
    return pyotp.random_base32()


def address_of(account: User, secret: str) -> str:
    """What the picture to be scanned says."""
    return pyotp.TOTP(secret).provisioning_uri(name=account.get_username(), issuer_name="tinhgon")


def switch_on(account: User, secret: str, code: str, *, by: Actor, now: datetime) -> tuple[str, ...]:
    """On from now, when a code of the secret proves that the device has it; gives the recovery codes, shown once.

    Raises BadInput for a wrong code, Conflict when it is on already.
    """
    if factor_of(account.pk) is not None:
        raise Conflict("second_factor_there", gettext_noop("Xác thực hai lớp đã bật; tắt trước khi bật lại."))
    if _step_of(secret, code, now) is None:
        raise _wrong()
    codes = _new_codes()
    content = SecondFactorOn(account=account.pk, secret=secret, codes=tuple(map(_digest, codes)))
    acts.append(_stream(account.pk), content, by=by)
    return codes


def switch_off(account: User, *, by: Actor) -> None:
    """Off from now: by its owner with a code, or on the server for somebody who has lost device and codes."""
    if factor_of(account.pk) is None:
        raise Conflict("second_factor_off", gettext_noop("Tài khoản này không bật xác thực hai lớp."))
    acts.append(_stream(account.pk), SecondFactorOff(account=account.pk), by=by)


def renew_codes(account: User, *, by: Actor) -> tuple[str, ...]:
    """New recovery codes, shown once; those before are void."""
    codes = _new_codes()
    acts.append(_stream(account.pk), NewRecoveryCodes(account=account.pk, codes=tuple(map(_digest, codes))), by=by)
    return codes


# -- asking it ---------------------------------------------------------------------------------------------------------


def need_code(account: User, given: str, *, by: Actor, now: datetime) -> None:
    """The code of this moment, or a recovery code, is right, and is used up. Raises BadInput for another."""
    factor = factor_of(account.pk)
    if factor is None:
        return
    text = given.strip().replace(" ", "")
    if len(text) == _DIGITS and text.isdecimal() and text.isascii():
        secret = acts.unsealed(factor.act, SecondFactorOn)["secret"]
        step = _step_of(secret, text, now) if secret else None
        if step is not None and _is_first(account.pk, step):
            return
        raise _wrong()
    digest = _digest(text)
    if digest not in factor.codes:
        raise _wrong()

    def content(_last: Any) -> UseRecoveryCode:
        now = factor_of(account.pk)  # under the lock: of two who use one code, one is refused
        if now is None or digest not in now.codes:
            raise _wrong()
        return UseRecoveryCode(account=account.pk, code=digest)

    acts.append(_stream(account.pk), content, by=by)


def _step_of(secret: str, code: str, moment: datetime) -> int | None:
    """The step of time whose code this is, now or one step beside it."""
    totp = pyotp.TOTP(secret)
    now = int(moment.timestamp()) // _STEP
    text = code.strip().replace(" ", "")
    steps = (now + late for late in range(-_LATE, _LATE + 1))
    return next((step for step in steps if constant_time_compare(totp.generate_otp(step), text)), None)


def _is_first(account_id: int, step: int) -> bool:
    with _using:
        if step <= _used.get(account_id, 0):
            return False
        _used[account_id] = step
        return True


def _new_codes() -> tuple[str, ...]:
    """80 random bits each, in base32, parted for reading."""
    return tuple(_parted(base64.b32encode(os.urandom(10)).decode().lower()) for _ in range(RECOVERY_CODES))


def _parted(text: str) -> str:
    return "-".join(text[at : at + 4] for at in range(0, len(text), 4))


def _digest(code: str) -> str:
    return hashlib.sha256(code.lower().replace("-", "").encode("utf-8", "replace")).hexdigest()


def _stream(account_id: int) -> str:
    return f"second-factor/{account_id}"


def _wrong() -> BadInput:
    return BadInput(
        "second_factor_wrong",
        gettext_noop("Mã xác thực không đúng hoặc đã dùng; lấy mã mới trong ứng dụng, hoặc dùng một mã dự phòng."),
    )
