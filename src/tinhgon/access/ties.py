"""Which login account is that of which person of the books. What the person may do follows from the posts they hold."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db import connection, transaction

from tinhgon.basis.errors import Conflict, UnknownReference, gettext_noop
from tinhgon.registers.staff.codes import codes_of_persons, persons_coded

_LOCK = 0x74696E6175  # "tinau": ties are written one after the other
_LAST = (
    "SELECT DISTINCT ON (account_id) account_id, person_id, tied_at, who FROM account_tie ORDER BY account_id, id DESC"
)


@dataclass(frozen=True, slots=True)
class Tie:
    """An account that is somebody's: since when, and who said so."""

    account_id: int
    person_id: int
    tied_at: datetime
    who: str


def ties() -> dict[int, Tie]:
    """The accounts that are tied now."""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT * FROM ({_LAST}) t WHERE person_id IS NOT NULL")
        return {row[0]: Tie(*row) for row in cursor.fetchall()}


def tied_person(account_id: int) -> int | None:
    """The person whose account it is."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT person_id FROM account_tie WHERE account_id = %s ORDER BY id DESC LIMIT 1", [account_id])
        row = cursor.fetchone()
    return None if row is None else row[0]


def tie(account_id: int, code: str, *, who: str) -> Tie:
    """From now on the account is that of the person with this file code.

    Raises UnknownReference for an unknown code, Conflict when the account is somebody's or the person has another one.
    """
    person_id = persons_coded([code]).get(code)
    if person_id is None:
        raise UnknownReference(
            "person_unknown_code",
            gettext_noop("Không có ai trong sổ có mã hồ sơ {given}; kiểm tra lại mã."),
            given=code,
        )
    with transaction.atomic():
        _lock()
        now = ties()
        if account_id in now:
            raise Conflict(
                "account_tied",
                gettext_noop("Tài khoản đã gắn với hồ sơ {code}; gỡ trước: tinhgon user untie."),
                code=file_code(now[account_id].person_id),
            )
        others = [other.account_id for other in now.values() if other.person_id == person_id]
        if names := _names_of(others):
            raise Conflict(
                "person_tied",
                gettext_noop("Hồ sơ {code} đã gắn với tài khoản {account}; một người dùng một tài khoản."),
                code=code,
                account=names[0],
            )
        return Tie(account_id, person_id, _write(account_id, person_id, who), who)


def untie(account_id: int, *, who: str) -> Tie:
    """The account is nobody's from now on; gives whose it was. Raises Conflict when it was nobody's."""
    with transaction.atomic():
        _lock()
        before = ties().get(account_id)
        if before is None:
            raise Conflict("account_not_tied", gettext_noop("Tài khoản này không gắn với hồ sơ nào."))
        _write(account_id, None, who)
    return before


def file_code(person_id: int) -> str:
    """The file code of a person, or their number in the ledger when no standing decision has them in the books."""
    return dict(codes_of_persons([person_id])).get(person_id, f"#{person_id}")


def _lock() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_LOCK])


def _names_of(account_ids: list[int]) -> list[str]:
    """Of accounts that still exist."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT username FROM auth_user WHERE id = ANY(%s) ORDER BY id", [account_ids])
        return [row[0] for row in cursor.fetchall()]


def _write(account_id: int, person_id: int | None, who: str) -> datetime:
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO account_tie (tied_at, account_id, person_id, who)"
            " VALUES (clock_timestamp(), %s, %s, %s) RETURNING tied_at",
            [account_id, person_id, who],
        )
        tied_at: datetime = cursor.fetchone()[0]
    return tied_at
