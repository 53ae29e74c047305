"""What is told of a change, and its signatures. Pure.

A webhook is signed as Standard Webhooks says: headers `webhook-id`, `webhook-timestamp`, `webhook-signature`
(`v1,` and the base64 of HMAC-SHA256 over `id.timestamp.body`); the id is the same at every attempt. A page of the feed
is signed with the Ed25519 key of the heads (`tinhgon seal`), over its canonical JSON.
"""

from __future__ import annotations

import hmac
import json
from base64 import b64encode
from collections.abc import Sequence
from datetime import datetime
from hashlib import sha256
from typing import Any

from tinhgon.basis import signatures
from tinhgon.ledger.queries.changes import Link

TYPE = "decision.signed"


def fields(link: Link) -> dict[str, Any]:
    """A change: `{id, type, timestamp, data}`."""
    data: dict[str, Any] = {"ordinal": link.ordinal, "hash": link.hash, "prev_hash": link.prev_hash}
    if link.withheld:
        data["withheld"] = True
    else:
        data |= {
            "number": link.number, "kind": link.kind, "issuer": link.issuer,
            "signed_on": link.signed_on.isoformat() if link.signed_on else None,
            "effective_on": link.effective_on.isoformat() if link.effective_on else None,
            "effects": list(link.effects), "units": list(link.units), "others": dict(link.others),
        }  # fmt: skip
    return {"id": message_id(link), "type": TYPE, "timestamp": link.recorded_at.isoformat(), "data": data}


def message_id(link: Link) -> str:
    """The same at every attempt, of this ledger alone: a receiver that has it already passes it over."""
    return f"msg_{link.ordinal}_{link.hash[:16]}"


def body(link: Link) -> bytes:
    """As it is posted."""
    return json.dumps(fields(link), ensure_ascii=False, separators=(",", ":")).encode()


def secret(key: bytes, name: str, generation: int) -> str:
    """The secret of a subscriber: made of the house's key, kept nowhere."""
    return "whsec_" + b64encode(_secret(key, name, generation)).decode()


def _secret(key: bytes, name: str, generation: int) -> bytes:
    return hmac.digest(key, f"webhook:{generation}:{name}".encode(), sha256)


def headers(link: Link, content: bytes, *, key: bytes, name: str, generation: int, at: datetime) -> dict[str, str]:
    """The headers of one attempt."""
    stamp, own = str(int(at.timestamp())), message_id(link)
    signed = f"{own}.{stamp}.".encode() + content
    signature = b64encode(hmac.digest(_secret(key, name, generation), signed, sha256)).decode()
    return {
        "content-type": "application/json", "user-agent": "tinhgon", "webhook-id": own, "webhook-timestamp": stamp,
        "webhook-signature": f"v1,{signature}",
    }  # fmt: skip


def page(links: Sequence[Link], *, after: int, head: tuple[int, str], key: bytes) -> dict[str, Any]:
    """A page of the feed, signed. `next` is what to ask after; the same when nothing is new."""
    told = {
        "after": after,
        "next": links[-1].ordinal if links else after,
        "head": {"ordinal": head[0], "hash": head[1]},
        "items": [fields(link) for link in links],
    }
    return signatures.signed(told, key)
