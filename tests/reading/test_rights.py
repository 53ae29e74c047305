"""Whom a reading may look up: within the rights of whoever reads, written down, and never certain of half a list."""

from __future__ import annotations

from collections.abc import Collection

import pytest
from tests.reading.test_people import AN, DAY, asked_of
from tests.world import World

from tinhgon.reading import ledger_books
from tinhgon.reading.ledger_books import Asker, LedgerBooks
from tinhgon.record.actor import shell
from tinhgon.registers.staff.queries.people import readings_of

CLAUSE = f"1. Cho {AN}, nghỉ hưu kể từ ngày 01/02/2026."
CODED = "1. Bổ nhiệm lại chức vụ Trưởng phòng Kinh tế đối với người có mã hồ sơ HS-1, thời hạn 05 năm."
AN_ID = 3001


def books_of(*hidden: int, purpose: str = "thử đọc") -> LedgerBooks:
    """The books as somebody sees them who may not see these."""

    def known(ids: Collection[int]) -> Collection[int]:
        return set(ids).difference(hidden)

    return LedgerBooks(on=DAY, asker=Asker(shell(purpose=purpose), known))


def codes_of(clauses: str, books: LedgerBooks) -> list[str]:
    return [question.code for question in asked_of(clauses, books=books).questions]


def test_nobody_is_certain_where_not_everybody_was_looked_at(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """More people than are looked at have the words of the name: the one who was seen may not be the one meant."""
    assert codes_of(CLAUSE, books_of()) == []
    monkeypatch.setattr(ledger_books, "_MOST_NAMED", 0)
    assert codes_of(CLAUSE, books_of()) == ["person_confirm"]


def test_a_namesake_whom_the_reader_may_not_see_keeps_the_other_from_being_certain(world: World) -> None:
    assert codes_of(CLAUSE, books_of(AN_ID)) == ["person_unseen"]


def test_a_file_code_tells_nothing_of_whom_the_reader_may_not_see(world: World) -> None:
    """The places of a file were told to everybody who wrote its code into a text, and nothing was written down."""
    for hidden in (books_of(AN_ID), LedgerBooks(on=DAY, asker=None), books_of(purpose="")):
        (question,) = asked_of(CODED, books=hidden).questions
        assert (question.code, question.offered()) == ("post_not_held", ())
    assert not readings_of(AN_ID, limit=9)
    assert codes_of(CODED, books_of()) == []
    assert {reading.purpose for reading in readings_of(AN_ID, limit=9)} == {"thử đọc"}


def test_a_name_is_looked_up_once_for_a_reading(world: World) -> None:
    twice = f"{CLAUSE}\n2. Cho {AN}, nghỉ hưu kể từ ngày 01/02/2026."
    books = books_of()
    asked_of(twice, books=books)
    once = len(readings_of(AN_ID, limit=9))
    asked_of(twice, books=books)
    assert len(readings_of(AN_ID, limit=9)) == once == 2  # the search, and the name that was read
