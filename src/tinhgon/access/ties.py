"""Which login account is that of which person of the books. What the person may do follows from the posts they hold.

Ties are acts of the record: the last one of an account's stream counts, the others say who had tied what, and when.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db import connection, transaction

from tinhgon.basis.errors import Conflict, gettext_noop
from tinhgon.record import acts
from tinhgon.record.actor import Actor
from tinhgon.record.kinds.tie_account import TieAccount, UntieAccount
from tinhgon.registers.staff.codes import codes_of_persons, need_persons

_KINDS = ("tie_account/1", "untie_account/1")


@dataclass(frozen=True, slots=True)
class Tie:
    """An account that is somebody's: since when, and who did it."""

    account_id: int
    person_id: int
    tied_at: datetime
    by: Actor


def ties() -> dict[int, Tie]:
    """The accounts that are tied now."""
    found = (_tie(act) for act in acts.last_of_each(*_KINDS))
    return {tie.account_id: tie for tie in found if tie is not None}


def tied_person(account_id: int) -> int | None:
    """The person whose account it is."""
    act = acts.last(_stream(account_id))
    tie = _tie(act) if act else None
    return tie.person_id if tie else None


def tie(account_id: int, code: str, *, by: Actor) -> Tie:
    """From now on the account is that of the person with this file code.

    Raises UnknownReference for an unknown code, Conflict when the account is somebody's or the person has another one.
    """
    (person_id,) = need_persons([code])
    with transaction.atomic():
        acts.lock()
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
        act = acts.append(_stream(account_id), TieAccount(account=account_id, person=person_id), by=by)
    return Tie(account_id, person_id, act.done_at, by)


def untie(account_id: int, *, by: Actor) -> Tie:
    """The account is nobody's from now on; gives whose it was. Raises Conflict when it was nobody's."""
    with transaction.atomic():
        acts.lock()
        before = ties().get(account_id)
        if before is None:
            raise Conflict("account_not_tied", gettext_noop("Tài khoản này không gắn với hồ sơ nào."))
        acts.append(_stream(account_id), UntieAccount(account=account_id), by=by)
    return before


def _stream(account_id: int) -> str:
    return f"account/{account_id}"


def _tie(act: acts.Act) -> Tie | None:
    if act.kind != "tie_account/1":
        return None
    return Tie(act.payload["account"], act.payload["person"], act.done_at, act.actor)


def file_code(person_id: int) -> str:
    """The file code of a person, or their number in the ledger when no standing decision has them in the books."""
    return dict(codes_of_persons([person_id])).get(person_id, f"#{person_id}")


def _names_of(account_ids: list[int]) -> list[str]:
    """Of accounts that still exist."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT username FROM auth_user WHERE id = ANY(%s) ORDER BY id", [account_ids])
        return [row[0] for row in cursor.fetchall()]
