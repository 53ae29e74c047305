"""PDF: a text layer read as paragraphs, a scan said in one sentence or recognised where the machine can."""

from __future__ import annotations

import io
import os
import unicodedata
import zlib
from pathlib import Path

import pypdf
import pytest
import typst
from tests.reading.conftest import TEXT

from tinhgon.basis.confined import end_all
from tinhgon.basis.errors import BadInput, Conflict
from tinhgon.reading import draft_document, read_clauses, recognising, text_of, understand
from tinhgon.reading.pdf import text_of_pdf
from tinhgon.reading.recognised import RECOGNISED
from tinhgon.reading.spacing import mended

PAGE = """#set page(paper: "a4", margin: (left: 3cm, right: 1.5cm, y: 2cm), numbering: "1", number-align: top + center)
#set text(size: 14pt, lang: "vi")
#set par(justify: true, first-line-indent: (amount: 1.27cm, all: true))
"""


def typeset(text: str) -> bytes:
    paragraphs = [line.replace("\\", "").replace("#", "") for line in text.splitlines() if line.strip()]
    marked = "\n\n".join(f"#text({quoted(paragraph)})" for paragraph in paragraphs)
    return typst.compile((PAGE + marked).encode())


def quoted(text: str) -> str:
    return '"' + text.replace('"', '\\"') + '"'


WHOLE = b"q 595 0 0 842 0 0 cm /I Do Q"


def scan(content: bytes = WHOLE) -> bytes:
    """A PDF of one page with what is drawn on it: one grey picture over all of it."""
    image = zlib.compress(bytes([200]) * 100)
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        (
            b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<</XObject<</I 4 0 R>>"
            b"/Font<</F<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>>>>>/Contents 5 0 R>>"
        ),
        b"<</Type/XObject/Subtype/Image/Width 10/Height 10/ColorSpace/DeviceGray/BitsPerComponent 8/Filter/FlateDecode"
        b"/Length %d>>stream\n%b\nendstream" % (len(image), image),
        b"<</Length %d>>stream\n%b\nendstream" % (len(content), content),
    ]
    body, places = b"%PDF-1.4\n", []
    for number, content in enumerate(objects, start=1):
        places.append(len(body))
        body += b"%d 0 obj%b endobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    trailer = b"trailer<</Size 6/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % len(body)
    return body + b"xref\n0 6\n0000000000 65535 f \n" + table + trailer


def said(text: str) -> list[tuple[str, object]]:
    return [(clause.label, clause.said.shape, clause.said.effect) for clause in read_clauses(text=text).clauses]


@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_a_text_layer_gives_the_clauses_of_the_text(form: str) -> None:
    text = text_of(data=typeset(unicodedata.normalize(form, TEXT)), name="nq.pdf")
    assert said(text) == said(TEXT)
    assert not read_clauses(text=text).unread
    assert read_clauses(text=text).head.number == "999/NQ-MẪU"


@pytest.mark.parametrize(
    ("broken", "whole"),
    [
        ("N ghị quyế t c ủa Hội đồng nhân dân t ỉnh", "Nghị quyết của Hội đồng nhân dân tỉnh"),
        ("Q U Y Ế T Đ Ị N H:", "QUYẾT ĐỊNH:"),
        ("Viê ̣t Nam", "Việt Nam"),
        ("khu C và Trường B thuộc xã Long Trị A", "khu C và Trường B thuộc xã Long Trị A"),
    ],
)
def test_blanks_inside_syllables(broken: str, whole: str) -> None:
    assert mended(text=broken) == unicodedata.normalize("NFC", whole)


def test_a_scan_is_said_in_one_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(recognising, "can_recognise", lambda: False)
    with pytest.raises(BadInput) as caught:
        text_of(data=scan(), name="quet.pdf")
    assert caught.value.code == "pdf_is_scan"
    assert "quet.pdf" in str(caught.value)
    assert "\n" not in str(caught.value)


STRIPS = b" ".join(b"q 595 0 0 85 0 %d cm /I Do Q" % (84 * strip) for strip in range(10))
LAYER = b"BT /F 12 Tf 3 Tr 72 700 Td (Dieu 1. Sap xep cac don vi hanh chinh cap xa cua tinh) Tj ET"
PAINTED = LAYER.replace(b"3 Tr", b"0 Tr")
SMALL = b"q 300 0 0 400 100 200 cm /I Do Q"


@pytest.mark.parametrize(
    ("content", "is_scan"),
    [
        (STRIPS + b" " + PAINTED, True), (SMALL + b" " + LAYER, True), (LAYER, True),
        (PAINTED, False), (SMALL + b" " + PAINTED, False),
    ],
    ids=["in strips", "a small picture over a layer", "a layer alone", "text", "text and a map"],
)  # fmt: skip
def test_a_scan_in_strips_or_with_a_layer_nobody_sees_is_a_scan(
    content: bytes, is_scan: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    """No strip of a scan is most of its page; letters under it passed as a text layer."""
    monkeypatch.setattr(recognising, "can_recognise", lambda: False)
    if not is_scan:
        assert "Dieu 1." in text_of_pdf(data=scan(content))
        return
    with pytest.raises(BadInput) as caught:
        text_of(data=scan(content), name="quet.pdf")
    assert caught.value.code == "pdf_is_scan"


def test_what_a_machine_recognised_says_so_in_its_first_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A program in the place of tesseract: it takes a grey picture, and gives a text."""
    program = tmp_path / "tesseract"
    program.write_text(
        "#!/bin/sh\n"
        'if [ "$1" = --list-langs ]; then echo vie; exit 0; fi\n'
        '[ "$(head -c 2)" = P5 ] || exit 1\n'
        'echo "NGHỊ QUYẾT"; echo "Điều 1. Sắp xếp các đơn vị hành chính cấp xã của tỉnh Tân Giang"\n',
        encoding="utf-8",
    )
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}{os.pathsep}{os.environ['PATH']}")
    recognising.can_recognise.cache_clear()
    end_all()  # a child that waits has the former PATH
    try:
        text = text_of(data=scan(), name="quet.pdf")
    finally:
        recognising.can_recognise.cache_clear()
        end_all()
    assert text.splitlines()[0] == RECOGNISED
    assert "Điều 1. Sắp xếp" in text


def test_a_locked_a_torn_and_an_endless_file() -> None:
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(typeset("Điều 1. Nội dung của quyết định này dài thêm một chút.")))
    writer.encrypt("khóa")
    locked = io.BytesIO()
    writer.write(locked)
    endless = pypdf.PdfWriter()
    for _ in range(401):
        endless.add_blank_page(width=100, height=100)
    long = io.BytesIO()
    endless.write(long)
    for data, code in (
        (locked.getvalue(), "pdf_locked"),
        (b"%PDF-1.7\n%\xe2\xe3", "pdf_broken"),
        (long.getvalue(), "pdf_too_long"),
    ):
        with pytest.raises(BadInput) as caught:
            text_of(data=data, name="tep.pdf")
        assert caught.value.code == code


def test_a_recognised_text_is_asked_throughout_and_drafts_nothing(register, borders, codes) -> None:
    text = f"{RECOGNISED}\n{TEXT}"
    answer = understand(text=text, register=register, borders=borders, codes=codes)
    named = [source for effect in answer.effects for source in effect.sources]
    assert {source.status for source in named} == {"question"}
    assert {question.code for question in answer.questions} == {"recognised"}
    assert answer.findings[0].code == "text_recognised"
    answers = {question.span: question.candidates[0].code for question in answer.questions}
    answered = understand(text=text, register=register, borders=borders, codes=codes, answers=answers)
    with pytest.raises(Conflict) as caught:
        draft_document(answer=answered, codes=codes)
    assert caught.value.code == "text_recognised"
