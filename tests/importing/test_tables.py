"""Tables as people save them: each fault is one sentence that names the file, the row and the remedy."""

from pathlib import Path

import pytest

from tinhgon.basis.errors import BadInput
from tinhgon.importing import tables
from tinhgon.importing.tables import code_digits, read_table, unit_code

GOOD = "code,name,kind\n01,Hà Nội,thành phố\n04,Cao Bằng,tỉnh\n"


def written(tmp_path: Path, text: str | bytes) -> Path:
    path = tmp_path / "đơn vị.csv"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


def read(tmp_path: Path, text: str | bytes):
    return read_table(written(tmp_path, text), required=("code", "name", "kind"), optional=("area_km2",))


def refused(tmp_path: Path, text: str | bytes) -> BadInput:
    with pytest.raises(BadInput) as caught:
        read(tmp_path, text)
    assert "đơn vị.csv" in str(caught.value)
    assert "{" not in str(caught.value)
    return caught.value


@pytest.mark.parametrize(
    "text",
    [
        GOOD,
        "\ufeff" + GOOD,
        GOOD.replace("\n", "\r\n"),
        GOOD.replace(",", ";"),
        GOOD.replace(",", "\t"),
        "sep=;\n" + GOOD.replace(",", ";"),
        GOOD.replace("code,name,kind", " Code , NAME,Kind "),
        GOOD.replace("\n04", "\n,,\n\n04"),
        GOOD.replace("tỉnh\n", "tỉnh,,\n"),
        GOOD.replace("Hà Nội", "  Ha\u0300   No\u0302\u0323i "),
    ],
    ids=["plain", "bom", "crlf", "semicolon", "tab", "sep", "header", "blank rows", "trailing", "decomposed"],
)
def test_the_same_table_however_it_was_saved(tmp_path: Path, text: str) -> None:
    table = read(tmp_path, text)
    assert [(line["code"], line["name"], line["kind"]) for line in table] == [
        ("01", "Hà Nội", "thành phố"),
        ("04", "Cao Bằng", "tỉnh"),
    ]
    assert table.lines[0]["area_km2"] == ""


@pytest.mark.parametrize(
    ("text", "code", "says"),
    [
        ("", "table_empty", "không có dòng nào"),
        ("\n\n", "table_empty", "không có dòng nào"),
        ("code,name,kind\n", "table_without_rows", "chỉ có dòng tiêu đề"),
        ("code,kind\n01,tỉnh\n", "column_missing", "“name”"),
        ("code,name,kind,code\n01,A,tỉnh,01\n", "column_twice", "“code”"),
        (GOOD + "06,Bắc Kạn\n", "row_width", "dòng 4"),
        (GOOD + "06,Bắc Kạn,tỉnh,thừa\n", "row_width", "dòng 4"),
        (GOOD + '06,"Bắc Kạn,tỉnh\n', "table_malformed", "dòng 4"),
        (GOOD.encode("utf-16"), "table_utf16", "UTF-8"),
        (GOOD.encode("utf-16-le"), "table_utf16", "UTF-8"),
        (GOOD.encode("utf-8").decode("cp1252", "replace"), "table_broken_letters", "dòng 2"),
        ("code,name,kind\n01,HËu Giang,tØnh\n02,CÇn Th¬,x\n03,Nguyªn,Hµn\n", "table_broken_letters", "bảng mã"),
        ("code,name,kind\n01,H\ufffd N\ufffdi,x\n", "table_broken_letters", "dòng 2"),
        (b"PK\x03\x04\x00\x00", "table_is_spreadsheet", "CSV UTF-8"),
    ],
)
def test_faults(tmp_path: Path, text: str | bytes, code: str, says: str) -> None:
    refusal = refused(tmp_path, text)
    assert refusal.code == code
    assert says in str(refusal)


def test_windows_1258_is_never_guessed(tmp_path: Path) -> None:
    decomposed = "code,name,kind\n01,Ha\u0300 Nô\u0323i,thành phô\u0301\n".replace("Ha\u0300", "Hà")
    refusal = refused(tmp_path, decomposed.encode("cp1258"))
    assert refusal.code == "table_not_utf8"
    assert "dòng 2" in str(refusal)
    assert "CSV UTF-8" in str(refusal)


def test_a_huge_file_is_refused_before_it_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "đơn vị.csv"
    with path.open("wb") as file:
        file.truncate(1 << 30)
    monkeypatch.setattr(Path, "read_bytes", lambda _: pytest.fail("read"))
    with pytest.raises(BadInput, match="64 MB"):
        read_table(path, required=("code",))


def test_a_missing_file(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="Không có tệp"):
        read_table(tmp_path / "x.csv", required=("code",))


@pytest.mark.parametrize(
    ("code", "digits", "likely"), [("1", 2, "01"), ("1", None, "01"), ("4003", 5, "04003"), ("4003", None, "04003")]
)
def test_a_code_that_a_spreadsheet_made_a_number(tmp_path: Path, code: str, digits: int | None, likely: str) -> None:
    line = read(tmp_path, f"code,name,kind\n{code},A,xã\n").lines[0]
    with pytest.raises(BadInput) as caught:
        unit_code(line, "code", digits=digits)
    assert caught.value.code == "code_lost_zero"
    assert "dòng 2" in str(caught.value)
    assert likely in str(caught.value)


def test_digits_of_codes() -> None:
    assert [code_digits("Tỉnh", 1), code_digits("thành phố", 1), code_digits("thành phố", 2)] == [2, 2, 3]
    assert [code_digits("xã", 3), code_digits("đặc khu", 2), code_digits("thôn", 4)] == [5, 5, None]
    assert tables.MAX_BYTES == 64 << 20
