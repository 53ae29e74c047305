"""tinhgon verify, backup, restore, user create."""

from __future__ import annotations

import io
import json
import tarfile
from pathlib import Path

import psycopg
import pytest
from django.contrib.auth import authenticate
from tests.cli.conftest import Result, Run, rows_in

from tinhgon.record import acts

LIST = ("units", "--on", "2023-01-01", "--format", "csv")


def test_verify_tells_counts_both_levels_and_the_role(signed, run: Run) -> None:
    told = run("verify")
    assert (told.code, told.err) == (0, "")
    assert told.out.splitlines()[0].startswith("3 quyết định, ")
    assert told.out.splitlines()[1:4] == [
        "Chuỗi niêm phong: khớp.", "Trạng thái theo bút toán: khớp.", "Ghi lại từ đầu: khớp.",
    ]  # fmt: skip
    assert "tinhgon_app" in told.out.splitlines()[4]
    assert "Ghi lại từ đầu: không kiểm tra.\n" in run("verify", "--chain-only").out


def test_verify_finds_what_somebody_changed_behind_its_back(signed, fresh_ledger, run: Run) -> None:
    with psycopg.connect(fresh_ledger.owner_dsn, autocommit=True) as owner:
        owner.execute("SET session_replication_role = replica")
        owner.execute("UPDATE decision SET subject = 'Khác' WHERE ordinal = 2")
    told = run("verify")
    assert (told.code, told.err.count("\n")) == (1, 1)
    assert told.err.startswith("02/NQ (thứ 2): cột subject khác với nội dung đã niêm phong")
    assert "Chuỗi niêm phong: không khớp.\n" in told.out


@pytest.mark.both_servers
def test_a_backup_comes_back_as_it_was(signed, fresh_ledger, tmp_path: Path, run: Run) -> None:
    file = tmp_path / "so.tinhgon"
    units, decisions = run(*LIST).out, run("decisions", "--format", "json").out
    rows = rows_in(fresh_ledger.dsn)
    told = run("backup", file)
    assert (told.code, told.err) == (0, "")
    assert told.out.startswith(f"Đã sao lưu 3 quyết định vào {file}")
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith(".")] == []
    assert file.stat().st_mode & 0o077 == 0

    assert run("annul", "03/NQ", "--by", signed["annul"]).code == 0
    assert run("restore", file).err.startswith("Sổ hiện có quyết định")
    assert run("decisions", "--format", "json").out != decisions
    told = run("restore", file, "--force")
    assert (told.code, told.err) == (0, "")
    assert (run(*LIST).out, run("decisions", "--format", "json").out) == (units, decisions)
    assert rows_in(fresh_ledger.dsn) == rows
    (restored,) = acts.history("keeping")
    assert (restored.payload["done"], restored.payload["ordinal"]) == ("restored", 3)
    assert run("verify").code == 0
    assert _leftovers(fresh_ledger) == []
    assert run("sign", signed["annul"]).code == 1  # it has no effects, and says so: the ledger is in use again
    assert run("annul", "03/NQ", "--by", signed["annul"]).code == 0
    with psycopg.connect(fresh_ledger.dsn) as app, pytest.raises(psycopg.Error):
        app.execute("UPDATE decision SET subject = ''")


def test_the_manifest_says_what_is_inside(signed, tmp_path: Path, run: Run) -> None:
    file = tmp_path / "so.tinhgon"
    assert run("backup", file).code == 0
    with tarfile.open(file) as tar:
        manifest = json.load(tar.extractfile("manifest.json"))  # type: ignore[arg-type]
    last = json.loads(run("show", "03/NQ", "--format", "json").out)
    assert (manifest["last_ordinal"], manifest["last_hash"], manifest["format"]) == (3, last["hash"], 1)
    assert run("backup", file).err == f"{file} đã có; chọn tên khác hoặc thêm --force.\n"
    assert run("backup", file, "--force").code == 0
    assert run("backup", tmp_path, "--force").code == 1
    assert run("backup", tmp_path / "no" / "so").err == f"Không có thư mục {tmp_path / 'no'}.\n"


def test_a_damaged_backup_changes_nothing(signed, fresh_ledger, tmp_path: Path, run: Run) -> None:
    file = tmp_path / "so.tinhgon"
    assert run("backup", file).code == 0
    whole = file.read_bytes()
    rows = rows_in(fresh_ledger.dsn)
    middle = len(whole) // 2
    for damaged in (whole[:middle], whole[:middle] + b"?" * 99 + whole[middle + 99 :], b"", b"PK" + whole[2:]):
        file.write_bytes(damaged)
        told = run("restore", file, "--force")
        assert (told.code, told.out, told.err.count("\n")) == (1, "", 1)
        assert told.err.startswith("so.tinhgon ")
    assert run("restore", tmp_path / "nowhere").err == f"Không có tệp {tmp_path / 'nowhere'}.\n"
    assert rows_in(fresh_ledger.dsn) == rows
    assert _leftovers(fresh_ledger) == []


def test_a_ledger_in_use_is_not_replaced(signed, fresh_ledger, tmp_path: Path, run: Run) -> None:
    file = tmp_path / "so.tinhgon"
    assert run("backup", file).code == 0
    with psycopg.connect(fresh_ledger.dsn) as reader:
        reader.execute("SELECT 1")
        told = run("restore", file, "--force")
    assert (told.code, told.err) == (1, "Sổ đang được dùng; dừng tinhgon serve và các lệnh khác rồi phục hồi lại.\n")
    assert _leftovers(fresh_ledger) == []
    assert run("verify", "--chain-only").code == 0


def _leftovers(database) -> list[str]:
    with psycopg.connect(database.owner_dsn) as owner:
        found = owner.execute("SELECT datname FROM pg_database WHERE datname ~ '_(restore|before)_'").fetchall()
    return [name for (name,) in found]


def test_an_account_is_made_from_stdin(fresh_ledger, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def create(password: str, *arguments: str) -> Result:
        monkeypatch.setattr("sys.stdin", io.StringIO(f"{password}\n"))
        return run("user", "create", *arguments)

    good = "mật khẩu dài và lạ"
    told = create(good, "lan", "--full-name", "Lan")
    assert (told.code, told.out, told.err) == (0, "Đã tạo tài khoản lan.\n", "")
    assert authenticate(username="lan", password=good) is not None
    assert create(good, "Lan").err == "Đã có tài khoản Lan.\n"
    for wrong in (create("12345678", "binh"), create(good, "hai từ"), create("", "binh")):
        assert (wrong.code, wrong.out, wrong.err.count("\n")) == (1, "", 1)
