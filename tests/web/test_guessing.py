"""Guessing passwords: waits that grow, the same by form, API and Basic; weak passwords; sessions that idle."""

from __future__ import annotations

import base64
import threading
import time

import pytest
from django.contrib.auth.models import User
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.test import Client
from tests.web.seen import text_of

from tinhgon.web.kit import guessing
from tinhgon.web.kit.guessing import Guesses, MustWait

pytestmark = pytest.mark.django_db
RIGHT = "chiếc lá cuối cùng rơi"


@pytest.fixture(autouse=True)
def fresh(monkeypatch: pytest.MonkeyPatch, settings) -> None:
    settings.DEMO = False
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    monkeypatch.setattr(guessing, "GUESSES", Guesses())


@pytest.fixture
def account() -> User:
    return User.objects.create_user("canbo", password=RIGHT)


def by_form(password: str, name: str = "canbo", **extra: str):
    client = Client(headers={"host": "localhost"}, **extra)
    return client.post("/dang-nhap/", {"username": name, "password": password})


def by_basic(password: str, name: str = "canbo"):
    coded = base64.b64encode(f"{name}:{password}".encode()).decode()
    client = Client(headers={"host": "localhost", "authorization": f"Basic {coded}"})
    return client.get("/api/v1/persons/HS-1")


def test_after_some_wrong_ones_even_the_right_one_waits_everywhere(account: User) -> None:
    for _ in range(guessing.FREE + 1):
        assert by_form("sai").status_code == 200
    told = by_form(RIGHT)
    assert told.status_code == 429
    assert "đợi" in text_of(told)
    assert int(told["Retry-After"]) >= 1
    program = by_basic(RIGHT)
    assert (program.status_code, program.json()["code"]) == (429, "must_wait")
    assert by_form(RIGHT, name="CanBo").status_code == 429, "letters of another size are the same account"
    assert by_form("sai", name="nguoi-khac").status_code == 200, "others do not wait"


def test_wrong_ones_by_basic_count_too(account: User) -> None:
    for _ in range(guessing.FREE + 1):
        assert by_basic("sai").status_code == 401
    assert by_form(RIGHT).status_code == 429


def test_the_wait_doubles_to_a_bound_and_a_right_one_ends_it(monkeypatch: pytest.MonkeyPatch) -> None:
    now = [1000.0]
    monkeypatch.setattr(guessing.time, "monotonic", lambda: now[0])
    guesses, who = Guesses(), ("account", "a")
    waits = []
    for _ in range(30):
        guesses.wrong(who)
        try:
            guesses.need_no_wait(who)
            waits.append(0)
        except MustWait as refusal:
            waits.append(refusal.seconds)
            now[0] += refusal.seconds
    assert waits[: guessing.FREE + 3] == [0] * guessing.FREE + [2, 4, 8]
    assert max(waits) == guessing.LONGEST
    guesses.right(who)
    guesses.wrong(who)
    guesses.need_no_wait(who)


def test_many_accounts_from_one_address_wait(account: User, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(guessing, "FREE_OF_ADDRESS", 6)
    for number in range(7):
        by_form("sai", name=f"ai-{number}", REMOTE_ADDR="203.0.113.7")
    assert by_form(RIGHT, REMOTE_ADDR="203.0.113.7").status_code == 429
    assert by_form(RIGHT, REMOTE_ADDR="203.0.113.8").status_code == 302


def test_twenty_at_once_do_not_occupy_the_server(monkeypatch: pytest.MonkeyPatch) -> None:
    """20 wrong log-ins side by side made the other pages wait 15 seconds: all but two are sent away at once."""
    monkeypatch.setattr(guessing.ModelBackend, "authenticate", lambda *_, **__: time.sleep(0.5))
    answers: list[object] = []

    def try_it(number: int) -> None:
        began = time.monotonic()
        try:
            guessing.Backend().authenticate(None, username=f"ai-{number}", password="sai")
            answers.append("looked at")
        except MustWait:
            answers.append(time.monotonic() - began)

    threads = [threading.Thread(target=try_it, args=(number,)) for number in range(20)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert 2 <= answers.count("looked at") <= 4
    assert all(seconds < 0.4 for seconds in answers if isinstance(seconds, float))


@pytest.mark.parametrize(
    "weak",
    [
        "password1234", "Password2026!!", "MatKhau@123456", "aaaaaaaaaaaaa", "abababababab", "abcabcabcabc!",
        "123456789012", "qwertyuiop[]", "tinhgon-2026-11", "000000000001", "Mật khẩu 123456", "abcdefghijklm",
        "sunshine!!!!", "ngắn quá", "canbo-canbo-canbo",
    ],
)  # fmt: skip
def test_a_weak_password_is_refused(weak: str) -> None:
    with pytest.raises(ValidationError):
        validate_password(weak, User(username="canbo"))


@pytest.mark.parametrize("good", [RIGHT, "correct horse battery staple", "7 con vịt qua sông Hậu", "kV9#tq2LmZ-84"])
def test_a_good_one_is_taken(good: str) -> None:
    validate_password(good, User(username="canbo"))


def test_who_idles_is_logged_out(account: User, settings) -> None:
    client = Client(headers={"host": "localhost"})
    client.force_login(account)
    assert client.get("/").status_code == 200
    session = client.session
    session["last_seen"] = int(time.time()) - settings.IDLE_SECONDS + 60
    session.save()
    assert client.get("/").status_code == 200, "not yet, and the time begins anew"
    session = client.session
    session["last_seen"] = int(time.time()) - settings.IDLE_SECONDS - 1
    session.save()
    gone = client.get("/")
    assert (gone.status_code, gone["Location"].startswith("/dang-nhap/")) == (302, True)
