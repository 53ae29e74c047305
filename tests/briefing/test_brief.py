"""The weekly brief: its figures are those of the reports they open to, and a kept one stays as it was."""

from __future__ import annotations

import io
import json
from datetime import date, timedelta

import pypdfium2
import pytest
from tests.cli.conftest import run  # noqa: F401  (a fixture)
from tests.world import CIVIL, World, agency, effect, rows

from tinhgon import briefing
from tinhgon.basis.errors import BadInput, Conflict, UnknownReference
from tinhgon.briefing import keep, keep_due, kept, kept_briefs, week_of, weekly
from tinhgon.briefing.printing import as_pdf
from tinhgon.config import weekly as clock
from tinhgon.record.actor import Actor
from tinhgon.reports import ask, report_named, table, trace

GRANT = {"unit": agency("S1"), "line": CIVIL, "amount": 2}
BY = Actor(account="truong.ban")
MONDAY = date(2026, 6, 1)
AFTER = date(2026, 6, 9)


@pytest.fixture
def world(fresh_ledger) -> World:
    return World()


def figures(monday: date = MONDAY) -> dict[str, int]:
    brief = weekly(monday, today=AFTER)
    return {f"{section.key}.{figure.key}": figure.value for section in brief.sections for figure in section.figures}


def test_every_figure_of_a_report_opens_to_its_sum(world: World) -> None:
    opened = 0
    for section in weekly(MONDAY, today=AFTER).sections:
        for figure in section.figures:
            if figure.opens.kind == "report":
                report = report_named(figure.opens.report)
                asked = ask("day", on=date.fromisoformat(figure.opens.on))
                found = trace(report, asked, figure.opens.row, figure.opens.column)
                assert (found.value, found.reconciles) == (figure.value, True)
                opened += 1
    assert opened == 10


QUALITY = {
    "no_sex": "SELECT count(*) FROM person_version WHERE status = 'working' AND sex IS NULL AND {known}",
    "no_birth": "SELECT count(*) FROM person_version WHERE status = 'working' AND birth_year IS NULL AND {known}",
    "no_code": "SELECT count(*) FROM unit_version WHERE structure = 'territory' AND code IS NULL AND {known}",
    "no_figures": "SELECT count(*) FROM unit_version WHERE structure = 'territory'"
    " AND (area_km2 IS NULL OR population IS NULL) AND {known}",
}


def test_the_rules_of_quality_count_what_the_tables_hold(world: World) -> None:
    found = table(report_named("data-quality"), ask("day", on=AFTER))
    known = f"valid @> '{AFTER}'::date AND recorded_until IS NULL"
    columns = {
        column
        for (column,) in rows("SELECT column_name FROM information_schema.columns WHERE table_name = 'unit_version'")
    }
    known = known if "recorded_until" in columns else f"valid @> '{AFTER}'::date AND upper_inf(recorded)"
    for rule, text in QUALITY.items():
        assert found.row(rule).cells["offenders"] == rows(text.format(known=known))[0][0], rule


def test_what_nobody_touched_for_years_is_found_with_its_person(world: World) -> None:
    report, later = report_named("data-quality"), ask("day", on=date(2045, 1, 1))
    opened = trace(report, later, "stale_pay", "offenders")
    known = "SELECT person_id FROM person_version WHERE coefficient_from IS NOT NULL AND status = 'working'"
    assert opened.reconciles
    assert {source.subject_id for source in opened.sources} <= {person for (person,) in rows(known)}
    assert opened.value == table(report, later).row("alive").cells["alive"] - sum(
        table(report, later).row(rule).cells["offenders"] for rule in ("past_until", "surplus_late")
    )


def test_a_signed_decision_is_in_its_week_and_no_other(world: World) -> None:
    today = date.today()
    monday = today - timedelta(days=today.weekday())
    before = weekly(monday, today=today)
    world.sign(effect("allocate_quota", allocations=[GRANT]), on="2022-06-01")
    after = weekly(monday, today=today)

    def decided(brief):
        return next(section for section in brief.sections if section.key == "decisions")

    assert decided(after).figures[0].value == decided(before).figures[0].value + 1
    assert figures(MONDAY)["decisions.decisions"] == 0


def test_a_kept_brief_stays_as_it_was(world: World) -> None:
    brief = weekly(MONDAY, today=AFTER)
    row = keep(brief, by=BY)
    world.sign(effect("allocate_quota", allocations=[GRANT]), on="2022-06-01")
    again, found = kept("2026-W23")
    assert (again, found) == (row, brief)
    assert weekly(MONDAY, today=AFTER) != brief
    assert keep(weekly(MONDAY, today=AFTER), by=BY) == row  # a week has one
    assert [one.week for one in kept_briefs()] == ["2026-W23"]
    assert as_pdf(found, str) == as_pdf(brief, str)


def test_the_pdf_is_one_page_with_the_figures(world: World) -> None:
    brief = weekly(MONDAY, today=AFTER)
    pdf = pypdfium2.PdfDocument(io.BytesIO(as_pdf(brief, str)))
    text = pdf[0].get_textpage().get_text_bounded()
    assert len(pdf) == 1
    assert "2026-W23" in text
    assert all(str(figure.value) in text for figure in brief.sections[0].figures)


def test_what_was_changed_behind_its_back_is_refused(world: World, fresh_ledger) -> None:
    import psycopg

    keep(weekly(MONDAY, today=AFTER), by=BY)
    with psycopg.connect(fresh_ledger.owner_dsn, autocommit=True) as owner:
        owner.execute("SET session_replication_role = replica")
        (table_name,) = owner.execute(
            "SELECT table_name FROM information_schema.columns"
            " WHERE (column_name, table_schema) = ('content', 'public')"
        ).fetchone()
        owner.execute(f"UPDATE {table_name} SET content = content || 'x'")
    with pytest.raises(Conflict, match="không khớp"):
        kept("2026-W23")


def test_the_clock_makes_last_weeks_once(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    assert keep_due(today=AFTER).week == "2026-W23"
    assert keep_due(today=AFTER) is None
    monkeypatch.setattr(briefing, "keep_due", lambda **_: (_ for _ in ()).throw(BadInput("x", "x")))
    clock.look()  # told in the log, not raised


def test_a_week_that_is_not_over_or_is_none_is_refused(world: World) -> None:
    with pytest.raises(Conflict, match="chưa hết"):
        keep(weekly(MONDAY, today=MONDAY), by=BY)
    with pytest.raises(BadInput, match="không phải tuần"):
        week_of("2026-W60")
    with pytest.raises(UnknownReference):
        kept("2026-W01")
    assert week_of("2026-W23") == week_of("2026-06-03") == MONDAY


def test_the_command_tells_keeps_and_prints(world: World, run, tmp_path) -> None:  # noqa: F811
    told = json.loads(run("brief", "--week", "2026-W23", "--format", "json").out)
    assert told["week"] == "2026-W23"
    assert run("brief", "--week", "2026-W23", "--keep").code == 0
    assert json.loads(run("brief", "--kept", "--format", "json").out)[0]["week"] == "2026-W23"
    out = tmp_path / "ban-tin.pdf"
    assert run("brief", "--week", "2026-W23", "--kept", "--format", "pdf", "--out", out).code == 0
    assert out.read_bytes().startswith(b"%PDF")
    assert run("brief", "--week", "2099-W01").code == 1
