"""What is around every page: the day, the knowledge, the language, who may read."""

import re
from datetime import date

import pytest
from django.conf import settings as django_settings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import URLPattern, URLResolver, get_resolver
from tests.web.seen import text_of

from tinhgon.basis.asof import AsOf
from tinhgon.ledger.queries import last_known
from tinhgon.web.kit.remembered import ANY_DAY

SAYS = {"past": "Quá khứ", "today": "Hôm nay", "next": "Tương lai"}


@pytest.mark.parametrize(
    ("day", "when"),
    [("30/06/2025", "past"), ("2025-06-30", "past"), ("1.7.2025", "past"), ("", "today"), ("01/01/2199", "next")],
)
def test_the_day_is_tinted_and_named(client_of_demo, day, when) -> None:
    page = client_of_demo.get("/", {"ngay": day}).content.decode()
    assert f'data-when="{when}"' in page
    assert f'<span class="when">{SAYS[when]}</span>' in page


@pytest.mark.parametrize("day", ["99/99/2025", "31/02/2025", "hôm qua", "2025-13-01", "<script>alert(1)</script>"])
def test_a_bad_date_gives_one_sentence_and_keeps_the_page(client_of_demo, day) -> None:
    response = client_of_demo.get("/", {"ngay": day}, headers={"referer": "http://localhost/?ngay=30/06/2025"})
    assert response.status_code == 400
    page = response.content.decode()
    assert "không phải là ngày" in page
    assert "Đang xem ngày" in page
    assert 'datetime="2025-06-30"' in page
    assert 'aria-invalid="true"' in page
    assert "<script>alert" not in page


@pytest.mark.parametrize("instant", ["hôm qua", "2025-99-01", "25:00"])
def test_a_bad_instant_gives_one_sentence(client_of_demo, instant) -> None:
    response = client_of_demo.get("/", {"biet": instant})
    assert response.status_code == 400
    assert "không phải thời điểm" in response.content.decode()


def test_every_link_keeps_day_and_knowledge(client_of_demo) -> None:
    known = last_known(AsOf(ANY_DAY)).strftime("%Y-%m-%dT%H:%M:%S.%f%z")
    page = client_of_demo.get("/", {"ngay": "30/06/2025", "biet": known}).content.decode()
    body = page[page.index("<main") : page.index("</main>")]
    inner = [link for link in re.findall(r'href="([^"#]+)', body) if not link.startswith("/static/")]
    assert len(inner) > 20
    for link in inner:
        assert "ngay=" in link, link
        assert "biet=" in link, link


def test_before_the_first_decision_nothing_is_known(client_of_demo) -> None:
    page = text_of(client_of_demo.get("/", {"ngay": "01/07/2025", "biet": "2001-01-01"}))
    assert "chưa có gì" in page
    assert "Ngày này sổ chưa có đơn vị nào" in page


def _day(text: str) -> date:
    return date(*(int(part) for part in reversed(text.split("/"))))


def test_steps_lead_from_decision_to_decision(client_of_demo) -> None:
    page = client_of_demo.get("/", {"ngay": "01/02/2020"}).content.decode()
    before, after = (re.search(rf'rel="{way}" href="/\?ngay=([0-9/]+)"', page)[1] for way in ("prev", "next"))
    assert _day(before) < date(2020, 2, 1) < _day(after)
    for day, way in ((before, "next"), (after, "prev")):
        there = client_of_demo.get("/", {"ngay": day}).content.decode()
        assert re.search(rf'rel="{way}" href="/\?ngay=01/02/2020"', there), "the steps lead back"
    assert "869/NQ-UBTVQH14" in page or "869/NQ-UBTVQH14" in client_of_demo.get("/", {"ngay": before}).content.decode()


def test_language_is_switched_by_a_link_and_kept(client_of_demo) -> None:
    response = client_of_demo.get("/?ngay=01/07/2025&lang=en")
    assert response.status_code == 302
    assert response.headers["Location"] == "/?ngay=01/07/2025"
    page = client_of_demo.get("/", {"ngay": "01/07/2025"}).content.decode()
    assert '<html lang="en">' in page
    assert "6,360.83" in page
    client_of_demo.get("/?lang=vi")
    page = client_of_demo.get("/", {"ngay": "01/07/2025"}).content.decode()
    assert '<html lang="vi">' in page
    assert "6.360,83" in page


def test_the_frame_costs_few_queries(client_of_demo) -> None:
    client_of_demo.get("/so-lieu/dem/")
    with CaptureQueriesContext(
        connection,
    ) as seen:
        client_of_demo.get("/khong-co-trang-nay/")
    assert len(seen) <= 6, [query["sql"][:90] for query in seen]


def test_an_unknown_address_is_answered_in_words(client_of_demo) -> None:
    response = client_of_demo.get("/khong-co-trang-nay/", {"ngay": "30/06/2025"})
    assert response.status_code == 404
    assert "Địa chỉ này không dẫn đến đâu" in text_of(response)
    assert 'data-when="past"' in response.content.decode()


def test_security_headers_forbid_everything_foreign(client_of_demo) -> None:
    response = client_of_demo.get("/")
    policy = response.headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    page = response.content.decode()
    assert not re.search(r"\sstyle=|<style|\son[a-z]+=", page)
    assert not re.search(r'(?:src|href|action)="(?:https?:)?//', page)


def patterns(resolver: URLResolver, prefix: str = "") -> list[tuple[str, URLPattern]]:
    found = []
    for one in resolver.url_patterns:
        if isinstance(one, URLResolver):
            found += patterns(one, prefix + str(one.pattern))
        else:
            found.append((prefix + str(one.pattern), one))
    return found


def test_every_page_says_who_may_read_it() -> None:
    open_to_all = {"song/", "dang-nhap/", "dang-nhap/ma/", "bat-dau/", "dang-xuat/", "i18n/setlang/", "trinh-dien/"}
    for address, pattern in patterns(get_resolver()):
        if address not in open_to_all and address != "viec/lich/<str:token>.ics":
            assert getattr(pattern.callback, "access", None) == "readable", address


def test_without_the_demo_a_login_is_asked_for(client_of_demo, settings) -> None:
    settings.DEMO = False
    for address in ("/", "/don-vi/", "/quyet-dinh/", "/quyet-dinh/1/", "/xem-truoc/", "/so-lieu/dem/", "/tim/"):
        response = client_of_demo.get(address, {"ngay": "30/06/2025"})
        assert response.status_code == 302
        assert response.headers["Location"].startswith("/dang-nhap/?next=")
    partial = client_of_demo.get("/tim/", {"tim": "an"}, headers={"hx-request": "true"})
    assert partial.headers["HX-Redirect"] == "/dang-nhap/"
    assert client_of_demo.post("/xem-truoc/", {"mau": "nhap"}).status_code == 302


def test_an_unknown_address_tells_a_stranger_nothing(client_of_demo, settings) -> None:
    settings.DEMO = False
    response = client_of_demo.get("/khong-co-trang-nay/")
    assert response.status_code == 404
    assert "1668" not in response.content.decode()


@pytest.mark.django_db
def test_logging_in(django_user_model, settings) -> None:
    settings.DEMO = False
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    django_user_model.objects.create_user("lan", password="mot-mat-khau-dai")
    client = Client(headers={"host": "localhost"})
    wrong = client.post("/dang-nhap/", {"username": "lan", "password": "sai"})
    assert "không đúng" in wrong.content.decode()
    right = client.post(
        "/dang-nhap/?next=/quyet-dinh/", {"username": "lan", "password": "mot-mat-khau-dai", "next": "/quyet-dinh/"}
    )
    assert right.headers["Location"] == "/quyet-dinh/"
    page = client.get("/quyet-dinh/").content.decode()
    assert "Đăng xuất lan" in page
    assert "Bản trình diễn" not in page


def test_only_reading_methods_are_allowed(client_of_demo) -> None:
    for method in ("post", "put", "delete", "patch"):
        assert getattr(client_of_demo, method)("/").status_code == 405
    assert client_of_demo.head("/").status_code == 200


def test_the_default_language_is_the_source() -> None:
    assert django_settings.LANGUAGE_CODE == "vi"
