"""When a session takes check-ins, and what its register already says: the sentence that refuses, or None."""

from __future__ import annotations

from datetime import timedelta
from enum import StrEnum
from typing import TYPE_CHECKING

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from courses.enums import AttendanceStatus, SessionState
from people.wording import clock

if TYPE_CHECKING:
    from datetime import datetime

    from courses.models import Attendance, Session

OPENS_BEFORE = timedelta(minutes=30)


class CheckInState(StrEnum):
    """Whether a session takes check-ins at a moment."""

    OPEN = "open"
    TOO_EARLY = "too_early"
    OVER = "over"
    NOT_IN_FORCE = "not_in_force"


def check_in_opens_at(session: Session) -> datetime:
    """Return the first moment at which people may check in."""
    return session.starts_at - OPENS_BEFORE


def check_in_state(session: Session, at: datetime) -> CheckInState:
    """Return whether the session takes check-ins at the moment: from half an hour before it begins until it ends."""
    if session.state != SessionState.PUBLISHED:
        return CheckInState.NOT_IN_FORCE
    if at < check_in_opens_at(session):
        return CheckInState.TOO_EARLY
    return CheckInState.OVER if session.has_ended(at) else CheckInState.OPEN


def takes_check_ins(session: Session, at: datetime) -> bool:
    """Whether people can check in at the moment or will be able to."""
    return check_in_state(session, at) in {CheckInState.TOO_EARLY, CheckInState.OPEN}


def why_no_check_in(session: Session, at: datetime) -> str | None:
    """Return why nobody can check in at the moment."""
    code = {"code": session.code}
    match check_in_state(session, at):
        case CheckInState.NOT_IN_FORCE if session.state == SessionState.CANCELLED:
            return _("%(code)s is cancelled.") % code
        case CheckInState.NOT_IN_FORCE:
            return _("%(code)s has not been published yet.") % code
        case CheckInState.TOO_EARLY:
            return _opens(session)
        case CheckInState.OVER:
            return _over(session)
    return None


def _opens(session: Session) -> str:
    values = {"code": session.code, **_day_and_clock(check_in_opens_at(session))}
    return _("Check-in to %(code)s opens on %(day)s at %(clock)s.") % values


def _over(session: Session) -> str:
    values = {"code": session.code, **_day_and_clock(session.ends_at)}
    return _("%(code)s ended on %(day)s at %(clock)s, so it takes no more check-ins.") % values


def _day_and_clock(moment: datetime) -> dict[str, str]:
    return {"day": date_format(timezone.localtime(moment).date(), "DATE_FORMAT"), "clock": clock(moment)}


def why_already_registered(row: Attendance) -> str:
    """Return what the register already says of the participant, who has just scanned a code."""
    if row.is_check_in:
        return _("You have already checked in at %(clock)s.") % {"clock": clock(row.recorded_at)}
    return {
        AttendanceStatus.PRESENT: _("You are already registered as present."),
        AttendanceStatus.PARTIAL: _("You are already registered as partly present."),
        AttendanceStatus.ABSENT: _("The trainer has registered you as absent. Tell the trainer if you are here."),
        AttendanceStatus.EXCUSED: _("The trainer has registered you as excused. Tell the trainer if you are here."),
    }[AttendanceStatus(row.status)]
