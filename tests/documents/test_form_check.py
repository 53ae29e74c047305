"""The checker of form finds what is planted, nothing in what is right, and mends only what a machine may."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from docx.enum.text import WD_ALIGN_PARAGRAPH as ALIGN
from docx.shared import Mm, Pt
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.documents.test_papers import MADE
from tests.documents.typed import Typed, typed

from tinhgon.basis.errors import Refusal
from tinhgon.documents import render
from tinhgon.documents.checking import check_form
from tinhgon.documents.checking.checker import check_docx

DAY = date(2024, 2, 5)
COMMITTEE = Typed(
    superior="", issuer="ỦY BAN NHÂN DÂN TỈNH TÂN GIANG", number="Số: 05/QĐ-UBND",
    authority="ỦY BAN NHÂN DÂN TỈNH TÂN GIANG", signing=("TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH", "", "", "Trần Văn Mẫu"),
)  # fmt: skip
DEPUTY = replace(COMMITTEE, signing=("TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH", "", "", "Lê Thị Thử"))
REPORT = Typed(
    number="Số: 120/BC-SNV", type_name="BÁO CÁO", subject="Kết quả sắp xếp tổ chức bộ máy năm 2023 (giả định)",
    authority="", basis=(), enacts="",
    body=(
        "Thực hiện kế hoạch của Ủy ban nhân dân tỉnh (sau đây gọi tắt là UBND tỉnh), Sở Nội vụ báo cáo như sau:",
        "1. Trong năm đã sắp xếp 03 phòng theo đề án mà UBND tỉnh phê duyệt, giảm 02 phòng so với đầu năm.",
        "2. Số người làm việc giảm 12 người, đều do nghỉ hưu và chuyển công tác theo nguyện vọng của từng người./.",
    ),
    recipients=("Nơi nhận:", "- UBND tỉnh (b/c);", "- Lưu: VT, TCCB."),
)  # fmt: skip
PARTY = Typed(
    nation="ĐẢNG CỘNG SẢN VIỆT NAM", motto="", superior="TỈNH ỦY TÂN GIANG", issuer="BAN TỔ CHỨC",
    number="Số 15-QĐ/BTCTU", authority="", enacts="", signing=("TRƯỞNG BAN", "", "", "Trần Văn Mẫu"),
    basis=("- Căn cứ Điều lệ Đảng;", "- Xét đề nghị của Phòng Tổ chức, cán bộ,"),
    recipients=("Nơi nhận:", "- Như Điều 3,", "- Lưu."),
    sizes={"nation": 15, "superior": 14, "issuer": 14, "number": 14, "type_name": 16, "recipients": 14,
           "recipient": 12},
    looks={"basis": {"italic": False}, "recipients": {"bold": False, "italic": False}},
)  # fmt: skip


def party(paper: Typed) -> bytes:
    """The post upright, 'Nơi nhận' underlined, as the Party has it."""

    def change(document: Any) -> None:
        recipients, signing = document.tables[-1].rows[0].cells
        recipients.paragraphs[0].runs[0].underline = True
        signing.paragraphs[0].runs[0].bold = False

    return typed(paper, change)


def codes(content: bytes, *, severity: str = "error") -> set[str]:
    checked = check_docx(content, "mau.docx", "", DAY.isoformat(), False)[0]
    return {fault["code"] for fault in checked["faults"] if fault["severity"] == severity}


def styled(document: Any) -> None:
    """Looks by style alone, as who knows Word does it."""
    style = document.styles.add_style("Noi dung", 1)
    style.base_style = document.styles["Normal"]
    style.paragraph_format.alignment, style.paragraph_format.first_line_indent = ALIGN.JUSTIFY, Mm(10)
    style.paragraph_format.space_after, style.font.size = Pt(6), Pt(14)
    for paragraph in document.paragraphs:
        if paragraph.text.startswith("Điều"):
            for node in (paragraph._p.pPr.find(tag) for tag in (paragraph._p.pPr.tag.replace("pPr", "jc"),)):
                if node is not None:
                    paragraph._p.pPr.remove(node)
            paragraph.paragraph_format.first_line_indent = None
            paragraph.style = style


def lined(document: Any) -> None:
    """Lines drawn with underscores and by underlining, as generators found in public repositories do."""
    left, right = document.tables[0].rows[0].cells
    left.paragraphs[1].add_run("\n_______").bold = True
    right.paragraphs[1].runs[0].underline = True


def wide(document: Any) -> None:
    """A page of its own for a wide table, with borders and small letters."""
    section = document.add_section()
    section.page_width, section.page_height = Mm(297), Mm(210)
    table = document.add_table(rows=2, cols=3)
    table.style = "Table Grid"
    table.rows[0].cells[0].paragraphs[0].add_run("STT").font.size = Pt(9)


CLEAN = {
    "decision": typed(Typed()),
    "typed with tabs": typed(Typed(flat=True)),
    "committee": typed(COMMITTEE),
    "deputy": typed(DEPUTY),
    "report": typed(REPORT),
    "by styles": typed(Typed(), styled),
    "lines": typed(Typed(), lined),
    "wide table": typed(Typed(), wide),
    "other spelling": typed(replace(Typed(), nation="CỘNG HOÀ XÃ HỘI CHỦ NGHĨA VIỆT NAM")),
    "margins at the limit": typed(Typed(margins=(25, 25, 35, 20))),
    "generator's margins": typed(Typed(margins=(22, 22, 32, 18), sizes={"body": 13})),
    "party": party(PARTY),
}


@pytest.mark.parametrize("name", CLEAN)
def test_nothing_is_found_in_what_is_right(name: str) -> None:
    assert codes(CLEAN[name]) == set()


PLANTED: dict[str, tuple[Typed, str]] = {
    "left margin": (Typed(margins=(20, 20, 20, 15)), "margin_left"),
    "right margin": (Typed(margins=(20, 20, 30, 25)), "margin_right"),
    "top margin": (Typed(margins=(10, 20, 30, 15)), "margin_top"),
    "font": (Typed(font="Arial"), "font"),
    "small body": (Typed(sizes={"body": 12}), "article_size"),
    "upright date": (Typed(looks={"dated": {"italic": False}}), "place_date_italic"),
    "light issuer": (Typed(looks={"issuer": {"bold": False}}), "issuer_bold"),
    "upright bases": (Typed(looks={"basis": {"italic": False}}), "basis_italic"),
    "no nation": (Typed(nation=""), "nation_missing"),
    "wrong nation": (Typed(nation="CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIÊT NAM"), "nation_words"),
    "no motto": (Typed(motto=""), "motto_missing"),
    "close motto": (Typed(motto="Độc lập-Tự do-Hạnh phúc"), "motto_words"),
    "short issuer": (replace(COMMITTEE, issuer="UBND TỈNH TÂN GIANG"), "issuer_short"),
    "no number": (Typed(number=""), "number_missing"),
    "one digit": (Typed(number="Số: 5/QĐ-SNV"), "number_zero"),
    "no colon": (Typed(number="Số 15/QĐ-SNV"), "number_word"),
    "wide dash": (Typed(number="Số: 15/QĐ - SNV"), "number_signs"),
    "party's number": (Typed(number="Số: 15-QĐ/SNV"), "number_signs"),
    "another type": (Typed(number="Số: 15/TB-SNV"), "number_type"),
    "no issuer in it": (Typed(number="Số: 15/QĐ"), "number_issuer"),
    "no date": (Typed(dated=""), "place_date_missing"),
    "no place": (Typed(dated="ngày 05 tháng 02 năm 2024"), "place_missing"),
    "day without 0": (Typed(dated="Tân Giang, ngày 5 tháng 2 năm 2024"), "day_zero"),
    "no such day": (Typed(dated="Tân Giang, ngày 30 tháng 02 năm 2024"), "day_wrong"),
    "no comma": (Typed(dated="Tân Giang ngày 05 tháng 02 năm 2024"), "place_comma"),
    "no type": (Typed(type_name=""), "type_name_missing"),
    "no subject": (Typed(subject=""), "subject_missing"),
    "bases without end": (Typed(basis=("Căn cứ Luật A", "Căn cứ B;")), "basis_end"),
    "articles out of order": (Typed(body=("Điều 1. A.", "Điều 3. B.")), "article_order"),
    "no name": (Typed(signing=("GIÁM ĐỐC", "", "")), "sign_name_missing"),
    "title": (Typed(signing=("GIÁM ĐỐC", "", "TS. Trần Văn Mẫu")), "name_title"),
    "name in capitals": (Typed(signing=("GIÁM ĐỐC", "", "TRẦN VĂN MẪU")), "name_case"),
    "deputy alone": (Typed(signing=("PHÓ GIÁM ĐỐC", "", "Trần Văn Mẫu")), "authority_deputy"),
    "chair alone": (replace(COMMITTEE, signing=("CHỦ TỊCH", "", "Trần Văn Mẫu")), "authority_missing"),
    "slash": (replace(COMMITTEE, signing=("T/M ỦY BAN NHÂN DÂN", "CHỦ TỊCH", "", "Trần Văn Mẫu")), "authority_sign"),
    "no post": (Typed(signing=()), "sign_post_missing"),
    "no recipients": (Typed(recipients=()), "recipients_missing"),
    "no archive": (Typed(recipients=("Nơi nhận:", "- Như Điều 3;", "- Phòng TCCB.")), "recipient_archive"),
    "recipients without end": (Typed(recipients=("Nơi nhận:", "- Như Điều 3", "- Lưu: VT.")), "recipient_end"),
    "large recipients": (Typed(sizes={"recipient": 14}), "recipient_size"),
    "abbreviation": (Typed(body=("Điều 1. Giao CBCC thực hiện.", "Điều 2. Có hiệu lực./.")), "abbreviation"),
    "number on page 1": (Typed(number_on_first=True), "page_number_first"),
    "number at the right": (Typed(page_number="right"), "page_number_place"),
    "party with a colon": (replace(PARTY, number="Số: 15-QĐ/BTCTU"), "number_word"),
    "party with the State's signs": (replace(PARTY, number="Số 15/QĐ-BTCTU"), "number_signs"),
}  # fmt: skip


@pytest.mark.parametrize("name", PLANTED)
def test_what_is_planted_is_found_and_nothing_else_of_another_part(name: str) -> None:
    paper, code = PLANTED[name]
    found = codes(party(paper) if paper.nation.startswith("ĐẢNG") else typed(paper))
    assert code in found
    assert len(found) <= 2


def test_several_faults_at_once_are_all_found_with_their_places() -> None:
    paper = Typed(
        margins=(20, 20, 20, 15), number="Số: 5/TB-SNV", dated="Tân Giang, ngày 5 tháng 2 năm 2024",
        recipients=("Nơi nhận:", "- Như Điều 3;"), signing=("PHÓ GIÁM ĐỐC", "", "ThS. Trần Văn Mẫu"),
    )  # fmt: skip
    checked = check_form(typed(paper), name="mau.docx", day=DAY)
    assert {fault["code"] for fault in checked.faults} >= {
        "margin_left", "number_zero", "number_type", "day_zero", "recipient_archive", "authority_deputy", "name_title",
    }  # fmt: skip
    number = next(fault for fault in checked.faults if fault["code"] == "number_zero")
    assert (number["cell"], number["words"], number["source"]) == ([1, 1, 1], "Số: 5/TB-SNV", "phụ lục I ô số 3")


def test_what_the_rule_leaves_open_is_a_remark() -> None:
    september = typed(Typed(dated="Tân Giang, ngày 05 tháng 09 năm 2024"))
    assert (codes(september), codes(september, severity="look")) == (set(), {"month_zero"})
    draft = typed(Typed(number="Số:      /QĐ-SNV", dated="Tân Giang, ngày     tháng     năm 2024"))
    assert (codes(draft), codes(draft, severity="look")) == (set(), {"number_blank", "day_blank"})


def test_a_day_of_two_forms_is_held_against_its_own() -> None:
    later = replace(PARTY, dated="Tân Giang, ngày 05 tháng 6 năm 2026")
    told = [check_form(party(paper), name="mau.docx", day=DAY).form for paper in (PARTY, later)]
    assert told == ["Hướng dẫn 36-HD/VPTW", "Hướng dẫn 05-HD/VPTW"]


def test_a_list_or_a_ballot_is_not_judged_as_a_paper() -> None:
    for kind in ("list", "ballot"):
        content = render(MADE[kind]("state"), "docx")
        assert "not_a_paper" in codes(content, severity="look")
        assert not {code for code in codes(content) if code.endswith("_missing")}


@pytest.mark.parametrize("kind", ["submission", "extract", "notice", "minutes", "counting"])
def test_our_own_papers_lack_only_the_name_that_the_books_do_not_hold(kind: str) -> None:
    assert codes(render(MADE[kind]("state"), "docx")) <= {"sign_name_missing"}


MENDABLE = {
    "margins": (10, 10, 20, 30), "font": "Arial", "number": "Số 5/QĐ - SNV", "motto": "Độc lập-Tự do-Hạnh phúc",
    "dated": "Tân Giang ngày 5 tháng 2 năm 2024", "sizes": {"body": 12, "recipient": 14, "type_name": 18},
    "looks": {"dated": {"italic": False}, "issuer": {"bold": False}}, "signing": ("GIÁM ĐỐC", "", "TS. Trần Văn Mẫu"),
    "recipients": ("Nơi nhận:", "+ Như Điều 3", "- Lưu: VT, TCCB;"), "number_on_first": True,
    "nation": "Cộng hòa xã hội chủ nghĩa Việt Nam",
}  # fmt: skip


@settings(max_examples=25, deadline=None)
@given(st.sets(st.sampled_from(sorted(MENDABLE)), min_size=1), st.booleans())
def test_a_mended_copy_has_no_fault_that_could_be_mended(chosen: set[str], flat: bool) -> None:
    content = typed(replace(Typed(flat=flat), **{name: MENDABLE[name] for name in chosen}))
    answer, copy = check_docx(content, "mau.docx", "", DAY.isoformat(), True)
    assert all(fault["mended"] for fault in answer["faults"])
    after = check_docx(copy, "mau.docx", "", DAY.isoformat(), False)[0]
    assert after["faults"] == []
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(io.BytesIO(copy)) as new:
        assert old.namelist() == new.namelist()
        assert all(old.read(name) == new.read(name) for name in old.namelist() if name != "word/document.xml")


def test_the_body_is_never_reworded() -> None:
    paper = Typed(body=("Điều 1. Giao CBCC 5 việc - ngày 5 tháng 2.", "Điều 2. Có hiệu lực./."), sizes={"body": 12})
    copy = check_docx(typed(paper), "mau.docx", "", DAY.isoformat(), True)[1]
    again = check_docx(copy, "mau.docx", "", DAY.isoformat(), False)[0]
    assert {fault["code"] for fault in again["faults"]} == {"abbreviation"}
    with zipfile.ZipFile(io.BytesIO(copy)) as archive:
        assert " Giao CBCC 5 việc - ngày 5 tháng 2." in archive.read("word/document.xml").decode()


def bomb() -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", "<a>" + "<b/>" * 9_000_000 + "</a>")
    return stream.getvalue()


@pytest.mark.parametrize(
    "content", [b"", b"PK", b"\xd0\xcf\x11\xe0old", b"hello", bomb()], ids=["empty", "cut", "doc", "text", "bomb"]
)
def test_what_is_no_word_file_is_one_sentence(content: bytes) -> None:
    with pytest.raises(Refusal, match=r"mau\.docx"):
        check_form(content, name="mau.docx", day=DAY)
