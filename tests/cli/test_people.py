"""tinhgon person: found, told, written down; and erased."""

from __future__ import annotations

import json

import pytest
from tests.cli.conftest import Run
from tests.world import World, effect, rows

from tinhgon.record.actor import shell

WHY = ("--why", "rà soát hồ sơ")
REFUSED = "Lệnh này cho xem thông tin cá nhân: thêm --why và mục đích (từ 3 chữ cái), mục đích được ghi lại.\n"


@pytest.fixture
def people(fresh_ledger) -> None:
    """The test world, with one transfer and a telephone."""
    world = World()
    world.sign(effect("appoint", person="HS-3", at_post="S1.04"), on="2022-03-01")
    stated = {"phone": "0900000001", "id_number": "093085000001"}
    world.sign(effect("change_record", person="HS-3", record={"identity": stated}), on="2022-05-01")


def test_one_person_is_told_with_places_and_life(people, run: Run) -> None:
    told = run("person", "HS-3", "--on", "2022-06-01", *WHY).out
    assert told.startswith("HS-3  Lê Văn Thử (dữ liệu giả định)\n")
    for line in ("Sinh: 1985", "Điện thoại: 0900000001", "phòng Kinh tế  Chuyên viên  S1.04"):
        assert line in told
    assert "01/03/2022  Bổ nhiệm, giao giữ vị trí: Chuyên viên, phòng Kinh tế" in told
    assert run("person", "093085000001", "--on", "2022-06-01", *WHY).out == told
    assert run("person", "thu", "le", "--on", "2022-06-01", *WHY).out == told
    assert "Post" in run("person", "HS-3", "--on", "2022-06-01", "--lang", "en", *WHY).out


def test_several_are_a_list_in_the_order_of_given_names(people, run: Run) -> None:
    told = run("person", "--on", "2022-02-01", "Văn", *WHY)
    assert [line.split()[0] for line in told.out.splitlines()[2:]] == ["HS-5", "HS-1", "HS-3", "3"]
    found = json.loads(run("person", "van", "--on", "2022-02-01", "--format", "json", *WHY).out)
    assert [(one["name"], one["born"], one["places"][0]["post"]) for one in found] == [
        ("Võ Văn Dụ", "1990", "S2.02"), ("Nguyễn Văn Mẫu", "12/03/1968", "S1.01"), ("Lê Văn Thử", "1985", "S1.03"),
    ]  # fmt: skip
    (one,) = json.loads(run("person", "HS-3", "--on", "2022-06-01", "--format", "json", *WHY).out)
    assert [(event["of"], event["kind"], event["identity"]) for event in one["life"]] == [
        ("person", "take_up/1", ["name"]), ("assignment", "take_up/1", []), ("assignment", "appoint/1", []),
        ("person", "change_record/1", ["id_number", "phone"]),
    ]  # fmt: skip
    assert "sealed:" not in json.dumps(one)


def test_every_look_is_written_down(people, run: Run) -> None:
    assert run("person", "HS-3", "--on", "2022-06-01", "--why", "xét nâng lương").code == 0
    assert rows("SELECT kind, os_user, purpose, person_ids FROM reading ORDER BY id") == [
        ("search/1", shell().os_user, "xét nâng lương", [3003]),
        ("read_names/1", shell().os_user, "xét nâng lương", [3003]),
    ]
    assert shell().os_user
    assert run("person", "HS-1", "--on", "2022-06-01", *WHY).code == 0
    assert rows("SELECT count(*) FROM reading WHERE os_user <> '' AND purpose <> ''") == [(4,)]
    assert rows("SELECT count(*) FROM reading WHERE batch IS NULL") == [(0,)]


def test_nobody_found_is_one_sentence(people, run: Run) -> None:
    told = run("person", "HS-3", "--on", "2021-06-30", *WHY)
    assert (told.code, told.out) == (1, "")
    assert "HS-3" in told.err
    assert "30/06/2021" in told.err
    assert rows("SELECT kind, person_ids FROM reading") == [("search/1", [])]


def test_an_erasure_leaves_books_that_verify(people, run: Run) -> None:
    assert run("person", "erase", "HS-3", "--ground", "Yêu cầu ngày 01/02/2023").code == 0
    assert "HS-3  (không đọc được)" in run("person", "HS-3", "--on", "2022-06-01", *WHY).out
    assert run("person", "093085000001", "--on", "2022-06-01", *WHY).code == 1
    assert run("verify").code == 0
    assert rows("SELECT body::jsonb->'payload'->>'ground', os_user FROM act WHERE kind = 'erase_identity/1'") == [
        ("Yêu cầu ngày 01/02/2023", shell().os_user)
    ]
    again = run("person", "erase", "HS-3", "--ground", "x")
    assert (again.code, again.out) == (1, "")
    assert run("person", "erase", "HS-3").code == 2


@pytest.mark.parametrize("stated", [(), ("--why", " "), ("--why", "x1 2")])
def test_without_a_purpose_nothing_is_looked_for(people, run: Run, stated: tuple[str, ...]) -> None:
    """It fell back to the same words for everybody, so that the log never said why."""
    (number,) = rows("SELECT number FROM decision ORDER BY ordinal DESC LIMIT 1")[0]
    for asked in (("person", "HS-3"), ("eligible", "S1.01"), ("report", "staff-quality", "--on", "2022-12-31"),
                  ("trace", "staff-quality", "--on", "2022-12-31", "--row", "total", "--column", "female"),
                  ("paper", "list", number, "--out", "/dev/null")):  # fmt: skip
        told = run(*asked, *stated)
        assert (told.code, told.out, told.err) == (1, "", REFUSED), asked
    assert rows("SELECT count(*) FROM reading") == [(0,)]
    assert rows("SELECT count(*) FROM act WHERE kind = 'export/1'") == [(0,)]


def test_a_terminal_is_asked_once(people, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    answers = iter(["rà soát", "?"])
    monkeypatch.setattr("sys.stdin.isatty", lambda: True)
    monkeypatch.setattr("click.prompt", lambda *_told, **_how: next(answers))
    assert run("person", "HS-3", "--on", "2022-06-01").code == 0
    assert rows("SELECT DISTINCT purpose FROM reading") == [("rà soát",)]
    assert run("person", "HS-3", "--on", "2022-06-01").err == REFUSED


def test_the_demo_needs_none(people, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tinhgon.cli.ledgers.is_demo", lambda: True)
    assert run("person", "HS-3", "--on", "2022-06-01").code == 0
    assert run("person", "HS-3", "--on", "2022-06-01", *WHY).code == 0
    assert rows("SELECT DISTINCT purpose FROM reading ORDER BY 1") == [
        ("rà soát hồ sơ",),
        ("xem sổ mẫu bằng dòng lệnh",),
    ]
