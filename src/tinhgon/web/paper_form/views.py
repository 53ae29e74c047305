"""A Word file is held against the rule of form; nothing is kept: the file goes with the page until a copy is taken."""

from __future__ import annotations

import base64
import binascii
from dataclasses import dataclass
from functools import partial

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext

from tinhgon.basis.errors import BadInput, Refusal, gettext_noop
from tinhgon.documents import SHAPES
from tinhgon.documents.checking import Checked, check_form
from tinhgon.documents.checking.telling import place, sentence
from tinhgon.web.kit.access import readable
from tinhgon.web.kit.asking import Asked
from tinhgon.web.kit.files import attachment, read_upload
from tinhgon.web.kit.lane import heavy
from tinhgon.web.kit.pages import show, status_of

MOST_BYTES = 4 * 1024 * 1024


@dataclass(frozen=True)
class Told:
    """A fault in words."""

    where: str
    what: str
    source: str
    is_error: bool
    mendable: bool


@dataclass(frozen=True)
class FormPage:
    family: str = ""
    name: str = ""
    checked: Checked | None = None
    faults: tuple[Told, ...] = ()
    content: str = ""
    problem: str = ""

    @property
    def mendable(self) -> int:
        return sum(fault.mendable for fault in self.faults)


@heavy("POST")
@partial(readable, methods=("GET", "HEAD", "POST"))
def check_page(request: HttpRequest, asked: Asked) -> HttpResponse:
    if request.method != "POST":
        return show(request, asked, "paper_form/page.html", FormPage(), here="reading")
    family = _family(request)
    try:
        file = request.FILES.get("tep")
        if file is None:
            raise BadInput("no_file", gettext_noop("Chưa chọn tệp .docx."))
        too_large = gettext_noop("{file} lớn hơn {most} MB; tệp văn bản không lớn như vậy.")
        data, name = read_upload(file, most=MOST_BYTES, too_large=too_large), str(file.name)
        checked = check_form(data, name=name, day=timezone.localdate(), family=family)
    except Refusal as refusal:
        page = FormPage(family, problem=refusal.render(gettext))
        return show(
            request, asked, "paper_form/page.html", page, here="reading", status=status_of(refusal, unknown=422)
        )
    faults = tuple(
        Told(
            place(fault, gettext).rstrip(": "), sentence(fault, gettext), fault["source"], fault["severity"] == "error",
            fault["mendable"],
        )
        for fault in checked.faults
    )  # fmt: skip
    content = base64.b64encode(data).decode() if any(fault.mendable for fault in faults) else ""
    return show(
        request, asked, "paper_form/page.html", FormPage(family, name, checked, faults, content), here="reading"
    )


@heavy("POST")
@partial(readable, methods=("POST",))
def mended_copy(request: HttpRequest, _asked: Asked) -> HttpResponse:
    """The file that was checked a moment ago, with all mended that a machine may mend."""
    name = request.POST.get("ten", "")[-120:] or "van-ban.docx"
    try:
        data = base64.b64decode(request.POST.get("noi_dung", ""), validate=True)
    except (binascii.Error, ValueError):
        raise BadInput("no_file", gettext_noop("Chưa chọn tệp .docx.")) from None
    checked = check_form(data, name=name, day=timezone.localdate(), family=_family(request), mend=True)
    return attachment(checked.copy or data, "ban-sua.docx", SHAPES["docx"])


def _family(request: HttpRequest) -> str:
    family = request.POST.get("the_thuc", "")
    return family if family in ("state", "party") else ""
