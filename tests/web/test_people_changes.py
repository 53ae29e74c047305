"""Changes of people by form: previewed, kept as a draft, signed, extracted."""

import json
from datetime import date

import pytest
from django.test import Client
from tests.signing import sign
from tests.web.offices import DAY, HEAD, composed, readings
from tests.web.seen import text_of
from tests.world import effect, rows

from tinhgon.decisions import parse
from tinhgon.decisions.desk import draft_document, drafts, keep_draft, note_signed
from tinhgon.importing.roster import check_roster, roster_document, understand, workbook_of
from tinhgon.record.actor import shell


@pytest.fixture
def client(people) -> Client:
    return Client(headers={"host": "localhost"})


@pytest.mark.parametrize(
    ("kind", "given"),
    [
        ("transfer", {"at_post": "S1.04"}),
        ("transfer", {"at_unit": "phòng Kinh tế (S1)"}),
        ("appoint", {"at_post": "S1.04", "assignment": "concurrent", "until": "01/02/2023"}),
        (
            "change_record",
            {"record.professional": "master", "record.languages": "Anh B1; Khmer", "record.born": "05/1990"},
        ),
        ("raise_pay_step", {"step": "3", "coefficient": "3,00", "from": "01/01/2022"}),
        ("retire", {"ground": "early", "basis": "Nghị định 108/2014/NĐ-CP"}),
    ],
    ids=lambda given: given if isinstance(given, str) else str(len(given)),
)
def test_a_change_is_previewed_and_nothing_is_signed(reader, kind, given) -> None:
    before = rows("SELECT max(ordinal) FROM decision")
    page = text_of(composed(reader, kind, what="xem", **given))
    assert "Ký được." in page, page[:3000]
    assert rows("SELECT max(ordinal) FROM decision") == before


@pytest.mark.parametrize(
    ("kind", "given", "told"),
    [
        ("transfer", {}, "Nêu vị trí, hoặc đơn vị"),
        ("transfer", {"at_post": "S9.99"}, "Không có vị trí này"),
        ("raise_pay_step", {"step": "ba", "coefficient": "3,00", "from": "01/01/2022"}, "Không phải số nguyên"),
        ("raise_pay_step", {"step": "3", "coefficient": "3,00", "from": "32/01/2022"}, "Không phải ngày"),
        ("change_record", {}, "Cần ghi"),
        ("change_record", {"record.identity.id_number": "12345"}, "Không đúng dạng"),
    ],
    ids=["no-place", "no-post", "no-number", "no-day", "nothing", "short-number"],
)
def test_a_fault_is_told_and_what_was_typed_stays(reader, kind, given, told) -> None:
    answer = composed(reader, kind, **given, subject="Trích yếu đã gõ")
    assert answer.status_code == 400
    assert told in text_of(answer)
    assert "Trích yếu đã gõ" in answer.content.decode()
    assert [kept.seq for kept in drafts()] == [1]


def test_a_kept_draft_is_sealed_downloaded_and_signed(reader) -> None:
    named = {"record.identity.name": "Võ Văn Đổi Tên", "record.professional": "master"}
    assert composed(reader, "change_record", **named).status_code == 302
    (kept,) = drafts()
    assert kept.origin == "form"
    assert "Thay đổi" in text_of(reader.get("/soan/"))
    file = reader.get(f"/soan/{kept.number}.json").content
    assert "Đổi Tên" not in file.decode()
    assert json.loads(file)["effects"][0]["record"]["identity"]["name"].startswith("sealed:")
    outcome = sign(parse(file, name="du-thao.json"))
    note_signed(kept.number, outcome.ordinal)
    assert drafts() == []
    assert "Võ Văn Đổi Tên" in text_of(reader.get("/nhan-su/HS-5/", {"ngay": "01/02/2022"}))


def versions_of(person_id: int) -> list[tuple]:
    """What is known now of a person and their places, without ids that every signing gives anew."""
    places = rows(
        "SELECT lower(valid), upper(valid), person_id, post_id, unit_id, kind, share, away, until"
        " FROM assignment_version WHERE person_id = %s AND upper_inf(recorded) ORDER BY 1, 4",
        person_id,
    )
    records = rows(
        "SELECT lower(valid), upper(valid), code, name, pay_step, coefficient, coefficient_from, professional, status"
        " FROM person_version WHERE person_id = %s AND upper_inf(recorded) ORDER BY 1",
        person_id,
    )
    return [*places, *records]


@pytest.mark.parametrize(
    ("kind", "given", "effects"),
    [
        ("transfer", {"at_post": "S1.04"}, [{"kind": "transfer/1", "at_post": "S1.04"}]),
        ("raise_pay_step", {"step": "3", "coefficient": "3,00", "from": "01/01/2022"},
         [{"kind": "raise_pay_step/1", "step": 3, "coefficient": "3.00", "from": "2022-01-01"}]),
        ("change_record", {"record.professional": "master"},
         [{"kind": "change_record/1", "record": {"professional": "master"}}]),
    ],
    ids=["transfer", "pay", "record"],
)  # fmt: skip
def test_file_form_import_and_api_make_identical_versions(reader, kind, given, effects) -> None:
    from django.db import transaction

    value = {
        "number": "20/QĐ-UBND", "kind": "quyết định", "issuer": HEAD["issuer"], "signed_on": "2022-01-25",
        "effective_on": "2022-02-01", "subject": "Thay đổi", "synthetic": True,
        "effects": [{"clause": "Điều 1", "person": {"code": "HS-5"}, **one} for one in effects],
    }  # fmt: skip

    def by_file():
        return parse(json.dumps(value).encode(), name="tep.json")

    def by_form():
        assert composed(reader, kind, **given, synthetic="1").status_code == 302
        return draft_document(drafts()[0].number)

    def by_api():
        answer = reader.post("/api/v1/drafts", value, content_type="application/json")
        return draft_document(answer.json()["draft"])

    def by_import():
        text = "Mã hồ sơ,Họ và tên,Đơn vị,Trình độ chuyên môn\nHS-5,Võ Văn Dụ,Phòng Nội vụ,Thạc sĩ\n"
        layout = understand(workbook_of(text.encode(), name="danh-sach.csv"))
        document = roster_document(check_roster(layout, on=date(2022, 2, 1)))
        return draft_document(keep_draft(document, origin="import", by=shell()))

    found = []
    # A roster changes records only: places and pay steps are matters of a clause.
    ways = (by_file, by_form, by_api, *((by_import,) if kind == "change_record" else ()))
    for way in ways:
        with transaction.atomic():
            sign(way())
            found.append(versions_of(3005))
            transaction.set_rollback(True)
    assert all(one == found[0] for one in found)
    assert found[0] != versions_of(3005)


def test_an_extract_says_of_one_person_what_the_list_says_of_many(reader, people) -> None:
    """Mass transfer: one decision, and for everyone on its list the line that concerns them, by name."""
    hall = {"code": "S1", "structure": "state_agency"}
    moves = [
        {"person": "HS-5", "at_post": "S1.04", "verified": True},
        {"person": "HS-4", "at_unit": hall, "verified": True},
    ]
    giver = {"code": "S2", "structure": "state_agency"}
    many = effect("transfer_people", moves=moves, proposed_by=hall, verified_by=giver)
    ordinal = people.sign(many, on="2022-07-01", number="40/QĐ-MẪU").ordinal
    page = text_of(reader.get(f"/nhan-su/HS-5/trich/{ordinal}/", {"ngay": "01/08/2022"}))
    assert "Điều động ông Võ Văn Dụ (mã hồ sơ HS-5) đến nhận công tác tại Chuyên viên (S1.04)." in page
    assert "HS-4" not in page
    assert readings()[-1][2] == "trích quyết định"


def test_a_decision_that_says_nothing_of_somebody_has_no_extract(reader) -> None:
    answer = reader.get("/nhan-su/HS-1/trich/1/", DAY)
    assert answer.status_code == 404
    assert "không nói gì về hồ sơ HS-1" in text_of(answer)


def test_an_extract_is_not_shown_without_a_purpose(client) -> None:
    assert "Nguyễn Văn Mẫu" not in text_of(client.get("/nhan-su/HS-1/trich/5/", DAY, follow=True))
