"""On which days a session may be held, and how days, months and wall time are counted; nothing about people here."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from functools import lru_cache
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import holidays

if TYPE_CHECKING:
    from collections.abc import Iterator

    from courses.plan.template import IsoWeek

COPENHAGEN = ZoneInfo("Europe/Copenhagen")
ONE_DAY = timedelta(days=1)
JULY = 7


class Closure(StrEnum):
    """Why no session may be held on a day (design, section 3: "Plan generator")."""

    WEEKEND = "weekend"
    PUBLIC_HOLIDAY = "public_holiday"
    JULY = "july"
    CHRISTMAS = "christmas"
    SCHOOL_HOLIDAY = "school_holiday"


def closure_on(day: date, closed_weeks: frozenset[IsoWeek] = frozenset()) -> Closure | None:
    """Return why the day is closed, or None; `closed_weeks` are school holidays and only apply to local sessions."""
    closure = _closure_everywhere(day)
    if closure is None and closed_weeks and _iso_week(day) in closed_weeks:
        return Closure.SCHOOL_HOLIDAY
    return closure


@lru_cache(maxsize=8192)
def _closure_everywhere(day: date) -> Closure | None:
    if day.isoweekday() > 5:
        return Closure.WEEKEND
    if holiday_name(day):
        return Closure.PUBLIC_HOLIDAY
    if day.month == JULY:
        return Closure.JULY
    if (day.month, day.day) >= (12, 20) or (day.month, day.day) <= (1, 2):
        return Closure.CHRISTMAS
    return None


@lru_cache(maxsize=8192)
def _iso_week(day: date) -> IsoWeek:
    year, week, _weekday = day.isocalendar()
    return year, week


def holiday_name(day: date, language: str = "da") -> str | None:
    """Return the Danish public holiday's name in Danish (`da`) or else English, or None on any other day."""
    return _public_holidays(day.year, "da" if language == "da" else "en_US").get(day)


@lru_cache(maxsize=128)
def _public_holidays(year: int, language: str) -> dict[date, str]:
    return dict(holidays.country_holidays("DK", years=year, language=language))


def open_days(first: date, last: date, closed_weeks: frozenset[IsoWeek] = frozenset()) -> list[date]:
    """Return the days from first to last, both included, on which a session may be held."""
    return [day for day in days_between(first, last) if closure_on(day, closed_weeks) is None]


def days_between(first: date, last: date) -> Iterator[date]:
    """Yield every date from `first` to `last`, both included; none when `last` lies before."""
    for ordinal in range(first.toordinal(), last.toordinal() + 1):
        yield date.fromordinal(ordinal)


def add_months(day: date, months: int) -> date:
    """Return the same day of the month so many months on (or back), or that month's last day when it is shorter."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def moment(day: date, wall_time: time) -> datetime:
    """Return the aware moment at which clocks in Copenhagen show this time on this day."""
    return datetime.combine(day, wall_time, tzinfo=COPENHAGEN)


def local_date(when: datetime) -> date:
    """Return the date in Copenhagen at an aware moment."""
    return when.astimezone(COPENHAGEN).date()
