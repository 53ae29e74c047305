"""The register of a day from the ledger itself."""

from __future__ import annotations

from datetime import date, timedelta

from tinhgon.basis.asof import AsOf
from tinhgon.basis.errors import UnknownReference, gettext_noop
from tinhgon.reading.register import Listed, Register
from tinhgon.registers.units import queries as unit_queries


def register_on_eve(*, on: date) -> Register:
    """The administrative units on the eve of a day. Raises UnknownReference when the ledger holds none of that day."""
    eve = on - timedelta(days=1)
    rows = unit_queries.units(AsOf(eve), structure="territory")
    if not rows:
        raise UnknownReference(
            "units_not_loaded",
            gettext_noop(
                "Sổ chưa có đơn vị hành chính nào của ngày {day}; mở sổ cho ngày ấy hoặc nêu danh mục bằng --units."
            ),
            day=eve,
        )
    return Register.of(
        Listed(row.code or f"#{row.id}", row.name, row.kind, row.level, row.parent_code or "") for row in rows
    )
