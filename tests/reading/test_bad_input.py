"""What cannot be read is said in one sentence."""

from __future__ import annotations

import pytest
from tests.reading.conftest import TEXT, listed
from tests.reading.test_reading import docx

from tinhgon.basis.errors import BadInput, Conflict, Refusal
from tinhgon.reading import draft_document, load_text, read_units, text_of, understand

CASES = [
    (b"%PDF-1.7\n%\xe2\xe3", "pdf_broken"),
    (b"", "file_empty"),
    (b"  \n\t ", "file_empty"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "file_is_doc"),
    (b"PK\x03\x04 not a zip", "docx_broken"),
    (
        b"The Committee resolves that Article 1 shall apply to every district of the province.",
        "not_a_decision_text",
    ),
    (
        "Le Comité décide que l’Article 1 s’applique à chaque région; la décision est publiée.".encode(),
        "not_a_decision_text",
    ),
    ("Hôm nay trời đẹp, chúng tôi đi dạo quanh hồ và ăn kem.".encode(), "not_a_decision_text"),
    (TEXT.encode("cp1258", errors="replace"), "not_utf8"),
    ((TEXT * 16000).encode()[: 50 << 20], "text_too_large"),
    (docx([]), "file_empty"),
]


@pytest.mark.parametrize(("data", "code"), CASES, ids=[code for _, code in CASES])
def test_one_sentence(data: bytes, code: str) -> None:
    with pytest.raises(BadInput) as caught:
        text_of(data=data, name="tep")
    assert caught.value.code == code
    assert "\n" not in str(caught.value)


def test_a_missing_file(tmp_path) -> None:
    with pytest.raises(BadInput, match="Không có tệp"):
        load_text(path=tmp_path / "none.txt")


def test_a_list_of_another_day() -> None:
    elsewhere = listed("88 Đông Hải|tỉnh|1|\n881 Hải An|huyện|2|88\n88001 Cát Bi|xã|3|881")
    answer = understand(text=TEXT, register=elsewhere)
    assert answer.findings[0].code == "units_of_another_day"
    assert "01/07/2025" in answer.findings[0].render()
    assert [effect.clause.label for effect in answer.effects] == [f"Điều 1 khoản {n}" for n in range(1, 7)]
    with pytest.raises(Conflict):
        draft_document(answer=answer)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("code,name\n1,A\n", "columns_missing"),
        ("code,name,kind,level,parent_code\n", "units_empty"),
        ("code,name,kind,level,parent_code\n1,,xã,3,\n", "units_row"),
        ("code,name,kind,level,parent_code\n1,A,xã,3,\n1,B,xã,3,\n", "units_twice"),
    ],
)
def test_a_list_that_is_none(tmp_path, text: str, code: str) -> None:
    path = tmp_path / "units.csv"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(Refusal) as caught:
        read_units(path=path)
    assert caught.value.code == code


def test_no_draft_while_a_question_is_open(register, borders) -> None:
    answer = understand(text=TEXT.replace("xã Long Trị A và", "xã Long Trị và"), register=register, borders=borders)
    with pytest.raises(Conflict) as caught:
        draft_document(answer=answer)
    assert caught.value.code == "reading_unfinished"


def test_no_draft_while_a_clause_that_may_act_is_unread(register, borders) -> None:
    answer = understand(
        text=TEXT.replace("6. Đổi tên xã Tân", "6. Đổi lại tên cũ cho xã Tân"), register=register, borders=borders
    )
    assert not answer.questions
    with pytest.raises(Conflict):
        draft_document(answer=answer)
