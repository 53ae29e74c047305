"""Fields signed with Ed25519: over their canonical JSON, with the public key among them and the signature beside."""

from __future__ import annotations

from base64 import b64decode, b64encode
from collections.abc import Mapping
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from tinhgon.basis.canonical import canonical


def signed(fields: Mapping[str, Any], key: bytes) -> dict[str, Any]:
    """The fields with `signer` (64 hexadecimal digits) and `signature` (base64). `key`: 32 bytes."""
    private = Ed25519PrivateKey.from_private_bytes(key)
    told = {**fields, "signer": private.public_key().public_bytes_raw().hex()}
    return {**told, "signature": b64encode(private.sign(canonical(told).encode())).decode()}


def verified(told: Mapping[str, Any]) -> dict[str, Any]:
    """The fields without their signature, which fits. Raises InvalidSignature; KeyError, TypeError or ValueError for
    what is not so signed."""
    plain = {name: value for name, value in told.items() if name != "signature"}
    key = Ed25519PublicKey.from_public_bytes(bytes.fromhex(plain["signer"]))
    key.verify(b64decode(told["signature"], validate=True), canonical(plain).encode())
    return plain
