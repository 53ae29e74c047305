"""A decision file is signed for real and rolled back: nothing is written."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext

from tinhgon.access.rights import RightMissing
from tinhgon.basis.errors import BadInput, Refusal, gettext_noop
from tinhgon.decisions import parse, preview
from tinhgon.ledger.decision_file import fields_text
from tinhgon.ledger.document import Document
from tinhgon.web.kit.access import readable, rights_of
from tinhgon.web.kit.asking import Asked
from tinhgon.web.kit.files import (
    JSON,
    attachment,
    read_upload,
)
from tinhgon.web.kit.lane import heavy
from tinhgon.web.kit.pages import show, status_of
from tinhgon.web.kit.result import Result, result_of
from tinhgon.web.preview.samples import Offered, offered, sample_file

MOST_BYTES = 8 * 1024 * 1024


@dataclass(frozen=True)
class PreviewPage:
    samples: tuple[Offered, ...]
    result: Result | None = None
    problem: str = ""
    text: str = ""


@heavy("POST")
@partial(readable, methods=("GET", "HEAD", "POST"))
def preview_page(request: HttpRequest, asked: Asked) -> HttpResponse:
    samples = offered()
    if request.method != "POST":
        return show(request, asked, "preview/page.html", PreviewPage(samples), here="preview")
    text = request.POST.get("van_ban", "")
    try:
        document = _document(request, asked, text)
        rights_of(request).need_to_preview(document)
        (outcome,) = preview([document])
    except Refusal as refusal:
        page = PreviewPage(samples, problem=refusal.render(gettext), text=text[:20000])
        status = 403 if isinstance(refusal, RightMissing) else status_of(refusal, unknown=422)
        return show(request, asked, "preview/page.html", page, here="preview", status=status)
    return show(request, asked, "preview/page.html", PreviewPage(samples, result_of(outcome)), here="preview")


@readable
def sample(request: HttpRequest, asked: Asked, slug: str) -> HttpResponse:  # noqa: ARG001
    """The file of a sample draft, to be changed and tried."""
    return attachment(fields_text(sample_file(asked, slug)), f"{slug}.json", JSON)


def _document(request: HttpRequest, asked: Asked, text: str) -> Document:
    file = request.FILES.get("tep")
    slug = request.POST.get("mau", "")
    if slug:
        return parse(fields_text(sample_file(asked, slug)).encode(), name=f"{slug}.json")
    if file is not None:
        too_large = gettext_noop("{file} lớn hơn {most} MB; tệp quyết định không lớn như vậy.")
        return parse(read_upload(file, most=MOST_BYTES, too_large=too_large), name=str(file.name))
    if text.strip():
        return parse(text.encode(), name=gettext("văn bản dán vào"))
    raise BadInput("no_file", gettext_noop("Chưa có gì để xem trước: chọn một tệp, dán văn bản, hoặc bấm một mẫu."))
