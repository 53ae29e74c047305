"""A decision entered again in the place of a mistaken entry: what both bring into being is the same thing."""

from __future__ import annotations

from typing import Any

from tinhgon.basis.errors import Conflict, UnknownReference, gettext_noop
from tinhgon.ledger.document import Document
from tinhgon.ledger.payload import NewThing, mapped, parts
from tinhgon.ledger.queries import effects_of
from tinhgon.ledger.store import decision_rows
from tinhgon.registers.establishment.payloads import NewPost
from tinhgon.registers.staff.payloads import NewPerson
from tinhgon.registers.units.payloads import NewUnit

_Key = tuple[str, ...]


def as_before(document: Document, mistaken: int) -> Document:
    """The document with the ids that the mistaken entry gave to the same units, posts and persons, so that what later
    decisions say of them still speaks of them.

    Raises UnknownReference when there is no such entry, Conflict when it does not stand any more.
    """
    standing = decision_rows.standing_of(mistaken)
    if standing is None:
        raise UnknownReference(
            "entry_unknown", gettext_noop("Sổ không có quyết định thứ {ordinal}; xem lại."), ordinal=mistaken
        )
    if not standing:
        raise Conflict(
            "entry_fallen",
            gettext_noop("Quyết định thứ {ordinal} của sổ không còn hiệu lực hoặc đã được vào sổ lại; không sửa nữa."),
            ordinal=mistaken,
        )
    was = tuple(row.effect for row in effects_of(mistaken))
    ids = {key: new.id for new in parts(was, NewThing) if (key := _key(new)) and new.id}

    def same(new: NewThing) -> NewThing:
        thing_id = ids.get(_key(new))
        return new if new.id is not None or thing_id is None else new.with_id(thing_id)

    found: Document = mapped(document, NewThing, same)
    return found


def _key(new: Any) -> _Key:
    """What says that two things are the same: the code of a unit, the number of a post, the code of a file."""
    if isinstance(new, NewUnit):
        return ("unit", new.structure, new.code or f"{new.kind} {new.name}".lower())
    if isinstance(new, NewPost):
        return ("post", new.number)
    if isinstance(new, NewPerson) and new.code:
        return ("person", new.code)
    return ()
