"""A submitted report is the same to the bit, whatever is signed later; what does not come out the same is refused."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import Error, connection, transaction
from tests.reports.conftest import Asker
from tests.world import CIVIL, World, agency, effect, rows

from tinhgon.basis.canonical import canonical, sha256
from tinhgon.basis.errors import Conflict, UnknownReference
from tinhgon.record import acts, tables
from tinhgon.record.actor import Actor
from tinhgon.record.kinds.submit_report import SubmitReport, SubmitReportOnce
from tinhgon.reports import REPORTS, ask, report_named, table
from tinhgon.reports.render import as_data
from tinhgon.reports.saving import reproduce, submit, submitted, submitted_reports

DAY = date(2022, 12, 31)
BY = Actor(account="phong.to.chuc")


def test_every_report_is_reproduced_after_later_decisions(own_books: World) -> None:
    kept = {}
    for report in REPORTS.values():
        for under in (None, "D1"):
            asked = Asker(report)(DAY, since=date(2022, 1, 1), under=under)
            kept[submit(table(report, asked), by=BY)] = (report, asked, as_data(table(report, asked)))
    grown = [{"unit": agency("S1"), "line": CIVIL, "amount": 9}]
    own_books.sign(effect("allocate_quota", allocations=grown), on="2022-06-01", signed="2025-01-01")
    own_books.sign(effect("annul_decision", decisions=["09/QĐ"]), on="2025-02-01")
    changed = 0
    for number, (report, asked, content) in kept.items():
        again = as_data(reproduce(number))
        assert canonical(again) == canonical(content)
        row, stored = submitted(number)
        assert (row.report, row.by, stored) == (report.name, BY, content)
        assert row.sha256 == sha256(canonical(content))
        now = as_data(table(report, ask(report.span, on=asked.on, since=asked.since, under=asked.under)))
        changed += now["rows"] != content["rows"]
    assert changed >= 4
    assert [row.number for row in submitted_reports()] == sorted(kept, reverse=True)


def test_what_was_asked_of_the_past_is_kept_with_the_past(own_books: World) -> None:
    report = report_named("establishment")
    number = submit(table(report, Asker(report)(date(2021, 12, 31), after="08/QĐ")), by=BY)
    row = reproduce(number).row("S2")
    assert row is not None
    assert row.cells["official"] == 2
    assert submitted(number)[0].ordinal == rows("SELECT ordinal FROM decision WHERE number = '08/QĐ'")[0][0]


def test_a_difference_is_refused_with_its_place(own_books: World) -> None:
    report = report_named("establishment")
    content = as_data(table(report, ask("day", on=DAY)))
    content["rows"][0]["cells"]["present"] += 1
    altered = canonical(content)
    number = keep(altered, sha256(altered), content["ordinal"])
    with pytest.raises(Conflict) as refused:
        reproduce(number)
    assert refused.value.code == "report_differs"
    assert refused.value.data["where"] == "rows[0].cells.present"
    assert str(refused.value).startswith(
        f"Báo cáo đã nộp số {number} lập lại không giống: rows[0].cells.present khi nộp"
    )


def keep(content: str, digest: str, ordinal: int) -> int:
    """As somebody would who can write into the tables past the triggers."""
    number = max((row.number for row in submitted_reports()), default=0) + 1
    tables.keep_content(digest, content.encode())
    told = SubmitReport(number=number, report="establishment", options={"on": str(DAY)}, ordinal=ordinal, sha256=digest,
                        place=number)  # fmt: skip
    acts.write(f"report/{number}", told, by=BY, after=0)
    return number


def test_what_was_altered_in_the_table_is_refused(own_books: World) -> None:
    number = keep("{}", sha256("{ }"), 5)
    with pytest.raises(Conflict) as refused:
        submitted(number)
    assert refused.value.code == "submitted_altered"


def test_what_is_kept_stays(own_books: World) -> None:
    number = submit(table(report_named("movement"), ask("period", on=DAY)), by=BY)
    digest = submitted(number)[0].sha256
    for statement in ("UPDATE kept_content SET content = 'x'", "DELETE FROM kept_content WHERE sha256 = %s"):
        with pytest.raises(Error), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement, [digest] if "%s" in statement else [])


def test_nobody_and_nothing_are_refused(own_books: World) -> None:
    made = table(report_named("establishment"), ask("day", on=DAY))
    with pytest.raises(ValueError, match="somebody"):
        submit(made, by=Actor())
    with pytest.raises(UnknownReference) as refused:
        reproduce(10**6)
    assert refused.value.code == "submitted_unknown"


def test_empty_books_have_nothing_to_submit(db: None) -> None:
    with pytest.raises(Conflict) as refused:
        submit(table(report_named("establishment"), ask("day", on=DAY)), by=BY)
    assert refused.value.code == "report_without_books"


def test_the_reports_of_a_unit_have_numbers_of_their_own(own_books: World) -> None:
    """Two units and the whole ledger: each counts from 1; those of before counted by their code go on."""
    establishment = report_named("establishment")

    def place(under: str | None) -> tuple[str, int | None]:
        row, _ = submitted(submit(table(establishment, ask("day", on=DAY, under=under)), by=BY))
        return row.unit, row.place

    old = SubmitReportOnce(number=1, report="establishment", options={"on": str(DAY), "under": "D2"}, ordinal=1,
                           sha256="0" * 64)  # fmt: skip
    acts.write("report/1", old, by=BY, after=0)
    assert [place(under) for under in ("D1", None, "D1", "D2", None, "#1002")] == [
        ("huyện An Lộc", 1), ("", 1), ("huyện An Lộc", 2), ("huyện Bình Thủy", 2), ("", 2), ("huyện An Lộc", 3),
    ]  # fmt: skip
    assert [(row.number, row.place) for row in submitted_reports()] == [
        (7, 3), (6, 2), (5, 2), (4, 2), (3, 1), (2, 1), (1, None),
    ]  # fmt: skip
