"""tinhgon import: a roster is checked, refused or signed; bad rows go to a file; the template reads back."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.cli.conftest import Run, rows_in

HEADER = "Họ và tên,Ngày sinh,Số CCCD,Mã đơn vị,Chức vụ,Loại,Khối\n"
GOOD = "Nguyễn Văn Mẫu,12/03/1975,091075000001,90001,Công chức văn phòng,Cán bộ công chức cấp xã,Nhà nước\n"
BAD = "Trần Thị Giả,31/02/1980,91180000001,90009,Văn thư,Cán bộ công chức cấp xã,Nhà nước\n"


@pytest.fixture
def good(write) -> Path:
    return write("tot.csv", HEADER + GOOD)


@pytest.fixture
def mixed(write) -> Path:
    return write("lan.csv", HEADER + GOOD + BAD)


def test_check_only_reports(opened, mixed: Path, fresh_ledger, tmp_path: Path, run: Run) -> None:
    before = rows_in(fresh_ledger.dsn)
    told = run("import", "roster", mixed, "--check", "--on", "2021-01-01", "--errors", tmp_path / "loi.xlsx")
    assert told.code == 1
    assert "Dòng 3: số định danh có 11 chữ số, cần 12. Có thể mất số 0 ở đầu" in told.out
    assert "Dòng 3: Ngày sinh là “31/02/1980”, không có ngày này" in told.out
    assert "1 người mới" in told.out
    assert (tmp_path / "loi.xlsx").read_bytes()[:2] == b"PK"
    assert rows_in(fresh_ledger.dsn) == before


def test_bad_rows_block_until_they_are_left_out(opened, mixed: Path, run: Run) -> None:
    told = run("import", "roster", mixed, "--on", "2021-01-01")
    assert told.code == 1
    assert "1 trong 2 dòng có lỗi" in told.err
    assert len(told.err.strip().splitlines()) == 1
    done = run("import", "roster", mixed, "--on", "2021-01-01", "--skip-bad", "--number", "05/BB")
    assert done.code == 0, done.err
    assert "Đã ký 05/BB" in done.out
    assert run("verify").code == 0
    again = run("import", "roster", mixed, "--on", "2021-01-01", "--skip-bad")
    assert (again.code, len(again.err.strip().splitlines())) == (1, 1)


def test_a_draft_file_is_signed_later_without_names_in_it(opened, good: Path, tmp_path: Path, run: Run) -> None:
    out = tmp_path / "du-thao.json"
    assert run("import", "roster", good, "--on", "2021-01-01", "--number", "06/BB", "--draft", out).code == 0
    assert "Mẫu" not in out.read_text("utf-8")
    assert run("import", "roster", good, "--on", "2021-01-01", "--draft", out).code == 1
    signed = run("sign", out)
    assert "Đã ký 06/BB" in signed.out, signed.err


def test_a_draft_of_the_desk_is_signed_by_its_number(opened, good: Path, run: Run) -> None:
    from datetime import date

    from django.db import transaction

    from tinhgon.decisions import desk
    from tinhgon.importing import roster
    from tinhgon.record.actor import shell

    checked = roster.check_roster(roster.understand(roster.read_workbook(good)), on=date(2021, 1, 1))
    with transaction.atomic():
        number = desk.keep_draft(roster.roster_document(checked, number="07/BB"), origin="import", by=shell())
    assert "Đã ký 07/BB" in run("sign", "--draft", number).out
    assert run("sign", "--draft", number).code == 1
    assert run("sign").code == 2


def test_unknown_mapping_and_files(opened, good: Path, tmp_path: Path, run: Run) -> None:
    for arguments in ((good, "--mapping", "không có"), (tmp_path / "none.xlsx",)):
        told = run("import", "roster", *arguments)
        assert (told.code, len(told.err.strip().splitlines())) == (1, 1)


@pytest.mark.parametrize("language", ["vi", "en"])
def test_the_template_is_matched_in_both_languages(opened, tmp_path: Path, language: str, run: Run) -> None:
    out = tmp_path / "mau.xlsx"
    assert run("import", "template", out, "--lang", language).code == 0
    told = run("import", "roster", out, "--check", "--on", "2021-01-01", "--lang", language)
    assert told.code == 1
    assert "1 " in told.out
    assert ("Cột không dùng" in told.out, "not used" in told.out) == (False, False)


def test_questions_are_asked_and_answered_on_the_command_line(opened, write, run: Run) -> None:
    text = (
        "TT,Họ và tên,Năm sinh,Chức vụ,Hệ số hiện hưởng,Hệ số mới\n"
        '1,NGUYỄN VĂN MẪU,1975,Công chức văn phòng,"2,34","2,67"\n,Tổng cộng: 01,,,,\n'
    )
    file = write("nang-luong.csv", text)
    asked = run("import", "roster", file, "--check", "--on", "2021-01-01")
    assert asked.code == 1
    assert (
        "câu hỏi: nhiều cột cùng là “Hệ số lương”: “Hệ số hiện hưởng” (E), “Hệ số mới” (F); chọn cột nào?" in asked.out
    )
    assert "Không phải người, dòng 3 (dòng cộng): Tổng cộng: 01" in asked.out
    said = ("--state", "đơn vị=90001", "--state", "loại=Cán bộ công chức cấp xã", "--state", "bloc=Nhà nước")
    chosen = ("--proper-names", "--column", "E=coefficient", *said)
    answered = run("import", "roster", file, "--check", "--on", "2021-01-01", *chosen)
    assert "Hệ số hiện hưởng = Hệ số lương" in answered.out
    assert "câu hỏi" not in answered.out
    for wrong in (("--state", "họ và tên=A"), ("--state", "loại"), ("--column", "??=title"), ("--leave", "Không có")):
        told = run("import", "roster", file, "--check", *wrong)
        assert (told.code, len(told.err.strip().splitlines())) == (1, 1), told.out
