"""tinhgon units, lineage, decisions, show."""

from __future__ import annotations

import json

from tests.cli.conftest import Run

BEFORE = """\
code,name,kind,level,parent_code,area_km2,population
90001,An Bình,xã,3,911,10,1000
90002,An Thạnh,xã,3,911,12,1200
90003,An Hòa,xã,3,911,14.5,
91,Tân Giang,tỉnh,1,,,
911,An Lộc,huyện,2,91,,
"""
AFTER = """\
code,name,kind,level,parent_code,area_km2,population
90001,An Thịnh,xã,3,911,,
90003,An Hòa,xã,3,911,14.5,
"""


def test_units_as_csv_are_those_of_the_day(signed, run: Run) -> None:
    assert run("units", "--on", "2021-02-28", "--format", "csv").out == BEFORE
    assert run("units", "--on", "01/03/2021", "--format", "csv", "--level", "3").out == AFTER
    assert run("units", "--on", "2021-03-01", "--format", "csv", "--under", "911").out == AFTER


def test_units_as_json_have_plain_numbers(signed, run: Run) -> None:
    found = json.loads(run("units", "--on", "2020-01-01", "--structure", "territory", "--format", "json").out)
    assert [unit["code"] for unit in found] == ["90001", "90002", "90003", "91", "911"]
    assert (found[2]["area_km2"], found[2]["population"], found[3]["parent_code"]) == (14.5, None, None)
    assert run("units", "--on", "2019-12-31", "--format", "json").out == "[]\n"


def test_units_as_a_table_are_for_people(signed, run: Run) -> None:
    told = run("units", "--on", "2020-01-01")
    assert "90003  An Hòa     xã       3  911                  14,5\n" in told.out
    assert told.out.endswith("5 đơn vị, ngày 01/01/2020.\n")
    assert "14.5\n" in run("--lang", "en", "units", "--on", "2020-01-01").out


def test_units_as_known_before_a_decision(signed, run: Run) -> None:
    recorded = json.loads(run("decisions", "--format", "json").out)[0]["recorded_at"]
    assert run("units", "--on", "2023-01-01", "--known", recorded, "--format", "csv").out == BEFORE
    assert run("units", "--on", "2023-01-01", "--known", "2001-01-01", "--format", "json").out == "[]\n"


def test_a_code_that_nobody_has_is_refused(signed, run: Run) -> None:
    for arguments in (("units", "--under", "90002"), ("lineage", "90002")):
        told = run(*arguments, "--on", "2023-01-01")
        assert (told.code, told.out) == (1, "")
        assert told.err == "Ngày 01/01/2023 không có đơn vị nào mang mã “90002”; kiểm tra mã và ngày.\n"


def test_lineage_back_tells_every_step(signed, run: Run) -> None:
    steps = json.loads(run("lineage", "90001", "--on", "2023-01-01", "--format", "json").out)
    assert [(step["from"]["code"], step["from"]["name"], step["to"]["name"], step["decision"]) for step in steps] == [
        ("90001", "An Bình", "An Thịnh", "02/NQ"),
        ("90002", "An Thạnh", "An Thịnh", "02/NQ"),
        ("90001", "An Thịnh", "An Thịnh Đông", "03/NQ"),
    ]
    first = steps[0]
    assert (first["area_share"], first["population_share"], first["clause"], first["effective_on"]) == (
        "full", "full", "Điều 1 khoản 1", "2021-03-01",
    )  # fmt: skip


def test_lineage_forward_follows_a_unit_that_ended(signed, run: Run) -> None:
    steps = json.loads(run("lineage", "90002", "--on", "2020-06-01", "--forward", "--format", "json").out)
    assert [step["to"]["name"] for step in steps] == ["An Thịnh", "An Thịnh Đông"]
    assert json.loads(run("lineage", "90003", "--on", "2020-06-01", "--format", "json").out) == []
    table = run("lineage", "90002", "--on", "2020-06-01", "--forward").out
    assert "01/03/2021  xã An Thạnh (90002)  xã An Thịnh (90001)" in table


def test_decisions_are_listed_in_order_of_effect(signed, run: Run) -> None:
    assert [row["number"] for row in json.loads(run("decisions", "--format", "json").out)] == [
        "01/MS",
        "02/NQ",
        "03/NQ",
    ]
    assert "\n2  02/NQ        01/03/2021  01/03/2021" in run("decisions").out


def test_show_tells_all_of_a_decision(signed, run: Run) -> None:
    told = run("show", "02/nq").out
    assert "Quyết định 02/NQ\n" in told
    assert "Điều 1 khoản 1  [01/03/2021]  Sắp xếp toàn bộ diện tích tự nhiên, quy mô dân số của xã An Bình" in told
    assert "Quyết định dựa vào quyết định này: 03/NQ" in told
    found = json.loads(run("show", "02/NQ", "--format", "json").out)
    assert (found["effects"][0]["kind"], found["dependants"], len(found["hash"])) == ("merge_units/1", ["03/NQ"], 64)
    assert run("show", "77/NQ").err == "Không có quyết định số “77/NQ” trong sổ; kiểm tra lại số và ký hiệu.\n"
