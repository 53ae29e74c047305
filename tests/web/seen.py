"""What a reader sees of a page: its words, whether it fits the screen, whether every text can be read."""

import re
from html import unescape

LOOKS = {"phone": {"width": 360, "height": 740}, "dark": {"dark": True}, "wide": {}}
"""How pictures for eyes are taken (arguments of `browser_page`)."""
# Texts with less than 4.5 to 1 against a plain background; over a picture or what shines through nothing is said.
_LOW = """() => {
  const canvas = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
  const read = (colour) => { canvas.clearRect(0, 0, 1, 1); canvas.fillStyle = colour; canvas.fillRect(0, 0, 1, 1);
    return [...canvas.getImageData(0, 0, 1, 1).data]; };
  const light = ([r, g, b]) => {
    const f = (v) => (v / 255 <= .03928 ? v / 255 / 12.92 : ((v / 255 + .055) / 1.055) ** 2.4);
    return .2126 * f(r) + .7152 * f(g) + .0722 * f(b); };
  const low = new Set();
  for (const element of document.querySelectorAll("body *")) {
    const own = [...element.childNodes].some((node) => node.nodeType === 3 && node.textContent.trim());
    if (!own || element.closest(".sr, .skip, title") || !element.getClientRects().length) continue;
    let ground = null;
    for (let at = element; at && !ground; at = at.parentElement) {
      const style = getComputedStyle(at);
      if (style.backgroundImage !== "none") { ground = "mixed"; break; }
      const colour = read(style.backgroundColor);
      if (colour[3] === 255) ground = colour;
      else if (colour[3] > 0) { ground = "mixed"; }
    }
    if (ground === "mixed" || !ground) continue;
    const own_style = getComputedStyle(element);
    const front = element.ownerSVGElement ? own_style.fill : own_style.color;
    const [a, b] = [light(read(front)), light(ground)].sort((x, y) => y - x);
    const ratio = (a + .05) / (b + .05);
    const words = element.textContent.trim().slice(0, 30);
    if (ratio < 4.5) low.add(`${element.tagName}.${element.className} ${ratio.toFixed(2)}: ${words}`);
  }
  return [...low];
}"""


def text_of(response) -> str:
    """The words of an answer, single-spaced; no tags, scripts or styles."""
    body = re.sub(r"<(style|script).*?</\1>", " ", response.content.decode(), flags=re.DOTALL)
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", " ", body)))


def fits(page) -> bool:
    """Whether nothing is wider than the screen."""
    return page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")


def hard_to_read(page) -> list[str]:
    """Every text whose contrast is too low, told by its element."""
    return page.evaluate(_LOW)
