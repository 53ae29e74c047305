"""The story of the interview: its totals, its units, its people. Small where people are signed, else whole."""

import json
import re
from collections import Counter
from collections.abc import Iterator
from datetime import date

import pytest
from django.db import connection
from tests.conftest import DEMO_SCALE
from tests.signing import sign

from tinhgon.basis.asof import AsOf
from tinhgon.config import server
from tinhgon.decisions import verify
from tinhgon.demo.synth import country, story
from tinhgon.demo.synth.cuts import PLANS
from tinhgon.registers.units import queries as unit_queries
from tinhgon.reports import ask, report_named, table, trace

FIRST, LAST = date(2015, 4, 30), date(2020, 9, 30)
BEFORE, AFTER = date(2025, 6, 30), date(2025, 7, 1)
BOOKED = (
    "open_books/1", "allocate_quota/1", "cut_quota/1", "merge_units/1", "absorb_units/1", "move_all_posts/1",
    "rename_unit/1",
)  # fmt: skip


def asked(sql: str, *arguments: object) -> list[tuple]:
    with connection.cursor() as cursor:
        cursor.execute(sql, arguments)
        return cursor.fetchall()


@pytest.fixture
def small(demo_database, django_db_blocker) -> Iterator[None]:
    chosen, name = demo_database
    with django_db_blocker.unblock():
        with chosen.using(name):
            yield
        server.ensure_database()


@pytest.fixture(scope="module")
def booked(servers, server_kind, django_db_setup, django_db_blocker) -> Iterator[None]:
    """The whole province without posts and people: its units, what it was given, and all cuts until 2020."""
    with django_db_blocker.unblock(), servers[server_kind].ledger():
        for paper in story():
            document = paper.document
            effects = tuple(effect for effect in document.effects if effect.kind in BOOKED)
            if effects and document.effective_on <= LAST:
                sign(document.model_copy(update={"effects": effects}))
        yield


@pytest.mark.slow
def test_the_totals_of_the_interview(booked: None) -> None:
    cuts = asked(
        """SELECT CASE WHEN category LIKE 'part_time%%' THEN category
                       WHEN bloc IN ('party', 'front') THEN 'party' ELSE 'state' END, sum(amount)::int
           FROM quota_version WHERE account = 'cut' AND upper_inf(recorded) AND lower(valid) BETWEEN %s AND %s
           GROUP BY 1""",
        FIRST, LAST,
    )  # fmt: skip
    assert dict(cuts) == {"party": 61, "state": 1389, "part_time_commune": 263, "part_time_hamlet": 2296}
    assert asked("SELECT sum(amount) FROM quota_version WHERE upper_inf(recorded)") == [(0,)]
    held = dict(asked(
        """SELECT bloc IN ('party', 'front'), sum(amount)::int FROM quota_version
           WHERE account = 'held' AND category IN ('cadre', 'civil_servant', 'public_employee')
             AND upper_inf(recorded) AND lower(valid) < %s GROUP BY 1""",
        FIRST,
    ))  # fmt: skip
    assert held == {True: 610, False: 13890}
    below = asked("SELECT unit_id FROM quota_version WHERE account = 'held' GROUP BY 1 HAVING sum(amount) < 0")
    assert below == []


INTERVIEW = {"party": 61, "state": 1389, "total": 1450, "part_time_commune": 263, "part_time_hamlet": 2296}
"""Báo Hậu Giang, 01/10/2020 (../shared/law/reports.md, section 3)."""


@pytest.mark.slow
def test_the_report_gives_the_figures_of_the_interview_and_they_open(booked: None) -> None:
    report = report_named("staffing-cuts")
    for under in (None, "93"):
        for since in (None, FIRST):
            question = ask(report.span, on=LAST, since=since, under=under)
            made = table(report, question)
            assert {key: made.row(key).cells["cut"] for key in INTERVIEW} == INTERVIEW
            for key, amount in INTERVIEW.items():
                opened = trace(report, question, key, "cut")
                assert opened.reconciles
                assert sum(source.amount for source in opened.sources) == amount


@pytest.mark.slow
def test_one_commune_and_twelve_hamlets_fewer(booked: None) -> None:
    for day, communes, hamlets in ((FIRST, 76, 537), (LAST, 75, 525)):
        for structure in ("party", "front", "state_agency"):
            units = unit_queries.units(AsOf(day), structure=structure)
            assert sum(1 for unit in units if re.fullmatch(r"31\d{3}", unit.code or "")) == communes
            if structure == "state_agency":
                assert sum(1 for unit in units if ".A" in (unit.code or "")) == hamlets
    parties = {on: {unit.code for unit in unit_queries.units(AsOf(on), structure="party")} for on in (FIRST, LAST)}
    assert {"93.DUK1", "93.DUK2"} <= parties[FIRST]
    assert {code for code in parties[LAST] if code and "DUK" in code} == {"93.DUK"}


def test_the_plans_add_up() -> None:
    assert [sum(plan.by_period.values()) for plan in PLANS] == [61, 1389, 263, 2296]
    assert all(FIRST <= day <= LAST for plan in PLANS for day in plan.by_period)


def test_the_ledger_is_sound(small: None) -> None:
    assert verify().is_sound


def test_who_cuts_by_reason(small: None) -> None:
    reasons = Counter(dict(asked(
        "SELECT reason, sum(amount)::int FROM quota_version WHERE account = 'cut' AND upper_inf(recorded) GROUP BY 1"
    )))  # fmt: skip
    assert reasons.keys() >= {"retired_on_time", "retired_early", "left_at_once", "resigned", "not_replaced"}
    (cut,) = asked("SELECT sum(amount)::int FROM quota_version WHERE account = 'cut' AND upper_inf(recorded)")
    stated = sum(cut.amount for paper in story(scale=DEMO_SCALE) for effect in paper.document.effects
                 if effect.kind == "cut_quota/1" for cut in effect.cuts)  # fmt: skip
    assert cut == (stated,)


def test_everyone_is_synthetic_and_sealed(small: None) -> None:
    assert asked("SELECT count(*) FROM person_version WHERE NOT synthetic") == [(0,)]
    plain = asked(
        "SELECT count(*) FROM person_version WHERE NOT (name LIKE 'sealed:%%' AND id_number LIKE 'sealed:%%'"
        " AND birth_day LIKE 'sealed:%%')"
    )
    assert plain == [(0,)]
    kept = json.dumps([row[0] for row in asked("SELECT payload FROM effect")], ensure_ascii=False)
    assert not re.search(r"\b093\d{9}\b", kept)
    assert "Nguyễn " not in kept


def test_nobody_is_without_a_place(small: None) -> None:
    """Working: one main place, at a post of a living unit; gone: none."""
    for on in (FIRST, LAST, BEFORE, AFTER):
        astray = asked(
            """SELECT p.status, count(a.assignment_id) FROM person_version p
               LEFT JOIN assignment_version a ON a.person_id = p.person_id AND a.kind = 'substantive'
                 AND a.valid @> %(on)s::date AND upper_inf(a.recorded)
               LEFT JOIN post_version o ON o.post_id = a.post_id AND o.valid @> %(on)s::date AND upper_inf(o.recorded)
               LEFT JOIN unit_version u ON u.unit_id = o.unit_id AND u.valid @> %(on)s::date AND upper_inf(u.recorded)
               WHERE p.valid @> %(on)s::date AND upper_inf(p.recorded)
                 AND (CASE WHEN p.status = 'working' THEN u.unit_id IS NULL ELSE a.assignment_id IS NOT NULL END)
               GROUP BY p.person_id, p.status""".replace("%(on)s", f"'{on}'")
        )
        assert astray == [], on


def test_hau_giang_goes_into_can_tho(small: None) -> None:
    for structure in ("party", "front", "state_agency"):
        assert unit_queries.unit_by_code(AsOf(BEFORE), "93", structure=structure) is not None
        assert unit_queries.unit_by_code(AsOf(AFTER), "93", structure=structure) is None
        roots = [unit.code for unit in unit_queries.units(AsOf(AFTER), structure=structure) if unit.parent_code is None]
        assert roots == ["92"]
    agencies = ("party", "front", "state_agency")
    left = [unit.code for unit in unit_queries.units(AsOf(AFTER)) if unit.structure in agencies
            and re.fullmatch(r"93(\..+|\d)", unit.code or "")]  # fmt: skip
    assert left == []


def test_one_head_for_two_posts(small: None) -> None:
    pairs = asked(
        """SELECT DISTINCT m.position, o.position FROM assignment_version b
           JOIN post_version o ON o.post_id = b.post_id JOIN assignment_version a ON a.person_id = b.person_id
             AND a.kind = 'substantive' AND a.valid && b.valid JOIN post_version m ON m.post_id = a.post_id
           WHERE b.kind = 'concurrent' AND m.rank = 'head' AND o.rank = 'head'"""
    )
    assert {("board_head", "division_head"), ("party_inspection_head", "inspectorate_head"),
            ("board_head", "front_head"), ("committee_head", "people_committee_head")} <= set(pairs)  # fmt: skip


@pytest.mark.slow
def test_a_small_nation(db: None) -> None:
    for paper in country(provinces=1, units=500, people=9_300):
        assert paper.sign().can_be_signed
    found = asked(
        "SELECT (SELECT count(*) FROM unit_version), (SELECT count(*) FROM person_version WHERE synthetic),"
        " (SELECT sum(amount)::int FROM quota_version WHERE account = 'held')"
    )
    assert found == [(500, 9_300, 9_300)]


@pytest.mark.slow
def test_the_same_seed_the_same_decisions() -> None:
    first, again, other = (
        story(seed=7, scale=DEMO_SCALE),
        story.__wrapped__(seed=7, scale=DEMO_SCALE),
        story(scale=DEMO_SCALE),
    )
    assert [paper.document for paper in first] == [paper.document for paper in again]
    assert [paper.document for paper in first] != [paper.document for paper in other]
