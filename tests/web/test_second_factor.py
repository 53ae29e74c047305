"""The second factor in the browser: switched on by a code, asked at log-in, at a signature, by programs; enforced."""

from __future__ import annotations

import base64

import pyotp
import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.utils import timezone
from tests.cases.test_move import SON
from tests.web.desk import PASSWORD, QUICK, draft, hidden, office
from tests.web.test_cases import at_signing
from tests.world import World, rows

from tinhgon.access import accounts, second_factor
from tinhgon.record.actor import shell
from tinhgon.web.kit import guessing
from tinhgon.web.kit.guessing import Guesses

pytestmark = pytest.mark.django_db
NEW = "chiếc lá cuối cùng rơi"


@pytest.fixture(autouse=True)
def quick(world: World, settings, monkeypatch: pytest.MonkeyPatch) -> None:
    settings.DEMO, settings.PASSWORD_HASHERS = False, QUICK
    monkeypatch.setattr(guessing, "GUESSES", Guesses())
    monkeypatch.setattr(second_factor, "_used", {})


@pytest.fixture
def account() -> User:
    return accounts.create("lan", PASSWORD, by=shell())


def visitor() -> Client:
    return Client(headers={"host": "localhost"})


def by_form(client: Client, **more: str):
    return client.post("/dang-nhap/", {"username": "lan", "password": PASSWORD, **more})


def text(answer) -> str:
    return answer.content.decode()


def switched_on(client: Client) -> tuple[str, list[str]]:
    """The secret of the page, and the recovery codes that are shown when a code of it is right."""
    page = text(client.get("/tai-khoan/hai-lop/"))
    assert "<svg" in page
    secret = client.session["second_factor_secret"]
    assert secret in page
    wrong = client.post("/tai-khoan/hai-lop/", {"viec": "bat", "ma": "000000", "mat_khau": PASSWORD})
    assert (wrong.status_code, "không đúng hoặc đã dùng" in text(wrong)) == (400, True)
    done = client.post("/tai-khoan/hai-lop/", {"viec": "bat", "ma": pyotp.TOTP(secret).now(), "mat_khau": PASSWORD})
    codes = [one.partition("<")[0] for one in text(done).split('<li class="mono">')[1:]]
    assert (done.status_code, len(codes), "no-store" in done["Cache-Control"]) == (200, 10, True)
    return secret, codes


def test_a_password_alone_logs_nobody_in_once_it_is_on(account: User) -> None:
    client = visitor()
    assert by_form(client)["Location"] == "/"
    secret, codes = switched_on(client)
    assert "hai lớp: bật" in text(client.get("/tai-khoan/"))

    other = visitor()
    half = by_form(other, next="/don-vi/")
    assert half["Location"] == "/dang-nhap/ma/?next=%2Fdon-vi%2F"
    assert other.get("/tai-khoan/").status_code == 302, "nobody is logged in yet"
    assert other.post("/dang-nhap/ma/", {"ma": "123456"}).status_code == 400
    inside = other.post("/dang-nhap/ma/", {"ma": pyotp.TOTP(secret).now(), "next": "/don-vi/"})
    assert inside["Location"] == "/don-vi/"
    assert other.get("/tai-khoan/").status_code == 200
    third = visitor()
    by_form(third)
    assert third.post("/dang-nhap/ma/", {"ma": pyotp.TOTP(secret).now()}).status_code == 400, "a code counts once"
    assert third.post("/dang-nhap/ma/", {"ma": codes[3]}).status_code == 302
    assert second_factor.factor_of(account.pk).codes_left == 9
    assert rows("SELECT count(*) FROM reading WHERE kind = 'log_in_failed/1'") == [(2,)]
    assert secret not in str(rows("SELECT body FROM act"))


def test_without_the_first_step_there_is_no_second(account: User) -> None:
    assert visitor().get("/dang-nhap/ma/")["Location"] == "/dang-nhap/"
    assert visitor().post("/dang-nhap/ma/", {"ma": "123456"})["Location"] == "/dang-nhap/"
    secret = second_factor.new_secret()
    second_factor.switch_on(account, secret, pyotp.TOTP(secret).now(), by=shell(), now=timezone.now())
    client = visitor()
    by_form(client)
    accounts.set_password(account, NEW, by=shell())
    assert client.post("/dang-nhap/ma/", {"ma": pyotp.TOTP(secret).now()})["Location"] == "/dang-nhap/"


def test_wrong_codes_make_the_next_wait_and_a_right_password_does_not_help(account: User) -> None:
    secret = second_factor.new_secret()
    second_factor.switch_on(account, secret, pyotp.TOTP(secret).now(), by=shell(), now=timezone.now())
    for _ in range(guessing.FREE + 1):
        client = visitor()
        by_form(client)
        assert client.post("/dang-nhap/ma/", {"ma": "111111"}).status_code == 400
    told = client.post("/dang-nhap/ma/", {"ma": pyotp.TOTP(secret).now()})
    assert (told.status_code, int(told["Retry-After"]) >= 1) == (429, True)


def test_basic_needs_the_code_and_a_token_does_not(account: User) -> None:
    secret = second_factor.new_secret()
    second_factor.switch_on(account, secret, pyotp.TOTP(secret).now(), by=shell(), now=timezone.now())
    basic = {"host": "localhost", "authorization": "Basic " + base64.b64encode(f"lan:{PASSWORD}".encode()).decode()}
    refused = Client(headers=basic).get("/api/v1/units")
    assert (refused.status_code, refused.json()["code"]) == (403, "second_factor_needed")
    coded = {**basic, "x-second-factor": pyotp.TOTP(secret).now()}
    assert Client(headers=coded).get("/api/v1/units").status_code == 200
    assert Client(headers=coded).get("/api/v1/units").status_code == 400, "a code counts once"
    from datetime import date

    token = accounts.give_token(account, today=date.today(), days=2, by=shell())
    assert (
        Client(headers={"host": "localhost", "authorization": f"Bearer {token}"}).get("/api/v1/units").status_code
        == 200
    )


def test_where_the_house_asks_it_nothing_else_is_done_before(account: User, settings) -> None:
    settings.SECOND_FACTOR = ["quan-tri", "ky"]
    client = visitor()
    by_form(client)
    assert client.get("/don-vi/").status_code == 200, "not asked of an account without these rights"
    accounts.set_role(account, "quan-tri", given=True, by=shell())
    client = visitor()
    by_form(client)
    for page in ("/", "/don-vi/", "/tai-khoan/quan-tri/", "/viec/"):
        assert client.get(page)["Location"] == "/tai-khoan/hai-lop/", page
    told = client.get("/api/v1/units")
    assert (told.status_code, told.json()["code"]) == (403, "log_in_unfinished")
    _secret, codes = switched_on(client)
    assert client.get("/tai-khoan/quan-tri/").status_code == 200
    off = client.post("/tai-khoan/hai-lop/", {"viec": "tat", "ma": codes[0], "mat_khau": PASSWORD})
    assert (off.status_code, "Cơ quan yêu cầu" in text(off)) == (409, True)


def test_off_and_new_codes_ask_password_and_code(account: User) -> None:
    client = visitor()
    by_form(client)
    _secret, codes = switched_on(client)
    for sent in ({"mat_khau": "sai", "ma": codes[0]}, {"mat_khau": PASSWORD, "ma": "999999"}):
        assert client.post("/tai-khoan/hai-lop/", {"viec": "tat", **sent}).status_code == 400
    fresh = client.post("/tai-khoan/hai-lop/", {"viec": "ma-moi", "mat_khau": PASSWORD, "ma": codes[0]})
    assert (fresh.status_code, codes[1] in text(fresh)) == (200, False)
    assert client.post("/tai-khoan/hai-lop/", {"viec": "tat", "mat_khau": PASSWORD, "ma": codes[1]}).status_code == 400
    new = text(fresh).split('<li class="mono">')[1].partition("<")[0]
    assert client.post("/tai-khoan/hai-lop/", {"viec": "tat", "mat_khau": PASSWORD, "ma": new}).status_code == 302
    assert second_factor.factor_of(account.pk) is None
    kinds = [
        kind
        for (kind,) in rows("SELECT kind FROM act WHERE stream = %s ORDER BY ordinal", f"second-factor/{account.pk}")
    ]
    assert kinds == ["second_factor_on/1", "use_recovery_code/1", "new_recovery_codes/1", "use_recovery_code/1",
                     "second_factor_off/1"]  # fmt: skip


def test_a_signature_asks_the_code_on_the_page_and_by_the_api_and_a_refusal_is_written_down(world: World) -> None:
    people = office(world)
    case = at_signing(people, draft(world))
    son = User.objects.get(username="son")
    secret = second_factor.new_secret()
    codes = second_factor.switch_on(son, secret, pyotp.TOTP(secret).now(), by=shell(), now=timezone.now())
    page = people[SON].get(f"/viec/{case}/ky/")
    assert 'name="ma"' in text(page)
    form = {"da_xem": hidden(text(page), "da_xem"), "ban": hidden(text(page), "ban"), "mat_khau": PASSWORD}
    for wrong in ({}, {"ma": "000000"}):
        refused = people[SON].post(f"/viec/{case}/ky/", {**form, **wrong})
        assert (refused.status_code, "không đúng hoặc đã dùng" in text(refused)) == (400, True)
    body = {"kind": "sign", "password": PASSWORD, "code": "111111"}
    program = people[SON].post(f"/api/v1/cases/{case}/acts", body, content_type="application/json")
    assert (program.status_code, program.json()["code"]) == (400, "second_factor_wrong")
    noted = rows("SELECT account, body LIKE %s FROM reading WHERE kind = 'log_in_failed/1' ORDER BY id", '%"api"%')
    assert noted == [("son", False), ("son", False), ("son", True)]
    assert rows("SELECT count(*) FROM act WHERE kind = 'sign/1'") == [(0,)]
    signed = people[SON].post(f"/viec/{case}/ky/", {**form, "ma": codes[0]})
    assert signed.status_code == 302, text(signed)
    assert rows("SELECT count(*) FROM act WHERE kind = 'sign/1'") == [(1,)]


def test_a_known_secret_gives_the_codes_of_the_standard() -> None:
    """RFC 6238, appendix B: SHA-1, the last six digits of eight."""
    secret = base64.b32encode(b"12345678901234567890").decode()
    known = {59: "287082", 1111111109: "081804", 1111111111: "050471", 1234567890: "005924", 2000000000: "279037"}
    assert {at: pyotp.TOTP(secret).at(at) for at in known} == known
