"""Working days, months and due dates: single rules, the notices of 2025 and 2026, and a plain oracle."""

from __future__ import annotations

import random
from datetime import date, timedelta

import pytest

from tinhgon.law.clocks import Calendar, add_months, official_calendar, whole_months

DAY = timedelta(days=1)

# Thông báo 6150/TB-BLĐTBXH and 9441/TB-BNV, Công văn 12729/VPCP-KGVX, Nghị quyết 28/2026/QH16: weekdays off, and the
# Saturdays worked, as newspapers and public files quote them; typed here by hand.
OFF_2025 = "01-01 01-27 01-28 01-29 01-30 01-31 04-07 04-30 05-01 05-02 09-01 09-02"
OFF_2026 = "01-01 01-02 02-16 02-17 02-18 02-19 02-20 04-27 04-30 05-01 08-31 09-01 09-02 11-24"


@pytest.mark.parametrize(("year", "off", "worked"), [(2025, OFF_2025, "04-26"), (2026, OFF_2026, "01-10 08-22")])
def test_the_years_that_were_decided(year: int, off: str, worked: str) -> None:
    calendar = official_calendar()
    days = [date(year, 1, 1) + DAY * number for number in range(365)]
    assert [f"{day:%m-%d}" for day in days if day.weekday() < 5 and not calendar.is_working(day)] == off.split()
    assert [f"{day:%m-%d}" for day in days if day.weekday() >= 5 and calendar.is_working(day)] == worked.split()
    assert calendar.is_decided(year)


def test_a_year_that_is_not_decided_says_so() -> None:
    calendar = official_calendar()
    due = calendar.after(date(2026, 12, 21), 30)
    assert due.undecided == (2027,)
    assert not due.is_sure
    assert not calendar.is_decided(2027)
    assert calendar.after(date(2026, 10, 1), 15).is_sure
    assert calendar.term(date(2026, 12, 21), 90, "days").is_sure  # calendar days need no holidays
    assert not calendar.term(date(2026, 12, 21), 90, "days", roll=True).is_sure


def test_a_swap_that_was_only_proposed_is_said() -> None:
    due = official_calendar().after(date(2026, 11, 16), 10)
    assert (due.on, due.undecided) == (date(2026, 12, 1), ())
    assert "đề xuất" in due.doubtful[0]


def test_the_culture_day_is_off_from_2026_only() -> None:
    calendar = official_calendar()
    assert calendar.is_working(date(2025, 11, 24))
    assert not calendar.is_working(date(2026, 11, 24))


def test_the_day_after_is_day_one_both_ways() -> None:
    calendar = Calendar.given([])
    monday = date(2026, 9, 7)
    assert calendar.after(monday, 1).on == date(2026, 9, 8)
    assert calendar.after(date(2026, 9, 12), 1).on == date(2026, 9, 14)
    assert calendar.before(monday, 1).on == date(2026, 9, 4)
    assert calendar.after(monday, 0).on == monday


def test_an_end_on_a_day_off_moves_only_where_the_rule_says() -> None:
    calendar = official_calendar()
    found = date(2026, 8, 3)
    assert calendar.term(found, 90, "days").on == date(2026, 11, 1)  # a Sunday
    assert calendar.term(found, 90, "days", roll=True).on == date(2026, 11, 2)
    assert calendar.term(date(2026, 8, 24), 5, "days", roll=True).on == date(2026, 9, 3)  # a Saturday before the swap


def test_a_term_that_stands_still_is_as_much_longer() -> None:
    calendar = Calendar.given([])
    pause = (date(2026, 9, 9), date(2026, 9, 15))
    assert calendar.term(date(2026, 9, 7), 3, "working_days", pauses=[pause]).on == date(2026, 9, 17)
    assert calendar.term(date(2026, 9, 7), 3, "days", pauses=[pause]).on == date(2026, 9, 17)
    again = (date(2026, 9, 16), date(2026, 9, 16))  # reached only because the first pause moved the end
    assert calendar.term(date(2026, 9, 7), 3, "days", pauses=[pause, again]).on == date(2026, 9, 18)
    assert calendar.term(date(2026, 9, 7), 1, "months", pauses=[(date(2026, 1, 1), date(2026, 1, 31))]).on == date(
        2026, 10, 7
    )


@pytest.mark.parametrize(
    ("since", "months", "until"),
    [
        (date(2026, 1, 31), 1, date(2026, 2, 28)),
        (date(2024, 2, 29), 12, date(2025, 2, 28)),
        (date(2026, 3, 31), -1, date(2026, 2, 28)),
        (date(2026, 12, 15), 1, date(2027, 1, 15)),
    ],
)
def test_months_are_months_of_the_calendar(since: date, months: int, until: date) -> None:
    assert add_months(since, months) == until


def test_working_days_as_a_plain_list_counts_them() -> None:
    dice = random.Random(7)
    calendar = official_calendar()
    start = date(2025, 1, 1)
    working = [start + DAY * number for number in range(729) if calendar.is_working(start + DAY * number)]
    for _n in range(500):
        day = start + DAY * dice.randrange(80, 500)
        number = dice.randrange(1, 60)
        assert calendar.after(day, number).on == [one for one in working if one > day][number - 1]
        if number < 40:
            assert calendar.before(day, number).on == [one for one in working if one < day][-number]
        until = day + DAY * dice.randrange(0, 100)
        assert calendar.count(day, until) == len([one for one in working if day < one <= until])


def test_whole_months_between_two_days() -> None:
    dice = random.Random(12)
    for _n in range(500):
        since = date(2020, 1, 1) + DAY * dice.randrange(2000)
        until = since + DAY * dice.randrange(900)
        months = whole_months(since, until)
        assert add_months(since, months) <= until < add_months(since, months + 1)


def test_a_slip_of_the_pen_is_no_endless_loop() -> None:
    with pytest.raises(ValueError):
        Calendar().after(date(2026, 1, 1), 10_000_000)
