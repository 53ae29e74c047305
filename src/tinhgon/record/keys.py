"""The keys of the record: of a person in a stream, of a stream, and of the house, each wrapped by the master key.

What is personal in an act is sealed with the key of its stream **and** the person, so that the erasure of one person
leaves the others of the same case readable, and the order, the counts and the chain as they are: the chain hashes the
sealed text. The house's key makes the mark that an act or a reading was written by the application: whoever can write
into the tables but has no master key cannot make it.
"""

from __future__ import annotations

import hmac
from collections.abc import Iterable, Mapping
from functools import lru_cache
from hashlib import sha256
from typing import Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings

from tinhgon.basis import sealed
from tinhgon.basis.canonical import canonical
from tinhgon.basis.errors import Conflict, gettext_noop
from tinhgon.record import tables
from tinhgon.record.kinds.base import Part

HOUSE = ("", 0)
_MARK_LENGTH = 32


class KeyProblem(Conflict):
    """The master key is not the one that the record's keys were wrapped with."""


def mark(body: Mapping[str, Any], key: bytes) -> str:
    """The mark of a body (without one): HMAC-SHA-256 by the house's key, 32 hexadecimal digits."""
    return hmac.digest(key, canonical(body).encode(), sha256).hex()[:_MARK_LENGTH]


def house_key() -> bytes:
    """The key of the house, made when the first act or reading is written."""
    return key_of(*HOUSE)


def known_house_key() -> bytes | None:
    """The key of the house, or None when there is none yet. Raises KeyProblem under another master key."""
    wrapped = tables.record_keys([HOUSE]).get(HOUSE)
    return None if wrapped is None else _key(*HOUSE, wrapped)


def key_of(stream: str, person_id: int) -> bytes:
    """A key, made when it is missing. Raises KeyProblem under another master key."""
    wrapped = tables.record_keys([(stream, person_id)]).get((stream, person_id))
    if wrapped is None:
        wrapped = tables.keep_record_key(
            stream, person_id, sealed.wrap(AESGCM(_master()), sealed.new_key(), _place(stream, person_id))
        )
    return _key(stream, person_id, wrapped)


def _master() -> bytes:
    master: bytes = settings.MASTER_KEY()
    return master


def _place(stream: str, person_id: int) -> bytes:
    return f"record key:{stream}:{person_id}".encode()


def _key(stream: str, person_id: int, wrapped: bytes) -> bytes:
    return _unwrapped(_master(), stream, person_id, wrapped)


@lru_cache(maxsize=1024)
def _unwrapped(master: bytes, stream: str, person_id: int, wrapped: bytes) -> bytes:
    try:
        return sealed.unwrap(AESGCM(master), wrapped, _place(stream, person_id))
    except InvalidTag:
        raise KeyProblem(
            "record_key_unreadable",
            gettext_noop(
                "Khóa chủ đang dùng không mở được khóa của nhật ký việc; đặt lại đúng khóa chủ "
                "(TINHGON_MASTER_KEY hoặc tệp master.key). Chưa ghi gì."
            ),
        ) from None


# -- sealing what is personal ------------------------------------------------------------------------------------------


def seal_payload(stream: str, kind: str, part: Part, payload: dict[str, Any]) -> dict[str, Any]:
    """The payload with its personal fields sealed; nested parts too."""

    def seal(text: str, person_id: int, field: str) -> str:
        cipher = AESGCM(key_of(stream, person_id))
        return sealed.seal(cipher, text, _field(stream, kind, field, person_id))

    return _walked(part, payload, seal)


def unseal_payload(stream: str, kind: str, model: type[Part], payload: Mapping[str, Any]) -> dict[str, Any]:
    """The payload with its personal fields in plain text; None where the key was destroyed.

    Who may see them is the caller's question, and so is noting that somebody did.
    """
    wanted = {(stream, person_id) for person_id in _persons(model, payload)}
    ciphers = {who: AESGCM(_key(*who, wrapped)) for who, wrapped in tables.record_keys(wanted).items()}

    def open_text(text: str, person_id: int, field: str) -> str | None:
        cipher = ciphers.get((stream, person_id))
        return None if cipher is None else sealed.opened(cipher, text, _field(stream, kind, field, person_id))

    return _opened(model, payload, open_text)


def _field(stream: str, kind: str, field: str, person_id: int) -> bytes:
    return f"{stream}:{kind}:{field}:{person_id}".encode()


def _walked(part: Part, payload: dict[str, Any], seal: Any) -> dict[str, Any]:
    made = dict(payload)
    for name in type(part).model_fields:
        value = getattr(part, name)
        if isinstance(value, Part) and name in made:
            made[name] = _walked(value, made[name], seal)
        elif isinstance(value, tuple) and value and isinstance(value[0], Part):
            made[name] = [_walked(item, text, seal) for item, text in zip(value, made[name], strict=True)]
    for name, owner in type(part).personal.items():
        if made.get(name) not in (None, ""):
            made[name] = seal(str(made[name]), _owner(made, owner), name)
    return made


def _opened(model: type[Part], payload: Mapping[str, Any], open_text: Any) -> dict[str, Any]:
    made = dict(payload)
    for name, nested in _nested(model).items():
        if isinstance(made.get(name), Mapping):
            made[name] = _opened(nested, made[name], open_text)
        elif isinstance(made.get(name), list):
            made[name] = [_opened(nested, item, open_text) for item in made[name]]
    for name, owner in model.personal.items():
        text = made.get(name)
        if isinstance(text, str) and text.startswith(sealed.SEAL):
            made[name] = open_text(text, _owner(made, owner), name)
    return made


def _persons(model: type[Part], payload: Mapping[str, Any]) -> set[int]:
    found = {_owner(payload, owner) for name, owner in model.personal.items() if payload.get(name)}
    for name, nested in _nested(model).items():
        items = payload.get(name) or []
        for item in [items] if isinstance(items, Mapping) else items:
            found |= _persons(nested, item)
    return found


def _owner(payload: Mapping[str, Any], field: str) -> int:
    return int(payload[field]) if field else 0


def _nested(model: type[Part]) -> dict[str, type[Part]]:
    """The fields that are parts themselves, or tuples of them."""
    found: dict[str, type[Part]] = {}
    for name, field in model.model_fields.items():
        for candidate in _types_in(field.annotation):
            if isinstance(candidate, type) and issubclass(candidate, Part):
                found[name] = candidate
    return found


def _types_in(annotation: Any) -> Iterable[Any]:
    yield annotation
    for inner in getattr(annotation, "__args__", ()):
        yield from _types_in(inner)
