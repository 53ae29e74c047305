"""The manual says what is there: its words are those of the screens, its links open, its commands and rights exist."""

from __future__ import annotations

import re
from pathlib import Path

import click
import pytest
from babel.messages.pofile import read_po
from django.test import Client
from tests.web.desk import QUICK
from tests.web.offices import client_of
from tests.world import World

from tinhgon.cli.commands import Group
from tinhgon.cli.root import root
from tinhgon.registers.establishment.access import ACCESS
from tinhgon.web.help.manual import PAGE_OF, manual, pictures
from tinhgon.web.kit.frame import SUBJECTS

ROOT = Path(__file__).resolve().parents[2]
PAGES = sorted((ROOT / "docs/vi").glob("*.md"))
PROSE = re.compile(r"[.:]$|^(Chỉ quyết định|Quyền theo|Ngày xem|Tên người|Việc của bạn)")
"""Bold that is the beginning of a paragraph, not a word of a screen."""


@pytest.fixture(scope="module")
def words() -> set[str]:
    with (ROOT / "src/tinhgon/locale/en/LC_MESSAGES/django.po").open("rb") as file:
        return {message.id if isinstance(message.id, str) else message.id[0] for message in read_po(file)}


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.stem)
def test_what_is_bold_stands_on_a_screen(path: Path, words: set[str]) -> None:
    bold = {one for one in re.findall(r"\*\*([^*]+)\*\*", path.read_text(encoding="utf-8")) if not PROSE.search(one)}
    known = {word.casefold() for word in words} | {label.casefold() for label in ACCESS.values()}
    assert {one for one in bold if one.casefold() not in known} == set()


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.stem)
def test_commands_rights_and_pages_that_are_named_exist(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    for command in re.findall(r"`tinhgon ([a-z -]+?)(?: lan ky)?`", text):
        found: click.Command | None = root
        for word in command.split():
            if isinstance(found, Group):
                found = found.get_command(click.Context(found), word)
            assert found is not None, command
    for right in re.findall(r"\(`([a-z-]+)`\)", text):
        assert right in ACCESS
    for target in re.findall(r"\]\(([a-z-]+)\.md\)", text):
        assert target in manual()


@pytest.mark.django_db
def test_every_address_that_it_names_opens(world: World, settings) -> None:
    settings.DEMO, settings.PASSWORD_HASHERS = False, QUICK
    client = client_of("sep", is_superuser=True)
    addresses = {one for path in PAGES for one in re.findall(r"\]\((/[^)]*)\)", path.read_text(encoding="utf-8"))}
    somebody = {"/viec/uy-quyen/", "/viec/ke-khai/"}
    assert len(addresses) > 15
    for address in sorted(addresses):
        assert client.get(address).status_code == (404 if address in somebody else 200), address


@pytest.mark.django_db
def test_each_screen_has_its_help_and_every_role_its_page(world: World, settings) -> None:
    settings.DEMO = True
    client = Client(headers={"host": "localhost"})
    assert {"soan", "kiem-tra", "phe-duyet", "van-thu", "ky", "giam-sat", "quan-tri"} <= set(manual())
    for screen, _title in SUBJECTS:
        answer = client.get("/tro-giup/", {"trang": screen}, follow=True)
        assert answer.status_code == 200, screen
    assert set(PAGE_OF.values()) <= set(manual())
    page = client.get("/tro-giup/ky/").content.decode()
    assert "<h1>Ký</h1>" in page
    assert "<strong>Xem thay đổi và ký</strong>" in page
    assert 'href="/tro-giup/' in client.get("/tro-giup/").content.decode()
    assert "trang=inbox" in client.get("/viec/").content.decode()
    assert client.get("/tro-giup/khong-co/").status_code == 404


@pytest.mark.django_db
def test_every_picture_is_there_and_has_words(world: World, settings) -> None:
    settings.DEMO = True
    client = Client(headers={"host": "localhost"})
    named = [
        one for path in PAGES for one in re.findall(r"!\[([^]]*)\]\(anh/([a-z-]+)\.jpg\)", path.read_text("utf-8"))
    ]
    assert {name for _, name in named} == set(pictures())
    for words, name in named:
        assert len(words) > 10, "who sees no picture is told what it shows"
        answer = client.get(f"/tro-giup/anh/{name}.jpg")
        assert (answer["Content-Type"], answer.content[:2]) == ("image/jpeg", b"\xff\xd8")
        assert len(answer.content) < 150_000
    assert client.get("/tro-giup/anh/khong-co.jpg").status_code == 404


def test_html_in_the_text_stays_text() -> None:
    assert all("<script" not in page.body for page in manual().values())
    assert "&lt;" not in "".join(page.title for page in manual().values())
