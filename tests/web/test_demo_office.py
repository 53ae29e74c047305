"""The demo's office: whom a visitor may be, what waits for each, and that it is open nowhere else."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest
from django.contrib.auth.models import Group, User
from django.test import Client
from tests.web.seen import text_of
from tests.world import rows

from tinhgon.cases import store
from tinhgon.cases.books import Books
from tinhgon.config import server
from tinhgon.decisions.verifying import verify
from tinhgon.demo.office import is_open, open_office
from tinhgon.web.kit.roles import GROUP, ROLES

WAITS = {"soan": 2, "soan2": 2, "kiemtra": 1, "pheduyet": 2, "vanthu": 1, "ky": 1, "giamsat": 0, "quantri": 0}


@pytest.fixture(scope="module")
def office_database(servers, server_kind, django_db_setup, django_db_blocker) -> Iterator[tuple[Any, str]]:
    """The demo with its office open, in a database of its own: what the tests do in it is not seen elsewhere."""
    from tests.conftest import sign_the_demo

    chosen = servers[server_kind]
    with django_db_blocker.unblock():
        name = chosen.copy(chosen.template("demo", sign_the_demo))
        with chosen.using(name):
            open_office()
        server.ensure_database()
        yield chosen, name
        chosen.drop(name)


@pytest.fixture
def demo(office_database, settings, django_db_blocker) -> Iterator[None]:
    settings.DEMO = True
    chosen, name = office_database
    with django_db_blocker.unblock():
        with chosen.using(name):
            yield
        server.ensure_database()


def be(name: str) -> Client:
    client = Client(headers={"host": "localhost"})
    answer = client.post("/trinh-dien/", {"vai": name})
    assert (answer.status_code, answer["Location"]) == (302, "/viec/"), name
    return client


@pytest.mark.slow
def test_each_has_work_waiting_and_both_books_are_sound(demo: None) -> None:
    assert is_open()
    open_office()  # opened once
    assert User.objects.filter(groups__name=GROUP).count() == len(ROLES)
    for name, count in WAITS.items():
        page = text_of(be(name).get("/viec/"))
        told = f"{count} việc đang chờ bạn" if count else "Không có việc nào đang chờ bạn"
        assert told in page, (name, page[600:1200])
    assert "Hồ sơ trong phạm vi giám sát 5" in text_of(be("giamsat").get("/viec/"))
    assert verify(replay=False).is_sound
    assert list(store.differing(Books())) == []
    assert rows("SELECT count(*) FROM reading WHERE kind = 'log_in/1'")[0][0] >= len(WAITS)


@pytest.mark.slow
def test_a_newcomer_signs_in_three_clicks(demo: None) -> None:
    """Be the signer, open what waits, look, sign: no password, no reading."""
    signer = be("ky")
    page = signer.get("/viec/").content.decode()
    case = re.findall(r'href="/viec/([0-9]+)/"', page)[0]
    assert f'href="/viec/{case}/ky/"' in signer.get(f"/viec/{case}/").content.decode()
    look = signer.get(f"/viec/{case}/ky/").content.decode()
    assert 'type="password"' not in look
    state = store.load(int(case))
    signed = signer.post(f"/viec/{case}/ky/", {"ban": state.text.digest, "da_xem": str(state.seq)})
    assert signed.status_code == 302
    assert signed["Location"].startswith("/quyet-dinh/")
    assert not store.load(int(case)).is_open


@pytest.mark.slow
def test_rights_are_those_of_whom_one_is(demo: None) -> None:
    assert be("quantri").get("/soan/").status_code == 403
    assert be("soan").get("/soan/").status_code == 200
    assert Client(headers={"host": "localhost"}).get("/soan/").status_code == 200  # nobody in particular, all invented
    case = next(number for number in store.case_numbers())
    assert be("quantri").get(f"/viec/{case}/").status_code == 404
    assert be("giamsat").get(f"/viec/{case}/").status_code == 200


@pytest.mark.django_db
@pytest.mark.parametrize("demo_mode", [True, False])
def test_nobody_becomes_an_account_that_the_demo_has_not_made(settings: Any, demo_mode: bool) -> None:
    settings.DEMO = demo_mode
    group = Group.objects.create(name=GROUP)
    made = {name: User.objects.create_user(name) for name in ("soan", "ky", "giamsat", "kiemtra")}
    made["ky"].groups.add(group)
    made["giamsat"].groups.add(group)
    User.objects.filter(username="giamsat").update(is_superuser=True)
    made["kiemtra"].groups.add(group)
    User.objects.filter(username="kiemtra").update(is_active=False)
    client = Client(headers={"host": "localhost"})
    for name in ("soan", "giamsat", "kiemtra", "khac", ""):
        assert client.post("/trinh-dien/", {"vai": name}).status_code == 404, name
    assert client.get("/trinh-dien/").status_code == 405
    assert client.post("/trinh-dien/", {"vai": "ky"}).status_code == (302 if demo_mode else 404)
