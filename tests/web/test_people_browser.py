"""People in Chromium: a purpose first, then names; figures that open beside; a change drafted; no sideways scroll."""

import re

import pytest
from tests.web.seen import fits

pytestmark = pytest.mark.browser
ON = "ngay=01/01/2022"
SCREENS = [
    f"/nhan-su/?{ON}", f"/nhan-su/HS-1/?{ON}", "/soan/moi/?person=HS-5", "/soan/",
    f"/don-vi/1010/?{ON}", f"/so-do/1001/?{ON}", f"/so-do/1001/?{ON}&dang=cay",
    f"/so-do/1001/?{ON}&dang=bang", f"/tim/?tim=nguyen&{ON}",
    f"/so-lieu/ho-so/HS-1/born/?{ON}", f"/so-lieu/duoc-giao/1010/civil_servant/official/?{ON}",
]  # fmt: skip


def state_purpose(page, address: str) -> None:
    page.goto(address)
    page.get_by_label("tham mưu công tác cán bộ").check()
    page.get_by_role("button", name="Xem", exact=True).last.click()
    page.wait_for_url(re.compile(re.escape(address.split("?", maxsplit=1)[0])))


def test_a_file_is_read_after_a_purpose(staffed_page, picture) -> None:
    page = staffed_page()
    page.goto(f"/nhan-su/HS-1/?{ON}")
    assert "Nguyễn Văn Mẫu" not in page.content()
    picture(page, "person-purpose")
    state_purpose(page, f"/nhan-su/HS-1/?{ON}")
    assert page.locator("h1").inner_text().startswith("Nguyễn Văn Mẫu")
    assert "người dùng thử" in page.locator(".readings li").first.inner_text()
    picture(page, "person", whole=True)
    page.get_by_text("Các bước tính tuổi nghỉ hưu").click()
    assert page.locator(".steps li").first.is_visible()


def test_a_field_opens_beside_the_page(staffed_page) -> None:
    page = staffed_page()
    state_purpose(page, f"/nhan-su/HS-1/?{ON}")
    page.get_by_role("link", name="đại học").click()
    panel = page.locator("#vet")
    panel.get_by_text("05/QĐ-MẪU").first.wait_for()
    assert "Khớp" in panel.inner_text()
    page.keyboard.press("Escape")
    assert panel.is_hidden()


def test_the_search_field_finds_people_and_posts(staffed_page) -> None:
    page = staffed_page()
    state_purpose(page, f"/nhan-su/HS-1/?{ON}")
    page.get_by_role("searchbox", name="Tìm đơn vị, người, số quyết định").fill("tran thi")
    page.locator(".found a", has_text="Trần Thị Giả").click()
    page.wait_for_url(re.compile("/nhan-su/HS-2/"))


def test_a_change_is_drafted_previewed_and_kept(staffed_page, picture) -> None:
    page = staffed_page()
    state_purpose(page, f"/nhan-su/HS-5/?{ON}")
    page.get_by_role("link", name="Soạn thay đổi").click()
    page.get_by_role("button", name="Điều động", exact=True).click()
    page.get_by_label("Đến vị trí").fill("S9.99")
    page.get_by_label("Trích yếu").fill("Về việc điều động")
    page.get_by_label("Có hiệu lực từ").fill("01/01/2022")
    page.keyboard.press("F9")
    page.get_by_role("alert").wait_for()
    assert "Không có vị trí này" in page.get_by_role("alert").inner_text()
    assert page.get_by_label("Trích yếu").input_value() == "Về việc điều động"
    page.get_by_label("Đến vị trí").fill("S1.04")
    page.keyboard.press("F9")
    page.get_by_text("phần đầu còn thiếu: Cơ quan ban hành, Số, ký hiệu, Ngày ký.").wait_for()
    page.get_by_label("Cơ quan ban hành").fill("Ủy ban nhân dân huyện An Lộc")
    page.get_by_label("Số, ký hiệu").fill("20/QĐ-UBND")
    page.get_by_label("Ngày ký").fill("25/12/2021")
    page.keyboard.press("F9")
    page.get_by_text("Ký được.").wait_for()
    picture(page, "compose", whole=True)
    page.goto("/soan/")
    page.get_by_role("link", name="Về việc điều động").first.wait_for()


def test_the_chart_leads_to_people(staffed_page, picture) -> None:
    page = staffed_page()
    page.goto(f"/so-do/1002/?{ON}")
    picture(page, "chart", whole=True)
    box = page.locator(".box", has_text="Phòng Kinh tế")
    assert "thiếu 2" in box.inner_text()
    box.get_by_role("link", name=re.compile("có mặt 3")).click()
    page.wait_for_url(re.compile("/nhan-su/.*don_vi=1010"))
    assert page.locator("tbody tr").count() == 3


@pytest.mark.parametrize(("width", "dark"), [(360, False), (360, True), (1366, False), (1366, True)])
def test_no_sideways_scroll(staffed_page, picture, width, dark) -> None:
    page = staffed_page(width=width, dark=dark)
    state_purpose(page, f"/nhan-su/HS-1/?{ON}")
    for place, address in enumerate(SCREENS):
        page.goto(address)
        assert fits(page), (width, address)
        picture(page, f"people-{place}-{width}{'-dark' if dark else ''}", whole=True)


def test_without_scripts_everything_still_works(staffed_page) -> None:
    page = staffed_page(scripts=False)
    state_purpose(page, f"/nhan-su/HS-1/?{ON}")
    page.get_by_role("link", name="đại học").click()
    assert "05/QĐ-MẪU" in page.locator("main").inner_text()
    page.goto(f"/so-do/1001/?{ON}&dang=cay")
    assert page.get_by_text("Phòng Kinh tế").is_visible()


def test_the_chart_prints_on_landscape(staffed_page) -> None:
    page = staffed_page()
    page.goto(f"/so-do/1001/?{ON}&sau=3")
    page.emulate_media(media="print")
    assert page.locator(".chart .box").first.is_visible()
    assert page.locator(".chart-set").is_hidden()
