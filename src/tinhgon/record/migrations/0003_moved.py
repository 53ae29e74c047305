"""What older tables beside the ledger held becomes acts and readings, each with the table and the row it was.

Their columns are in the body, word for word; a name that was only stated then is kept as `stated`. The chain and the
marks begin here, so from here on nobody changes, adds or takes away one of them unnoticed. The first act names the head
of the ledger as it was, and a digest of its findings, which the seals of format 1 do not hold.
"""

from __future__ import annotations

import json
from datetime import UTC
from typing import Any

from django.db import migrations

from tinhgon.basis.canonical import lines_digest
from tinhgon.record import acts, keys, readings, tables
from tinhgon.record.actor import Actor
from tinhgon.record.kinds.base import ActKind
from tinhgon.record.kinds.erase_identity import EraseIdentity
from tinhgon.record.kinds.read_names import ReadNames
from tinhgon.record.kinds.sign_decision import AdoptLedger
from tinhgon.record.kinds.submit_report import SubmitReportOnce
from tinhgon.record.kinds.tie_account import TieAccount, UntieAccount
from tinhgon.record.kinds.verify_books import VerifyBooks

Row = tuple[Any, str, str, int, Actor, ActKind]
"""(instant, stream, table, id, by whom, what)"""


def move(_apps: Any, editor: Any) -> None:
    """Nothing to do beside an empty ledger: then no key is made either."""
    with editor.connection.cursor() as cursor:
        rows = [*_adopted(cursor), *sorted(_acts(cursor), key=lambda row: row[0])]
        cursor.execute("SELECT id, read_at, who, purpose, what, person_ids FROM read_log ORDER BY id")
        read = cursor.fetchall()
        if not rows and not read:
            return
        key, at_seq = keys.house_key(), dict[str, int]()
        bodies = []
        for instant, stream, table, row_id, by, content in rows:
            seq = at_seq[stream] = at_seq.get(stream, 0) + 1
            moved = {"table": table, "id": row_id} if table else None
            bodies.append(acts.body_of(stream, seq, content, by=by, key=key, done_at=instant, moved=moved))
        tables.insert_acts(bodies)
        with cursor.copy("COPY reading (body) FROM STDIN") as copy:
            for row_id, read_at, who, purpose, what, person_ids in read:
                body = readings.body_of(
                    ReadNames(what=what, persons=tuple(person_ids)), by=Actor(stated=who, purpose=purpose), key=key,
                    done_at=read_at.astimezone(UTC).isoformat(timespec="microseconds"),
                    moved={"table": "read_log", "id": row_id},
                )  # fmt: skip
                copy.write_row((body,))
        if read:
            tables.seal_readings()


def _adopted(cursor: Any) -> list[Row]:
    """The head of a ledger that is older than the record, and the digest of its findings."""
    cursor.execute(
        "SELECT ordinal, hash, recorded_at FROM decision WHERE ordinal < 10^15 ORDER BY ordinal DESC LIMIT 1"
    )
    last = cursor.fetchone()
    if last is None:
        return []
    cursor.execute("SELECT last_value FROM thing_id_seq")
    (minted,) = cursor.fetchone()
    content = AdoptLedger(ordinal=last[0], hash=last[1], minted=minted, findings=_findings_digest(cursor, last[0]))
    return [(None, "ledger", "", 0, Actor(stated="tinhgon"), content)]


def _findings_digest(cursor: Any, until: int) -> str:
    """As `decisions.anchors.findings_digest` makes it."""
    cursor.execute(
        "SELECT ordinal, severity, code, message, data::text, clause, units::text, citation FROM finding"
        " WHERE ordinal <= %s ORDER BY ordinal, id",
        [until],
    )
    return lines_digest(cursor.fetchall())


def _acts(cursor: Any) -> list[Row]:
    found: list[Row] = []
    cursor.execute("SELECT id, erased_at, person_id, code, ground, who FROM erasure ORDER BY id")
    for row_id, instant, person_id, code, ground, who in cursor.fetchall():
        content: ActKind = EraseIdentity(person=person_id, code=code, ground=ground)
        found.append((instant, f"person/{person_id}", "erasure", row_id, Actor(stated=who), content))
    cursor.execute("SELECT id, tied_at, account_id, person_id, who FROM account_tie ORDER BY id")
    for row_id, instant, account_id, person_id, who in cursor.fetchall():
        content = (
            UntieAccount(account=account_id) if person_id is None else TieAccount(account=account_id, person=person_id)
        )
        found.append((instant, f"account/{account_id}", "account_tie", row_id, Actor(stated=who), content))
    cursor.execute(
        "SELECT number, submitted_at, report, options::text, ordinal, who, content, sha256 FROM submitted_report"
        " ORDER BY number"
    )
    for number, instant, report, options, ordinal, who, kept, digest in cursor.fetchall():
        tables.keep_content(digest, bytes(kept))
        content = SubmitReportOnce(
            number=number, report=report, options=json.loads(options), ordinal=ordinal, sha256=digest
        )
        found.append((instant, f"report/{number}", "submitted_report", number, Actor(stated=who), content))
    cursor.execute("SELECT id, verified_at, ordinal, hash, replayed, is_sound FROM verification ORDER BY id")
    for row_id, instant, ordinal, digest, replayed, is_sound in cursor.fetchall():
        content = VerifyBooks(ordinal=ordinal, hash=digest, act=0, act_hash="", replayed=replayed, is_sound=is_sound)
        found.append((instant, "verification", "verification", row_id, Actor(), content))
    return found


class Migration(migrations.Migration):
    dependencies = (("record", "0002_guards"), ("ledger", "0013_bounds"))
    operations = (migrations.RunPython(move, migrations.RunPython.noop),)
