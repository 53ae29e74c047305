"""Vietnamese text: order, accent-free search, numbers, lists."""

from __future__ import annotations

import random
import unicodedata
from decimal import Decimal

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from tinhgon.basis.text import clean, fold, joined, nfc, sort_key, vietnamese_number

LETTERS = "aàảãáạăằẳẵắặâầẩẫấậbcdđeèẻẽéẹêềểễếệghiìỉĩíịklmnoòỏõóọôồổỗốộơờởỡớợpqrstuùủũúụưừửữứựvxyỳỷỹýỵ"
words = st.text(alphabet=LETTERS + LETTERS.upper() + " 0123456789'-", max_size=20)


@pytest.mark.parametrize("ordered", [
    ["An", "Ân", "Ba", "Đà", "E", "Ê", "I", "O", "Ô", "Ơ", "U", "Ư", "Y"],
    ["ma", "mà", "mả", "mã", "má", "mạ", "man"],
    ["An Bình", "An Cư", "An Thạnh", "An Thạnh Đông", "Ân Thi"],
    ["Da", "Dương", "Đa", "Đông"],
    ["Phường 1", "Phường 2", "Phường 10", "Phường 100"],
    ["Quận 9", "Quận 12", "Quận Bình Thạnh"],
    ["Cà Mau", "Cao Bằng", "Cần Thơ", "Hà Nội", "Hải Phòng", "Hậu Giang", "Vĩnh Long", "Yên Bái"],
])  # fmt: skip
def test_dictionary_order(ordered: list[str]) -> None:
    shuffled = random.Random(1).sample(ordered, len(ordered))
    assert sorted(shuffled, key=sort_key) == ordered


def test_letters_come_before_tones() -> None:
    """Cà Mau stands where Ca Mau would: a tone decides only between words of the same letters."""
    assert sorted(["Cân", "Cà Mau", "Cao", "Ca"], key=sort_key) == ["Ca", "Cà Mau", "Cao", "Cân"]
    assert min(["hòa", "hoa", "hoà"], key=sort_key) == "hoa"


@given(words, words)
def test_a_key_tells_apart_what_differs_and_only_that(first: str, second: str) -> None:
    same = clean(first).lower() == clean(second).lower()
    numbers = any(char.isdigit() for char in first + second)
    punctuated = any(not char.isalnum() for char in first + second)
    assert (sort_key(first) == sort_key(second)) == same or numbers or punctuated


@given(words)
def test_a_key_is_ascii_and_the_same_for_composed_and_decomposed(text: str) -> None:
    assert sort_key(text).isascii()
    assert sort_key(unicodedata.normalize("NFD", text)) == sort_key(text)


@given(st.text(max_size=20))
@example("\u0306abc")
@example(" \u0301 x")
def test_a_key_is_made_of_any_text_at_all(text: str) -> None:
    assert isinstance(sort_key(text), str)
    assert fold(fold(text)) == fold(text)
    assert clean(clean(text)) == clean(text)


@pytest.mark.parametrize(("text", "bare"), [
    ("Phú An", "phu an"), ("ĐẮK LẮK", "dak lak"), ("Thừa  Thiên – Huế ", "thua thien – hue"), ("Ấp 3", "ap 3"),
    ("Đông Hải", "dong hai"), ("Krông Pắc", "krong pac"),
])  # fmt: skip
def test_search_ignores_accents(text: str, bare: str) -> None:
    assert fold(text) == bare
    assert fold(unicodedata.normalize("NFD", text)) == bare


@given(words)
def test_folded_text_has_no_marks(text: str) -> None:
    assert fold(text).isascii()


def test_stored_text_is_composed_and_without_needless_blanks() -> None:
    assert clean("  Phú \t An\n") == "Phú An"
    assert nfc("Phu\u0301") == "Phú"


@pytest.mark.parametrize(("value", "places", "text"), [
    (1450, None, "1.450"), (Decimal("6.22"), None, "6,22"), (-37, None, "−37"), (0, None, "0"),
    (1234567, None, "1.234.567"), (Decimal("1234.5"), 2, "1.234,50"), (Decimal("0.125"), 2, "0,13"),
    (Decimal("-0.125"), 2, "−0,13"), (Decimal("1E+3"), None, "1.000"), (Decimal("12.50"), None, "12,50"),
    (Decimal("999.995"), 2, "1.000,00"), (999, None, "999"),
])  # fmt: skip
def test_numbers_are_written_as_in_viet_nam(value: int | Decimal, places: int | None, text: str) -> None:
    assert vietnamese_number(value, places) == text


@given(st.integers(-(10**12), 10**12))
def test_a_whole_number_can_be_read_back(value: int) -> None:
    assert int(vietnamese_number(value).replace(".", "").replace("−", "-")) == value


def test_a_list_is_a_sentence() -> None:
    assert [joined(parts) for parts in (["A"], ["A", "B"], ["A", "B", "C"])] == ["A", "A và B", "A, B và C"]
