"""The catalogue's tools read every kind of message and notice what is missing."""

from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from tools import catalogue
from tools.catalogue import Found, extract, merge, placeholders, problems


def write(folder: Path, name: str, text: str) -> None:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


@pytest.fixture
def sources(tmp_path: Path) -> Path:
    folder = tmp_path / "src" / "tinhgon"
    write(
        folder,
        "a.py",
        """
from x import gettext_lazy as _, gettext_noop, ngettext, pgettext
a = _("Đơn vị")
b = gettext_noop(
    "Không có {unit} "
    "trong sổ."
)
c = ngettext("%(n)d xã", "%(n)d xã cả thảy", n)
d = pgettext("chess", "Tốt")
e = _(variable)
""",
    )
    write(
        folder,
        "web/templates/a.html",
        """{% load i18n %}<h1>{% translate "Đơn vị" %}</h1>
        {# đơn vị #} {% include "b.html" with title=_("Tên gọi") %}
        <p>{% blocktranslate count n=n %}Một xã{% plural %}{{ n }} xã{% endblocktranslate %}</p>
          {% blocktranslate trimmed with x=y %}
             Từ ngày {{ x }} (kể cả)
          {% endblocktranslate %}
        {{ name|default:_('Chưa rõ') }}""",
    )
    write(folder, "web/static/a.html", "{% translate 'No template' %}")
    return folder


def test_every_kind_of_message_is_found(sources: Path) -> None:
    found = extract(sources)
    assert {key: entry.plural for key, entry in found.items()} == {
        (None, "Đơn vị"): None,
        (None, "Không có {unit} trong sổ."): None,
        (None, "%(n)d xã"): "%(n)d xã cả thảy",
        ("chess", "Tốt"): None,
        (None, "Tên gọi"): None,
        (None, "Một xã"): "%(n)s xã",
        (None, "Từ ngày %(x)s (kể cả)"): None,
        (None, "Chưa rõ"): None,
    }
    assert found[(None, "Đơn vị")].places == {"src/tinhgon/a.py", "src/tinhgon/web/templates/a.html"}


def test_a_missing_empty_or_wrong_translation_is_a_problem() -> None:
    found = {(None, f"{word} {{unit}}"): Found(places={"a.py"}) for word in ("một", "hai", "ba", "bốn")}
    said = Catalog(locale="en")
    said.add("một {unit}", "one {unit}")
    said.add("hai {unit}", "two")
    said.add("ba {unit}", "")
    said.add("năm", "five")
    wrong = problems(said, found)
    assert len(wrong) == 4
    assert [next(word for word in ("hai", "ba", "bốn", "năm") if word in line) for line in wrong] == [
        "hai", "ba", "bốn", "năm",
    ]  # fmt: skip


def test_merging_keeps_translations_even_of_what_comes_and_goes(tmp_path: Path) -> None:
    both = {(None, "một"): Found(places={"a.py"}), (None, "hai"): Found(places={"a.py"})}
    one = {(None, "một"): Found(places={"a.py"})}
    said = Catalog(locale="en")
    said.add("một", "one")
    said.add("hai", "two")
    path = tmp_path / "django.po"
    for found in (one, both):
        said = merge(said, found, "en")
        with path.open("wb") as file:
            catalogue.write_po(file, said, width=120)
        said = catalogue.load(path, "en")
        assert problems(said, found) == []


def test_placeholders_of_both_manners() -> None:
    assert placeholders("%(a)d và {b:%d/%m} {{c}} 100%") == {"a", "b"}


def test_the_catalogue_of_the_project_is_complete() -> None:
    found = extract()
    for language in catalogue.LANGUAGES:
        said = catalogue.load(catalogue.LOCALE / language / "LC_MESSAGES" / "django.po", language)
        assert problems(said, found) == []
