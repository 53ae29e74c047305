"""The desk by the API: a draft on its way through three accounts; tokens; keys that make nothing twice."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.utils import timezone
from tests.cases.test_move import BINH, LAN, MINH
from tests.cases.test_signing import at_signing, draft, office  # noqa: F401 (a fixture)
from tests.web.offices import decision
from tests.world import World

from tinhgon.access.tokens import account_of, token_of
from tinhgon.web.models import AnsweredOnce

pytestmark = pytest.mark.django_db
ACCOUNTS = {"lan": LAN, "binh": BINH, "minh": MINH}
OF_MINH = {"kind": "change_record/1", "clause": "Điều 1", "person": "HS-3", "record": {"education": "12/12"}}


class Program:
    """A program that asks in the name of an account, by its token."""

    def __init__(self, person: int) -> None:
        self.user = User.objects.get(username=f"u{person}")
        self.client = Client(headers={"host": "localhost"}, enforce_csrf_checks=True)
        self.token = token_of(self.user, today=timezone.localdate(), days=1)

    def ask(self, method: str, address: str, body: Any = None, **headers: str) -> Any:
        given = {"Authorization": f"Bearer {self.token}", **headers}
        more = {"content_type": "application/json"} if body is not None else {}
        return getattr(self.client, method)(f"/api/v1/{address}", body, headers=given, **more)

    def act(self, case: int, kind: str, **more: Any) -> Any:
        return self.ask("post", f"cases/{case}/acts", {"kind": kind, **more})


@pytest.fixture
def people(office: World) -> dict[str, Program]:  # noqa: F811
    granted = {"kind": "set_access/1", "clause": "Điều 1", "posts": [{"number": "S1.01"}],
               "access": ["soan", "soan-quyet-dinh"]}  # fmt: skip
    office.sign(granted, on="2022-02-02")
    return {name: Program(person) for name, person in ACCOUNTS.items()}


def drafted(lan: Program) -> int:
    paper = decision(
        {"kind": "change_record/1", "clause": "Điều 1", "person": "HS-3", "record": {"education": "12/12"}}
    )
    answer = lan.ask("post", "drafts", paper)
    assert answer.status_code == 201, answer.content.decode()
    return answer.json()["draft"]


def test_from_draft_to_signature_by_programs(people: dict[str, Program]) -> None:
    lan, binh, minh = people.values()
    number = drafted(lan)
    assert [one["draft"] for one in lan.ask("get", "drafts").json()["items"]] == [number]
    assert lan.ask("get", f"findings?draft={number}").json()["can_be_signed"] is True
    opened = lan.ask("post", "cases", {"draft": number, "unit": "S1", "structure": "state_agency",
                                       "variant": "small_office"}).json()  # fmt: skip
    case = opened["case"]
    assert (opened["step"], opened["draft"]) == ("draft", number)
    digest = lan.ask("get", f"drafts/{number}").json()
    assert digest["case"] == case
    assert lan.act(case, "pass").status_code == 201
    assert lan.act(case, "check", content={"digest": "a" * 64}).status_code == 403  # who drafted checks nothing
    assert [one["case"] for one in binh.ask("get", "inbox").json()["items"]].count(case) >= 1
    judged = opened["digest"]
    for warning in lan.ask("get", f"findings?draft={number}").json()["findings"]:
        if warning["severity"] == "warning":
            binh.act(case, "acknowledge", content={"code": warning["code"], "reason": "Đã xem"})
    assert binh.act(case, "check", content={"digest": judged}).status_code == 201
    assert binh.act(case, "pass").status_code == 201
    assert minh.act(case, "approve", content={"digest": judged}).status_code == 404  # it concerns HS-3, who is Minh


def test_a_signature_asks_the_password(people: dict[str, Program], office: World) -> None:  # noqa: F811
    binh, case = people["binh"], at_signing(draft(office))
    refused = binh.act(case, "sign")
    assert (refused.status_code, refused.json()["code"]) == (400, "password_wrong")
    binh.user.set_password("một mật khẩu dài")
    binh.user.save()
    binh.token = token_of(binh.user, today=timezone.localdate(), days=1)
    assert people["lan"].act(case, "sign", password="một mật khẩu dài").status_code == 400
    lan = people["lan"]
    lan.user.set_password("mật khẩu riêng của Lan")
    lan.user.save()
    lan.token = token_of(lan.user, today=timezone.localdate(), days=1)
    own = lan.act(case, "sign", password="mật khẩu riêng của Lan")
    assert (own.status_code, own.json()["code"]) == (403, "not_competent")
    signed = binh.act(case, "sign", password="một mật khẩu dài")
    assert (signed.status_code, signed.json()["closed"]) == (201, "done")
    (paper,) = [one for one in binh.ask("get", "decisions").json()["items"] if one["number"] == "15/QĐ-VP"]
    assert binh.ask("get", f"decisions/{paper['ordinal']}").json()["effects"][0]["kind"] == "rename_unit/1"


def test_a_stale_look_is_409_and_a_missing_case_404(people: dict[str, Program]) -> None:
    lan, binh, _minh = people.values()
    number = drafted(lan)
    case = lan.ask("post", "cases", {"draft": number, "unit": "S1", "structure": "state_agency"}).json()["case"]
    assert lan.act(case, "pass", seen=1).status_code == 409
    assert binh.ask("get", "cases/999").status_code == 404
    told = lan.act(case, "check", content={"digest": 7}).json()
    assert (told["status"], told["code"]) == (400, "content_invalid")


def test_an_idempotency_key_makes_nothing_twice(people: dict[str, Program]) -> None:
    lan = people["lan"]
    first = lan.ask("post", "drafts", decision(OF_MINH), **{"Idempotency-Key": "k-1"})
    again = lan.ask("post", "drafts", decision(OF_MINH), **{"Idempotency-Key": "k-1"})
    assert (first.status_code, again.status_code) == (201, 201)
    assert first.json() == again.json()
    assert len(lan.ask("get", "drafts").json()["items"]) == 1
    other = lan.ask("post", "drafts", decision({**OF_MINH, "clause": "Điều 2"}), **{"Idempotency-Key": "k-1"})
    assert (other.status_code, other.json()["code"]) == (409, "idempotency_key_used")


def test_a_refusal_is_not_kept_under_its_key(people: dict[str, Program]) -> None:
    """It was, and answered for a day what had long been mended."""
    lan, key = people["lan"], {"Idempotency-Key": "k-2"}
    lost = lan.ask("post", "drafts", decision({**OF_MINH, "person": "HS-99"}), **key)
    assert (lost.status_code, lost.json()["code"]) == (404, "person_unknown_code")
    assert not AnsweredOnce.objects.exists()
    assert lan.ask("post", "drafts", decision(OF_MINH), **key).status_code == 201


def test_a_long_decision_comes_whole_a_page_at_a_time(people: dict[str, Program], office: World) -> None:  # noqa: F811
    """What stood after the 200th clause was left out without a word."""
    office.sign(
        *({"kind": "change_record/1", "clause": f"Điều {one}", "person": "HS-1", "record": {"education": f"{one}/12"}}
          for one in range(1, 204)), number="77/QĐ-VP", on="2022-03-03",
    )  # fmt: skip
    lan = people["lan"]
    (paper,) = [one for one in lan.ask("get", "decisions").json()["items"] if one["number"] == "77/QĐ-VP"]
    seen, cursor = [], 0
    while cursor is not None:
        told = lan.ask("get", f"decisions/{paper['ordinal']}?cursor={cursor}").json()
        seen, cursor = [*seen, *(one["clause"] for one in told["effects"])], told["next"]
    assert seen == [f"Điều {one}" for one in range(1, 204)]


def test_a_token_ends_with_its_day_its_password_and_its_account(people: dict[str, Program]) -> None:
    lan, today = people["lan"], timezone.localdate()
    assert lan.ask("get", "inbox").status_code == 200
    assert account_of(lan.token, today=today) == lan.user
    assert account_of(lan.token, today=today.replace(year=today.year + 1)) is None
    assert account_of(lan.token[:-2] + "xx", today=today) is None
    lan.user.set_password("một mật khẩu khác hẳn")
    lan.user.save()
    answer = lan.ask("get", "inbox")
    assert (answer.status_code, answer.json()["code"]) == (401, "login_needed")
    assert answer.headers["Content-Type"] == "application/problem+json"


def test_refusals_are_in_the_language_asked_for(people: dict[str, Program]) -> None:
    lan = people["lan"]
    told = lan.ask("post", "cases", {"draft": 1}, **{"Accept-Language": "en"}).json()
    assert (told["code"], told["faults"][0]["field"]) == ("fields_invalid", "unit")
    assert told["message"] == "Field “unit” is not right: Needed."
    told = lan.ask("post", "cases", {"draft": 1}, **{"Accept-Language": "vi"}).json()
    assert told["message"] == "Trường “unit” chưa đúng: Cần ghi."


JSON, FORM = "application/json", "application/x-www-form-urlencoded"


@pytest.mark.parametrize(
    ("method", "address", "body", "of_type", "status", "code"),
    [
        ("PUT", "cases", "{}", JSON, 405, "method_not_allowed"),
        ("DELETE", "decisions/preview", "", JSON, 405, "method_not_allowed"),
        ("POST", "cases", "x=1", FORM, 415, "not_json"),
        ("POST", "cases", '{"draft":', JSON, 400, "json_malformed"),
        ("POST", "cases", b"\xff\xfe", JSON, 400, "json_malformed"),
        ("POST", "cases", "[" * 100_000, JSON, 400, "json_malformed"),
        ("POST", "cases", " " * (9 << 20), JSON, 413, "body_too_large"),
        ("POST", "drafts", " " * (9 << 20), JSON, 413, "body_too_large"),
        ("POST", "drafts", " " * (6 << 20), JSON, 400, "not_a_decision"),
        ("GET", "nothing", "", JSON, 404, "not_found"),
        ("GET", "units/%00", "", JSON, 400, "bad_request"),
    ],
)
def test_whatever_refuses_an_address_of_the_api_does_it_as_problem_details(  # the library and Django had their own
    people: dict[str, Program], method: str, address: str, body: Any, of_type: str, status: int, code: str
) -> None:
    lan, told = people["lan"], {}
    for language in ("en", "vi"):
        given = {"Authorization": f"Bearer {lan.token}", "Accept-Language": language}
        answer = lan.client.generic(method, f"/api/v1/{address}", body, content_type=of_type, headers=given)
        told[language] = answer.json()
        assert (answer.status_code, answer["Content-Type"]) == (status, "application/problem+json")
        assert (told[language]["status"], told[language]["code"]) == (status, code)
    assert told["en"]["detail"] != told["vi"]["detail"]
