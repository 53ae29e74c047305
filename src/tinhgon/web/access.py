"""Who may read a page, see a name, keep a draft. Nothing is shown unless its view says so.

`rights_of` is the one place that says what a request may do. An account that is tied to a person of the books has the
rights of the posts which that person holds today, over the units of those posts and all below them, and no others: they
end with the post or with the assignment, by the decision that ends it (adr/0012).
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from functools import cached_property, wraps
from typing import Any

from django.conf import settings
from django.contrib.auth.models import AbstractUser
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import patch_cache_control, patch_vary_headers
from django.utils.translation import gettext
from django_htmx.http import HttpResponseClientRedirect

from tinhgon.basis.asof import AsOf
from tinhgon.basis.errors import Refusal, Wording, gettext_noop
from tinhgon.decisions.concerns import concerns, numbers_in
from tinhgon.ledger.accounts import file_code, tied_person
from tinhgon.ledger.document import Document
from tinhgon.ledger.effects.access import ACCESS, DRAFT_DECISIONS, READ_FILES
from tinhgon.ledger.queries.files import Access, access_of, main_units, reach_of
from tinhgon.web.asking import ask
from tinhgon.web.language import switched
from tinhgon.web.pages import may_read, message, refused

Page = Callable[..., HttpResponse]
FILE_READERS = "can_bo_nhan_su"
"""The group of accounts, tied to nobody, that may read all personal files and draft decisions."""
__all__ = [
    "DRAFT_DECISIONS", "FILE_READERS", "READ_FILES", "RightMissing", "Rights", "is_trusted", "readable", "rights_of",
]  # fmt: skip


class RightMissing(Refusal):
    """The account may not do this, or not here: which right is missing, and who gives it."""


def readable(view: Page, *, methods: tuple[str, ...] = ("GET", "HEAD")) -> Page:
    """A page that anyone may read in the demo, and that otherwise needs a login. It may write nothing.

    The view gets what the address asks for as its second argument. A Refusal becomes a page with its sentence.
    """

    @wraps(view)
    def page(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.method not in methods:
            return HttpResponseNotAllowed(methods)
        if (response := switched(request)) is not None:
            return response
        if not may_read(request):
            return _to_login(request)
        asked = ask(request)
        try:
            response = view(request, asked, *args, **kwargs)
        except RightMissing as refusal:
            response = message(request, asked, refusal.render(gettext), status=403, title=gettext("Chưa có quyền"))
        except Refusal as refusal:
            response = refused(request, asked, refusal)
        if asked.problem and response.status_code == 200:
            response.status_code = 400
        patch_vary_headers(response, ["HX-Request", "Cookie"])
        patch_cache_control(response, private=True, no_cache=True)
        return response

    page.access = "readable"  # type: ignore[attr-defined]
    return page


@dataclass(frozen=True)
class Rights:
    """What a request may do today. `everywhere`: all, over everybody; else `granted`, each with the post that gives it.

    `file` is the code of the person to whom the account is tied.
    """

    everywhere: bool
    today: AsOf
    file: str = ""
    granted: tuple[Access, ...] = ()

    def may(self, right: str) -> bool:
        """Whether there is the right at all, over whomever."""
        return self.everywhere or any(access.code == right for access in self.granted)

    def over(self, right: str, person_ids: Collection[int]) -> Collection[int]:
        """Of these people those over whom there is the right: their main place is in its reach."""
        if self.everywhere:
            return person_ids
        if not person_ids or not self.may(right):
            return frozenset()
        reach = self._reach[right]
        return frozenset(one for one, unit_id in main_units(self.today, person_ids).items() if unit_id in reach)

    def need(self, right: str, person_id: int | None = None, code: str = "") -> None:
        """Raises RightMissing unless there is the right; with a person, over that person (`code`: of the file)."""
        if not self.may(right):
            raise self._missing(right)
        if person_id is not None and not self.over(right, [person_id]):
            raise self._out_of_reach(right, gettext("hồ sơ %(code)s") % {"code": code})

    def need_to_preview(self, document: Document) -> None:
        """Raises RightMissing when a document states the identification number of somebody out of reach: what a preview
        says of a number tells whose it is. Who may neither read files nor draft states no number at all."""
        if self.everywhere or not (numbers := numbers_in(document)):
            return
        right = READ_FILES if self.may(READ_FILES) else DRAFT_DECISIONS
        if not self.may(right):
            raise self._missing(READ_FILES)
        persons = [person_id for person_id in numbers.values() if person_id is not None]
        inside = {*self.over(READ_FILES, persons), *self.over(DRAFT_DECISIONS, persons)}
        for number, person_id in numbers.items():
            if person_id is not None and person_id not in inside:
                raise self._out_of_reach(right, gettext("số định danh …%(last)s") % {"last": number[-4:]})

    def need_for(self, document: Document) -> None:
        """Raises RightMissing unless a drafted document is only about what the right to draft reaches."""
        self.need(DRAFT_DECISIONS)
        if (outside := self._outside(document)) is not None:
            raise self._out_of_reach(DRAFT_DECISIONS, outside)

    def may_see(self, document: Document) -> bool:
        """Whether a draft that is kept may be listed here."""
        return self.may(DRAFT_DECISIONS) and self._outside(document) is None

    def reach_told(self, right: str) -> str:
        """'phòng Kinh tế và các đơn vị bên dưới (vị trí S1.01)'; empty where there are no bounds."""
        by_post = [
            gettext("%(unit)s và các đơn vị bên dưới (vị trí %(post)s)") % {"unit": one.unit, "post": one.post_number}
            for one in self.granted
            if one.code == right
        ]
        return "; ".join(by_post)

    @cached_property
    def _reach(self) -> dict[str, frozenset[int]]:
        """The units of each right."""
        codes = {access.code for access in self.granted}
        return {code: reach_of(self.today, _with_code(self.granted, code)) for code in codes}

    def _outside(self, document: Document) -> str | None:
        if self.everywhere:
            return None
        reach = self._reach[DRAFT_DECISIONS]
        told = (one.told for one in concerns(document, today=self.today.on) if one.unit_id not in reach)
        return next(told, None)

    def _missing(self, right: str) -> RightMissing:
        if self.file:
            return RightMissing(
                "right_missing",
                gettext_noop(
                    "Tài khoản này gắn với hồ sơ {file}, hôm nay không giữ vị trí nào có quyền {label} ({right}); "
                    "quyền do quyết định về vị trí giao và hết cùng vị trí."
                ),
                file=self.file,
                label=Wording(ACCESS[right]),
                right=right,
            )
        return RightMissing(
            "right_missing",
            gettext_noop(
                "Tài khoản này chưa có quyền {label} ({right}); nhờ người quản trị gắn tài khoản với hồ sơ của người "
                "giữ vị trí có quyền ấy (tinhgon user tie)."
            ),
            label=Wording(ACCESS[right]),
            right=right,
        )

    def _out_of_reach(self, right: str, what: str) -> RightMissing:
        return RightMissing(
            "right_missing",
            gettext_noop(
                "Quyền {label} ({right}) của tài khoản này chỉ đến {reach}; “{what}” ở ngoài. "
                "Quyền rộng hơn do quyết định về vị trí giao."
            ),
            label=Wording(ACCESS[right]),
            right=right,
            reach=self.reach_told(right),
            what=what,
        )


def rights_of(request: HttpRequest) -> Rights:
    """What this request may do, by the books as they are now and today's date.

    In the demo, whose people are invented, everything. An account that is tied to a person: what their posts give. Of
    the others superusers and the group FILE_READERS everything, the rest nothing.
    """
    today, user = AsOf(timezone.localdate()), request.user
    if settings.DEMO:
        return Rights(everywhere=True, today=today)
    if not user.is_authenticated:
        return Rights(everywhere=False, today=today)
    person_id = tied_person(user.pk)
    if person_id is not None:
        return Rights(False, today, file_code(person_id), tuple(access_of(today, person_id)))
    return Rights(everywhere=is_trusted(user), today=today)


def is_trusted(user: AbstractUser) -> bool:
    """Whether an account that is tied to nobody may do everything: a superuser, or one of the group FILE_READERS."""
    return user.is_superuser or user.groups.filter(name=FILE_READERS).exists()


def _with_code(granted: Iterable[Access], code: str) -> list[Access]:
    return [access for access in granted if access.code == code]


def _to_login(request: HttpRequest) -> HttpResponse:
    if request.headers.get("HX-Request"):
        return HttpResponseClientRedirect(reverse("login"))
    return redirect_to_login(request.get_full_path())
