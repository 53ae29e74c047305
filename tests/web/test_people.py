"""People as pages show them: names only for somebody and a purpose, and every reading written down."""

import json
import re
from xml.etree import ElementTree

import pytest
from django.contrib.auth.models import Group, User
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from tests.web.offices import DAY, PURPOSE, readings
from tests.web.seen import text_of
from tests.world import effect, rows

from tinhgon.access.rights import FILE_READERS
from tinhgon.decisions.erasing import erase
from tinhgon.record.actor import Actor
from tinhgon.web.kit.record_words import coefficient

pytestmark = pytest.mark.django_db


@pytest.fixture
def client(people) -> Client:
    return Client(headers={"host": "localhost"})


# -- who sees names ----------------------------------------------------------------------------------------------------


def test_without_a_purpose_there_are_codes_and_no_names(client) -> None:
    for address in ("/nhan-su/", "/nhan-su/HS-1/", "/don-vi/1010/", "/tim/?tim=nguyen+mau", "/soan/"):
        page = client.get(address, DAY if "?" not in address else None)
        assert page.status_code == 200, address
        assert "Nguyễn Văn" not in page.content.decode(), address
    assert "HS-1" in client.get("/nhan-su/", DAY).content.decode()
    assert "Xem hồ sơ HS-1 để làm gì" in text_of(client.get("/nhan-su/HS-1/", DAY))
    assert readings() == []


def test_a_name_finds_nobody_without_a_purpose_but_a_code_does(client) -> None:
    assert "không tìm thấy ai" in text_of(client.get("/nhan-su/", {**DAY, "tim": "nguyen van mau"}))
    assert "HS-3" in text_of(client.get("/nhan-su/", {**DAY, "tim": "HS-3"}))
    assert readings() == []


def test_the_purpose_is_asked_once_and_leads_on(client) -> None:
    wanted = "/nhan-su/HS-1/?ngay=01/01/2022"
    asked = client.get(wanted).content.decode()
    onward = re.search(r'name="tiep" value="([^"]+)"', asked)[1]
    answer = client.post("/nhan-su/muc-dich/", {"khac": "thẩm tra lý lịch", "tiep": onward})
    assert (answer.status_code, answer["Location"]) == (302, wanted)
    assert "Nguyễn Văn Mẫu" in text_of(client.get(wanted))
    assert readings() == [("người dùng thử (sổ mẫu)", "thẩm tra lý lịch", "hồ sơ cá nhân", [3001])]


@pytest.mark.parametrize("words", ["", "  ", "ab", "..."])
def test_a_purpose_has_words(client, words) -> None:
    assert client.post("/nhan-su/muc-dich/", {"khac": words}).status_code == 400


@pytest.mark.parametrize("onward", ["https://example.org/", "//example.org/", "nhan-su/", "javascript:alert(1)"])
def test_the_form_leads_nowhere_else(client, onward) -> None:
    assert client.post("/nhan-su/muc-dich/", {"muc_dich": PURPOSE, "tiep": onward})["Location"] == "/nhan-su/"


def test_lists_of_names_are_written_down(reader) -> None:
    page = text_of(reader.get("/nhan-su/", {**DAY, "don_vi": "1010"}))
    assert "Lê Văn Thử" in page
    assert "Phạm Thị Ví" not in page
    assert readings() == [("người dùng thử (sổ mẫu)", PURPOSE, "danh sách đơn vị", [3001, 3002, 3003])]
    assert "Trần Thị Giả" in text_of(reader.get("/don-vi/1010/", DAY))
    assert readings()[-1][2:] == ("danh sách đơn vị", [3001, 3002, 3003])


def test_outside_the_demo_names_need_the_right(people, settings) -> None:
    settings.DEMO = False
    client = Client(headers={"host": "localhost"})
    assert client.get("/nhan-su/HS-1/", DAY)["Location"].startswith("/dang-nhap/")
    user = User.objects.create_user("lan", password="mật khẩu dài lắm")
    client.force_login(user)
    assert client.get("/nhan-su/HS-1/", DAY).status_code == 403
    assert client.post("/nhan-su/muc-dich/", {"muc_dich": PURPOSE}).status_code == 403
    listed = text_of(client.get("/nhan-su/", DAY))
    assert "HS-1" in listed
    assert "Nguyễn Văn" not in listed
    user.groups.add(Group.objects.create(name=FILE_READERS))
    client.post("/nhan-su/muc-dich/", {"muc_dich": PURPOSE})
    assert "Nguyễn Văn Mẫu" in text_of(client.get("/nhan-su/HS-1/", DAY))
    assert readings()[-1][0] == "lan"


def test_a_purpose_does_not_pass_to_another_account(people, settings) -> None:
    settings.DEMO = False
    client = Client(headers={"host": "localhost"})
    client.force_login(User.objects.create_superuser("an"))
    client.post("/nhan-su/muc-dich/", {"muc_dich": PURPOSE})
    client.force_login(User.objects.create_superuser("bình"))
    assert "Nguyễn Văn" not in text_of(client.get("/nhan-su/", DAY))


# -- the list ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("words", ["nguyen van mau", "MẪU nguyễn", "HS-1", "hs-1"])
def test_people_are_found_without_accents_and_by_code(reader, words) -> None:
    page = text_of(reader.get("/nhan-su/", {**DAY, "tim": words}))
    assert "Nguyễn Văn Mẫu" in page
    assert "Lê Văn Thử" not in page


def test_people_are_found_by_the_whole_number(reader) -> None:
    later = {"ngay": "01/07/2022"}
    assert "Đặng Thị Ẩn" in text_of(reader.get("/nhan-su/", {**later, "tim": "093170000123"}))
    assert "Đặng Thị Ẩn" not in text_of(reader.get("/nhan-su/", {**later, "tim": "09317000012"}))
    assert "Đặng Thị Ẩn" in text_of(reader.get("/tim/", {**later, "tim": "dang an"}))


def test_sensitive_fields_stand_on_the_personal_page_only(reader) -> None:
    later = {"ngay": "01/07/2022"}
    assert "Khmer" in text_of(reader.get("/nhan-su/HS-5/", later))
    assert "19/05/1999" in text_of(reader.get("/nhan-su/HS-6/", later))
    for address in ("/nhan-su/", "/don-vi/1010/", "/don-vi/1011/", "/tim/?tim=vo+van&ngay=01/07/2022"):
        page = text_of(reader.get(address, later if "?" not in address else None))
        assert "Khmer" not in page
        assert "19/05/1999" not in page


def test_who_has_left_is_listed_when_asked_for(reader, people) -> None:
    people.sign(effect("retire", person="HS-1", ground="early"), on="2022-02-01", number="14/QĐ-MẪU")
    later = {"ngay": "01/03/2022"}
    assert "Nguyễn Văn Mẫu" not in text_of(reader.get("/nhan-su/", later))
    page = text_of(reader.get("/nhan-su/", {**later, "ca_nguoi_da_nghi": "1"}))
    assert "Nguyễn Văn Mẫu" in page
    assert "đã nghỉ hưu" in page
    assert "Chưa tính được tháng nghỉ hưu" not in text_of(reader.get("/nhan-su/HS-1/", later))


# -- one person --------------------------------------------------------------------------------------------------------


def test_the_page_tells_place_career_law_and_readers(reader) -> None:
    page = text_of(reader.get("/nhan-su/HS-1/", DAY))
    for told in (
        "Nguyễn Văn Mẫu", "người giả định", "đang công tác", "Trưởng phòng, phòng Kinh tế", "sinh 12/03/1968",
        "Ghi người vào sổ", "Điều 4 khoản 1, 05/QĐ-MẪU", "03/2030", "Nhật ký đọc", PURPOSE, "Còn thiếu để tính",
    ):  # fmt: skip
        assert told in page, told


def test_coefficients_have_two_places() -> None:
    from decimal import Decimal

    assert [coefficient(Decimal(text)) for text in ("3.33", "4", "2.1", "0.05")] == ["3,33", "4,00", "2,10", "0,05"]


def test_what_is_to_come_is_marked_and_the_eve_is_as_it_was(reader, people) -> None:
    people.sign(effect("transfer", person="HS-5", at_post="S1.04"), on="2023-03-01", number="15/QĐ-MẪU")
    before = reader.get("/nhan-su/HS-5/", DAY).content.decode()
    assert '<li class="plan">' in before
    assert "Từ Chuyên viên, phòng Nội vụ sang Chuyên viên, phòng Kinh tế" in before
    after = text_of(reader.get("/nhan-su/HS-5/", {"ngay": "01/03/2023"}))
    assert "Chuyên viên, phòng Kinh tế. Công chức" in after
    assert "1 vị trí trước đây hoặc sắp tới" in after


def test_a_day_before_the_file_says_so(reader) -> None:
    page = text_of(reader.get("/nhan-su/HS-1/", {"ngay": "01/01/2021"}))
    assert "Ngày 01/01/2021 chưa có hồ sơ này." in page
    assert "Dưới đây là hồ sơ của ngày 01/07/2021" in page
    assert reader.get("/nhan-su/HS-99/", DAY).status_code == 404


def test_an_erased_person_keeps_the_file_and_loses_the_name(reader) -> None:
    erase("HS-1", ground="Yêu cầu ngày 01/02/2023", by=Actor(account="van.thu"))
    page = text_of(reader.get("/nhan-su/HS-1/", DAY))
    assert "đã được xóa theo yêu cầu hợp pháp" in page
    assert "Nguyễn Văn" not in page
    assert "Trưởng phòng, phòng Kinh tế" in page


def test_a_field_opens_to_its_clause_and_what_is_sealed_stays_sealed(reader, client) -> None:
    opened = text_of(reader.get("/so-lieu/ho-so/HS-1/professional/", DAY))
    assert "Điều 4 khoản 1, 05/QĐ-MẪU" in opened
    assert "đại học" in opened
    sealed = text_of(reader.get("/so-lieu/ho-so/HS-1/name/", DAY))
    assert "đã niêm phong" in sealed
    assert "Nguyễn Văn" not in sealed
    assert "đại học" not in text_of(client.get("/so-lieu/ho-so/HS-1/professional/", DAY))
    assert reader.get("/so-lieu/ho-so/HS-1/khong-co/", DAY).status_code == 404


def test_the_law_box_recomputes_for_another_day_and_ground(reader) -> None:
    page = text_of(reader.get("/nhan-su/HS-1/", {**DAY, "nghi": "01/08/2025", "can_cu": "reorganisation"}))
    assert "nếu nghỉ từ 01/08/2025" in page
    assert "Nghị định 178" in page
    assert "không phải là ngày" in text_of(reader.get("/nhan-su/HS-1/", {**DAY, "nghi": "hôm qua"}))


# -- unit, chart -------------------------------------------------------------------------------------------------------


def test_a_unit_has_posts_people_and_establishment(reader) -> None:
    page = text_of(reader.get("/don-vi/1010/", DAY))
    assert "4 vị trí · trống 1" in page
    assert re.search(r"Công chức\s+5\s+0\s+1\s+3\s+\+2 còn thiếu", page)
    assert "Phó Trưởng phòng" in page
    opened = text_of(reader.get("/so-lieu/duoc-giao/1010/civil_servant/official/", DAY))
    assert "Khớp" in opened
    assert "Điều 5, 05/QĐ-MẪU" in opened
    whole = text_of(reader.get("/so-lieu/duoc-giao/1002/bien-che/assigned/", DAY))
    assert re.search(r"Cộng\s+8 ", whole)  # 5 and 2 assigned, 1 a surplus
    assert reader.get("/so-lieu/duoc-giao/1010/khac/official/", DAY).status_code == 404


def test_a_territory_leads_to_the_organisations_of_its_code(reader, people) -> None:
    office = {"code": "T1", "name": "Ủy ban nhân dân tỉnh Tân Giang", "kind": "cơ quan", "structure": "state_agency",
              "bloc": "state"}  # fmt: skip
    people.sign(effect("establish_unit", unit=office), on="2022-01-01", number="16/QĐ-MẪU")
    page = reader.get("/don-vi/1001/", DAY).content.decode()
    assert "cùng mã" in page
    href = re.search(r'<a href="(/don-vi/\d+/[^"]*)">Cơ quan Ủy ban nhân dân', page)[1]
    assert "Tỉnh Tân Giang" in text_of(reader.get(href))


def test_a_figure_of_people_opens_to_those_very_people(reader, people) -> None:
    people.sign(
        effect("appoint", person="HS-4", at_post="S1.04", assignment="concurrent"), on="2021-12-01", number="17/QĐ-MẪU"
    )
    page = text_of(reader.get("/nhan-su/", {**DAY, "don_vi": "1010", "loai": "civil_servant"}))
    assert "1 đến 3 trong 3 người" in page  # who holds a post here beside another place is counted there
    assert "Công chức, theo vị trí chính" in page
    assert "1 đến 4 trong 4 người" in text_of(reader.get("/nhan-su/", {**DAY, "don_vi": "1010"}))
    assert "trong 5 người" in text_of(reader.get("/nhan-su/", {**DAY, "don_vi": "1002", "loai": "bien-che"}))


@pytest.mark.parametrize("form", ["", "cay", "bang"])
def test_the_chart_counts_what_is_below(client, form) -> None:
    page = text_of(client.get("/so-do/1002/", {**DAY, "dang": form}))
    for told in ("Huyện An Lộc", "Phòng Kinh tế", "thiếu 2", "đủ"):
        assert told in page, told
    assert client.get("/so-do/99999/", DAY).status_code == 404


def test_the_chart_names_heads_to_those_who_may_see_names(client, reader) -> None:
    """Codes before a purpose is stated, names after; the reading is written down; what two figures mean is said."""
    nameless = text_of(client.get("/so-do/1002/", DAY))
    assert "Trưởng phòng: HS-1" in nameless
    assert "“Thiếu 4” là biên chế được giao nhiều hơn người có mặt 4" in nameless
    named = text_of(reader.get("/so-do/1002/", DAY))
    assert "Trưởng phòng: Nguyễn Văn Mẫu" in named
    assert "Trưởng phòng: Phạm Thị Ví" in named
    assert readings()[-1][2:] == ("sơ đồ tổ chức", [3001, 3004])
    assert "Trưởng phòng: Nguyễn Văn Mẫu" in text_of(reader.get("/so-do/1002/", {**DAY, "dang": "bang"}))


def test_the_chart_as_a_picture(reader) -> None:
    """What the page shows, in one file that any programme opens; its export is written down."""
    answer = reader.get("/so-do/1002/tai.svg", {**DAY, "sau": "2"})
    assert answer["Content-Type"] == "image/svg+xml; charset=utf-8"
    assert answer["Content-Disposition"] == 'attachment; filename="so-do-D1-2022-01-01.svg"'
    picture = ElementTree.fromstring(answer.content)
    words = " ".join(one.text or "" for one in picture.iter() if one.tag.endswith("text"))
    for told in ("Sơ đồ tổ chức: Huyện An Lộc, ngày 01/01/2022", "Phòng Kinh tế", "Trưởng phòng: Nguyễn Văn Mẫu",
                 "thiếu 2"):  # fmt: skip
        assert told in words, told
    boxes = [one.attrib for one in picture.iter() if one.tag.endswith("rect")]
    assert all(float(one.get("x", 0)) + float(one["width"]) <= float(picture.attrib["width"]) for one in boxes)
    assert all(float(one.get("y", 0)) + float(one["height"]) <= float(picture.attrib["height"]) for one in boxes)
    ((body,),) = rows("SELECT body FROM act WHERE kind = 'export/1'")
    assert json.loads(body)["payload"]["question"] == {"unit": "1002", "on": "2022-01-01"}
    assert reader.get("/so-do/99999/tai.svg", DAY).status_code == 404


def test_the_chart_closes_what_is_deeper(client) -> None:
    one = text_of(client.get("/so-do/1001/", {**DAY, "sau": "1"}))
    assert "+ 5 đơn vị bên dưới" in one
    assert "Phòng Kinh tế" not in one


@pytest.mark.parametrize(
    "address", ["/nhan-su/", "/nhan-su/HS-1/", "/don-vi/1010/", "/so-do/1001/", "/tim/?tim=nguyen"]
)
def test_pages_cost_a_bounded_number_of_queries(reader, address) -> None:
    reader.get(address, DAY if "?" not in address else None)
    with CaptureQueriesContext(connection) as seen:
        assert reader.get(address, DAY if "?" not in address else None).status_code == 200
    assert len(seen) <= 40, [query["sql"][:90] for query in seen]
