"""From a document as it was written to a draft: ids minted, then what each subject makes of its part.

From here on a preview and the signing are one and the same.
"""

from __future__ import annotations

from tinhgon.ledger.document import Document
from tinhgon.ledger.payload import NewThing, mapped, parts
from tinhgon.ledger.registry import of_subjects
from tinhgon.ledger.store import chain_end


def draft(document: Document) -> Document:
    """The document with an id for every new thing, and as the `drafting` of each subject leaves it: codes given, people
    found, identities sealed. Raises what these raise."""
    missing = sum(1 for new in parts(document.effects, NewThing) if new.id is None)
    if missing:
        ids = iter(chain_end.mint(missing))
        document = mapped(document, NewThing, lambda new: new if new.id is not None else new.with_id(next(ids)))
    for _, module in of_subjects("drafting"):
        document = module.drafted(document)
    return document
