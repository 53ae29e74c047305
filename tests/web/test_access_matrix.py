"""Every address of the URL table, asked by nobody, an account without rights, an officer of one unit, a supervisor from
the unit above, and an untied superuser: each answers what its action says. An address that is not here fails.

In the shared world of test_access.py: HS-1 heads phòng Kinh tế (S1), reads files and drafts there; HS-2 goes to a post
of huyện An Lộc (D1), above both divisions, which reads files and drafts nothing.
"""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import NoReverseMatch, get_resolver, reverse
from tests.web.offices import client_of
from tests.web.test_frame import patterns
from tests.world import World, effect, post

from tinhgon.registers.establishment.access import READ_FILES

pytestmark = pytest.mark.django_db
ROLES = ("nobody", "plain", "officer", "supervisor", "superuser")
OK, LOGIN, NO, BASIC = (200,), (302,), (403,), (401,)
LOOK = (LOGIN, OK, OK, OK, OK)
"""Open to everybody who has logged in: the organisation, decisions, the law, guarded reports."""
READ_INSIDE = (LOGIN, NO, OK, OK, OK)
READ_OUTSIDE = (LOGIN, NO, NO, OK, OK)
DRAFT = (LOGIN, NO, OK, NO, OK)
OF_SOMEBODY = (LOGIN, (404,), OK, OK, (404,))
ONLY_SUPERUSER = (LOGIN, NO, NO, NO, OK)
API_LOOK = (BASIC, *LOOK[1:])
API_INSIDE, API_OUTSIDE = (BASIC, *READ_INSIDE[1:]), (BASIC, *READ_OUTSIDE[1:])
PURPOSE = {"purpose": "tham mưu"}
NONE_THERE = (LOGIN, (404,), (404,), (404,), (404,))
DRAFT_NOT_THERE = (LOGIN, NO, (404,), NO, (404,))
ELSEWHERE = {
    None: "song/ says whether the server is alive",
    "set_language": "Django's own", "login": "Django's own", "logout": "POST only",
    "login_code": "the second step of a log-in: tests/web/test_second_factor.py",
    "become": "POST only, in the demo only: tests/web/test_demo_office.py",
    "report_submit": "POST only: tests/web/test_guarded_reports.py",
    "decision_preview": "POST only: tests/web/test_access_drafts.py",
    "case_result": "POST only: tests/procedures/test_results.py",
    "case_draft_post": "POST only: tests/procedures/test_results.py",
    "paper_form_mended": "POST only: tests/web/test_paper_form.py",
    "drafts_post": "POST only: tests/web/test_access_drafts.py",
    "cases_post": "POST only: tests/web/test_api_desk.py",
    "acts_post": "POST only: tests/web/test_api_desk.py",
    "api-root": "not an address: the name under which the others stand",
}  # fmt: skip
Case = tuple[dict[str, object], dict[str, str], tuple[tuple[int, ...], ...]]
UNIT, REPORT, OF_PEOPLE = {"unit_id": 1010}, {"name": "establishment"}, {"name": "staff-quality"}
CELL, FEMALE = {"dong": "total", "cot": "present"}, {"dong": "total", "cot": "female"}
CHANGE = {"dong": "total", "cot": "present", "voi": "01/01/2022"}
INSIDE_ONLY = {**FEMALE, "don_vi": "#1010"}
TABLE: dict[str, list[Case]] = {
    "overview": [({}, {}, LOOK)],
    "units": [({}, {}, LOOK)],
    "units_csv": [({}, {}, LOOK)],
    "units_branch": [(UNIT, {}, (LOGIN,) * 5)],
    "unit": [(UNIT, {}, LOOK)],
    "map": [({}, {}, LOOK)],
    "plans": [({}, {}, LOOK)],
    "decisions": [({}, {}, LOOK)],
    "decision": [({"ordinal": 5}, {}, LOOK)],
    "decision_paper": [({"ordinal": 5, "shape": "docx"}, {}, LOOK)],
    "reading": [({}, {}, LOOK)],
    "paper_form": [({}, {}, LOOK)],
    "brief": [({}, {}, LOOK)],
    "brief_kept": [({"week": "2020-W01"}, {}, NONE_THERE)],
    "brief_pdf": [({"week": "2020-W01"}, {}, NONE_THERE)],
    "roster": [({}, {}, DRAFT)],
    "roster_template": [({}, {}, LOOK)],
    "roster_draft": [({"number": 1}, {}, DRAFT_NOT_THERE)],
    "roster_review": [({"key": "x"}, {}, DRAFT_NOT_THERE)],
    "roster_bad": [({"key": "x"}, {}, DRAFT_NOT_THERE)],
    "preview": [({}, {}, LOOK)],
    "preview_sample": [({"slug": "nhap"}, {}, LOOK)],
    "inbox": [({}, {}, LOOK)],
    "case_begin": [({}, {}, LOOK)],
    "delegations": [({}, {}, OF_SOMEBODY)],
    "declarations": [({}, {}, OF_SOMEBODY)],
    "calendar": [({}, {}, LOOK)],
    "calendar_feed": [({"token": "x"}, {}, ((404,),) * 5)],
    "case": [({"number": 1}, {}, NONE_THERE)],
    "case_sign": [({"number": 1}, {}, NONE_THERE)],
    "case_submit": [({"number": 1}, {}, DRAFT_NOT_THERE)],
    "drafts": [({}, {}, DRAFT)],
    "compose_begin": [({}, {}, DRAFT)],
    "compose": [({"number": 1}, {}, DRAFT_NOT_THERE)],
    "draft_paper": [({"number": 1, "shape": "pdf"}, {}, DRAFT_NOT_THERE)],
    "draft_file": [({"number": 1}, {}, DRAFT_NOT_THERE)],
    "compose_offers": [({"shape": shape}, {}, DRAFT) for shape in ("unit", "post", "person")],
    "people": [({}, {}, LOOK)],
    "people_purpose": [({}, {}, READ_INSIDE)],
    "people_file": [({}, {"muc": "code"}, LOOK), ({}, {"muc": "name"}, READ_INSIDE)],
    "report_units": [({}, {"don_vi": "kinh", "tai": "/bien-che/"}, LOOK)],
    "report_cell_people": [(REPORT, {**CELL, "muc": "code"}, LOOK),
                           (OF_PEOPLE, {**FEMALE, "muc": "code"}, READ_OUTSIDE),
                           (REPORT, {**CELL, "muc": "name"}, READ_INSIDE)],
    "person": [({"code": "HS-3"}, {}, READ_INSIDE), ({"code": "HS-5"}, {}, READ_OUTSIDE)],
    "person_extract": [({"code": code, "ordinal": 5}, {}, expected)
                       for code, expected in (("HS-3", READ_INSIDE), ("HS-5", READ_OUTSIDE))],
    "person_extract_paper": [({"code": code, "ordinal": 5, "shape": "docx"}, {}, expected)
                             for code, expected in (("HS-3", READ_INSIDE), ("HS-5", READ_OUTSIDE))],
    "trace_person": [({"code": "HS-3", "field": "professional"}, {}, READ_INSIDE),
                     ({"code": "HS-5", "field": "ethnicity"}, {}, READ_OUTSIDE)],
    "openapi-json": [({}, {}, API_LOOK)],
    "openapi-view": [({}, {}, API_LOOK)],
    "units_api": [({}, {}, API_LOOK)],
    "unit_api": [({"code": "A1"}, {}, API_LOOK)],
    "posts_api": [({}, {"unit": "1010"}, API_LOOK)],
    "decisions_api": [({}, {}, API_LOOK)],
    "decision_api": [({"ordinal": 5}, {}, API_LOOK)],
    "changes_api": [({}, {}, API_LOOK)],
    "inbox_api": [({}, {}, API_LOOK)],
    "persons_api": [({}, {}, API_LOOK)],
    "reports_api": [({}, {}, API_LOOK)],
    "report_api": [(REPORT, {}, API_LOOK), (OF_PEOPLE, {}, API_LOOK)],
    "traces_api": [({}, {"report": "establishment", "row": "total", "column": "present"}, API_LOOK),
                   ({}, {"report": "staff-quality", "row": "total", "column": "female"}, API_OUTSIDE)],
    "acts_api": [({}, {}, (BASIC, NO, NO, NO, OK))],
    "acts_get": [({"number": 1}, {}, (BASIC, *NONE_THERE[1:]))],
    "cases_get": [({}, {}, API_LOOK)],
    "case_get": [({"number": 1}, {}, (BASIC, *NONE_THERE[1:]))],
    "drafts_get": [({}, {}, (BASIC, *DRAFT[1:]))],
    "draft_get": [({"number": 1}, {}, (BASIC, *DRAFT_NOT_THERE[1:]))],
    "findings_api": [({}, {"draft": "1"}, (BASIC, *DRAFT_NOT_THERE[1:]))],
    "api_person": [({"code": "HS-3"}, PURPOSE, API_INSIDE), ({"code": "HS-5"}, PURPOSE, API_OUTSIDE)],
    "org_chart": [(UNIT, {}, LOOK)],
    "org_chart_svg": [(UNIT, {}, LOOK)],
    "trace_held": [({**UNIT, "category": "civil_servant", "layer": "official"}, {}, LOOK)],
    "trace_count": [({}, {}, LOOK)],
    "trace_sum": [({"what": "dien-tich"}, {}, LOOK)],
    "trace_unit": [({"unit_id": 1004, "what": "dien-tich"}, {}, LOOK)],
    "trace_entries": [({"ordinal": 5}, {}, LOOK)],
    "trace_clause": [({"ordinal": 5, "place": 1}, {}, LOOK)],
    "establishment": [({}, {}, LOOK)],
    "reports": [({}, {}, LOOK)],
    "reports_submitted": [({}, {}, LOOK)],
    "report_submitted": [({"number": 1}, {}, NONE_THERE)],
    "report": [(REPORT, {}, LOOK), (OF_PEOPLE, {}, LOOK)],
    "report_file": [({**OF_PEOPLE, "shape": shape}, {}, LOOK) for shape in ("csv", "json", "xlsx", "docx")],
    "report_cell": [(REPORT, CELL, LOOK), (OF_PEOPLE, FEMALE, READ_OUTSIDE), (OF_PEOPLE, INSIDE_ONLY, READ_INSIDE)],
    "report_compare": [(REPORT, {}, LOOK)],
    "report_change": [(REPORT, CHANGE, LOOK), (OF_PEOPLE, {**FEMALE, "voi": "01/01/2022"}, READ_OUTSIDE)],
    "consolidation": [({}, {}, LOOK)],
    "open_catalogue": [({}, {}, LOOK)],
    "open_catalogue_node": [({}, {}, LOOK)],
    "open_licence": [({}, {}, LOOK)],
    "open_publisher": [({}, {}, LOOK)],
    "open_vocabulary": [({}, {}, LOOK)],
    "open_kind": [({"name": "xa"}, {}, LOOK)],
    "open_structure": [({"name": "territory"}, {}, LOOK)],
    "open_unit": [({"unit_id": 1004}, {}, LOOK)],
    "open_change": [({"ordinal": 1, "place": 1}, {}, NONE_THERE)],
    "open_succession": [({"ordinal": 1, "place": 1, "source": 1, "target": 2}, {}, NONE_THERE)],
    "open_post": [({"post_id": 2001}, {}, NONE_THERE)],
    "open_decision": [({"issuer": "x", "signed_on": "2020-01-01", "number": "1"}, {}, NONE_THERE)],
    "open_file": [({"on": "2022-01-01", "name": "units.csv"}, {}, LOOK)],
    "open_file_under": [({"on": "2022-01-01", "under": "D1", "name": "units.csv"}, {}, LOOK)],
    "law": [({}, {}, LOOK)],
    "law_results": [({}, {}, LOOK)],
    "law_rule": [({"rule": "retirement.normal"}, {}, LOOK)],
    "search": [({}, {}, LOOK)],
    "help": [({}, {}, LOOK)],
    "help_picture": [({"name": "ky"}, {}, LOOK)],
    "help_page": [({"name": "soan"}, {}, LOOK)],
    "account": [({}, {}, LOOK)],
    "account_password": [({}, {}, LOOK)],
    "account_factor": [({}, {}, LOOK)],
    "accounts": [({}, {}, ONLY_SUPERUSER)],
    "accounts_one": [({"number": 999999}, {}, (LOGIN, NO, NO, NO, (404,)))],
    "log": [({}, {}, ONLY_SUPERUSER)],
    "log_acts": [({}, {}, ONLY_SUPERUSER)],
    "log_evidence": [({}, {}, ONLY_SUPERUSER)],
    "log_table": [({}, {}, ONLY_SUPERUSER)],
    "first_account": [({}, {}, ((404,),) * 5)],
    "waiting": [({"key": "x"}, {}, NONE_THERE)],
}  # fmt: skip


def address(name: str, kwargs: dict[str, object]) -> str:
    """Of a page, else of the API, whose names have a space of their own."""
    try:
        return reverse(name, kwargs=kwargs)
    except NoReverseMatch:
        return reverse(f"api_v1:{name}", kwargs=kwargs)


@pytest.fixture
def clients(books: World) -> dict[str, Client]:
    new = post("D1.01", "Chuyên viên", access=[READ_FILES], bloc="state")
    books.sign(effect("create_posts", unit={"code": "D1"}, posts=[new]),
               effect("transfer", "Điều 2", person="HS-2", at_post="D1.01"), on="2022-02-01")  # fmt: skip
    return {
        "nobody": Client(headers={"host": "localhost"}), "plain": client_of("lan"),
        "officer": client_of("truong.phong", file="HS-1"), "supervisor": client_of("cap.tren", file="HS-2"),
        "superuser": client_of("quan.tri", is_superuser=True),
    }  # fmt: skip


def test_every_address_is_in_the_table() -> None:
    names = {pattern.name for _, pattern in patterns(get_resolver())}
    assert names - {name for name in names if str(name).startswith("static")} == {*TABLE, *ELSEWHERE}


def test_each_address_answers_each_role_as_its_action_says(clients: dict[str, Client]) -> None:
    wrong = []
    for name, cases in TABLE.items():
        for kwargs, query, expected in cases:
            asked = address(name, kwargs)
            for role, allowed in zip(ROLES, expected, strict=True):
                status = clients[role].get(asked, query).status_code
                if status not in allowed:
                    wrong.append((role, asked, query, status, allowed))
    assert not wrong


def test_what_all_may_read_tells_no_attribute_of_a_person(clients: dict[str, Client]) -> None:
    """HS-5 was born in 1990 and is of a minority; HS-1 was born on 12 March 1968."""
    told = []
    for name, cases in TABLE.items():
        for kwargs, query, expected in cases:
            if expected == LOOK:
                page = clients["plain"].get(address(name, kwargs), query).content.decode(errors="ignore")
                told += [(name, word) for word in ("hmer", "1990", "1968", "Võ Văn Dụ") if word in page]
    assert not told
