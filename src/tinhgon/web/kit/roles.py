"""In the demo: invented people whom a visitor may be by one click. Elsewhere nobody gets in without a password."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.contrib.auth import get_user_model
from django.utils.translation import gettext_lazy

GROUP = "trinh_dien"
"""The group of the accounts that the demo has made."""
ROLES: Mapping[str, Any] = {
    "soan": gettext_lazy("người soạn"),
    "soan2": gettext_lazy("người soạn thứ hai"),
    "kiemtra": gettext_lazy("người kiểm tra"),
    "pheduyet": gettext_lazy("người phê duyệt"),
    "vanthu": gettext_lazy("văn thư"),
    "ky": gettext_lazy("người ký"),
    "giamsat": gettext_lazy("người giám sát"),
    "quantri": gettext_lazy("quản trị tài khoản"),
}
"""Account -> what it is there for."""


@dataclass(frozen=True)
class Role:
    """An account to be, and what it is there for."""

    account: str
    label: str


def roles() -> tuple[Role, ...]:
    """Whom a visitor may be; nobody outside the demo, or before its office is open."""
    if not settings.DEMO:
        return ()
    there = set(_accounts().values_list("username", flat=True))
    return tuple(Role(name, str(label)) for name, label in ROLES.items() if name in there)


def account_of(name: str) -> Any:
    """The account of a role; None outside the demo, and for every account that the demo has not made."""
    return _accounts().filter(username=name).first() if settings.DEMO and name in ROLES else None


def _accounts() -> Any:
    return get_user_model().objects.filter(groups__name=GROUP, is_active=True, is_superuser=False, is_staff=False)
