"""People, posts and establishment in decisions: who is certain is drafted, who is not is asked, and signing agrees."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from tests.reading.framed import REGISTER
from tests.reading.test_family import STATE
from tests.signing import sign
from tests.world import World

from tinhgon import decisions
from tinhgon.basis.errors import Conflict
from tinhgon.ledger.decision_file import file_text
from tinhgon.reading import Answer, draft_document, read_clauses, understand
from tinhgon.reading.books import BookPerson, BookPost, BookUnit, ListedBooks
from tinhgon.reading.ledger_books import Asker, LedgerBooks
from tinhgon.reading.ledger_units import register_on_eve
from tinhgon.record.actor import shell
from tinhgon.registers.establishment.labels import REASONS
from tinhgon.registers.establishment.payloads import CATEGORIES
from tinhgon.registers.staff.queries.people import readings_of

DAY = date(2026, 1, 5)
HEAD = STATE.replace("ỦY BAN NHÂN DÂN\nTỈNH TÂN GIANG", "ỦY BAN NHÂN DÂN\nHUYỆN AN LỘC")
AN, BINH = "ông Nguyễn Văn Mẫu, Trưởng phòng Kinh tế", "bà Trần Thị Giả, Phó Trưởng phòng Kinh tế"


DU = "ông Võ Văn Dụ, Chuyên viên Phòng Nội vụ"
RELIEVED = ("appointed", "term_ended", "transferred", "resigned", "retired_on_time", "dismissed")
CONFIRM = [("person_confirm", ("HS-1",))]


def asked_of(clauses: str, *, purpose: str = "thử đọc", answers: Any = None, books: Any = None) -> Answer:
    """A decision of the district with these clauses, read against the ledger."""
    found = books or LedgerBooks(on=DAY, asker=Asker(shell(purpose=purpose), set) if purpose else None)
    text = HEAD.format(clauses=clauses)
    return understand(text=text, register=register_on_eve(on=DAY), books=found, answers=answers)


def drafted(clauses: str, answers: Any = None) -> list[dict[str, Any]]:
    books = LedgerBooks(on=DAY, asker=Asker(shell(purpose="thử đọc")))
    answer = asked_of(clauses, books=books, answers=answers)
    assert not answer.questions, [question.render() for question in answer.questions]
    document = draft_document(answer=answer, books=books)
    outcome = sign(decisions.parse(file_text(document).encode(), name="dự thảo.json"))
    assert not [finding for finding in outcome.findings if finding.is_error]
    return [
        effect.model_dump(mode="json", exclude_none=True, exclude_defaults=True) | {"kind": effect.kind}
        for effect in document.effects
    ]


def questions(clauses: str, **more: Any) -> list[tuple[str, tuple[str, ...]]]:
    found = asked_of(clauses, **more).questions
    return [(question.code, tuple(one.code for one in question.offered())) for question in found]


def test_an_appointment_is_signed(world: World) -> None:
    retired, appointed = drafted(
        "1. Bà Phạm Thị Ví, Trưởng phòng Nội vụ, nghỉ hưu theo chế độ kể từ ngày 10/01/2026.\n"
        f"2. Bổ nhiệm {BINH}, giữ chức vụ Trưởng phòng Nội vụ huyện An Lộc, thời hạn 05 (năm) năm, "
        "kể từ ngày 10/01/2026."
    )
    assert (retired["kind"], retired["person"]["code"]) == ("retire/1", "HS-4")
    assert (appointed["kind"], appointed["person"]["code"]) == ("appoint/1", "HS-2")
    assert (appointed["at_post"]["number"], appointed["effective_on"]) == ("S2.01", "2026-01-10")
    assert appointed["until"] == "2031-01-10"


def test_people_under_one_lead(world: World) -> None:
    effects = drafted(
        "1. Cho các ông, bà có tên sau đây nghỉ hưu kể từ ngày 01/02/2026:\n"
        "a) Ông Nguyễn Văn Mẫu, Trưởng phòng Kinh tế;\nb) Bà Phạm Thị Ví, Trưởng phòng Nội vụ."
    )
    assert [(one["kind"], one["person"]["code"]) for one in effects] == [("retire/1", "HS-1"), ("retire/1", "HS-4")]


def test_who_was_relieved_goes_somewhere(world: World) -> None:
    """Where the unit keeps posts, the words name none: it is asked, though one post only is vacant."""
    clauses = (
        f"1. Miễn nhiệm chức vụ Trưởng phòng Kinh tế đối với {AN} do điều động.\n"
        f"2. Điều động {AN}, đến nhận công tác tại Phòng Kinh tế."
    )
    (question,) = asked_of(clauses).questions
    assert (question.code, [one.code for one in question.offered()]) == ("choose_at", ["S1.04", "unit"])
    relieved, moved = drafted(clauses, answers={question.span: "S1.04"})
    assert (relieved["kind"], relieved["reason"]) == ("end_assignment/1", "transferred")
    assert (moved["kind"], moved["at_post"]["number"]) == ("transfer/1", "S1.04")


def test_the_last_place_is_not_taken_for_the_end_of_the_service(world: World) -> None:
    books = LedgerBooks(on=DAY, asker=Asker(shell(purpose="thử đọc")))
    answer = asked_of(f"1. Cách chức Trưởng phòng Kinh tế đối với {AN}.", books=books)
    with pytest.raises(Conflict) as caught:
        draft_document(answer=answer, books=books)
    assert caught.value.code == "last_place"


def test_two_for_one_vacant_post_are_both_asked(world: World) -> None:
    clauses = (
        "1. Bổ nhiệm các ông, bà có tên sau giữ chức vụ Chuyên viên Phòng Kinh tế:\n"
        "a) Bà Phạm Thị Ví, Trưởng phòng Nội vụ;\nb) Ông Võ Văn Dụ, Chuyên viên Phòng Nội vụ."
    )
    assert [code for code, _ in questions(clauses)] == ["post_several", "post_several"]


def test_parts_that_do_not_add_up(world: World) -> None:
    books = LedgerBooks(on=DAY, asker=None)
    clauses = (
        "1. Giao bổ sung 5 biên chế công chức năm 2026 cho các cơ quan như sau:\n"
        "a) Phòng Kinh tế: 2 biên chế;\nb) Phòng Nội vụ: 2 biên chế."
    )
    with pytest.raises(Conflict) as caught:
        draft_document(answer=asked_of(clauses, books=books), books=books)
    assert caught.value.code == "parts_differ"


@pytest.mark.parametrize(
    ("clause", "expected"),
    [
        # A namesake: nothing but the name, another post, another year of birth.
        ("Cho ông Nguyễn Văn Mẫu nghỉ hưu kể từ ngày 01/02/2026.", CONFIRM),
        ("Cho ông Nguyễn Văn Mẫu, Chánh Văn phòng, nghỉ hưu kể từ ngày 01/02/2026.", CONFIRM),
        ("Ông Nguyễn Văn Mẫu, sinh năm 1970, nghỉ hưu kể từ ngày 01/02/2026.", CONFIRM),
        ("Cho ông Nguyễn Văn Mẫu, Phó Trưởng phòng Kinh tế, nghỉ hưu kể từ ngày 01/02/2026.", CONFIRM),
        ("Cho ông Nguyễn Văn Mẫu, Trưởng phòng Kinh tế huyện Bình Thủy, nghỉ hưu kể từ ngày 01/02/2026.", CONFIRM),
        ("Cho bà Nguyễn Văn Mẫu, Trưởng phòng Kinh tế, nghỉ hưu kể từ ngày 01/02/2026.", CONFIRM),
        ("Cho ông Nguyễn Văn Mẫu, nguyên Trưởng phòng Kinh tế, nghỉ hưu kể từ ngày 01/02/2026.", CONFIRM),
        ("Cho ông Nguyễn Văn Lạ, Trưởng phòng Kinh tế, nghỉ hưu kể từ ngày 01/02/2026.", [("person_not_found", ())]),
        # Posts: no such unit, no such title, several vacant ones are asked.
        (f"Bổ nhiệm {BINH}, giữ chức vụ Giám đốc Sở Lạ.", [("post_unit_not_found", ())]),
        (f"Bổ nhiệm {BINH}, giữ chức vụ Chánh Thanh tra Phòng Nội vụ.", [("post_not_found", ("S2.01", "S2.02"))]),
        # Reasons and kinds that the words do not tell.
        (f"Miễn nhiệm chức vụ Trưởng phòng Kinh tế đối với {AN}.", [("choose_reason", RELIEVED)]),
        (f"Cho {BINH}, thôi việc kể từ ngày 01/02/2026.", [("choose_reason", ("resign", "at_once"))]),
        # An amount: added, or a new total? Of what?
        ("Giao 08 biên chế công chức cho Phòng Kinh tế năm 2026.", [("choose_adds", ("more", "total-5"))]),
        ("Giao 08 biên chế cho Phòng Kinh tế.", [("choose_category", CATEGORIES)]),
        ("Thu hồi 01 biên chế công chức của Phòng Kinh tế.", [("choose_reason", ("back", *REASONS))]),
    ],
)
def test_what_is_not_certain_is_asked(clause: str, expected: list[tuple[str, tuple[str, ...]]], world: World) -> None:
    assert questions(f"1. {clause}") == expected


def test_who_was_looked_up_is_written_down_and_without_a_purpose_nobody_is(world: World) -> None:
    clause = f"1. Cho {AN}, nghỉ hưu kể từ ngày 01/02/2026."
    person_id = 3001
    assert questions(clause, purpose="") == [("person_unasked", ())]
    assert not readings_of(person_id, limit=9)
    assert questions(clause) == []
    assert {reading.purpose for reading in readings_of(person_id, limit=9)} == {"thử đọc"}


def test_an_answer_settles_and_a_new_total_adds_the_difference(world: World) -> None:
    clause = "1. Giao 08 biên chế công chức cho Phòng Kinh tế năm 2026."
    (question,) = asked_of(clause).questions
    (effect,) = drafted(clause, answers={question.span: "total-5"})
    assert effect["allocations"][0]["amount"] == 3


def test_a_term_that_is_needed_and_not_told(world: World) -> None:
    answer = asked_of(f"1. Bổ nhiệm lại {AN}, giữ chức vụ Trưởng phòng Kinh tế.")
    with pytest.raises(Conflict) as caught:
        draft_document(answer=answer)
    assert caught.value.code == "no_term"


@pytest.mark.parametrize(
    ("clause", "kind", "fields"),
    [
        (
            f"Giao {BINH}, giữ quyền Trưởng phòng Kinh tế, thời hạn 06 tháng kể từ ngày ký.",
            "appoint/1",
            {"assignment": "acting", "until": "2026-07-05"},
        ),
        (
            f"Cho {AN}, nghỉ hưu để hưởng chế độ bảo hiểm xã hội kể từ ngày 01/02/2026.",
            "retire/1",
            {"effective_on": "2026-02-01"},
        ),
        (
            (
                "Ông Nguyễn Văn Mẫu, sinh ngày 12/3/1968, được nghỉ hưu trước tuổi theo Nghị định số 178/2024/NĐ-CP "
                "kể từ ngày 01/02/2026."
            ),
            "retire/1",
            {"ground": "early", "basis": "Nghị định số 178/2024/NĐ-CP"},
        ),
        (f"Cho {BINH}, thôi việc theo nguyện vọng kể từ ngày 01/02/2026.", "resign/1", {}),
        (f"Kỷ luật buộc thôi việc đối với {BINH}, kể từ ngày 01/02/2026.", "dismiss/1", {}),
        (
            f"Bổ nhiệm lại {AN}, giữ chức vụ Trưởng phòng Kinh tế, thời hạn 05 năm kể từ ngày ký.",
            "reappoint/1",
            {"until": "2031-01-05"},
        ),
        ("Điều chuyển 02 biên chế công chức từ Phòng Kinh tế sang Phòng Nội vụ.", "transfer_quota/1", {"amount": 2}),
        ("Giao bổ sung 03 biên chế công chức cho Phòng Kinh tế năm 2026.", "allocate_quota/1", {}),
    ],
)
def test_what_is_certain_is_drafted(clause: str, kind: str, fields: dict[str, Any], world: World) -> None:
    (effect,) = drafted(f"1. {clause}")
    assert effect["kind"] == kind
    assert fields.items() <= effect.items()


WORDINGS = [
    (f"Bổ nhiệm {AN} giữ chức vụ Trưởng phòng Nội vụ; thời hạn 05 năm (năm năm).", "appoint/1"),
    (f"Điều động và bổ nhiệm {AN} đến giữ chức vụ Trưởng phòng Nội vụ.", "appoint/1"),
    ("Bổ nhiệm ông Nguyễn Văn Mẫu - Trưởng phòng Kinh tế, giữ chức vụ Trưởng phòng Nội vụ.", "appoint/1"),
    ("Bổ nhiệm lại chức vụ Trưởng phòng Kinh tế đối với ông Nguyễn Văn Mẫu, thời hạn 05 năm.", "reappoint/1"),
    (f"Giao Quyền Trưởng phòng Nội vụ cho {AN}.", "appoint/1"),
    (f"Phân công {AN}, kiêm nhiệm chức vụ Trưởng phòng Nội vụ cho đến khi có quyết định mới.", "appoint/1"),
    ("Cho thôi giữ chức vụ Trưởng phòng Kinh tế đối với ông Nguyễn Văn Mẫu để nghỉ hưu.", "end_assignment/1"),
    ("Thôi giữ chức vụ Trưởng phòng Kinh tế đối với ông Nguyễn Văn Mẫu để nghỉ hưu.", "end_assignment/1"),
    (
        f"Phê chuẩn kết quả miễn nhiệm chức vụ Trưởng phòng Kinh tế đối với {AN}, để nhận nhiệm vụ mới.",
        "end_assignment/1",
    ),
    (f"Nghỉ hưu đối với {AN}, kể từ ngày 01/02/2026.", "retire/1"),
    (f"Giải quyết cho {AN}, được hưởng chính sách nghỉ hưu trước tuổi kể từ ngày 01/02/2026.", "retire/1"),
    (f"Kể từ ngày 01/02/2026, {AN}, được nghỉ hưu.", "retire/1"),
    (f"Cho thôi việc đối với {BINH}, theo nguyện vọng cá nhân kể từ ngày 01/02/2026.", "resign/1"),
    (
        f"Luân chuyển {DU}, giữ chức vụ Chuyên viên Phòng Kinh tế, thời hạn 36 tháng.",
        "rotate/1",
    ),
    ("Điều chuyển 02 biên chế công chức của Phòng Kinh tế về Phòng Nội vụ kể từ ngày 01/02/2026.", "transfer_quota/1"),
    ("Điều chỉnh 02 biên chế công chức từ Phòng Kinh tế sang Phòng Nội vụ quản lý.", "transfer_quota/1"),
    ("Cắt giảm 01 biên chế công chức của Phòng Kinh tế; lý do: nghỉ hưu đúng tuổi.", "cut_quota/1"),
]


@pytest.mark.parametrize(("clause", "kind"), WORDINGS, ids=[clause[:40] for clause, _ in WORDINGS])
def test_usual_wordings(clause: str, kind: str, world: World) -> None:
    books = LedgerBooks(on=DAY, asker=Asker(shell(purpose="thử đọc")))
    answer = asked_of(f"1. {clause}", books=books)
    assert not answer.questions, [question.render() for question in answer.questions]
    assert [effect.kind for effect in draft_document(answer=answer, books=books).effects] == [kind]


NEVER = [
    "Bà Trần Thị Bình không được nghỉ hưu từ ngày 01 tháng 8 năm 2025.",
    "Không bổ nhiệm ông Nguyễn Văn An giữ chức vụ Giám đốc Sở Nội vụ.",
    "Đề nghị bổ nhiệm ông Nguyễn Văn An giữ chức vụ Giám đốc Sở Nội vụ.",
    "Tạm dừng bổ nhiệm ông Nguyễn Văn An giữ chức vụ Giám đốc Sở Nội vụ.",
    "Bổ nhiệm ông Nguyễn Văn An giữ chức vụ Giám đốc Sở Nội vụ; đồng thời cho thôi giữ chức vụ Chánh Văn phòng.",
    "Ông Nguyễn Văn An sẽ nghỉ hưu kể từ ngày 01/8/2025.",
    "Ông Nguyễn Văn An, Giám đốc Sở Nội vụ, có nguyện vọng nghỉ hưu kể từ ngày 01/8/2025.",
    "Ông Nguyễn Văn An, Giám đốc Sở Nội vụ đủ điều kiện nghỉ hưu kể từ ngày 01/8/2025.",
    "Ông Nguyễn Văn An, Giám đốc Sở Nội vụ, nghỉ công tác chờ đủ tuổi nghỉ hưu kể từ ngày 01/8/2025.",
    "Điều động ông Nguyễn Văn An, Chuyên viên, đến nhận công tác tại Sở Nội vụ từ ngày 01/8/2025 đến ngày 01/8/2026.",
    "Bổ nhiệm ông Nguyễn Văn An giữ chức vụ Giám đốc Sở Nội vụ, thời hạn 05 (ba) năm.",
    "Giao 15 (mười) biên chế công chức cho Sở Nội vụ.",
    "Chưa cho ông Nguyễn Văn An thôi việc.",
    "Hủy việc bổ nhiệm ông Nguyễn Văn An giữ chức vụ Giám đốc Sở Nội vụ.",
    "Cho ông Nguyễn Văn An, Trưởng phòng Kinh tế, thôi giữ chức vụ và nghỉ hưu, thôi việc kể từ ngày 01/8/2025.",
    "Không giao bổ sung 12 biên chế công chức cho Sở Nội vụ.",
    "Thông qua tổng biên chế sự nghiệp năm 2012 là 21.395 biên chế.",
    "Trình Hội đồng nhân dân giao 12 biên chế công chức cho Sở Nội vụ.",
]


@pytest.mark.parametrize("clause", NEVER)
def test_what_is_refused_or_proposed_has_no_effect(clause: str) -> None:
    reading = read_clauses(text=HEAD.format(clauses=f"1. {clause}"))
    assert not [one for one in reading.clauses if one.said.effect]
    assert [part.may_act for part in reading.unread if part.label == "Điều 1 khoản 1"] == [True]


LEADS_THAT_DO_OTHERWISE = [
    "Cho các ông, bà có tên sau nghỉ hưu theo nguyện vọng kể từ ngày 01/02/2026:",
    "Cho các ông, bà có tên sau nghỉ hưu sớm kể từ ngày 01/02/2026:",
    "Cho các ông, bà có tên sau thôi giữ chức vụ để nghỉ hưu kể từ ngày 01/02/2026:",
    "Kéo dài thời gian giữ chức vụ kể từ ngày 01/02/2026 đến khi nghỉ hưu đối với các ông, bà có tên sau:",
    "Bổ nhiệm kiêm nhiệm các ông, bà có tên sau giữ chức vụ Chuyên viên Phòng Nội vụ:",
    "Bổ nhiệm các ông, bà có tên sau tiếp tục giữ chức vụ Chuyên viên Phòng Nội vụ:",
    "Bổ nhiệm các ông, bà có tên sau giữ chức vụ Chuyên viên Phòng Nội vụ kể từ ngày ký đến hết ngày 31/12/2027:",
    "Bổ nhiệm các ông, bà có tên sau giữ chức vụ Chuyên viên Phòng Nội vụ, thời hạn 05 năm 06 tháng:",
]


@pytest.mark.parametrize("lead", LEADS_THAT_DO_OTHERWISE)
def test_a_lead_that_does_otherwise_makes_no_deed_of_its_items(lead: str) -> None:
    """Each was drafted as a retirement on time, or as an appointment to a main post from a wrong day."""
    items = "a) Ông Nguyễn Văn Mẫu, Trưởng phòng Kinh tế;\nb) Bà Phạm Thị Ví, Trưởng phòng Nội vụ."
    reading = read_clauses(text=HEAD.format(clauses=f"1. {lead}\n{items}"))
    assert not [one.said.effect for one in reading.clauses if one.said.effect]
    assert [part for part in reading.unread if part.may_act]


@pytest.mark.parametrize(
    "clauses",
    [
        "1. Giao chỉ tiêu tinh giản biên chế công chức cho các cơ quan như sau:\na) Phòng Kinh tế: 2 biên chế.",
        "1. Giao biên chế công chức dự phòng năm 2026 cho các cơ quan như sau:\na) Phòng Kinh tế: 2 biên chế.",
        "1. Quyết định tổng biên chế công chức giảm năm 2026 của Phòng Kinh tế là 5.",
    ],
)
def test_numbers_that_are_no_plain_giving_give_nothing(clauses: str) -> None:
    reading = read_clauses(text=HEAD.format(clauses=clauses))
    assert not [one.said.effect for one in reading.clauses if one.said.effect]
    assert [part for part in reading.unread if part.may_act]


@pytest.mark.parametrize(
    "clauses",
    [
        "1. Giao biên chế năm 2026 cho các cơ quan như sau:\na) Phòng Kinh tế: 2.",
        "1. Phê chuẩn tổng biên chế năm 2026 là 5.",
    ],
)
def test_each_question_of_a_clause_can_be_answered(clauses: str) -> None:
    """The span is the field that is answered: two questions of one span kept each other open for ever."""
    reading = read_clauses(text=HEAD.format(clauses=clauses))
    (said,) = [one.said for one in reading.clauses if one.said.effect]
    assert len({wanted.span for wanted in said.wanted}) == len(said.wanted) > 2


def test_the_vacant_post_of_two_offices_called_alike_is_asked() -> None:
    units = (
        BookUnit("P1", "Nội vụ", "phòng", "state_agency", "P1", "D1"),
        BookUnit("P2", "Nội vụ", "phòng", "state_agency", "P2", "D2"),
    )
    posts = (BookPost("A.1", "Trưởng phòng", "P1", held=1), BookPost("B.1", "Trưởng phòng", "P2"))
    books = ListedBooks(units, posts, (BookPerson("HS-2", "Trần Thị Giả", 1980),), names_people=True)
    text = HEAD.format(clauses="1. Bổ nhiệm bà Trần Thị Giả, sinh năm 1980, giữ chức vụ Trưởng phòng Nội vụ.")
    answer = understand(text=text, register=REGISTER, books=books)
    assert [question.code for question in answer.questions] == ["post_several"]
