"""Decisions that wait for a signature: kept from a form, an import or the API, their identities sealed already."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import connection, transaction

from tinhgon.basis.errors import Conflict, UnknownReference, gettext_noop
from tinhgon.decisions.drafting import validated
from tinhgon.decisions.minting import draft
from tinhgon.ledger.decision_file import plain
from tinhgon.ledger.document import Document
from tinhgon.ledger.store import json_text


@dataclass(frozen=True, slots=True)
class Kept:
    """A draft as it is kept. `origin`: form, import or api; `signed_ordinal` once it is in the ledger."""

    number: int
    made_at: datetime
    origin: str
    document: Mapping[str, Any]
    signed_ordinal: int | None

    def read(self) -> Document:
        """The decision that it is. Raises BadInput when it was kept by a version whose effects are no more."""
        return validated(self.document, name=f"dự thảo số {self.number}")


def keep_draft(document: Document, *, origin: str) -> int:
    """Keep a decision to be signed later; its number on the desk. Ids are minted and identities sealed here.

    What is signed from the desk is thus the very text that was kept.
    """
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO draft (made_at, origin, document) VALUES (clock_timestamp(), %s, %s::jsonb) RETURNING id",
            [origin, json_text(plain(draft(document)))],
        )
        number: int = cursor.fetchone()[0]
    return number


def drafts(*, waiting: bool = True, limit: int = 100) -> list[Kept]:
    """The newest drafts; only those that wait for a signature unless told otherwise."""
    return _kept("signed_ordinal IS NULL" if waiting else "true", [], limit)


def kept_draft(number: int) -> Kept:
    """One draft. Raises UnknownReference when there is none with this number."""
    for kept in _kept("id = %s", [number], 1):
        return kept
    raise UnknownReference("draft_unknown", gettext_noop("Không có dự thảo số {number} trong sổ chờ."), number=number)


def draft_document(number: int) -> Document:
    """The text of a draft that waits. Raises Conflict when it has been signed."""
    kept = kept_draft(number)
    if kept.signed_ordinal is not None:
        raise Conflict(
            "draft_signed",
            gettext_noop("Dự thảo số {number} đã ký, là quyết định thứ {ordinal} của sổ; không ký hai lần."),
            number=number,
            ordinal=kept.signed_ordinal,
        )
    return kept.read()


def note_signed(number: int, ordinal: int) -> None:
    """The draft is in the ledger now: it no longer waits."""
    with connection.cursor() as cursor:
        cursor.execute("UPDATE draft SET signed_ordinal = %s WHERE id = %s", [ordinal, number])


def _kept(condition: str, arguments: list[Any], limit: int) -> list[Kept]:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT id, made_at, origin, document::text, signed_ordinal FROM draft"
            f" WHERE {condition} ORDER BY id DESC LIMIT {int(limit)}",
            arguments,
        )
        return [Kept(row[0], row[1], row[2], json.loads(row[3]), row[4]) for row in cursor.fetchall()]
