"""The pages of the law in a browser: usable at 360 px, by day and in the dark, nothing wider than the screen."""

from __future__ import annotations

import pytest

pytestmark = pytest.mark.browser
EARLY = "/che-do/decree_178.early_retirement/?ngay=01/05/2025"
PAGES = {
    "list": "/che-do/?ngay=01/05/2025",
    "rule": EARLY,
    "results": "/che-do/ket-qua/?ngay=01/05/2025",
    "units": "/che-do/ket-qua/?ve=don-vi&ngay=01/05/2025",
    "pay": "/che-do/pay.base/?ngay=01/05/2025",
}
# Every text against the first background behind it: the lowest contrast found, and what has it.
CONTRAST = """() => {
  const canvas = document.createElement('canvas').getContext('2d', {willReadFrequently: true});
  const rgb = colour => { canvas.clearRect(0, 0, 1, 1); canvas.fillStyle = colour; canvas.fillRect(0, 0, 1, 1);
    return [...canvas.getImageData(0, 0, 1, 1).data]; };
  const light = ([r, g, b]) => {
    const f = c => { c /= 255; return c <= .03928 ? c / 12.92 : ((c + .055) / 1.055) ** 2.4; };
    return .2126 * f(r) + .7152 * f(g) + .0722 * f(b); };
  const behind = el => { for (; el; el = el.parentElement) { const c = rgb(getComputedStyle(el).backgroundColor);
    if (c[3] > 250) return c; } return [255, 255, 255, 255]; };
  let worst = [99, ''];
  for (const el of document.querySelectorAll('main *')) {
    if (![...el.childNodes].some(n => n.nodeType === 3 && n.data.trim()) || !el.offsetParent) continue;
    const style = getComputedStyle(el), front = el.ownerSVGElement ? style.fill : style.color;
    const a = light(rgb(front)), b = light(behind(el));
    const found = (Math.max(a, b) + .05) / (Math.min(a, b) + .05);
    if (found < worst[0]) worst = [found, el.tagName + '.' + el.className + ' ' + el.textContent.slice(0, 60)];
  }
  return worst; }"""


@pytest.mark.parametrize("dark", [False, True])
@pytest.mark.parametrize("width", [360, 1366])
@pytest.mark.parametrize("name", PAGES)
def test_a_page_fits_and_can_be_read(browser_page, picture, name: str, width: int, dark: bool) -> None:
    page = browser_page(width=width, dark=dark)
    page.goto(PAGES[name])
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    contrast, text = page.evaluate(CONTRAST)
    assert contrast >= 4.5, text
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
