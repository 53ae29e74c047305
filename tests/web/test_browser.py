"""The pages in Chromium, on the demo's ledger: a reader's ways through them."""

import re

import pytest
from tests.web.seen import LOOKS, fits, hard_to_read

pytestmark = pytest.mark.browser

SCREENS = [
    "/", "/?ngay=30/06/2025", "/don-vi/", "/don-vi/?ngay=30/06/2025&dang=danh-sach", "/ban-do/?ngay=01/07/2025",
    "/quyet-dinh/", "/xem-truoc/", "/so-lieu/dem/?ngay=01/07/2025&co_cau=territory",
    "/so-lieu/tong/dien-tich/?ngay=01/07/2025&cap=2", "/tim/?tim=phu+an", "/dang-nhap/", "/khong-co/",
]  # fmt: skip
JULY = "01/07/2025"


def of_clause(page) -> str:
    """The address of the resolution of 2025 on Cần Thơ."""
    page.goto("/quyet-dinh/?ngay=01/07/2025")
    return page.get_by_role("link", name="Nghị quyết 1668/NQ-UBTVQH15").get_attribute("href")


def test_changing_the_date_across_1_july_2025(browser_page, picture) -> None:
    page = browser_page()
    page.goto("/?ngay=30/06/2025")
    assert page.locator("table.t").first.get_by_role("row", name=re.compile("Cấp xã")).inner_text().split()[2] == "263"
    picture(page, "overview-before")
    page.get_by_role("link", name=re.compile("Quyết định sau")).click()
    page.wait_for_url(re.compile("01/07/2025"))
    assert page.locator("table.t").first.get_by_role("row", name=re.compile("Cấp xã")).inner_text().split()[2] == "103"
    assert page.locator(".day").get_attribute("data-when") == "past"
    picture(page, "overview")
    page.get_by_label("Ngày xem").fill("30/06/2025")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("30/06/2025|30%2F06%2F2025"))
    assert "263" in page.locator("table.t").first.inner_text()


def test_the_tree_changes_with_the_date(browser_page, picture) -> None:
    page = browser_page()
    page.goto("/don-vi/?ngay=30/06/2025")
    assert page.locator("main").get_by_text("Tỉnh Hậu Giang").count() > 0
    picture(page, "units-before")
    page.goto("/don-vi/?ngay=01/07/2025")
    assert page.locator("main").get_by_text("Tỉnh Hậu Giang").count() == 0
    picture(page, "units")


def test_from_a_unit_to_its_clause(browser_page, picture) -> None:
    page = browser_page()
    page.goto("/tim/?tim=cai+khe&ngay=01/07/2025")
    page.locator("main .hits").get_by_role("link", name="Phường Cái Khế").first.click()
    page.wait_for_url(re.compile("/don-vi/"))
    picture(page, "unit", whole=True)
    page.locator('main a[href*="/quyet-dinh/"]').filter(has_text="khoản 2").first.click()
    page.wait_for_url(re.compile("khoan=2.*#k2"))
    chosen = page.locator("article.clause.on")
    assert "một phần diện tích tự nhiên, quy mô dân số của phường Bùi Hữu Nghĩa" in chosen.inner_text()
    picture(page, "decision", whole=True)


def test_a_figure_opens_beside_the_page_and_closes(browser_page, picture) -> None:
    page = browser_page()
    page.goto(f"/?ngay={JULY}")
    figure = page.locator("table.t a.num").nth(6)
    figure.click()
    panel = page.locator("#vet")
    panel.locator(".badge.ok").first.wait_for()
    assert figure.get_attribute("aria-expanded") == "true"
    assert "Khớp" in panel.inner_text()
    assert figure.inner_text() in panel.locator(".calc").inner_text()
    picture(page, "figure")
    page.keyboard.press("Escape")
    assert panel.is_hidden()
    assert page.evaluate("document.activeElement.classList.contains('num')")


def test_a_figure_is_a_page_on_a_phone(browser_page, picture) -> None:
    page = browser_page(width=360, height=740)
    page.goto(f"/?ngay={JULY}")
    page.locator("table.t a.num").first.click()
    page.wait_for_url(re.compile("/so-lieu/"))
    assert page.locator("main .trace-page").is_visible()
    picture(page, "figure-phone")


def test_english(browser_page, picture) -> None:
    page = browser_page()
    page.goto(f"/?ngay={JULY}")
    page.locator(".langs").get_by_role("link", name="EN").click()
    page.wait_for_load_state()
    assert page.locator("html").get_attribute("lang") == "en"
    assert "6,360.83" in page.locator("main").inner_text()
    assert page.get_by_role("link", name="Overview").count() == 1
    assert "01/07/2025" in page.url
    picture(page, "overview-english")
    page.goto("/quyet-dinh/")
    assert page.locator("html").get_attribute("lang") == "en"


@pytest.mark.parametrize("width", [360, 683, 1366])
def test_no_page_scrolls_sideways(browser_page, width) -> None:
    """683 is a screen of 1366 at 200 %."""
    page = browser_page(width=width)
    addresses = [*SCREENS, of_clause(page), of_clause(page).replace("?", "?khoan=53&")]
    addresses.append(
        page.evaluate("fetch('/tim/?tim=cai+khe&dang=json&ngay=01/07/2025').then(r => r.json())")["units"][0]["href"]
    )
    for address in addresses:
        page.goto(address)
        assert fits(page), address


def test_pictures_of_every_screen(browser_page, picture) -> None:
    """For eyes: a phone, and the dark; also that nothing fails there."""
    for name, settings in LOOKS.items():
        page = browser_page(**settings)
        clause = of_clause(page).replace("?", "?khoan=2&")
        unit = page.evaluate("fetch('/tim/?tim=cai+khe&dang=json&ngay=01/07/2025').then(r => r.json())")["units"][0][
            "href"
        ]
        shown = {"overview": f"/?ngay={JULY}", "units": f"/don-vi/?ngay={JULY}", "unit": unit, "decision": clause,
                 "map": f"/ban-do/?ngay={JULY}", "decisions": "/quyet-dinh/", "preview": "/xem-truoc/"}  # fmt: skip
        for screen, address in shown.items():
            assert page.goto(address).status == 200
            picture(page, f"{screen}-{name}", whole=True)


def test_a_preview_in_the_browser(browser_page, picture) -> None:
    page = browser_page()
    page.goto("/xem-truoc/")
    page.get_by_role("button", name=re.compile("không cân")).click()
    page.get_by_text("Chưa ký được").first.wait_for()
    picture(page, "preview-refused", whole=True)
    page.goto("/xem-truoc/")
    page.locator("#tep").set_input_files(
        {"name": "hong.json", "mimeType": "application/json", "buffer": b'{"number": '}
    )
    page.get_by_role("button", name="Xem trước", exact=True).click()
    page.get_by_text("JSON hỏng").wait_for()


def test_searching_while_typing(browser_page, picture) -> None:
    page = browser_page()
    page.goto(f"/?ngay={JULY}")
    field = page.get_by_role("searchbox", name="Tìm đơn vị, người, số quyết định")
    field.press_sequentially("phu an", delay=20)
    found = page.locator("#tim-ket-qua")
    found.get_by_role("link", name=re.compile("Phú An")).first.wait_for()
    picture(page, "search")
    page.keyboard.press("ArrowDown")
    assert page.evaluate("document.activeElement.closest('#tim-ket-qua') !== null")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("/don-vi/"))
    assert "Phú An" in page.locator("h1").inner_text()


def test_the_ruler_steps_by_day_and_by_decision(browser_page) -> None:
    page = browser_page()
    page.goto("/?ngay=30/06/2025")
    ruler = page.get_by_role("slider")
    ruler.focus()
    page.keyboard.press("PageUp")
    assert page.get_by_label("Ngày xem").input_value() == "01/07/2025"
    page.keyboard.press("PageDown")
    assert page.get_by_label("Ngày xem").input_value() == "01/12/2024"
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("01%2F12%2F2024|01/12/2024"))
    assert ruler.get_attribute("aria-valuetext") == "01/12/2024"


def test_the_keyboard_reaches_the_content(browser_page) -> None:
    page = browser_page()
    page.goto("/")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "noi-dung"
    page.keyboard.press("Tab")
    outline = page.evaluate("getComputedStyle(document.activeElement).outlineWidth")
    assert outline == "3px"


def test_what_was_known_is_picked(browser_page, picture) -> None:
    page = browser_page()
    page.goto(f"/?ngay={JULY}")
    page.locator("details.day-known summary").click()
    picture(page, "known")
    page.locator(".day-choice").get_by_role("link", name=re.compile("202.2025.QH15")).click()
    page.wait_for_url(re.compile("biet="))
    assert "chưa phải mới nhất" in page.locator(".day").inner_text()
    assert page.locator("table.t").first.get_by_role("row", name=re.compile("Cấp xã")).inner_text().split()[2] == "263"


def test_pages_work_without_scripts(browser_page) -> None:
    page = browser_page(scripts=False)
    page.goto("/?ngay=30/06/2025")
    page.get_by_label("Ngày xem").fill("01/07/2025")
    page.get_by_role("button", name="Xem", exact=True).first.click()
    assert "103" in page.locator("table.t").first.inner_text()
    page.locator("table.t a.num").first.click()
    assert "/so-lieu/" in page.url
    assert "Khớp" in page.locator("main").inner_text()
    page.goto("/?ngay=01/07/2025")
    page.get_by_role("searchbox", name="Tìm đơn vị, người, số quyết định").fill("cai khe")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("/tim/"))
    assert "Phường Cái Khế" in page.locator("main").inner_text()
    page.goto("/?lang=en")
    assert page.locator("html").get_attribute("lang") == "en"


@pytest.mark.parametrize("dark", [False, True])
def test_contrast_of_text(browser_page, dark) -> None:
    page = browser_page(dark=dark)
    for address in ("/?ngay=30/06/2025", of_clause(page), "/xem-truoc/", "/?ngay=01/01/2199"):
        page.goto(address)
        assert hard_to_read(page) == []


def test_on_a_phone_the_page_begins_within_200_pixels_and_logging_in_is_reachable(browser_page) -> None:
    page = browser_page(width=360, height=740)
    for address in ("/", "/don-vi/", "/bao-cao/?ngay=01/07/2025", "/tim/?tim=an"):
        page.goto(address)
        heads = page.locator("header.band, form.day").evaluate_all("all => all.map(one => one.offsetHeight)")
        assert sum(heads) < 200, (address, heads)
        assert page.locator(".who a.me, .who form").first.is_visible(), address
        subjects = page.locator(".nav ul")
        assert (
            subjects.evaluate("one => one.scrollWidth >= one.clientWidth && getComputedStyle(one).overflowX") == "auto"
        )
    assert fits(page)


_TWINS = """() => {
  const names = [...document.querySelectorAll("section, [role=region], nav, form[aria-label], aside")]
    .filter((one) => one.getClientRects().length)
    .map((one) => [one.getAttribute("role") || one.tagName, one.getAttribute("aria-label")
      || document.getElementById(one.getAttribute("aria-labelledby"))?.textContent || ""].join("|"))
    .filter((name) => !name.endsWith("|"));
  return names.filter((name, at) => names.indexOf(name) !== at);
}"""


def test_no_two_landmarks_of_a_page_have_one_name(browser_page) -> None:
    """axe, landmark-unique: what scrolls inside a section is a group, and no second region of its name."""
    page = browser_page()
    for address in (
        "/",
        "/don-vi/",
        "/don-vi/?dang=danh-sach&tim=an",
        "/nhan-su/",
        "/quyet-dinh/",
        "/bao-cao/establishment/",
    ):
        page.goto(address)
        assert page.evaluate(_TWINS) == [], address
        scrolled = page.locator(".scroll").evaluate_all(
            "all => all.filter(one => one.scrollWidth > one.clientWidth && one.tabIndex < 0).length"
        )
        assert scrolled == 0, address
