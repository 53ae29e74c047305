"""tinhgon open, preview, sign, annul, draft."""

from __future__ import annotations

import json
from pathlib import Path

from tests.cli.conftest import MERGE, UNITS, Run, decision, rows_in

HALF = """\
effects:
- kind: split_off/1
  clause: Điều 2
  sources: [{unit: "90003", area_share: part, population_share: part}]
  unit: {code: "90009", name: An Lạc, kind: xã}
"""
NO_REMAINDER = MERGE.replace('{unit: "90002"}', '{unit: "90002", area_share: part, population_share: part}')
NO_REMAINDER += """\
- kind: dissolve_units/1
  clause: Điều 2
  units: ["90002"]
  reason: Không còn
"""


def test_open_signs_the_opening_balance(fresh_ledger, files, run: Run) -> None:
    told = run("open", "--units", files["units"], "--on", "2020-01-01", "--number", "01/MS")
    assert (told.code, told.err) == (0, "")
    assert told.out.startswith("Đã ký 01/MS: thứ 1 trong sổ, 1 nội dung, 5 bút toán, mã ")
    assert rows_in(fresh_ledger.dsn)["unit_version"] == 5


def test_open_twice_is_refused(opened, fresh_ledger, run: Run) -> None:
    before = rows_in(fresh_ledger.dsn)
    told = run("open", "--units", opened["units"], "--on", "2020-01-01", "--number", "09/MS")
    assert (told.code, told.err.count("\n")) == (1, 1)
    assert rows_in(fresh_ledger.dsn) == before


def test_open_may_hang_units_under_those_of_the_ledger(opened, write, run: Run) -> None:
    header, *_ = UNITS.splitlines()
    more = write("more.csv", f"{header}\n90004,An Sơn,xã,3,911,,,,\n")
    assert run("open", "--units", more, "--on", "2020-01-01", "--number", "09/MS").code == 0
    assert "90004,An Sơn,xã,3,911,," in run("units", "--on", "2020-01-01", "--format", "csv").out


def test_sign_says_which_were_signed_and_which_not(opened, write, run: Run) -> None:
    again = write("05.yaml", decision("02/NQ", "2021-05-01", HALF))
    told = run("sign", opened["merge"], again, opened["rename"])
    assert told.code == 1
    assert told.out.count("\n") == 1
    lines = told.err.splitlines()
    assert "đã có 02/NQ ký ngày 01/03/2021 trong sổ" in lines[0]
    assert lines[1:] == [f"Bị từ chối ở tệp {again}.", "Đã ký: 02/NQ.", "Chưa ký: 02/NQ, 03/NQ."]


def test_sign_takes_a_folder_in_the_order_of_names(opened, tmp_path: Path, run: Run) -> None:
    folder = tmp_path / "out"
    folder.mkdir()
    for name in ("rename", "merge"):
        (folder / opened[name].name).write_bytes(opened[name].read_bytes())
    (folder / "notes.txt").write_text("no decision")
    told = run("sign", folder)
    assert told.code == 0, told.err
    assert [line.split(":")[0] for line in told.out.splitlines()] == ["Đã ký 02/NQ", "Đã ký 03/NQ"]
    empty = tmp_path / "empty"
    empty.mkdir()
    assert run("sign", empty).err == f"Thư mục {empty} không có tệp quyết định nào (.json, .yaml).\n"


def test_a_file_that_is_malformed_stops_nothing_half_way(opened, write, fresh_ledger, run: Run) -> None:
    before = rows_in(fresh_ledger.dsn)
    told = run("sign", opened["merge"], write("bad.json", '{"number": '))
    assert (told.code, told.out, told.err) == (1, "", "bad.json: JSON hỏng ở dòng 1, cột 12.\n")
    assert rows_in(fresh_ledger.dsn) == before


def test_what_does_not_balance_is_told_in_full(opened, write, fresh_ledger, run: Run) -> None:
    before = rows_in(fresh_ledger.dsn)
    told = run("sign", write("05.yaml", decision("05/NQ", "2021-03-01", NO_REMAINDER)))
    assert (told.code, told.out) == (1, "")
    first, *others = told.err.splitlines()
    assert "An Thạnh" in first
    assert not first.startswith("-")
    assert all(line.startswith("- ") for line in others)
    assert rows_in(fresh_ledger.dsn) == before


def test_preview_shows_and_writes_nothing(opened, fresh_ledger, run: Run) -> None:
    before = rows_in(fresh_ledger.dsn)
    told = run("preview", opened["merge"], opened["rename"])
    assert (told.code, told.err) == (0, "")
    assert "02/NQ: ký được\n" in told.out
    assert "Đơn vị hành chính    3      3   2    1    2           0" in told.out
    assert "01/03/2021  xã An Bình (90001)   –\n" in told.out
    assert rows_in(fresh_ledger.dsn) == before


def test_preview_for_programs(opened, write, fresh_ledger, run: Run) -> None:
    before = rows_in(fresh_ledger.dsn)
    found = json.loads(run("preview", opened["merge"], "--format", "json").out)
    assert found["can_be_signed"] is True
    assert {"structure": "territory", "level": 3, "before": 3, "out": 2, "into": 1, "after": 2, "difference": 0} in (
        found["decisions"][0]["balance"]
    )
    bad = run("preview", write("05.yaml", decision("05/NQ", "2021-03-01", NO_REMAINDER)), "--format", "json")
    assert bad.code == 1
    assert json.loads(bad.out)["decisions"][0]["findings"][0]["severity"] == "error"
    taken = run("preview", write("06.yaml", decision("01/MS", "2020-03-01", MERGE).replace(
        "Hội đồng nhân dân tỉnh Tân Giang", "Cơ quan giữ sổ")), "--format", "json")  # fmt: skip
    assert (taken.code, json.loads(taken.out)["refused"]["code"]) == (1, "number_taken")
    assert rows_in(fresh_ledger.dsn) == before


def test_preview_that_cannot_be_signed_says_why_on_stderr(opened, write, run: Run) -> None:
    told = run("preview", write("05.yaml", decision("05/NQ", "2021-03-01", NO_REMAINDER)))
    assert told.code == 1
    assert "05/NQ: không ký được\n" in told.out
    assert told.err.startswith("05/NQ: ")


def test_annul_adds_the_clause_that_the_file_lacks(signed, run: Run) -> None:
    told = run("annul", "03/nq", "--by", signed["annul"])
    assert (told.code, told.err) == (0, "")
    assert told.out.endswith("03/NQ không còn hiệu lực trong sổ.\n")
    assert "An Thịnh Đông" not in run("units", "--on", "2023-06-01").out
    assert "(đã bị 04/NQ hủy bỏ)" in run("decisions").out


def test_annul_lists_the_decisions_that_stand_in_the_way(signed, fresh_ledger, run: Run) -> None:
    before = rows_in(fresh_ledger.dsn)
    told = run("annul", "02/NQ", "--by", signed["annul"])
    assert (told.code, told.out) == (1, "")
    assert told.err.splitlines()[-1] == "Các quyết định dựa vào 02/NQ, phải xử lý cùng lúc: 03/NQ."
    assert rows_in(fresh_ledger.dsn) == before
    unknown = run("annul", "77/NQ", "--by", signed["annul"])
    assert unknown.err == "Không có quyết định số “77/NQ” trong sổ; kiểm tra lại số và ký hiệu.\n"
