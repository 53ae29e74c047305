"""The log for supervision: who read whom, within reach, by codes; looking at it and taking it away are written down."""

from __future__ import annotations

import hashlib
import json

import pytest
from django.test import Client
from tests.web.desk import QUICK
from tests.web.offices import client_of
from tests.world import World, effect, post, rows

from tinhgon.record import readings
from tinhgon.registers.establishment.access import READ_FILES

pytestmark = pytest.mark.django_db
LOG = "/nhat-ky/"


@pytest.fixture
def office(world: World, settings) -> dict[str, Client]:
    """HS-1 reads files in S1; HS-2 supervises S1; HS-5, from D1 above, reads and supervises both divisions."""
    settings.DEMO, settings.PASSWORD_HASHERS = False, QUICK
    new = post("D1.01", "Phó Chủ tịch", access=["giam-sat", READ_FILES], bloc="state")
    world.sign(
        {"kind": "create_posts/1", "clause": "Điều 1", "unit": {"code": "D1"}, "posts": [new]},
        {"kind": "transfer/1", "clause": "Điều 2", "person": "HS-5", "at_post": "D1.01"},
        effect("set_access", "Điều 3", posts=["S1.01"], access=[READ_FILES]),
        effect("set_access", "Điều 4", posts=["S1.02"], access=["giam-sat"]),
        on="2022-02-01",
    )
    return {
        "reader": client_of("lan", file="HS-1"), "near": client_of("binh", file="HS-2"),
        "above": client_of("son", file="HS-5"), "plain": client_of("minh"),
    }  # fmt: skip


def text(answer) -> str:
    return answer.content.decode()


def test_who_read_whom_is_shown_by_codes_within_reach(office: dict[str, Client]) -> None:
    assert office["reader"].get("/nhan-su/HS-3/").status_code == 200
    assert office["above"].get("/nhan-su/HS-5/").status_code == 200
    page = office["near"].get(LOG, {"loai": "ho-so"})
    shown = text(page)
    assert (page.status_code, "<span>lan<" in shown, "HS-3" in shown) == (200, True, True)
    assert "<span>son<" not in shown, "of a reader and a person out of reach nothing"
    assert "Nguyễn" not in shown, "no name of anybody"
    assert "HS-5" in text(office["above"].get(LOG, {"loai": "ho-so"}))
    for who in ("reader", "plain"):
        assert office[who].get(LOG).status_code == 403


def test_it_is_asked_by_account_person_and_day(office: dict[str, Client]) -> None:
    for code in ("HS-3", "HS-4"):
        office["reader"].get(f"/nhan-su/{code}/")

    def lines(**asked: str) -> int:
        return text(office["above"].get(LOG, {"loai": "ho-so", **asked})).count('<tr><th scope="row">')

    both = lines(tai_khoan="lan")
    assert both >= 1
    assert 1 <= lines(ho_so="HS-3") <= both
    assert lines(tai_khoan="khong.ai") == 0
    assert lines(tu="01/01/2099") == 0
    assert office["above"].get(LOG, {"ho_so": "HS-99"}).status_code == 404
    assert office["above"].get(LOG, {"tu": "31/02/2026"}).status_code == 400


def test_a_look_at_the_log_is_in_the_log(office: dict[str, Client]) -> None:
    office["above"].get(LOG, {"ho_so": "HS-3"})
    office["above"].get(f"{LOG}viec/")
    kept = rows("SELECT account, what, person_ids FROM reading WHERE kind = 'read_log/1' ORDER BY id")
    assert kept == [("son", "nhật ký xem hồ sơ", [3003]), ("son", "nhật ký việc", [])]
    assert "son" in text(office["above"].get(LOG, {"loai": "giam-sat"}))


def test_evidence_can_be_reckoned_by_whoever_has_the_file(office: dict[str, Client]) -> None:
    """The digest of a batch is made anew from the lines of the file alone, with nothing of the product."""
    office["reader"].get("/nhan-su/HS-3/")
    readings.seal_readings()
    answer = office["above"].get(f"{LOG}tai.json", {"loai": "ho-so"})
    told = json.loads(answer.content)
    assert answer["Content-Disposition"].endswith('"nhat-ky.json"')
    (batch,) = [one for one in told["batches"] if one["number"] == told["lines"][0]["batch"]]
    hashes = dict(map(tuple, batch["hashes"]))
    joined = "\n".join(hashes[number] for number in sorted(hashes))
    assert hashlib.sha256(joined.encode()).hexdigest() == batch["digest"]
    assert all(line["number"] in hashes for line in told["lines"] if line["batch"] == batch["number"])
    exported = rows("SELECT account, body::jsonb->'payload'->>'what' FROM act WHERE kind = 'export/1'")
    assert exported == [("son", "nhật ký xem hồ sơ")]
    assert "nhật ký xem hồ sơ, json" in text(office["above"].get(f"{LOG}viec/", {"loai": "ket-xuat"}))
    table = office["above"].get(f"{LOG}tai.csv").content.decode("utf-8-sig")
    assert "HS-3" in table


def test_pages_go_on_without_a_gap_or_a_repeat(office: dict[str, Client], monkeypatch: pytest.MonkeyPatch) -> None:
    from tinhgon.web.supervision import lines

    for _ in range(7):
        office["reader"].get("/nhan-su/HS-3/")
        office["above"].get("/nhan-su/HS-5/")
    from datetime import date

    from tinhgon.access.rights import Rights
    from tinhgon.basis.asof import AsOf

    everything = Rights(everywhere=True, today=AsOf(date(2026, 12, 1)))
    seen, before = [], None
    while True:
        page = lines.found(everything, {"kinds": ()}, before=before, page=3)
        seen += [line.number for line in page.lines]
        before = page.next
        if before is None:
            break
    assert seen == [number for (number,) in rows("SELECT id FROM reading ORDER BY id DESC")]


def test_log_ins_are_seen_by_whom_the_account_is_tied_to(office: dict[str, Client]) -> None:
    client = Client(headers={"host": "localhost"})
    client.post("/dang-nhap/", {"username": "lan", "password": "một mật khẩu dài"})
    shown = text(office["near"].get(LOG, {"loai": "dang-nhap"}))
    assert "<span>lan<" in shown
    assert "<span>son<" not in shown
