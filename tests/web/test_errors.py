"""Faults in the house's words, with a number that stands in the log; a database that is away is 503, never 500."""

from __future__ import annotations

import logging
import re

import psycopg
import pytest
from django.db import DataError, OperationalError
from django.test import Client
from django.urls import reverse

from tinhgon.config import healing


@pytest.fixture
def client(client_of_demo: Client) -> Client:
    client_of_demo.raise_request_exception = False
    return client_of_demo


@pytest.fixture
def fails(monkeypatch: pytest.MonkeyPatch):
    def with_(error: Exception) -> None:
        def fall(*_: object, **__: object) -> None:
            raise error

        monkeypatch.setattr("tinhgon.web.kit.pages.frame_of", fall)
        monkeypatch.setattr("django.utils.timezone.localdate", fall)

    return with_


def number_in(page: str) -> str:
    found = re.search(r'<b class="mono">([2-9A-Z]{8})</b>', page)
    assert found, page
    return found[1]


@pytest.mark.parametrize("language", ["vi", "en"])
def test_a_fault_of_ours_has_a_number_that_stands_in_the_log(client, fails, language, caplog) -> None:
    fails(ZeroDivisionError("what nobody is to see"))
    client.cookies["tinhgon_language"] = language
    with caplog.at_level(logging.ERROR):
        response = client.get("/")
    page = response.content.decode()
    assert response.status_code == 500
    assert ("Lỗi của máy chủ" in page) == (language == "vi")
    assert ("A fault of the server" in page) == (language == "en")
    assert "nobody is to see" not in page
    assert number_in(page) in caplog.text


def test_a_database_that_is_away_is_told_as_such(client, fails) -> None:
    fails(OperationalError("server closed the connection unexpectedly"))
    response = client.get("/")
    assert (response.status_code, response["Retry-After"]) == (503, "5")
    assert "Cơ sở dữ liệu đang khởi động lại" in response.content.decode()


def test_a_program_gets_json(client, monkeypatch) -> None:
    def fall(*_: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr("tinhgon.web.api.views._document", fall)
    response = client.post("/api/v1/decisions/preview", "{}", content_type="application/json")
    assert response.status_code == 500
    assert response["Content-Type"] == "application/problem+json"
    assert {"code", "message", "number", "status", "detail"} <= set(response.json())


def test_a_form_of_another_site_is_refused_in_words(client_of_demo: Client) -> None:
    strict = Client(enforce_csrf_checks=True, headers={"host": "localhost"})
    response = strict.post("/xem-truoc/", {"van_ban": "a"})
    assert response.status_code == 403
    assert "Mở lại trang rồi thử lại" in response.content.decode()
    assert number_in(response.content.decode())


def test_the_health_of_the_house(client_of_demo: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    response = client_of_demo.get("/song/")
    assert (response.status_code, response.json()) == (200, {"pages": True, "database": True})
    monkeypatch.setattr(healing, "is_ready", lambda: False)
    response = client_of_demo.get("/song/")
    assert (response.status_code, response.json()["database"], response["Retry-After"]) == (503, False, "5")


@pytest.mark.parametrize("language", ["vi", "en"])
def test_a_wrong_method_is_told_in_words_whoever_refuses_it(client: Client, language: str) -> None:
    """It was an empty page."""
    client.cookies["tinhgon_language"] = language
    for pattern in ("overview", "units", "logout", "become", "report_submit"):
        address = reverse(pattern, kwargs={"name": "establishment"} if pattern == "report_submit" else {})
        for method in ("GET", "DELETE", "PATCH"):
            response = client.generic(method, address)
            if response.status_code == 405:
                page = response.content.decode()
                assert "<h1>" in page, (method, address)
                assert method in page
                assert response["Allow"]
                assert number_in(page)
    assert client.delete("/").status_code == 405


@pytest.mark.parametrize(("state", "status"), [("22003", 400), ("22008", 400), ("22012", 500), ("22001", 500)])
def test_only_data_that_came_with_the_request_is_its_readers_fault(client, fails, state: str, status: int) -> None:
    """A division by zero in a query of ours was answered as a bad request of the reader's."""
    error = DataError("x")
    error.__cause__ = psycopg.errors.lookup(state)("x")
    fails(error)
    assert client.get("/").status_code == status
