"""Access to drafts follows the post too: see test_access.py for the accounts."""

from __future__ import annotations

import io
import json

import pytest
import xlsxwriter
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from tests.web.offices import INSIDE, api_draft, client_of, composed, decision, reads, text
from tests.world import IDS, World, agency, effect, post, rows

from tinhgon.decisions.desk import drafts, keep_draft
from tinhgon.record.actor import shell
from tinhgon.registers.establishment.access import DRAFT_DECISIONS

pytestmark = pytest.mark.django_db


def test_a_form_drafts_of_people_in_reach_and_to_places_in_reach(head: Client) -> None:
    assert composed(head, "transfer", person="HS-3", at_post="S1.04").status_code == 302
    assert [len(kept.document["effects"]) for kept in drafts()] == [1]
    away = composed(head, "transfer", person="HS-3", at_unit="phòng Nội vụ (S2)")
    assert away.status_code == 403
    assert "ở ngoài" in text(away)
    assert composed(head, "retire", person="HS-5", ground="early").status_code == 403
    assert [len(kept.document["effects"]) for kept in drafts()] == [0, 0, 1]


def test_a_right_to_draft_alone_shows_no_name(books: World) -> None:
    books.sign(effect("set_access", posts=["S1.02"], access=[DRAFT_DECISIONS]), on="2022-01-01")
    deputy = client_of("pho.phong", file="HS-2")
    page = deputy.get("/soan/moi/?person=HS-3")
    assert page.status_code == 200
    assert "Lê Văn" not in text(page)
    assert not reads(deputy, INSIDE)
    assert composed(deputy, "transfer", person="HS-3", at_post="S1.04").status_code == 302


IN_REACH = [
    {"kind": "transfer/1", "person": "HS-3", "at_post": "S1.04"},
    {"kind": "create_posts/1", "unit": agency("S1"), "posts": [post("S1.20", "Chuyên viên")]},
    {"kind": "recruit/1", "person": {"code": "HS-9", "identity": {"name": "Hồ Văn Mẫu"}, "born": "1990"},
     "at_post": "S1.04"},
]  # fmt: skip
OUT_OF_REACH = [
    {"kind": "transfer/1", "person": "HS-5", "at_post": "S1.04"},
    {"kind": "change_record/1", "person": {"id_number": "093190000005"}, "record": {"professional": "master"}},
    {"kind": "freeze_posts/1", "posts": ["S2.02"]},
    {"kind": "create_posts/1", "unit": agency("S2"), "posts": [post("S2.20", "Chuyên viên")]},
    {"kind": "rename_unit/1", "unit": "A1", "name": "An Bình Mới"},
    {"kind": "annul_decision/1", "decisions": ["02/QĐ-MẪU"]},
    {"kind": "establish_unit/1", "unit": {"code": "T9", "name": "Mới", "kind": "tỉnh"}},
]  # fmt: skip


@pytest.mark.parametrize("given", IN_REACH, ids=lambda one: one["kind"])
def test_a_program_keeps_a_draft_in_reach(head: Client, given) -> None:
    answer = api_draft(head, {"clause": "Điều 1", **given})
    assert answer.status_code == 201, answer.json()
    assert f"dự thảo {answer.json()['draft']}" in text(head.get("/soan/"))


@pytest.mark.parametrize("given", OUT_OF_REACH, ids=lambda one: one["kind"])
def test_a_program_keeps_no_draft_out_of_reach(head: Client, books: World, given) -> None:
    books.sign(effect("change_record", person="HS-5", record={"identity": {"id_number": "093190000005"}}))
    answer = api_draft(head, {"clause": "Điều 1", **given})
    assert (answer.status_code, answer.json()["code"]) == (403, "right_missing"), answer.json()
    assert drafts() == []


def test_drafts_of_others_are_not_listed_nor_opened(head: Client, books: World) -> None:
    theirs = keep_draft(
        books.draft(effect("retire", person="HS-5", ground="early"), on="2022-06-01"), origin="form", by=shell()
    )
    ours = keep_draft(
        books.draft(effect("retire", person="HS-3", ground="early"), on="2022-06-01"), origin="form", by=shell()
    )
    page = text(head.get("/soan/"))
    assert f"dự thảo {ours}" in page
    assert f"dự thảo {theirs}" not in page
    assert head.get(f"/soan/{ours}.json").status_code == 200
    for address in (f"/soan/{theirs}.json", f"/soan/{theirs}/", f"/danh-sach/du-thao/{theirs}/"):
        assert head.get(address).status_code == 403
    assert head.post(f"/danh-sach/du-thao/{theirs}/", {"buoc": "huy"}).status_code == 403
    assert len(drafts()) == 2


def _roster(unit: str) -> SimpleUploadedFile:
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, ("Họ và tên", "Ngày sinh", "Mã đơn vị", "Chức vụ", "Loại", "Khối"))
        sheet.write_row(1, 0, ("Hồ Văn Mẫu", "01/02/1990", unit, "Chuyên viên", "Công chức", "Nhà nước"))
    return SimpleUploadedFile(f"{unit}.xlsx", out.getvalue())


@pytest.mark.parametrize(("unit", "status", "kept"), [("S1", 302, 1), ("S2", 403, 0)])
def test_a_roster_is_kept_for_units_in_reach(head: Client, unit: str, status: int, kept: int) -> None:
    address = head.post("/danh-sach/", {"tep": _roster(unit), "ngay_ghi": "01/03/2022"})["Location"]
    keys = rows("SELECT count(*) FROM person_key")
    answer = head.post(address, {"buoc": "giu", "gia_dinh": "1"})
    assert answer.status_code == status, text(answer)
    assert len(drafts()) == kept
    assert rows("SELECT count(*) FROM person_key") == [(keys[0][0] + kept,)]


def test_whoever_may_not_draft_gets_no_page_of_drafts(books: World) -> None:
    nobody = client_of("lan", file="HS-3")
    for address in ("/danh-sach/", "/danh-sach/du-thao/1/", "/soan/", "/soan/1.json", "/soan/1/", "/soan/moi/"):
        answer = nobody.get(address)
        assert answer.status_code == 403, address
        assert "soạn dự thảo quyết định (soan-quyet-dinh)" in text(answer), address
    page = text(nobody.get("/nhan-su/"))
    assert "Nhập danh sách" not in page
    assert "Lê Văn" not in page
    assert IDS["S1"] == 1010


@pytest.mark.parametrize(
    "given",
    [{"kind": "retire/1", "person": {"id_number": "093190000005"}, "ground": "early"},
     {"kind": "recruit/1", "at_post": "S1.04", "person": {
         "born": "1990", "identity": {"name": "Hồ Văn Mẫu", "id_number": "093190000005"}}}],
    ids=lambda one: one["kind"],
)  # fmt: skip
def test_a_preview_tells_of_no_number_out_of_reach_whose_it_is(head: Client, books: World, given) -> None:
    books.sign(effect("change_record", person="HS-5", record={"identity": {"id_number": "093190000005"}}))
    value = decision({"clause": "Điều 1", **given})
    for client in (head, client_of("lan")):
        answers = [
            client.post("/api/v1/decisions/preview", value, content_type="application/json"),
            client.post("/xem-truoc/", {"van_ban": json.dumps(value)}),
        ]
        for answer in answers:
            assert answer.status_code == 403
            assert "HS-5" not in text(answer)
    trusted = client_of("quan.tri", is_superuser=True)
    assert "HS-5" in text(trusted.post("/api/v1/decisions/preview", value, content_type="application/json"))
