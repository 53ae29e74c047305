"""The hash chain: each signed decision seals its text, its effects, its entries and the decision before it."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime
from typing import Any

from tinhgon.basis.canonical import canonical, sha256

EntryRow = tuple[int, int, str, int, date, str]
"""(entry id, place of the effect, thing, thing id, effective_on, canonical text of the changes)"""


def entries_digest(entries: Iterable[EntryRow], standings: Iterable[tuple[int, bool]]) -> str:
    """SHA-256 over the canonical lines of a decision's entries and standings, in order of id."""
    digest = hashlib.sha256()
    for entry_id, place, thing, thing_id, effective_on, changes in entries:
        digest.update(f'[{entry_id},{place},"{thing}",{thing_id},"{effective_on.isoformat()}",{changes}]\n'.encode())
    for entry_id, stands in standings:
        digest.update(canonical([entry_id, stands]).encode() + b"\n")
    return digest.hexdigest()


def seal_1(
    *,
    prev_hash: str,
    ordinal: int,
    recorded_at: datetime,
    document: Mapping[str, Any],
    effects: list[Any],
    entries: str,
) -> str:
    """Format 1, for ever: SHA-256 of the previous hash followed by the canonical JSON of what is sealed."""
    content = {
        "ordinal": ordinal,
        "recorded_at": recorded_at.astimezone(UTC).isoformat(timespec="microseconds"),
        "document": document,
        "effects": effects,
        "entries": entries,
    }
    return sha256(prev_hash + canonical(content))


def seal_2(
    *, prev_hash: str, ordinal: int, recorded_at: datetime, sealed: Mapping[str, Any], effects: list[Any], entries: str
) -> str:
    """Format 2. `sealed`: the document with what it states and nothing else, the authority, the digest of the findings,
    the rules of the house, the head of the record; what later versions state is in there too, so no field is listed."""
    content = {
        "format": 2,
        "ordinal": ordinal,
        "recorded_at": recorded_at.astimezone(UTC).isoformat(timespec="microseconds"),
        "sealed": sealed,
        "effects": effects,
        "entries": entries,
    }
    return sha256(prev_hash + canonical(content))
