"""Delegating while absent, declaring relatives, the calendar of due dates: what each does to the work."""

from __future__ import annotations

import re
from datetime import date, timedelta

import icalendar
import pytest
from django.test import Client
from tests.cases.test_move import BINH, LAN, MINH, SON
from tests.web.desk import QUICK, act, client, draft, office, submitted, text
from tests.world import World, rows

from tinhgon.cases import house_data, store
from tinhgon.cases.books import Books
from tinhgon.cases.inbox import inbox

pytestmark = pytest.mark.django_db
DELEGATE, DECLARE, CALENDAR = "/viec/uy-quyen/", "/viec/ke-khai/", "/viec/lich/"
TODAY = date.today()


@pytest.fixture
def people(world: World, settings) -> dict[int, Client]:
    settings.DEMO, settings.PASSWORD_HASHERS = False, QUICK
    return office(world)


def day(days: int) -> str:
    return f"{TODAY + timedelta(days=days):%d/%m/%Y}"


FORM = {"nguoi": "HS-4", "tu": day(0), "den": day(5), "van_ban": "5-GUQ/VP"}


def test_a_deputy_has_the_work_from_the_first_day_to_the_last(people: dict[int, Client], world: World) -> None:
    case = submitted(people[LAN], draft(world))
    act(people[LAN], case, "pass", outcome="ok")
    assert people[BINH].post(DELEGATE, FORM).status_code == 302
    assert [(one.case, one.for_person) for one in inbox(3004, on=TODAY)] == [(case, BINH)]
    assert inbox(3004, on=TODAY + timedelta(days=6)) == []
    deputy = client("thay", "HS-4")
    assert "đang có hiệu lực" in text(deputy.get(DELEGATE))
    assert "Thôi ủy quyền" not in text(deputy.get(DELEGATE)).partition("<main")[2], "only the absent one ends it"
    assert deputy.post(DELEGATE, {"viec": "thoi", "nguoi": "HS-4"}).status_code == 400
    assert people[BINH].post(DELEGATE, {"viec": "thoi", "nguoi": "HS-4"}).status_code == 302
    assert inbox(3004, on=TODAY) == []
    kinds = rows("SELECT kind, account FROM act WHERE stream = 'deputy/3004' ORDER BY ordinal")
    assert kinds == [("delegate/1", "binh"), ("end_delegation/1", "binh")]


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ({"nguoi": "HS-99"}, "Không có ai trong sổ"), ({"nguoi": "HS-2"}, "phải là người khác"),
        ({"tu": day(-1)}, "không ủy quyền lùi"), ({"den": day(-1)}, "sau ngày đầu"), ({"den": day(900)}, "một năm"),
        ({"van_ban": ""}, "số văn bản"), ({"tu": "31/02/2026"}, "không phải là ngày"),
    ],
)  # fmt: skip
def test_what_cannot_be_delegated_is_told_and_nothing_is_written(people, wrong: dict[str, str], told: str) -> None:
    refused = people[BINH].post(DELEGATE, {**FORM, **wrong})
    assert (refused.status_code, told in text(refused)) == (400, True), text(refused)
    assert "5-GUQ/VP" in text(refused) or "van_ban" in wrong, "what was typed stays"
    assert rows("SELECT count(*) FROM act WHERE kind = 'delegate/1'") == [(0,)]


def test_delegations_of_others_are_not_seen(people: dict[int, Client]) -> None:
    people[BINH].post(DELEGATE, FORM)
    assert "HS-4" not in text(people[LAN].get(DELEGATE)).partition("<main")[2]


def test_a_declared_relative_is_kept_out_and_nobody_else_sees_it(people: dict[int, Client], world: World) -> None:
    move = {"kind": "transfer/1", "clause": "Điều 1", "person": "HS-3", "at_post": "S1.04"}
    case = submitted(people[LAN], draft(world, move))
    act(people[LAN], case, "pass", outcome="ok")
    assert [one.case for one in inbox(BINH, on=TODAY)] == [case]
    form = {"nguoi": "HS-3", "quan_he": "sibling", "can_cu": "Bản kê khai 02/3/2026"}
    assert people[BINH].post(DECLARE, form).status_code == 302
    mine = text(people[BINH].get(DECLARE))
    assert ("HS-3 là anh, chị, em ruột của bạn" in mine, "Bản kê khai 02/3/2026" in mine) == (True, True)
    assert "bạn là anh, chị, em ruột của HS-2" in text(people[MINH].get(DECLARE))
    assert "HS-3" not in text(people[LAN].get(DECLARE)).partition("<main")[2]
    assert "sibling" not in str(rows("SELECT body FROM act WHERE kind = 'declare_kin/1'"))
    assert (inbox(BINH, on=TODAY), people[BINH].get(f"/viec/{case}/").status_code) == ([], 404)
    assert list(store.differing(Books(), [case])) == [], "the rows of the inbox are what the acts give"
    noted = rows("SELECT account, purpose, person_ids FROM reading WHERE what = 'kê khai quan hệ gia đình của mình'")
    assert ("binh", "kê khai", [BINH, MINH]) in noted
    assert people[BINH].post(DECLARE, form).status_code == 409
    assert {kin.relation for kin in house_data.kin_of([BINH])} == {"sibling"}


@pytest.mark.parametrize("wrong", [{"nguoi": "HS-2"}, {"quan_he": "bạn"}, {"can_cu": "-"}, {"tu": day(3)}])
def test_what_cannot_be_declared_is_told(people, wrong: dict[str, str]) -> None:
    form = {"nguoi": "HS-3", "quan_he": "sibling", "can_cu": "Bản kê khai"}
    assert people[BINH].post(DECLARE, {**form, **wrong}).status_code == 400
    assert rows("SELECT count(*) FROM act WHERE kind = 'declare_kin/1'") == [(0,)]


def test_due_dates_are_read_by_a_calendar_without_names(people: dict[int, Client], world: World) -> None:
    move = {"kind": "transfer/1", "clause": "Điều 1", "person": "HS-3", "at_post": "S1.04"}
    case = submitted(people[LAN], draft(world, move), variant="peoples_committee")
    act(people[LAN], case, "pass", outcome="ok")
    page = text(people[BINH].post(CALENDAR, {"viec": "cap"}))
    address = re.search(r"http://localhost(/viec/lich/[^<]+\.ics)", page)[1]
    assert address not in text(people[BINH].get(CALENDAR)), "shown once"
    program = Client(headers={"host": "localhost"})
    answer = program.get(address)
    assert (answer.status_code, answer["Content-Type"]) == (200, "text/calendar; charset=utf-8")
    lines = answer.content.split(b"\r\n")
    assert all(len(line) <= 75 for line in lines), "RFC 5545, 3.1"
    (due,) = rows("SELECT due FROM case_now WHERE case_id = %s", case)[0]
    events = icalendar.Calendar.from_ical(answer.content).walk("VEVENT")
    dated = [(str(one["uid"]), one["dtstart"].dt) for one in events]
    assert due is not None
    assert dated == [(f"case-{case}-check@tinhgon", due)]
    assert "HS-3" not in answer.content.decode()
    assert "Mẫu" not in answer.content.decode()
    assert rows("SELECT account FROM reading WHERE body LIKE %s", '%"way":"calendar"%') == [("binh",)]
    people[BINH].post(CALENDAR, {"viec": "thu-hoi"})
    assert program.get(address).status_code == 404
    assert program.get("/viec/lich/x.ics").status_code == 404


def test_a_new_address_voids_the_one_before_and_a_closed_account_has_none(people: dict[int, Client]) -> None:
    first, second = (re.search(r"/viec/lich/[^<]+\.ics", text(people[SON].post(CALENDAR)))[0] for _ in range(2))
    program = Client(headers={"host": "localhost"})
    assert (program.get(first).status_code, program.get(second).status_code) == (404, 200)
    from django.contrib.auth.models import User

    User.objects.filter(username="son").update(is_active=False)
    assert program.get(second).status_code == 404
