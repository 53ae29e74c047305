"""Schemathesis against the description of the API: whatever it allows to be sent is answered as it says, and no 500.

Each address is asked with seeded inputs that fit the description and with such that do not, by an account that may
everything, in the shared world with a draft and a case; what is written is rolled back.
"""

from __future__ import annotations

import os
from collections.abc import Iterator

import pytest
import schemathesis
from django.contrib.auth.models import User
from django.core.signals import request_finished, request_started
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections
from django.utils import timezone
from hypothesis import HealthCheck, Phase, given, settings
from schemathesis import GenerationMode
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)
from tests.web.desk import QUICK, draft, office, submitted
from tests.world import World

from tinhgon.access.tokens import token_of
from tinhgon.web.api.v1 import api

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
CHECKS = [not_a_server_error, status_code_conformance, content_type_conformance, response_schema_conformance]
EXAMPLES = int(os.environ.get("TINHGON_API_EXAMPLES", "12"))
"""Of each address, fitting and not fitting; more by hand."""
QUIETLY = settings(
    max_examples=EXAMPLES, derandomize=True, database=None, deadline=None, phases=(Phase.generate,),
    suppress_health_check=list(HealthCheck),
)  # fmt: skip


def described() -> schemathesis.openapi.loaders.OpenApiSchema:
    schema = schemathesis.openapi.from_dict(api.get_openapi_schema())
    schema.app = get_wsgi_application()
    return schema


SCHEMA = described()
OPERATIONS = {one.ok().label: one.ok() for one in SCHEMA.get_all_operations()}


@pytest.fixture
def headers(world: World, settings) -> Iterator[dict[str, str]]:
    settings.DEMO, settings.PASSWORD_HASHERS, settings.ALLOWED_HOSTS = False, QUICK, ["localhost"]
    people = office(world)
    number = draft(world)
    case = submitted(people[min(people)], number)
    drafter = token_of(User.objects.get(username="lan"), today=timezone.localdate(), days=1)
    boss = User.objects.create_superuser("sep", password="một mật khẩu dài")
    token = token_of(boss, today=timezone.localdate(), days=1)
    request_finished.disconnect(close_old_connections)  # all is one transaction, rolled back
    request_started.disconnect(close_old_connections)
    yield {"Authorization": f"Bearer {token}", "Host": "localhost", "drafter": f"Bearer {drafter}", "case": str(case),
           "draft": str(number)}  # fmt: skip
    request_finished.connect(close_old_connections)
    request_started.connect(close_old_connections)


@pytest.mark.parametrize("label", OPERATIONS)
@pytest.mark.parametrize("mode", list(GenerationMode), ids=lambda mode: mode.value)
def test_every_address_answers_as_it_is_described(headers: dict[str, str], label: str, mode: GenerationMode) -> None:
    @QUIETLY
    @given(case=OPERATIONS[label].as_strategy(generation_mode=mode))
    def ask(case: schemathesis.Case) -> None:
        case.call_and_validate(headers=headers, checks=CHECKS)

    ask()


THERE: dict[str, tuple[dict[str, object], dict[str, object]]] = {
    "GET /api/v1/cases/{number}": ({"number": "case"}, {}),
    "GET /api/v1/cases/{number}/acts": ({"number": "case"}, {}),
    "GET /api/v1/decisions/{ordinal}": ({"ordinal": 5}, {}),
    "GET /api/v1/drafts/{number}": ({"number": "draft"}, {}),
    "GET /api/v1/findings": ({}, {"draft": "draft"}),
    "GET /api/v1/persons": ({}, {"purpose": "tích hợp phần mềm"}),
    "GET /api/v1/persons/{code}": ({"code": "HS-3"}, {"purpose": "tích hợp phần mềm", "on": "2022-02-01"}),
    "GET /api/v1/posts": ({}, {"unit": 1010}),
    "GET /api/v1/units/{code}": ({"code": "A1"}, {"on": "2022-02-01"}),
    "GET /api/v1/reports/{name}": ({"name": "staff-quality"}, {"purpose": "tích hợp phần mềm"}),
    "GET /api/v1/traces": ({}, {"report": "staff-quality", "row": "total", "column": "female",
                                "purpose": "tích hợp phần mềm"}),
}  # fmt: skip
"""What is there in the world of the test: the account of HS-1, who drafts, and its draft and case."""


@pytest.mark.parametrize("label", THERE)
def test_what_is_there_is_answered_as_it_is_described(headers: dict[str, str], label: str) -> None:
    known = {"case": int(headers["case"]), "draft": int(headers["draft"])}
    path, query = ({name: known.get(value, value) for name, value in some.items()} for some in THERE[label])
    of_case = "cases" in label
    sent = {"Host": "localhost", "Authorization": headers["drafter" if of_case else "Authorization"]}
    case = OPERATIONS[label].Case(path_parameters=path, query=query, headers={}, cookies={})
    response = case.call_and_validate(headers=sent, checks=CHECKS)
    assert response.status_code == 200, response.text


def test_the_description_names_every_subject_of_the_issue() -> None:
    paths = {label.partition(" ")[2].removeprefix("/api/v1") for label in OPERATIONS}
    assert paths >= {
        "/persons", "/persons/{code}", "/units", "/posts", "/decisions", "/drafts", "/cases", "/cases/{number}/acts",
        "/acts", "/inbox", "/reports", "/reports/{name}", "/traces", "/findings",
    }  # fmt: skip
