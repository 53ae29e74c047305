"""Heavy work in a lane of its own: done soon it is answered at once, else a page waits; other pages are not held up."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Iterator

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from tests.importing.bombs import cell, docx, xlsx
from tests.web.seen import text_of

from tinhgon.basis.errors import BadInput
from tinhgon.web.kit import lane
from tinhgon.web.preview import views
from tinhgon.web.reading import views as reading

PASTED = {"van_ban": "number: 1/NQ"}


@pytest.fixture
def slow(client_of_demo: Client, settings, monkeypatch: pytest.MonkeyPatch) -> Iterator[threading.Event]:
    """Previews take until the event is set, and then refuse."""
    settings.LANE = True
    goes_on = threading.Event()

    def preview_slowly(*_: object) -> None:
        goes_on.wait(20)
        raise BadInput("done", "Xong rồi, {count} việc.", count=1)

    monkeypatch.setattr(views, "_document", preview_slowly)
    monkeypatch.setattr(lane, "PATIENCE", 0.1)
    monkeypatch.setattr(lane, "LANE", lane.Lane())
    yield goes_on
    goes_on.set()


def finished(client: Client, address: str) -> object:
    for _ in range(100):
        response = client.get(address)
        if response.status_code != 202:
            return response
        time.sleep(0.05)
    raise AssertionError(address)


def test_done_soon_it_is_answered_at_once(slow: threading.Event, client_of_demo: Client, monkeypatch) -> None:
    monkeypatch.setattr(lane, "PATIENCE", 10)
    slow.set()
    response = client_of_demo.post("/xem-truoc/", PASTED)
    assert response.status_code == 400
    assert "Xong rồi, 1 việc." in text_of(response)


def test_what_takes_long_waits_on_a_page_that_leads_to_the_answer(slow, client_of_demo: Client) -> None:
    first = client_of_demo.post("/xem-truoc/?ngay=01/07/2025", PASTED)
    assert first.status_code == 303
    page = client_of_demo.get(first["Location"])
    assert (page.status_code, page["Refresh"]) == (202, "2")
    assert "Máy chủ đang đọc và kiểm tra" in text_of(page)
    slow.set()
    done = finished(client_of_demo, first["Location"])
    assert done.status_code == 303
    assert done["Location"].startswith("/xem-truoc/?ngay=01/07/2025&viec=")
    answer = client_of_demo.get(done["Location"])
    assert (answer.status_code, "Xong rồi, 1 việc." in text_of(answer)) == (400, True)
    again = client_of_demo.get(done["Location"])
    assert (again.status_code, "Xong rồi" in text_of(again)) == (200, False), "shown once, then the page as it is"


def test_the_place_in_the_queue_is_told_and_a_full_one_refuses(slow, client_of_demo: Client, monkeypatch) -> None:
    monkeypatch.setattr(lane, "WAITING", 2)
    places = [client_of_demo.post("/xem-truoc/", PASTED) for _ in range(4)]
    assert [response.status_code for response in places] == [303] * 4
    assert "Còn 2 việc trước" in text_of(client_of_demo.get(places[-1]["Location"]))
    full = client_of_demo.post("/xem-truoc/", PASTED)
    assert (full.status_code, full["Retry-After"]) == (503, "30")
    assert "đợi một phút rồi gửi lại" in text_of(full)
    program = client_of_demo.post("/api/v1/decisions/preview", "{}", content_type="application/json")
    assert (program.status_code, json.loads(program.content)["code"]) == (503, "server_busy")


def test_other_pages_do_not_wait_for_it(slow, client_of_demo: Client) -> None:
    for _ in range(6):
        client_of_demo.post("/xem-truoc/", PASTED)
    began = time.monotonic()
    assert client_of_demo.get("/don-vi/").status_code == 200
    assert time.monotonic() - began < 2


def test_the_job_of_another_is_not_there(slow, client_of_demo: Client) -> None:
    first = client_of_demo.post("/xem-truoc/", PASTED)
    assert client_of_demo.get("/cho/khong-co-viec-nay/").status_code == 404
    assert lane.LANE.find(first["Location"].split("/")[-2], owner=7) is None


def test_a_fault_in_the_lane_is_a_fault_of_the_page(slow, client_of_demo: Client, monkeypatch) -> None:
    def fall(*_: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(views, "_document", fall)
    client_of_demo.raise_request_exception = False
    response = client_of_demo.post("/xem-truoc/", PASTED)
    assert response.status_code == 500
    assert "Số để báo người quản trị" in text_of(response)


def test_an_upload_is_still_there_when_its_turn_comes(client_of_demo: Client, settings, monkeypatch) -> None:
    """The page that waits had closed the file: 500 as soon as the lane was busy."""
    settings.LANE = True
    monkeypatch.setattr(lane, "PATIENCE", 0)
    read = reading.read_upload

    def late(*given: object, **named: object) -> bytes:
        time.sleep(0.5)
        return read(*given, **named)

    monkeypatch.setattr(reading, "read_upload", late)
    first = client_of_demo.post("/doc-van-ban/", {"tep": SimpleUploadedFile("a.txt", "Hôm nay trời đẹp".encode())})
    assert first.status_code == 303
    done = finished(client_of_demo, first["Location"])
    assert "không phải văn bản quyết định" in text_of(client_of_demo.get(done["Location"]))


def test_files_that_hurt_through_the_pages(client_of_demo: Client, settings, monkeypatch) -> None:
    settings.LANE = True
    monkeypatch.setattr(lane, "PATIENCE", 60)
    roster = SimpleUploadedFile("a.xlsx", xlsx(cell("A1"), cell("XFD1048576")))
    response = client_of_demo.post("/danh-sach/", {"tep": roster, "ngay_ghi": "01/01/2026"}, follow=True)
    assert "bảng trải đến ô XFD1048576" in text_of(response)
    document = SimpleUploadedFile("a.docx", docx("<w:p/>" * 1_600_000))
    response = client_of_demo.post("/doc-van-ban/", {"tep": document}, follow=True)
    assert "mục; chép phần cần dùng" in text_of(response)
