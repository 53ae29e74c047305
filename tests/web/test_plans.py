"""The options of an area through Django's client: what a form may send, and an option as a draft on the desk."""

from __future__ import annotations

import json
import re

import pytest
from django.test import Client
from tests.planning.test_merging import publish
from tests.world import World

from tinhgon.decisions import desk, preview

HERE = "/phuong-an/?tinh=T1&ngay=01/01/2022"


@pytest.fixture
def planner(world: World, settings) -> Client:
    settings.DEMO = True
    publish(world)
    return Client(headers={"host": "localhost"})


def options(page: str) -> list[str]:
    return [one.replace("&quot;", '"') for one in re.findall(r'name="phuong_an" value="([^"]*)"', page)]


def test_an_option_becomes_a_draft_that_can_be_previewed(planner: Client) -> None:
    made = planner.post(HERE, {"viec": "lap", "so": "2", "chuan": "76/2025", "khac": "A1 B1\nA2 B2\nA3 B3"})
    assert made.status_code == 200
    kept = options(made.content.decode())
    assert sorted(sorted(one[1:]) for one in json.loads(kept[0])["groups"]) == [["A1", "A2", "A3"], ["B1", "B2", "B3"]]
    form = {"phuong_an": kept, "chon": "1", "chuan": "76/2025", "ten-1": "An Mới", "ten-2": "Bình Mới"}
    drafted = planner.post(HERE, {**form, "viec": "soan"})
    assert drafted.status_code == 302
    number = int(re.findall(r"\d+", drafted["Location"])[0])
    effects = desk.kept_draft(number).document["effects"]
    assert [(one["kind"], one["into"]["name"], len(one["sources"])) for one in effects] == [
        ("merge_units/1", "An Mới", 3), ("merge_units/1", "Bình Mới", 3),
    ]  # fmt: skip
    head = {"number": "01/NQ-MẪU", "issuer": "Quốc hội (giả định)", "signed_on": "2022-02-01",
            "effective_on": "2022-02-01"}  # fmt: skip
    (outcome,) = preview([desk.validated({**desk.kept_draft(number).document, **head}, name="dự thảo")])
    assert not [one for one in outcome.findings if one.severity == "error"]


def test_a_group_of_two_superiors_is_refused_by_name(planner: Client) -> None:
    groups = [["A1", "A1", "B1"], ["A2", "A2"], ["A3", "A3"], ["B2", "B2", "B3"]]
    kept = json.dumps({"from": "planner", "groups": groups})
    page = planner.post(HERE, {"phuong_an": [kept], "chon": "1"}).content.decode()
    assert "Nhóm 1: các đơn vị thuộc nhiều cấp trên" in page
    assert "Nhóm 4: các đơn vị thuộc nhiều cấp trên" not in page


def test_a_unit_moved_by_hand_is_judged_anew(planner: Client) -> None:
    kept = json.dumps({"from": "planner", "groups": [["A1", "A1", "A2", "A3"], ["B1", "B1", "B2", "B3"]]})
    page = planner.post(HERE, {"phuong_an": [kept], "chon": "1", "viec": "chuyen", "chuyen": "A3", "den": "2"})
    two = json.loads(options(page.content.decode())[1])["groups"]
    assert [sorted(one[1:]) for one in two] == [["A1", "A2"], ["A3", "B1", "B2", "B3"]]
    page = planner.post(HERE, {"phuong_an": [kept], "chon": "1", "viec": "chuyen", "chuyen": "A2", "den": "2"})
    assert "không liền nhau" in page.content.decode()


@pytest.mark.parametrize(
    ("form", "said"),
    [
        ({"viec": "soan"}, "Chọn một phương án"),
        ({"viec": "lap", "so": "99"}, "từ 1 đến 6"),
        ({"viec": "lap", "cung": "A1"}, "Ràng buộc, dòng 1"),
        ({"viec": "lap", "cung": "A1 X9"}, "X9"),
        ({"viec": "chuyen", "chuyen": "X9", "den": "0"}, "Chọn một đơn vị"),
        ({"viec": "xem:1", "phuong_an": ["[1"]}, "Không đọc được"),
        ({"viec": "xem:1", "phuong_an": ['{"from": "", "groups": [["X9", "X9"]]}']}, "X9"),
        ({"viec": "xem:1", "phuong_an": ["{}"] * 7}, "Nhiều nhất 6"),
    ],
)
def test_what_cannot_be_done_is_said(planner: Client, form: dict[str, object], said: str) -> None:
    page = planner.post(HERE, form)
    assert page.status_code == 400
    assert said in page.content.decode()


def test_without_outlines_the_list_stands_and_no_plan_is_made(world: World, settings) -> None:
    settings.DEMO = True
    client = Client(headers={"host": "localhost"})
    assert client.get(HERE).content.decode().count('id="dv-') == 6
    page = client.post(HERE, {"viec": "lap"})
    assert page.status_code == 400
    assert "Chưa có ranh giới của A1" in page.content.decode()
