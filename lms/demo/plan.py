"""The days that the demo's coordinator fixes by hand, so that something lies around today on every day of the year."""

from __future__ import annotations

from datetime import timedelta
from itertools import count
from typing import TYPE_CHECKING

from django.utils import timezone

from courses.actions.plan import save_session
from courses.plan.calendar import closure_on, moment

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date, datetime

    from courses.models import Session
    from people.models import User


def fix(session: Session, *, first: date, by: User) -> None:
    """Move the session to begin on the date, at the same time of day; it is fixed from then on."""
    days = first - timezone.localtime(session.starts_at).date()
    session.starts_at, session.ends_at = _moved(session.starts_at, days), _moved(session.ends_at, days)
    save_session(session=session, trainers=session.trainers.all(), by=by)


def open_days_before(day: date, length: int) -> date:
    """Return the first of the last so many days in a row that are open and end before the date."""
    return next(first for first in _days_from(day - timedelta(days=length), -1) if _are_open(first, length))


def open_days_after(day: date, length: int) -> date:
    """Return the first of the next so many days in a row that are open and begin after the date."""
    return next(first for first in _days_from(day + timedelta(days=1), 1) if _are_open(first, length))


def _days_from(first: date, step: int) -> Iterator[date]:
    return (first + timedelta(days=step * number) for number in count())


def _are_open(first: date, length: int) -> bool:
    return all(closure_on(first + timedelta(days=number)) is None for number in range(length))


def _moved(when: datetime, days: timedelta) -> datetime:
    local = timezone.localtime(when)
    return moment(local.date() + days, local.time())
