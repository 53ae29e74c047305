"""A decision with a grade of secrecy that an earlier version signed is given out by no page, list, search or trace."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse
from tests.web.offices import client_of, text
from tests.world import IDS, World, rename

from tinhgon.decisions import signing, verify
from tinhgon.ledger.queries.decisions import WITHHELD

pytestmark = pytest.mark.django_db
SECRET = "Đề án cơ mật mẫu"
UNIT = "An Bình Tuyệt"


@pytest.fixture
def secret(world: World, monkeypatch: pytest.MonkeyPatch) -> int:
    """The ordinal of what a version without the rule of docs/adr/0019 signed."""
    with monkeypatch.context() as earlier:
        earlier.setattr(signing, "need_no_secret", lambda grade: None)
        return world.sign(
            rename("A1", UNIT), on="2022-01-01", confidentiality="utmost_secret", subject=SECRET, signer="Người Ký Mẫu"
        ).ordinal


@pytest.fixture
def reader(secret: int) -> Client:
    return client_of("nguoi.doc")


def test_it_is_in_no_list_search_or_feed(reader: Client) -> None:
    for address in ("/", "/?ngay=01/01/2022", "/quyet-dinh/", "/quyet-dinh/?q=cơ+mật", "/tim/?q=cơ+mật mẫu",
                    "/api/v1/decisions", f"/don-vi/{IDS['A1']}/?ngay=02/01/2022"):  # fmt: skip
        answer = reader.get(address, follow=True)
        assert answer.status_code == 200, address
        assert SECRET not in text(answer), address
        assert "Người Ký Mẫu" not in text(answer), address


def test_it_is_not_opened_printed_or_traced(reader: Client, secret: int) -> None:
    for address in (reverse("decision", args=[secret]), reverse("decision_paper", args=[secret, "docx"]),
                    reverse("trace_entries", args=[secret]), reverse("trace_clause", args=[secret, 1]),
                    f"/api/v1/decisions/{secret}"):  # fmt: skip
        answer = reader.get(address)
        assert answer.status_code == 404, address
        assert UNIT not in text(answer), address


def test_where_another_paper_rests_on_it_only_its_number_stands(world: World, reader: Client, secret: int) -> None:
    later = world.sign(rename("A1", "An Bình Mới"), on="2022-02-01").ordinal
    page = text(reader.get(reverse("decision", args=[later])))
    assert WITHHELD in page
    assert SECRET not in page


def test_the_ledger_with_it_is_sound(secret: int) -> None:
    assert verify().is_sound
