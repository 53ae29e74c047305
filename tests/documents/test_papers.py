"""The other papers: submission, extract, list, minutes, counting, ballot, notice, each in both forms."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime

import pypdfium2
import pytest
from tests.documents.offices import DRAFT, PARTY, PEOPLE, SIGNED, STATE, cells, decision, lines, opened

from tinhgon.basis.errors import UnknownReference
from tinhgon.documents import (
    SHAPES,
    Asked,
    Ballot,
    Counting,
    Meeting,
    Paper,
    Submission,
    ballot_paper,
    counting_paper,
    extract_paper,
    list_paper,
    minutes_paper,
    notice_paper,
    render,
    submission_paper,
)
from tinhgon.law.ballots import Count, Roll, VoteRule, decide
from tinhgon.ledger.document import Document

DIVISION = {"state": "Phòng Nội vụ huyện An Lộc", "party": "Ban Tổ chức Tỉnh ủy Tân Giang"}
ISSUER = {"state": STATE, "party": PARTY}
DAY = date(2026, 6, 1)
RULE = VoteRule(mode="choose", base="summoned", share="over 1/2", article="Điều 33.2")  # type: ignore[arg-type]
TOLD = {31: "Nguyễn Văn Mẫu", 32: "Trần Thị Thử"}


def counting(
    family: str = "state", *, voters: int = 9, votes: tuple[tuple[int, int], ...] = ((31, 6), (32, 2))
) -> Counting:
    given = sum(number for _, number in votes)
    roll = Roll(summoned=voters, present=voters)
    count = Count(
        issued=voters, returned=voters, valid=given, invalid=voters - given, votes=votes,
        reasons={"bỏ trống": voters - given} if voters > given else {},
    )  # fmt: skip
    result = decide(rule=RULE, roll=roll, count=count, names=(31, 32), seats=1)
    return Counting(
        ISSUER[family], "giới thiệu nhân sự Trưởng phòng", datetime(2026, 6, 1, 9, 5), RULE, roll, count, result, TOLD,
        ("Lê Văn Đếm", "Võ Thị Kiểm"),
    )  # fmt: skip


def meeting(family: str = "state") -> Meeting:
    return Meeting(
        ISSUER[family], "họp xét bổ nhiệm", datetime(2026, 6, 1, 8, 0), datetime(2026, 6, 1, 10, 30), "Phòng họp số 1",
        "Nguyễn Văn Chủ", "Trần Thị Ghi", 4, ("Nguyễn Văn Chủ", "Trần Thị Ghi"),
        (("Lê Văn Vắng", "Giấy ra viện 12/BV"),),
        ("Võ Thị Thân",), ("Giới thiệu nhân sự: chọn được Nguyễn Văn Mẫu, 6 phiếu.",), "",
    )  # fmt: skip


def submission(family: str = "state") -> Submission:
    document = decision("appoint/1", "retire/1", issuer=ISSUER[family], number="–")
    return Submission(DIVISION[family], document, DAY, findings=("Cảnh báo: vượt cấp phó, Điều 7.",), views=None)


def on_two(family: str, *kinds: str) -> Document:
    return decision(*kinds, issuer=ISSUER[family])


def ballot(family: str) -> Ballot:
    return Ballot(ISSUER[family], "giới thiệu nhân sự", DAY, RULE, (("Trần Thị Ấn", "Phó phòng"),))


MADE: dict[str, Callable[[str], Paper]] = {
    "submission": lambda family: submission_paper(submission(family), DRAFT, people=PEOPLE),
    "extract": lambda family: extract_paper(
        on_two(family, "appoint/1", "transfer_people/1"), "HS-5", SIGNED, people=PEOPLE
    ),
    "list": lambda family: list_paper(on_two(family, "appoint/1", "transfer_people/1"), SIGNED, people=PEOPLE),
    "minutes": lambda family: minutes_paper(meeting(family), DRAFT),
    "counting": lambda family: counting_paper(counting(family), DRAFT),
    "ballot": lambda family: ballot_paper(ballot(family)),
    "notice": lambda family: notice_paper(on_two(family, "appoint/1", "leave_people/1"), SIGNED, people=PEOPLE),
}  # fmt: skip


@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize("family", ["state", "party"])
@pytest.mark.parametrize("kind", MADE)
def test_every_paper_is_made_in_both_forms(kind: str, family: str, shape: str) -> None:
    paper = MADE[kind](family)
    assert paper.form.family == family
    content = render(paper, shape)
    assert render(paper, shape) == content
    if shape == "pdf":
        assert len(pypdfium2.PdfDocument(content)) >= 1
        return
    made = opened(content)
    head = cells(made.tables[0])[1][0]
    assert head == ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM" if family == "state" else "ĐẢNG CỘNG SẢN VIỆT NAM")
    assert paper.type_name in lines(made)


def said(paper: Paper) -> list[str]:
    made = opened(render(paper, "docx"))
    return [*lines(made), *(line for table in made.tables for cell in cells(table) for line in cell)]


def test_a_submission_says_what_was_found_and_what_nobody_stated() -> None:
    told = said(MADE["submission"]("state"))
    assert told[0] == "TỜ TRÌNH"
    assert "Kính gửi: Ủy ban nhân dân tỉnh Tân Giang" in told
    assert "1. Bổ nhiệm ông Trần Ngọc Ưởng (mã hồ sơ HS-3) giữ vị trí số S1.04." in told
    assert "- Cảnh báo: vượt cấp phó, Điều 7." in told
    assert set(told[told.index("III. Ý KIẾN KHÁC NHAU") + 1]) == {"…"}
    assert [
        text
        for text in said(submission_paper(replace(submission(), findings=(), views=""), DRAFT))
        if text.startswith("Không")
    ][::-1] == ["Không có ý kiến khác nhau.", "Không có lỗi, không có cảnh báo."]
    assert "Chưa kiểm tra." in said(submission_paper(replace(submission(), findings=None), DRAFT))
    party = said(MADE["submission"]("party"))
    assert "Kính trình: Ban Thường vụ Tỉnh ủy Tân Giang" in party
    assert "TRƯỞNG BAN" in party


def test_an_extract_says_nothing_of_anybody_else() -> None:
    told = said(MADE["extract"]("state"))
    assert any(
        "Điều động ông (bà) Đặng Mẫu (mã hồ sơ HS-5) đến nhận công tác tại vị trí số S1.04." in line for line in told
    )
    assert not [line for line in told if "HS-3" in line or "HS-4" in line or "Ưởng" in line]
    assert "TRÍCH SAO" in told
    assert "(Đã ký)" in told
    assert "Số: ……/TrS-…" in told
    assert "Số: 15/QĐ-UBND" in told
    with pytest.raises(UnknownReference, match="không nói gì về hồ sơ HS-9"):
        extract_paper(decision("appoint/1"), "HS-9", SIGNED)


def test_a_list_has_everybody_once_for_each_clause() -> None:
    told = said(MADE["list"]("state"))
    assert "Danh sách có 3 dòng." in told
    assert told.count("HS-5") == 1
    assert "Điều 1 khoản 2" in told


def test_minutes_are_signed_on_both_sides_as_the_form_has_it() -> None:
    state, party = MADE["minutes"]("state"), MADE["minutes"]("party")
    assert [one.post for one in (state.second, state.signature) if one] == ["THƯ KÝ", "CHỦ TRÌ"]
    assert [one.post for one in (party.second, party.signature) if one] == ["NGƯỜI GHI BIÊN BẢN", "CHỦ TRÌ HỘI NGHỊ"]
    told = said(state)
    assert "Thời gian bắt đầu: 08 giờ 00, ngày 01/06/2026." in told
    assert "Thành phần tham dự: được triệu tập 4 người, có mặt 2 người." in told
    assert "- Lê Văn Vắng, lý do: Giấy ra viện 12/BV;" in told
    assert any("có quan hệ gia đình" in line and "Võ Thị Thân" in line for line in told)
    assert "Ý kiến khác nhau: không có." in told
    open_end = said(minutes_paper(replace(meeting(), ended=None, views=None, chair=""), DRAFT))
    assert any(line.startswith("Cuộc họp kết thúc vào …… giờ ……") for line in open_end)
    assert any(line.startswith("Chủ trì: ……") for line in open_end)


def test_a_count_is_told_with_its_base_and_rule() -> None:
    told = said(MADE["counting"]("state"))
    assert "Số phiếu phát ra: 9; thu về: 9; hợp lệ: 8; không hợp lệ: 1." in told
    assert "Lý do phiếu không hợp lệ: bỏ trống: 1." in told
    assert told[told.index("Nguyễn Văn Mẫu") - 1 :][:5] == ["1", "Nguyễn Văn Mẫu", "6", "66,67%", "đạt"]
    assert any(line.startswith("Tỷ lệ tính trên số người được triệu tập: 9;") and "Điều 33.2" in line for line in told)
    assert "Kết quả: chọn được; Nguyễn Văn Mẫu./." in told


def test_below_three_voters_no_distribution_is_shown() -> None:
    told = said(counting_paper(counting(voters=2, votes=((31, 2),)), DRAFT))
    assert any(line.startswith("Dưới ba người bỏ phiếu") for line in told)
    assert "100%" not in " ".join(told)
    assert "Số phiếu" not in told


def test_what_nobody_counted_is_not_zero() -> None:
    silent = replace(counting(), count=Count(votes=((31, 6), (32, 2))), roll=Roll(summoned=9))
    told = said(counting_paper(silent, DRAFT))
    assert "Số phiếu phát ra: không ghi; thu về: không ghi; hợp lệ: không ghi; không hợp lệ: không ghi." in told


def test_ballots_are_all_alike_and_in_order_of_the_alphabet() -> None:
    names = (("Nguyễn Văn Yên", "Phó phòng"), ("Trần Thị Ấn", ""), ("Lê Đức Ân", "Chuyên viên"))
    for mode, seats, first, columns in (
        ("choose", 1, "Chọn 01 người trong 03 người", 5), ("elect", 2, "Bầu 02 người trong 03 người", 3),
        ("elect", 3, "Đánh dấu X vào một trong hai ô đối với từng người.", 5), ("survey", 1, "Đánh dấu X", 5),
    ):  # fmt: skip
        share = None if mode == "survey" else "over 1/2"
        rule = VoteRule(mode=mode, share=share)  # type: ignore[arg-type]
        paper = ballot_paper(Ballot(STATE, "giới thiệu nhân sự", DAY, rule, names, seats))
        made = opened(render(paper, "docx"))
        assert any(line.startswith(first) for line in lines(made)), mode
        grid = made.tables[-1]
        assert len(grid.columns) == columns
        assert [cell.text for cell in grid.columns[1].cells] == [
            "Họ và tên",
            "Lê Đức Ân",
            "Trần Thị Ấn",
            "Nguyễn Văn Yên",
        ]
        assert made.sections[0].footer.paragraphs[0].text == ""
        assert "SHA" not in made.element.xml
    question = ballot_paper(Ballot(STATE, "thông qua đề án", DAY, VoteRule(mode="yes_no", share="over 1/2")))  # type: ignore[arg-type]
    assert "PHIẾU BIỂU QUYẾT" in said(question)


def test_a_notice_is_by_whoever_gives_it() -> None:
    told = said(MADE["notice"]("state"))
    assert told[0] == "THÔNG BÁO"
    assert any("thông báo nội dung Quyết định số 15/QĐ-UBND ngày 05/01/2022" in line for line in told)
    assert any(line.endswith("(danh sách kèm theo).") for line in told)
    other = notice_paper(decision("retire/1"), SIGNED, issuer="Sở Nội vụ tỉnh Tân Giang", asked=Asked(), day=DAY)
    assert "SỞ NỘI VỤ" in said(other)
    assert "Tân Giang, ngày 01 tháng 6 năm 2026" in said(other)
