"""Offices and party organisations: set up, merged, ended, moved, with what they are for; real texts where at hand."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from tests.reading.conftest import DATA, REASON, listed
from tests.reading.test_family import STATE
from tests.reading.test_people import DAY, HEAD
from tests.signing import sign
from tests.world import World

from tinhgon import decisions
from tinhgon.ledger.decision_file import file_text
from tinhgon.reading import draft_document, read_clauses, understand
from tinhgon.reading.books import BookUnit, ListedBooks, Offices
from tinhgon.reading.ledger_books import LedgerBooks
from tinhgon.reading.ledger_units import register_on_eve

CLAUSES: list[tuple[str, str, str, list[str], str]] = [
    (
        (
            "Thành lập Sở Tài chính tỉnh Tân Giang, là cơ quan chuyên môn thuộc Uỷ ban nhân dân tỉnh, tham "
            "mưu về: tài chính; ngân sách."
        ),
        "establish_unit/1",
        "sở Tài chính tỉnh Tân Giang",
        [],
        "Uỷ ban nhân dân tỉnh",
    ),
    (
        "Nay thành lập Chi cục Thủy sản trực thuộc Sở Nông nghiệp.",
        "establish_unit/1",
        "chi cục Thủy sản",
        [],
        "Sở Nông nghiệp",
    ),
    (
        (
            "Thành lập Sở Nông nghiệp và Môi trường trên cơ sở hợp nhất Sở Nông nghiệp và Phát triển nông "
            "thôn và Sở Tài nguyên và Môi trường."
        ),
        "merge_units/1",
        "sở Nông nghiệp và Môi trường",
        ["Sở Nông nghiệp và Phát triển nông thôn", "Sở Tài nguyên và Môi trường"],
        "",
    ),
    (
        "Hợp nhất Sở Kế hoạch và Đầu tư và Sở Tài chính thành Sở Tài chính kể từ ngày 01/3/2026.",
        "merge_units/1",
        "sở Tài chính",
        ["Sở Kế hoạch và Đầu tư", "Sở Tài chính"],
        "",
    ),
    (
        "Sáp nhập Sở Kế hoạch và Đầu tư vào Sở Tài chính.",
        "absorb_units/1",
        "",
        ["Sở Kế hoạch và Đầu tư"],
        "Sở Tài chính",
    ),
    (
        "Thành lập Đảng bộ xã An Bình trực thuộc Đảng bộ tỉnh Tân Giang.",
        "establish_unit/1",
        "đảng bộ xã An Bình",
        [],
        "Đảng bộ tỉnh Tân Giang",
    ),
    (
        (
            "Thành lập Đảng bộ xã An Bình trực thuộc Đảng bộ tỉnh Tân Giang trên cơ sở hợp nhất Đảng bộ xã "
            "An Bình, Đảng bộ xã An Thạnh và Đảng bộ xã Hòa Mỹ."
        ),
        "merge_units/1",
        "đảng bộ xã An Bình",
        ["Đảng bộ xã An Bình", "Đảng bộ xã An Thạnh", "Đảng bộ xã Hòa Mỹ"],
        "Đảng bộ tỉnh Tân Giang",
    ),
    (
        "Hợp nhất Chi bộ Ấp 1 và Chi bộ Ấp 2 thành Chi bộ Ấp 1.",
        "merge_units/1",
        "chi bộ Ấp 1",
        ["Chi bộ Ấp 1", "Chi bộ Ấp 2"],
        "",
    ),
    (
        "Chuyển giao Chi bộ Trường Tiểu học A từ Đảng bộ xã An Bình về trực thuộc Đảng bộ xã An Thạnh.",
        "move_units/1",
        "",
        ["Chi bộ Trường Tiểu học A"],
        "Đảng bộ xã An Thạnh",
    ),
    (
        "Chấm dứt hoạt động của Đảng bộ huyện An Lộc.",
        "dissolve_units/1",
        "",
        ["Đảng bộ huyện An Lộc"],
        "",
    ),
]


@pytest.mark.parametrize(
    ("clause", "kind", "into", "sources", "receiver"), CLAUSES, ids=[one[0][:40] for one in CLAUSES]
)
def test_each_clause(clause: str, kind: str, into: str, sources: list[str], receiver: str) -> None:
    reading = read_clauses(text=STATE.format(clauses=f"1. {clause}"))
    assert not reading.unread
    (said,) = [one.said for one in reading.clauses if one.said.effect]
    assert said.effect == kind
    assert (f"{said.into.kind} {said.into.name}" if said.into else "") == into
    assert [source.name for source in said.sources] == sources
    assert (said.receiver.name if said.receiver else "") == receiver


@pytest.mark.parametrize(
    "clause",
    [
        "Không thành lập Phòng Kinh tế.",
        "Thành lập Phòng Kinh tế trực thuộc Ủy ban nhân dân xã An Bình và giải thể Phòng Nội vụ.",
        "Thành lập Sở Y tế, trên cơ sở tiếp nhận chức năng và tổ chức về dân số từ Ủy ban Dân số tỉnh vào Sở Y tế.",
        "Đề nghị thành lập Phòng Kinh tế trực thuộc Ủy ban nhân dân xã An Bình.",
        "Thành lập các phòng chuyên môn thuộc Ủy ban nhân dân xã.",
        "Thành lập Ban Chỉ đạo sắp xếp trực thuộc Ủy ban nhân dân tỉnh.",
        "Thành lập Hội đồng thi đua trực thuộc Ủy ban nhân dân tỉnh.",
        "Thành lập Phòng Thi đua, Phòng Tôn giáo trực thuộc Sở Nội vụ.",
        "Sở Nội vụ là cơ quan chuyên môn; sáp nhập Phòng Lưu trữ vào Sở.",
        "Chi cục có 04 phòng: Phòng A; Phòng B; Phòng C; Thanh tra.",
    ],
)
def test_what_is_not_plainly_an_office_may_act_and_is_not_drafted(clause: str) -> None:
    reading = read_clauses(text=STATE.format(clauses=f"1. {clause}"))
    assert not [one for one in reading.clauses if one.said.effect]
    assert [part.may_act for part in reading.unread if part.label == "Điều 1 khoản 1"] == [True]


FUNCTIONS = """\
1. Thành lập Chi cục Thủy sản trực thuộc Phòng Kinh tế.
Điều 5. Vị trí, chức năng của Chi cục Thủy sản.
1. Chi cục Thủy sản là tổ chức trực thuộc Phòng Kinh tế, có con dấu và tài khoản riêng.
2. Chi cục chịu sự chỉ đạo, quản lý về tổ chức, biên chế của Phòng Kinh tế.
Điều 6. Nhiệm vụ và quyền hạn.
1. Trình Trưởng phòng ban hành quy hoạch, kế hoạch;
2. Thực hiện các nhiệm vụ khác được giao.{more}
"""


def test_functions_of_a_new_office_are_prose(world: World) -> None:
    books = LedgerBooks(on=DAY, asker=None)
    answer = understand(
        text=HEAD.format(clauses=FUNCTIONS.format(more="")), register=register_on_eve(on=DAY), books=books
    )
    assert not answer.questions
    document = draft_document(answer=answer, books=books)
    sign(decisions.parse(file_text(document).encode(), name="dự thảo.json"))
    (effect,) = document.effects
    assert effect.describe() == "Thành lập chi cục Thủy sản trực thuộc phòng Kinh tế."


def test_a_deed_among_functions_may_act() -> None:
    text = HEAD.format(clauses=FUNCTIONS.format(more="\n3. Sáp nhập Phòng Lưu trữ vào Chi cục."))
    acting = [part.text for part in read_clauses(text=text).unread if part.may_act]
    effects = [one.said.effect for one in read_clauses(text=text).clauses if one.said.effect]
    assert acting or effects == ["establish_unit/1", "absorb_units/1"]


def test_an_office_that_nobody_places_is_asked(world: World) -> None:
    text = HEAD.format(clauses="1. Thành lập Thanh tra Địa chính.")
    answer = understand(text=text, register=register_on_eve(on=DAY), books=LedgerBooks(on=DAY, asker=None))
    assert [question.code for question in answer.questions] == ["not_found"]


def test_names_of_offices() -> None:
    units = [
        BookUnit("T", "Tân Giang", "tỉnh", code="T"), BookUnit("D1", "An Lộc", "huyện", code="D1", parent="T"),
        BookUnit("D2", "Bình Sơn", "huyện", code="D2", parent="T"),
        BookUnit("SNV", "Nội vụ tỉnh Tân Giang", "sở", "state_agency", "SNV", "T"),
        BookUnit("P1", "Nội vụ", "phòng", "state_agency", "P1", "D1"),
        BookUnit("P2", "Nội vụ", "phòng", "state_agency", "P2", "D2"),
        BookUnit("TC", "Tổ chức", "phòng", "state_agency", "TC", "SNV"),
        BookUnit("VH", "Văn hóa, Thể thao và Du lịch", "sở", "state_agency", "VH", "T"),
    ]  # fmt: skip
    offices = Offices(units)
    found: dict[str, Any] = {
        "Sở Nội vụ": ["SNV"], "Sở Nội vụ, tỉnh Tân Giang": ["SNV"], "Sở Nội vụ tỉnh Hậu Giang": [],
        "Phòng Nội vụ": ["P1", "P2"], "Phòng Nội vụ huyện An Lộc": ["P1"],
        "Phòng Nội vụ thuộc UBND huyện Bình Sơn": ["P2"],
        "Phòng Tổ chức, Sở Nội vụ": ["TC"], "Sở Văn hóa, Thể thao và Du lịch tỉnh Tân Giang": ["VH"],
        "Ủy ban nhân dân huyện An Lộc": ["D1"], "Sở Nội": [],
    }  # fmt: skip
    assert {words: [unit.key for unit in offices.called(words)] for words in found} == found
    assert [unit.key for unit in offices.called("Phòng Nội vụ", by="Ủy ban nhân dân huyện Bình Sơn")] == ["P2"]
    assert [(title, unit.key) for title, unit in offices.post_names("Phó Trưởng phòng Tổ chức, Sở Nội vụ")] == [
        ("Phó Trưởng", "TC")
    ]


TEXTS = DATA / "field/texts"
REAL = [
    ("ubnd-hau-giang-2008-so-tai-chinh", ["establish_unit/1"], 0),
    ("ubnd-hau-giang-2008-so-y-te", [], 1),
    ("ubnd-lam-dong-2009-chi-cuc-atvstp", ["establish_unit/1"], 6),
    ("ub-tphcm-1998-thanh-tra-so", ["establish_unit/1"], 2),
    ("ttg-2010-bo-nhiem-hdqt", ["appoint/1"] * 5, 1),
    ("19-NQ-HDND-2009-dong-thap", ["allocate_quota/1"], 0),
    ("18-NQ-HDND-2011-can-tho", ["allocate_quota/1"] * 2, 0),
    ("48-2006-NQ-HDND-quang-ngai", [], 12),
]


@pytest.mark.parametrize(("name", "effects", "acting"), REAL, ids=[name for name, _, _ in REAL])
def test_real_texts_are_read_asked_or_shown(name: str, effects: list[str], acting: int) -> None:
    path: Path = TEXTS / f"{name}.txt"
    if not path.is_file():
        pytest.skip(REASON)
    reading = read_clauses(text=path.read_text("utf-8"))
    assert [one.said.effect for one in reading.clauses if one.said.effect] == effects
    assert sum(part.may_act for part in reading.unread) == acting
    answer = understand(text=path.read_text("utf-8"), register=listed("T Tân Giang|tỉnh|1|"))
    assert not effects or answer.questions


def test_the_only_office_of_a_name_in_another_district_is_asked() -> None:
    """The books have one 'Phòng Nội vụ', that of Bình Sơn; a decision of An Lộc does not mean it."""
    units = (
        BookUnit("T", "Tân Giang", "tỉnh", code="T"), BookUnit("D1", "An Lộc", "huyện", code="D1", parent="T"),
        BookUnit("D2", "Bình Sơn", "huyện", code="D2", parent="T"),
        BookUnit("X", "Phú Hòa", "xã", code="X", parent="D2"),
        BookUnit("S", "Tài chính", "sở", "state_agency", "S", "T"),
        BookUnit("P2", "Nội vụ", "phòng", "state_agency", "P2", "D2"),
        BookUnit("P3", "Nội vụ huyện Lạ", "phòng", "state_agency", "P3"),
    )  # fmt: skip
    offices = Offices(one for one in units if one.key != "P3")
    away = {
        ("Phòng Nội vụ", "UBND huyện An Lộc"): True, ("Phòng Nội vụ", "UBND huyện Bình Sơn"): False,
        ("Phòng Nội vụ", "UBND tỉnh Tân Giang"): False, ("Phòng Nội vụ", "Bộ Nội vụ"): False,
        ("Phòng Nội vụ huyện", "UBND huyện An Lộc"): True, ("Phòng Nội vụ huyện Bình Sơn", "UBND huyện An Lộc"): False,
        ("Phòng Nội vụ", "UBND huyện Lạ"): True, ("Phòng Nội vụ", "UBND tỉnh Lạ"): True,
    }  # fmt: skip
    assert {(words, by): offices.is_elsewhere(offices.units["P2"], words, by=by) for words, by in away} == away
    assert not offices.is_elsewhere(offices.units["S"], "Sở Tài chính", by="UBND huyện An Lộc")
    assert offices.is_elsewhere(offices.units["X"], "xã Phú Hòa", by="UBND huyện An Lộc")
    lost = Offices([units[-1]])
    assert lost.is_elsewhere(units[-1], "Phòng Nội vụ", by="UBND huyện An Lộc")
    for clause in (
        "Giao bổ sung 02 biên chế công chức cho Phòng Nội vụ.",
        "Đổi tên Phòng Nội vụ thành Phòng Tổ chức.",
    ):
        answer = understand(
            text=HEAD.format(clauses=f"1. {clause}"),
            register=listed("T Tân Giang|tỉnh|1|"),
            books=ListedBooks(tuple(offices.units.values()), (), (), {}),
        )
        assert [question.code for question in answer.questions] == ["elsewhere"]
