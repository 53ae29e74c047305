"""Leads govern, nothing that may act is passed over, no day is no draft. Cases of the field and their kind."""

from __future__ import annotations

from datetime import date

import pytest
from tests.reading.framed import MERGE, REGISTER, framed

from tinhgon.basis.errors import Conflict
from tinhgon.reading import draft_document, understand

OF_COMMUNES = "sắp xếp các đơn vị hành chính cấp xã của tỉnh Tân Giang"
LEADS = [
    (f"Tán thành chủ trương {OF_COMMUNES} như sau:", "proposes"),
    (f"Thông qua Đề án {OF_COMMUNES} như sau:", "proposes"),
    (f"Đồng ý chủ trương {OF_COMMUNES} như sau:", "proposes"),
    ("Nhất trí với nội dung Tờ trình số 12/TTr-UBND, cụ thể:", "proposes"),
    (f"Hội đồng nhân dân tỉnh Tân Giang thống nhất thông qua chủ trương {OF_COMMUNES}:", "proposes"),
    (f"Trình Quốc hội xem xét việc {OF_COMMUNES} như sau:", "proposes"),
    (f"Đề nghị Chính phủ {OF_COMMUNES}.", "proposes"),
    (f"Phê duyệt Phương án {OF_COMMUNES}", "proposes"),
    (f"Dự kiến {OF_COMMUNES} như sau:", "proposes"),
    (f"Không tán thành việc {OF_COMMUNES} như sau:", "refuses"),
    (f"Chưa thực hiện việc {OF_COMMUNES} như sau:", "refuses"),
    (f"Tạm dừng việc {OF_COMMUNES} như sau:", "refuses"),
    ("Bãi bỏ các nội dung sắp xếp sau đây:", "repeals"),
    (f"Hủy bỏ việc {OF_COMMUNES} sau đây:", "repeals"),
    (f"Huỷ bỏ việc {OF_COMMUNES} sau đây:", "repeals"),
    ("Đính chính khoản 1 Điều 1 Nghị quyết số 10/NQ-HĐND như sau:", "amends"),
    ("Sửa đổi, bổ sung một số điều của Nghị quyết số 10/NQ-HĐND như sau:", "amends"),
    (f"Giao Ủy ban nhân dân tỉnh {OF_COMMUNES} như sau:", "proposes"),
    ("Những điều cần lưu ý về địa bàn:", "unknown"),
]


@pytest.mark.parametrize(("title", "why"), LEADS)
def test_a_lead_that_is_no_law_keeps_its_clauses_from_acting(title: str, why: str) -> None:
    answer = understand(text=framed(title=title), register=REGISTER)
    assert not answer.effects
    assert [part.why for part in answer.reading.unread] == [why, "governed"]
    with pytest.raises(Conflict) as caught:
        draft_document(answer=answer)
    assert caught.value.code == ("reading_unfinished" if why == "unknown" else "not_a_decision")


@pytest.mark.parametrize(
    "given",
    [
        {"extra": "Điều 2. Giao Ủy ban nhân dân tỉnh hoàn chỉnh hồ sơ, trình Chính phủ xem xét, quyết định."},
        {"subject": "Về việc tán thành chủ trương sắp xếp các đơn vị hành chính cấp xã của tỉnh Tân Giang"},
        {"subject": "Về việc thông qua Đề án sắp xếp các đơn vị hành chính cấp xã của tỉnh Tân Giang"},
        {"subject": "Về chủ trương sắp xếp các đơn vị hành chính cấp xã của tỉnh Tân Giang"},
        {"subject": "Về việc bãi bỏ Nghị quyết số 10/NQ-HĐND của Hội đồng nhân dân tỉnh Tân Giang"},
        {"clause": f"1. Tán thành chủ trương sắp xếp như sau:\na) {MERGE[3:]}"},
    ],
)
def test_the_whole_text_or_a_clause_may_be_a_proposal(given: dict[str, str]) -> None:
    answer = understand(text=framed(**given), register=REGISTER)
    assert not answer.effects
    assert {one.code for one in answer.findings} & {"under_lead"}
    with pytest.raises(Conflict):
        draft_document(answer=answer)


@pytest.mark.parametrize(
    "title",
    [
        OF_COMMUNES.capitalize(),
        "Nay sắp xếp các xã thuộc tỉnh Tân Giang như sau:",
        "Phê chuẩn việc điều chỉnh địa giới một số xã của các huyện thuộc tỉnh Tân Giang như sau:",
        "Nội dung",
        "",
        "Thành lập xã An Thịnh thuộc huyện Bình Minh, tỉnh Tân Giang như sau:",
    ],
)
def test_a_lead_that_acts_or_says_nothing_lets_its_clauses_act(title: str) -> None:
    document = draft_document(answer=understand(text=framed(title=title), register=REGISTER))
    assert [effect.kind for effect in document.effects] == ["merge_units/1"]
    assert document.effective_on == date(2025, 7, 1)


UNREAD = [
    "Bãi bỏ Nghị quyết số 15/NQ-HĐND ngày 10 tháng 4 năm 2025.",
    "Điều chỉnh ranh giới xã An Lạc và xã An Phú theo bản đồ kèm theo.",
    "Điều chỉnh ranh giới xã An Lạc và xã An Phú theo bản đồ kèm theo:\n- Bản đồ số 1.",
    "Giao bổ sung 12 biên chế cho xã An Thịnh.",
    "Phê chuẩn kết quả miễn nhiệm chức vụ Chủ tịch Ủy ban nhân dân xã An Hòa đối với ông Nguyễn Văn An.",
    "Không sắp xếp xã An Lạc.",
    "Giao Ủy ban nhân dân tỉnh tổ chức thực hiện; nhập xã An Lạc vào xã An Phú.",
    "Ông Nguyễn Văn An thôi giữ chức Chủ tịch Ủy ban nhân dân xã An Hòa và chịu trách nhiệm bàn giao.",
    "Giao bổ sung 05 biên chế cho xã An Phú và tổ chức thực hiện.",
    "Chánh Văn phòng chịu trách nhiệm thi hành Nghị quyết này. Nhập xã An Lạc vào xã An Phú.",
    "Việc sắp xếp tại Điều 1 chỉ thực hiện sau khi có ý kiến của Chính phủ.",
    "Xã An Lạc trực thuộc huyện Bình Lợi.",
]


@pytest.mark.parametrize("article", UNREAD)
def test_no_draft_of_half_a_law(article: str) -> None:
    answer = understand(text=framed(extra=f"Điều 2. {article}"), register=REGISTER)
    told = [one.clause for one in answer.findings if one.severity == "error"]
    told += [question.clause for question in answer.questions]
    assert any(clause.startswith("Điều 2") for clause in told)
    with pytest.raises(Conflict):
        draft_document(answer=answer)


@pytest.mark.parametrize(
    "article",
    [
        "Giao Ủy ban nhân dân tỉnh tổ chức thực hiện Nghị quyết này.",
        "Thường trực Hội đồng nhân dân, các Ban và đại biểu Hội đồng nhân dân giám sát việc thực hiện Nghị quyết này.",
        "Chánh Văn phòng Ủy ban nhân dân tỉnh, Giám đốc Sở Nội vụ chịu trách nhiệm thi hành Nghị quyết này./.",
        "Các quy định trước đây trái với Nghị quyết này đều bãi bỏ.",
    ],
)
def test_sentences_of_a_closed_list_post_nothing(article: str) -> None:
    answer = understand(text=framed(extra=f"Điều 2. {article}"), register=REGISTER)
    assert not answer.reading.unread
    assert len(draft_document(answer=answer).effects) == 1


DAYS = [
    ("có hiệu lực kể từ ngày 01 tháng 7 năm 2025 và thay thế Nghị quyết số 10/NQ-HĐND.", date(2025, 7, 1)),
    ("có hiệu lực thi hành sau 10 ngày kể từ ngày ký.", date(2025, 6, 26)),
    ("có hiệu lực thi hành sau 45 (bốn mươi lăm) ngày, kể từ ngày ký ban hành.", date(2025, 7, 31)),
    ("có hiệu lực từ ngày 01/7/2025, thay thế Nghị quyết số 10/NQ-HĐND ngày 10 tháng 4 năm 2025./.", date(2025, 7, 1)),
    ("có hiệu lực kể từ ngày ký.", date(2025, 6, 16)),
    ("có hiệu lực thi hành từ ngày được Quốc hội thông qua.", None),
    ("có hiệu lực thi hành sau 15 ngày, kể từ ngày đăng Công báo.", None),
    ("có hiệu lực từ ngày 01/7/2025; riêng khoản 1 Điều 1 có hiệu lực từ ngày 01/9/2025.", None),
    ("có hiệu lực từ ngày 01/7/2025.\nKhoản 1 Điều 1 có hiệu lực từ ngày 01/9/2025.", None),
    ("có hiệu lực từ ngày 01/7/2025.\nNghị quyết này có hiệu lực từ ngày 01/9/2025.", None),
    ("có hiệu lực từ ngày 01/7/2025 đến hết ngày 31/12/2025.", None),
    ("có hiệu lực sau khi được Ủy ban Thường vụ Quốc hội phê chuẩn.", None),
    ("", None),
]


@pytest.mark.parametrize(("words", "day"), DAYS)
def test_the_day_is_read_or_counted_or_there_is_no_draft(words: str, day: date | None) -> None:
    answer = understand(text=framed(force=f"Nghị quyết này {words}" if words else ""), register=REGISTER)
    if day:
        assert draft_document(answer=answer).effective_on == day
        return
    assert answer.reading.head.effective_on is None or any(part.may_act for part in answer.reading.unread)
    with pytest.raises(Conflict):
        draft_document(answer=answer)


def test_the_day_stands_beside_the_adoption() -> None:
    foot = (
        "Nghị quyết này đã được Hội đồng nhân dân tỉnh Tân Giang khóa X thông qua ngày 16 tháng 6 năm 2025 "
        "và có hiệu lực từ ngày 01 tháng 8 năm 2025."
    )
    duty = "Giao Ủy ban nhân dân tỉnh tổ chức thực hiện."
    answer = understand(text=framed(force=duty, foot=foot), register=REGISTER)
    assert draft_document(answer=answer).effective_on == date(2025, 8, 1)


def test_a_day_given_by_hand_stands_in_for_one_that_is_missing() -> None:
    answer = understand(text=framed(force=""), register=REGISTER, on=date(2025, 9, 1))
    assert draft_document(answer=answer).effective_on == date(2025, 9, 1)


def test_a_text_that_has_lost_its_articles_is_shown_as_unread() -> None:
    text = framed().replace("Điều 1. ", "").replace("Điều 9. ", "")
    answer = understand(text=text, register=REGISTER)
    assert [part.text for part in answer.reading.unread if part.may_act][-1] == MERGE
    with pytest.raises(Conflict):
        draft_document(answer=answer)


def test_a_heading_over_the_articles_governs_them() -> None:
    text = framed().replace("Điều 1.", "CHƯƠNG I\n\nNHỮNG NỘI DUNG ĐỀ NGHỊ\n\nĐiều 1.", 1)
    answer = understand(text=text, register=REGISTER)
    assert not answer.effects


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ("có hiệu lực kể từ ngày 01 tháng 7 năm 2025 và thay thế Nghị quyết số 10/NQ-HĐND.", "replaces"),
        ("có hiệu lực thi hành sau 10 ngày kể từ ngày ký.", "day_counted"),
        ("có hiệu lực từ ngày thông qua.", "day_taken"),
    ],
)
def test_how_a_day_was_come_by_is_told(words: str, code: str) -> None:
    answer = understand(text=framed(force=f"Nghị quyết này {words}"), register=REGISTER)
    assert code in {one.code for one in answer.findings}
