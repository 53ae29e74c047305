"""A paper as a file of a page: names of those whom the reader may see, each paper written down as an export."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect

from tinhgon.basis.asof import AsOf
from tinhgon.basis.errors import UnknownReference, gettext_noop
from tinhgon.documents import SHAPES, Paper, People, codes_in, render
from tinhgon.documents.from_books import people_of
from tinhgon.ledger.document import Document
from tinhgon.record import acts
from tinhgon.record.kinds.export import EXPORTS, Export
from tinhgon.web.kit.asking import Asked
from tinhgon.web.kit.files import attachment
from tinhgon.web.kit.reader import reader_of

DECISION = gettext_noop("văn bản quyết định")


def paper_file(
    request: HttpRequest, asked: Asked, document: Document, made: Callable[[People], Paper], *, shape: str, name: str,
    what: str = DECISION, only: str = "",
) -> HttpResponse:  # fmt: skip
    """The paper that `made` makes of the names that this reader may see (`only` of one file code). Who may read files
    and has not said why is asked first; who may not gets file codes. Raises UnknownReference for a shape that is none,
    BadInput by `made`."""
    if shape not in SHAPES:
        raise UnknownReference(
            "format_unknown", gettext_noop("Không có tệp dạng “{shape}”; có: {known}."),
            shape=shape, known=", ".join(SHAPES),
        )  # fmt: skip
    reader = reader_of(request)
    if reader.may and not reader.sees_names and codes_in(document.effects):
        return HttpResponseRedirect(asked.link("people_purpose", tiep=request.get_full_path()))

    def names(as_of: AsOf, person_ids: Sequence[int]) -> dict[int, str]:
        return reader.names(as_of, person_ids, what)

    people = people_of(document.effects, AsOf(document.operates_from or document.effective_on), names, only=only)
    content = render(made(people), shape)
    exported = Export(what=what, format=shape, rows=len(people.named), question={"number": document.number})
    acts.append(EXPORTS, exported, by=reader.actor)
    return attachment(content, f"{name}.{shape}", SHAPES[shape])
