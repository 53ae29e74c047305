"""Reports and the establishment in Chromium: numbers open beside the table, nothing scrolls sideways on a phone."""

import re

import pytest
from tests.web.seen import LOOKS, fits
from tests.web.staffed import ON

pytestmark = pytest.mark.browser

SCREENS = {
    "reports": f"/bao-cao/?ngay={ON}",
    "report": f"/bao-cao/establishment/?ngay={ON}",
    "cuts": f"/bao-cao/staffing-cuts/?ngay={ON}",
    "quality": f"/bao-cao/staff-quality/?ngay={ON}&don_vi=D1",
    "establishment": f"/bien-che/?ngay={ON}",
    "establishment-cuts": f"/bien-che/?ngay={ON}&xem=giam",
    "compared": f"/bao-cao/establishment/so-sanh/?ngay={ON}&voi=01/01/2022",
    "cell": f"/so-lieu/bao-cao/establishment/?ngay={ON}&dong=total&cot=present",
    "submitted": "/bao-cao/da-nop/",
}


def test_a_number_opens_beside_the_table_and_reconciles(staffed_page, picture) -> None:
    page = staffed_page()
    page.goto(SCREENS["report"])
    figure = page.locator("table.t tbody a.num").first
    figure.click()
    panel = page.locator("#vet")
    panel.locator(".badge.ok").first.wait_for()
    assert figure.get_attribute("aria-expanded") == "true"
    assert panel.locator(".calc b").inner_text() == figure.inner_text()
    amounts = panel.locator("table.rows td").all_inner_texts()
    assert sum(int(amount.replace("−", "-").replace(".", "")) for amount in amounts) == int(figure.inner_text())
    picture(page, "report-cell")
    panel.get_by_role("link", name="2 dòng").first.click()
    panel.get_by_text("Xem của mọi quyết định").wait_for()
    panel.get_by_role("link", name=re.compile("NQ-HĐND")).first.click()
    page.wait_for_url(re.compile("/quyet-dinh/"))


def test_a_difference_opens_beside_the_comparison(staffed_page, picture) -> None:
    page = staffed_page()
    page.goto(SCREENS["compared"])
    page.locator('a.num[href*="thay-doi"]').first.click()
    panel = page.locator("#vet")
    panel.locator(".badge.ok").wait_for()
    assert "Phần không có quyết định nào giải thích: 0." in panel.inner_text()
    picture(page, "report-change")


def test_units_are_offered_under_the_field_while_one_types(staffed_page) -> None:
    page = staffed_page()
    page.goto(SCREENS["report"])
    page.locator("#don-vi").press_sequentially("phong kinh", delay=20)
    page.locator("#don-vi-goi-y").get_by_role("link", name="Phòng Kinh tế").click()
    page.wait_for_url(re.compile("don_vi=%231010"))
    assert page.locator("#don-vi").input_value() == "Phòng Kinh tế"


def test_a_number_is_a_page_on_a_phone(staffed_page) -> None:
    page = staffed_page(width=360, height=740)
    page.goto(SCREENS["report"])
    page.locator("table.t tbody a.num").first.click()
    page.wait_for_url(re.compile("/so-lieu/bao-cao/establishment/"))
    assert page.locator("main .trace-page").is_visible()


def test_reports_work_without_scripts(staffed_page) -> None:
    page = staffed_page(scripts=False)
    page.goto(SCREENS["cuts"])
    page.get_by_label("Từ ngày").fill("01/01/2023")
    page.get_by_label("Đơn vị", exact=True).fill("noi vu")
    page.get_by_role("button", name="Xem", exact=True).last.click()
    assert "Phòng Nội vụ" in page.locator("h1").inner_text()
    page.locator('table.t a.num[href*="dong=total&cot=cut"]').click()
    assert page.locator(".calc b").inner_text() == "2"
    assert "Khớp" in page.locator("main").inner_text()


def test_a_file_is_downloaded(staffed_page) -> None:
    page = staffed_page()
    page.goto(SCREENS["report"])
    with page.expect_download() as started:
        page.get_by_role("link", name="xlsx").click()
    assert started.value.suggested_filename == "establishment_2024-01-01.xlsx"


@pytest.mark.parametrize("width", [360, 683, 1366])
def test_no_page_scrolls_sideways(staffed_page, width) -> None:
    page = staffed_page(width=width)
    for address in SCREENS.values():
        assert page.goto(address).status == 200
        assert fits(page), address


def test_headings_stay_in_sight_in_a_long_table(staffed_page) -> None:
    page = staffed_page(width=1000, height=420)
    page.goto(SCREENS["report"])
    table = page.locator(".report.scroll")
    before = table.locator("thead th").first.bounding_box()["y"]
    table.evaluate("element => { element.scrollTop = 60; }")
    after = table.locator("thead th").first.bounding_box()["y"]
    assert abs(after - max(table.bounding_box()["y"], before - 60)) < 2


def test_pictures_of_every_screen(staffed_page, picture) -> None:
    """For eyes: a phone, and the dark; also that nothing fails there."""
    for name, settings in LOOKS.items():
        page = staffed_page(**settings)
        for screen, address in SCREENS.items():
            assert page.goto(address).status == 200
            picture(page, f"{screen}-{name}", whole=True)
