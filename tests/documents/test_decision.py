"""A decision on paper: what stands where, in Word and in PDF, as a draft and out of the books."""

from __future__ import annotations

import io
import re
import time
import zipfile
from dataclasses import replace
from datetime import date

import pypdfium2
import pytest
from tests.documents.offices import DRAFT, PARTY, PEOPLE, SIGNED, cells, decision, lines, of, opened

from tinhgon.documents import SHAPES, Asked, decision_paper, render
from tinhgon.ledger.registry import EFFECTS
from tinhgon.registers.establishment.payloads import PostRef

CARRIED_OUT = (
    "Điều 3. Các cơ quan, đơn vị, cá nhân có tên tại Quyết định và có liên quan chịu trách nhiệm thi hành "
    "Quyết định này./."
)


def pages(content: bytes) -> list[str]:
    """The text of each page."""
    document = pypdfium2.PdfDocument(io.BytesIO(content))
    return [document[place].get_textpage().get_text_range() for place in range(len(document))]


def test_the_state_form_in_word() -> None:
    document = decision("appoint/1", "transfer/1", basis=({"number": "138/2020/NĐ-CP", "title": "Nghị định"},))
    made = opened(render(decision_paper(document, SIGNED, people=PEOPLE), "docx"))
    head, number, foot = made.tables
    assert cells(head) == [
        ["ỦY BAN NHÂN DÂN", "TỈNH TÂN GIANG"],
        ["CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc"],
    ]
    assert cells(number) == [["Số: 15/QĐ-UBND"], ["Tân Giang, ngày 05 tháng 01 năm 2022"]]
    assert lines(made) == [
        "QUYẾT ĐỊNH",
        "Về việc bổ nhiệm, điều động cán bộ (giả định)",
        "ỦY BAN NHÂN DÂN TỈNH TÂN GIANG",
        "Căn cứ Nghị định số 138/2020/NĐ-CP.",
        "QUYẾT ĐỊNH:",
        "Điều 1. Nội dung",
        "1. Bổ nhiệm ông Trần Ngọc Ưởng (mã hồ sơ HS-3) giữ vị trí số S1.04.",
        "2. Điều động ông (bà) Đặng Mẫu (mã hồ sơ HS-5) đến nhận công tác tại vị trí số S1.04.",
        "Điều 2. Quyết định này có hiệu lực kể từ ngày 10 tháng 01 năm 2022.",
        CARRIED_OUT,
    ]
    assert cells(foot)[-2:] == [["Nơi nhận:", "- Như Điều 3;", "- Lưu: VT."], ["TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH"]]
    section = made.sections[0]
    millimetres = [round(getattr(section, f"{side}_margin").mm) for side in ("top", "bottom", "left", "right")]
    assert (round(section.page_width.mm), round(section.page_height.mm), millimetres) == (210, 297, [20, 20, 30, 15])
    assert made.styles["Normal"].font.name == "Times New Roman"
    assert section.different_first_page_header_footer
    assert "PAGE" in section.header._element.xml
    assert "PAGE" not in section.first_page_header._element.xml
    for footer in (section.footer, section.first_page_footer):
        assert footer.paragraphs[0].text == SIGNED.foot


def test_sizes_and_looks_are_those_of_the_form() -> None:
    paper = decision_paper(decision("retire/1", basis=("138/2020/NĐ-CP",)), SIGNED)
    made = opened(render(paper, "docx"))
    looks = {
        one.text: one.runs[0] for table in made.tables for cell in table._cells for one in cell.paragraphs if one.runs
    }
    looks |= {one.text: one.runs[0] for one in made.paragraphs if one.runs}
    for text, part in (
        ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "nation"), ("TỈNH TÂN GIANG", "issuer"), ("Số: 15/QĐ-UBND", "number"),
        ("Tân Giang, ngày 05 tháng 01 năm 2022", "place_date"), ("QUYẾT ĐỊNH", "type_name"),
        ("Nơi nhận:", "recipients"),
        ("Căn cứ văn bản số 138/2020/NĐ-CP.", "basis"), ("CHỦ TỊCH", "sign_post"), ("- Lưu: VT.", "recipient"),
    ):  # fmt: skip
        run, stated = looks[text], paper.form.parts[part]
        assert (run.font.size.pt, bool(run.bold), bool(run.italic)) == (stated.size, stated.bold, stated.italic), text


def test_the_party_form_in_word() -> None:
    document = decision(
        "appoint/1", issuer=PARTY, number="05-QĐ/TU", signed_on=date(2026, 3, 2), effective_on=date(2026, 3, 2),
        basis=("Điều lệ Đảng", {"number": "80-QĐ/TW", "title": "Quy định"}),
    )  # fmt: skip
    made = opened(render(decision_paper(document, DRAFT, people=PEOPLE), "docx"))
    head, number, foot = made.tables
    assert cells(head) == [["TỈNH ỦY TÂN GIANG", "*"], ["ĐẢNG CỘNG SẢN VIỆT NAM"]]
    assert cells(number) == [["Số 05-QĐ/TU"], ["Tân Giang, ngày 02 tháng 3 năm 2026"]]
    told = lines(made)
    assert told[:6] == [
        "QUYẾT ĐỊNH",
        "về việc bổ nhiệm, điều động cán bộ (giả định)",
        "-----",
        "BAN THƯỜNG VỤ TỈNH ỦY TÂN GIANG",
        "- Căn cứ Điều lệ Đảng;",
        "- Căn cứ Quy định số 80-QĐ/TW,",
    ]
    assert "Điều 1. Bổ nhiệm đồng chí Trần Ngọc Ưởng (mã hồ sơ HS-3) giữ vị trí số S1.04." in told
    assert told[-1].endswith("Quyết định này.")
    assert cells(foot)[-2:] == [["Nơi nhận:", "- Như Điều 3,", "- Lưu."], ["T/M BAN THƯỜNG VỤ", "BÍ THƯ"]]


def test_a_draft_is_marked_on_every_page_in_both() -> None:
    effects = [EFFECTS["appoint/1"].example().model_copy(update={"clause": f"Điều {n}"}) for n in range(1, 41)]
    paper = decision_paper(of(*effects), DRAFT)
    with zipfile.ZipFile(io.BytesIO(render(paper, "docx"))) as archive:
        headers = [archive.read(name).decode() for name in archive.namelist() if "header" in name]
    assert len(headers) == 2
    assert all('string="DỰ THẢO"' in header for header in headers)
    texts = pages(render(paper, "pdf"))
    assert len(texts) > 1
    assert all("DỰ THẢO" in text and "Dự thảo số 12, bản 3" in text for text in texts)
    assert "2" in texts[1].split()
    unmarked = pages(render(replace(paper, mark=SIGNED), "pdf"))
    assert all("DỰ THẢO" not in text and "0123abcd" in text for text in unmarked)


@pytest.mark.parametrize("shape", SHAPES)
def test_the_same_paper_is_the_same_bytes(shape: str) -> None:
    paper = decision_paper(decision("appoint/1", "transfer_people/1"), SIGNED, people=PEOPLE)
    assert render(paper, shape) == render(paper, shape)
    if shape == "docx":
        with zipfile.ZipFile(io.BytesIO(render(paper, shape))) as archive:
            assert {one.date_time for one in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_word_and_pdf_say_the_same() -> None:
    paper = decision_paper(decision("appoint/1", "retire/1", "transfer_people/1"), SIGNED, people=PEOPLE)
    made = opened(render(paper, "docx"))
    said = " ".join([*lines(made), *(line for table in made.tables for cell in cells(table) for line in cell)])
    drawn = " ".join(pages(render(paper, "pdf")))
    words = set(re.findall(r"\w+", said))
    assert len(words) > 60
    assert words <= set(re.findall(r"\w+", drawn))


def test_a_clause_on_many_has_its_list_as_an_annex() -> None:
    made = opened(render(decision_paper(decision("transfer_people/1"), SIGNED, people=PEOPLE), "docx"))
    told = lines(made)
    assert "Phụ lục" in told
    assert "(Kèm theo Quyết định số 15/QĐ-UBND ngày 05/01/2022 của Ủy ban nhân dân tỉnh Tân Giang)" in told
    rows = cells(made.tables[-1])
    assert rows[:4] == [["STT"], ["Mã hồ sơ"], ["Họ và tên"], ["Nội dung"]]
    assert rows[4:8] == [
        ["1"], ["HS-5"], ["Đặng Mẫu"],
        ["Điều động ông (bà) Đặng Mẫu (mã hồ sơ HS-5) đến nhận công tác tại vị trí số S1.04."],
    ]  # fmt: skip
    assert rows[9:12] == [["HS-4"], [], ["Điều động người có mã hồ sơ HS-4 đến nhận công tác tại đơn vị mã S1."]]


def test_posts_that_the_words_leave_out_stand_in_the_annex() -> None:
    """Of 30 posts a clause tells 20 and 'và 10 vị trí khác'; a paper says all of them."""
    posts = tuple(PostRef(number=f"S1.{place:02d}", title="Chuyên viên") for place in range(1, 31))
    whole = EFFECTS["abolish_posts/1"].example().model_copy(update={"posts": posts})
    made = opened(render(decision_paper(of(whole), SIGNED), "docx"))
    assert any("và 10 vị trí khác" in text for text in lines(made))
    rows = cells(made.tables[-1])
    assert rows[-3:] == [["30"], ["S1.30"], ["Chuyên viên"]]
    few = whole.model_copy(update={"posts": posts[:20]})
    assert len(opened(render(decision_paper(of(few), SIGNED), "docx")).tables) == 3


def test_what_a_clerk_has_to_see_to() -> None:
    document = decision("appoint/1", number="–", issuer="Sở Nội vụ", signed_on=date(2019, 5, 6))
    told = [message.format(**data) for message, data in decision_paper(document, DRAFT).asks]
    assert [text.split(";")[0].split(" ")[:4] for text in told] == [
        ["Thể", "thức", "của", "ngày"], ["Chưa", "có", "số,", "ký"], ["Chưa", "rõ", "địa", "danh"],
        ["Chưa", "rõ", "cơ", "quan"],
    ]  # fmt: skip
    made = opened(render(decision_paper(document, DRAFT), "docx"))
    assert cells(made.tables[0])[0] == ["……………", "SỞ NỘI VỤ"], "what nobody said is dots, not nothing"
    asked = Asked(superior="Ủy ban nhân dân tỉnh Mẫu", place="Mẫu", signer_name="Người Ký Mẫu", recipients=("Sở Y tế",))
    paper = decision_paper(replace_day(document), DRAFT, asked=asked)
    assert len(paper.asks) == 1
    made = opened(render(paper, "docx"))
    assert cells(made.tables[1]) == [["Số: ……………/QĐ-…"], ["Mẫu, ngày …… tháng …… năm ………"]]
    assert cells(made.tables[2])[-2:] == [
        ["Nơi nhận:", "- Sở Y tế;", "- Lưu: VT."], ["GIÁM ĐỐC", "Người Ký Mẫu"],
    ]  # fmt: skip


def replace_day(document: object) -> object:
    return document.model_copy(update={"signed_on": date(2022, 1, 5)})  # type: ignore[attr-defined]


def test_a_symbol_of_the_other_family_is_told() -> None:
    document = decision("appoint/1", issuer=PARTY, number="05/QĐ-TU")
    told = [message.format(**data) for message, data in decision_paper(document, DRAFT).asks]
    assert any(text.startswith("Ký hiệu 05/QĐ-TU không theo") for text in told)


def test_forty_rows_take_half_a_second() -> None:
    effects = [EFFECTS["appoint/1"].example().model_copy(update={"clause": f"Điều 1 khoản {n}"}) for n in range(1, 41)]
    render(decision_paper(decision("retire/1"), DRAFT), "pdf")  # the letters are read once in a process
    began = time.perf_counter()
    content = render(decision_paper(of(*effects), DRAFT, people=PEOPLE), "pdf")
    assert time.perf_counter() - began <= 0.5
    assert len(pages(content)) == 2
