"""Numbered batches: what goes with which, once; what the system answered; what waits, and until when.

A batch takes every event of the decisions after the last one. Its row is committed before its file is written: what
was cut off in between is made again from the same decisions, under the same number, and must have the same SHA-256.
"""

from __future__ import annotations

import csv
import hashlib
import io
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import connection, transaction

from tinhgon.basis import signatures
from tinhgon.basis.errors import BadInput, Conflict, UnknownReference, gettext_noop
from tinhgon.exchange.national.gathering import Rows
from tinhgon.exchange.national.mapping import SystemForm
from tinhgon.law.clocks import Calendar
from tinhgon.ledger.queries.knowledge import HOME
from tinhgon.registers.staff.queries.events import PersonEvent, person_events

_COLUMNS = "id, system, number, after, upto, on_day, made_at, events, mapping_sha256, sha256"


@dataclass(frozen=True, slots=True)
class Batch:
    """A batch as it was made."""

    id: int
    system: str
    number: int
    after: int
    upto: int
    on: date
    made_at: datetime
    events: int
    mapping_sha256: str
    sha256: str

    @property
    def name(self) -> str:
        """'CBCCVC-000012.csv'."""
        return f"{self.system}-{self.number:06d}.csv"


@dataclass(frozen=True, slots=True)
class Waiting:
    """An event that is not done: waits for a batch, for a receipt, or to be mended. `due`: the last day."""

    event: PersonEvent
    state: str
    due: date
    sure: bool
    message: str = ""
    batch: int | None = None


def batches(system: str) -> list[Batch]:
    """All of a system, in order."""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {_COLUMNS} FROM national_batch WHERE system = %s ORDER BY number", [system])
        return [Batch(*row) for row in cursor.fetchall()]


def batch_numbered(system: str, number: int) -> Batch:
    """Raises UnknownReference."""
    found = next((one for one in batches(system) if one.number == number), None)
    if found is None:
        raise UnknownReference(
            "batch_unknown", gettext_noop("Không có đợt gửi {number} của {system}."), number=number, system=system
        )
    return found


def to_send(system: str, at: datetime, *, rejected: bool = False) -> list[PersonEvent]:
    """The events of decisions signed by `at` that no batch has; with those that were rejected last, when asked for."""
    last = batches(system)
    upto = last[-1].upto if last else 0
    again: set[str] = set()
    if rejected:
        again = {key for key, (state, _, _) in _states(system).items() if state == "rejected"}
    found = person_events(0 if again else upto)
    return [one for one in found if one.recorded_at <= at and (one.ordinal > upto or one.key in again)]


def events_of(batch: Batch) -> list[PersonEvent]:
    """The events of a batch, in their order."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT key FROM national_event WHERE batch_id = %s", [batch.id])
        keys = {row[0] for row in cursor.fetchall()}
    return [one for one in person_events(0) if one.key in keys]


def content_of(rows: Rows, mapping: SystemForm) -> bytes:
    """The file: the system's columns, UTF-8. The same rows, the same bytes."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n", quoting=csv.QUOTE_ALL)
    writer.writerow([column.name for column in mapping.columns])
    writer.writerows([row[column.name] for column in mapping.columns] for _, row in rows.rows)
    return b"\xef\xbb\xbf" + out.getvalue().encode()


def begin(
    mapping: SystemForm, events: Sequence[PersonEvent], content: bytes, *, last: Batch | None, on: date, at: datetime
) -> Batch:
    """The next batch after `last`, with its events; committed when this returns. Raises Conflict when another was made
    meanwhile."""
    after, number = (last.upto, last.number + 1) if last else (0, 1)
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext(%s))", [f"national {mapping.system}"])
        if len(batches(mapping.system)) >= number:
            raise Conflict("batch_meanwhile", gettext_noop("Vừa có người lập đợt gửi này; chạy lại để xem còn gì."))
        upto = max(after, *(event.ordinal for event in events))
        digest = hashlib.sha256(content).hexdigest()
        cursor.execute(
            f"""INSERT INTO national_batch
                  (system, number, after, upto, on_day, made_at, events, mapping_sha256, sha256)
                VALUES (%s, %s, %s, %s, %s, %s, %s, %s, %s) RETURNING {_COLUMNS}""",
            [mapping.system, number, after, upto, on, at, len(events), mapping.sha256, digest],
        )
        batch = Batch(*cursor.fetchone())
        cursor.executemany(
            "INSERT INTO national_event (batch_id, key, ordinal, state, message) VALUES (%s, %s, %s, 'sent', '')",
            [(batch.id, event.key, event.ordinal) for event in events],
        )
    return batch


def manifest(batch: Batch, key: bytes) -> str:
    """What goes beside the file: number, SHA-256, signature (Ed25519 over the canonical JSON without it)."""
    told = {
        "system": batch.system, "number": batch.number, "file": batch.name, "events": batch.events,
        "sha256": batch.sha256, "mapping_sha256": batch.mapping_sha256, "after": batch.after, "upto": batch.upto,
        "made_at": batch.made_at.isoformat(),
    }  # fmt: skip
    return json.dumps(signatures.signed(told, key), ensure_ascii=False, indent=1) + "\n"


def take_receipt(system: str, number: int, said: Iterable[tuple[str, bool, str]]) -> dict[str, int]:
    """What the system answered for events of a batch: (key, accepted, message). The same receipt twice changes nothing.

    Raises BadInput for an event that is not of the batch, or that was answered otherwise before; nothing is kept then.
    """
    batch = batch_numbered(system, number)
    counts = {"accepted": 0, "rejected": 0}
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT key, state FROM national_event WHERE batch_id = %s FOR UPDATE", [batch.id])
        known = dict(cursor.fetchall())
        for row, (key, accepted, message) in enumerate(said, start=2):
            state = "accepted" if accepted else "rejected"
            if key not in known:
                raise BadInput(
                    "receipt_event_unknown", gettext_noop("Dòng {row}: việc “{key}” không có trong đợt gửi {number}."),
                    row=row, key=key, number=number,
                )  # fmt: skip
            if known[key] not in ("sent", state):
                raise BadInput(
                    "receipt_contradicts",
                    gettext_noop("Dòng {row}: việc “{key}” trước đã được trả lời khác; hỏi lại hệ thống quốc gia."),
                    row=row, key=key,
                )  # fmt: skip
            known[key] = state
            counts[state] += 1
            cursor.execute(
                "UPDATE national_event SET state = %s, message = %s WHERE batch_id = %s AND key = %s",
                [state, message[:500], batch.id, key],
            )
    return counts


def board(system: str, calendar: Calendar, *, due_days: int) -> list[Waiting]:
    """What is not done, the first due first: waits to be sent, for a receipt, or was rejected."""
    states = _states(system)
    found = []
    for event in person_events(0):
        state, message, batch = states.get(event.key, ("to_send", "", None))
        if state == "accepted":
            continue
        due = calendar.after(event.recorded_at.astimezone(HOME).date(), due_days)
        found.append(Waiting(event, state, due.on, due.is_sure, message, batch))
    return sorted(found, key=lambda one: (one.due, one.event.ordinal, one.event.key))


def _states(system: str) -> Mapping[str, tuple[str, str, int]]:
    with connection.cursor() as cursor:
        cursor.execute(
            """SELECT e.key, e.state, e.message, b.number
               FROM national_event e JOIN national_batch b ON b.id = e.batch_id
               WHERE b.system = %s ORDER BY b.number""",
            [system],
        )
        return {key: (state, message, number) for key, state, message, number in cursor.fetchall()}
