"""Pages of a demo that is not signed to its end yet say so."""

import pytest
from django.test import Client
from tests.web.seen import text_of

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("told", "shown"),
    [
        ('{"signed": 0, "total": 0, "stopped": false}', "sổ còn trống, lát nữa hãy tải lại trang"),
        ('{"signed": 34, "total": 251, "stopped": false}', "đã ký 34/251 quyết định"),
        ('{"signed": 34, "total": 251, "stopped": true}', "đã dừng ở quyết định 34/251; chạy lại tinhgon demo"),
    ],
)
def test_every_page_says_how_far_it_is(told: str, shown: str, settings, tmp_path) -> None:
    settings.DEMO, settings.LOADING = True, str(tmp_path / "loading")
    (tmp_path / "loading").write_text(told, encoding="ascii")
    client = Client(headers={"host": "localhost"})
    for address in ("/", "/don-vi/", "/bien-che/", "/bao-cao/", "/quyet-dinh/"):
        page = client.get(address)
        assert page.status_code == 200, address
        assert shown in text_of(page), address
    (tmp_path / "loading").unlink()
    assert shown not in text_of(client.get("/"))
