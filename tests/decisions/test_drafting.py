"""Files as people write them: each fault gives one sentence that names the file, the clause or field, the remedy."""

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.signing import sign
from tests.world import World

from tinhgon.basis.errors import BadInput, Refusal
from tinhgon.decisions import load_file, parse
from tinhgon.ledger.document import Document

HEAD = """\
number: 7/NQ-HĐND
issuer: Hội đồng nhân dân xã
signed_on: 2025-06-12
effective_on: 2025-07-01
subject: Về việc đổi tên
effects:
"""
RENAME = "- {kind: rename_unit/1, clause: Điều 1, unit: A1, name: Phú An}\n"


def said(text: str | bytes, name: str = "nghi-quyet.yaml") -> BadInput:
    with pytest.raises(BadInput) as refused:
        parse(text if isinstance(text, bytes) else text.encode(), name=name)
    sentence = str(refused.value)
    assert sentence.startswith(name) or name in sentence
    assert "\n" not in sentence
    assert "{file}" not in sentence
    assert "None" not in sentence
    assert sentence[-1] in ".…"
    return refused.value


def effects(text: str) -> str:
    return HEAD + text


def replaced(old: str, new: str) -> str:
    text = HEAD + RENAME
    assert old in text
    return text.replace(old, new)


def test_it_works_in_yaml_and_json_with_or_without_a_byte_order_mark() -> None:
    document = parse((HEAD + RENAME).encode(), name="x.yaml")
    assert document.signed_on == date(2025, 6, 12)
    assert parse(b"\xef\xbb\xbf" + (HEAD + RENAME).encode(), name="x.yaml") == document
    text = document.model_dump_json(exclude_none=True)
    assert parse(text.encode(), name="x.json") == document
    assert parse(("\ufeff \n" + text).encode(), name="x.json") == document
    assert parse((HEAD + RENAME).replace("\n", "\r\n").encode(), name="x.yaml") == document


def test_scalars_in_yaml_stay_as_they_are_written() -> None:
    text = effects(
        "- kind: establish_unit/1\n"
        "  unit: {code: 00931, name: 123, kind: yes, structure: party, parent: 1e3,\n"
        "         area_km2: {value: 010.50, source: no}}\n"
        "- kind: correct_unit/1\n"
        "  unit: off\n"
        "  on: 01/07/2025\n"
        "  name: 2025-07-01\n"
    )
    first, second = parse(text.encode(), name="x.yaml").effects
    assert (first.unit.code, first.unit.name, first.unit.kind, first.unit.parent.code) == ("00931", "123", "yes", "1e3")
    assert (first.unit.area_km2.value, first.unit.area_km2.source) == (Decimal("10.50"), "no")
    assert (second.unit.code, second.on, second.name) == ("off", date(2025, 7, 1), "2025-07-01")


@pytest.mark.parametrize(("written", "meant"), [
    ("2025-07-01", "2025-07-01"), ("01/07/2025", "2025-07-01"), ("1/7/2025", "2025-07-01"),
    ("'2025-07-01'", "2025-07-01"), ("1-7-2025", "2025-07-01"),
])  # fmt: skip
def test_days_may_be_written_as_in_viet_nam(written: str, meant: str) -> None:
    document = parse(replaced("effective_on: 2025-07-01", f"effective_on: {written}").encode(), name="x.yaml")
    assert document.effective_on.isoformat() == meant


@pytest.mark.parametrize(("day", "code"), [
    ("31/02/2025", "day_invalid"), ("2025-13-01", "day_invalid"), ("hôm nay", "day_invalid"), ("", "empty"),
    ("20250701x", "day_invalid"), ("1751328000", "day_invalid"), ("[2025, 7, 1]", "day_invalid"),
    ("0205-07-01", "day_out_of_range"), ("01/07/0025", "day_out_of_range"), ("9999-12-31", "day_out_of_range"),
    ("2025-07-01T00:00:00", "day_invalid"), ("true", "day_invalid"),
])  # fmt: skip
def test_a_wrong_day_is_named(day: str, code: str) -> None:
    refusal = said(replaced("effective_on: 2025-07-01", f"effective_on: {day}"))
    assert refusal.code in (f"file_{code}", "file_day_invalid")
    assert "effective_on" in str(refusal)


def test_a_wrong_day_in_a_clause_names_the_clause() -> None:
    text = effects("- {kind: rename_unit/1, clause: Điều 3 khoản 2, unit: A1, name: B, effective_on: 30/02/2025}\n")
    assert str(said(text)) == (
        "nghi-quyet.yaml: Điều 3 khoản 2: “effective_on” là “30/02/2025”, không phải ngày; "
        "viết dạng 2025-07-01 hoặc 01/07/2025."
    )


@pytest.mark.parametrize(("clause", "sentence"), [
    ("- {kind: rename_units/1, unit: A1}",
     "nội dung thứ 1: không có loại nội dung “rename_units/1”; xem danh sách trong docs/effects.md."),
    ("- {kind: rename_unit, unit: A1, name: B}", "nội dung thứ 1: không có loại nội dung “rename_unit”"),
    ("- {unit: A1, name: B}", "nội dung thứ 1: thiếu “kind” (loại nội dung), ví dụ merge_units/1."),
    ("- {kind: rename_unit/1, clause: Điều 1, unit: A1}", "Điều 1: thiếu trường “name”."),
    ("- {kind: rename_unit/1, clause: Điều 1, unit: A1, name: B, nme: C}",
     "Điều 1: không có trường “nme”; kiểm tra chính tả."),
    ("- {kind: rename_unit/1, clause: Điều 1, unit: A1, name: ''}", "Điều 1: “name” để trống."),
    ("- {kind: rename_unit/1, clause: Điều 1, unit: A1, name: }", "Điều 1: “name” để trống."),
    ("- {kind: rename_unit/1, clause: Điều 1, unit: A1, name: '   '}", "Điều 1: “name” để trống."),
    ("- {kind: rename_unit/1, clause: Điều 1, unit: , name: B}", "Điều 1: “unit” để trống."),
    ("- {kind: rename_unit/1, clause: Điều 1, unit: {structure: party}, name: B}",
     "Điều 1: nêu đơn vị bằng mã (code) hoặc tên (name)."),
    ("- {kind: rename_unit/1, clause: Điều 1, unit: 'A 1', name: B}",
     "Điều 1, unit: “code” là “A 1”, không đúng dạng."),
    ("- {kind: rename_unit/1, clause: Điều 1, unit: A1, name: \"B\\0\"}",
     "Điều 1: “name” có ký tự điều khiển, không in ra giấy được."),
    (f"- {{kind: rename_unit/1, clause: Điều 1, unit: A1, name: {'x' * 201}}}", "Điều 1: “name” dài quá 200 ký tự."),
    ("- {kind: merge_units/1, clause: Điều 1, sources: A1, into: {name: B, kind: xã}}",
     "Điều 1: “sources” phải là danh sách"),
    ("- {kind: merge_units/1, clause: Điều 1, sources: [], into: {name: B, kind: xã}}",
     "Điều 1: “sources” còn thiếu phần tử; cần ít nhất 1."),
    ("- {kind: merge_units/1, clause: Điều 1, sources: [{unit: A1, area_share: half}], into: {name: B, kind: xã}}",
     "Điều 1, sources thứ 1: “area_share” là “half”; chỉ nhận 'full', 'part', 'remainder' hoặc 'none'."),
    ("- {kind: absorb_units/1, sources: [{unit: A1, area_share: none, population_share: none}], into: A2}",
     "đơn vị nguồn phải giao diện tích, dân số hoặc cả hai."),
    ("- {kind: divide_unit/1, clause: Điều 1, unit: A1, parts: [{unit: {name: B, kind: xã}}]}",
     "Điều 1: “parts” còn thiếu phần tử; cần ít nhất 2."),
    ("- {kind: split_off/1, clause: Điều 1, sources: [{unit: A1}], unit: {name: B, kind: xã}}",
     "Điều 1: đơn vị giao toàn bộ hoặc phần còn lại thì không còn; dùng nhập (merge_units) hoặc chia (divide_unit)."),
    ("- {kind: state_facts/1, clause: Phụ lục, facts: [{unit: A1}]}", "nêu ít nhất một số liệu."),
    ("- {kind: correct_unit/1, clause: Điều 1, unit: A1, on: 2025-01-01}", "nêu ít nhất một giá trị đính chính."),
    ("- {kind: correct_date/1, clause: Điều 1, decision: x, corrected_clause: y, was_on: 2025-01-01, is_on: 1/1/2025}",
     "ngày đúng (is_on) phải khác ngày ghi sai (was_on)."),
    ("- {kind: open_books/1, clause: Điều 1, units: [{name: B, kind: xã, level: 0}]}",
     "Điều 1, units thứ 1: “level” là 0; không được nhỏ hơn 1."),
    ("- {kind: open_books/1, clause: Điều 1, units: [{name: B, kind: xã, level: hai}]}",
     "Điều 1, units thứ 1: “level” là “hai”, không phải số nguyên."),
    ("- {kind: open_books/1, clause: Điều 1, units: [{name: B, kind: xã, id: 1000000000000000}]}",
     "Điều 1, units thứ 1: “id” là 1000000000000000; số lớn quá, kiểm tra lại."),
    ("- Đổi tên A1 thành B", "nội dung thứ 1"),
])  # fmt: skip
def test_a_clause_that_cannot_be_read(clause: str, sentence: str) -> None:
    assert sentence in str(said(effects(clause + "\n")))


@pytest.mark.parametrize(("area", "sentence"), [
    ("12,5", "“value” là “12,5”; phần thập phân viết sau dấu chấm (12.5), không dùng dấu phẩy."),
    ("1.234,5", "phần thập phân viết sau dấu chấm"),
    ("mười hai", "“value” là “mười hai”, không phải số."),
    ("12.5 km²", "không phải số."),
    ("-1", "“value” là -1; không được nhỏ hơn 0."),
    ("0.123456", "“value” là 0.123456; nhiều nhất 4 chữ số thập phân."),
    ("99999999999999", "số"),
    ("NaN", "“value”"),
    ("1e400", "số"),
    ("{a: 1}", "“value” là “{…}”"),
])  # fmt: skip
def test_an_area_that_is_no_area(area: str, sentence: str) -> None:
    clause = (
        f"- {{kind: state_facts/1, clause: Phụ lục, facts: [{{unit: A1, area_km2: {{value: '{area}', source: x}}}}]}}"
    )
    assert sentence in str(said(effects(clause.replace("'{a: 1}'", "{a: 1}") + "\n")))


@pytest.mark.parametrize("people", ["12.000", "12,000", "12000.5", "1.5e3", "12 000", "nghìn", "99999999999"])
@pytest.mark.parametrize("place", ["figure", "clause"])
def test_twelve_thousand_is_never_read_as_twelve(people: str, place: str) -> None:
    if place == "figure":
        clause = f"- {{kind: state_facts/1, facts: [{{unit: A1, population: {{value: '{people}', source: x}}}}]}}"
    else:
        clause = f"- {{kind: adjust_boundary/1, giver: A1, receiver: A2, population: '{people}'}}"
    refusal = said(effects(clause + "\n"))
    assert "số" in str(refusal) or "dấu chấm" in str(refusal)


def test_numbers_for_codes_in_json_are_told_to_be_quoted() -> None:
    value = json.loads(parse((HEAD + RENAME).encode(), name="x").model_dump_json(exclude_none=True))
    value["effects"][0]["unit"] = 931
    assert '“unit” là 931; đặt mã hoặc tên trong ngoặc kép: "931".' in str(said(json.dumps(value), "x.json"))
    value["effects"][0]["unit"] = {"code": 931}
    assert "“code” là 931; đặt mã hoặc tên trong ngoặc kép" in str(said(json.dumps(value), "x.json"))


def test_floats_in_json_are_read_as_they_are_written() -> None:
    value = json.loads(parse((HEAD + RENAME).encode(), name="x").model_dump_json(exclude_none=True))
    value["effects"][0] = {"kind": "adjust_boundary/1", "giver": "A1", "receiver": "A2", "area_km2": 0.1}
    assert parse(json.dumps(value).encode(), name="x").effects[0].area_km2 == Decimal("0.1")
    value["effects"][0]["area_km2"] = 0.1 + 0.2
    assert "“area_km2” là 0.30000000000000004; số có quá nhiều chữ số." in str(said(json.dumps(value), "x.json"))
    value["effects"][0]["area_km2"] = float("nan")
    assert said(json.dumps(value), "x.json").code == "number_malformed"


@pytest.mark.parametrize(("text", "code"), [
    ("", "not_a_decision"), ("   \n", "not_a_decision"), ("- a\n- b\n", "not_a_decision"),
    ("quyết định", "not_a_decision"), ("[1, 2]", "not_a_decision"), ("null", "not_a_decision"),
    ("{", "json_malformed"), ('{"number": "1",}', "json_malformed"), ('{"number" "1"}', "json_malformed"),
    ("number: [1\n", "yaml_malformed"), ("number: 1\n\tkind: x\n", "yaml_malformed"),
    ("a: 1\n---\nb: 2\n", "yaml_malformed"),
    ("number: !!python/object/apply:os.system ['true']\n", "yaml_malformed"), ("a: *b\n", "yaml_malformed"),
    ("number: \x01\n", "yaml_malformed"),
    ('{"number": "1", "number": "2"}', "field_twice"), ("number: 1\nnumber: 2\n", "field_twice"),
    (HEAD + RENAME + "effects: []\n", "field_twice"),
    ("[" * 3_000, "nested_too_deep"), ('{"a":' + "[" * 100_000, "nested_too_deep"),
    ('{"a": NaN}', "number_malformed"),
    ('{"a": ' + "1" * 5000 + "}", "number_malformed"), ("<<: {a: 1}\n", "file_missing"),
    (HEAD.replace("subject", "Subject") + RENAME, "file_missing"), (HEAD, "file_empty"),
    (HEAD.replace("effects:", "effects: []"), "file_too_short"), (HEAD + "  a: 1\n", "file_tuple_type"),
    (replaced("subject: Về", "subject: \nnote: Về"), "file_empty"),
    (replaced("number: 7/NQ-HĐND", "number: [7]"), "file_string_type"),
    (replaced("effects:", "operates_from: 2025-06-01\neffects:"), "file_value_error"),
    (replaced("effects:", "confidentiality: mật\neffects:"), "file_literal_error"),
    (replaced("effects:", "synthetic: có\neffects:"), "file_bool_parsing"),
    (replaced("effects:", "attachments: [{name: a.pdf, sha256: xyz}]\neffects:"), "file_string_pattern_mismatch"),
    (replaced("effects:", "basis: 1668/NQ\neffects:"), "file_tuple_type"),
])  # fmt: skip
def test_a_file_that_cannot_be_read(text: str, code: str) -> None:
    assert said(text).code == code


def test_a_place_in_the_file_is_told_where_it_is_known() -> None:
    assert "dòng 2" in str(said("number: 1\nsubject: [\n"))[0:60] or "dòng" in str(said("number: 1\nsubject: [\n"))
    assert str(said("number: 1\nissuer: x\nnumber: 2\n")) == (
        "nghi-quyet.yaml, dòng 3: trường “number” có hai lần trong cùng một mục; bỏ bớt một."
    )
    assert "dòng 3, cột" in str(said('{\n"a": 1,\n"b" 2}'))


def test_a_decision_with_many_faults_is_told_one() -> None:
    assert str(said("number: 1\n")) == "nghi-quyet.yaml: phần đầu: thiếu trường “issuer”."


@pytest.mark.parametrize("encoding", ["utf-16", "windows-1258", "latin-1"])
def test_other_encodings_are_told_apart(encoding: str) -> None:
    text = "number: 1\nsubject: à\n"
    assert said(text.encode(encoding)).code == "not_utf8"


def test_laughing_files_are_refused_quickly() -> None:
    lines = ["a0: &a0 [x]"] + [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 12)]
    said("\n".join(lines) + "\n")
    said("number: &a [*a]\n" + HEAD + RENAME)
    said("effects: &a [*a]\n" + HEAD.replace("effects:\n", ""))


def test_files_that_are_not_there_or_are_none(tmp_path: Path) -> None:
    for path, code in ((tmp_path / "không có.yaml", "file_missing"), (tmp_path, "file_unreadable")):
        with pytest.raises(BadInput) as refused:
            load_file(path)
        assert refused.value.code == code
        assert path.name in str(refused.value)
    huge = tmp_path / "lon.yaml"
    with huge.open("wb") as file:
        file.truncate(1 << 30)  # a gigabyte of holes: it takes no room and no time, and must not be read
    with pytest.raises(BadInput, match="lớn hơn 64 MB"):
        load_file(huge)


@settings(max_examples=300, deadline=None)
@given(st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5) | st.floats(allow_nan=False),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(
        st.sampled_from(["kind", "clause", "unit", "units", "name", "code", "sources", "into", "parent", "on", "x"]),
        inner, max_size=4,
    ), max_leaves=10,
), st.sampled_from(["number", "signed_on", "effects", "basis", "effect", "unit", "sources"]))  # fmt: skip
def test_whatever_is_written_it_is_a_decision_or_a_sentence(value: Any, place: str) -> None:
    document = json.loads(parse((HEAD + RENAME).encode(), name="x").model_dump_json(exclude_none=True))
    if place == "effect":
        document["effects"][0] = value
    elif place == "sources":
        document["effects"][0] = {"kind": "merge_units/1", "sources": value, "into": value}
    elif place == "unit":
        document["effects"][0]["unit"] = value
    else:
        document[place] = value
    try:
        assert isinstance(parse(json.dumps(document).encode(), name="x.json"), Document)
    except Refusal as refusal:
        assert str(refusal).startswith("x.json")


def test_a_file_goes_all_the_way(world: World, tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    path.write_text(HEAD + RENAME, encoding="utf-8")
    assert sign(load_file(path)).document.effects[0].describe() == "Đổi tên xã An Bình thành xã Phú An."
