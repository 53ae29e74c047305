"""tinhgon reports, report, trace."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import fastexcel
import pytest
from tests.cli.conftest import Run, program
from tests.reports.conftest import recorded, years
from tests.world import World, rows

from tinhgon.record.actor import shell
from tinhgon.reports import REPORTS


@pytest.fixture
def signed(fresh_ledger: object) -> World:
    world = World()
    years(world)
    return world


Found = Callable[..., dict]


@pytest.fixture
def found(signed: World, run: Run) -> Found:
    """The JSON of a command."""

    def call(*arguments: str) -> dict:
        told = run(*arguments, "--format", "json")
        assert (told.code, told.err) == (0, ""), told
        return json.loads(told.out)

    return call


def test_the_catalogue_names_every_report(run: Run) -> None:
    told = run("reports")
    assert told.code == 0
    assert all(name in told.out for name in REPORTS)
    assert [one["report"] for one in json.loads(run("reports", "--format", "json").out)] == list(REPORTS)


def test_a_report_of_a_day_and_of_a_period(found: Found, run: Run) -> None:
    day = found("report", "establishment", "--on", "31/12/2022")
    assert (day["as_of"], day["totals"]["official"], day["under"]) == ("2022-12-31", 17, None)
    period = found("report", "staffing-cuts", "--from", "2022-01-01", "--to", "2022-12-31")
    row = next(row for row in period["rows"] if row["key"] == "part_time_hamlet")
    assert (period["since"], row["cells"]["cut"]) == ("2022-01-01", 2)
    told = run("report", "staffing-cuts", "--from", "2022-01-01", "--to", "2022-12-31")
    assert told.out.startswith("Tinh giản biên chế (RP-04)\nTừ ngày 01/01/2022 đến ngày 31/12/2022\n")
    english = run("--lang", "en", "report", "establishment", "--on", "2022-12-31")
    assert "Tổng cộng" not in english.out


def test_today_is_the_day_unless_told(found: Found) -> None:
    assert found("report", "establishment")["as_of"] >= "2026-01-01"


def test_a_part_that_has_ended_and_an_older_knowledge(found: Found, run: Run) -> None:
    ended = found("report", "reorganisation", "--from", "2023-12-31", "--to", "2024-06-30", "--under", "A2")
    assert ended["scope"] == "xã An Thạnh"
    late = found("report", "establishment", "--on", "2021-12-31", "--known", recorded("08/QĐ").isoformat())
    assert (
        late["totals"]["official"] == found("report", "establishment", "--on", "2021-12-31")["totals"]["official"] - 1
    )
    assert run("report", "establishment", "--under", "XX").err.startswith("Không có đơn vị nào mang mã XX")


def test_trace_has_the_value_and_its_sources(found: Found, run: Run) -> None:
    at = ("establishment", "--on", "2022-12-31", "--row", "S1")
    opened = found("trace", *at, "--column", "present")
    assert opened["value"] == sum(source["amount"] for source in opened["sources"]) == 4
    assert {"subject", "amount", "decision", "clause", "effective_on"} <= set(opened["sources"][0])
    assert opened["sources"][0]["subject"] == "HS-2: Phó Trưởng phòng (S1.02), phòng Kinh tế"
    assert opened["sources"][-1]["decision"] == "08/QĐ"
    told = run("trace", *at, "--column", "official")
    assert "−1  phòng Kinh tế, Công chức  07/QĐ" in told.out
    assert told.out.endswith("phòng Kinh tế, Giao: 4 = tổng 2 nguồn.\n")
    assert run("trace", *at, "--column", "nothing").code == 1
    assert run("trace", "establishment", "--row", "S1").code == 2


def test_files_are_written_and_binary_needs_one_on_a_terminal(
    signed: World, run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a.xlsx"
    assert run("report", "establishment", "--on", "2022-12-31", "--format", "xlsx", "--out", path).code == 0
    assert fastexcel.read_excel(path).sheet_names == ["RP-03"]
    monkeypatch.setattr("sys.stdout.isatty", lambda: True)
    told = run("report", "establishment", "--on", "2022-12-31", "--format", "pdf")
    assert (told.code, told.out) == (1, "")
    assert told.err == (
        "Dạng pdf không hiện được trên màn hình; thêm --out, ví dụ --out establishment_2022-12-31.pdf.\n"
    )


def test_csv_through_a_pipe(signed: World) -> None:
    done = program("report", "establishment", "--on", "2022-12-31", "--format", "csv")
    assert done.code == 0
    assert done.out.lstrip("\ufeff").startswith("key,label,kind,depth,official,")


def test_differences_by_decision(found: Found, run: Run) -> None:
    pair = ("report", "establishment", "--on", "2022-12-31", "--compare-on", "2021-08-01")
    cells = found(*pair)["cells"]
    assert all(cell["residual"] == 0 for cell in cells)
    assert all(one["decision"] for cell in cells for one in cell["decisions"])
    told = run(*pair).out
    assert "→ ngày 31/12/2022" in told
    assert told.endswith(f"{len(cells)} ô khác nhau; phần chưa giải thích: 0.\n")
    late = found("report", "establishment", "--on", "2021-12-31", "--compare-known", recorded("08/QĐ").isoformat())
    assert {one["decision"] for cell in late["cells"] for one in cell["decisions"]} == {"09/QĐ"}
    assert run(*pair, "--format", "csv").code == 2


def test_submitted_and_reproduced(signed: World, run: Run) -> None:
    asked = ("report", "staffing-cuts", "--from", "2022-01-01", "--to", "2022-12-31")
    unsure = run(*asked, "--format", "json", "--submit")
    assert (unsure.code, unsure.out) == (1, "")
    assert unsure.err == "Báo cáo chưa nộp: nộp rồi thì không rút lại được; thêm --yes để xác nhận.\n"
    first = run(*asked, "--format", "json", "--submit", "--yes")
    assert first.err == "Đã lưu báo cáo đã nộp số 1: số 1 của toàn sổ.\n"
    signed.sign({"kind": "annul_decision/1", "clause": "Điều 1", "decisions": ["09/QĐ"]}, on="2025-01-01")
    again = run("report", "--reproduce", "1", "--format", "json")
    assert (again.code, again.out) == (0, first.out)
    assert run(*asked, "--format", "json").out != first.out
    listed = json.loads(run("reports", "--submitted", "--format", "json").out)
    assert [(row["number"], row["report"], row["who"]) for row in listed] == [(1, "staffing-cuts", shell().os_user)]
    assert shell().os_user in run("reports", "--submitted").out
    assert run("report", "--reproduce", "9").code == 1


def test_wrong_usage_is_told(signed: World, run: Run) -> None:
    assert run("report").code == 2
    assert run("report", "establishment", "--reproduce", "1").code == 2
    assert run("report", "establishment", "--from", "2022-01-01").code == 2
    assert run("report", "staffing-cuts", "--on", "2022-01-01", "--to", "2022-01-01").code == 2
    assert run("report", "staffing-cuts", "--from", "2023-01-01", "--to", "2022-01-01").err == (
        "Kỳ báo cáo từ 01/01/2023 đến 01/01/2022: ngày đầu phải trước ngày cuối.\n"
    )
    assert run("report", "nothing").err.startswith("Không có báo cáo “nothing”; các báo cáo: ")


def test_who_reads_or_opens_attributes_of_people_in_the_shell_is_written_down(signed: World, run: Run) -> None:
    """It was not: a report on the pages was a reading, the same report in the shell was none."""
    noted = """SELECT body::jsonb->'actor'->>'os_user', body::jsonb->'actor'->>'purpose',
      jsonb_array_length(body::jsonb->'payload'->'persons') > 0
      FROM reading WHERE body::jsonb->>'kind' = 'read_names/1' ORDER BY id"""
    before, why = len(rows(noted)), ("--why", "tổng kết năm")
    assert run("report", "establishment", "--on", "2022-12-31").code == 0
    assert len(rows(noted)) == before
    assert run("report", "staff-quality", "--on", "2022-12-31", *why).code == 0
    at = ("staff-quality", "--row", "total", "--on", "2022-12-31")
    assert run("trace", *at, "--column", "female", *why).code == 0
    assert run("report", "staff-quality", "--on", "2022-12-31", "--compare-on", "2022-06-30", *why).code == 0
    assert rows(noted)[before:] == [(shell().os_user, "tổng kết năm", True)] * 4
    assert run("verify", "--chain-only").code == 0
