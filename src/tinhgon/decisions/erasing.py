"""A lawful erasure: the key of a person is destroyed, and with it all that could identify them in the books.

The ledger is not touched. Its chain, its replay and its figures stand on what is left, which nobody can read as
somebody's any more (adr/0008).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db import connection, transaction

from tinhgon.basis.errors import BadInput, Conflict, UnknownReference, gettext_noop
from tinhgon.record import acts, keys, tables
from tinhgon.record.actor import Actor
from tinhgon.record.kinds.erase_identity import EraseIdentity
from tinhgon.registers.staff.codes import persons_coded


@dataclass(frozen=True, slots=True)
class Erased:
    """That a person's key was destroyed: when, on what ground, by whom."""

    erased_at: datetime
    person_id: int
    code: str
    ground: str
    by: Actor


def erase(code: str, *, ground: str, by: Actor) -> Erased:
    """Destroy the key of a person, and the digests by which they were found, in one with the act that says so.

    The application can do neither without the other: the key goes only through a function of the owner. Raises BadInput
    without a ground, UnknownReference for an unknown file code, Conflict when there is no key (any more).
    """
    ground = ground.strip()
    if not ground:
        raise BadInput(
            "erasure_without_ground",
            gettext_noop("Xóa thông tin nhận dạng cần căn cứ; ghi rõ văn bản hoặc yêu cầu."),
        )
    person_id = persons_coded([code]).get(code)
    if person_id is None:
        raise UnknownReference(
            "person_unknown_code",
            gettext_noop("Không có ai trong sổ có mã hồ sơ {given}; kiểm tra lại mã."),
            given=code,
        )
    stream = f"person/{person_id}"
    with transaction.atomic(), connection.cursor() as cursor:
        # The key's row first: who signs a change of this person holds it while waiting for the record.
        cursor.execute("SELECT FROM person_key WHERE person_id = %s FOR UPDATE", [person_id])
        acts.lock()
        before = tables.last_of(stream)
        content = EraseIdentity(person=person_id, code=code, ground=ground)
        seq = before.seq + 1 if before else 1
        body = acts.body_of(stream, seq, content, by=by, key=keys.house_key())
        cursor.execute("SELECT ledger_erase_person(%s, %s)", [person_id, body])
        (ordinal,) = cursor.fetchone()
        if not ordinal:
            raise Conflict(
                "nothing_to_erase",
                gettext_noop("Hồ sơ {code} không còn thông tin nhận dạng nào đọc được; không có gì để xóa."),
                code=code,
            )
    (act,) = tables.acts("ordinal = %s", [ordinal])
    return Erased(act.done_at, person_id, code, ground, by)
