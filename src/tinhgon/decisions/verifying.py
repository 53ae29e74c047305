"""Verification at two levels: the chain and the fold need no effect code; the replay posts every effect again."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from django.db import DatabaseError, connection, transaction
from psycopg import errors as pg

from tinhgon.basis.canonical import canonical
from tinhgon.basis.errors import Conflict, Refusal, gettext_noop
from tinhgon.basis.findings import Finding
from tinhgon.decisions.anchors import KINDS, anchors, findings_digest, named_acts
from tinhgon.decisions.enacting import DOCUMENT_FIELDS, MANY_ENTRIES, enact
from tinhgon.decisions.guards import triggers_are_passed, verify_guards
from tinhgon.decisions.heads import Heads, against
from tinhgon.decisions.verifications import note_verification
from tinhgon.ledger import chain
from tinhgon.ledger.document import Document
from tinhgon.ledger.registry import THINGS
from tinhgon.ledger.store import chain_end
from tinhgon.ledger.thing import ThingKind
from tinhgon.record.actor import Actor, shell
from tinhgon.record.tables import Head, seal_readings
from tinhgon.record.verifying import read_record

Progress = Callable[[int], None]
_TABLES = (
    "decision",
    "effect",
    "entry",
    "standing",
    "decision_standing",
    "finding",
    *(kind.table for kind in THINGS.values()),
    "person_key",
)

# What posting looks up. The constraints of the real tables need no second proof: equal rows obey them too.
_LOOKED_UP = {
    "decision": ("ordinal",),
    "effect": ("id", "ordinal"),
    "entry": ("id", "ordinal", "thing_id"),
    "standing": ("entry_id",),
    **{kind.table: (kind.key, *kind.look_ups) for kind in THINGS.values()},
}


@dataclass(frozen=True)
class Verification:
    """What was read and what did not fit; no findings means that everything fits."""

    decisions: int
    entries: int
    versions: int
    findings: tuple[Finding, ...]
    replayed: bool
    ledger: Head
    record: Head
    """Up to which decision and which act it went: of what came later it says nothing."""
    readings: int

    @property
    def is_sound(self) -> bool:
        return not self.findings


def verify(
    *, replay: bool = True, progress: Progress = lambda _: None, by: Actor | None = None, earlier: Heads | None = None
) -> Verification:  # fmt: skip
    """Chain and fold of the ledger, the record, and each held against the other; then, unless `replay` is False, every
    decision posted again in scratch tables and compared. `earlier`: heads that both books must still have. It is
    written down as an act, `by` whom (the shell). Raises Damaged when the server cannot read its own files.
    """
    seal_readings()
    with _damage_told(), transaction.atomic():
        hashes, entries, broken = _verify_chain(progress)
        broken += _orphans()
        record = read_record(wanted=KINDS, anchors=named_acts())
        findings = [*broken, *verify_guards(), *record.findings, *anchors(record, hashes)]
        findings += [] if earlier is None else against(earlier)
        findings += [finding for kind in THINGS.values() for finding in _verify_fold(kind)]
        if replay and not broken:
            findings += _verify_replay(progress)
        with connection.cursor() as cursor:
            counts = " + ".join(f"(SELECT count(*) FROM {kind.table})" for kind in THINGS.values())
            cursor.execute(f"SELECT {counts}")
            versions = cursor.fetchone()[0]
        ledger = Head(max(hashes, default=0), hashes[max(hashes)] if hashes else "")
        if not triggers_are_passed():
            note_verification(ledger, record.head, replayed=replay, is_sound=not findings, by=by or shell())
    return Verification(
        len(hashes), entries, versions, tuple(findings), replay, ledger, record.head, record.readings
    )  # fmt: skip


class Damaged(Conflict):
    """The files of the database are damaged."""


@contextmanager
def _damage_told() -> Iterator[None]:
    try:
        yield
    except DatabaseError as error:
        if isinstance(error.__cause__, pg.DataCorrupted | pg.IndexCorrupted | pg.IoError):
            raise Damaged(
                "data_damaged",
                gettext_noop(
                    "Tệp dữ liệu của máy chủ đã hỏng ({reason}); ngừng ghi, giữ nguyên thư mục dữ liệu để khám, "
                    "rồi phục hồi từ bản sao lưu."
                ),
                reason=str(error).strip().splitlines()[0],
            ) from error
        raise


# -- level one: chain and fold ---------------------------------------------------------------------------------------


def _verify_chain(progress: Progress) -> tuple[dict[int, str], int, list[Finding]]:
    """The hash of every decision, the number of entries, what does not fit."""
    findings: list[Finding] = []
    hashes: dict[int, str] = {}
    previous, entry_count = "", 0
    for place, (document, row) in enumerate(_decisions(), start=1):
        progress(place)
        effects = list(_effects(row["ordinal"]))
        places = {effect.pop("id"): effect["place"] for effect in effects}
        entries = list(_entry_rows(row["ordinal"], places))
        entry_count += len(entries)
        entries_digest = chain.entries_digest(entries, _standings(row["ordinal"]))
        common = {
            "prev_hash": previous, "ordinal": row["ordinal"], "recorded_at": row["recorded_at"], "effects": effects,
            "entries": entries_digest,
        }  # fmt: skip
        if row["format"] == 1:
            digest = chain.seal_1(**common, document=document)
        else:
            digest = chain.seal_2(**common, sealed=json.loads(row["sealed"] or "{}"))
            findings += _verify_sealed(document, row)
        if row["ordinal"] != place or row["prev_hash"] != previous or row["hash"] != digest:
            findings.append(_chain_finding("chain_broken", row))
        previous = hashes[row["ordinal"]] = row["hash"]
    return hashes, entry_count, findings


def _verify_sealed(document: dict[str, Any], row: dict[str, Any]) -> list[Finding]:
    """Whether the columns of a decision, and its findings, are what format 2 has sealed."""
    sealed = json.loads(row["sealed"] or "{}")
    said, wrong = sealed.get("document", {}), []
    try:
        stated = Document.model_validate({**said, "effects": [_ANY_EFFECT]}).model_dump(
            mode="json", exclude={"effects"}
        )
        wrong = [name for name in DOCUMENT_FIELDS if stated[name] != document[name]]
    except ValueError:
        wrong = ["document"]
    superseded = sealed.get("supersedes", {}).get("ordinal")
    wrong += [
        name for name, value in (("series", sealed.get("series")), ("supersedes", superseded)) if row[name] != value
    ]
    found = []
    if wrong:
        found.append(_chain_finding("columns_differ", row, columns=", ".join(wrong)))
    if findings_digest(row["ordinal"], row["ordinal"]) != sealed.get("findings"):
        found.append(_chain_finding("decision_findings_differ", row))
    return found


_ANY_EFFECT = {"kind": "annul_decision/1", "decisions": ["1"]}
"""A document has a clause; here its own are looked at apart."""
_CHAIN_MESSAGES = {
    "chain_broken": gettext_noop(
        "{number} (thứ {ordinal}) không khớp mã niêm phong: nội dung, bút toán hoặc thứ tự đã bị sửa."
    ),
    "columns_differ": gettext_noop("{number} (thứ {ordinal}): cột {columns} khác với nội dung đã niêm phong."),
    "decision_findings_differ": gettext_noop(
        "{number} (thứ {ordinal}): kết quả kiểm tra khác với khi ký: đã bị sửa, xóa hoặc thêm."
    ),
}


def _chain_finding(code: str, row: dict[str, Any], **more: Any) -> Finding:
    data = {"number": row["number"], "ordinal": row["ordinal"], **more}
    return Finding(severity="error", code=code, message=_CHAIN_MESSAGES[code], data=data)


def _orphans() -> list[Finding]:
    """Rows whose decision is not in the chain: somebody took the decision away and left them."""
    findings = []
    with connection.cursor() as cursor:
        for table in ("effect", "entry", "standing", "decision_standing", "finding"):
            cursor.execute(
                f"SELECT ordinal, count(*) FROM {table} t WHERE NOT EXISTS"
                " (SELECT FROM decision d WHERE d.ordinal = t.ordinal) GROUP BY ordinal ORDER BY ordinal LIMIT 20"
            )
            findings += [
                Finding(
                    severity="error",
                    code="decision_missing",
                    message=gettext_noop("Bảng {table} còn {count} dòng của quyết định thứ {ordinal}, nay không còn."),
                    data={"table": table, "count": count, "ordinal": ordinal},
                )
                for ordinal, count in cursor.fetchall()
            ]
    return findings


def _decisions() -> Iterator[tuple[dict[str, Any], dict[str, Any]]]:
    """Each signed decision: the fields of its document as they were sealed, and the row."""
    names = (
        *DOCUMENT_FIELDS, "ordinal", "recorded_at", "prev_hash", "hash", "format", "sealed", "series", "supersedes",
    )  # fmt: skip
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT {', '.join(names)} FROM decision WHERE ordinal < %s ORDER BY ordinal", [chain_end.PREVIEW_FROM]
        )
        rows = [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]
    for row in rows:
        for name in ("basis", "attachments"):
            row[name] = json.loads(row[name]) if isinstance(row[name], str) else row[name]
        document = {
            name: row[name].isoformat() if hasattr(row[name], "isoformat") else row[name] for name in DOCUMENT_FIELDS
        }
        yield document, row


def _effects(ordinal: int) -> Iterator[dict[str, Any]]:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT id, place, kind, clause, effective_on, payload::text FROM effect WHERE ordinal = %s ORDER BY place",
            [ordinal],
        )
        for effect_id, place, kind, clause, effective_on, payload in cursor.fetchall():
            yield {
                "id": effect_id, "place": place, "kind": kind, "clause": clause,
                "effective_on": effective_on.isoformat(), "payload": json.loads(payload),
            }  # fmt: skip


def _entry_rows(ordinal: int, places: dict[int, int]) -> Iterator[chain.EntryRow]:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT id, effect_id, thing, thing_id, effective_on, "
            "changes::text FROM entry WHERE ordinal = %s ORDER BY id",
            [ordinal],
        )
        for entry_id, effect_id, thing, thing_id, effective_on, changes in cursor:
            yield entry_id, places.get(effect_id, 0), thing, thing_id, effective_on, canonical(json.loads(changes))


def _standings(ordinal: int) -> list[tuple[int, bool]]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT entry_id, stands FROM standing WHERE ordinal = %s ORDER BY entry_id", [ordinal])
        return [(entry_id, stands) for entry_id, stands in cursor.fetchall()]


_FOLD = """
WITH standing_entry AS (
  SELECT e.* FROM entry e WHERE e.thing = %(thing)s AND e.ordinal < %(limit)s
    AND coalesce((SELECT s.stands FROM standing s WHERE s.entry_id = e.id ORDER BY s.ordinal DESC LIMIT 1), true)),
folded AS (
  SELECT thing_id, id, effective_on, lead(effective_on) OVER w AS until, jsonb_merge(changes) OVER w AS fields
  FROM standing_entry WINDOW w AS (PARTITION BY thing_id ORDER BY effective_on, id)),
wanted AS (
  SELECT thing_id, daterange(effective_on, until) AS valid, id AS entry_id, {folded} FROM folded
  WHERE until IS DISTINCT FROM effective_on AND coalesce((fields->>'exists')::boolean, false)),
stored AS (SELECT {key} AS thing_id, valid, entry_id, {stored} FROM {table} WHERE upper_inf(recorded)),
wrong AS ((TABLE wanted EXCEPT TABLE stored) UNION ALL (TABLE stored EXCEPT TABLE wanted))
SELECT thing_id, count(*) FROM wrong GROUP BY thing_id ORDER BY thing_id LIMIT 20"""


def _verify_fold(kind: ThingKind) -> list[Finding]:
    sql = _FOLD.format(
        table=kind.table,
        key=kind.key,
        folded=", ".join(f"{expression} AS {name}" for name, expression in kind.sql.items()),
        stored=", ".join(kind.sql),
    )
    with connection.cursor() as cursor:
        cursor.execute(sql, {"thing": kind.name, "limit": chain_end.PREVIEW_FROM})
        wrong = cursor.fetchall()
    return [
        Finding(
            severity="error",
            code="fold_differs",
            message=gettext_noop("Trạng thái đang đọc của mục {thing} số {id} khác với các bút toán của nó."),
            data={"thing": kind.name, "id": thing_id},
            units=(thing_id,),
        )
        for thing_id, _ in wrong
    ]


# -- level two: replay -----------------------------------------------------------------------------------------------


def _verify_replay(progress: Progress) -> list[Finding]:
    """Post every decision again into temporary tables that stand before the real ones, and compare all rows."""
    documents = [(_document(document, row["ordinal"]), row["supersedes"]) for document, row in _decisions()]
    point = transaction.savepoint()
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT current_schema()")
            real = cursor.fetchone()[0]
            for table in _TABLES:
                cursor.execute(
                    f"CREATE TEMP TABLE {table} (LIKE {real}.{table} INCLUDING DEFAULTS INCLUDING GENERATED"
                    " INCLUDING IDENTITY) ON COMMIT DROP"
                )
            for table, columns in _LOOKED_UP.items():
                for column in columns:
                    cursor.execute(f"CREATE INDEX ON pg_temp.{table} ({column})")
        findings: list[Finding] = []
        for place, (document, supersedes) in enumerate(documents, start=1):
            progress(place)
            try:
                outcome = enact(document, chain_end.head(preview=False), judge=False, supersedes=supersedes)
            except Refusal as refusal:
                findings.append(_replay_finding("replay_refused", document.number, str(refusal)))
                return findings
            if outcome.entries >= MANY_ENTRIES:
                with connection.cursor() as cursor:
                    cursor.execute(f"ANALYZE {', '.join(_TABLES)}")
        for table, columns in _compared().items():
            findings += _differences(real, table, columns)
        return findings
    finally:
        transaction.savepoint_rollback(point)


def _document(fields: dict[str, Any], ordinal: int) -> Document:
    effects = [
        {"kind": e["kind"], "clause": e["clause"], "effective_on": e["effective_on"], **e["payload"]}
        for e in _effects(ordinal)
    ]
    return Document.model_validate({**fields, "effects": effects})


def _compared() -> dict[str, tuple[str, ...]]:
    tables = {
        "entry": ("id", "ordinal", "effect_id", "thing", "thing_id", "effective_on", "changes"),
        "standing": ("entry_id", "ordinal", "stands"),
        "decision_standing": ("target_id", "ordinal", "stands"),
        "effect": ("id", "ordinal", "place", "kind", "clause", "effective_on", "payload"),
    }
    for kind in THINGS.values():
        tables[kind.table] = ("valid", "recorded", "entry_id", kind.key, *kind.columns)
    return tables


def _differences(real: str, table: str, columns: tuple[str, ...]) -> list[Finding]:
    names = ", ".join(columns)
    with connection.cursor() as cursor:
        cursor.execute(
            f"""SELECT count(*) FROM ((SELECT {names} FROM pg_temp.{table} EXCEPT SELECT {names} FROM {real}.{table})
                UNION ALL (SELECT {names} FROM {real}.{table} EXCEPT SELECT {names} FROM pg_temp.{table})) d"""
        )
        count = cursor.fetchone()[0]
    return [_replay_finding("replay_differs", table, str(count))] if count else []


def _replay_finding(code: str, subject: str, detail: str) -> Finding:
    messages = {
        "replay_refused": gettext_noop("Ghi lại {subject} từ đầu thì bị từ chối: {detail}"),
        "replay_differs": gettext_noop("Ghi lại toàn bộ từ đầu thì bảng {subject} khác {detail} dòng so với sổ."),
    }
    return Finding(severity="error", code=code, message=messages[code], data={"subject": subject, "detail": detail})
