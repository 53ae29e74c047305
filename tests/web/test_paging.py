"""A long list a page at a time: the lines of a page and the addresses beside it."""

from datetime import date

import pytest

from tinhgon.basis.asof import AsOf
from tinhgon.web.kit.asking import Asked
from tinhgon.web.kit.paging import paged

DAY = date(2025, 7, 1)
ASKED = Asked(AsOf(DAY), DAY, path="/don-vi/", others=(("tim", "an"), ("trang", "2")))


@pytest.mark.parametrize(
    ("count", "page", "lines"),
    [(0, 1, ""), (0, 9, ""), (3, 1, "abc"), (4, 1, "abcd"), (9, 1, "abcd"), (9, 2, "efgh"), (9, 3, "i"), (9, 77, "i")],
)
def test_a_page_has_its_lines_and_past_the_end_is_the_last(count: int, page: int, lines: str) -> None:
    at = paged(ASKED, count, size=4, page=page)
    assert "".join(at.part("abcdefghi"[:count])) == lines
    assert (at.last - at.first + 1 if count else at.first + at.last) == len(lines)
    assert at.offset == "abcdefghi".find(lines[:1])


def test_the_pages_beside_it_keep_what_else_was_asked() -> None:
    first, middle, last = (paged(ASKED, 9, size=4, page=page) for page in (1, 2, 3))
    assert (first.previous_href, first.next_href) == ("", "/don-vi/?tim=an&trang=2")
    assert (middle.previous_href, middle.next_href) == ("/don-vi/?tim=an&trang=1", "/don-vi/?tim=an&trang=3")
    assert (last.previous_href, last.next_href) == ("/don-vi/?tim=an&trang=2", "")
    assert paged(ASKED, 9, size=4, page=1, name="trang2").next_href == "/don-vi/?tim=an&trang=2&trang2=2"
