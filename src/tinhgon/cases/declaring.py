"""A relation is declared: known at the door from now on, and in the rows that inboxes are read from."""

from __future__ import annotations

from tinhgon.cases import house_data, store
from tinhgon.cases.books import Books
from tinhgon.cases.kinds.declare_kin import DeclareKin
from tinhgon.record.actor import Actor


def declare(content: DeclareKin, *, by: Actor) -> None:
    """Write the declaration, then keep both out of each other's open cases.

    In this order: an act holds its case's rows while it waits for the record, so the record is not held while rows are
    waited for.
    """
    house_data.declare_kin(content, by=by)
    store.refresh_naming({content.person, content.of}, Books())
