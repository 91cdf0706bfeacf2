"""The days on which a session may be held, months and wall time."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from courses.plan.calendar import Closure, add_months, closure_on, holiday_name, local_date, moment, open_days
from tests.courses.plan.checker import is_open, months_after

DAYS = st.dates(date(2015, 1, 1), date(2040, 12, 31))


# The first question makes the library load its countries, which takes longer than an example may.
@settings(deadline=None)
@given(day=DAYS)
def test_open_days_are_those_of_the_rule_book(day: date) -> None:
    assert (closure_on(day) is None) == is_open(day)


@pytest.mark.parametrize(
    ("day", "closure"),
    [
        (date(2024, 9, 2), None),
        (date(2024, 9, 7), Closure.WEEKEND),
        (date(2024, 3, 28), Closure.PUBLIC_HOLIDAY),
        (date(2023, 5, 5), Closure.PUBLIC_HOLIDAY),
        (date(2024, 4, 26), None),
        (date(2024, 6, 5), None),
        (date(2025, 5, 1), None),
        (date(2025, 6, 30), None),
        (date(2025, 7, 1), Closure.JULY),
        (date(2025, 7, 31), Closure.JULY),
        (date(2025, 8, 1), None),
        (date(2024, 12, 19), None),
        (date(2024, 12, 20), Closure.CHRISTMAS),
        (date(2024, 12, 24), Closure.CHRISTMAS),
        (date(2024, 12, 25), Closure.PUBLIC_HOLIDAY),
        (date(2025, 1, 2), Closure.CHRISTMAS),
        (date(2025, 1, 3), None),
    ],
)
def test_a_day_is_closed_for_the_reason_given(day: date, closure: Closure | None) -> None:
    assert closure_on(day) == closure


def test_a_school_holiday_closes_its_iso_week_of_its_iso_year() -> None:
    weeks = frozenset({(2026, 1)})

    assert closure_on(date(2025, 12, 29), weeks) == Closure.CHRISTMAS
    assert closure_on(date(2026, 2, 9), weeks | {(2026, 7)}) == Closure.SCHOOL_HOLIDAY
    assert closure_on(date(2026, 2, 16), weeks | {(2026, 7)}) is None
    assert closure_on(date(2020, 12, 30), frozenset({(2020, 53)})) == Closure.CHRISTMAS
    assert closure_on(date(2021, 1, 4), frozenset({(2020, 53)})) is None


def test_holidays_are_named_in_danish_and_english() -> None:
    assert holiday_name(date(2025, 4, 21)) == "Anden påskedag"
    assert holiday_name(date(2025, 4, 21), "en") == "Easter Monday"
    assert holiday_name(date(2025, 4, 22)) is None


def test_open_days_hold_both_ends() -> None:
    assert open_days(date(2025, 1, 2), date(2025, 1, 7)) == [date(2025, 1, 3), date(2025, 1, 6), date(2025, 1, 7)]


@given(day=DAYS, months=st.integers(-24, 48))
def test_months_are_counted_like_a_person_does(day: date, months: int) -> None:
    assert add_months(day, months) == months_after(day, months)


def test_a_month_that_is_too_short_gives_its_last_day() -> None:
    assert add_months(date(2024, 1, 31), 1) == date(2024, 2, 29)
    assert add_months(date(2024, 10, 31), 8) == date(2025, 6, 30)
    assert add_months(date(2024, 1, 15), -1) == date(2023, 12, 15)


def test_nine_o_clock_is_nine_o_clock_in_winter_and_in_summer() -> None:
    assert moment(date(2025, 3, 28), time(9)).astimezone(UTC) == datetime(2025, 3, 28, 8, tzinfo=UTC)
    assert moment(date(2025, 3, 31), time(9)).astimezone(UTC) == datetime(2025, 3, 31, 7, tzinfo=UTC)
    assert moment(date(2025, 3, 31), time(9)).utcoffset() == timedelta(hours=2)


def test_the_date_is_the_one_in_copenhagen() -> None:
    assert local_date(datetime(2025, 6, 2, 22, 30, tzinfo=UTC)) == date(2025, 6, 3)
