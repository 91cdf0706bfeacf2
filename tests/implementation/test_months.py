"""Which months a team reports, and what each of them is on a day: exactly one of four, for any start, pause and end."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

import pytest
from dateutil.relativedelta import relativedelta
from hypothesis import example, given
from hypothesis import strategies as st

from implementation.enums import MonthMark, ReportState
from implementation.models import ActivityReport
from implementation.months import (
    Pause,
    is_exempt,
    locked_from,
    month_before,
    month_of,
    months_between,
    next_month,
    timely_until,
)
from implementation.report_months import ReportMonth, report_months, tally
from supervision.enums import Source
from tests import factories

DAYS = st.dates(date(2020, 1, 1), date(2032, 12, 31))
LENGTHS = st.integers(1, 36)


@st.composite
def pauses_of(draw: st.DrawFn) -> list[Pause]:
    """Pauses in any order, also overlapping and going on."""
    found = []
    for since in draw(st.lists(DAYS, max_size=4)):
        days = draw(st.none() | st.integers(1, 200))
        found.append(Pause(since, None if days is None else since + timedelta(days=days)))
    return found


def days_of(month: date) -> list[date]:
    """Every day of the month."""
    return [
        month + timedelta(days=number) for number in range(31) if (month + timedelta(days=number)).month == month.month
    ]


def what_it_is(month: date, paused: list[Pause], *, handed_in: bool, on: date) -> ReportState:
    """The oracle, day by day: handed in; else not asked for where no day of it was worked; else due by the 10th."""
    if handed_in:
        return ReportState.SUBMITTED
    rested = [
        any(one.since <= day and (one.until is None or day < one.until) for one in paused) for day in days_of(month)
    ]
    if all(rested):
        return ReportState.EXEMPT
    following = days_of(month)[-1] + timedelta(days=1)
    return ReportState.EXPECTED if on <= date(following.year, following.month, 10) else ReportState.MISSING


@given(DAYS, LENGTHS)
@example(date(2024, 8, 31), 24)
@example(date(2024, 9, 1), 24)
def test_a_programme_of_so_many_months_is_reported_for_so_many_months(start: date, length: int) -> None:
    months = list(months_between(start, start + relativedelta(months=length)))
    assert len(months) == length
    assert months[0] == start.replace(day=1)
    assert all(month.day == 1 for month in months)
    assert all(after == month + relativedelta(months=1) for month, after in pairwise(months))


@given(DAYS, LENGTHS, pauses_of(), DAYS, st.data())
def test_expected_is_handed_in_and_missing_and_not_due_and_exempt_for_any_start_pause_and_end(
    start: date, length: int, paused: list[Pause], on: date, data: st.DataObject
) -> None:
    end = start + relativedelta(months=length)
    whole = list(months_between(start, end))
    states = {month: data.draw(st.sampled_from([None, *ReportState.values[2:6]])) for month in whole}
    rows = {month: ActivityReport(month=month, state=state) for month, state in states.items() if state}
    months = report_months(start, end, pauses=paused, reports=rows, on=on)
    assert [one.month for one in months] == whole
    given_in = {ReportState.SUBMITTED.value, ReportState.ACCEPTED.value}
    assert [one.due_state for one in months] == [
        what_it_is(month, paused, handed_in=states[month] in given_in, on=on) for month in whole
    ]
    counts = tally(months)
    assert sum(counts) == len(whole) == length
    assert counts.due == counts.handed_in + counts.missing


@given(DAYS, pauses_of())
def test_a_month_is_exempt_where_no_day_of_it_was_worked(day: date, paused: list[Pause]) -> None:
    month = month_of(day)
    expected = what_it_is(month, paused, handed_in=False, on=month) == ReportState.EXEMPT
    assert is_exempt(month, paused) == expected


def test_two_pauses_that_follow_on_each_other_make_a_month_exempt_and_a_day_between_them_does_not() -> None:
    november = date(2024, 11, 1)
    first = Pause(date(2024, 10, 20), date(2024, 11, 12))
    assert is_exempt(november, [Pause(date(2024, 11, 12), None), first])
    assert not is_exempt(november, [Pause(date(2024, 11, 13), None), first])


@given(DAYS)
def test_the_month_before_and_the_next_one_are_each_others(day: date) -> None:
    assert month_before(next_month(day)) == next_month(month_before(day)) == month_of(day)


@pytest.mark.parametrize(
    ("month", "timely", "locked"),
    [
        (date(2024, 10, 1), date(2024, 11, 10), date(2024, 11, 30)),
        (date(2024, 12, 1), date(2025, 1, 10), date(2025, 1, 30)),
        (date(2025, 1, 1), date(2025, 2, 10), date(2025, 2, 28)),
        (date(2028, 1, 1), date(2028, 2, 10), date(2028, 2, 29)),
    ],
)
def test_timely_until_the_tenth_and_locked_from_the_thirtieth(month: date, timely: date, locked: date) -> None:
    assert (timely_until(month), locked_from(month)) == (timely, locked)


# -- one month on a day -----------------------------------------------------------------------------------------------

OCTOBER = date(2024, 10, 1)


def handed_in(on: date, state: ReportState = ReportState.SUBMITTED, **fields: object) -> ActivityReport:
    return ActivityReport(month=OCTOBER, state=state, first_submitted_at=factories.moment(on, 23, 59), **fields)


@pytest.mark.parametrize(
    ("report", "on", "mark"),
    [
        (None, date(2024, 11, 10), MonthMark.NOT_DUE),
        (None, date(2024, 11, 11), MonthMark.MISSING),
        (ActivityReport(month=OCTOBER), date(2024, 11, 11), MonthMark.MISSING),
        (handed_in(date(2024, 11, 10)), date(2024, 12, 1), MonthMark.TIMELY),
        (handed_in(date(2024, 11, 11)), date(2024, 12, 1), MonthMark.LATE),
        (handed_in(date(2024, 11, 10), ReportState.ACCEPTED), date(2024, 12, 1), MonthMark.TIMELY),
        (handed_in(date(2024, 11, 10), ReportState.REOPENED), date(2024, 12, 1), MonthMark.REOPENED),
        (handed_in(date(2025, 1, 1), source=Source.IMPORT), date(2024, 12, 1), MonthMark.IMPORTED),
    ],
)
def test_the_map_says_whether_a_month_is_timely_late_missing_or_open(
    report: ActivityReport | None, on: date, mark: MonthMark
) -> None:
    assert ReportMonth(OCTOBER, on, report=report).mark == mark


def test_a_draft_of_a_month_that_was_paused_throughout_is_not_asked_for() -> None:
    one = ReportMonth(OCTOBER, date(2024, 12, 1), is_exempt=True, report=ActivityReport(month=OCTOBER))
    assert (one.state, one.mark, one.is_open) == (ReportState.EXEMPT, MonthMark.EXEMPT, False)


@pytest.mark.parametrize(
    ("on", "report", "is_open", "waits_for_the_team"),
    [
        (date(2024, 9, 30), None, False, False),
        (date(2024, 10, 1), None, True, False),
        (date(2024, 10, 31), None, True, False),
        (date(2024, 11, 1), None, True, True),
        (date(2024, 11, 29), None, True, True),
        (date(2024, 11, 30), None, False, False),
        (date(2024, 11, 30), ActivityReport(month=OCTOBER), False, False),
        (date(2024, 12, 30), handed_in(date(2024, 11, 2), ReportState.REOPENED), True, True),
        (date(2024, 11, 3), handed_in(date(2024, 11, 2)), False, False),
    ],
)
def test_a_month_is_open_from_its_first_day_until_the_lock_unless_it_is_handed_in(
    on: date, report: ActivityReport | None, is_open: bool, waits_for_the_team: bool
) -> None:
    one = ReportMonth(OCTOBER, on, report=report)
    assert (one.is_open, one.is_to_be_handed_in) == (is_open, waits_for_the_team)


def test_every_sign_on_the_map_is_another_one() -> None:
    assert len({mark.symbol for mark in MonthMark}) == len(MonthMark)
