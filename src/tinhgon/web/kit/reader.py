"""Who reads personal files, and why: asked once in a session, and written down with every reading."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import gettext, gettext_noop

from tinhgon.access.rights import Rights
from tinhgon.basis.asof import AsOf
from tinhgon.basis.text import clean
from tinhgon.record.actor import Actor
from tinhgon.registers.establishment.access import READ_FILES
from tinhgon.registers.staff.queries import people as queries
from tinhgon.reports import Viewer
from tinhgon.web.kit.access import rights_of
from tinhgon.web.kit.actor import DEMO_READER, actor_of

PURPOSES = (
    gettext_noop("tham mưu công tác cán bộ"),
    gettext_noop("soạn quyết định nhân sự"),
    gettext_noop("giải quyết chế độ, chính sách"),
    gettext_noop("lập báo cáo, thống kê"),
    gettext_noop("rà soát, bổ sung hồ sơ"),
    gettext_noop("kiểm tra, giám sát"),
)
_KEY = "muc_dich_xem_ho_so"
_LONGEST = 200


@dataclass(frozen=True)
class Reader:
    """Somebody at a page, with what they may do today; names need a stated purpose too."""

    actor: Actor
    rights: Rights

    @property
    def purpose(self) -> str:
        return self.actor.purpose

    @property
    def may(self) -> bool:
        """Has the right to read files, be it of some people only."""
        return self.rights.may(READ_FILES)

    @property
    def sees_names(self) -> bool:
        return self.may and bool(self.purpose)

    @property
    def reach(self) -> str:
        """How far the right to read files goes, in words; empty where it has no bounds."""
        return self.rights.reach_told(READ_FILES)

    def known(self, person_ids: Collection[int]) -> Collection[int]:
        """Of these people those whose names may be seen."""
        return self.rights.over(READ_FILES, person_ids) if self.sees_names else frozenset()

    @property
    def viewer(self) -> Viewer:
        """The reader of a report; in the demo, whose people are invented, of everything and without a note."""
        today = self.rights.today.on
        if settings.DEMO:
            return Viewer(today, everything=True)
        return Viewer(today, may=self.sees_names, known=self.known, actor=self.actor)

    def names(self, as_of: AsOf, person_ids: Sequence[int], what: str) -> dict[int, str]:
        """Names for a list, the reading written down; of those whose names may be seen."""
        known = self.known(person_ids)
        if not known:
            return {}
        return queries.names(as_of, sorted(known), by=self.actor, what=what)


def reader_of(request: HttpRequest) -> Reader:
    """The account that is logged in; in the demo also nobody in particular."""
    rights = rights_of(request)
    may = rights.may(READ_FILES)
    return Reader(actor=actor_of(request, purpose=purpose_of(request) if may else ""), rights=rights)


def purpose_of(request: HttpRequest) -> str:
    """What was stated in this session; nothing is carried over from one account to another."""
    stated = request.session.get(_KEY) or ["", ""]
    return stated[1] if stated[0] == _account(request) else ""


def state_purpose(request: HttpRequest, purpose: str) -> bool:
    """Remember the purpose for the session. False when there are not even three letters in it."""
    purpose = clean(purpose)[:_LONGEST]
    if sum(char.isalpha() for char in purpose) < 3:
        return False
    request.session[_KEY] = [_account(request), purpose]
    return True


def _account(request: HttpRequest) -> str:
    return str(request.user.pk or "")


def told(text: str) -> str:
    """A purpose or reader that the list offers, in the language of the page; others stand as they were written."""
    return gettext(text) if text in (*PURPOSES, DEMO_READER) else text
