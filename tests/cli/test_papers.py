"""tinhgon paper: out of the books and of drafts, names for whoever may see them, each paper an export."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from tests.cli.conftest import Run
from tests.documents.offices import cells, lines, opened
from tests.documents.typed import Typed, typed
from tests.world import World, effect, rows

from tinhgon.decisions.desk import keep_draft
from tinhgon.record.actor import shell

WHY = ("--why", "trình ký")


@pytest.fixture
def people(fresh_ledger) -> World:
    world = World()
    world.sign(effect("appoint", person="HS-3", at_post="S1.04"), on="2022-03-01")
    return world


def test_a_signed_decision_with_names_and_its_seal(people: World, run: Run, tmp_path: Path) -> None:
    number, seal = rows("SELECT number, hash FROM decision ORDER BY ordinal DESC LIMIT 1")[0]
    out = tmp_path / "giay.docx"
    done = run("paper", "decision", number, "--out", out, *WHY)
    assert done.code == 0, done.err
    made = opened(out.read_bytes())
    assert any("Bổ nhiệm ông Lê Văn Thử (mã hồ sơ HS-3) giữ Chuyên viên (S1.04)." in text for text in lines(made))
    assert cells(made.tables[0])[0] == ["HỘI ĐỒNG NHÂN DÂN", "TỈNH TÂN GIANG"]
    assert f"Mã niêm phong (SHA-256): {seal}" in made.sections[0].footer.paragraphs[0].text
    assert rows("SELECT kind, purpose, person_ids FROM reading ORDER BY id DESC LIMIT 1") == [
        ("read_names/1", "trình ký", [3003])
    ]
    assert rows("SELECT count(*) FROM reading WHERE batch IS NULL") == [(0,)]
    (exported,) = [json.loads(one) for (one,) in rows("SELECT body FROM act WHERE kind = 'export/1'")]
    assert exported["payload"] == {
        "what": "văn bản quyết định", "format": "docx", "rows": 1, "question": {"number": number}
    }  # fmt: skip
    assert exported["actor"]["os_user"] == shell().os_user


def test_without_names_nothing_is_unsealed(people: World, run: Run, tmp_path: Path) -> None:
    (number,) = rows("SELECT number FROM decision ORDER BY ordinal DESC LIMIT 1")[0]
    out = tmp_path / "giay.pdf"
    assert run("paper", "decision", number, "--format", "pdf", "--out", out, "--no-names").code == 0
    assert out.read_bytes().startswith(b"%PDF")
    assert rows("SELECT count(*) FROM reading") == [(0,)]
    assert rows("SELECT count(*) FROM act WHERE kind = 'export/1'") == [(1,)]


def test_what_is_in_the_way_is_one_sentence_and_writes_nothing(people: World, run: Run, tmp_path: Path) -> None:
    out = tmp_path / "giay.docx"
    unknown = run("paper", "decision", "99/KHÔNG", "--out", out)
    assert (unknown.code, unknown.err.count("\n"), "99/KHÔNG" in unknown.err) == (1, 1, True)
    assert run("paper", "draft", "7", "--out", out).code == 1
    assert not out.exists()
    assert rows("SELECT count(*) FROM act WHERE kind = 'export/1'") == [(0,)]


def test_an_annulled_decision_says_so_on_every_page(people: World, run: Run, tmp_path: Path) -> None:
    out = tmp_path / "giay.docx"
    assert run("paper", "decision", "03/QĐ-MẪU", "--out", out, *WHY).code == 0
    section = opened(out.read_bytes()).sections[0]
    assert 'string="ĐÃ HỦY BỎ"' in section.header._element.xml
    assert 'string="ĐÃ HỦY BỎ"' in section.first_page_header._element.xml
    assert section.footer.paragraphs[0].text.startswith("ĐÃ BỊ 04/QĐ-MẪU HỦY BỎ.")


def test_points_that_nobody_verified_are_told(people: World, run: Run, tmp_path: Path) -> None:
    done = run("paper", "decision", "02/QĐ-MẪU", "--form", "party", "--out", tmp_path / "giay.docx", *WHY)
    assert done.code == 0
    assert "chưa đối chiếu với bản gốc" in done.err
    told = run(
        "paper", "decision", "02/QĐ-MẪU", "--lang", "en", "--form", "party", "--out", tmp_path / "giay.docx", *WHY
    )
    assert "were not held against the original" in told.err


def test_what_goes_with_a_decision(people: World, run: Run, tmp_path: Path) -> None:
    (number,) = rows("SELECT number FROM decision ORDER BY ordinal DESC LIMIT 1")[0]
    out = tmp_path / "giay.docx"
    for command, first in (
        (("extract", number, "HS-3"), "NGHỊ QUYẾT"), (("list", number), "DANH SÁCH"),
        (("notice", number, "--issuer", "Sở Nội vụ tỉnh Tân Giang"), "THÔNG BÁO"),
    ):  # fmt: skip
        done = run("paper", *command, "--out", out, *WHY)
        assert done.code == 0, done.err
        made = opened(out.read_bytes())
        assert lines(made)[0] == first
        assert "Lê Văn Thử" in " ".join(
            [*lines(made), *(one for table in made.tables for cell in cells(table) for one in cell)]
        )
    whats = [json.loads(one)["payload"]["what"] for (one,) in rows("SELECT body FROM act WHERE kind = 'export/1'")]
    assert sorted(whats) == ["danh sách kèm quyết định", "thông báo", "trích quyết định"]
    refused = run("paper", "extract", number, "HS-5", "--out", out)
    assert (refused.code, "không nói gì về hồ sơ HS-5" in refused.err) == (1, True)


def test_a_submission_carries_what_the_checks_say_today(people: World, run: Run, tmp_path: Path) -> None:
    number = keep_draft(people.draft(effect("retire", person="HS-1", ground="early")), origin="form", by=shell())
    out = tmp_path / "to-trinh.docx"
    done = run(
        "paper", "submission", number, "--issuer", "Phòng Nội vụ huyện An Lộc", "--views", "", "--out", out, *WHY
    )
    assert done.code == 0, done.err
    told = lines(opened(out.read_bytes()))
    assert told[0] == "TỜ TRÌNH"
    assert "Không có ý kiến khác nhau." in told
    assert any(text.startswith("1. Cho ông Nguyễn Văn Mẫu (mã hồ sơ HS-1) nghỉ hưu") for text in told)
    assert any(text.startswith(("- Lỗi: ", "- Cảnh báo: ", "- Lưu ý: ", "Không có lỗi")) for text in told)
    assert 'string="DỰ THẢO"' in opened(out.read_bytes()).sections[0].header._element.xml


def test_a_file_is_held_against_its_form(run: Run, tmp_path: Path) -> None:
    right, wrong, mended = tmp_path / "dung.docx", tmp_path / "sai.docx", tmp_path / "sua.docx"
    right.write_bytes(typed(Typed()))
    wrong.write_bytes(typed(Typed(number="Số: 5/QĐ-SNV", margins=(20, 20, 20, 15))))
    assert run("paper", "check", right).code == 0
    told = run("paper", "check", wrong, "--mended", mended)
    assert (told.code, "Lề trái 20 mm, phải 30-35 mm." in told.out) == (1, True)
    assert run("paper", "check", mended).code == 0
    told = run("paper", "check", right, wrong, "--format", "json")
    assert [[one["code"] for one in file["findings"]] for file in json.loads(told.out)] == [
        [], ["margin_left", "number_zero"],
    ]  # fmt: skip
    assert run("paper", "check", right, wrong, "--mended", mended).code == 1
    assert "Không có tệp" in run("paper", "check", tmp_path / "khong.docx").err
