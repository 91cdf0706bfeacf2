"""When a day can be evaluated, and by whom of those who take part: the sentence that refuses, or None."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from courses.policies.sessions import is_presence
from people.wording import clock

if TYPE_CHECKING:
    from datetime import datetime

    from courses.models import Attendance, Participant, Session

OPEN_FOR = timedelta(days=30)


def why_not_open(session: Session, at: datetime) -> str | None:
    """Return why nobody can evaluate the day at the moment: it has not ended, or it ended more than 30 days ago."""
    if not session.has_ended(at):
        values = {"day": _date(session.ends_at), "clock": clock(session.ends_at)}
        return _("The day can be evaluated from %(day)s at %(clock)s on, when it has ended.") % values
    if at >= session.ends_at + OPEN_FOR:
        return _("The day could be evaluated until %(day)s.") % {"day": _date(session.ends_at + OPEN_FOR)}
    return None


def evaluation_is_over(session: Session, at: datetime) -> bool:
    """Whether nobody is asked to evaluate the session: its kind is never evaluated, or the time for it has passed."""
    return not session.is_evaluated or at >= session.ends_at + OPEN_FOR


def why_not_asked(session: Session, participant: Participant, row: Attendance | None) -> str | None:
    """Return why the participant is not asked: not there or, while the register says nothing, not obliged to be."""
    if row and not is_presence(row.status):
        return _("Only those who were there evaluate the day, and the register says that you were not.")
    if row is None and not session.obliges(participant):
        return _("Only those who were there evaluate the day. Tell the trainer if you were.")
    return None


def _date(moment: datetime) -> str:
    return date_format(timezone.localtime(moment).date(), "DATE_FORMAT")
