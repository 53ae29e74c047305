"""The HTTP API: the same reading and checking as a file, refusals as JSON, a login outside the demo."""

import base64

import pytest
from django.contrib.auth.models import Group, User
from django.test import Client
from tests.world import World, rows

from tinhgon.access.rights import FILE_READERS
from tinhgon.decisions.desk import drafts
from tinhgon.record.readings import readings_of

pytestmark = pytest.mark.django_db
PREVIEW, DRAFTS, PERSON = "/api/v1/decisions/preview", "/api/v1/drafts", "/api/v1/persons/HS-1"
WHY = {"on": "2022-01-01", "purpose": "tích hợp phần mềm nhân sự"}


def decision(**fields) -> dict:
    return {
        "number": "30/QĐ-UBND", "issuer": "Ủy ban nhân dân huyện An Lộc", "signed_on": "2022-01-25",
        "effective_on": "2022-02-01", "subject": "Điều động", "effects": [
            {"kind": "transfer/1", "clause": "Điều 1", "person": "HS-5", "at_post": "S1.04"}], **fields,
    }  # fmt: skip


def post(client, address, value, **more):
    return client.post(address, value, content_type="application/json", **more)


@pytest.fixture
def client(world: World, settings) -> Client:
    settings.DEMO = True
    return Client(headers={"host": "localhost"}, enforce_csrf_checks=True)


@pytest.fixture
def guarded(client, settings) -> Client:
    settings.DEMO = False
    return client


def test_a_preview_tells_the_outcome_and_writes_nothing(client) -> None:
    before = rows("SELECT count(*) FROM entry")
    answer = post(client, PREVIEW, decision())
    assert answer.status_code == 200
    told = answer.json()
    assert told["can_be_signed"] is True
    assert told["entries"] == 1
    assert told["effects"][0]["text"].startswith("Điều động người có mã hồ sơ HS-5")
    assert rows("SELECT count(*) FROM entry") == before
    assert drafts() == []


def test_what_does_not_balance_is_told_with_its_findings(client) -> None:
    taken = decision(effects=[{"kind": "transfer/1", "clause": "Điều 1", "person": "HS-5", "at_post": "S1.03"}])
    told = post(client, PREVIEW, taken).json()
    assert told["can_be_signed"] is False
    assert [finding["severity"] for finding in told["findings"]].count("error") >= 1


def test_a_draft_is_kept_with_its_number(client) -> None:
    answer = post(client, DRAFTS, decision())
    assert answer.status_code == 201
    (kept,) = drafts()
    assert answer.json()["draft"] == kept.number
    assert (kept.origin, kept.document["number"]) == ("api", "30/QĐ-UBND")


@pytest.mark.parametrize(
    ("value", "status", "code"),
    [
        ({}, 400, "file_missing"),
        (decision(effects=[]), 400, "file_too_short"),
        (decision(signed_on="2022-02-31"), 400, "file_day_invalid"),
        (decision(effects=[{"kind": "transfer/1", "person": "HS-99", "at_post": "S1.04"}]), 404, "person_unknown_code"),
        (decision(effects=[{"kind": "transfer/1", "person": "HS-5", "at_post": "S9"}]), 404, "post_unknown"),
        (decision(effects=[{"kind": "create_posts/1", "unit": {"code": "S1", "structure": "state_agency"}, "posts": [
            {"number": "S1.01", "title": "X", "category": "civil_servant"}]}]), 409, "post_exists"),
    ],
    ids=["empty", "no-effects", "no-day", "no-person", "no-post", "post-taken"],
)  # fmt: skip
def test_refusals_have_a_code_and_one_sentence(client, value, status, code) -> None:
    for address in (PREVIEW, DRAFTS):
        answer = post(client, address, value)
        assert (answer.status_code, answer.json()["code"]) == (status, code)
        assert answer.json()["message"]
        assert answer.headers["Content-Type"] in ("application/json", "application/problem+json")
    assert drafts() == []


def test_other_bodies_and_methods_are_refused(client) -> None:
    assert client.post(PREVIEW, {"a": "b"}).status_code == 415
    assert client.post(PREVIEW, "{", content_type="application/json").status_code == 400
    wrong = client.get(PREVIEW)
    assert (wrong.status_code, wrong["Allow"]) == (405, "POST")
    assert post(client, PERSON, {}).status_code == 405


def test_a_person_is_read_for_a_purpose_and_written_down(client) -> None:
    refused = client.get(PERSON, {"on": "2022-01-01"})
    assert (refused.status_code, refused.json()["code"]) == (400, "purpose_missing")
    assert rows("SELECT count(*) FROM reading") == [(0,)]
    told = client.get(PERSON, WHY).json()
    assert told["identity"]["name"] == "Nguyễn Văn Mẫu"
    assert (told["record"]["birth_year"], told["record"]["professional"]) == (1968, "university")
    assert [(place["post"], place["unit"]) for place in told["places"]] == [("S1.01", "phòng Kinh tế")]
    assert rows("SELECT account, purpose, person_ids FROM reading") == [("", WHY["purpose"], [3001])]
    (reading,) = readings_of(3001, limit=5)
    assert reading.actor.stated == "người dùng thử (sổ mẫu)"
    assert client.get("/api/v1/persons/HS-99", WHY).status_code == 404
    assert client.get(PERSON, {**WHY, "on": "2021-01-01"}).json()["code"] == "person_unknown"


def test_outside_the_demo_the_api_needs_a_login(guarded) -> None:
    for answer in (post(guarded, PREVIEW, decision()), post(guarded, DRAFTS, decision()), guarded.get(PERSON, WHY)):
        assert (answer.status_code, answer.json()["code"]) == (401, "login_needed")
        assert answer["WWW-Authenticate"].startswith("Basic")
    assert drafts() == []


def _basic(name: str, password: str) -> dict[str, str]:
    return {"Authorization": "Basic " + base64.b64encode(f"{name}:{password}".encode()).decode()}


def test_basic_authentication_logs_in_for_one_request(guarded) -> None:
    user = User.objects.create_user("máy", password="một mật khẩu dài")
    right, wrong = _basic("máy", "một mật khẩu dài"), _basic("máy", "sai")
    assert post(guarded, PREVIEW, decision(), headers=right).status_code == 200
    assert post(guarded, PREVIEW, decision(), headers=wrong).status_code == 401
    assert post(guarded, PREVIEW, decision(), headers={"Authorization": "Basic ###"}).status_code == 401
    assert post(guarded, PREVIEW, decision()).status_code == 401
    answer = guarded.get(PERSON, WHY, headers=right)
    assert (answer.status_code, answer.json()["code"]) == (403, "right_missing")
    user.groups.add(Group.objects.create(name=FILE_READERS))
    assert guarded.get(PERSON, WHY, headers=right).json()["identity"]["name"] == "Nguyễn Văn Mẫu"
    assert rows("SELECT DISTINCT account, kind FROM reading ORDER BY 2") == [
        ("máy", "log_in/1"), ("", "log_in_failed/1"), ("máy", "read_names/1"),
    ]  # fmt: skip
    assert "sai" not in rows("SELECT string_agg(body, '') FROM reading")[0][0]
