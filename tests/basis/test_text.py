"""Vietnamese text: order, accent-free search, numbers, lists."""

from __future__ import annotations

import random
import unicodedata
from decimal import Decimal

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from tinhgon.basis.text import born_told, clean, fold, joined, nfc, person_sort_key, sort_key, vietnamese_number

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


@pytest.mark.parametrize("ordered", [
    ["Trần Văn An", "Lê Thị Ân", "Nguyễn Văn Bình", "Phạm Đức", "Đỗ Văn Yên"],
    ["Lê Văn Hòa", "Nguyễn Thị Hòa", "Nguyễn Văn Hòa", "Trần Hòa"],
    ["Đặng Mai Lan", "Đặng Thị Lan", "Lê Thị Lan", "Dương Lân"],
    ["Lê An", "Lê Văn An", "Lê Ánh"],
])  # fmt: skip
def test_people_stand_by_given_name_then_by_family_and_middle_names(ordered: list[str]) -> None:
    shuffled = random.Random(2).sample(ordered, len(ordered))
    assert sorted(shuffled, key=person_sort_key) == ordered


@given(st.text(max_size=30))
def test_any_text_has_a_key_as_a_name(text: str) -> None:
    assert person_sort_key(text) == person_sort_key(f"  {clean(text)} ")


def test_a_birth_is_told_as_far_as_it_is_known() -> None:
    assert born_told(1968, 3, "12") == born_told(1968, 3, 12) == "12/03/1968"
    assert born_told(1975, 5) == "05/1975"
    assert born_told(1985) == born_told(1985, None, "12") == "1985"
    assert born_told(None, 5, 1) == ""
