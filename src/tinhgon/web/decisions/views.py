"""Decisions as pages."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse

from tinhgon.basis.errors import UnknownReference, gettext_noop
from tinhgon.decisions.secrecy import need_open
from tinhgon.documents import Paper, People, decision_paper
from tinhgon.documents.from_books import mark_of_signed, signed_document
from tinhgon.ledger.queries import DecisionRow, decision_at
from tinhgon.web.decisions.listing import decision_listing
from tinhgon.web.decisions.page import decision_page
from tinhgon.web.kit.access import readable
from tinhgon.web.kit.actor import actor_of
from tinhgon.web.kit.asking import (
    ANY_PAGE,
    PAGE,
    Asked,
    whole,
)
from tinhgon.web.kit.pages import show
from tinhgon.web.kit.papers import paper_file


@readable
def decision_list(request: HttpRequest, asked: Asked) -> HttpResponse:
    text = request.GET.get("tim", "").strip()[:200]
    page = decision_listing(asked, text, page=whole(request, PAGE, 1))
    return show(request, asked, "decisions/list.html", page, here="decisions", partial="decisions/_list.html")


@readable
def decision(request: HttpRequest, asked: Asked, ordinal: int) -> HttpResponse:
    row = _row(asked, ordinal)
    page = decision_page(
        asked,
        row,
        actor_of(request),
        chosen=whole(request, "khoan", 0) or None,
        page=whole(request, PAGE, 0),
        pair_page=whole(request, ANY_PAGE, 1),
    )
    target = request.headers.get("HX-Target", "")
    partial = "decisions/_pairs.html" if target == "truoc-sau" else "decisions/_clauses.html"
    return show(request, asked, "decisions/decision.html", page, here="decisions", partial=partial)


@readable
def paper(request: HttpRequest, asked: Asked, ordinal: int, shape: str) -> HttpResponse:
    """The decision on paper, in the form of its day. Who may read no files gets file codes."""
    row = _row(asked, ordinal)
    document = signed_document(row)

    def made(people: People) -> Paper:
        return decision_paper(document, mark_of_signed(row), people=people)

    return paper_file(request, asked, document, made, shape=shape, name=f"quyet-dinh-{ordinal}")


def _row(asked: Asked, ordinal: int) -> DecisionRow:
    """A decision of the books as they are asked for. Raises UnknownReference."""
    row = decision_at(asked.as_of, ordinal) if ordinal < 2**31 else None
    if row is None:
        raise UnknownReference(
            "decision_unknown",
            gettext_noop("Sổ không có quyết định thứ {ordinal}, hoặc lúc đang xem chưa ghi nó."),
            ordinal=ordinal,
        )
    need_open(row)
    return row
