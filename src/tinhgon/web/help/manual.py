"""The manual of docs/vi as pages: Markdown by a library, no HTML of its own, links between its pages kept inside."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType

from markdown_it import MarkdownIt
from markdown_it.token import Token

CONTENTS = "README"
_INSTALLED = Path(__file__).parent / "manual"  # of a wheel; in a checkout the files stand in docs/
_CHECKOUT = Path(__file__).parents[4] / "docs" / "vi"
PAGE_OF: Mapping[str, str] = MappingProxyType({
    "inbox": "README", "compose": "soan", "preview": "soan", "reading": "soan", "roster": "soan", "account": "README",
    "log": "giam-sat", "units": "tra-cuu", "establishment": "tra-cuu", "people": "tra-cuu", "map": "tra-cuu",
    "decisions": "tra-cuu", "reports": "tra-cuu", "law": "tra-cuu", "plans": "soan", "overview": "tra-cuu",
})  # fmt: skip
"""Screen -> the page that helps there; of any other the contents."""


@dataclass(frozen=True)
class ManualPage:
    """A page: its heading, and the rest as HTML made of it."""

    name: str
    title: str
    body: str


@cache
def manual() -> Mapping[str, ManualPage]:
    """All pages by the name of their file."""
    found = {path.stem: _page(path) for path in sorted(_folder().glob("*.md"))}
    return MappingProxyType(found)


@cache
def pictures() -> Mapping[str, bytes]:
    """The pictures of the manual, which the browser tests take (JPEG), by name."""
    return MappingProxyType({path.stem: path.read_bytes() for path in sorted(_folder().glob("anh/*.jpg"))})


def _folder() -> Path:
    return _INSTALLED if _INSTALLED.is_dir() else _CHECKOUT


def _page(path: Path) -> ManualPage:
    markdown = MarkdownIt("commonmark", {"html": False}).enable("table")
    tokens = markdown.parse(path.read_text(encoding="utf-8"))
    title = tokens[1].content
    for token in tokens:
        _kept_inside(token)
    return ManualPage(path.stem, title, markdown.renderer.render(tokens[3:], markdown.options, {}))


def _kept_inside(token: Token) -> None:
    """A link to another file of the manual leads to its page; a table gets the class of the house's lists."""
    if token.type == "table_open":
        token.attrSet("class", "t list")
    for child in token.children or ():
        if child.type == "image":
            child.attrSet("src", f"/tro-giup/{child.attrGet('src')}")
        target = str(child.attrGet("href") or "") if child.type == "link_open" else ""
        if target.endswith(".md"):
            name = target.removesuffix(".md")
            child.attrSet("href", "/tro-giup/" if name == CONTENTS else f"/tro-giup/{name}/")
