"""Which months a team reports: from its start's to its end's, without its pauses. Pure; a month is its first day.

A programme of 24 months has 24 of them, whatever day of the month it begins on: the start's month is the first.
"""

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
    return month_of(month_of(month) + timedelta(days=31))


def months_between(first: date, end: date) -> Iterator[date]:
    """Yield the months from the first day's until, not including, the end's."""
    month = month_of(first)
    while month < month_of(end):
        yield month
        month = next_month(month)


def month_before(month: date) -> date:
    """Return the month before."""
    return month_of(month_of(month) - timedelta(days=1))


def is_exempt(month: date, pauses: Iterable[Pause]) -> bool:
    """Whether the team was paused all month, by one pause or by several that follow on each other."""
    day, following = month, next_month(month)
    for one in sorted(pauses, key=lambda pause: pause.since):
        if one.since <= day:
            day = max(day, following if one.until is None else one.until)
    return day >= following


def timely_until(month: date) -> date:
    """Return the last day on which the month's report is timely."""
    return next_month(month).replace(day=TIMELY_UNTIL)


def locked_from(month: date) -> date:
    """Return the day from which the month's report is locked."""
    following = next_month(month)
    last = next_month(following) - timedelta(days=1)
    return following.replace(day=min(LOCKED_FROM, last.day))
