"""A decision that was printed is read back as the same clauses, from Word and from PDF."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from tests.documents.offices import PARTY, PEOPLE, SIGNED, STATE, decision
from tests.reading.conftest import listed
from tests.reading.test_round_trip import NAMED, OWN_WORDS, STAFF_EFFECTS, UNIT_EFFECTS, compared

from tinhgon.basis.errors import Conflict
from tinhgon.documents import SHAPES, Named, People, codes_in, decision_paper, render
from tinhgon.ledger.document import Document
from tinhgon.ledger.effect import Effect
from tinhgon.ledger.registry import EFFECTS
from tinhgon.reading import Answer, draft_document, text_of, understand
from tinhgon.reading.books import BookPerson, ListedBooks
from tinhgon.reading.desk import Desk
from tinhgon.reading.shapes import shapes

READ = (*UNIT_EFFECTS, *STAFF_EFFECTS, *OWN_WORDS)
NOT_READ = tuple(sorted(set(EFFECTS) - set(READ)))
"""What a reader of texts does not know yet, and leaves unread: nothing of it is guessed."""


def answered(document: Document, shape: str) -> Answer:
    content = render(decision_paper(document, SIGNED), shape)
    return understand(text=text_of(data=content, name=f"giay.{shape}"), register=listed(NAMED))


def effects_of(answer: Answer) -> list[Effect]:
    desk = Desk(answer, None, None)
    drafting = {shape.name: shape.draft for shape in shapes()}
    return [one for effect in answer.effects for one in drafting[effect.clause.said.shape](effect, desk)]  # type: ignore[misc]


@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize("kind", READ)
def test_a_clause_is_read_back(kind: str, shape: str) -> None:
    document = decision(kind)
    answer = answered(document, shape)
    assert not [part.text for part in answer.reading.unread if part.may_act]
    assert not answer.questions
    (again,) = effects_of(answer)
    assert compared(again) == compared(document.effects[0])


@pytest.mark.parametrize("kind", NOT_READ)
def test_what_is_not_read_makes_no_draft(kind: str) -> None:
    """Also where a row of an annex is read as a clause: the clause that it belongs to is shown as unread."""
    answer = answered(decision(kind), "docx")
    assert any(part.may_act and part.label == "Điều 1" for part in answer.reading.unread)
    with pytest.raises(Conflict):
        draft_document(answer=answer)


@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize(
    ("issuer", "number", "signed_on"),
    [
        (STATE, "15/QĐ-UBND", date(2022, 1, 5)),
        (PARTY, "05-QĐ/TU", date(2022, 12, 31)),
        ("Sở Nội vụ tỉnh Tân Giang", "7/QĐ-SNV", date(2024, 2, 9)),
    ],
)
def test_the_head_is_read_back(issuer: str, number: str, signed_on: date, shape: str) -> None:
    document = decision(
        "appoint/1", "transfer/1", issuer=issuer, number=number, signed_on=signed_on, effective_on=signed_on,
        subject="Về việc bổ nhiệm cán bộ", basis=({"number": "138/2020/NĐ-CP", "title": "Nghị định"},),
    )  # fmt: skip
    head = answered(document, shape).reading.head
    assert (head.number, head.kind, head.signed_on, head.effective_on) == (number, "quyết định", signed_on, signed_on)
    assert head.subject.lower() == "về việc bổ nhiệm cán bộ"
    assert [one.number for one in head.basis] == ["138/2020/NĐ-CP"]
    assert head.issuer == issuer.removeprefix("Ban Thường vụ ")
    """The committee is in the head; its standing committee stands above the articles."""


def test_most_kinds_are_read_back() -> None:
    """What is left has an annex or a file, or is told in fewer words than it states."""
    assert len(READ) == 43
    assert len(NOT_READ) <= 9


BOOKS = ListedBooks(
    all_people=tuple(BookPerson(code, one.name, sex=one.sex or "") for code, one in PEOPLE.named.items()),
    names_people=True,
)
NAMED_KINDS = tuple(kind for kind in READ if codes_in([EFFECTS[kind].example()]).keys() & PEOPLE.named.keys())


def read_named(kind: str, shape: str, books: ListedBooks, **fields: Any) -> Answer:
    paper = decision_paper(decision(kind, **fields), SIGNED, people=PEOPLE)
    return understand(
        text=text_of(data=render(paper, shape), name=f"giay.{shape}"), register=listed(NAMED), books=books
    )


@pytest.mark.parametrize("issuer", [STATE, PARTY])
@pytest.mark.parametrize("kind", NAMED_KINDS)
def test_a_clause_with_names_is_read_back(kind: str, issuer: str) -> None:
    answer = read_named(kind, "docx", BOOKS, issuer=issuer)
    assert not [part.text for part in answer.reading.unread if part.may_act]
    assert not answer.questions
    (again,) = effects_of(answer)
    assert compared(again) == compared(decision(kind).effects[0])


@pytest.mark.parametrize(
    "name",
    [
        "H'Hen Niê Mẫu",
        "K'Brôih",
        "Rơ Châm H'Yéo",
        "Điểu K’Ré",
        "Nguyễn Thị Ngọc-Ánh",
        "Thạch Sa Ri",
        "A Lăng Mẫu",
        "Y Blô Thử",
    ],
)
def test_names_of_all_peoples_are_read_back(name: str) -> None:
    people = People({"HS-3": Named(name, "female")})
    paper = decision_paper(decision("appoint/1"), SIGNED, people=people)
    books = ListedBooks(all_people=(BookPerson("HS-3", name, sex="female"),), names_people=True)
    text = text_of(data=render(paper, "docx"), name="giay.docx")
    answer = understand(text=text, register=listed(NAMED), books=books)
    (again,) = effects_of(answer)
    assert compared(again) == compared(decision("appoint/1").effects[0])


@pytest.mark.parametrize(
    ("books", "code"),
    [
        (ListedBooks(), "person_unasked"),
        (ListedBooks(all_people=(BookPerson("HS-9", "Trần Ngọc Ưởng"),), names_people=True), "person_confirm"),
        (ListedBooks(all_people=(BookPerson("HS-3", "Người Khác"),), names_people=True), "person_not_found"),
    ],
)
def test_a_name_that_is_not_of_the_file_is_asked_about(books: ListedBooks, code: str) -> None:
    """The code alone would say who is meant; the paper says a name too, and one of the two is wrong."""
    answer = read_named("appoint/1", "docx", books)
    assert [question.code for question in answer.questions] == [code]
