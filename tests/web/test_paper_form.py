"""The page that holds a Word file against the rule of form."""

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from tests.documents.typed import Typed, typed


def hidden(page: str) -> dict[str, str]:
    form = page[page.index("/the-thuc/ban-sua/") :]
    return dict(re.findall(r'<input type="hidden" name="(noi_dung|ten|the_thuc)" value="([^"]*)"', form))


def test_a_file_is_held_against_the_form_and_its_mended_copy_is_right(client_of_demo) -> None:
    wrong = typed(Typed(number="Số 5/QĐ - SNV", signing=("PHÓ GIÁM ĐỐC", "", "Trần Văn Mẫu")))
    told = client_of_demo.post("/the-thuc/", {"tep": SimpleUploadedFile("mau.docx", wrong)}).content.decode()
    assert "Số nhỏ hơn 10 phải ghi thêm số 0 phía trước: 05." in told
    assert "KT. GIÁM ĐỐC" in told
    copy = client_of_demo.post("/the-thuc/ban-sua/", hidden(told)).content
    again = client_of_demo.post("/the-thuc/", {"tep": SimpleUploadedFile("mau.docx", copy)}).content.decode()
    assert "Số nhỏ hơn 10" not in again
    assert "KT. GIÁM ĐỐC" in again


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ({}, "Chưa chọn tệp .docx."),
        ({"tep": SimpleUploadedFile("mau.docx", b"hello")}, "không phải tệp .docx đọc được"),
    ],
)
def test_what_is_no_word_file_is_one_sentence(given, sentence: str, client_of_demo) -> None:
    answer = client_of_demo.post("/the-thuc/", given)
    assert answer.status_code in (400, 422)
    assert sentence in answer.content.decode()
