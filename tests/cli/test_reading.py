"""tinhgon read: a text and a list of units, no database; the decision file is one that sign takes."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from tests.cli.conftest import UNITS, Run, program

TEXT = """\
HỘI ĐỒNG NHÂN DÂN
TỈNH TÂN GIANG
Số: 05/NQ-HĐND
Tân Giang, ngày 01 tháng 3 năm 2021
NGHỊ QUYẾT
Về việc sắp xếp đơn vị hành chính của tỉnh Tân Giang
Căn cứ Luật Tổ chức chính quyền địa phương số 77/2015/QH13;
QUYẾT NGHỊ:
Điều 1. Sắp xếp
1. Nhập toàn bộ diện tích tự nhiên, quy mô dân số của xã An Bình vào xã An Thạnh.
2. Đổi tên xã An Hòa thành xã An Hòa Đông.
Điều 2. Nghị quyết này có hiệu lực thi hành từ ngày 01 tháng 5 năm 2021.
"""


@pytest.fixture
def text(write) -> Path:
    return write("nq.txt", TEXT)


def test_without_a_database(text: Path, write, tmp_path: Path) -> None:
    units = write("units.csv", UNITS)
    told = program(
        "read", text, "--units", units, "--format", "json", "--draft", tmp_path / "out",
        env={"DATABASE_URL": "postgresql://nobody@127.0.0.1:1/none", "TINHGON_HOME": str(tmp_path / "home")},
    )  # fmt: skip
    assert (told.code, told.err) == (0, "")
    found = json.loads(told.out)
    assert found["decision"]["number"] == "05/NQ-HĐND"
    assert found["decision"]["effective_on"] == "2021-05-01"
    assert [(one["kind"], [source["code"] for source in one["sources"]]) for one in found["effects"]] == [
        ("absorb_units/1", ["90001"]), ("rename_unit/1", ["90003"]),
    ]  # fmt: skip
    assert set(found) >= {"decision", "effects", "unchanged", "questions", "unread", "counts"}
    assert not (tmp_path / "home").exists()
    assert [path.name for path in (tmp_path / "out").iterdir()] == ["05-NQ-HDND.json"]


def test_from_the_ledger_and_signed(opened: dict[str, Path], text: Path, tmp_path: Path, run: Run) -> None:
    told = run("read", text, "--draft", tmp_path / "out")
    assert told.code == 0, told.err
    assert "An Hòa Đông" in told.out
    assert run("sign", tmp_path / "out").code == 0
    units = run("units", "--on", "2021-05-01", "--level", "3", "--format", "csv").out
    assert "An Hòa Đông" in units
    assert "An Bình" not in units


def test_a_day_before_the_books(opened: dict[str, Path], write, run: Run) -> None:
    old = write("old.txt", TEXT.replace("2021", "1999"))
    told = run("read", old)
    assert told.code == 1
    assert "30/04/1999" in told.err
    assert len(told.err.strip().splitlines()) == 1


def test_questions_are_answered_from_a_table(text: Path, write, tmp_path: Path, run: Run) -> None:
    units = write("units.csv", UNITS)
    other = write("other.txt", TEXT.replace("của xã An Bình vào", "của xã An Bìn Tây Nam vào"))
    told = run("read", other, "--units", units, "--draft", tmp_path / "out")
    assert told.code == 1
    assert "?" in told.out
    answers = write("answers.csv", "clause,name,code\nĐiều 1 khoản 1,xã An Bìn Tây Nam,90001\n")
    assert run("read", other, "--units", units, "--answers", answers, "--draft", tmp_path / "out").code == 0
    wrong = write("wrong.csv", "clause,name,code\nĐiều 9,xã An Bình,90001\n")
    told = run("read", other, "--units", units, "--answers", wrong)
    assert (told.code, len(told.err.strip().splitlines())) == (1, 1)


@pytest.mark.parametrize("name", ["scan.pdf", "empty.txt", "english.txt", "none.txt"])
def test_one_sentence_for_what_cannot_be_read(name: str, tmp_path: Path, write, run: Run) -> None:
    units = write("units.csv", UNITS)
    contents = {"scan.pdf": b"%PDF-1.7", "empty.txt": b"", "english.txt": b"Article 1. The district is renamed."}
    if name in contents:
        (tmp_path / name).write_bytes(contents[name])
    told = run("read", tmp_path / name, "--units", units)
    assert (told.code, told.out) == (1, "")
    assert len(told.err.strip().splitlines()) == 1
