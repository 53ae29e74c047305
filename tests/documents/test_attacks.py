"""What people and papers are called is never read as markup, and never breaks a file."""

from __future__ import annotations

import io
import zipfile
from datetime import date
from xml.etree import ElementTree

import pypdfium2
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.documents.offices import SIGNED, decision, of, opened

from tinhgon.documents import Asked, Mark, Named, People, decision_paper, render
from tinhgon.documents.model import UNPRINTABLE, printable
from tinhgon.ledger.registry import EFFECTS

HOSTILE = (
    "#panic()", '#read("/etc/passwd")', "[*đậm*] _nghiêng_ $x^2$", "`raw` \\n \\u{41}", "<w:b/> & </w:t>", "]]> <!--",
    "\"trích\" 'dẫn' “lồng”", "{{ person }} {% x %}", "@ref <label> // chú thích /* x */", "= Tiêu đề", "- mục",
    "~ --- ...", '=HYPERLINK("a")', "100% #1 ^ ~", "a\\", "&#0; &lt;", "http://x.example/?a=1&b=2", "é̶̷ 🏳️‍🌈 한글 עברית",
)  # fmt: skip
UNSHOWN = ("a\x00b", "a\x0bb", "a\x1bb", "a\ud800b", "a\ufffeb", "a\u202eb", "a\ue000b", "a\x7fb", "a\u2067b")


def drawn(content: bytes) -> str:
    document = pypdfium2.PdfDocument(io.BytesIO(content))
    return " ".join(document[place].get_textpage().get_text_range() for place in range(len(document)))


@pytest.mark.parametrize("text", HOSTILE)
def test_a_name_stands_as_it_is(text: str) -> None:
    people = People({"HS-3": Named(text, "male")})
    asked = Asked(signer_name=text, place=text, superior=text, recipients=(text,))
    mark = Mark("draft", text, text[:20])
    paper = decision_paper(decision("appoint/1", subject=f"Về việc {text}"), mark, people=people, asked=asked)
    made = opened(render(paper, "docx"))
    assert f"Điều 1. Bổ nhiệm ông {text} (mã hồ sơ HS-3) giữ vị trí số S1.04." in [one.text for one in made.paragraphs]
    inside = [one.text for table in made.tables for cell in table._cells for one in cell.paragraphs]
    assert text in inside
    assert f"- {text.rstrip(' ;,.')};" in inside
    assert made.sections[0].footer.paragraphs[0].text == text
    content = render(paper, "pdf")
    assert content.startswith(b"%PDF")
    plain = [word for word in text.split() if word.isascii() and word.isalnum()]
    assert all(word in drawn(content) for word in plain)


@pytest.mark.parametrize("text", UNSHOWN)
def test_what_no_paper_shows_is_shown_as_such(text: str) -> None:
    people = People({"HS-3": Named(text, "male")})
    paper = decision_paper(decision("appoint/1"), SIGNED, people=people, asked=Asked(signer_name=text))
    made = opened(render(paper, "docx"))
    inside = [one.text for table in made.tables for cell in table._cells for one in cell.paragraphs]
    assert f"a{UNPRINTABLE}b" in inside
    assert any(f"ông a{UNPRINTABLE}b (mã hồ sơ HS-3)" in one.text for one in made.paragraphs)
    assert render(paper, "pdf").startswith(b"%PDF")


@settings(max_examples=25, deadline=None)
@given(st.text(max_size=60), st.text(max_size=60))
def test_any_text_makes_sound_files(name: str, place: str) -> None:
    people = People({"HS-3": Named(name, None)})
    asked = Asked(signer_name=name, place=place, superior=place, recipients=(name, place))
    paper = decision_paper(decision("appoint/1"), Mark("draft", name, place), people=people, asked=asked)
    with zipfile.ZipFile(io.BytesIO(render(paper, "docx"))) as archive:
        for part in archive.namelist():
            if part.endswith((".xml", ".rels")):
                ElementTree.fromstring(archive.read(part))
    assert pypdfium2.PdfDocument(io.BytesIO(render(paper, "pdf")))


@given(st.text())
def test_printable_text_is_printable(text: str) -> None:
    shown = printable(text)
    assert len(shown) == len(text)
    assert not any(char in shown for char in "\x00\x0b\u202e\ufffe\ue000")
    assert printable(shown) == shown


def test_a_code_within_a_code_is_another_person() -> None:
    """HS-1 is known, HS-12 is not: no name may stand before the wrong code."""
    example = EFFECTS["transfer/1"].example()
    other = example.model_copy(update={"person": example.person.model_copy(update={"code": "HS-12"})})  # type: ignore[attr-defined]
    people = People({"HS-1": Named("Lê Thị Mẫu", "female")})
    made = opened(render(decision_paper(of(other, signed_on=date(2022, 1, 5)), SIGNED, people=people), "docx"))
    assert any("người có mã hồ sơ HS-12 đến" in one.text for one in made.paragraphs)
    assert not any("Lê Thị Mẫu" in one.text for one in made.paragraphs)
