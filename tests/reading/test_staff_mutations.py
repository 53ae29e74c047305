"""A word put anywhere into a clause on people, establishment or offices: it is asked, unread, or drafted as if without.

A small province of lists: the names are certain, so that nothing but the words decides.
"""

from __future__ import annotations

from typing import Any

import pytest
from tests.reading.conftest import listed
from tests.reading.test_family import STATE

from tinhgon.basis.errors import Refusal
from tinhgon.reading import draft_document, understand
from tinhgon.reading.books import BookPerson, BookPlace, BookPost, BookUnit, ListedBooks

UNITS = (
    BookUnit("T1", "Tân Giang", "tỉnh", code="T1"),
    BookUnit("SNV", "Nội vụ", "sở", "state_agency", "SNV", "T1"),
    BookUnit("STC", "Tài chính", "sở", "state_agency", "STC", "T1"),
    BookUnit("SKH", "Kế hoạch và Đầu tư", "sở", "state_agency", "SKH", "T1"),
    BookUnit("PKT", "Kinh tế", "phòng", "state_agency", "PKT", "T1"),
)
HEAD, OTHER, CHIEF = (
    BookPost("1", "Giám đốc", "SNV", 1),
    BookPost("2", "Giám đốc", "STC"),
    BookPost("3", "Trưởng phòng", "PKT", 1),
)
PEOPLE = (
    BookPerson("HS-1", "Nguyễn Văn An", 1970, 3, (BookPlace("SNV", HEAD),), sex="male"),
    BookPerson("HS-2", "Trần Thị Bình", 1975, 5, (BookPlace("PKT", CHIEF),), sex="female"),
)
BOOKS = ListedBooks(UNITS, (HEAD, OTHER, CHIEF), PEOPLE, {}, names_people=True)
REGISTER = listed("T1 Tân Giang|tỉnh|1|")
CLAUSES = [
    "Bổ nhiệm ông Nguyễn Văn An, Giám đốc Sở Nội vụ, giữ chức vụ Giám đốc Sở Tài chính, thời hạn 05 năm.",
    "Ông Nguyễn Văn An, Giám đốc Sở Nội vụ, nghỉ hưu theo chế độ kể từ ngày 01/02/2026.",
    "Giao quyền Giám đốc Sở Tài chính cho ông Nguyễn Văn An, Giám đốc Sở Nội vụ, kể từ ngày 01/02/2026.",
    "Miễn nhiệm chức vụ Giám đốc Sở Nội vụ đối với ông Nguyễn Văn An để nghỉ hưu theo chế độ.",
    "Cho bà Trần Thị Bình, Trưởng phòng Kinh tế, thôi việc theo nguyện vọng kể từ ngày 01/02/2026.",
    "Giao bổ sung 12 biên chế công chức cho Sở Tài chính năm 2026.",
    "Điều chuyển 05 biên chế công chức từ Sở Nội vụ sang Sở Tài chính.",
    "Cắt giảm 02 biên chế công chức của Sở Nội vụ; lý do: nghỉ hưu đúng tuổi.",
    "Thành lập Phòng Thi đua trực thuộc Sở Nội vụ.",
    "Hợp nhất Sở Kế hoạch và Đầu tư với Sở Tài chính thành Sở Tài chính - Kế hoạch.",
    "Sáp nhập Sở Kế hoạch và Đầu tư vào Sở Tài chính.",
    "Đổi tên Sở Nội vụ thành Sở Nội vụ và Dân tộc.",
]
WORDS = ("không", "sẽ", "có thể", "nếu được chấp thuận", "trừ", "tạm thời", "hoặc", "đủ điều kiện")


def drafted(clause: str) -> list[dict[str, Any]] | None:
    answer = understand(text=STATE.format(clauses=f"1. {clause}"), register=REGISTER, books=BOOKS)
    try:
        return [effect.model_dump() for effect in draft_document(answer=answer, books=BOOKS).effects]
    except Refusal:
        return None


@pytest.mark.parametrize("clause", CLAUSES, ids=[clause[:24] for clause in CLAUSES])
def test_a_word_too_many_is_never_passed_over(clause: str) -> None:
    assert drafted(clause)
    words = clause.removesuffix(".").split(" ")
    for word in WORDS:
        for place in range(len(words) + 1):
            text = f"{' '.join([*words[:place], word, *words[place:]])}."
            assert drafted(text) is None, text
