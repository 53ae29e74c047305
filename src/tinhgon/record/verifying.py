"""Verification of the record: the chain of acts, the batches of readings, the marks, the contents that acts name.

Nothing here knows what an act means: that the ledger and the record fit each other is asked in `decisions`.
"""

from __future__ import annotations

import hashlib
import hmac
import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

from django.db import connection

from tinhgon.basis.canonical import canonical
from tinhgon.basis.errors import Conflict, gettext_noop
from tinhgon.basis.findings import Finding
from tinhgon.record import keys, tables
from tinhgon.record.tables import Head

MOST = 20
"""So many findings of one code are told; who has rewritten a book need not read of every row."""
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_US = timedelta(microseconds=1)
_MESSAGES = {
    "act_broken": gettext_noop(
        "Việc thứ {ordinal} ({stream}) không khớp chuỗi của sổ việc: nội dung hoặc thứ tự đã bị sửa."
    ),
    "act_columns_differ": gettext_noop("Việc thứ {ordinal} ({stream}): cột {columns} khác với nội dung đã niêm phong."),
    "act_forged": gettext_noop(
        "Việc thứ {ordinal} ({stream}) không do phần mềm ghi: không có dấu của khóa chủ; có người ghi thẳng vào bảng."
    ),
    "batch_broken": gettext_noop(
        "Đợt thứ {number} của nhật ký xem không khớp mã niêm phong: có lượt xem bị sửa, bị xóa hoặc thêm vào."
    ),
    "reading_forged": gettext_noop(
        "Lượt xem số {id} trong nhật ký không do phần mềm ghi: không có dấu của khóa chủ; có người ghi thẳng vào bảng."
    ),
    "reading_columns_differ": gettext_noop("Lượt xem số {id} trong nhật ký: cột {columns} khác với nội dung đã ghi."),
    "content_differs": gettext_noop(
        "Nội dung mà việc thứ {ordinal} ({stream}) nêu bằng mã SHA-256 đã mất hoặc đã bị sửa."
    ),
    "house_key_missing": gettext_noop(
        "Sổ việc có {acts} việc nhưng không còn khóa của sổ; không kiểm tra được ai đã ghi. Phục hồi bảng record_key."
    ),
    "record_key_unreadable": gettext_noop(
        "Khóa chủ đang dùng không mở được khóa của nhật ký việc; không kiểm tra được ai đã ghi. Đặt lại đúng khóa chủ."
    ),
}


@dataclass
class RecordRead:
    """What was read: how many acts and readings, up to where, what does not fit."""

    acts: int = 0
    readings: int = 0
    unsealed: int = 0
    head: Head = field(default_factory=Head)
    findings: list[Finding] = field(default_factory=list)
    hashes: dict[int, str] = field(default_factory=dict)
    """ordinal -> hash of the acts that anchors name."""
    of_ledger: list[tables.Act] = field(default_factory=list)
    """The acts that speak of the ledger (`wanted`), in order."""

    def tell(self, code: str, **data: Any) -> None:
        if sum(1 for finding in self.findings if finding.code == code) < MOST:
            self.findings.append(Finding(severity="error", code=code, message=_MESSAGES[code], data=data))


def read_record(
    *, wanted: tuple[str, ...] = (), anchors: Iterable[int] = (), progress: Callable[[int], None] = lambda _: None
) -> RecordRead:
    """Read and check everything. `wanted`: the kinds of act to hand back; `anchors`: the acts whose hashes are."""
    read = RecordRead()
    key = _house_key(read)
    named = {*anchors, *(number for (number,) in _rows("SELECT DISTINCT act_ordinal FROM reading_batch"))}
    read.hashes = dict.fromkeys(named, "")
    _acts(read, key, wanted, progress)
    if key is None and read.acts and not read.findings:
        read.tell("house_key_missing", acts=read.acts)
    _readings(read, key)
    return read


def _house_key(read: RecordRead) -> bytes | None:
    try:
        return keys.known_house_key()
    except Conflict:
        read.tell("record_key_unreadable")
        return None


def microseconds(instant: datetime) -> int:
    """Microseconds since 1970, as the chain counts them."""
    return (instant - _EPOCH) // _US


def chained(*parts: object) -> str:
    """SHA-256 over the parts, a line each: what record_hash makes in the database."""
    return hashlib.sha256("\n".join(map(str, parts)).encode()).hexdigest()


def _rows(statement: str) -> Iterator[tuple[Any, ...]]:
    """Many rows, some thousands at a time."""
    with connection.chunked_cursor() as cursor:
        cursor.execute(statement)
        while rows := cursor.fetchmany(2000):
            yield from rows


# -- acts --------------------------------------------------------------------------------------------------------------


def _acts(read: RecordRead, key: bytes | None, wanted: tuple[str, ...], progress: Callable[[int], None]) -> None:
    previous, at_seq = "", dict[str, int]()
    columns = "ordinal, stream, seq, kind, account, person_id, os_user, address, purpose, late"
    for row in _rows(f"SELECT {columns}, done_at, recorded_at, previous, hash, body FROM act ORDER BY ordinal"):
        *kept, done_at, recorded_at, before, digest, body = row
        ordinal, stream, seq = kept[:3]
        read.acts += 1
        progress(read.acts)
        fields = _parsed(body)
        follows = ordinal == read.acts and seq == at_seq.get(stream, 0) + 1 and before == previous
        if not follows or digest != chained(previous, ordinal, microseconds(recorded_at), body) or fields is None:
            read.tell("act_broken", ordinal=ordinal, stream=stream)
        else:
            if wrong := _wrong_columns(kept[1:], done_at, recorded_at, fields):
                read.tell("act_columns_differ", ordinal=ordinal, stream=stream, columns=", ".join(wrong))
            if key is not None and not _is_marked(fields, key):
                read.tell("act_forged", ordinal=ordinal, stream=stream)
            _content(read, ordinal, stream, fields)
            if fields["kind"] in wanted:
                read.of_ledger.append(_told(row))
        previous, at_seq[stream] = digest, seq
        if ordinal in read.hashes:
            read.hashes[ordinal] = digest
        read.head = Head(ordinal, digest)


def _parsed(body: str) -> dict[str, Any] | None:
    """The fields of a canonical body; None of any other text."""
    try:
        fields = json.loads(body)
    except ValueError:
        return None
    if not isinstance(fields, dict) or not isinstance(fields.get("payload"), dict):
        return None
    return fields if isinstance(fields.get("actor"), dict) and canonical(fields) == body else None


def _wrong_columns(kept: list[Any], done_at: datetime, recorded_at: datetime, fields: Mapping[str, Any]) -> list[str]:
    actor = fields["actor"]
    stated = fields.get("done_at")
    wanted = {
        "stream": fields["stream"], "seq": fields["seq"], "kind": fields["kind"],
        "account": actor.get("account", ""), "person_id": actor.get("person"), "os_user": actor.get("os_user", ""),
        "address": actor.get("address", ""), "purpose": actor.get("purpose", ""), "late": fields.get("late", False),
        "done_at": datetime.fromisoformat(stated) if stated else recorded_at,
    }  # fmt: skip
    return [name for name, value in zip(wanted, [*kept, done_at], strict=True) if wanted[name] != value]


def _is_marked(fields: dict[str, Any], key: bytes) -> bool:
    rest = {name: value for name, value in fields.items() if name != "mark"}
    return hmac.compare_digest(str(fields.get("mark", "")), keys.mark(rest, key))


def _content(read: RecordRead, ordinal: int, stream: str, fields: Mapping[str, Any]) -> None:
    digest = fields["payload"].get("sha256")
    if isinstance(digest, str) and fields["kind"].startswith("submit_report/"):
        content = tables.content_of(digest)
        if content is None or hashlib.sha256(content).hexdigest() != digest:
            read.tell("content_differs", ordinal=ordinal, stream=stream)


def _told(row: tuple[Any, ...]) -> tables.Act:
    ordinal, stream, seq, *_, late, done_at, recorded_at, before, digest, body = row
    return tables.act_of((ordinal, stream, seq, body, done_at, recorded_at, late, before, digest))


# -- readings ----------------------------------------------------------------------------------------------------------


def _readings(read: RecordRead, key: bytes | None) -> None:
    batches = _batches(read)
    told, digests = dict[int, int](), dict[int, Any]()
    columns = "kind, account, os_user, address, purpose, what, person_ids"
    for row in _rows(f"SELECT id, batch, recorded_at, body, {columns}, read_at FROM reading ORDER BY id"):
        reading_id, batch, recorded_at, body, *kept = row
        read.readings += 1
        fields = _parsed(body)
        if fields is None or (key is not None and not _is_marked(fields, key)):
            read.tell("reading_forged", id=reading_id)
        elif wrong := _wrong_reading(kept, recorded_at, fields):
            read.tell("reading_columns_differ", id=reading_id, columns=", ".join(wrong))
        if batch is None:
            read.unsealed += 1
            continue
        told[batch] = told.get(batch, 0) + 1
        digest = digests.setdefault(batch, [])
        digest.append(chained(reading_id, microseconds(recorded_at), body))
    for number in sorted(batches.keys() | told.keys()):
        count, digest = batches.get(number, (0, ""))
        if told.get(number, 0) != count or chained(*digests.get(number, ())) != digest:
            read.tell("batch_broken", number=number)


def _batches(read: RecordRead) -> dict[int, tuple[int, str]]:
    """(readings, digest) of every batch, with the chain of the batches and its anchors in the acts held."""
    previous, found = "", dict[int, tuple[int, str]]()
    for row in _rows(
        "SELECT number, sealed_at, readings, act_ordinal, act_hash, digest, previous, hash FROM reading_batch"
        " ORDER BY number"
    ):
        number, sealed_at, count, act_ordinal, act_hash, digest, before, made = row
        wanted = chained(previous, number, microseconds(sealed_at), count, act_ordinal, act_hash, digest)
        anchored = read.hashes.get(act_ordinal, "") == act_hash
        if number != len(found) + 1 or before != previous or made != wanted or not anchored:
            read.tell("batch_broken", number=number)
        found[number], previous = (count, digest), made
    return found


def _wrong_reading(kept: list[Any], recorded_at: datetime, fields: Mapping[str, Any]) -> list[str]:
    actor, payload, stated = fields["actor"], fields["payload"], fields.get("done_at")
    wanted = {
        "kind": fields["kind"], "account": actor.get("account", ""), "os_user": actor.get("os_user", ""),
        "address": actor.get("address", ""), "purpose": actor.get("purpose", ""), "what": payload.get("what", ""),
        "person_ids": list(payload.get("persons", ())),
        "read_at": datetime.fromisoformat(stated) if stated else recorded_at,
    }  # fmt: skip
    return [name for name, value in zip(wanted, kept, strict=True) if wanted[name] != value]
