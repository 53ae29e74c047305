"""Words and numbers as the reader's language writes them; names of structures and levels."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils.translation import get_language, gettext, gettext_lazy, ngettext

from tinhgon.basis.text import vietnamese_number
from tinhgon.registers.units.checks.levels import COMMUNE, DISTRICT, PROVINCE, rank
from tinhgon.web.kit.asking import Asked

STRUCTURES = {
    "territory": gettext_lazy("Đơn vị hành chính"),
    "state_agency": gettext_lazy("Cơ quan nhà nước"),
    "party": gettext_lazy("Tổ chức đảng"),
    "front": gettext_lazy("Mặt trận và các đoàn thể"),
    "public_service": gettext_lazy("Đơn vị sự nghiệp công lập"),
}
SEVERITIES = {
    "error": gettext_lazy("Lỗi"),
    "warning": gettext_lazy("Cảnh báo"),
    "info": gettext_lazy("Thông tin"),
    "ok": gettext_lazy("Đạt"),
}
SHARES = {
    "full": gettext_lazy("toàn bộ"),
    "part": gettext_lazy("một phần"),
    "remainder": gettext_lazy("phần còn lại"),
    "none": gettext_lazy("không"),
}
FIELDS = {
    "area_km2": gettext_lazy("Diện tích"),
    "population": gettext_lazy("Dân số"),
    "hamlets": gettext_lazy("Thôn, ấp, khu vực"),
}
UNITS = {"area_km2": "km²", "population": gettext_lazy("người"), "hamlets": gettext_lazy("thôn, ấp, khu vực")}
COMMUNE_KINDS = frozenset({"xã", "phường", "thị trấn", "đặc khu"})
# 1.490.000, 10.881.000,5 and 4,65; not the days, numbers of documents and lists that stand beside them.
_TOLD = re.compile(r"(?<![\d/.,])(?:\d{1,3}(?:\.\d{3})+(?:,\d+)?|\d+,\d+)(?![\d/]|[.,]\d)")
_SWAPPED = str.maketrans(".,", ",.")


def number(value: int | Decimal) -> str:
    """1.450 and 6,22 in Vietnamese; 1,450 and 6.22 in English; a true minus in both."""
    if isinstance(value, Decimal):
        value = value.normalize()
        value = value.quantize(Decimal(1)) if value == value.to_integral() else value
    if get_language() == "vi":
        return vietnamese_number(value)
    return f"{value:,f}".replace("-", "−") if isinstance(value, Decimal) else f"{value:,}".replace("-", "−")


def figures(text: str) -> str:
    """The figures in a text of the law, which tells them as Viet Nam does, as the reader's language writes them."""
    if get_language() == "vi":
        return text
    return _TOLD.sub(lambda found: found.group().translate(_SWAPPED), text)


def signed(value: int) -> str:
    """A change with its sign: +3, −37, 0."""
    return f"+{number(value)}" if value > 0 else number(value)


def on_day(day: date) -> str:
    """'Ngày 01/07/2025'."""
    return gettext("Ngày %(day)s") % {"day": f"{day:%d/%m/%Y}"}


def cited(clause: str, decision: str) -> str:
    """'Điều 1 khoản 2, 1668/NQ-UBTVQH15'; the number of the decision alone where it has no clauses."""
    return f"{clause}, {decision}" if clause else decision


def shares(area: str, people: str) -> str:
    """'diện tích: toàn bộ; dân số: không': what a unit gives another of its ground and of its people."""
    return gettext("diện tích: %(area)s; dân số: %(people)s") % {"area": SHARES[area], "people": SHARES[people]}


def share(area: str, people: str) -> str:
    """'toàn bộ', or both sides where they are not the same."""
    return str(SHARES[area]) if area == people else shares(area, people)


def structure(code: str) -> str:
    return str(STRUCTURES.get(code, code))


_RANKS = {PROVINCE: gettext_lazy("Cấp tỉnh"), DISTRICT: gettext_lazy("Cấp huyện"), COMMUNE: gettext_lazy("Cấp xã")}


def level(code: str, place: int, kinds: Iterable[str]) -> str:
    """The name of a level: in the territory by what its units are called, as the levels were renumbered in 2025; by
    its number where they tell nothing."""
    found = {rank(kind, place) for kind in kinds} if code == "territory" else set()
    if found >= {DISTRICT, COMMUNE}:
        return gettext("Cấp huyện và cấp xã")
    named = next((str(name) for one, name in _RANKS.items() if one in found), "")
    if not named and code == "territory" and place == PROVINCE:
        named = gettext("Cấp tỉnh")
    if not named and found and place > DISTRICT:
        named = gettext("Thôn, ấp, khu vực")
    return named or gettext("Cấp %(level)d") % {"level": place}


def units_counted(count: int) -> str:
    """'1.450 đơn vị'."""
    return ngettext("%(count)s đơn vị", "%(count)s đơn vị", count) % {"count": number(count)}


def findings_counted(counts: Mapping[str, int]) -> str:
    """'1 lỗi · 2 cảnh báo', the gravest first; empty when there are none."""
    errors, warnings, notes = (counts.get(severity, 0) for severity in ("error", "warning", "info"))
    parts = []
    if errors:
        parts.append(ngettext("%(count)s lỗi", "%(count)s lỗi", errors) % {"count": number(errors)})
    if warnings:
        parts.append(ngettext("%(count)s cảnh báo", "%(count)s cảnh báo", warnings) % {"count": number(warnings)})
    if notes:
        parts.append(ngettext("%(count)s thông tin", "%(count)s thông tin", notes) % {"count": number(notes)})
    return " · ".join(parts)


def upper_first(text: str) -> str:
    """Kinds begin a line with a capital: 'phường' as 'Phường'."""
    return text[:1].upper() + text[1:]


def linked(asked: Asked, name: str, places: tuple[Any, ...], query: dict[str, Any]) -> str:
    """The address of a page from a template; `on` leads to another day."""
    on = query.pop("on", None)
    if isinstance(on, date):
        asked = replace(asked, as_of=replace(asked.as_of, on=on))
    fragment = query.pop("fragment", "")
    address = asked.link(name, *places, **query)
    return f"{address}#{fragment}" if fragment else address


FALLEN = {"annulled": gettext_lazy("huỷ bỏ"), "superseded": gettext_lazy("đã vào sổ lại")}
"""What is said beside a decision that does not count any more."""


def with_fallen(text: str, fallen: str) -> str:
    """A subject with why the decision does not count any more, where that is so."""
    return f"{text} ({FALLEN[fallen]})" if fallen else text
