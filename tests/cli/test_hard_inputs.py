"""What a shell may be given: devices and pipes, other letters, numbers without end, a clock gone wrong."""

from __future__ import annotations

import io
import os
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from tests.cli.conftest import Run, program

from tinhgon.basis.errors import Conflict
from tinhgon.basis.text import csv_cell
from tinhgon.decisions.clock import compare

NOW = datetime(2026, 11, 30, 12, 0, tzinfo=UTC)
RULE = "decree_178.early_retirement"


@pytest.mark.parametrize(
    ("now", "checked", "code"),
    [
        (NOW + timedelta(days=400), "", "clock_ahead"),
        (NOW + timedelta(days=400), "2026-11-30", "clock_ahead"),
        (NOW + timedelta(days=400), "2028-01-04", ""),
        (NOW + timedelta(days=99), "", ""),
        (NOW - timedelta(hours=1), "", "clock_behind"),
        (NOW - timedelta(days=400), "2025-10-26", "clock_behind"),
        (NOW - timedelta(minutes=1), "", ""),
    ],
)
def test_a_clock_that_is_wrong_stamps_nothing(now: datetime, checked: str, code: str) -> None:
    try:
        compare(now, NOW, checked=checked)
    except Conflict as refusal:
        assert refusal.code == code
        assert "đồng hồ" in str(refusal).lower()
    else:
        assert code == ""


def test_signing_asks_the_clock(opened, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tinhgon.decisions.clock.AHEAD", timedelta(seconds=-1))
    told = run("sign", opened["merge"])
    assert (told.code, "TINHGON_CLOCK_CHECKED=" in told.err) == (1, True)
    monkeypatch.setenv("TINHGON_CLOCK_CHECKED", datetime.now(UTC).date().isoformat())
    assert run("sign", opened["merge"]).code == 0


@pytest.mark.parametrize("cell", ["=1+1", "+cmd|' /C calc'!A0", "-2+3", "@SUM(A1)", "\t=1", '=HYPERLINK("http://x")'])
def test_a_cell_that_a_spreadsheet_would_run_is_text(cell: str) -> None:
    assert csv_cell(cell) == f"'{cell}"


@pytest.mark.parametrize("cell", ["", "-", "+", "-12", "-12.5", "+84", "-1,5%", "Điều 1", "a=b", "–5", 7, None])
def test_other_cells_stay(cell: object) -> None:
    assert csv_cell(cell) == cell


@pytest.mark.parametrize("command", [("preview",), ("read",), ("sign",), ("import", "roster", "--check")])
@pytest.mark.parametrize("kind", ["endless", "fifo"])
def test_a_file_that_never_ends_is_refused(fresh_ledger, run: Run, tmp_path: Path, command, kind: str) -> None:
    path = Path("/dev/zero")
    if kind == "fifo":
        path = tmp_path / "ống.yaml"
        os.mkfifo(path)
    told = run(*command, path)
    assert (told.code, "Traceback" in told.err) == (1, False)
    assert len(told.err.splitlines()) == 1


def test_a_backup_replaces_no_device(fresh_ledger, run: Run) -> None:
    """`backup /dev/full --force` put a file in the place of the device."""
    for device in ("/dev/full", "/dev/null"):
        before = os.stat(device)  # noqa: PTH116
        told = run("backup", device, "--force")
        assert (told.code, "không phải tệp thường" in told.err) == (1, True)
        assert os.stat(device).st_rdev == before.st_rdev  # noqa: PTH116


@pytest.mark.parametrize(
    "facts",
    ['{"a": 1e400}', '{"a": ' + "9" * 5000 + "}", '{"a": -1e-400}', '{"a": null}', '{"a": [1]}', '{"a": {}}', "{",
     "[1]", '{"a": NaN}', '{"months": 1e30}', "/dev/zero", '{"a":' * 300],
)  # fmt: skip
def test_facts_of_a_law_that_nobody_means(run: Run, facts: str) -> None:
    told = run("law", "explain", RULE, "--on", "2025-05-01", "--facts", facts)
    assert (told.code, "Traceback" in told.err) == (1, False)
    assert told.err.strip()


def test_a_password_of_other_letters_is_refused(fresh_ledger, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(b"m\xe2t kh\xffu d\xe0i l\xfam\n"), encoding="utf-8"))
    told = run("user", "create", "ai")
    assert (told.code, told.err) == (1, "Mật khẩu phải viết bằng mã UTF-8.\n")


@pytest.mark.parametrize(
    ("name", "value"),
    [("TINHGON_LOG_LEVEL", "loud"), ("TINHGON_UPLOAD_LIMIT", "1e400"), ("TINHGON_IDLE_MINUTES", "-5"),
     ("TINHGON_DEBUG", "maybe"), ("TINHGON_LINGER", "x"), ("TINHGON_POOL", "9" * 5000)],
)  # fmt: skip
def test_a_variable_that_cannot_be_meant_is_one_sentence(fresh_ledger, name: str, value: str) -> None:
    told = program("units", "--on", "2025-01-01", env={name: value})
    assert "Traceback" not in told.err
    assert told.code in (0, 1)
    assert len(told.err.splitlines()) <= 1


@pytest.mark.skipif(os.geteuid() != 0, reason="only root is refused")
def test_root_serves_no_pages_unless_told(fresh_ledger, run: Run) -> None:
    told = run("serve", "--port", "8099")
    assert (told.code, "--as-root" in told.err) == (1, True)


@pytest.mark.parametrize("command", [
    ("law", "check"), ("read", "x.txt", "--units"), ("read", "x.txt", "--answers"),
    ("open", "--on", "2020-01-01", "--units"),
])  # fmt: skip
@pytest.mark.parametrize("kind", ["pipe", "/dev/zero"])
def test_no_command_waits_for_a_pipe_or_reads_a_device(command, kind: str, tmp_path: Path) -> None:
    """`law check PIPE` waited for ever."""
    place = Path(kind) if kind.startswith("/") else tmp_path / kind
    if kind == "pipe":
        os.mkfifo(place)
    told = program(*command, place, env={"TINHGON_HOME": str(tmp_path / "home")})
    assert told.code == 1
    assert told.err.strip() == f"Không có tệp {place}."
