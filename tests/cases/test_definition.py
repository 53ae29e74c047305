"""Definitions: what a file states, what is refused with its line, what the kinds of step bring, how it is drawn."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from xml.etree import ElementTree

import pytest
import yaml

from tinhgon.basis.errors import BadInput
from tinhgon.cases.definition import BadDefinition, acts_anywhere, acts_of, needs_of, reload
from tinhgon.cases.definition.drawing import draw
from tinhgon.cases.definition.loading import digest_of
from tinhgon.cases.definition.yamls import read
from tinhgon.procedures import load_definition, procedures

APPOINTMENT = (Path(__file__).parent / "definitions" / "appointment_from_within.yaml").read_text(encoding="utf-8")
SMALL = """\
procedure: small
title: Nhỏ
about: draft
versions:
  - from: 2026-01-01
    instrument: {name: NĐ 1}
    start: one
    apart: [[revise, sign]]
    steps:
      - id: one
        title: Một
        acts: {revise: {by: {role: soan}}, pass: {by: {role: soan}}}
        needs: [drafted]
        then: {ok: two}
      - id: two
        title: Hai
        by: {role: ky}
        acts: {sign: {by: {role: ky}}}
        clocks: [{name: ký, working_days: 3, since: "enter:two"}]
        then: {ok: done}
"""


def small(*changes: tuple[str, str]) -> str:
    text = SMALL
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    return text


def test_it_works() -> None:
    procedure = load_definition(SMALL, name="small")
    (version,) = procedure.versions
    assert [step.id for step in version.steps] == ["one", "two"]
    assert procedure.version_of(date(2025, 12, 31)) is None


@pytest.mark.parametrize(
    ("old", "new", "line", "words"),
    [
        ("then: {ok: two}", "then: {ok: three}", 14, "không có bước đó"),
        ("then: {ok: two}", "then: {ok: done}", 15, "không lối nào dẫn đến bước “two”"),
        ("start: one", "start: ten", 7, "không có bước “ten”"),
        ("needs: [drafted]", "needs: [tidy]", 13, "không có điều kiện “tidy”"),
        ("revise: {by: {role: soan}}", "paint: {by: {role: soan}}", 12, "không có loại việc “paint”"),
        ("revise: {by: {role: soan}}", "revise: {by: {rôle: soan}}", 12, "không có trong ngữ pháp"),
        ("revise: {by: {role: soan}}", "revise: {by: {role: soan, body: x}}", 12, "nêu đúng một"),
        ("apart: [[revise, sign]]", "apart: [[revise, paint]]", 8, "không bước nào có việc “paint”"),
        ("title: Hai", "titel: Hai", 16, "titel"),
        ('since: "enter:two"', "since: dawn", 19, "không có mốc “dawn”"),
        ("working_days: 3", "working_days: 3, days: 4", 19, "nêu đúng một"),
        ("working_days: 3", "working_days: ba", 19, "working_days"),
        ("id: two", "id: one", 15, "hai lần"),
        ("id: two", "id: done", 15, "tên kết thúc"),
        ("from: 2026-01-01", "from: 2026-01-01\n    kinship: QD999", 6, "không có danh sách “QD999”"),
        ("from: 2026-01-01", "from: 2026-01-01\n    may_override: [counts_agree]", 6, "không bao giờ được bỏ qua"),
        ("from: 2026-01-01", "from: 2026-01-01\n    to: 2025-01-01", 6, "trước ngày bắt đầu"),
        ("by: {role: ky}\n", "by: {role: ky}\n        kind: decision_of\n", 15, "phải nêu does"),
        ("by: {role: ky}\n", "by: {role: ky}\n        kind: ballot_meeting\n", 15, "phải nêu vote"),
        (
            "by: {role: ky}\n",
            "vote: {mode: yes_no, share: over 1/2, at_half: head}\n",
            20,
            "kết quả chưa có lối ra: passed, not_passed, head_decides, superior_decides",
        ),
        ("by: {role: ky}\n", "vote: {mode: yes_no, share: '> 1/2'}\n", 17, "không phải là tỷ lệ"),
    ],
)
def test_a_fault_is_told_with_file_and_line(old: str, new: str, line: int, words: str) -> None:
    with pytest.raises(BadDefinition) as refused:
        load_definition(small((old, new)), name="small/definition.yaml")
    told = {(fault.line, fault.text) for fault in refused.value.faults}
    assert any(number == line and words in text for number, text in told), told
    assert str(refused.value).startswith("small/definition.yaml, dòng ")


def test_every_fault_is_told_at_once() -> None:
    with pytest.raises(BadDefinition) as refused:
        load_definition(
            small(("ok: two", "ok: three"), ("[drafted]", "[tidy]"), ("[[revise, sign]]", "[[a, b]]")), name="x"
        )
    assert len(refused.value.faults) == 5


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("a: [1, 2\n", "dòng 2"),
        ("a: 1\nb: 2\na: 3\n", "dòng 3: “a” có hai lần (dòng 1)"),
        ("", "rỗng"),
        ("a: !!x 1\n", "dòng 1"),
    ],
)
def test_what_is_no_yaml(text: str, words: str) -> None:
    with pytest.raises(BadInput) as refused:
        load_definition(text, name="x")
    assert words in str(refused.value)


def test_words_stay_words() -> None:
    value, _node = read(
        "no: {on: off, yes: y}\ntime: 12:30\ncode: 010\nday: 2026-08-01\nn: 10\nt: true\nu: ~\n", name="x"
    )
    assert value == {
        "no": {"on": "off", "yes": "y"},
        "time": "12:30",
        "code": "010",
        "day": date(2026, 8, 1),
        "n": 10,
        "t": True,
        "u": None,
    }


def test_two_versions_on_one_day() -> None:
    again = SMALL + SMALL.split("versions:\n")[1].replace("2026-01-01", "2026-03-01")
    with pytest.raises(BadDefinition, match="cùng áp dụng từ 2026-03-01"):
        load_definition(again, name="x")


def test_the_digest_is_of_what_the_file_states() -> None:
    one = load_definition(SMALL, name="x").digest
    assert load_definition("# ghi chú\n" + SMALL, name="x").digest == one
    assert load_definition(small(("working_days: 3", "working_days: 4")), name="x").digest != one
    assert digest_of(yaml.safe_load(SMALL)) == one


def test_a_kept_definition_runs_though_a_check_it_names_is_gone() -> None:
    value, _node = read(small(("needs: [drafted]", "needs: [tidy]")), name="x")
    assert reload(value).versions[0].steps[0].needs[0].check == "tidy"


def test_the_version_is_the_one_of_the_day() -> None:
    procedure = load_definition(APPOINTMENT, name="a")
    assert procedure.version_of(date(2026, 7, 31)) is procedure.versions[0]
    assert procedure.version_of(date(2026, 8, 1)) is procedure.versions[1]
    assert procedure.version_of(date(2025, 6, 30)) is None
    meetings = [sum(step.kind == "ballot_meeting" for step in version.steps) for version in procedure.versions]
    assert meetings == [4, 4]  # of five steps and of four: the first of the five is a review without a ballot


def test_what_a_meeting_brings() -> None:
    step = load_definition(APPOINTMENT, name="a").versions[1].step("t1")
    assert list(acts_of(step)) == ["names", "summon", "declare", "roll", "count", "result", "minute", "pass"]
    assert [by.key() for by in acts_of(step)["count"].by] == ["roll:present", "role:kiem-phieu"]
    assert [need.check for need in needs_of(step)][:3] == ["whole_body", "related_out", "counts_agree"]
    desk = procedures()["decision_desk"].versions[0]
    assert [by.key() for by in acts_anywhere(desk, desk.step("check"))["return"].by] == ["role:kiem-tra"]


@pytest.mark.parametrize("name", ["decision_desk", "enter_history"])
def test_a_procedure_is_short_enough_to_be_read(name: str) -> None:
    procedure = procedures()[name]
    for version in procedure.versions:
        assert version.instrument.sure in ("read", "secondary", "unverified", "house")
        assert len(version.steps) <= 5


def test_a_drawing_shows_every_step_and_takes_the_readers_colours() -> None:
    procedure = load_definition(APPOINTMENT, name="a")
    for version in procedure.versions:
        picture = draw(version, title=procedure.title)
        root = ElementTree.fromstring(picture)
        text = " ".join(root.itertext())
        for step in version.steps:
            assert step.title.split()[0] in text
        assert "<style" not in picture  # a page's security policy refuses it
        assert "#" not in picture.replace("url(#tip)", "")
        width = int(root.attrib["width"])
        for box in root.iter("{http://www.w3.org/2000/svg}rect"):
            assert int(box.attrib["x"]) + int(box.attrib["width"]) < width
    assert "prefers-color-scheme:dark" in draw(procedure.versions[0], title="x", standalone=True)


def test_a_drawing_escapes_what_a_file_says() -> None:
    procedure = load_definition(small(("title: Hai", "title: 'Hai <script>&'")), name="x")
    assert "<script>" not in draw(procedure.versions[0], title="<b>")


# -- votes of the law --------------------------------------------------------------------------------------------------


def test_a_vote_of_the_law_is_written_out_by_the_day_of_the_version() -> None:
    procedure = load_definition(APPOINTMENT, name="appointment.yaml")
    old, new = (
        {step.id: vote for step in version.steps for vote in step.all_votes().values()}
        for version in procedure.versions
    )
    assert (str(old["t3"].share), str(old["t3"].carry), old["t3"].base) == ("over 1/2", "at least 3/10", "summoned")
    assert (str(new["t3"].share), new["t3"].carry, new["t3"].base) == ("over 1/2", None, "present")
    assert old["t3"].other is not None
    assert "170/2025" in old["t2"].article
    assert "300/2026" in new["t2"].article
    assert "law:" not in procedure.text
    assert reload(yaml.safe_load(procedure.text)).versions == procedure.versions


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ("{law: appointment.step_9}", "quy định không có biểu quyết “appointment.step_9”"),
        ("{law: nothing}", "quy định không có biểu quyết “nothing”"),
        ("{law: appointment.quorum}", "quy định không có biểu quyết"),
        ("{law: appointment.step_1}", "Ngoài bảng"),
        ("{law: appointment.step_2, share: over 1/3}", "không nêu lại share"),
    ],
)
def test_a_vote_that_the_law_does_not_state_is_a_fault_with_its_line(wrong: str, words: str) -> None:
    text = APPOINTMENT.replace("{law: appointment.step_2}", wrong, 1)
    with pytest.raises(BadDefinition) as refusal:
        load_definition(text, name="appointment.yaml")
    assert words in str(refusal.value)
    line = 1 + text[: text.index(wrong)].count("\n")
    assert refusal.value.faults[0].line == line
