"""Access follows the post: a tied account may do what the posts of its person give today, no more and no longer.

In the shared world HS-1 heads phòng Kinh tế (S1, with HS-2 and HS-3), HS-4 heads phòng Nội vụ (S2, with HS-5), both
under huyện An Lộc (D1). The post S1.01 reads files and drafts; the server's date is 1 March 2022.
"""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.contrib.auth.models import Group, User
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from tests.web.offices import INSIDE, OUTSIDE, PURPOSE, TODAY, api_draft, client_of, reads, text
from tests.world import World, agency, effect, post, rows

from tinhgon.access import ties
from tinhgon.access.rights import FILE_READERS
from tinhgon.record.actor import Actor
from tinhgon.registers.establishment.access import READ_FILES

pytestmark = pytest.mark.django_db


# -- what is seen ------------------------------------------------------------------------------------------------------


def test_the_files_of_the_unit_open_and_those_of_another_do_not(head: Client) -> None:
    assert reads(head, INSIDE)
    assert "Lê Văn Thử" in text(head.get(INSIDE))
    answer = head.get(OUTSIDE)
    assert answer.status_code == 403
    assert "Võ Văn" not in text(answer)
    assert "Quyền xem hồ sơ cá nhân (xem-ho-so) của tài khoản này chỉ đến phòng Kinh tế" in text(answer)
    assert "hồ sơ HS-5" in text(answer)


@pytest.mark.parametrize(
    "address",
    ["/nhan-su/HS-5/trich/5/", "/so-lieu/ho-so/HS-5/ethnicity/",
     "/api/v1/persons/HS-5?purpose=tham+muu"],
)  # fmt: skip
def test_no_other_address_opens_a_file_out_of_reach(head: Client, address: str) -> None:
    answer = head.get(address)
    assert answer.status_code == 403
    assert "Võ Văn" not in text(answer)
    assert "Khmer" not in text(answer)
    assert head.get(address.replace("HS-5", "HS-3").replace("ethnicity", "professional")).status_code == 200


@pytest.mark.parametrize(
    "address",
    ["/nhan-su/", "/nhan-su/?don_vi=1002"],
)
def test_lists_have_names_of_the_unit_and_codes_of_the_others(head: Client, address: str) -> None:
    page = text(head.get(address))
    assert "Lê Văn Thử" in page
    assert "HS-5" in page
    assert "Võ Văn" not in page
    assert rows(
        "SELECT account, purpose, person_ids FROM reading WHERE kind = 'read_names/1' ORDER BY id DESC LIMIT 1"
    ) == [("truong.phong", PURPOSE, [3001, 3002, 3003])]


@pytest.mark.parametrize("address", ["/nhan-su/?tim=", "/tim/?tim=", "/tim/?dang=json&tim="])
def test_a_code_finds_everybody_and_names_those_in_reach(head: Client, address: str) -> None:
    assert "Lê Văn Thử" in text(head.get(f"{address}HS-3"))
    found = text(head.get(f"{address}HS-5"))
    assert "/nhan-su/HS-5/" in found
    assert "Võ Văn" not in found


def test_a_name_out_of_reach_finds_nobody(head: Client, books: World) -> None:
    number = {"record": {"identity": {"id_number": "093190000005"}}}
    books.sign(effect("change_record", person="HS-5", **number), on="2022-02-01")
    for wanted in ("vo van du", "093190000005"):
        assert "HS-5" not in text(head.get("/nhan-su/", {"tim": wanted}))
        assert "HS-5" not in text(head.get("/tim/", {"tim": wanted}))
    assert "HS-3" in text(head.get("/nhan-su/", {"tim": "le van thu"}))


def test_a_unit_shows_its_own_names_to_its_own(head: Client) -> None:
    assert "Trần Thị Giả" in text(head.get("/don-vi/1010/"))
    page = text(head.get("/don-vi/1011/"))
    assert "Phạm Thị" not in page
    assert "HS-4" in page
    assert "người ở nơi khác hiện mã hồ sơ" in page


def test_a_post_of_the_superior_reaches_all_below(books: World) -> None:
    new = post("D1.01", "Chuyên viên", access=[READ_FILES], bloc="state")
    books.sign(
        effect("create_posts", unit={"code": "D1"}, posts=[new]),
        effect("transfer", "Điều 2", person="HS-2", at_post="D1.01"), on="2022-02-01",
    )  # fmt: skip
    above = client_of("cap.tren", file="HS-2")
    assert reads(above, INSIDE)
    assert reads(above, OUTSIDE)
    assert api_draft(above).status_code == 403  # its post reads and drafts nothing


def test_a_file_tells_what_its_posts_give_access_to(head: Client) -> None:
    assert "xem hồ sơ cá nhân (xem-ho-so): vị trí S1.01" in text(head.get("/nhan-su/HS-1/"))
    assert "Quyền truy cập theo vị trí" not in text(head.get("/nhan-su/HS-1/", {"ngay": "31/12/2021"}))


@pytest.mark.parametrize("address", ["/nhan-su/", "/nhan-su/HS-1/", "/don-vi/1010/", "/tim/?tim=nguyen", "/danh-sach/"])
def test_asking_for_rights_costs_a_few_queries(head: Client, address: str) -> None:
    head.get(address)
    with CaptureQueriesContext(connection) as seen:
        assert head.get(address).status_code == 200
    assert len(seen) <= 44, [query["sql"][:90] for query in seen]


def test_every_reading_is_written_down_and_a_refusal_reads_nothing(head: Client) -> None:
    head.get(INSIDE)
    head.get(OUTSIDE)
    head.get("/api/v1/persons/HS-2", {"purpose": "liên thông"})
    head.get("/api/v1/persons/HS-4", {"purpose": "liên thông"})
    assert rows("SELECT account, purpose, person_ids FROM reading WHERE kind = 'read_names/1' ORDER BY id") == [
        ("truong.phong", PURPOSE, [3003]), ("truong.phong", "liên thông", [3002]),
    ]  # fmt: skip


# -- how it ends -------------------------------------------------------------------------------------------------------

ENDINGS = {
    "assignment ended": [effect("end_assignment", person="HS-1", at_post="S1.01", reason="resigned"),
                         effect("transfer", "Điều 2", person="HS-2", at_post="S1.01")],
    "left": [effect("retire", person="HS-1", ground="early")],
    "post abolished": [effect("transfer", person="HS-1", at_post="S1.04"),
                       effect("abolish_posts", "Điều 2", posts=["S1.01"])],
    "transferred": [effect("transfer", person="HS-1", at_post="S1.04")],
    "right taken": [effect("set_access", posts=["S1.01"], access=[])],
}  # fmt: skip


@pytest.mark.parametrize("how", ENDINGS)
def test_it_ends_with_the_post_and_nothing_else_is_done(head: Client, books: World, how: str) -> None:
    assert reads(head)
    ended = books.sign(*ENDINGS[how], on=TODAY, number="13/QĐ-MẪU")
    assert ended.can_be_signed
    answer = head.get(INSIDE)
    assert answer.status_code == 403
    assert "gắn với hồ sơ HS-1, hôm nay không giữ vị trí nào có quyền xem hồ sơ cá nhân (xem-ho-so)" in text(answer)
    assert "Lê Văn" not in text(head.get("/nhan-su/")) + text(head.get("/don-vi/1010/")) + text(
        head.get("/tim/?tim=HS-3")
    )
    assert api_draft(head).status_code == 403
    assert head.get("/danh-sach/").status_code == 403
    books.sign(effect("annul_decision", decisions=["13/QĐ-MẪU"]), on=TODAY)
    assert reads(head)


@pytest.mark.parametrize("how", ENDINGS)
def test_a_decision_for_an_earlier_day_ends_it_now(head: Client, books: World, how: str) -> None:
    assert reads(head)
    books.sign(*ENDINGS[how], on="2022-02-01", signed=TODAY)
    assert not reads(head)


@pytest.mark.parametrize("how", ENDINGS)
def test_a_decision_for_a_later_day_takes_effect_by_itself(head: Client, books: World, today, how: str) -> None:
    books.sign(*ENDINGS[how], on="2022-06-01", signed=TODAY)
    today[0] = date(2022, 6, 1) - timedelta(days=1)
    assert reads(head)
    today[0] = date(2022, 6, 1)
    assert not reads(head)


def test_whoever_stands_in_at_the_post_has_its_rights_meanwhile(books: World, today) -> None:
    books.sign(effect("appoint", person="HS-5", at_post="S1.01", assignment="acting"),
               effect("transfer", "Điều 2", person="HS-1", at_post="S1.04"), on="2022-02-01")  # fmt: skip
    books.sign(effect("end_assignment", person="HS-5", at_post="S1.01", reason="term_ended"), on="2022-05-01")
    acting = client_of("quyen.truong.phong", file="HS-5")
    today[0] = date(2022, 4, 30)
    assert reads(acting)
    today[0] = date(2022, 5, 1)
    assert not reads(acting)


def test_the_day_in_the_address_opens_nothing(head: Client, books: World) -> None:
    """Rights are those of today, whatever day and knowledge a page shows."""
    books.sign(effect("transfer", person="HS-1", at_post="S1.04"), on=TODAY)
    assert head.get(INSIDE, {"ngay": "01/02/2022"}).status_code == 403
    assert head.get(INSIDE, {"ngay": "01/02/2022", "biet": "01/02/2030"}).status_code == 403
    assert head.get("/api/v1/persons/HS-3", {"purpose": "liên thông", "on": "2022-02-01"}).status_code == 403


def test_a_file_goes_where_its_person_goes_and_stays_where_they_left(head: Client, books: World) -> None:
    books.sign(effect("transfer", person="HS-3", at_unit=agency("S2")), on="2022-02-01", number="14/QĐ-MẪU")
    assert not reads(head, INSIDE)
    books.sign(effect("annul_decision", decisions=["14/QĐ-MẪU"]), on=TODAY)
    assert reads(head, INSIDE)
    books.sign(effect("retire", person="HS-3", ground="early"), on="2022-02-15")
    assert head.get(INSIDE).status_code == 200


def test_a_post_that_moves_takes_its_reach_along(head: Client, books: World) -> None:
    books.sign(effect("move_posts", posts=["S1.01"], target=agency("S2")), on="2022-02-01")
    assert not reads(head, INSIDE)
    assert reads(head, OUTSIDE)


# -- who is tied and who is not ----------------------------------------------------------------------------------------


def test_accounts_that_are_tied_to_nobody_are_as_they_were(books: World) -> None:
    plain = client_of("lan")
    answer = plain.get(INSIDE)
    assert answer.status_code == 403
    assert "nhờ người quản trị gắn tài khoản với hồ sơ" in text(answer)
    assert api_draft(plain).status_code == 403
    group = client_of("minh")
    User.objects.get(username="minh").groups.add(Group.objects.create(name=FILE_READERS))
    group.post("/nhan-su/muc-dich/", {"muc_dich": PURPOSE})
    for trusted in (group, client_of("quan.tri", is_superuser=True)):
        assert reads(trusted, INSIDE)
        assert reads(trusted, OUTSIDE)
        assert trusted.get("/danh-sach/").status_code == 200


def test_a_tied_account_has_what_its_posts_give_and_no_more(books: World) -> None:
    """Neither the group nor the flag of a superuser widens it; untied it has them again."""
    client = client_of("quan.tri", file="HS-4", is_superuser=True)
    user = User.objects.get(username="quan.tri")
    user.groups.add(Group.objects.create(name=FILE_READERS))
    assert not reads(client, INSIDE)
    ties.untie(user.pk, by=Actor(account="người quản trị"))
    client.post("/nhan-su/muc-dich/", {"muc_dich": PURPOSE})
    assert reads(client, INSIDE)


def test_the_demo_shows_everything_to_a_visitor_who_is_nobody_in_particular(head: Client, settings) -> None:
    """Who has become somebody there sees what that person's posts give."""
    settings.DEMO = True
    visitor = Client(headers={"host": "localhost"})
    visitor.post("/nhan-su/muc-dich/", {"muc_dich": PURPOSE})
    assert reads(visitor, OUTSIDE)
    assert not reads(head, OUTSIDE)
    assert reads(head, INSIDE)
