"""Figures stand on a page as the reader's language writes them."""

from __future__ import annotations

import pytest
from django.utils.translation import override

from tinhgon.web.kit import words


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
