"""A procedure of which the pages know nothing, played in them: opened, a meeting summoned, counted twice, minuted."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from tests.cases.test_move import BINH, LAN, MINH
from tests.web.desk import QUICK, UNIT, act, client, office, text
from tests.web.seen import text_of
from tests.world import World

from tinhgon.cases import house_data, store
from tinhgon.cases.kinds.set_body import SetBody
from tinhgon.procedures import procedures
from tinhgon.record.actor import shell
from tinhgon.web.kit.field_words import FACTS

pytestmark = pytest.mark.django_db
TODAY = f"{date.today():%d/%m/%Y}"
ROLES = {"S1.01": ["to-chuc", "xem-ho-so"], "S1.02": ["chu-tri"], "S1.03": ["kiem-phieu"]}


@pytest.fixture
def cell(world: World, settings: Any) -> dict[int, Client]:
    settings.DEMO = False
    settings.PASSWORD_HASHERS = QUICK
    found = office(world)
    world.sign(
        *[{"kind": "set_access/1", "clause": f"Điều {n}", "posts": [{"number": number}], "access": access}
          for n, (number, access) in enumerate(ROLES.items(), start=1)],
        on="2022-03-01",
    )  # fmt: skip
    body = SetBody(body="cell", unit=UNIT, since=date(2022, 3, 1), people=(LAN, BINH, MINH), decision="12-QĐ/ĐU")
    house_data.set_body(body, by=shell())
    return found


def opened(one: Client, **more: str) -> Any:
    form = {"quy_trinh": "cell_meeting", "cach": "regular", "viec_gi": "Họp chi bộ tháng 12", "don_vi": str(UNIT),
            "ngay.meeting_on": TODAY, **more}  # fmt: skip
    return one.post("/viec/mo/", form)


def test_a_meeting_of_a_cell_goes_through_the_pages(cell: dict[int, Client]) -> None:
    lan, binh, minh = cell[LAN], cell[BINH], cell[MINH]
    assert "Sinh hoạt chi bộ" in text_of(lan.get("/viec/mo/"))
    answer = opened(lan)
    assert answer.status_code == 302, text(answer)
    case = int(re.findall(r"/viec/(\d+)/", answer["Location"])[0])
    paper = SimpleUploadedFile("tai-lieu.pdf", b"tai lieu hop")
    sent = {"papers.0.name": "chương trình và tài liệu", "papers.0.sha256": paper, "kem": "chuyen"}
    done = act(lan, case, "hand_in", **sent)
    assert done.status_code == 302, text(done)
    if store.load(case).step == "prepare":
        assert act(lan, case, "pass").status_code == 302
    assert store.load(case).acts[2 - 1].payload.papers[0].sha256 is not None

    page = text(lan.get(f"/viec/{case}/"))
    assert "Nguyễn Văn Mẫu (HS-1)" in page  # the members of the body stand in the form of the summons
    assert "Trần Thị Giả (HS-2)" in page
    summoned = re.findall(r'name="summon.summoned"[^>]*>([^<]*)<', page)[0]
    assert act(lan, case, "summon", summoned=summoned).status_code == 302
    page = text(lan.get(f"/viec/{case}/"))
    present = re.findall(r'name="roll.present"[^>]*>([^<]*)<', page)[0]
    assert present.count("HS-") == 3
    assert act(lan, case, "roll", present=present).status_code == 302
    count = {"vote": "vote", "round": "1", "issued": "3", "returned": "3", "valid": "3", "invalid": "0",
             "votes.0.answer": "agree", "votes.0.votes": "3"}  # fmt: skip
    assert act(minh, case, "count", **count).status_code == 302
    again = act(minh, case, "count", **count)
    assert again.status_code == 403
    assert "Người đếm lần hai phải là người khác" in text(again)
    blind = text_of(lan.get(f"/viec/{case}/"))  # the second counter does not see what the first has counted
    assert "Đã đếm; số phiếu hiện ra khi người thứ hai đếm xong." in blind
    assert "3 phiếu hợp lệ" not in blind
    assert "3 phiếu hợp lệ" in text_of(minh.get(f"/viec/{case}/"))
    assert act(lan, case, "count", **count).status_code == 302
    assert "3 phiếu hợp lệ" in text_of(lan.get(f"/viec/{case}/"))
    assert act(lan, case, "result", vote="vote", round="1", outcome="not_passed").status_code == 403
    page = text(lan.get(f"/viec/{case}/"))
    assert '<option value="passed" selected>đạt</option>' in page  # what the two counts give stands there already
    assert act(lan, case, "result", vote="vote", round="1", outcome="passed").status_code == 302
    minutes = SimpleUploadedFile("bien-ban.pdf", b"bien ban")
    assert act(lan, case, "minute", sha256=minutes).status_code == 302
    assert act(binh, case, "pass").status_code == 302
    assert store.load(case).step == "follow"


def test_what_is_missing_at_the_opening_is_told(cell: dict[int, Client]) -> None:
    for more, told in (
        ({"viec_gi": " "}, "Nêu hồ sơ về việc gì."), ({"ngay.meeting_on": ""}, "Nêu Ngày họp"),
        ({"ngay.meeting_on": "31/02/2026"}, "Ngày họp"), ({"don_vi": "1011"}, "Chọn đơn vị"),
        ({"nguoi": "HS-999"}, "Không có hồ sơ mã HS-999"),
    ):  # fmt: skip
        answer = opened(cell[LAN], **more)
        assert answer.status_code in (400, 404), more
        assert told in text_of(answer), more
    assert 'value="Họp chi bộ tháng 12"' in text(opened(cell[LAN], nguoi="HS-999"))


def test_who_may_open_nothing_is_told_so(cell: dict[int, Client]) -> None:
    stranger = client("la", "HS-4")
    assert "Hôm nay bạn không giữ vị trí nào mở được hồ sơ." in text_of(stranger.get("/viec/mo/"))
    assert opened(stranger).status_code == 200
    assert store.case_numbers() == []


def test_every_day_that_a_procedure_asks_for_has_a_name() -> None:
    named = {clock.before for one in procedures().values() for version in one.versions for step in version.steps
             for clock in step.clocks if clock.before}  # fmt: skip
    assert named <= set(FACTS)
