"""Lists of the API: a page at a time without gap or repeat, names within reach and for a purpose, readings noted."""

from __future__ import annotations

import json
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from tests.web.desk import QUICK, draft
from tests.web.offices import client_of
from tests.world import World, effect, post, rows

from tinhgon.registers.establishment.access import DRAFT_DECISIONS, READ_FILES
from tinhgon.web.api import books, desk, lists

pytestmark = pytest.mark.django_db
WHY = {"purpose": "tích hợp phần mềm nhân sự"}
API = "/api/v1"


@pytest.fixture
def office(world: World, settings) -> World:
    settings.DEMO, settings.PASSWORD_HASHERS = False, QUICK
    world.sign(effect("set_access", posts=["S1.01"], access=[READ_FILES, DRAFT_DECISIONS]), on="2022-01-01",
               number="12/QĐ-MẪU")  # fmt: skip
    return world


@pytest.fixture
def head(office: World) -> Client:
    return client_of("lan", file="HS-1")


def got(client: Client, path: str, **asked: Any) -> dict[str, Any]:
    answer = client.get(f"{API}{path}", asked)
    assert answer.status_code == 200, answer.content.decode()
    told: dict[str, Any] = json.loads(answer.content)
    return told


def walked(client: Client, path: str, **asked: Any) -> list[dict[str, Any]]:
    """All items, page after page."""
    found, cursor = [], None
    for _ in range(100):
        page = got(client, path, **asked, **({} if cursor is None else {"cursor": cursor}))
        found += page["items"]
        cursor = page["next"]
        if cursor is None:
            return found
    raise AssertionError("it never ends")


def test_people_come_by_pages_and_names_within_reach_for_a_purpose(head: Client, monkeypatch) -> None:
    client = Client(headers={"host": "localhost"})
    client.force_login(User.objects.get())  # a session in which no purpose was stated
    whole = got(client, "/persons")
    codes = [one["code"] for one in whole["items"]]
    assert (len(codes) >= 5, whole["next"], codes) == (True, None, sorted(codes))
    assert {one["name"] for one in whole["items"]} == {None}, "no purpose, no name"
    assert rows("SELECT count(*) FROM reading WHERE what LIKE 'danh sách nhân sự, qua API'") == [(0,)]
    monkeypatch.setattr(lists, "PAGE", 2)
    named = walked(client, "/persons", **WHY)
    assert [one["code"] for one in named] == codes
    told = {one["code"]: one["name"] for one in named}
    assert told["HS-1"] == "Nguyễn Văn Mẫu"
    assert told["HS-5"] is None, "out of reach"
    kept = rows("SELECT account, purpose, person_ids FROM reading WHERE kind = 'read_names/1' ORDER BY id")
    assert {person for _, _, people in kept for person in people} == {
        3000 + int(code[3:]) for code, name in told.items() if name
    }
    assert {(account, purpose) for account, purpose, _ in kept} == {("lan", WHY["purpose"])}


def test_whoever_has_no_right_gets_codes_and_nothing_more(office: World) -> None:
    plain = client_of("minh")
    assert {one["name"] for one in got(plain, "/persons", **WHY)["items"]} == {None}
    assert plain.get(f"{API}/persons/HS-3", WHY).status_code == 403
    cell = {"report": "staff-quality", "row": "total", "column": "female", **WHY}
    refused = plain.get(f"{API}/traces", cell)
    assert (refused.status_code, refused.json()["code"]) == (403, "report_guarded")
    table = got(plain, "/reports/staff-quality", **WHY)
    assert "female" in table["guarded"]
    assert plain.get(f"{API}/acts").status_code == 403
    assert plain.get(f"{API}/drafts").status_code == 403


def test_a_cell_is_the_sum_of_what_it_opens_to_and_whose_it_was_is_noted(office: World, monkeypatch) -> None:
    boss = client_of("sep", is_superuser=True)
    monkeypatch.setattr(lists, "PAGE", 1)
    table = got(boss, "/reports/staff-quality", **WHY)
    value = table["totals"]["female"]
    cell = {"report": "staff-quality", "row": "total", "column": "female", **WHY}
    found = walked(boss, "/traces", **cell)
    assert (sum(one["amount"] for one in found), len(found)) == (value, got(boss, "/traces", **cell)["count"])
    assert value >= 1
    assert rows("SELECT count(*) > 0 FROM reading WHERE account = 'sep' AND kind = 'read_names/1'") == [(True,)]
    lines = walked(boss, "/reports/establishment")
    assert len({one["key"] for one in lines}) == len(lines) > 1
    assert {one["report"] for one in got(boss, "/reports")["items"]} >= {"establishment", "staff-quality"}


def test_drafts_and_decisions_read_no_more_than_a_page(office: World, head: Client, monkeypatch) -> None:
    numbers = [draft(office, new_post=f"S1.3{n}") for n in range(5)]
    monkeypatch.setattr(desk, "PAGE", 2)
    monkeypatch.setattr(books, "PAGE", 2)
    assert [one["draft"] for one in walked(head, "/drafts")] == sorted(numbers, reverse=True)
    every = [ordinal for (ordinal,) in rows("SELECT ordinal FROM decision ORDER BY ordinal")]
    assert [one["ordinal"] for one in walked(head, "/decisions")] == every
    for path in ("/drafts", "/decisions"):
        with CaptureQueriesContext(connection) as asked:
            got(head, path)
        (listing,) = [one["sql"] for one in asked if "FROM draft d" in one["sql"] or "FROM decision d\n" in one["sql"]]
        assert "LIMIT 3" in listing


def test_the_record_is_for_supervision_within_reach(office: World, monkeypatch) -> None:
    new = post("D1.01", "Thanh tra", access=["giam-sat"], bloc="state")
    office.sign({"kind": "create_posts/1", "clause": "Điều 1", "unit": {"code": "D1"}, "posts": [new]},
                {"kind": "transfer/1", "clause": "Điều 2", "person": "HS-5", "at_post": "D1.01"}, on="2022-02-01",
                number="14/QĐ-MẪU")  # fmt: skip
    above, boss = client_of("son", file="HS-5"), client_of("sep", is_superuser=True)
    monkeypatch.setattr(lists, "PAGE", 3)
    every = [ordinal for (ordinal,) in rows("SELECT ordinal FROM act ORDER BY ordinal")]
    assert [one["ordinal"] for one in walked(boss, "/acts")] == every
    assert all(one["account"] == "lan" for one in walked(above, "/acts")), "acts of people in reach alone"
    assert "payload" not in str(got(boss, "/acts"))
    one_stream = walked(boss, "/acts", stream="account/1")
    assert {one["stream"] for one in one_stream} <= {"account/1"}
    assert rows("SELECT count(*) > 3 FROM reading WHERE kind = 'read_log/1' AND what = 'sổ việc, qua API'") == [(True,)]


def test_a_cursor_that_is_none_is_told(head: Client) -> None:
    for path in ("/drafts", "/decisions", "/cases", "/inbox"):
        refused = head.get(f"{API}{path}", {"cursor": "-1"})
        assert (refused.status_code, refused.json()["code"]) == (400, "fields_invalid"), path
