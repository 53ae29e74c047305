"""What one book states for the centre: its head and chain, its figures of a day, what passed out and in.

Signed with the key of the heads (Ed25519). The chain is the seal of every decision, so that the centre sees that a
book only ever grew. People are counts by clause; the numbers of decisions tell what belongs together.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from cryptography.exceptions import InvalidSignature

from tinhgon.basis import signatures
from tinhgon.basis.asof import AsOf
from tinhgon.basis.bounds import check_json
from tinhgon.basis.errors import BadInput, gettext_noop
from tinhgon.ledger.queries.changes import links_after
from tinhgon.ledger.queries.knowledge import last_known
from tinhgon.ledger.queries.passing import Passing
from tinhgon.registers.establishment.queries.passing import held_in_all, quota_in, quota_out
from tinhgon.registers.staff.queries.passing import people_by_category, people_in, people_out
from tinhgon.registers.units.queries.units import counts

FORMAT = 1
MOST_BYTES = 256 << 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Item(Passing):
    """What a clause took out of a book or into it. `book` is the name of the book."""

    book: str


@dataclass(frozen=True)
class Statement:
    """A statement as it was read: whose, of which day, signed by whom."""

    book: str
    on: date
    recorded_at: str
    chain: tuple[tuple[int, str], ...]
    sound: bool
    figures: Mapping[str, int]
    out: tuple[Item, ...]
    into: tuple[Item, ...]
    signer: str

    @property
    def head(self) -> tuple[int, str]:
        return self.chain[-1] if self.chain else (0, "")


def stated(book: str, on: date, *, sound: bool) -> dict[str, Any]:
    """What the book in use states. `sound`: chain and fold were verified just before, and fit."""
    as_of = AsOf(on)
    recorded = last_known(as_of)
    return {
        "format": FORMAT, "book": book, "on": on.isoformat(), "recorded_at": recorded.isoformat() if recorded else "",
        "chain": [[link.ordinal, link.hash] for link in links_after(0, limit=10**9)],
        "sound": sound, "figures": _figures(as_of),
        "out": [_item(one) for one in (*quota_out(on), *people_out(on))],
        "in": [_item(one) for one in (*quota_in(on), *people_in(on))],
    }  # fmt: skip


def _figures(as_of: AsOf) -> dict[str, int]:
    """By key: `unit territory 2 xã`, `quota civil_servant official`, `person civil_servant`."""
    units = {f"unit {one.structure} {one.level} {one.kind}": one.count for one in counts(as_of)}
    quota = {f"quota {category} {layer}": amount for (category, layer), amount in held_in_all(as_of).items()}
    people = {f"person {category}": count for category, count in people_by_category(as_of).items()}
    return {**units, **quota, **people}


def _item(one: Passing) -> dict[str, Any]:
    return {
        "what": one.what, "amount": one.amount, "on": one.on.isoformat(), "ordinal": one.ordinal, "place": one.place,
        "clause": one.clause, "number": one.number, "issuer": one.issuer, "basis": list(one.basis),
    }  # fmt: skip


def signed(fields: Mapping[str, Any], key: bytes) -> str:
    """The text of a statement."""
    return json.dumps(signatures.signed(fields, key), ensure_ascii=False, separators=(",", ":")) + "\n"


def read_statement(data: bytes, name: str) -> Statement:
    """Raises BadInput for what is no statement, or was changed after it was signed."""
    if len(data) > MOST_BYTES:
        raise _bad(name)
    try:
        text = data.decode()
        check_json(text, name=name, values=50_000_000)
        told = signatures.verified(json.loads(text))
        if told["format"] != FORMAT:
            raise _bad(name)
        return Statement(
            str(told["book"]), date.fromisoformat(told["on"]), str(told["recorded_at"]),
            tuple((int(ordinal), str(seal)) for ordinal, seal in told["chain"]), told["sound"] is True,
            {str(key): int(value) for key, value in told["figures"].items()},
            _items(told["book"], told["out"]), _items(told["book"], told["in"]), told["signer"],
        )  # fmt: skip
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError, InvalidSignature):
        raise _bad(name) from None


def _items(book: str, told: Iterable[Mapping[str, Any]]) -> tuple[Item, ...]:
    return tuple(_read(str(book), one) for one in told)


def _read(book: str, one: Mapping[str, Any]) -> Item:
    amount = int(one["amount"])
    if amount < 1:
        raise ValueError(amount)
    return Item(
        what=str(one["what"]), amount=amount, on=date.fromisoformat(one["on"]), ordinal=int(one["ordinal"]),
        place=int(one["place"]), clause=str(one["clause"]), number=str(one["number"]), issuer=str(one["issuer"]),
        basis=tuple(map(str, one["basis"])), book=book,
    )  # fmt: skip


def _bad(name: str) -> BadInput:
    return BadInput(
        "not_a_statement",
        gettext_noop("{file} không phải báo cáo hợp nhất của tinhgon, hoặc đã bị sửa sau khi ký; lấy lại tệp từ tỉnh."),
        file=name,
    )
