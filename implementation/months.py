"""Which months a team reports: from its start to its end, without its pauses. Pure; a month is its first day."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

TIMELY_UNTIL = 10
"""The day of the following month until which a report is timely (design, section 6)."""
LOCKED_FROM = 30
"""The day of the following month from which a report is locked; its last day where the month is shorter."""


class Pause(NamedTuple):
    """A time without reports: from a day on until (not including) another, None for one that goes on."""

    since: date
    until: date | None


def month_of(day: date) -> date:
    """Return the month of the day."""
    return day.replace(day=1)


def next_month(month: date) -> date:
    """Return the month after."""
    return month_of(month + timedelta(days=31))


def months_between(first: date, end: date) -> Iterator[date]:
    """Yield the months from the first day's on that begin before the end."""
    month = month_of(first)
    while month < end:
        yield month
        month = next_month(month)


def expected_months(start: date, end: date, pauses: Iterable[Pause] = ()) -> list[date]:
    """Return the months that are reported: those that begin before the end and were not paused throughout."""
    return [month for month in months_between(start, end) if not is_exempt(month, list(pauses))]


def is_exempt(month: date, pauses: Iterable[Pause]) -> bool:
    """Whether the team was paused all month."""
    following = next_month(month)
    return any(one.since <= month and (one.until is None or one.until >= following) for one in pauses)


def timely_until(month: date) -> date:
    """Return the last day on which the month's report is timely."""
    return next_month(month).replace(day=TIMELY_UNTIL)


def locked_from(month: date) -> date:
    """Return the day from which the month's report is locked."""
    following = next_month(month)
    last = next_month(following) - timedelta(days=1)
    return following.replace(day=min(LOCKED_FROM, last.day))
