"""The story of the decision desk in Chromium, with four accounts that log in: five changes in one decision go from
the composer to the ledger; who may not act is told why or told of nothing, and it is written down."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from tests.cases.test_move import SON
from tests.web.desk import PASSWORD, draft, office
from tests.web.seen import LOOKS, fits, hard_to_read
from tests.web.serving import pages_of, serving
from tests.world import CIVIL, World, agency, effect, person, post, rows

from tinhgon.cases import house_data
from tinhgon.cases.kinds.declare_kin import DeclareKin
from tinhgon.config import server
from tinhgon.record.actor import shell

pytestmark = pytest.mark.browser
TODAY = f"{date.today():%d/%m/%Y}"
PEOPLE = {f"HS-{n}": name for n, name in enumerate(
    ("Hồ Thị Mẫu", "Đỗ Văn Giả", "Lý Thị Thử", "Bùi Văn Ví", "Mai Thị Dụ", "Võ Thị Anh"), start=21)}  # fmt: skip
RELATED = "HS-26"
"""Whom the signer is related to."""


def staffed() -> None:
    """The office of desk.py; specialists who may be moved, vacant posts of which one is frozen, a relative."""
    world = World()
    office(world)
    old = [post(f"S1.{n}", "Chuyên viên") for n in range(21, 27)]
    new = [
        post(f"S1.{n}", title)
        for n, title in enumerate(
            ("Trưởng nhóm", "Trưởng nhóm", "Trưởng nhóm", "Chuyên viên", "Chuyên viên", "Chuyên viên"), start=41
        )
    ]
    world.sign(
        effect("create_posts", unit=agency("S1"), posts=[*old, *new]),
        effect("allocate_quota", "Điều 2", allocations=[{"unit": agency("S1"), "line": CIVIL, "amount": 12}]),
        *(effect("recruit", f"Điều 3 khoản {n}", person=person(code, name, f"{1980 + n}"), at_post=f"S1.{code[3:]}")
          for n, (code, name) in enumerate(PEOPLE.items(), start=1)),
        effect("freeze_posts", "Điều 4", posts=["S1.45"]),
        on="2022-03-01",
    )  # fmt: skip
    kin = DeclareKin(person=SON, of=3000 + 26, relation="sibling", evidence="Bản kê khai", since=date(2026, 3, 2))
    ids = dict(rows("SELECT DISTINCT code, person_id FROM person_version"))
    house_data.declare_kin(kin.model_copy(update={"of": ids[RELATED]}), by=shell())
    draft(world, effect("transfer", person=RELATED, at_post="S1.46"))


@pytest.fixture(scope="module")
def desk_database(servers, server_kind, django_db_setup, django_db_blocker) -> Iterator[tuple[Any, str]]:
    chosen = servers[server_kind]
    with django_db_blocker.unblock():
        name = chosen.copy(chosen.template("desk", staffed))
        yield chosen, name
        chosen.drop(name)


@pytest.fixture
def as_(chromium, desk_database) -> Iterator[Any]:
    """A page of somebody who has logged in: `as_("lan", width=360)`; it begins where the log-in leads."""
    with serving(*desk_database, demo=False) as site, pages_of(chromium, site) as make:

        def log_in(name: str, **look: Any) -> Any:
            page = make(**look)
            page.goto("/dang-nhap/")
            page.get_by_label("Tên đăng nhập").fill(name)
            page.get_by_label("Mật khẩu").fill(PASSWORD)
            page.keyboard.press("Enter")
            page.get_by_role("button", name=f"Đăng xuất {name}").wait_for()
            return page

        yield log_in


@pytest.fixture
def told(desk_database, django_db_blocker) -> Any:
    """Asks the ledger of the site."""
    chosen, name = desk_database

    def ask(sql: str, *arguments: object) -> list[tuple[Any, ...]]:
        with django_db_blocker.unblock():
            with chosen.using(name):
                found = rows(sql, *arguments)
            server.ensure_database()
        return found

    return ask


def compose(page: Any) -> None:
    """Three appointments and two transfers, typed: Ctrl+Enter begins the next clause of the kind, Ctrl+S saves."""
    page.get_by_role("link", name="Soạn quyết định").click()
    page.get_by_role("button", name="Bổ nhiệm, giao giữ vị trí").click()
    page.locator('[name="head.subject"]').fill("Bổ nhiệm và điều động công chức phòng Kinh tế")
    page.locator('[name="head.issuer"]').fill("Ủy ban nhân dân huyện An Lộc")
    page.locator('[name="head.effective_on"]').fill(TODAY)
    for place, code in enumerate(("HS-21", "HS-22", "HS-23"), start=1):
        page.locator("#f-person").fill(code)
        page.locator("#f-at_post").fill(f"S1.4{place}")
        page.keyboard.press("Control+Enter" if place < 3 else "Control+s")
        page.locator(".says > li").nth(place - 1).wait_for()
    page.get_by_role("navigation", name="Thêm nội dung").get_by_role("link", name="Điều động").first.click()
    for place, code in enumerate(("HS-24", "HS-25"), start=4):
        page.locator("#f-person").fill(code)
        page.locator("#f-at_post").fill(f"S1.4{place}")
        page.keyboard.press("Control+Enter" if place < 5 else "Control+s")
        page.locator(".says > li").nth(place - 1).wait_for()


def test_the_story_of_a_decision(as_, told, picture) -> None:
    lan = as_("lan")
    lan.get_by_role("link", name="Việc của tôi").first.click()
    compose(lan)
    assert lan.locator(".says > li").count() == 5
    lan.get_by_role("link", name="Trình", exact=True).click()
    picture(lan, "desk-submit", whole=True, manual="trinh")
    lan.get_by_role("button", name="Trình", exact=True).click()
    lan.wait_for_url(re.compile(r"/viec/\d+/"))
    case = re.findall(r"/viec/(\d+)/", lan.url)[0]
    assert "Hồ Thị Mẫu (HS-21)" in lan.locator("main").inner_text()
    lan.get_by_role("button", name="Xong, chuyển: Kiểm tra nội dung, thể thức").click()
    lan.get_by_text("Hồ sơ đang ở bước: Kiểm tra nội dung, thể thức.").wait_for()

    binh = as_("binh")
    assert binh.url.endswith("/viec/")  # what waits is the first page of whoever has work
    binh.get_by_role("link", name="Bổ nhiệm và điều động công chức phòng Kinh tế", exact=True).click()
    warning = binh.locator("form.do", has_text="đang tạm dừng tuyển")
    picture(binh, "desk-check", whole=True, manual="kiem-tra")
    binh.get_by_role("button", name="Xong, chuyển: Phê duyệt").click()
    refused = binh.locator("[role=alert]").first.inner_text()
    assert "Cảnh báo “Ngày" in refused  # the warning's words, not its code
    assert "chưa được ghi nhận" in refused
    picture(binh, "desk-refused", whole=True)
    warning.locator("textarea").fill("Đã có trong đề án vị trí việc làm")
    warning.get_by_role("button", name="Ghi nhận cảnh báo").click()
    binh.get_by_role("button", name="Xong, chuyển: Phê duyệt").click()
    binh.get_by_text("Hồ sơ đang ở bước: Phê duyệt.").wait_for()

    minh = as_("minh")
    minh.get_by_role("link", name="Phê duyệt: Bổ nhiệm và điều động").click()
    minh.get_by_role("button", name="Xong, chuyển: Lấy số").click()
    minh.locator('[name="number.series"]').fill("QĐ-UBND")
    minh.locator('[name="number.number"]').fill("15/QĐ-UBND")
    minh.locator('[name="number.dated"]').fill(TODAY)
    picture(minh, "desk-number", whole=True, manual="lay-so")
    minh.keyboard.press("Enter")
    minh.get_by_text("Hồ sơ đang ở bước: Ký.").wait_for()
    lan.goto(f"/viec/{case}/")
    assert lan.get_by_role("link", name="Xem thay đổi và ký").count() == 0

    son = as_("son")
    son.get_by_role("link", name="Ký: Bổ nhiệm và điều động").click()
    son.get_by_role("link", name="Xem thay đổi và ký").click()
    son.get_by_text("Ký được.").wait_for()
    moved = son.get_by_role("region", name="Người: trước và sau").inner_text()
    assert moved.count("Trưởng nhóm, phòng Kinh tế") == 3
    assert "Hồ Thị Mẫu (HS-21)" in moved
    picture(son, "desk-sign", whole=True, manual="ky")
    son.get_by_label("Mật khẩu của son").fill("sai")
    son.get_by_role("button", name="Ký", exact=True).click()
    assert "Mật khẩu không đúng; chưa ký." in son.locator("[role=alert]").inner_text()
    son.get_by_label("Mật khẩu của son").fill(PASSWORD)
    son.get_by_role("button", name="Ký", exact=True).click()
    son.wait_for_url(re.compile(r"/quyet-dinh/\d+/"))
    assert "15/QĐ-UBND" in son.locator("h1").inner_text()
    son.get_by_role("link", name=f"hồ sơ {case}").click()
    places = son.get_by_role("region", name="Người được nêu trong hồ sơ").inner_text()
    assert places.count("Trưởng nhóm, phòng Kinh tế") == 3
    picture(son, "desk-signed", whole=True)
    assert told("SELECT count(*) FROM reading WHERE kind = 'log_in_failed/1'")[0][0] >= 1
    refused = told("SELECT body::json->'payload'->>'reasons' FROM reading WHERE kind = 'refuse_act/1'")
    assert refused == [('["warning_unread"]',)]


def test_a_relative_is_kept_out_and_nobody_signs_their_own(as_, told) -> None:
    """The signer is a brother of whom the text moves: for him there is no such case. The drafter has no way to sign."""
    lan = as_("lan")
    lan.goto("/soan/")
    lan.get_by_role("link", name="Về việc sắp xếp đơn vị").click()
    lan.get_by_role("link", name="Trình", exact=True).click()
    lan.get_by_role("button", name="Trình", exact=True).click()
    lan.wait_for_url(re.compile(r"/viec/\d+/"))
    case = re.findall(r"/viec/(\d+)/", lan.url)[0]
    son = as_("son")
    assert son.goto(f"/viec/{case}/").status == 404
    assert f"Không có hồ sơ số {case}" in son.locator("main").inner_text()
    assert son.goto(f"/viec/{case}/ky/").status == 404
    before = told("SELECT count(*) FROM decision")
    assert lan.goto(f"/viec/{case}/ky/").url.endswith(f"/viec/{case}/")  # led back to the case
    assert told("SELECT count(*) FROM decision") == before


@pytest.mark.parametrize("look", LOOKS)
def test_every_page_of_the_desk_fits_and_can_be_read(as_, look: str, picture) -> None:
    page = as_("lan", **LOOKS[look])
    addresses = ["/viec/", "/soan/", "/tai-khoan/", "/tai-khoan/mat-khau/", "/tai-khoan/hai-lop/", "/tro-giup/soan/"]
    page.goto("/viec/")
    cases = page.locator("main a[href^='/viec/']").evaluate_all("found => found.map((one) => one.pathname)")
    for address in [*addresses, *dict.fromkeys(cases)]:
        page.goto(address)
        assert fits(page), address
        assert hard_to_read(page) == [], address
        assert page.locator("h1").count() == 1, address
        picture(page, f"desk-{look}-{address.strip('/').replace('/', '-')}", whole=True)
