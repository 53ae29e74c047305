"""Standards in every open case: met or not only when it is so in all; figures of the resolutions, to the unit."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from tinhgon.basis.errors import UnknownReference
from tinhgon.planning.standards import Measured, judged, rule_of

ON = date(2026, 12, 1)
PLAIN = {"terrain": "other", "reduction": "none"}
MOUNTAIN = {"terrain": "mountain", "reduction": "none"}


@pytest.mark.parametrize(
    ("rules", "kind", "area", "people", "more", "answer"),
    [
        ("112/2025", "xã", "30", 16000, {"stated": PLAIN}, "met"),
        ("112/2025", "xã", "29.9999", 16000, {"stated": PLAIN}, "not_met"),
        ("112/2025", "xã", "30", 15999, {"stated": PLAIN}, "not_met"),
        ("112/2025", "xã", "100", 5000, {"stated": MOUNTAIN}, "met"),
        ("112/2025", "xã", "100", 4999, {"stated": MOUNTAIN}, "not_met"),
        ("112/2025", "xã", "40", 17000, {}, "unknown"),  # enough on the plain, too small in the mountains
        ("112/2025", "xã", "120", 20000, {}, "met"),  # enough everywhere
        ("112/2025", "phường", "5.5", 21000, {}, "met"),
        ("112/2025", "phường", "5.4999", 21000, {}, "not_met"),
        ("112/2025", "đặc khu", "5.5", 21000, {}, "unknown"),  # no standard that the rule knows
        ("112/2025", "xã", None, 21000, {}, "unknown"),
        ("1211/2016", "xã", "30", 8000, {"stated": {"terrain": "other"}}, "met"),
        ("1211/2016", "phường", "5.5", 14999, {"stated": {"ward_of": "urban_district"}}, "not_met"),
        ("76/2025", "xã", "1", 1, {"merged": 3}, "exempt"),  # three or more are not assessed
        ("76/2025", "xã", "1", None, {"merged": 3}, "exempt"),  # also where a figure is missing
        ("76/2025", "xã", "1", None, {"merged": 2}, "unknown"),
        ("112/2025", "xã", "100", None, {"merged": 3}, "unknown"),  # 2026 knows no such exemption
        ("76/2025", "phường", "6", 21000, {"merged": 2}, "unknown"),  # the kind of province decides
        ("76/2025", "phường", "6", 21000, {"merged": 2, "stated": {"province_kind": "other"}}, "met"),
    ],
)
def test_a_unit(rules: str, kind: str, area: str | None, people: int | None, more: dict[str, Any], answer: str) -> None:
    unit = Measured(kind=kind, area_km2=Decimal(area) if area else None, population=people, **more)
    assert judged([unit], rules=rules, on=ON)[0].answer == answer


def test_what_the_rule_has_no_figure_for_is_told() -> None:
    """Before 2026 no figure is at hand for communes on islands: the answer leaves them out and says so."""
    (one,) = judged([Measured(kind="xã", area_km2=Decimal(120), population=20000)], rules="1211/2016", on=ON)
    assert one.answer == "met"
    assert [case["terrain"] for case in one.no_figure] == ["island"]


def test_rules_by_day_and_by_name() -> None:
    assert "112/2025" in rule_of("", date(2026, 1, 1))[0].cite
    assert "1211/2016" in rule_of("", date(2025, 12, 31))[0].cite
    with pytest.raises(UnknownReference, match="bộ tiêu chuẩn"):
        rule_of("99/1999", ON)
