"""What verifications came to: acts of the record, each with the last decision and the last act that it read."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from tinhgon.record import acts
from tinhgon.record.actor import Actor
from tinhgon.record.kinds.verify_books import VerifyBooks
from tinhgon.record.tables import Head

_STREAM = "verification"


@dataclass(frozen=True, slots=True)
class Verified:
    """The newest verification: when, up to which decision and which act, and whether everything fitted.

    Of what came later it says nothing. `act` is 0 in one that is older than the record.
    """

    verified_at: datetime
    ordinal: int
    act: int
    replayed: bool
    is_sound: bool


def last_verified() -> Verified | None:
    """When the books were last verified, or None when they never were."""
    act = acts.last(_STREAM)
    if act is None:
        return None
    said = act.payload
    return Verified(act.done_at, said["ordinal"], said["act"], said["replayed"], said["is_sound"])


def note_verification(ledger: Head, record: Head, *, replayed: bool, is_sound: bool, by: Actor) -> None:
    """Write down how far the books were verified; nothing is noted of empty ones."""
    if ledger.ordinal or record.ordinal:
        content = VerifyBooks(
            ordinal=ledger.ordinal, hash=ledger.hash, act=record.ordinal, act_hash=record.hash, replayed=replayed,
            is_sound=is_sound,
        )  # fmt: skip
        acts.append(_STREAM, content, by=by)
