"""Units and map as a reader meets them in Chromium, on the demo's ledger."""

import re
from itertools import pairwise

import pytest
from tests.web.seen import fits

pytestmark = pytest.mark.browser


def test_the_tree_changes_across_1_july_2025(browser_page, picture) -> None:
    page = browser_page()
    page.goto("/don-vi/?ngay=30/06/2025")
    page.locator("summary", has_text="Tỉnh Hậu Giang").wait_for()
    assert page.locator("summary", has_text="Quận Ninh Kiều").count() == 1
    page.fill("#ngay", "01/07/2025")
    page.press("#ngay", "Enter")
    page.wait_for_function("document.querySelector('#ngay').defaultValue === '01/07/2025'")
    assert page.locator("summary", has_text="Tỉnh Hậu Giang").count() == 0
    page.locator("summary", has_text="Thành phố Cần Thơ").first.wait_for()
    page.locator(".tree a", has_text="Phường Cái Khế").wait_for()
    picture(page, "units-tree", whole=True)


def test_a_branch_opens_by_click_and_stays_open_on_reload(browser_page) -> None:
    page = browser_page()
    page.goto("/don-vi/?ngay=30/06/2025")
    branch = page.locator("details", has=page.locator("> summary", has_text="Quận Ninh Kiều"))
    assert page.locator(".tree a", has_text="Phường An Hòa").count() == 0
    branch.last.locator("> summary").click(position={"x": 4, "y": 10})
    page.locator(".tree a", has_text="Phường An Hòa").wait_for()
    page.wait_for_function("location.search.includes('mo=')")
    page.reload()
    page.locator(".tree a", has_text="Phường An Hòa").wait_for()
    page.goto("/don-vi/?ngay=30/06/2025")
    page.locator(".tree a", has_text="Phường An Hòa").wait_for()


def test_arrows_walk_the_tree(browser_page) -> None:
    page = browser_page()
    page.goto("/don-vi/?ngay=30/06/2025")
    focused = "document.activeElement.innerText.split('\\n')[0]"
    page.locator("summary", has_text="Thành phố Cần Thơ").first.focus()
    page.keyboard.press("ArrowDown")
    assert page.evaluate(focused).startswith("Quận Bình Thu")
    page.keyboard.press("ArrowRight")
    page.locator(".tree a", has_text="Phường An Thới").wait_for()
    page.keyboard.press("ArrowRight")
    assert page.evaluate(focused).startswith("Phường An Thới")
    page.keyboard.press("ArrowLeft")
    assert page.evaluate(focused).startswith("Quận Bình Thu")
    page.keyboard.press("ArrowLeft")
    assert page.locator(".tree a", has_text="Phường An Thới").is_hidden()
    page.keyboard.press("Home")
    assert page.evaluate(focused).startswith("Thành phố Cần Thơ")


def test_without_scripts_the_tree_opens_by_links(browser_page) -> None:
    page = browser_page(scripts=False)
    page.goto("/don-vi/?ngay=30/06/2025")
    branch = page.locator("details", has=page.locator("> summary", has_text="Quận Ninh Kiều")).last
    branch.locator("> summary").click(position={"x": 4, "y": 10})
    branch.get_by_role("link", name="Hiện").click()
    page.locator(".tree a", has_text="Phường An Hòa").wait_for()


def test_a_unit_leads_to_the_clause_that_made_it(browser_page, picture) -> None:
    page = browser_page()
    page.goto("/don-vi/?tim=cai+khe&ngay=01/07/2025")
    page.locator("tbody a", has_text="Phường Cái Khế").click()
    page.locator("h1", has_text="Phường Cái Khế").wait_for()
    picture(page, "unit-cai-khe", whole=True)
    page.locator(".title a", has_text="Điều 1 khoản 2").click()
    page.wait_for_url("**/quyet-dinh/**")
    assert "1668/NQ-UBTVQH15" in page.locator("h1").inner_text()
    target = page.evaluate("location.hash.slice(1)")
    assert "Cái Khế" in page.locator(f"[id='{target}']").inner_text()


def test_phu_an_is_found_without_accents_and_leads_to_its_day(browser_page) -> None:
    page = browser_page()
    page.goto("/don-vi/?ngay=01/07/2025")
    page.locator("#loc").press_sequentially("phu an", delay=120)
    page.locator("#loc-bao", has_text="Tìm thấy 0 đơn vị").wait_for()
    other = page.locator(".others a", has_text=re.compile(r"^\s*Xã Phú An"))
    other.wait_for()
    assert page.evaluate("document.activeElement.id") == "loc", "typing goes on while the list follows"
    assert page.locator("#loc").input_value() == "phu an", "no letter is lost to an answer that came meanwhile"
    other.click()
    page.locator("h1", has_text="Xã Phú An").wait_for()
    assert page.locator("#ngay").input_value() == "31/01/2020"


def test_lineage_bands_are_links(browser_page) -> None:
    page = browser_page()
    page.goto("/don-vi/?tim=cai+khe&ngay=01/07/2025")
    page.locator("tbody a", has_text="Phường Cái Khế").click()
    bands = page.locator(".lineage svg.wide a:has(path.rb)")
    assert bands.count() == 4
    bands.first.focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/quyet-dinh/**")


def test_a_number_opens_its_trace(browser_page) -> None:
    page = browser_page()
    page.goto("/don-vi/?tim=cai+khe&ngay=01/07/2025")
    page.locator("tbody a", has_text="Phường Cái Khế").click()
    page.locator("dl.kv a.num").first.click()
    page.locator(".chain").first.wait_for()


@pytest.mark.parametrize("dark", [False, True])
def test_nothing_is_wider_than_a_phone(browser_page, picture, dark: bool) -> None:
    page = browser_page(width=360, height=740, dark=dark)
    for name, address in (
        ("tree", "/don-vi/?ngay=30/06/2025"),
        ("party", "/don-vi/?ngay=30/06/2025&he=dang"),
        ("list", "/don-vi/?dang=danh-sach"),
        ("search", "/don-vi/?tim=phu+an"),
        ("map", "/ban-do/"),
        ("map-before", "/ban-do/?ngay=30/06/2025"),
    ):
        page.goto(address)
        assert fits(page), address
        picture(page, f"phone-{name}{'-dark' if dark else ''}")
    page.goto("/don-vi/?tim=cai+khe&ngay=01/07/2025")
    page.locator("tbody a", has_text="Phường Cái Khế").click()
    page.locator(".lineage svg.narrow").first.wait_for()
    assert page.locator(".lineage svg.wide").first.is_hidden()
    assert fits(page)


def test_the_map_leads_to_units_and_its_legend_to_the_list(browser_page, picture) -> None:
    page = browser_page()
    page.goto("/ban-do/?ngay=01/07/2025")
    assert page.locator(".map svg a path").count() == 103
    picture(page, "map", whole=True)
    page.locator(".legend a.num").last.click()
    assert "#nhom-" in page.url
    page.locator(".map svg a", has=page.locator("title", has_text="Phường Cái Khế:")).click(force=True)
    page.locator("h1", has_text="Phường Cái Khế").wait_for()


def test_names_and_controls_can_be_told_by_a_screen_reader(browser_page) -> None:
    page = browser_page()
    nameless = """[...document.querySelectorAll('main a, main button, main input:not([type=hidden]), main select')]
        .filter(one => !(one.innerText || one.textContent || '').trim() && !one.ariaLabel && !one.labels?.length)
        .map(one => one.outerHTML.slice(0, 80))"""
    for address in ("/don-vi/?ngay=30/06/2025", "/don-vi/?dang=danh-sach", "/ban-do/"):
        page.goto(address)
        assert page.evaluate(nameless) == []
        levels = page.evaluate("[...document.querySelectorAll('h1,h2,h3')].map(one => +one.tagName[1])")
        assert levels[0] == 1
        assert all(later - earlier <= 1 for earlier, later in pairwise(levels))
