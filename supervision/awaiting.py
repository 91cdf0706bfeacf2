"""Which sessions still wait for their record, and how long they have waited."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from courses.enums import AttendanceStatus, CohortState
from courses.models import Attendance
from supervision.policies import is_overdue, record_state

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from courses.models import Session
    from courses.models.session import SessionQuerySet
    from supervision.enums import RecordState

WAS_THERE = Q(status__in=(AttendanceStatus.PRESENT, AttendanceStatus.PARTIAL))


class Awaiting(NamedTuple):
    """A session without a signed record: how far it is, since how many days it is over, and whether too long."""

    session: Session
    state: RecordState
    days: int
    is_overdue: bool


def awaiting_record(sessions: SessionQuerySet, at: datetime) -> SessionQuerySet:
    """Return those that are over without a signed record, the latest first; where nobody came, none is written."""
    lines = Attendance.objects.of_register().filter(session=OuterRef("pk"))
    nobody_came = Exists(lines) & ~Exists(lines.filter(WAS_THERE))
    over = sessions.published().filter(~nobody_came, ends_at__lte=at, record=None)
    return over.exclude(cohort__state=CohortState.CLOSED).order_by("-starts_at", "code")


def told(sessions: Iterable[Session], at: datetime) -> list[Awaiting]:
    """Return the sessions as lists tell of them; they come with ``record`` and ``recorddraft``."""
    today = timezone.localtime(at).date()
    return [
        Awaiting(one, record_state(one), (today - timezone.localtime(one.ends_at).date()).days, is_overdue(one, at))
        for one in sessions
    ]
