"""A lawful erasure: the key of a person is destroyed, and with it all that could identify them in the books.

The ledger is not touched. Its chain, its replay and its figures stand on what is left, which nobody can read as
somebody's any more (adr/0008).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db import connection, transaction

from tinhgon.basis.errors import BadInput, Conflict, UnknownReference, gettext_noop
from tinhgon.registers.staff.codes import persons_coded


@dataclass(frozen=True, slots=True)
class Erased:
    """That a person's key was destroyed: when, on what ground, by whom."""

    erased_at: datetime
    person_id: int
    code: str
    ground: str
    who: str


def erase(code: str, *, ground: str, who: str) -> Erased:
    """Destroy the key of a person, and the digests by which they were found; write down that it was done.

    Raises BadInput without a ground or a name, UnknownReference for an unknown file code, Conflict when there is no key
    (any more).
    """
    ground, who = ground.strip(), who.strip()
    if not (ground and who):
        raise BadInput(
            "erasure_without_ground",
            gettext_noop("Xóa thông tin nhận dạng cần căn cứ và người thực hiện; ghi rõ cả hai."),
        )
    person_id = persons_coded([code]).get(code)
    if person_id is None:
        raise UnknownReference(
            "person_unknown_code",
            gettext_noop("Không có ai trong sổ có mã hồ sơ {given}; kiểm tra lại mã."),
            given=code,
        )
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("DELETE FROM person_key WHERE person_id = %s", [person_id])
        if not cursor.rowcount:
            raise Conflict(
                "nothing_to_erase",
                gettext_noop("Hồ sơ {code} không còn thông tin nhận dạng nào đọc được; không có gì để xóa."),
                code=code,
            )
        cursor.execute(
            "INSERT INTO erasure (erased_at, person_id, code, ground, who)"
            " VALUES (clock_timestamp(), %s, %s, %s, %s) RETURNING erased_at",
            [person_id, code, ground, who],
        )
        (erased_at,) = cursor.fetchone()
    return Erased(erased_at, person_id, code, ground, who)
