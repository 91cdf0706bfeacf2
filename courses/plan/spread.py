"""Even spreading of a year's occurrences over the days that are open for them; who is free is not asked here."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from datetime import date
from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

from courses.plan.calendar import ONE_DAY, add_months, open_days

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from courses.plan.template import IsoWeek


class Year(NamedTuple):
    """One programme year, from `first` until, not including, `end`; the last one may be shorter than twelve months."""

    number: int
    first: date
    end: date
    months: int


class Aim(NamedTuple):
    """The day's index that an occurrence aims at, and how far it may be shifted: less than halfway to the next."""

    target: int
    leeway: int


def programme_years(start: date, duration_months: int) -> list[Year]:
    """Return the programme's years, counted from the start date and not from January."""
    years = []
    for number, month in enumerate(range(0, duration_months, 12), start=1):
        months = min(12, duration_months - month)
        years.append(Year(number, add_months(start, month), add_months(start, month + months), months))
    return years


def spread(days: Sequence[date], occurrences: Sequence[int], fixed: Mapping[int, date]) -> dict[int, Aim]:
    """Return for each occurrence without a fixed date the day to aim at, evenly over the days.

    With none fixed the i-th of n aims at (i − ½)/n of the days. Between fixed ones the rest share the room between
    them: a whole interval to a fixed neighbour, half of one to the edge of the year.
    """
    aims: dict[int, Aim] = {}
    for is_fixed, run in groupby(occurrences, key=fixed.__contains__):
        if not is_fixed:
            aims.update(_spread_run(days, list(run), fixed))
    return aims


def _spread_run(days: Sequence[date], run: Sequence[int], fixed: Mapping[int, date]) -> dict[int, Aim]:
    earliest, latest = neighbours(run[0], fixed)
    low, high = bisect_left(days, earliest), bisect_left(days, latest)
    room = max(high - low, 0)
    left = 2 if days and earliest >= days[0] else 1
    right = 2 if days and latest <= days[-1] else 1
    parts = 2 * (len(run) - 1) + left + right
    leeway = max(room // parts - 1, 0)
    return {
        occurrence: Aim(low + _divide_half_up((left + 2 * place) * room, parts), leeway)
        for place, occurrence in enumerate(run)
    }


def _divide_half_up(numerator: int, denominator: int) -> int:
    return (2 * numerator + denominator) // (2 * denominator)


def neighbours(occurrence: int, dated: Mapping[int, date]) -> tuple[date, date]:
    """Return the dates that the occurrence must lie strictly between, of the ones before it and after it."""
    earliest = max((day for number, day in dated.items() if number < occurrence), default=date.min)
    latest = min((day for number, day in dated.items() if number > occurrence), default=date.max)
    return earliest, latest


def stagger(position: int, leeway: int) -> int:
    """Return the shift of the team at that position (from 0): 0, 1, −1, 2, −2, … within the leeway, then again."""
    step = position % (2 * leeway + 1)
    return (step + 1) // 2 * (1 if step % 2 else -1)


def outward(days: Sequence[date], index: int, *, after: date, before: date) -> Iterator[date]:
    """Yield the days strictly between two dates, the ones nearest to the index first, the later one on ties."""
    low, high = bisect_right(days, after), bisect_left(days, before)
    yield from (days[near] for near in sorted(range(low, high), key=lambda near: (abs(near - index), near < index)))


def month_spans(
    year: Year, months: Sequence[int], closed_weeks: frozenset[IsoWeek] = frozenset()
) -> list[tuple[date, date]]:
    """Return the first and last date of each calendar month within the programme year, in the order they come.

    A month cut in two by the anniversary is taken where it has more open days, the earlier part on ties; a month
    outside the year is left out.
    """
    found: dict[int, list[tuple[date, date]]] = {}
    for span in _months_of(year):
        if span[0].month in months:
            found.setdefault(span[0].month, []).append(span)
    return sorted(
        max(parts, key=lambda part: len(open_days(part[0], part[1], closed_weeks))) for parts in found.values()
    )


def _months_of(year: Year) -> Iterator[tuple[date, date]]:
    first = year.first
    while first < year.end:
        following = add_months(first.replace(day=1), 1)
        yield first, min(following, year.end) - ONE_DAY
        first = following
