"""Every numeric cell of every report is the sum of what it opens to; reports agree with themselves and each other."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta

import pytest
from tests.reports.conftest import DAYS, PERIOD, Asker
from tests.world import IDS, World, effect

from tinhgon.reports import REPORTS, Table, ask, report_named, table, trace
from tinhgon.reports.building import opened
from tinhgon.reports.facts import levels
from tinhgon.reports.model import Report
from tinhgon.reports.telling import grouped, told_sources

every = pytest.mark.parametrize("report", REPORTS.values(), ids=REPORTS)


def numbers(made: Table) -> list[str]:
    """The columns whose every cell is a number: what few people could be pointed at by is not told in a part."""
    return [c.key for c in made.columns if all(isinstance(row.cells[c.key], int) for row in made.rows)]


def cell(made: Table, row: str, column: str) -> int:
    found = made.row(row)
    value = found.cells.get(column, 0) if found else 0
    assert isinstance(value, int), (made.report.name, row, column)
    return value


@every
def test_every_cell_opens_to_what_it_is_the_sum_of(books: World, report: Report) -> None:
    seen = 0
    for question in Asker(report).several():
        whole = opened(report, question)
        for row in whole.table.rows:
            for column in whole.table.columns:
                if isinstance(row.cells[column.key], int):
                    seen += 1
                    assert whole.trace(row, column).reconciles, (question, row.key, column.key)
    assert seen > 10


@every
def test_one_cell_opened_alone_is_the_same(books: World, report: Report) -> None:
    question = Asker(report)(PERIOD[1], since=PERIOD[0])
    whole = opened(report, question)
    for row in whole.table.rows:
        for key in numbers(whole.table):
            column = whole.table.column(key)
            assert column is not None
            alone = trace(report, question, row.key, key)
            assert alone.reconciles
            assert Counter(alone.sources) == Counter(whole.trace(row, column).sources)


@every
def test_every_source_is_told(books: World, report: Report) -> None:
    question = Asker(report)(DAYS[2], since=PERIOD[0])
    made = table(report, question)
    for row in made.rows:
        for key in numbers(made):
            found = trace(report, question, row.key, key)
            assert sum(group.amount for group in grouped(found)) == found.value
            assert sum(group.count for group in grouped(found)) == len(found.sources)
            for told in told_sources(found):
                assert told.source.decision
                assert told.source.clause
                assert "#" not in told.subject
                assert not any(name in told.subject for name in ("Mẫu", "Giả", "Thử", "Ví", "Dụ"))


def tree_sums(made: Table) -> None:
    """ST-03: what stands under a row of a unit never exceeds it, and the rows of the top are the total."""
    units = [row for row in made.rows if row.unit_id is not None]
    top = [row for row in units if row.depth == min(one.depth for one in units)]
    for key in numbers(made):
        assert sum(int(row.cells[key] or 0) for row in top) == cell(made, "total", key), key


@every
def test_children_and_what_is_a_units_own_make_the_parent(books: World, report: Report) -> None:
    for question in Asker(report).several():
        whole = opened(report, question)
        made = whole.table
        if not any(row.unit_id for row in made.rows):
            continue
        tree_sums(made)
        for place, row in enumerate(made.rows):
            if row.unit_id is None:
                continue
            below = children(made, place)
            for key in numbers(made):
                column = made.column(key)
                assert column is not None
                own = own_amount(whole, row.unit_id, column)
                assert sum(int(one.cells[key] or 0) for one in below) + own == row.cells[key], (row.key, key)


def children(made: Table, place: int) -> list:
    depth, found = made.rows[place].depth, []
    for row in made.rows[place + 1 :]:
        if row.depth <= depth or row.unit_id is None:
            break
        if row.depth == depth + 1:
            found.append(row)
    return found


def own_amount(whole, unit_id: int, column) -> int:
    total = 0
    for line, sums in whole.built.lines.items():
        if line[0] == unit_id:
            total += sum(sums.get(col, 0) * weight for col, weight in column.weights(line, sums).items())
    return total


def test_establishment_sums_by_bloc_and_its_difference(books: World) -> None:
    for question in Asker(report_named("establishment")).several():
        made = table(report_named("establishment"), question)
        blocs = [row for row in made.rows if row.key.startswith("bloc:")]
        for key in numbers(made):
            assert sum(int(row.cells[key] or 0) for row in blocs) == cell(made, "total", key)
        for row in made.rows:
            at = row.cells
            assert at["difference"] == at["official"] + at["surplus"] - at["present"] == at["vacancy"] - at["over"]  # type: ignore[operator]
            assert at["over"] >= 0 <= at["vacancy"]  # type: ignore[operator]


def test_the_closing_of_a_period_is_the_opening_of_the_next(books: World) -> None:
    """ST-01, over every report of a period that has both."""
    checked = 0
    for report in REPORTS.values():
        if report.span != "period":
            continue
        for middle in (date(2021, 12, 31), date(2022, 6, 30), date(2023, 12, 31)):
            first = table(report, ask("period", since=date(2021, 1, 1), on=middle))
            second = table(report, ask("period", since=middle + timedelta(days=1), on=date(2024, 12, 31)))
            keys = {column.key for column in first.columns}
            for closing, opening in (("closing", "opening"), ("after", "before")):
                if {closing, opening} <= keys:
                    rows = {row.key for row in (*first.rows, *second.rows)}
                    assert {key: cell(first, key, closing) for key in rows} == {
                        key: cell(second, key, opening) for key in rows
                    }
                    checked += 1
    assert checked >= 6


def test_cuts_lead_from_the_opening_to_the_closing(books: World) -> None:
    """ST-02; the parts of a year, and of all years, are the whole (ST-04); what is outside is not in the total."""
    report = report_named("staffing-cuts")
    for question in Asker(report).several():
        made = table(report, question)
        for row in made.rows:
            at = {key: int(value or 0) for key, value in row.cells.items()}
            assert at["opening"] - at["cut"] + at["added"] == at["closing"], row.key
            years = [key for key in at if key.isdigit()]
            assert sum(at[year] for year in years) == at["cut"]
            assert sum(at[key] for key in at if key.startswith("reason:")) == at["cut"]
            for year in years:
                assert sum(at[key] for key in at if key.startswith(f"{year}:")) == at[year]
        sides = [row for row in made.rows if row.kind == "subtotal"]
        for key in numbers(made):
            assert sum(int(row.cells[key] or 0) for row in sides) == cell(made, "total", key)


def test_cuts_are_what_was_decided(books: World) -> None:
    made = table(report_named("staffing-cuts"), ask("period", since=date(2022, 1, 1), on=date(2022, 12, 31)))
    assert (cell(made, "total", "cut"), cell(made, "part_time_hamlet", "cut")) == (1, 2)
    assert cell(made, "state:civil_servant", "2022:not_replaced") == 1
    assert (cell(made, "part_time_hamlet", "opening"), cell(made, "part_time_hamlet", "closing")) == (15, 13)


def test_movement_leads_from_the_opening_to_the_closing(books: World) -> None:
    report = report_named("movement")
    groups = {"+": "Tăng", "-": "Giảm"}
    for question in Asker(report).several():
        made = table(report, question)
        came = [column.key for column in made.columns if column.group == groups["+"]]
        went = [column.key for column in made.columns if column.group == groups["-"]]
        others = [c.key for c in made.columns if c.text is None and c.group not in groups.values()]
        others = [key for key in others if key not in {"opening", "closing"}]
        for row in made.rows:
            at = {key: int(value or 0) for key, value in row.cells.items() if key in numbers(made)}
            moved = sum(at[key] for key in (*came, *others)) - sum(at[key] for key in went)
            assert at["opening"] + moved == at["closing"], row.key


def test_a_classification_sums_to_the_whole(books: World) -> None:
    """ST-04 and ST-06 over the columns of quality: a group of classes makes the total, a part is no more than it."""
    report = report_named("staff-quality")
    for question in Asker(report).several():
        made = table(report, question)
        total = made.columns[0].key
        groups: dict[str, list[str]] = {}
        for column in made.columns[1:]:
            groups.setdefault(column.group, []).append(column.key)
        for row in made.rows:
            for group, keys in groups.items():
                values = [value for key in keys if isinstance(value := row.cells[key], int)]
                if group == "Trong đó":
                    assert all(0 <= value <= int(row.cells[total] or 0) for value in values), row.key
                else:
                    assert sum(values) == row.cells[total], (row.key, group)
        present = table(report_named("establishment"), ask("day", on=question.on, known_at=question.known_at,
                                                           under=question.under))  # fmt: skip
        everyone = cell(present, "total", "present") + cell(present, "total", "outside_present")
        assert cell(made, "total", total) == everyone


def test_leaders_are_no_more_than_their_posts(books: World) -> None:
    report = report_named("leadership")
    made = table(report, ask("day", on=date(2022, 12, 31)))
    for row in made.rows:
        held = {column.label: row.cells[column.key] for column in made.columns if not column.group}
        assert held["Có người giữ"] + held["Còn trống"] <= held["Vị trí"]  # type: ignore[operator]
        for column in made.columns:
            if column.group == "Người giữ":
                assert 0 <= row.cells[column.key] <= held["Vị trí"]  # type: ignore[operator]


@every
def test_a_part_that_has_ended_is_asked_in_its_last_extent(books: World, report: Report) -> None:
    """A2 ended on the last day of 2023."""
    asker = Asker(report)
    assert table(report, asker(date(2024, 6, 30), under="A2")).scope_label == "xã An Thạnh"
    extent = asker(date(2024, 6, 30), under="A2").extent
    assert extent is not None
    assert extent.ended_on == date(2023, 12, 31)


def test_as_known_before_a_late_decision(books: World) -> None:
    """ST-08: what was known is what is shown; 09/QĐ came late."""
    report = report_named("establishment")
    asker = Asker(report)
    day = date(2021, 12, 31)
    assert cell(table(report, asker(day)), "S2", "official") == 3
    assert cell(table(report, asker(day, after="08/QĐ")), "S2", "official") == 2


def test_a_commune_right_below_the_province_is_of_the_level_of_communes(own_books: World) -> None:
    """As since 1 July 2025: the place in the tree is that of a district before, the kind is not."""
    own_books.sign(effect("move_units", units=[{"code": "B1"}], parent={"code": "T1"}), on="2025-07-01", number="20/QĐ")
    moved, office = IDS["B1"], IDS["S1"]
    assert levels(ask("day", on=date(2025, 6, 30)), [moved, office]) == {moved: "commune", office: "district"}
    assert levels(ask("day", on=date(2025, 7, 1)), [moved, office]) == {moved: "commune", office: "district"}


def test_a_unit_that_ended_has_no_row_of_zeros(books: World) -> None:
    """A1 and A2 became A7 on 1 January 2024, their places with them."""
    report = report_named("establishment")
    before, after = (table(report, ask("day", on=date(year, 6, 30))) for year in (2023, 2024))
    assert {"A1", "A2"} <= {row.key for row in before.shown_rows}
    keys = {row.key for row in after.shown_rows}
    assert not {"A1", "A2"} & keys
    assert "A7" in keys


def test_the_period_comes_before_its_years(books: World) -> None:
    made = table(report_named("staffing-cuts"), ask("period", since=PERIOD[0], on=PERIOD[1]))
    keys = [column.key for column in made.shown_columns]
    assert keys[:2] == ["opening", "cut"]
    assert keys.index("closing") < keys.index("2022")
    assert {column.key for column in made.columns if column.detail_of == "2022"} == {
        key for key in keys if key.startswith("2022:")
    }
