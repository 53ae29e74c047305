"""What of a unit has changed beside its name, in words."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from django.utils.translation import gettext

from tinhgon.web.kit import words

Figure = Decimal | int | None


def changed(codes: tuple[str | None, str | None], figures: Mapping[str, tuple[Figure, Figure]]) -> str:
    """'mã 31120 thành 31117; dân số chưa ghi → 9.153': what differs between two states, but for names."""
    parts = []
    if codes[0] != codes[1]:
        parts.append(gettext("mã %(before)s thành %(after)s") % {"before": codes[0], "after": codes[1]})
    for field, (old, new) in figures.items():
        if old != new:
            shown = [gettext("chưa ghi") if value is None else words.number(value) for value in (old, new)]
            parts.append(f"{str(words.FIELDS[field]).lower()} {shown[0]} → {shown[1]}")
    return "; ".join(parts)
