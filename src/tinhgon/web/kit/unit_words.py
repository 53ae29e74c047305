"""How units, shares and spans of days are told on a page, in the language of the reader."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from types import MappingProxyType

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from tinhgon.registers.units.checks.levels import COMMUNE, DISTRICT, PROVINCE, rank
from tinhgon.web.kit.days import eve
from tinhgon.web.kit.words import number

_ONE_OF: Mapping[str, str] = MappingProxyType(
    {
        "state_agency": gettext_noop("Cơ quan nhà nước"),
        "party": gettext_noop("Tổ chức đảng"),
        "front": gettext_noop("Tổ chức của Mặt trận, đoàn thể"),
        "public_service": gettext_noop("Đơn vị sự nghiệp công lập"),
    }
)
_TERRITORY: Mapping[int, str] = MappingProxyType(
    {
        PROVINCE: gettext_noop("Đơn vị hành chính cấp tỉnh"),
        DISTRICT: gettext_noop("Đơn vị hành chính cấp huyện"),
        COMMUNE: gettext_noop("Đơn vị hành chính cấp xã"),
    }
)


def day_text(day: date) -> str:
    return f"{day:%d/%m/%Y}"


def standing(*, structure: str, level: int, kind: str) -> str:
    """'Đơn vị hành chính cấp xã': what a unit is."""
    if structure != "territory":
        return _(_ONE_OF[structure]) if structure in _ONE_OF else structure
    found = rank(kind, level)
    return _(_TERRITORY[found]) if found else full_name(kind, "").strip()


def full_name(kind: str, name: str) -> str:
    """'Phường Cái Khế'."""
    return f"{kind[:1].upper()}{kind[1:]} {name}"


def span(since: date, until: date | None) -> str:
    """The days on which something was, both ends included, as a reader counts them."""
    if until is None:
        return _("từ {since} đến nay").format(since=day_text(since))
    return _("từ {since} đến hết {last}").format(since=day_text(since), last=day_text(eve(until)))


def area_text(area: Decimal) -> str:
    """At least two places, as resolutions give them: a column of areas then lines up."""
    text = number(area)
    point = max(text.rfind(","), text.rfind(".")) if area != int(area) else -1
    if point < 0:
        return f"{text}{number(Decimal('0.5'))[1]}00"
    return text + "0" * max(0, 2 - (len(text) - point - 1))


def listed(parts: list[str]) -> str:
    """'A, B và C' in the reader's language."""
    if len(parts) < 2:
        return "".join(parts)
    return _("{first} và {last}").format(first=", ".join(parts[:-1]), last=parts[-1])


def short_clause(clause: str) -> str:
    """'khoản 2' of 'Điều 1 khoản 2': a band has room for no more."""
    at = clause.find("khoản")
    return clause[at:] if at > 0 else clause
