"""The calculator in a browser: usable at 360 px, printable, nothing wider than the screen."""

from __future__ import annotations

import pytest

pytestmark = pytest.mark.browser
EARLY = "/che-do/decree_178.early_retirement/?ngay=01/05/2025"


@pytest.mark.parametrize("width", [360, 1366])
def test_the_calculator_fits_and_calculates(browser_page, picture, width: int) -> None:
    page = browser_page(width=width)
    page.goto(EARLY)
    page.fill("[name=bhxh_months]", "252")
    page.click("button.main >> text=Tính")
    assert page.locator(".steps .sum").inner_text()
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    picture(page, f"law-{width}", whole=True)


def test_the_catalogue_fits(browser_page, picture) -> None:
    page = browser_page(width=360)
    page.goto("/che-do/?ngay=01/05/2025")
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    picture(page, "law-list-360")
