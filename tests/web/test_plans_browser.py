"""Options of Cần Thơ in Chromium: made, compared, changed by hand, and one of them a draft."""

import re

import pytest
from tests.web.seen import fits

pytestmark = pytest.mark.browser
AFTER = "/phuong-an/?tinh=92&ngay=01/07/2026"


def figures(page, label: str) -> list[str]:
    return page.locator("table.pin tr", has_text=label).locator("td").all_inner_texts()


def test_options_of_can_tho_are_compared_on_the_map(browser_page, picture) -> None:
    page = browser_page()
    page.goto(AFTER)
    assert page.locator(".map svg a path").count() == 103
    assert figures(page, "Số đơn vị giảm") == ["0"]
    page.fill("#so", "90")
    page.locator("button[value=lap]").click()
    page.locator("button[value='xem:1']").wait_for()
    assert figures(page, "Số đơn vị giảm") == ["0", "13"]
    assert page.locator(".groups > li").count() == 90
    page.fill("#so", "80")
    page.locator("button[value=lap]").click()
    page.locator("button[value='xem:2']").wait_for()
    assert figures(page, "Số đơn vị giảm") == ["0", "13", "23"]
    picture(page, "plans", whole=True)
    # A unit moved by hand makes an option of its own, judged at once.
    group = page.locator(".groups > li.merges").first
    code = group.locator(".code").last.inner_text()
    page.fill("#chuyen", code)
    page.fill("#den", "0")
    page.locator("button[value=chuyen]").click()
    page.locator("button[value='xem:3']").wait_for()
    assert figures(page, "Số đơn vị giảm") == ["0", "13", "23", "22"]


def test_pins_that_cannot_be_kept_are_named(browser_page) -> None:
    page = browser_page()
    page.goto(AFTER)
    codes = page.locator(".groups .code").all_inner_texts()[:2]
    page.locator("details summary", has_text="Phải chung nhóm").click()
    page.fill("#cung", " ".join(codes))
    page.fill("#khac", " ".join(codes))
    page.fill("#so", "90")
    page.locator("button[value=lap]").click()
    told = page.locator(".note.warn[role=alert]")
    told.wait_for()
    assert all(code in told.inner_text() for code in codes)
    assert page.locator("button[value='xem:1']").count() == 0


def test_the_page_is_usable_on_a_phone_and_by_list(browser_page) -> None:
    page = browser_page(width=360, scripts=False)
    page.goto(AFTER)
    assert fits(page)
    shape = page.locator(".map svg a").first
    assert page.locator(shape.get_attribute("href").replace("#", "[id='") + "']").count() == 1
    page.fill("#so", "x")
    page.locator("button[value=lap]").click()
    assert re.search("từ 1 đến 103", page.locator(".note.err[role=alert]").inner_text())
