"""A hostile insider at the API: what pages keep from them, tried by requests that no page sends."""

from __future__ import annotations

import json

import pytest
from django.contrib.auth.models import User
from tests.cases.test_signing import office  # noqa: F401 (a fixture)
from tests.web.test_api_desk import Program, drafted, people  # noqa: F401 (a fixture)
from tests.world import World, rows

from tinhgon.web.models import AnsweredOnce

pytestmark = pytest.mark.django_db
OPENED = {"unit": "S1", "structure": "state_agency", "variant": "small_office", "subject": "Việc riêng"}
BOMBS = {
    "deep": '{"kind": "pass", "content": ' + '{"a":' * 100_000 + "1" + "}" * 100_000 + "}",
    "deep list": "[" * 100_000,
    "digits": '{"kind": "pass", "seen": ' + "9" * 10_000 + "}",
    "exponent": '{"kind": "pass", "seen": 1e400}',
    "not a number": '{"kind": "correct", "content": {"act": 2, "content": {"a": NaN}, "reason": "x"}}',
    "nul": '{"kind": "comment", "content": {"text": "a\\u0000b"}}',
    "nul in a key": '{"kind": "comment", "content": {"a\\u0000b": "x"}}',
    "half a letter": '{"kind": "comment", "content": {"text": "\\ud800"}}',
    "half a letter in the kind": '{"kind": "\\ud800"}',
    "nul in the kind": '{"kind": "a\\u0000"}',
    "nul in a person": '{"kind": "pass", "for_person": "HS\\u0000"}',
    "half a letter in a person": '{"kind": "pass", "for_person": "\\ud800"}',
    "nul in the form": '{"kind": "comment", "form": "\\u0000", "content": {"text": "x"}}',
    "nul in the password": '{"kind": "sign", "password": "\\u0000"}',
    "half a letter in the password": '{"kind": "sign", "password": "\\ud800"}',
    "act that does another": '{"kind": "correct", "content": {"act": 2, "reason": "x", "content": {"b": 1}}}',
    "no letters": "\\xff\\xfe",
    "list for an act": '{"kind": ["pass"]}',
    "act that is an object": '{"kind": "declare", "content": {"person": {"a": 1}}}',
    "person of digits": '{"kind": "relate", "content": {"person": 99999999999999999999999, "relation": "x"}}',
    "act of digits": '{"kind": "withdraw", "content": {"act": 99999999999999999999999, "reason": "x"}}',
    "deep correction": '{"kind": "correct", "content": {"act": 2, "reason": "x", "content": '
    + '{"a":' * 900 + "1" + "}" * 900 + "}}",
}  # fmt: skip


@pytest.fixture
def case(people: dict[str, Program]) -> int:  # noqa: F811
    lan = people["lan"]
    return lan.ask("post", "cases", {**OPENED, "draft": drafted(lan)}).json()["case"]


@pytest.mark.parametrize("name", BOMBS)
def test_a_body_that_no_program_means_is_refused_in_words(
    people: dict[str, Program], case: int, name: str  # noqa: F811
) -> None:  # fmt: skip
    lan, before = people["lan"], rows("SELECT count(*) FROM act")
    answer = lan.ask("post", f"cases/{case}/acts", BOMBS[name].encode())
    assert 400 <= answer.status_code < 500, (name, answer.status_code, answer.content.decode()[:300])
    assert rows("SELECT count(*) FROM act") == before


def test_the_six_letters_that_name_a_nul_are_a_text(people: dict[str, Program], case: int) -> None:  # noqa: F811
    answer = people["lan"].ask("post", f"cases/{case}/acts", {"kind": "comment", "content": {"text": "\\u0000"}})
    assert answer.status_code < 300, answer.content.decode()[:300]


@pytest.mark.parametrize("field", ["unit", "structure", "variant", "procedure", "subject", "about", "people"])
@pytest.mark.parametrize("given", ["\x00", "\ud800"], ids=["nul", "half a letter"])
def test_a_case_is_not_opened_by_what_is_no_text(
    people: dict[str, Program], field: str, given: str  # noqa: F811
) -> None:  # fmt: skip
    body = {**OPENED, "about": ["1"], "people": [], field: [given] if field in ("about", "people") else given}
    answer = people["lan"].ask("post", "cases", json.dumps(body).encode())
    assert 400 <= answer.status_code < 500, answer.content.decode()[:300]


def test_a_case_about_a_draft_is_opened_of_the_draft_alone(
    people: dict[str, Program], office: World  # noqa: F811
) -> None:  # fmt: skip
    """Named by hand, the draft of somebody else would be taken into a case unread, and kept from their own."""
    lan = people["lan"]
    number = drafted(lan)
    answer = lan.ask("post", "cases", {**OPENED, "about": [str(number)]})
    assert answer.status_code == 400, answer.content.decode()[:500]
    assert lan.ask("get", f"drafts/{number}").json()["case"] is None


def test_numbers_beyond_the_ledger_are_not_there(people: dict[str, Program]) -> None:  # noqa: F811
    for big in (2**31, 2**63, 10**30):
        for address in ("cases/{}", "drafts/{}", "decisions/{}", "findings?draft={}", "posts?unit={}",
                        "units?cursor={}", "units?under={}", "decisions?cursor={}", "cases?cursor={}",
                        "drafts?cursor={}", "units/%23{}"):  # fmt: skip
            answer = people["lan"].ask("get", address.format(big))
            assert answer.status_code < 500, (address, big)


@pytest.mark.parametrize("address", ["units?text=%00", "units/%00", "units/%ED%A0%80", "persons/%00?purpose=abc",
                                     "units?on=%00", "units/S1?structure=%00", "units?known=%00"])  # fmt: skip
def test_no_text_in_an_address_is_an_error_of_the_server(people: dict[str, Program], address: str) -> None:  # noqa: F811
    assert people["lan"].ask("get", address).status_code < 500


@pytest.mark.parametrize("key", ["a\x00", "é" * 199, "'; DROP TABLE act; --", "k" * 201])
def test_a_key_of_any_letters(people: dict[str, Program], key: str) -> None:  # noqa: F811
    assert people["lan"].ask("post", "cases", OPENED, **{"Idempotency-Key": key}).status_code < 500


def test_a_key_is_of_one_account(people: dict[str, Program], case: int) -> None:  # noqa: F811
    key = {"Idempotency-Key": "k"}
    own = people["lan"].ask("post", f"cases/{case}/acts", {"kind": "pass"}, **key)
    other = people["minh"].ask("post", f"cases/{case}/acts", {"kind": "pass"}, **key)
    assert (own.status_code, other.status_code) == (201, 404)


def test_what_was_answered_once_is_not_kept_beyond_its_day(people: dict[str, Program]) -> None:  # noqa: F811
    """Whoever asks next, the answers of all accounts are cleared: they may hold what was said of people."""
    lan, binh = people["lan"], people["binh"]
    lan.ask("post", "cases", {**OPENED, "draft": drafted(lan)}, **{"Idempotency-Key": "k"})
    found = AnsweredOnce._default_manager.filter(account_id=lan.user.pk)
    assert found.count() == 1
    found.update(made_at="2026-01-01T00:00:00Z")
    binh.ask("post", "cases", OPENED, **{"Idempotency-Key": "k"})
    assert found.count() == 0


def test_nobody_states_what_the_door_writes(people: dict[str, Program], case: int) -> None:  # noqa: F811
    for kind, more in (("summon", {"members": ["HS-1"], "related": [], "decision": 1}), ("roll", {"related": ["HS-1"]}),
                       ("comment", {"text": "x", "late_reason": "Ghi sau"}),
                       ("comment", {"text": "x", "kind": "sign/1"})):  # fmt: skip
        answer = people["lan"].act(case, kind, content=more)
        assert (answer.status_code, answer.json()["code"]) == (400, "content_invalid"), (kind, answer.content.decode())


@pytest.mark.parametrize("header", ["Bearer", "Bearer ", "Bearer \x00", "Basic YQBiOmM=", "Basic AGE6Yg==", "Basic !!",
                                    "Bearer " + "a" * 100_000, "Basic 7aCAOmE="])  # fmt: skip
def test_forged_credentials_are_401(people: dict[str, Program], header: str) -> None:  # noqa: F811
    answer = people["lan"].ask("get", "inbox", Authorization=header)
    assert answer.status_code in (401, 429), answer.content.decode()[:300]


def test_a_disabled_account_asks_nothing(people: dict[str, Program]) -> None:  # noqa: F811
    lan = people["lan"]
    User.objects.filter(pk=lan.user.pk).update(is_active=False)
    assert lan.ask("get", "inbox").status_code == 401
