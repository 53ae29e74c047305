"""Figures stand on a page as the reader's language writes them."""

from __future__ import annotations

import pytest
from django.utils.translation import override

from tinhgon.web.kit import words
from tinhgon.web.kit.unit_words import standing


@pytest.mark.parametrize(
    ("told", "english"),
    [
        ("2.340.000 × 4,65 × 1", "2,340,000 × 4.65 × 1"), ("10.881.000,5 đồng", "10,881,000.5 đồng"),
        ("01/05/2025 > 01/01/2025", "01/05/2025 > 01/01/2025"),
        ("Nghị định 135/2020, Điều 3, 4", "Nghị định 135/2020, Điều 3, 4"),
        ("30 ≥ 1; 30 ≤ 120", "30 ≥ 1; 30 ≤ 120"), ("", ""),
    ],
)  # fmt: skip
def test_figures_of_the_law_are_written_in_the_readers_language(told: str, english: str) -> None:
    with override("vi"):
        assert words.figures(told) == told
    with override("en"):
        assert words.figures(told) == english


@pytest.mark.parametrize(
    ("place", "kinds", "told"),
    [
        (1, ("tỉnh", "thành phố"), "Cấp tỉnh"), (1, (), "Cấp tỉnh"), (2, ("huyện", "thành phố"), "Cấp huyện"),
        (2, ("xã", "phường", "đặc khu"), "Cấp xã"), (2, ("huyện", "xã"), "Cấp huyện và cấp xã"),
        (3, ("xã", "thị trấn"), "Cấp xã"), (3, ("ấp", "khu vực"), "Thôn, ấp, khu vực"), (2, (), "Cấp 2"),
    ],
)  # fmt: skip
def test_a_level_is_told_by_what_its_units_are(place: int, kinds: tuple[str, ...], told: str) -> None:
    with override("vi"):
        assert words.level("territory", place, kinds) == told


def test_a_hamlet_is_not_a_district() -> None:
    with override("vi"):
        assert standing(structure="territory", level=3, kind="ấp") == "Ấp"
        assert standing(structure="territory", level=2, kind="xã") == "Đơn vị hành chính cấp xã"
        assert standing(structure="territory", level=2, kind="thành phố") == "Đơn vị hành chính cấp huyện"
