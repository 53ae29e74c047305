"""A text of a made-up province: what each clause says, tied to its words, whatever the file did to the letters."""

from __future__ import annotations

import io
import random
import unicodedata
import zipfile
from datetime import date
from xml.sax.saxutils import escape

import pytest
from tests.reading.conftest import TEXT
from tests.reading.mutations import EDITS

from tinhgon.ledger.decision_file import plain
from tinhgon.reading import draft_document, read_clauses, resolution_text, text_of, understand


def codes_of(answer) -> list[tuple[str, list[tuple[str, str, str, str]]]]:
    return [
        (
            effect.into.target.name,
            [
                (one.through or one.code, one.mention.area_share, one.mention.population_share, one.status)
                for one in effect.sources
            ],
        )
        for effect in answer.effects
    ]


def without_status(found):
    return [(into, [source[:3] for source in sources]) for into, sources in found]


WHOLE = ("full", "full")
EXPECTED = [
    ("An Bình", [("77001", *WHOLE, "sure"), ("77003", *WHOLE, "sure"), ("77004", "part", "part", "sure")]),
    ("Long Trị", [("77012", *WHOLE, "sure"), ("77013", *WHOLE, "sure"), ("77004", "remainder", "remainder", "sure")]),
    ("Hòa Mỹ", [("77014", *WHOLE, "variant"), ("77011", *WHOLE, "sure")]),
    ("Vĩnh Tân", [("77021", *WHOLE, "sure"), ("77022", *WHOLE, "sure")]),
    ("Hòn Mây", [("774", *WHOLE, "sure")]),
    ("Tân Lập Đông", [("77023", *WHOLE, "sure")]),
]


def test_every_clause_is_read_and_every_name_found(register, borders, codes) -> None:
    answer = understand(text=TEXT, register=register, borders=borders, codes=codes)
    assert codes_of(answer) == EXPECTED
    assert [effect.into.code for effect in answer.effects] == ["77001", "77012", "77011", "77021", "77031", "77023"]
    assert not answer.questions
    assert not answer.reading.unread
    assert [one for one in answer.findings if one.severity == "error"] == []
    assert answer.stated == {**answer.read, "formed": {"xa": 4, "phuong": 1, "dac_khu": 1}}
    assert [ground.text for effect in answer.effects for ground in effect.other_ground] == [
        "khu vực bãi bồi ven sông (do thị xã quản lý)"
    ]


def test_head_and_dates(register) -> None:
    head = understand(text=TEXT, register=register).reading.head
    assert (head.number, head.issuer, head.signer) == ("999/NQ-MẪU", "Ủy ban Thường vụ Quốc hội", "Chủ tịch")
    assert (head.signed_on, head.effective_on) == (date(2025, 6, 16), date(2025, 6, 16))
    assert head.operates_from == date(2025, 7, 1)
    assert head.subject == "Về việc sắp xếp các đơn vị hành chính cấp xã của tỉnh Tân Giang năm 2025"
    assert [one.number for one in head.basis] == ["72/2025/QH15", "370/TTr-CP", "371/ĐA-CP"]


def test_every_span_holds_the_words_it_stands_for(register) -> None:
    answer = understand(text=TEXT, register=register)
    for effect in answer.effects:
        start, end = effect.clause.span
        assert TEXT[start:end].endswith(".")
        for source in effect.sources:
            at = slice(*source.mention.span)
            assert source.mention.name in TEXT[at]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("các xã An Bình", "cácxã An Bình"),
        ("Long Trị A và phần", "Long Trị Avà phần"),
        ("thành xã mới có tên gọi là xã An Bình", "thànhxã mới có tên gọilàxã An Bình"),
        ("gồm 05 xã", "gồm05 xã"),
        ("xã Hòa Mỹ (huyện", "xã Hoà Mỹ (huyện"),
        (", quy mô dân số của Phường 1", " và quy mô dân số của Phường 1"),
        ("quy mô dân số của Phường 1", "quy mô dân của Phường 1"),
        ("Sắp xếp toàn bộ", "Sắp xếp bộ"),
        ("của xã Long Trị,", "của của xã Long Trị,"),
        ("của xã Long Trị,", "của xã xã Long Trị,"),
        ("Phường 2 và khu vực", "Phường 2, và khu vực"),
        ("ngày được thông qua", "ngàyđược thông qua"),
    ],
)
def test_lost_blanks_and_slips_of_the_originals(old: str, new: str, register, borders) -> None:
    assert old in TEXT
    answer = understand(text=TEXT.replace(old, new), register=register, borders=borders)
    assert codes_of(answer) == EXPECTED
    assert not answer.reading.unread


def test_decomposed_letters_and_other_signs(register, borders) -> None:
    text = (
        unicodedata.normalize("NFD", TEXT)
        .replace(" - ", " – ")
        .replace("của các", "của\u00a0các")
        .replace("\n", "\r\n")
    )
    answer = understand(text=text, register=register, borders=borders)
    assert codes_of(answer) == EXPECTED
    source = answer.effects[1].sources[0].mention
    assert unicodedata.normalize("NFC", text[slice(*source.span)]) == "xã Long Trị"


def test_markdown_and_wrapped_lines(register, borders) -> None:
    marked = TEXT.replace("Điều 1. Sắp", "## **Điều 1.** Sắp").replace("1. Sắp xếp toàn", "**1\\.** Sắp xếp toàn", 1)
    wrapped = marked.replace("của thị trấn An Lộc thành", "của thị trấn\nAn Lộc thành")
    assert codes_of(understand(text=wrapped, register=register, borders=borders)) == EXPECTED


def docx(paragraphs: list[str], numbered: bool = False) -> bytes:
    name = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    count = '<w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="3"/></w:numPr></w:pPr>' if numbered else ""
    body = ""
    for text in paragraphs:
        own = count if text[:2] in ("1.", "2.", "3.", "4.", "5.", "6.", "7.") else ""
        told = text[2:].strip() if own else text
        body += f"<w:p>{own}<w:r><w:t>{escape(told[:9])}</w:t></w:r><w:r><w:t>{escape(told[9:])}</w:t></w:r></w:p>"
    levels = '<w:lvl w:ilvl="0"><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl>'
    counting = f'<w:abstractNum w:abstractNumId="0">{levels}</w:abstractNum>'
    counting += '<w:num w:numId="3"><w:abstractNumId w:val="0"/></w:num>'
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("word/document.xml", f'<w:document xmlns:w="{name}"><w:body>{body}</w:body></w:document>')
        archive.writestr("word/numbering.xml", f'<w:numbering xmlns:w="{name}">{counting}</w:numbering>')
    return file.getvalue()


@pytest.mark.parametrize("numbered", [False, True])
def test_word_files(numbered: bool, register, borders) -> None:
    text = text_of(data=docx(TEXT.splitlines(), numbered), name="nq.docx")
    answer = understand(text=text, register=register, borders=borders)
    assert codes_of(answer) == EXPECTED
    assert [effect.clause.label for effect in answer.effects] == [f"Điều 1 khoản {n}" for n in range(1, 7)]


def test_a_share_left_open_is_settled_by_the_sums(register, borders) -> None:
    """'… sau khi sắp xếp theo quy định tại khoản 1 Điều này và xã B': B is whole, unless parts of it are given."""
    text = TEXT.replace("xã Long Trị, xã Long Trị A và phần còn lại", "xã Long Trị và phần còn lại").replace(
        "khoản 1 Điều này thành", "khoản 1 Điều này và xã Long Trị A thành"
    )
    answer = understand(text=text, register=register, borders=borders)
    assert [(one.code, one.mention.area_share) for one in answer.effects[1].sources] == [
        ("77012", "full"), ("77004", "remainder"), ("77013", "full"),
    ]  # fmt: skip
    assert [one.code for one in answer.findings if one.code == "share_settled"]


def test_homonyms_without_evidence_are_asked(register) -> None:
    """Both clauses have neighbours of both districts: two candidates each, no pick."""
    text = TEXT.replace("các xã An Bình, Hòa Mỹ và", "các xã An Bình, Đak Krông, Hòa Mỹ và")
    text = text.replace("của xã Long Trị, xã Long Trị A và phần", "của xã Long Trị và phần")
    text = text.replace("xã Đak Krông và xã Hòa Mỹ (huyện Bình Sơn)", "xã Long Trị A, xã Hòa Mỹ và xã An Thạnh")
    answer = understand(text=text.replace(" là xã An Thạnh", " là xã Tân Lập"), register=register)
    asked = [
        (question.code, [one.code for one in question.candidates])
        for question in answer.questions
        if "Hòa Mỹ" in question.name
    ]
    assert [(code, sorted(offered)) for code, offered in asked] == [("several", ["77003", "77011"])] * 2


def test_answers_settle_questions(register, borders, codes) -> None:
    text = TEXT.replace("xã Long Trị A và", "xã Xuân Mai và")
    asked = understand(text=text, register=register, borders=borders, codes=codes)
    (question,) = asked.questions
    assert question.candidates[0].code == "77013"
    answer = understand(text=text, register=register, borders=borders, codes=codes, answers={question.span: "77013"})
    assert not answer.questions
    assert codes_of(answer)[1] == EXPECTED[1]


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("gồm 05 xã", "gồm 06 xã", "count_differs"),
        ("tại khoản 1 Điều này", "tại khoản 3 Điều này", "reference_differs"),
        ("\n3. Sắp", "\n4. Sắp", "clause_order"),
        ("xã Hoà Mỹ.", "xã An Bình.", "same_new_name"),
        ("xã mới có tên gọi là xã Long Trị", "xã mới có tên gọi là phường Long Trị", "kinds_differ"),
        ("thị trấn An Lộc thành", "thị An Lộc thành", "clause_unread"),
        (" là xã An Thạnh", " là xã An Bình", "not_named"),
    ],
)
def test_what_does_not_fit_is_told(old: str, new: str, code: str, register, borders) -> None:
    assert old in TEXT
    answer = understand(text=TEXT.replace(old, new), register=register, borders=borders)
    assert code in {one.code for one in answer.findings}


def test_two_claims_of_one_unit_are_asked(register, borders) -> None:
    answer = understand(text=TEXT.replace("xã Long Trị A và", "xã Long Trị và"), register=register, borders=borders)
    assert {question.code for question in answer.questions} == {"claimed_twice"}
    assert {source.status for source in answer.effects[1].sources} == {"question", "sure"}


def test_written_and_read_again_is_the_same(register, borders, codes) -> None:
    answer = understand(text=TEXT, register=register, borders=borders, codes=codes)
    # Ground that is no unit is quoted in the effect and in the text alike.
    document = draft_document(answer=answer, codes=codes)
    again = understand(
        text=resolution_text(document=document, register=register), register=register, borders=borders, codes=codes
    )
    assert not again.questions
    assert not again.reading.unread
    rewritten = draft_document(answer=again, codes=codes)
    assert plain(rewritten)["effects"] == plain(document)["effects"]


@pytest.mark.parametrize("name", sorted(EDITS))
def test_a_slip_never_gives_a_silent_wrong_answer(name: str, register, borders, codes) -> None:
    chance = random.Random(f"slip {name}")
    for _ in range(12):
        answer = understand(text=EDITS[name](TEXT, chance), register=register, borders=borders, codes=codes)
        told = answer.questions or answer.reading.unread or [one for one in answer.findings if one.severity != "info"]
        assert told or without_status(codes_of(answer)) == without_status(EXPECTED)


def test_the_same_text_gives_the_same_answer(register, borders) -> None:
    first, second = (understand(text=TEXT, register=register, borders=borders).to_json() for _ in range(2))
    assert first == second


def test_nothing_of_the_text_is_lost(register) -> None:
    text = TEXT.replace("Điều 2. Hiệu", "Đoạn này không ai đọc được.\nĐiều 2. Hiệu")
    unread = read_clauses(text=text).unread
    assert [part.text for part in unread] == ["Đoạn này không ai đọc được."]
    assert text[slice(*unread[0].span)] == "Đoạn này không ai đọc được."
