"""Names, numbers and days of birth, sealed with a key of the person's own (adr/0008).

A field is AES-256-GCM with its column and person as associated data, so that a sealed text cannot be moved to another
place. The person's key is wrapped by the master key, which is not in the database. Digests by which a person is found
stand beside the key and go with it.
"""

from __future__ import annotations

import hmac
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from hashlib import sha256

from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings
from django.db import connection

from tinhgon.basis import sealed
from tinhgon.basis.text import fold, same_letters
from tinhgon.ledger.store import copying
from tinhgon.registers.staff.payloads import (
    IDENTITY,
    SEAL,
    Identity,
)


def _master() -> AESGCM:
    return _cipher(settings.MASTER_KEY())


@lru_cache(maxsize=4)
def _cipher(key: bytes) -> AESGCM:
    return AESGCM(key)


def id_digest(id_number: str) -> bytes:
    """The digest of a personal identification number: equal numbers, equal digests, and nothing else to be had."""
    return hmac.digest(settings.DIGEST_KEY(), b"id:" + id_number.encode(), sha256)


def name_digests(*names: str) -> list[int]:
    """One 64-bit digest for each word of the names, without accents: what accent-free search looks up."""
    words = {word for name in names for word in fold(same_letters(name)).split()}
    key = settings.DIGEST_KEY() if words else b""
    return sorted(_word_digest(word, key) for word in words)


@lru_cache(maxsize=65536)
def _word_digest(word: str, key: bytes) -> int:
    return int.from_bytes(hmac.digest(key, b"name:" + word.encode(), sha256)[:8], "big", signed=True)


class Keyring:
    """Makes keys and seals with them; `keep` writes the new keys beside the ledger, in one COPY."""

    def __init__(self) -> None:
        self._ciphers: dict[int, AESGCM] = {}
        self._new: dict[int, bytes] = {}
        self._digests: dict[int, tuple[bytes | None, set[int]]] = {}

    def load(self, person_ids: Iterable[int]) -> None:
        """Bring in the keys of persons that have one."""
        self._ciphers.update(_stored(person_ids))

    def seal(self, person_id: int, identity: Identity) -> Identity:
        """The identity with every field sealed; a person that has no key yet gets one. Sealed fields stay."""
        plain = {name: text for name in IDENTITY if (text := getattr(identity, name)) and not text.startswith(SEAL)}
        return identity.model_copy(update=self.seal_fields(person_id, plain)) if plain else identity

    def seal_fields(self, person_id: int, plain: Mapping[str, str]) -> dict[str, str]:
        """The same for fields by name, all of them in plain text: what a roster of a hundred thousand takes."""
        if not plain:
            return {}
        cipher = self._ciphers.get(person_id) or self._make(person_id)
        number, names = plain.get("id_number"), [plain[key] for key in ("name", "other_names") if key in plain]
        old = self._digests.get(person_id, (None, set()))
        self._digests[person_id] = (id_digest(number) if number else old[0], old[1] | set(name_digests(*names)))
        return {name: sealed.seal(cipher, text, f"{name}:{person_id}".encode()) for name, text in plain.items()}

    def _make(self, person_id: int) -> AESGCM:
        key = sealed.new_key()
        self._new[person_id] = sealed.wrap(_master(), key, f"key:{person_id}".encode())
        self._ciphers[person_id] = AESGCM(key)
        return self._ciphers[person_id]

    def keep(self) -> None:
        """Write the new keys and digests. In the transaction of the caller: a preview takes them back."""
        rows = (
            (person_id, wrapped, self._digests[person_id][0], _array(self._digests[person_id][1]))
            for person_id, wrapped in self._new.items()
        )
        if self._new:
            copying.copy_rows("person_key", ("person_id", "wrapped", "id_digest", "name_digests"), rows)
        with connection.cursor() as cursor:
            for person_id in self._digests.keys() - self._new.keys():
                digest, names = self._digests[person_id]
                cursor.execute(
                    "UPDATE person_key SET id_digest = coalesce(%s, id_digest), name_digests ="
                    " (SELECT array_agg(DISTINCT n) FROM unnest(name_digests || %s::bigint[]) n) WHERE person_id = %s",
                    [digest, sorted(names), person_id],
                )
        self._new, self._digests = {}, {}


def _array(numbers: set[int]) -> str:
    """An array as COPY reads it: the adapter of lists takes longer than the sealing."""
    return f"{{{','.join(map(str, sorted(numbers)))}}}"


def _stored(person_ids: Iterable[int]) -> dict[int, AESGCM]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT person_id, wrapped FROM person_key WHERE person_id = ANY(%s)", [list(person_ids)])
        rows = cursor.fetchall()
    return {person_id: _unwrapped(person_id, bytes(wrapped)) for person_id, wrapped in rows}


def _unwrapped(person_id: int, wrapped: bytes) -> AESGCM:
    return AESGCM(sealed.unwrap(_master(), wrapped, f"key:{person_id}".encode()))


def check_key(person_id: int, wrapped: bytes) -> None:
    """Raises InvalidTag unless the master key opens the key, and it is this person's."""
    sealed.unwrap(_master(), wrapped, f"key:{person_id}".encode())


def reads_first(person_id: int) -> bool:
    """Whether the person's key opens the first name that the books ever had of them."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT name FROM person_version WHERE person_id = %s AND name IS NOT NULL ORDER BY entry_id LIMIT 1",
            [person_id],
        )
        row = cursor.fetchone()
    return row is not None and unseal({person_id: {"name": row[0]}})[person_id]["name"] is not None


def unseal(texts: Mapping[int, Mapping[str, str | None]]) -> dict[int, dict[str, str | None]]:
    """For each person the fields in plain text; a person whose key was destroyed has none (all None).

    `texts`: person id -> column -> sealed text. Who may see them is the caller's question, and its log.
    """
    ciphers = _stored(texts)
    return {
        person_id: {name: _plain(ciphers.get(person_id), person_id, name, text) for name, text in fields.items()}
        for person_id, fields in texts.items()
    }


def _plain(cipher: AESGCM | None, person_id: int, name: str, text: str | None) -> str | None:
    if text is None or cipher is None:
        return None
    return sealed.opened(cipher, text, f"{name}:{person_id}".encode())


def persons_with(*, id_number: str) -> list[int]:
    """Persons with this identification number: exact match on its digest."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT person_id FROM person_key WHERE id_digest = %s", [id_digest(id_number)])
        return [row[0] for row in cursor.fetchall()]


def known_numbers(id_numbers: Sequence[str]) -> dict[str, int]:
    """Of these identification numbers the ones that a person has, with the person.

    That may be a person of a draft. Where several have a number, one of the books comes before those of drafts.
    """
    by_digest = {id_digest(number).hex(): number for number in id_numbers}
    with connection.cursor() as cursor:
        # One text instead of an array: the adapter of arrays takes longer than the digests of a hundred thousand.
        cursor.execute(
            "SELECT encode(id_digest, 'hex'), person_id FROM person_key WHERE id_digest IN"
            " (SELECT decode(digest, 'hex') FROM unnest(string_to_array(%s, ',')) digest)"
            " ORDER BY EXISTS (SELECT FROM person_version v WHERE v.person_id = person_key.person_id), person_id",
            [",".join(by_digest)],
        )
        return {by_digest[digest]: person_id for digest, person_id in cursor.fetchall()}


def persons_named(words: str) -> list[int]:
    """Persons in whose names all these words are, without accents."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT person_id FROM person_key WHERE name_digests @> %s::bigint[] ORDER BY 1", [name_digests(words)]
        )
        return [row[0] for row in cursor.fetchall()]
