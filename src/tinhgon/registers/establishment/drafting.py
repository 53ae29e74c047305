"""What a draft may say of the establishment: rights of access that are on the list."""

from __future__ import annotations

from tinhgon.basis.errors import BadInput, gettext_noop
from tinhgon.ledger.document import Document
from tinhgon.ledger.payload import parts
from tinhgon.registers.establishment.access import ACCESS
from tinhgon.registers.establishment.effects.set_access import SetAccess
from tinhgon.registers.establishment.payloads import NewPost


def drafted(document: Document) -> Document:
    """The document as it is. Raises BadInput for a right of access that is not on the list; what is signed is never
    asked again, so the list may change."""
    stated = [(new.number, new.access) for new in parts(document.effects, NewPost)]
    stated += [(effect.posts[0].number, effect.access) for effect in document.effects if isinstance(effect, SetAccess)]
    for number, codes in stated:
        for code in codes:
            if code not in ACCESS:
                raise BadInput(
                    "access_unknown",
                    gettext_noop("Vị trí {post} nêu quyền truy cập “{code}”, không có trong danh mục; có: {known}."),
                    post=number,
                    code=code,
                    known=", ".join(ACCESS),
                )
    return document
