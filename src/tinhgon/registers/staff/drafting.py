"""People in a draft: found by code or number, their identities sealed; no direct identifier stands in the text."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from pydantic import BaseModel

from tinhgon.basis.errors import Conflict, UnknownReference, gettext_noop
from tinhgon.ledger.document import Document
from tinhgon.ledger.payload import mapped, parts
from tinhgon.registers.staff import sealing
from tinhgon.registers.staff.codes import codes_of_persons, persons_coded
from tinhgon.registers.staff.payloads import NewPerson, PersonRef, RecordFields


def drafted(document: Document) -> Document:
    """Every person named by id and code, every identity sealed (adr/0008).

    Keys of new persons are written beside the ledger in the transaction of the caller. Raises UnknownReference for an
    identification number that nobody has, Conflict for one that somebody in the books has already.
    """
    document = mapped(document, NewPerson, lambda new: new if new.code else new.with_id(new.id))
    return _sealed(_found(document))


# -- people named -----------------------------------------------------------------------------------------------------


def _found(document: Document) -> Document:
    """Every person named by id and code; identification numbers are looked up and left out."""
    refs = [ref for ref in parts(document.effects, PersonRef) if ref.id is None]
    if not refs:
        return document
    numbers = sealing.known_numbers([ref.id_number for ref in refs if ref.id_number])
    codes = dict(codes_of_persons(numbers.values()))
    by_code = {new.code: new.id for new in parts(document.effects, NewPerson)}
    by_code |= persons_coded([ref.code for ref in refs if ref.code])

    def found(ref: PersonRef) -> PersonRef:
        if ref.id is not None:
            return ref
        person_id = numbers.get(ref.id_number) if ref.id_number else by_code.get(ref.code)
        if person_id is None:
            raise UnknownReference(
                "person_unknown_number" if ref.id_number else "person_unknown_code",
                gettext_noop("Không có ai trong sổ có mã hồ sơ {given}; kiểm tra lại mã.")
                if ref.code
                else gettext_noop("Không có ai trong sổ có số định danh đã nêu (…{given}); kiểm tra lại số."),
                given=ref.code or str(ref.id_number)[-4:],
            )
        return PersonRef(id=person_id, code=ref.code or codes[person_id])

    named: Document = mapped(document, PersonRef, found)
    return named


# -- identities sealed ------------------------------------------------------------------------------------------------


def _sealed(document: Document) -> Document:
    ring = sealing.Keyring()
    carriers = list(_carriers(document.effects))
    plain = [(person_id, record) for person_id, record in carriers if record.identity and not record.identity.is_sealed]
    if not plain:
        return document
    _refuse_taken(plain)
    ring.load({person_id for person_id, _ in plain})
    document = _sealed_in(document, ring)
    ring.keep()
    return document


def _refuse_taken(carriers: list[tuple[int, RecordFields]]) -> None:
    """One identification number, one person: told before anything is sealed. A check asks again at the signing."""
    stated = [
        (number, person_id)
        for person_id, record in carriers
        if record.identity and (number := record.identity.id_number) and number.isdecimal()
    ]
    wanted = dict(stated)
    taken = {number: person_id for number, person_id in stated if wanted[number] != person_id}
    known = sealing.known_numbers(list(wanted))
    codes = dict(codes_of_persons(known.values()))
    taken |= {number: person_id for number, person_id in known.items()
              if person_id in codes and wanted[number] != person_id}  # fmt: skip
    new = {person_id: record.code for person_id, record in carriers if isinstance(record, NewPerson)}
    for number, person_id in taken.items():
        raise Conflict(
            "id_number_taken",
            gettext_noop("Số định danh (…{last}) đã là của hồ sơ {code} trong sổ; không ghi một người hai lần."),
            last=number[-4:],
            code=codes.get(person_id) or new.get(person_id, "?"),
        )


def _carriers(value: Any) -> Iterator[tuple[int, RecordFields]]:
    """Records with the person they are of: a new person, or a record beside a reference to its person."""
    if isinstance(value, NewPerson):
        yield value.id or 0, value
    elif isinstance(value, BaseModel):
        record, person = getattr(value, "record", None), getattr(value, "person", None)
        if isinstance(record, RecordFields) and isinstance(person, PersonRef):
            yield person.id or 0, record
        for field in type(value).model_fields:
            yield from _carriers(getattr(value, field))
    elif isinstance(value, tuple):
        for item in value:
            yield from _carriers(item)


def _sealed_in(value: Any, ring: sealing.Keyring) -> Any:
    if isinstance(value, NewPerson):
        return _with_seal(value, value.id or 0, ring)
    if isinstance(value, BaseModel):
        changed: dict[str, Any] = {}
        record, person = getattr(value, "record", None), getattr(value, "person", None)
        if isinstance(record, RecordFields) and isinstance(person, PersonRef):
            changed["record"] = _with_seal(record, person.id or 0, ring)
        for field in type(value).model_fields:
            if field not in changed and (new := _sealed_in(old := getattr(value, field), ring)) is not old:
                changed[field] = new
        return value.model_copy(update=changed) if changed else value
    if isinstance(value, tuple):
        return tuple(_sealed_in(item, ring) for item in value)
    return value


def _with_seal(record: Any, person_id: int, ring: sealing.Keyring) -> Any:
    if record.identity is None or record.identity.is_sealed:
        return record
    return record.model_copy(update={"identity": ring.seal(person_id, record.identity)})
