"""What an account may do today, over whom, and why not."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from functools import cached_property

from django.contrib.auth.models import AbstractUser
from django.utils.translation import gettext

from tinhgon.access.concerns import concerns, numbers_in
from tinhgon.basis.asof import AsOf
from tinhgon.basis.errors import Refusal, Wording, gettext_noop
from tinhgon.ledger.document import Document
from tinhgon.registers.establishment.access import (
    ACCESS,
    DRAFT_DECISIONS,
    KEEP_ACCOUNTS,
    READ_FILES,
)
from tinhgon.registers.staff.queries.files import (
    Access,
    main_units,
    reach_of,
)

FILE_READERS = "can_bo_nhan_su"
"""The group of accounts, tied to nobody, that may read all personal files and draft decisions."""


ACCOUNT_KEEPERS = "quan_tri"
"""The group of accounts that keep the accounts of others: no names, no drafts."""


class RightMissing(Refusal):
    """The account may not do this, or not here: which right is missing, and who gives it."""


@dataclass(frozen=True)
class Rights:
    """What a request may do today. `everywhere`: all, over everybody; else `granted`, each with the post that gives it.

    `file` is the code of the person to whom the account is tied. `of_account`: rights of the account itself.
    """

    everywhere: bool
    today: AsOf
    file: str = ""
    granted: tuple[Access, ...] = ()
    of_account: frozenset[str] = frozenset()

    def may(self, right: str) -> bool:
        """Whether there is the right at all, over whomever."""
        return self.everywhere or right in self.of_account or any(access.code == right for access in self.granted)

    def over(self, right: str, person_ids: Collection[int]) -> Collection[int]:
        """Of these people those over whom there is the right: their main place is in its reach."""
        if self.everywhere or right in self.of_account:
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
        return "; ".join(_reach_told(one) for one in self.granted if one.code == right)

    @cached_property
    def _reach(self) -> dict[str, frozenset[int]]:
        """The units of each right."""
        codes = {access.code for access in self.granted}
        return {code: reach_of(self.today, [one for one in self.granted if one.code == code]) for code in codes}

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


def _reach_told(access: Access) -> str:
    parts = {"unit": access.unit, "post": access.post_number}
    if access.until is None:
        return gettext("%(unit)s và các đơn vị bên dưới (vị trí %(post)s)") % parts
    parts["until"] = f"{access.until:%d/%m/%Y}"
    return gettext("%(unit)s và các đơn vị bên dưới (vị trí %(post)s, đến hết ngày %(until)s)") % parts


def rights_of_account(user: AbstractUser) -> frozenset[str]:
    """The rights that an account has by itself, tied or not."""
    return frozenset({KEEP_ACCOUNTS}) if user.groups.filter(name=ACCOUNT_KEEPERS).exists() else frozenset()


def is_trusted(user: AbstractUser) -> bool:
    """Whether an account that is tied to nobody may do everything: a superuser, or one of the group FILE_READERS."""
    return user.is_superuser or user.groups.filter(name=FILE_READERS).exists()
