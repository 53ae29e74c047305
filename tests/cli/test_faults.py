"""Bad input: one sentence that names the file, row or clause; exit code 1; nothing written."""

from __future__ import annotations

import errno
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.cli.conftest import MERGE, RENAME, UNITS, Run, decision, program, rows_in

LIMIT = 64 * 1024 * 1024


def effects(text: str) -> str:
    return decision("05/NQ", "2020-06-01", f"effects:\n{text}")


SPLIT_WITHOUT_REMAINDER = effects("""\
- kind: merge_units/1
  clause: Điều 1 khoản 1
  sources: [{unit: "90001"}, {unit: "90002", area_share: part, population_share: part}]
  into: {code: "90001", name: An Thịnh, kind: xã}
- kind: merge_units/1
  clause: Điều 1 khoản 2
  sources: [{unit: "90003"}, {unit: "90002", area_share: part, population_share: part}]
  into: {code: "90003", name: An Hòa, kind: xã}
- {kind: dissolve_units/1, clause: Điều 2, units: ["90002"], reason: Không còn}
""")
AREA_DOES_NOT_ADD_UP = effects("""\
- kind: divide_unit/1
  clause: Điều 1
  unit: "90001"
  parts:
  - unit: {code: "90007", name: An Đông, kind: xã, area_km2: {value: 4, source: Tờ trình}}
  - unit: {code: "90008", name: An Tây, kind: xã, area_km2: {value: 5, source: Tờ trình}}
    area_share: remainder
    population_share: remainder
""")

# File name, text, and what the sentence must have.
FILES: dict[str, tuple[str, str, str]] = {
    "malformed JSON": ("a.json", '{"number": "1",\n "kind": }', r"^a\.json: JSON hỏng ở dòng 2, cột 10\.$"),
    "malformed YAML": ("a.yaml", "number: [1\nkind: x: y", r"^a\.yaml: YAML hỏng ở dòng 2\.$"),
    "no decision at all": ("a.json", "[1, 2]", r"^a\.json không phải tệp quyết định"),
    "empty": ("a.yaml", "", r"^a\.yaml không phải tệp quyết định"),
    "wrong date": (
        "a.yaml", decision("05/NQ", "2021-02-30", MERGE),
        r"^a\.yaml: phần đầu: “signed_on” là “2021-02-30”, không phải ngày; viết dạng 2025-07-01",
    ),
    "unknown effect": (
        "a.yaml", effects("- {kind: swallow_units/1, clause: Điều 3}\n"),
        r"^a\.yaml: Điều 3: không có loại nội dung “swallow_units/1”",
    ),
    "unknown field": ("a.yaml", decision("05/NQ", "2021-03-01", MERGE + "  colour: red\n"), r"“colour”; kiểm tra"),
    "no effects": ("a.yaml", decision("05/NQ", "2021-03-01", ""), r"^a\.yaml: phần đầu: thiếu trường “effects”\.$"),
    "unknown unit": ("a.yaml", decision("05/NQ", "2022-01-01", RENAME.replace("90001", "77777")), r"77777"),
    "cycle of parents": (
        "a.yaml", effects('- {kind: move_units/1, clause: Điều 1, units: ["91"], parent: "90003"}\n'),
        r"không thể trực thuộc xã An Hòa .* đang ở dưới chính đơn vị đó",
    ),
    "split without remainder": ("a.yaml", SPLIT_WITHOUT_REMAINDER, r"An Thạnh.*phần còn lại"),
    "area not adding up": ("a.yaml", AREA_DOES_NOT_ADD_UP, r"^Điều 1: .*cộng lại là 9 km², khác 10 km²"),
    # From here on 02/NQ is signed.
    "duplicate number": ("a.yaml", decision("02/NQ", "2021-09-01", RENAME), r"đã có 02/NQ ký ngày 01/03/2021 trong sổ"),
    "ended unit": (
        "a.yaml", decision("05/NQ", "2022-01-01", RENAME.replace("90001", "90002")),
        r"90002 không có trong sổ ngày 31/12/2021; .* đến hết 28/02/2021\.$",
    ),
    "merge with itself": (
        "a.yaml", decision("05/NQ", "2022-01-01", MERGE.replace("90002", "90003").replace("90001", "90003")),
        r"không thể nhập với chính nó",
    ),
}  # fmt: skip

CSV: dict[str, tuple[bytes, str]] = {
    "Windows-1258": (UNITS.replace("ạ", "a").encode("cp1258", "replace"), r"^u\.csv: dòng 2 .*Windows-1258"),
    "duplicate codes": (
        UNITS.replace("90003", "90002").encode(), r"^u\.csv: dòng 6: mã “90002” đã có ở dòng 5; mỗi mã chỉ cho một",
    ),
    "a column short": (UNITS.replace("parent_code", "cha").encode(), r"^u\.csv: thiếu cột “parent_code”"),
    "unknown superior": (UNITS.replace("xã,3,911", "xã,3,912").encode(), r"^u\.csv: dòng 4: parent_code “912”"),
    "circle": (UNITS.replace("huyện,2,91", "huyện,2,90001").encode(), r"^u\.csv: dòng \d: .*vòng"),
    "not a table": (b"PK\x03\x04" + b"\0" * 100, r"^u\.csv là tệp Excel"),
    "empty": (b"", r"^u\.csv không có dòng nào"),
}  # fmt: skip


def one_sentence(told, pattern: str) -> str:
    """What is wrong with the answer, or nothing."""
    if (told.code, told.out) != (1, ""):
        return f"code {told.code}, stdout {told.out!r}, stderr {told.err!r}"
    first, *others = told.err.splitlines() or [""]
    if any(not line.startswith("- ") for line in others):
        return f"more than one sentence: {told.err!r}"
    return "" if re.search(pattern, first) else f"{first!r} lacks {pattern!r}"


def test_a_bad_decision_file_is_refused_in_one_sentence(opened, write, fresh_ledger, run: Run) -> None:
    """Signed on the same ledger one after the other, so that each has to leave it as it was."""
    before = rows_in(fresh_ledger.dsn)
    wrong = {}
    for name, (file, text, pattern) in FILES.items():
        if name == "duplicate number":
            assert run("sign", opened["merge"]).code == 0
            before = rows_in(fresh_ledger.dsn)
        told = run("sign", write(file, text))
        if problem := one_sentence(told, pattern):
            wrong[name] = problem
        if rows_in(fresh_ledger.dsn) != before:
            wrong[name] = "something was written"
    assert wrong == {}


def test_a_bad_table_is_refused_in_one_sentence(fresh_ledger, tmp_path: Path, run: Run) -> None:
    wrong = {}
    path = tmp_path / "u.csv"
    for name, (data, pattern) in CSV.items():
        path.write_bytes(data)
        if problem := one_sentence(run("open", "--units", path, "--on", "2020-01-01"), pattern):
            wrong[name] = problem
    assert wrong == {}
    assert set(rows_in(fresh_ledger.dsn).values()) == {0}


def test_a_table_with_a_mark_at_its_beginning_is_read(fresh_ledger, tmp_path: Path, run: Run) -> None:
    path = tmp_path / "u.csv"
    path.write_bytes(b"\xef\xbb\xbf" + UNITS.replace("\n", "\r\n").encode())
    assert run("open", "--units", path, "--on", "2020-01-01").code == 0


def test_files_that_cannot_be_read(fresh_ledger, tmp_path: Path, run: Run) -> None:
    huge = tmp_path / "huge.json"
    with huge.open("wb") as file:
        file.truncate(LIMIT + 1)
    missing = tmp_path / "nowhere.yaml"
    assert run("sign", missing).err == f"Không có tệp {missing}.\n"
    assert run("sign", huge).err == "huge.json lớn hơn 64 MB; tệp quyết định không lớn như vậy.\n"
    assert run("open", "--units", huge, "--on", "2020-01-01").err.startswith("huge.json lớn hơn 64 MB")
    for arguments in (("annul", "1", "--by", tmp_path), ("open", "--units", tmp_path, "--on", "2020-01-01")):
        told = run(*arguments)
        assert (told.code, str(tmp_path) in told.err, told.err.count("\n")) == (1, True, 1)
    assert run("sign", tmp_path / "huge.json" / "x").code == 1


def test_a_file_that_may_not_be_read(
    fresh_ledger, write: Callable[[str, str], Path], run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = write("closed.json", "{}")

    real = Path.read_bytes

    def closed(self: Path) -> bytes:
        if self.name == path.name:
            raise PermissionError(errno.EACCES, "Permission denied", str(self))
        return real(self)

    monkeypatch.setattr(Path, "read_bytes", closed)  # the mode of a file does not stop root, who runs this on CI
    assert run("sign", path).err == f"Không có quyền đọc {path}; nhờ người quản trị cấp quyền.\n"


def test_the_same_in_english(opened, write, run: Run) -> None:
    bad = write("a.json", "{")
    told = run("--lang", "en", "sign", bad)
    assert told.err == "a.json: the JSON is broken at line 1, column 2.\n"
    assert run("sign", bad, "--lang=en").err == told.err
    unbalanced = run("sign", write("b.yaml", SPLIT_WITHOUT_REMAINDER), "--lang", "en")
    assert re.search(r"remainder", unbalanced.err)
    assert not re.search(r"[ạảấầẩẫậắằẳẵặẹẻẽếềểễệịỉọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹđ]\w* (ngày|của|không|phải)", unbalanced.err)


WRONG_USAGE = {
    ("units",): "Thiếu --on; xem: tinhgon units --help",
    ("units", "--on", "2025-02-30"): "--on: “2025-02-30” không phải là ngày; viết dạng 2025-07-01 hoặc 01/07/2025;",
    ("units", "--on", "2025-01-01", "--known", "noon"): "--known: “noon” không phải thời điểm;",
    ("units", "--on", "2025-01-01", "--level", "x"): "--level: “x” không phải số nguyên từ 1 đến 9;",
    ("units", "--on", "2025-01-01", "--format", "xml"): "--format: “xml” không có; chọn một trong: table, csv, json;",
    ("units", "--om", "2025-01-01"): "Không có tùy chọn --om",
    ("units", "--on"): "Tùy chọn --on cần một giá trị",
    ("sign",): "Nêu các tệp quyết định, hoặc --draft N; xem: tinhgon sign --help",
    ("frobnicate",): "Không có lệnh frobnicate; xem: tinhgon --help",
    ("show", "1", "2"): "Thừa đối số 2; xem: tinhgon show --help",
    ("serve", "--port", "70000"): "--port: “70000” không phải số nguyên từ 1 đến 65535;",
    ("annul", " ", "--by", "x"): "Thiếu NUMBER",
}


@pytest.mark.parametrize("arguments", WRONG_USAGE, ids=" ".join)
def test_wrong_usage_is_code_2(arguments: tuple[str, ...], run: Run) -> None:
    told = run(*arguments)
    assert (told.code, told.out, told.err.count("\n")) == (2, "", 1)
    assert told.err.startswith(WRONG_USAGE[arguments])


def test_a_database_that_is_not_there(tmp_path: Path) -> None:
    told = program("units", "--on", "2025-01-01", env={"DATABASE_URL": f"postgresql://x@/x?host={tmp_path}"})
    assert (told.code, told.out, told.err.count("\n")) == (1, "", 1)
    assert told.err.startswith("Không kết nối được tới cơ sở dữ liệu:")
    told = program("units", "--on", "2025-01-01", env={"DATABASE_URL": "postgresql://x:secret@[/x"})
    assert told.err.startswith("DATABASE_URL không đọc được")
    assert "secret" not in told.err
    told = program("units", "--on", "2025-01-01", env={"DATABASE_URL": "", "TINHGON_HOME": "/dev/null/home"})
    assert (told.code, told.err.count("\n")) == (1, 1)


def test_a_full_disk(files) -> None:
    full = Path("/dev/full")
    if not full.exists():
        pytest.skip("no /dev/full on this system")
    from tinhgon.cli import main

    with full.open("w") as stdout, pytest.MonkeyPatch.context() as patch:
        patch.setattr("sys.stdout", stdout)
        assert main(["schema", "decision"]) == 1
