"""Whether the two books fit each other: what acts say of the ledger, and what seals say of the record."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from typing import Any

from cryptography.exceptions import InvalidTag
from django.db import connection

from tinhgon.basis.canonical import canonical, lines_digest, sha256
from tinhgon.basis.errors import gettext_noop
from tinhgon.basis.findings import Finding
from tinhgon.ledger.store import attached_tables
from tinhgon.record.tables import Act
from tinhgon.record.verifying import MOST, RecordRead
from tinhgon.registers.staff import sealing

KINDS = ("adopt_ledger/1", "sign_decision/1", "erase_identity/1", "verify_books/1", "tie_account/1")
"""The kinds of act that speak of the ledger."""
_MESSAGES = {
    "decision_gone": gettext_noop(
        "Sổ việc ghi đã ký quyết định thứ {ordinal}, mã niêm phong {hash}; trong sổ không còn, hoặc mã đã khác."
    ),
    "findings_differ": gettext_noop(
        "Kết quả kiểm tra của các quyết định đến thứ {ordinal} khác với khi mở sổ việc: đã bị sửa, xóa hoặc thêm."
    ),
    "verification_false": gettext_noop(
        "Lần đối chiếu ghi ở việc thứ {act} nêu một trạng thái mà sổ chưa từng có: đó là lần đối chiếu giả."
    ),
    "key_missing": gettext_noop(
        "Khóa hồ sơ của người số {person} không còn mà không có việc xóa nào; thông tin nhận dạng không đọc được nữa."
    ),
    "key_back": gettext_noop("Hồ sơ của người số {person} đã xóa thông tin nhận dạng mà khóa cũ nay lại có."),
    "key_unreadable": gettext_noop(
        "Khóa hồ sơ của người số {person} không mở được bằng khóa chủ: đã bị thay, đổi chỗ, hoặc khóa chủ không đúng."
    ),
    "attached_differs": gettext_noop(
        "Bảng kèm theo {digest} của quyết định thứ {ordinal} đã mất, bị cắt hoặc bị sửa."
    ),
    "draft_differs": gettext_noop("Dự thảo số {number}, bản {seq}, khác với mã của nó: đã bị sửa sau khi ghi."),
    "sequence_back": gettext_noop("Dãy số {sequence} đã bị đặt lùi về {value}; số đã cấp đến {highest}."),
}  # fmt: skip


def _finding(code: str, **data: Any) -> Finding:
    return Finding(severity="error", code=code, message=_MESSAGES[code], data=data)


def anchors(record: RecordRead, hashes: Mapping[int, str]) -> Iterator[Finding]:
    """What the record says of the ledger, held against it. `hashes`: of every decision, by ordinal."""
    told: dict[str, int] = {}
    for finding in (*_of_acts(record, hashes), *_keys(record), *_attached(), *_drafts(), *_sequences(record)):
        told[finding.code] = told.get(finding.code, 0) + 1
        if told[finding.code] <= MOST:
            yield finding


def _of_acts(record: RecordRead, hashes: Mapping[int, str]) -> Iterator[Finding]:
    for act in record.of_ledger:
        said = act.payload
        if act.kind in ("adopt_ledger/1", "sign_decision/1"):
            if hashes.get(said["ordinal"]) != said["hash"]:
                yield _finding("decision_gone", ordinal=said["ordinal"], hash=said["hash"][:16])
            elif act.kind == "adopt_ledger/1" and findings_digest(1, said["ordinal"]) != said["findings"]:
                yield _finding("findings_differ", ordinal=said["ordinal"])
        elif act.kind == "verify_books/1" and not _was_so(act, record, hashes):
            yield _finding("verification_false", act=act.ordinal)


def _was_so(act: Act, record: RecordRead, hashes: Mapping[int, str]) -> bool:
    said = act.payload
    ledger = hashes.get(said["ordinal"], "") == said["hash"]
    return bool(ledger and said["act"] < act.ordinal and record.hashes.get(said["act"], "") == said["act_hash"])


def named_acts() -> set[int]:
    """The acts whose hashes others name: verifications."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT (body::jsonb->'payload'->>'act')::bigint FROM act WHERE kind = 'verify_books/1'")
        return {ordinal for (ordinal,) in cursor.fetchall()}


def findings_digest(since: int, until: int) -> str:
    """SHA-256 over the findings of decisions, from one to another, a canonical line each, in order."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT ordinal, severity, code, message, data::text, clause, units::text, citation FROM finding"
            " WHERE ordinal BETWEEN %s AND %s ORDER BY ordinal, id",
            [since, until],
        )
        return lines_digest(cursor)


# -- keys of persons ---------------------------------------------------------------------------------------------------


def _keys(record: RecordRead) -> Iterator[Finding]:
    """Every person whose identity is sealed has a key that opens, or an erasure. Who was erased may have a new key, for
    what was entered later, never the old one."""
    erased = {act.payload["person"] for act in record.of_ledger if act.kind == "erase_identity/1"}
    with connection.chunked_cursor() as cursor:
        cursor.execute(
            """SELECT person_id, wrapped, sealed FROM person_key FULL JOIN
                 (SELECT DISTINCT person_id, true AS sealed FROM person_version WHERE name IS NOT NULL) v
                 USING (person_id)"""
        )
        while rows := cursor.fetchmany(2000):
            for person_id, wrapped, _sealed in rows:
                if wrapped is None:
                    if person_id not in erased:
                        yield _finding("key_missing", person=person_id)
                elif person_id in erased and sealing.reads_first(person_id):
                    yield _finding("key_back", person=person_id)
                else:
                    try:
                        sealing.check_key(person_id, bytes(wrapped))
                    except InvalidTag:
                        yield _finding("key_unreadable", person=person_id)


# -- attached tables ---------------------------------------------------------------------------------------------------


def _attached() -> Iterator[Finding]:
    """What a signed clause reads is there, and has the SHA-256 by which the clause names it."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT DISTINCT payload->'table'->>'sha256', ordinal FROM effect WHERE payload ? 'table' ORDER BY 2, 1"
        )
        named = cursor.fetchall()
    for digest, ordinal in named:
        found = hashlib.sha256()
        for part in attached_tables.table_parts(digest):
            found.update(part)
        if found.hexdigest() != digest:
            yield _finding("attached_differs", ordinal=ordinal, digest=digest[:16])


# -- drafts ------------------------------------------------------------------------------------------------------------


def _drafts() -> Iterator[Finding]:
    """Every revision of a draft has its digest, and what was signed from a draft is one of its revisions."""
    with connection.chunked_cursor() as cursor:
        cursor.execute("SELECT draft_id, seq, document, digest FROM draft_revision ORDER BY 1, 2")
        while rows := cursor.fetchmany(500):
            for number, seq, document, digest in rows:
                if sha256(canonical(json.loads(document))) != digest:
                    yield _finding("draft_differs", number=number, seq=seq)


# -- sequences ---------------------------------------------------------------------------------------------------------


def _sequences(record: RecordRead) -> Iterator[Finding]:
    """No sequence stands before what it has given out: a number would be given twice."""
    minted = max((act.payload["minted"] for act in record.of_ledger if "minted" in act.payload), default=0)
    with connection.cursor() as cursor:
        cursor.execute("SELECT last_value FROM thing_id_seq")
        (value,) = cursor.fetchone()
        if value < minted:
            yield _finding("sequence_back", sequence="thing_id_seq", value=value, highest=minted)
        cursor.execute(
            """SELECT s.relname, t.relname, a.attname FROM pg_depend d
               JOIN pg_class s ON s.oid = d.objid AND s.relkind = 'S'
               JOIN pg_class t ON t.oid = d.refobjid AND t.relnamespace = current_schema()::regnamespace
               JOIN pg_attribute a ON a.attrelid = t.oid AND a.attnum = d.refobjsubid
               WHERE d.deptype IN ('a', 'i') ORDER BY 1"""
        )
        for sequence, table, column in cursor.fetchall():
            given = f'SELECT last_value - (NOT is_called)::int FROM "{sequence}"'
            cursor.execute(f'SELECT ({given}), (SELECT max("{column}") FROM "{table}")')
            value, highest = cursor.fetchone()
            if highest is not None and highest < 10**15 and value < highest:
                yield _finding("sequence_back", sequence=sequence, value=value, highest=highest)
