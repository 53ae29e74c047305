"""Drafts: decisions on the way to a signature, with their authors. Each time one is written it is a revision of its
own, append-only, with a digest; what is signed is the very text of a revision.

A draft may be unfinished: its head without number or date, as these come last. Its clauses are whole: each is read and
checked when it is kept, ids are minted and what identifies people is sealed, so that no name stands in a draft.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import connection, transaction

from tinhgon.basis.canonical import canonical, sha256
from tinhgon.basis.errors import Conflict, UnknownReference, gettext_noop
from tinhgon.decisions.drafting import validated
from tinhgon.decisions.minting import draft
from tinhgon.decisions.secrecy import need_no_secret
from tinhgon.ledger.decision_file import plain
from tinhgon.ledger.document import Document
from tinhgon.record import acts
from tinhgon.record.actor import Actor, actor_from
from tinhgon.record.kinds.withdraw_draft import WithdrawDraft

_UNFINISHED = {"number": "–", "issuer": "–", "subject": "–"}
"""What stands in for a head that is not finished, where a whole document is needed to look at."""
_ANY_DAY = date(2000, 1, 1)
_COLUMNS = "d.id, r.seq, r.made_at, d.origin, r.author, r.document, r.digest, d.signed_ordinal, d.withdrawn_at"


@dataclass(frozen=True, slots=True)
class Kept:
    """A draft as it stands. `origin`: form, import, api or reading; `seq` counts its revisions, `author` wrote the last
    one; `signed_ordinal` once it is in the ledger."""

    number: int
    seq: int
    made_at: datetime
    origin: str
    author: Actor
    document: Mapping[str, Any]
    digest: str
    signed_ordinal: int | None
    withdrawn_at: datetime | None

    @property
    def is_open(self) -> bool:
        return self.signed_ordinal is None and self.withdrawn_at is None

    def read(self) -> Document:
        """The decision that it is. Raises BadInput where something of the head is missing, or when it was kept by a
        version whose effects are no more."""
        return validated(self.document, name=f"dự thảo số {self.number}")

    def sketch(self, today: date) -> Document:
        """The same to look at and to preview while number, day or subject are missing."""
        return validated(finished(self.document, today), name=f"dự thảo số {self.number}")


def finished(fields: Mapping[str, Any], today: date) -> dict[str, Any]:
    """The fields of a draft with something in the place of what its head lacks."""
    signed_on = fields.get("signed_on") or today.isoformat()
    return {**_UNFINISHED, "signed_on": signed_on, "effective_on": signed_on, **fields}


def keep_draft(document: Document, *, origin: str, by: Actor) -> int:
    """Keep a whole decision as a draft; its number on the desk."""
    return begin(plain(document), origin=origin, by=by).number


def begin(fields: Mapping[str, Any], *, origin: str, by: Actor) -> Kept:
    """The first revision of a new draft. Raises BadInput for a clause that cannot be read."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("INSERT INTO draft (made_at, origin) VALUES (clock_timestamp(), %s) RETURNING id", [origin])
        (number,) = cursor.fetchone()
        _write(number, 1, fields, by)
    return kept_draft(number)


def revise(number: int, fields: Mapping[str, Any], *, after: int, by: Actor) -> Kept:
    """Write a draft again, after its revision `after`.

    Raises Conflict when it is signed or withdrawn, or when somebody else has written it meanwhile: nothing of theirs is
    lost, and nothing was written.
    """
    with transaction.atomic():
        hold(number)
        kept = _open(number)
        if kept.seq != after:
            raise Conflict(
                "draft_moved_on",
                gettext_noop(
                    "Dự thảo số {number} đã được {who} sửa lúc {at} (bản {seq}); xem bản mới, rồi sửa tiếp trên bản ấy."
                ),
                number=number, who=kept.author.name, at=f"{kept.made_at:%d/%m/%Y %H:%M}", seq=kept.seq,
            )  # fmt: skip
        if canonical(_prepared(fields)) != canonical(kept.document):
            _write(number, after + 1, fields, by)
    return kept_draft(number)


def hold(number: int) -> None:
    """Keep others from writing, withdrawing or submitting the draft until this transaction ends; they wait."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT FROM draft WHERE id = %s FOR UPDATE", [number])


def withdraw(number: int, *, by: Actor) -> None:
    """A draft that nobody is to sign any more; it stays readable, and the record has who withdrew it.

    Raises Conflict when it is signed or withdrawn. Of two who do it at once, or one who revises meanwhile, the second
    waits and is told.
    """
    with transaction.atomic():
        hold(number)
        kept = _open(number)
        with connection.cursor() as cursor:
            cursor.execute("UPDATE draft SET withdrawn_at = clock_timestamp() WHERE id = %s", [number])
        acts.append(f"draft/{number}", WithdrawDraft(draft=number, digest=kept.digest), by=by)


def drafts(*, waiting: bool = True, limit: int = 100, before: int | None = None) -> list[Kept]:
    """The newest drafts, of those before a number; only those that wait for a signature unless told otherwise."""
    condition = "d.signed_ordinal IS NULL AND d.withdrawn_at IS NULL" if waiting else "true"
    if before is None:
        return _kept(condition, [], limit)
    return _kept(f"{condition} AND d.id < %s", [before], limit)


def kept_draft(number: int, seq: int | None = None) -> Kept:
    """One draft, as it stands or as one of its revisions. Raises UnknownReference for a number that is none."""
    for kept in _kept("d.id = %s", [number], 1, seq=seq):
        return kept
    raise UnknownReference("draft_unknown", gettext_noop("Không có dự thảo số {number} trong sổ chờ."), number=number)


def revisions(number: int) -> list[Kept]:
    """All revisions of a draft, the newest first."""
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT {_COLUMNS} FROM draft d JOIN draft_revision r ON r.draft_id = d.id WHERE d.id = %s"
            " ORDER BY r.seq DESC",
            [number],
        )
        return [_read(row) for row in cursor.fetchall()]


def draft_document(number: int) -> Document:
    """The text of a draft that waits. Raises Conflict when it has been signed or withdrawn."""
    return _open(number).read()


def note_signed(number: int, ordinal: int) -> None:
    """The draft is in the ledger now: it no longer waits."""
    with connection.cursor() as cursor:
        cursor.execute("UPDATE draft SET signed_ordinal = %s WHERE id = %s", [ordinal, number])


def digest_of(fields: Mapping[str, Any]) -> str:
    """What names the text of a revision: SHA-256 of its canonical JSON."""
    return sha256(canonical(fields))


def _open(number: int) -> Kept:
    kept = kept_draft(number)
    if kept.signed_ordinal is not None:
        raise Conflict(
            "draft_signed",
            gettext_noop("Dự thảo số {number} đã ký, là quyết định thứ {ordinal} của sổ; không ký hai lần."),
            number=number,
            ordinal=kept.signed_ordinal,
        )
    if kept.withdrawn_at is not None:
        raise Conflict(
            "draft_withdrawn",
            gettext_noop("Dự thảo số {number} đã rút; soạn dự thảo khác."),
            number=number,
        )
    return kept


def _prepared(fields: Mapping[str, Any]) -> dict[str, Any]:
    """The fields with clauses read, ids minted and identities sealed; the head as far as it is stated."""
    head = {name: value for name, value in fields.items() if name != "effects" and value not in ("", None)}
    need_no_secret(head.get("confidentiality"))
    effects: Sequence[Any] = fields.get("effects") or ()
    if not effects:
        return {**head, "effects": []}
    whole = draft(validated(finished({**head, "effects": effects}, _ANY_DAY), name=gettext_noop("dự thảo")))
    made = plain(whole)
    stated = {name: made[name] for name in made if name in head or name == "effects"}
    return {**head, **stated}


def _write(number: int, seq: int, fields: Mapping[str, Any], by: Actor) -> None:
    prepared = _prepared(fields)
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO draft_revision (draft_id, seq, made_at, author, document, digest)"
            " VALUES (%s, %s, clock_timestamp(), %s, %s, %s)",
            [number, seq, canonical(by.fields()), canonical(prepared), digest_of(prepared)],
        )


def _kept(condition: str, arguments: list[Any], limit: int, *, seq: int | None = None) -> list[Kept]:
    revision = "(SELECT max(x.seq) FROM draft_revision x WHERE x.draft_id = d.id)" if seq is None else "%s"
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT {_COLUMNS} FROM draft d JOIN draft_revision r ON r.draft_id = d.id AND r.seq = {revision}"
            f" WHERE {condition} ORDER BY d.id DESC LIMIT {int(limit)}",
            [*([] if seq is None else [seq]), *arguments],
        )
        return [_read(row) for row in cursor.fetchall()]


def _read(row: Sequence[Any]) -> Kept:
    number, seq, made_at, origin, author, document, digest, signed_ordinal, withdrawn_at = row
    return Kept(
        number, seq, made_at, origin, actor_from(json.loads(author)), json.loads(document), digest, signed_ordinal,
        withdrawn_at,
    )  # fmt: skip
