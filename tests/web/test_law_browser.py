"""The pages of the law in a browser: usable at 360 px, by day and in the dark, nothing wider than the screen."""

from __future__ import annotations

import pytest
from tests.web.seen import fits, hard_to_read

pytestmark = pytest.mark.browser
EARLY = "/che-do/decree_178.early_retirement/?ngay=01/05/2025"
PAGES = {
    "list": "/che-do/?ngay=01/05/2025",
    "rule": EARLY,
    "results": "/che-do/ket-qua/?ngay=01/05/2025",
    "units": "/che-do/ket-qua/?ve=don-vi&ngay=01/05/2025",
    "pay": "/che-do/pay.base/?ngay=01/05/2025",
}


@pytest.mark.parametrize("dark", [False, True])
@pytest.mark.parametrize("width", [360, 1366])
@pytest.mark.parametrize("name", PAGES)
def test_a_page_fits_and_can_be_read(browser_page, picture, name: str, width: int, dark: bool) -> None:
    page = browser_page(width=width, dark=dark)
    page.goto(PAGES[name])
    assert fits(page)
    assert hard_to_read(page) == []
    picture(page, f"law-{name}-{width}-{'dark' if dark else 'light'}", whole=name != "list")


@pytest.mark.parametrize("width", [360, 1366])
def test_the_calculator_calculates(browser_page, width: int) -> None:
    page = browser_page(width=width)
    page.goto(EARLY)
    page.fill("[name=bhxh_months]", "252")
    page.click("button.main >> text=Tính")
    assert page.locator(".steps .sum").inner_text()


def test_from_all_results_to_one_rule(browser_page) -> None:
    page = browser_page()
    page.goto(PAGES["results"])
    page.fill("[name=bhxh_months]", "252")
    page.click("button.main >> text=Tính")
    page.click("main a >> text=Trợ cấp nghỉ hưu trước tuổi do sắp xếp")
    assert page.locator("#f-bhxh_months").input_value() == "252"
