"""Composing in the page: every kind of clause has a form, what is typed becomes it, faults stand at their fields."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.test import Client
from tests.cases.test_move import LAN, actor, set_up
from tests.world import World, example, rename

from tinhgon.basis.asof import AsOf
from tinhgon.decisions import desk
from tinhgon.ledger.document import EFFECT
from tinhgon.ledger.registry import EFFECTS
from tinhgon.procedures import procedures
from tinhgon.procedures.decision_desk.signing import open_draft
from tinhgon.record.actor import shell
from tinhgon.web.compose.finding import BookFinder
from tinhgon.web.compose.page import NOT_COMPOSED
from tinhgon.web.kit.field_words import label_of
from tinhgon.web.kit.forms import Group, Input, form_of, stated_in

pytestmark = pytest.mark.django_db
COMPOSED = sorted(set(EFFECTS) - NOT_COMPOSED)
DAY = "01/06/2022"


def inputs(items: Any) -> list[Input]:
    found: list[Input] = []
    for item in items:
        found += [one for row in item.rows for one in inputs(row)] if isinstance(item, Group) else [item]
    return found


@pytest.mark.parametrize("kind", COMPOSED)
def test_a_form_says_back_what_stands_in_it(world: World, kind: str) -> None:
    """Shown and sent unchanged, a clause is the same clause."""
    given = example(kind)
    stored = given.model_dump(mode="json", exclude_none=True)
    sent = {one.name: one.value for one in inputs(form_of(EFFECTS[kind], stored))}
    finder = BookFinder(AsOf(date(2022, 1, 1)))
    stated = stated_in(EFFECTS[kind], sent, finder)
    assert finder.problems == {}
    assert EFFECT.validate_python({"kind": kind, **stated}).describe() == given.describe()


@pytest.mark.parametrize("kind", COMPOSED)
def test_every_field_has_a_name_in_vietnamese(kind: str) -> None:
    for one in inputs(form_of(EFFECTS[kind], {})):
        assert one.label, one.name
        assert one.label != one.name.rpartition(".")[2], f"{kind}: {one.name}"
        assert all(told != value or value.isdigit() for value, told in one.options), (kind, one.name, one.options)


@pytest.fixture
def writer(world: World, settings: Any) -> Client:
    settings.DEMO = True
    return Client(headers={"host": "localhost"})


def begun(writer: Client, kind: str) -> str:
    response = writer.post("/soan/moi/", {"loai": kind})
    assert response.status_code == 302
    return response["Location"]


def number_of(address: str) -> int:
    return int(address.split("/")[2])


def test_two_clauses_are_composed_and_previewed(writer: Client) -> None:
    address = begun(writer, "appoint/1")
    assert "Bổ nhiệm" in writer.get(address).content.decode()
    number = number_of(address)
    head = {"head.effective_on": DAY, "head.subject": "Về việc bổ nhiệm",
            "head.issuer": "Ủy ban nhân dân tỉnh Tân Giang"}  # fmt: skip
    form = {**head, "khoan": "0", "loai": "appoint/1", "ban": "1", "viec": "luu", "person": "HS-3", "at_post": "S1.04"}
    response = writer.post(f"/soan/{number}/", form)
    assert response.status_code == 302, response.content.decode()[:3000]
    form = {**head, "khoan": "0", "loai": "rename_unit/1", "ban": "2", "viec": "xem", "unit": "xã An Bình",
            "name": "An Bình Đông"}  # fmt: skip
    page = writer.post(f"/soan/{number}/", form).content.decode()
    assert "Ký được." not in page  # without number and day of signing nothing can be signed
    assert "phần đầu còn thiếu: Số, ký hiệu, Ngày ký." in page
    assert "Người: trước và sau" in page  # HS-3 goes from S1.03 to S1.04, both specialists of one division
    assert "<del>Chuyên viên, phòng Kinh tế (S1.03)</del>" in page
    assert "<ins>Chuyên viên, phòng Kinh tế (S1.04)</ins>" in page
    kept = desk.kept_draft(number)
    assert [effect["kind"] for effect in kept.document["effects"]] == ["appoint/1", "rename_unit/1"]
    assert kept.document["effects"][1]["unit"]["code"] == "A1"
    assert kept.seq == 3


def test_faults_stand_at_their_fields_and_nothing_typed_is_lost(writer: Client) -> None:
    number = number_of(begun(writer, "appoint/1"))
    form = {"khoan": "0", "loai": "appoint/1", "ban": "1", "viec": "luu", "person": "HS-999", "at_post": "",
            "until": "31/02/2030", "head.effective_on": DAY}  # fmt: skip
    response = writer.post(f"/soan/{number}/", form)
    page = response.content.decode()
    assert response.status_code == 400
    assert 'value="HS-999"' in page
    assert 'value="31/02/2030"' in page
    assert "Không có hồ sơ mã này" in page
    for path in ("person", "at_post", "until"):
        assert f'href="#f-{path}"' in page, path
        assert f'id="e-{path}"' in page, path
    assert desk.kept_draft(number).seq == 1


def test_the_head_and_a_clause_each_have_their_day(writer: Client) -> None:
    number = number_of(begun(writer, "appoint/1"))
    form = {"head.effective_on": "01/03/2022", "effective_on": "15/03/2022", "khoan": "0", "loai": "appoint/1",
            "ban": "1", "viec": "luu", "person": "HS-3", "at_post": "S1.04"}  # fmt: skip
    assert writer.post(f"/soan/{number}/", form).status_code == 302
    document = desk.kept_draft(number).document
    assert document["effective_on"] == "2022-03-01"
    assert document["effects"][0]["effective_on"] == "2022-03-15"
    page = writer.post(f"/soan/{number}/", {**form, "ban": "2", "head.effective_on": "31/02/2022"})
    assert page.status_code == 400
    assert 'href="#f-head.effective_on"' in page.content.decode()


@pytest.mark.parametrize("text", ["x", "-7", "9" * 5000, "²"])
def test_what_is_no_number_is_no_fault_of_the_server(writer: Client, text: str) -> None:
    number = number_of(begun(writer, "rename_unit/1"))
    for name in ("khoan", "ban"):
        form = {"khoan": "0", "loai": "rename_unit/1", "ban": "1", "viec": "len", "unit": "A1", "name": "X", name: text}
        assert writer.post(f"/soan/{number}/", form).status_code < 500


def test_places_of_rows_are_read_as_far_as_a_form_goes(writer: Client) -> None:
    number = number_of(begun(writer, "merge_units/1"))
    form = {"khoan": "0", "loai": "merge_units/1", "ban": "1", "viec": "luu", f"sources.{'9' * 5000}.unit": "A1"}
    assert writer.post(f"/soan/{number}/", form).status_code == 400


def test_somebody_else_was_quicker(writer: Client) -> None:
    number = number_of(begun(writer, "rename_unit/1"))
    desk.revise(number, {"kind": "quyết định", "subject": "Của người khác", "effects": []}, after=1, by=shell())
    form = {"khoan": "0", "loai": "rename_unit/1", "ban": "1", "viec": "luu", "unit": "A1", "name": "X"}
    response = writer.post(f"/soan/{number}/", form)
    assert response.status_code == 409
    assert "đã được" in response.content.decode()
    assert desk.kept_draft(number).document["subject"] == "Của người khác"


def test_a_unit_of_many_names_is_asked(writer: Client) -> None:
    number = number_of(begun(writer, "rename_unit/1"))
    form = {"khoan": "0", "loai": "rename_unit/1", "ban": "1", "viec": "luu", "unit": "xã Không Có", "name": "X"}
    response = writer.post(f"/soan/{number}/", form)
    assert response.status_code == 400
    assert "Không có đơn vị này" in response.content.decode()


def test_a_draft_in_a_case_is_not_withdrawn_beside_it(writer: Client, world: World) -> None:
    set_up(world)
    number = desk.keep_draft(world.draft(rename("A1", "X"), on="2026-01-01", number="dự thảo"), origin="form",
                             by=actor(LAN))  # fmt: skip
    open_draft(number, procedure=procedures()["decision_desk"], variant="small_office", unit=1010, by=actor(LAN))
    response = writer.post(f"/soan/{number}/", {"viec": "rut", "ban": "1"})
    assert response.status_code == 409
    assert f"Dự thảo số {number} đang được trình ở hồ sơ" in response.content.decode()
    assert desk.kept_draft(number).is_open


def test_clauses_move_double_and_go(writer: Client) -> None:
    rename = [
        {"kind": "rename_unit/1", "clause": f"Điều {n}", "unit": code, "name": "X"}
        for n, code in ((1, "A1"), (2, "A2"))
    ]
    kept = desk.begin({"kind": "quyết định", "effects": rename}, origin="form", by=shell())
    for what, codes in (("len", ["A2", "A1"]), ("nhan", ["A2", "A1", "A1"]), ("bo", ["A2", "A1"])):
        writer.post(f"/soan/{kept.number}/", {"viec": what, "khoan": "2", "ban": str(desk.kept_draft(kept.number).seq)})
        found = desk.kept_draft(kept.number).document["effects"]
        assert [effect["unit"]["code"] for effect in found] == codes, what


def test_what_is_offered_while_typing(writer: Client) -> None:
    units = writer.get("/soan/goi-y/unit/?tim=an+binh").json()["offers"]
    assert units[0]["value"].endswith("(A1)")
    posts = writer.get("/soan/goi-y/post/?tim=S1.04&ngay=01/01/2022").json()["offers"]
    assert ("S1.04" in posts[0]["value"], "trống" in posts[0]["note"]) == (True, True)


def test_labels_of_the_head() -> None:
    assert label_of("Appoint", "at_post") == "Vị trí"
