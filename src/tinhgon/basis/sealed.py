"""Text sealed with a key of its own: AES-256-GCM, its place as associated data, so that it cannot be moved elsewhere.

A sealed text is `SEAL` and the base64 of nonce and ciphertext. A key is kept wrapped by another one.
"""

from __future__ import annotations

import os
from base64 import b64decode, b64encode

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

SEAL = "sealed:"
_NONCE = 12


def new_key() -> bytes:
    """32 random bytes."""
    return AESGCM.generate_key(256)


def wrap(master: AESGCM, key: bytes, place: bytes) -> bytes:
    """A key, encrypted by the master key for one place."""
    nonce = os.urandom(_NONCE)
    return nonce + master.encrypt(nonce, key, place)


def unwrap(master: AESGCM, wrapped: bytes, place: bytes) -> bytes:
    """The key again. Raises InvalidTag when it was wrapped by another master key, for another place, or was changed."""
    if len(wrapped) <= _NONCE:
        raise InvalidTag
    return master.decrypt(wrapped[:_NONCE], wrapped[_NONCE:], place)


def seal(cipher: AESGCM, text: str, place: bytes) -> str:
    """The text sealed for one place."""
    nonce = os.urandom(_NONCE)
    return SEAL + b64encode(nonce + cipher.encrypt(nonce, text.encode(), place)).decode()


def opened(cipher: AESGCM, sealed: str, place: bytes) -> str | None:
    """The plain text, or None when the key or the place is another."""
    raw = b64decode(sealed.removeprefix(SEAL))
    try:
        return cipher.decrypt(raw[:_NONCE], raw[_NONCE:], place).decode()
    except InvalidTag:
        return None
