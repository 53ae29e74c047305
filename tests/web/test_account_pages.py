"""Pages of accounts: one's password, accounts kept by whoever may, the first run; and what none of them can do."""

from __future__ import annotations

import re

import pytest
from django.contrib.auth.models import User
from django.test import Client
from tests.web.desk import PASSWORD, QUICK
from tests.web.offices import client_of
from tests.world import World, effect, post, rows

from tinhgon.access import accounts, ties
from tinhgon.record.actor import shell
from tinhgon.web.kit import guessing
from tinhgon.web.kit.guessing import Guesses

pytestmark = pytest.mark.django_db
NEW = "chiếc lá cuối cùng rơi"
LIST = "/tai-khoan/quan-tri/"


@pytest.fixture(autouse=True)
def quick(world: World, settings, monkeypatch: pytest.MonkeyPatch) -> None:
    settings.DEMO, settings.PASSWORD_HASHERS = False, QUICK
    monkeypatch.setattr(guessing, "GUESSES", Guesses())


def text(answer) -> str:
    return answer.content.decode()


def visitor() -> Client:
    return Client(headers={"host": "localhost"})


def logged_in(name: str, password: str) -> Client:
    client = visitor()
    assert client.post("/dang-nhap/", {"username": name, "password": password}).status_code == 302
    return client


@pytest.fixture
def keeper(quick) -> Client:
    client = client_of("quan.tri")
    accounts.set_role(User.objects.get(username="quan.tri"), "quan-tri", given=True, by=shell())
    return client


def test_one_changes_ones_password_and_other_sessions_end(quick) -> None:
    accounts.create("lan", PASSWORD, by=shell())
    here, elsewhere = logged_in("lan", PASSWORD), logged_in("lan", PASSWORD)
    form = {"mat_khau": PASSWORD, "moi": NEW, "lai": NEW}
    for wrong, told in [({"mat_khau": "sai"}, "Mật khẩu không đúng"), ({"lai": "khác"}, "không giống nhau"),
                        ({"moi": PASSWORD, "lai": PASSWORD}, "phải khác"),
                        ({"moi": "Mật khẩu 123456", "lai": "Mật khẩu 123456"}, "từ thông dụng")]:  # fmt: skip
        refused = here.post("/tai-khoan/mat-khau/", {**form, **wrong})
        assert (refused.status_code, told in text(refused)) == (400, True), wrong
    assert here.post("/tai-khoan/mat-khau/", form)["Location"] == "/tai-khoan/?xong=mat-khau"
    assert here.get("/tai-khoan/").status_code == 200
    assert elsewhere.get("/tai-khoan/").status_code == 302
    assert logged_in("lan", NEW)
    told = [act.payload["change"] for act in accounts.changes_of(User.objects.get(username="lan"))]
    assert told == ["created", "password"]


def test_who_keeps_accounts_makes_one_that_sees_nobody_and_must_change_its_password(keeper: Client) -> None:
    made = keeper.post(LIST, {"ten": "minh", "ho_ten": "Minh", "ho_so": "HS-1"})
    password = re.search(r'<b class="mono">([a-z0-9-]{19})</b>', text(made))[1]
    assert "no-store" in made["Cache-Control"]
    assert password not in text(keeper.get(LIST))
    minh = logged_in("minh", password)
    assert minh.get("/don-vi/")["Location"] == "/tai-khoan/mat-khau/"
    assert minh.post("/tai-khoan/mat-khau/", {"mat_khau": password, "moi": NEW, "lai": NEW}).status_code == 302
    assert minh.get("/don-vi/").status_code == 200
    assert minh.get("/nhan-su/HS-3/").status_code in (302, 403)
    assert minh.get(LIST).status_code == 403
    account = User.objects.get(username="minh")
    assert ties.tied_person(account.pk) == 3001
    by = rows("SELECT account FROM act WHERE stream = %s ORDER BY ordinal", f"login/{account.pk}")
    assert by == [("quan.tri",), ("minh",)]


def test_each_change_is_an_act_and_does_what_it_says(keeper: Client) -> None:
    lan = accounts.create("lan", PASSWORD, by=shell())
    session, page = logged_in("lan", PASSWORD), f"{LIST}{lan.pk}/"
    from datetime import date

    token = accounts.give_token(lan, today=date.today(), days=3, by=shell())
    program = Client(headers={"host": "localhost", "authorization": f"Bearer {token}"})
    assert program.get("/api/v1/units").status_code == 200
    assert "Đã thu hồi" in text(keeper.post(page, {"viec": "thu-hoi"}))
    assert program.get("/api/v1/units").status_code == 401
    assert "Đã gắn lan với hồ sơ HS-2" in text(keeper.post(page, {"viec": "gan", "ho_so": "HS-2"}))
    assert keeper.post(page, {"viec": "gan", "ho_so": "HS-99"}).status_code == 400
    assert "Đã gỡ" in text(keeper.post(page, {"viec": "go"}))
    assert "Đã khóa" in text(keeper.post(page, {"viec": "khoa"}))
    assert session.get("/tai-khoan/").status_code == 302
    assert "Đã mở lại" in text(keeper.post(page, {"viec": "mo"}))
    password = re.search(r'<b class="mono">([^<]+)</b>', text(keeper.post(page, {"viec": "mat-khau"})))[1]
    assert logged_in("lan", password).get("/")["Location"] == "/tai-khoan/mat-khau/"
    told = [act.payload["change"] for act in accounts.changes_of(lan)]
    assert told == ["created", "token_given", "tokens_revoked", "closed", "opened", "password"]
    assert keeper.post(page, {"viec": "xóa"}).status_code == 409


def test_a_keeper_has_no_names_and_no_way_up(keeper: Client) -> None:
    boss = User.objects.create_superuser("sep", password=PASSWORD)
    mine = User.objects.get(username="quan.tri")
    for number in (boss.pk, mine.pk):
        refused = keeper.post(f"{LIST}{number}/", {"viec": "mat-khau"})
        assert refused.status_code == 403 or "chỉ đổi bằng lệnh" in text(refused)
    assert boss.check_password(PASSWORD)
    boss.refresh_from_db()
    assert boss.check_password(PASSWORD)
    for page in ("/nhan-su/HS-1/", "/soan/", "/nhat-ky/"):
        assert keeper.get(page).status_code == 403, page
    ties.tie(accounts.create("lan", PASSWORD, by=shell()).pk, "HS-1", by=shell())
    shown = text(keeper.get(LIST))
    assert ("HS-1" in shown, "Nguyễn Văn Mẫu" in shown) == (True, False)


def test_a_keeper_by_post_reaches_the_people_of_the_unit_alone(world: World) -> None:
    world.sign(effect("set_access", posts=["S1.01"], access=["quan-tri"]), on="2022-01-01", number="12/QĐ-MẪU")
    keeper = client_of("truong.phong", file="HS-1")
    near, far = (accounts.create(name, PASSWORD, by=shell()) for name in ("gan", "xa"))
    ties.tie(near.pk, "HS-2", by=shell())
    ties.tie(far.pk, "HS-5", by=shell())
    shown = text(keeper.get(LIST))
    assert (">gan<" in shown, ">xa<" in shown) == (True, False)
    assert keeper.get(f"{LIST}{far.pk}/").status_code == 404
    assert keeper.post(LIST, {"ten": "moi", "ho_so": ""}).status_code == 400, "a file within reach is stated"
    assert keeper.post(LIST, {"ten": "moi", "ho_so": "HS-4"}).status_code in (200, 403, 422)
    assert keeper.post(f"{LIST}{near.pk}/", {"viec": "khoa"}).status_code == 200


# -- first run ---------------------------------------------------------------------------------------------------------


def test_the_first_account_is_made_with_the_code_of_the_console(quick) -> None:
    User.objects.all().delete()
    client, code = visitor(), accounts.first_code()
    assert "Sổ chưa có tài khoản nào" in text(client.get("/dang-nhap/"))
    form = {"ten": "quan.tri", "ho_ten": "Quản trị", "moi": NEW, "lai": NEW}
    for wrong in (
        {"ma": ""},
        {"ma": "0" * 20},
        {"ma": code, "lai": "khác"},
        {"ma": code, "moi": "ngắn", "lai": "ngắn"},
    ):
        assert client.post("/bat-dau/", {**form, **wrong}).status_code == 400, wrong
    assert not User.objects.exists()
    page = client.get("/bat-dau/", {"ma": code})
    assert (page.status_code, code in text(page)) == (200, True)
    begun = client.post("/bat-dau/", {**form, "ma": code})
    assert begun["Location"] == "/tai-khoan/quan-tri/?xong=bat-dau"
    assert "Tài khoản đầu tiên đã có" in text(client.get(begun["Location"]))
    account = User.objects.get()
    assert (account.is_superuser, accounts.roles_of(account)) == (False, ["quan-tri"])
    assert client.get("/nhan-su/HS-1/").status_code == 403
    assert visitor().get("/bat-dau/", {"ma": code}).status_code == 404
    assert visitor().post("/bat-dau/", {**form, "ten": "hai", "ma": code}).status_code == 404


def test_the_demo_has_no_first_run(quick, settings) -> None:
    User.objects.all().delete()
    settings.DEMO = True
    assert visitor().get("/bat-dau/", {"ma": accounts.first_code()}).status_code == 404


def test_one_who_opens_the_books_has_what_that_takes_until_tied(quick) -> None:
    User.objects.all().delete()
    client = visitor()
    form = {"ten": "lan", "moi": NEW, "lai": NEW, "ma": accounts.first_code(), "mo_so": "1"}
    assert client.post("/bat-dau/", form).status_code == 302
    assert client.get("/soan/").status_code == 200
    ties.tie(User.objects.get().pk, "HS-5", by=shell())
    assert client.get("/soan/").status_code == 403
    assert client.get(LIST).status_code == 200, "accounts are still kept"


def test_a_post_gives_the_right_to_keep_accounts(world: World) -> None:
    new = post("D1.09", "Quản trị", access=["quan-tri"], bloc="state")
    world.sign({"kind": "create_posts/1", "clause": "Điều 1", "unit": {"code": "D1"}, "posts": [new]},
               {"kind": "transfer/1", "clause": "Điều 2", "person": "HS-5", "at_post": "D1.09"},
               on="2022-02-01")  # fmt: skip
    assert client_of("hang", file="HS-5").get(LIST).status_code == 200
