"""Papers from pages: the names that the reader may see and no other, each paper an export."""

from __future__ import annotations

import json

import pytest
from django.test import Client
from tests.documents.offices import lines, opened
from tests.web.offices import PURPOSE, client_of, composed, readings
from tests.world import World, effect, rows

pytestmark = pytest.mark.django_db


@pytest.fixture
def two(books: World) -> str:
    """A decision on somebody of S1 and somebody of S2, and its address."""
    raised = {"step": 4, "coefficient": "3.33", "from": "2022-02-01"}
    outcome = books.sign(
        effect("raise_pay_step", person="HS-3", **raised),
        effect("raise_pay_step", "Điều 2", person="HS-5", **raised), on="2022-02-01",
    )  # fmt: skip
    return f"/quyet-dinh/{outcome.ordinal}.docx"


def told(response) -> str:
    assert response.status_code == 200, response.content.decode()[:500]
    return "\n".join(lines(opened(response.content)))


def exports() -> list[tuple[object, ...]]:
    bodies = [json.loads(body) for (body,) in rows("SELECT body FROM act WHERE kind = 'export/1' ORDER BY seq")]
    return [(one["actor"].get("account"), one["payload"]["format"], one["payload"]["rows"]) for one in bodies]


def test_an_officer_gets_the_names_within_reach(two: str) -> None:
    text = told(client_of("truong.phong", file="HS-1").get(two))
    assert "ông Lê Văn Thử (mã hồ sơ HS-3)" in text
    assert "người có mã hồ sơ HS-5" in text
    assert readings()[-1][1:] == (PURPOSE, "văn bản quyết định", [3003])
    assert exports() == [("truong.phong", "docx", 1)]


def test_whoever_may_read_no_files_gets_codes(two: str) -> None:
    text = told(client_of("lan").get(two))
    assert "người có mã hồ sơ HS-3" in text
    assert "Văn" not in text
    assert readings() == []
    assert exports() == [("lan", "docx", 0)]


def test_who_has_not_said_why_is_asked_first(two: str) -> None:
    client = client_of("quan.tri", is_superuser=True)
    session = client.session
    del session["muc_dich_xem_ho_so"]
    session.save()
    answer = client.get(two)
    assert (answer.status_code, answer["Location"].startswith("/nhan-su/muc-dich/")) == (302, True)
    onward = client.post(answer["Location"], {"muc_dich": PURPOSE})
    assert onward["Location"] == two
    assert "Võ Văn Dụ (mã hồ sơ HS-5)" in told(client.get(two))


def test_a_page_leads_to_its_papers(two: str) -> None:
    client = client_of("lan")
    page = client.get(two.replace(".docx", "/")).content.decode()
    assert f'href="{two}' in page
    answer = client.get(two.replace(".docx", ".pdf"))
    assert answer["Content-Type"] == "application/pdf"
    assert answer["Content-Disposition"].endswith('.pdf"')
    assert answer.content.startswith(b"%PDF")
    assert client.get(two.replace(".docx", ".exe")).status_code == 404
    assert client.get("/quyet-dinh/4000000000.pdf").status_code == 404


def test_a_draft_is_marked_and_only_for_those_who_may_see_it(books: World) -> None:
    writer = client_of("quan.tri", is_superuser=True)
    composed(writer, "retire", person="HS-5", ground="early", number="")
    (number,) = rows("SELECT max(id) FROM draft")[0]
    address = f"/soan/{number}.docx"
    assert f'href="{address}' in writer.get(f"/soan/{number}/").content.decode()
    answer = writer.get(address)
    made = opened(answer.content)
    assert 'string="DỰ THẢO"' in made.sections[0].header._element.xml
    assert made.sections[0].footer.paragraphs[0].text.startswith(f"Dự thảo số {number}, bản ")
    assert "Võ Văn Dụ (mã hồ sơ HS-5)" in told(answer)
    assert client_of("truong.phong", file="HS-1").get(address).status_code == 403
    assert client_of("lan").get(address).status_code == 403
    assert Client(headers={"host": "localhost"}).get(address).status_code == 302
    assert len(exports()) == 1


def test_an_extract_names_one_person_and_is_for_who_may_read_the_file(two: str) -> None:
    ordinal = two.split("/")[2].removesuffix(".docx")
    address = f"/nhan-su/HS-3/trich/{ordinal}"
    officer = client_of("truong.phong", file="HS-1")
    page = officer.get(f"{address}/").content.decode()
    assert f'href="{address}.docx' in page
    assert "ông Lê Văn Thử (mã hồ sơ HS-3)" in page
    answer = officer.get(f"{address}.docx")
    text = told(answer)
    assert "ông Lê Văn Thử (mã hồ sơ HS-3)" in text
    assert "HS-5" not in text
    assert "TRÍCH SAO" in " ".join(one.text for table in opened(answer.content).tables for one in table._cells)
    assert readings()[-1][1:] == (PURPOSE, "trích quyết định", [3003])
    assert exports() == [("truong.phong", "docx", 1)]
    assert officer.get(f"/nhan-su/HS-5/trich/{ordinal}.docx").status_code == 403
    assert client_of("lan").get(f"{address}.docx").status_code == 403
    assert officer.get(f"/nhan-su/HS-2/trich/{ordinal}.docx").status_code == 404
