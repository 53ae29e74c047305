"""Canonical JSON, days, findings and refusals."""

from __future__ import annotations

import json
import unicodedata
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tinhgon.basis.asof import AsOf, parse_day
from tinhgon.basis.canonical import canonical, sha256
from tinhgon.basis.errors import BadInput, Conflict, NotBalanced, Refusal, UnknownReference
from tinhgon.basis.findings import Finding

values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=12,
)


@given(values)
def test_canonical_text_is_json_and_does_not_change_when_read_and_written_again(value: object) -> None:
    text = canonical(value)
    assert canonical(json.loads(text)) == text
    assert unicodedata.is_normalized("NFC", text)


@given(st.dictionaries(st.text(alphabet="abcđê", max_size=3), st.integers(), max_size=6), st.randoms())
def test_the_order_of_keys_does_not_matter(value: dict[str, int], chance: object) -> None:
    keys = list(value)
    chance.shuffle(keys)  # type: ignore[attr-defined]
    assert canonical({key: value[key] for key in keys}) == canonical(value)


@given(st.floats(), st.sampled_from(["alone", "list", "field", "deep"]))
def test_a_float_has_no_canonical_text(value: float, place: str) -> None:
    holder = {"alone": value, "list": [1, value], "field": {"a": value}, "deep": [{"a": [[value]]}]}[place]
    with pytest.raises(TypeError, match="float"):
        canonical(holder)


@given(st.text())
def test_what_only_looks_like_a_float_is_text(text: str) -> None:
    for tricky in (text, f":{text}1.5", "[1.5", ",-2e10", "NaN", "Infinity", '":1.5'):
        assert json.loads(canonical([tricky])) == [unicodedata.normalize("NFC", tricky)]


def test_composed_and_decomposed_are_one() -> None:
    assert canonical(["Phu\u0301"]) == canonical(["Phú"])
    assert canonical({"Phu\u0301": 1}) == canonical({"Phú": 1})


def test_decimals_days_and_instants_are_text() -> None:
    instant = datetime(2025, 7, 1, 8, 30, tzinfo=UTC)
    assert canonical([Decimal("12.50"), date(2025, 7, 1), instant]) == (
        '["12.50","2025-07-01","2025-07-01T08:30:00+00:00"]'
    )
    with pytest.raises(TypeError, match="set has no canonical text"):
        canonical([{1}])


def test_sha256_is_of_utf8() -> None:
    assert sha256("") == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"


@pytest.mark.parametrize("text", ["2025-07-01", "01/07/2025", "1/7/2025", " 1.7.2025 ", "01-07-2025", "2025-07-01\n"])
def test_a_day_is_read_as_people_write_it(text: str) -> None:
    assert parse_day(text) == date(2025, 7, 1)


@pytest.mark.parametrize("text", ["", "hôm nay", "31/02/2025", "2025-13-01", "2025/07/01", "1/7/25", "2025-07-01T08:00",
                                  "29/02/2025", "00/01/2025", "1751328000", "01/07/02025"])  # fmt: skip
def test_what_is_no_day_is_refused_by_name(text: str) -> None:
    with pytest.raises(BadInput) as refused:
        parse_day(text, where="--on")
    assert refused.value.code == "date_invalid"
    assert str(refused.value).startswith("--on: “")


@given(st.dates())
def test_every_day_is_read_back(day: date) -> None:
    assert parse_day(day.isoformat()) == day
    assert parse_day(f"{day.day}/{day.month}/{day.year:04d}") == day


def test_an_as_of_question_is_a_value() -> None:
    assert AsOf(date(2025, 7, 1)) == AsOf(date(2025, 7, 1), None)
    assert len({AsOf(date(2025, 7, 1)), AsOf(date(2025, 7, 1))}) == 1


def test_a_sentence_is_filled_in_and_translated() -> None:
    refusal = Conflict("x", "{unit} ngày {on}: {what}", unit="xã {An}", on=date(2025, 7, 1), what=3)
    assert str(refusal) == "Xã {An} ngày 01/07/2025: 3"
    assert refusal.render(lambda text: text.replace("ngày", "on")) == "Xã {An} on 01/07/2025: 3"
    assert all(issubclass(kind, Refusal) for kind in (BadInput, UnknownReference, Conflict, NotBalanced))


def test_not_balanced_says_the_first_error_and_keeps_all() -> None:
    warning = Finding(severity="warning", code="w", message="cảnh báo")
    errors = [Finding(severity="error", code=f"e{n}", message="lỗi {n}", data={"n": n}) for n in (1, 2)]
    refusal = NotBalanced([warning, *errors])
    assert (str(refusal), refusal.code, refusal.error_count) == ("lỗi 1", "e1", 2)
    assert refusal.findings == (warning, *errors)
