"""Does the state allow it? Each function returns the sentence that refuses, or None; who may: permissions.py."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from implementation.enums import ReportState

if TYPE_CHECKING:
    from datetime import date

    from implementation.models import TeamPause
    from implementation.report_months import ReportMonth
    from people.models import Organisation


def why_locked(one: ReportMonth, owner: Organisation) -> str | None:
    """Return since when the month is locked and who can lift it; what was reopened is open until it's handed in."""
    if not one.is_past_lock or one.state == ReportState.REOPENED:
        return None
    text = _("The report was locked on %(date)s. %(owner)s can open it again, with a reason.")
    return text % {"date": _date(one.locked_from), "owner": owner}


def why_not_written(one: ReportMonth, owner: Organisation) -> str | None:
    """Return why the month's figures cannot be written."""
    if not one.has_begun:
        return _("The month has not begun.")
    if one.is_handed_in:
        return _why_handed_in(one, owner)
    if one.is_exempt:
        return _("The team was paused all month, so no report is asked for.")
    return why_locked(one, owner)


def why_not_submitted(one: ReportMonth, owner: Organisation) -> str | None:
    """Return why the month's report cannot be handed in."""
    if not one.is_over and not one.is_handed_in:
        return _("The month is not over: the report can be handed in from %(date)s.") % {
            "date": _date(one.begins_after)
        }
    return why_not_written(one, owner)


def why_not_accepted(one: ReportMonth) -> str | None:
    """Return why the month's report cannot be accepted."""
    if one.state == ReportState.SUBMITTED:
        return None
    if one.state == ReportState.ACCEPTED:
        return _("The report is accepted already.")
    return _("The report has not been handed in.")


def why_not_reopened(one: ReportMonth, owner: Organisation, *, as_owner: bool) -> str | None:
    """Return why the report cannot be opened again: its leader may until it's locked, the model owner always."""
    if not one.is_handed_in:
        return _why_not_opened(one, owner, as_owner=as_owner)
    if as_owner:
        return None
    if one.state == ReportState.ACCEPTED:
        return _("The report is accepted. %(owner)s can open it again, with a reason.") % {"owner": owner}
    return why_locked(one, owner)


def why_not_paused(since: date, until: date | None, others: list[TeamPause]) -> str | None:
    """Return why the team cannot be paused from the one day until the other: it's paused then already."""
    if until is not None and until <= since:
        return _("The pause cannot end before it begins.")
    for other in others:
        if (other.until is None or since < other.until) and (until is None or other.since < until):
            return _("The team is paused then already, from %(date)s.") % {"date": _date(other.since)}
    return None


def why_not_resumed(pause: TeamPause, until: date) -> str | None:
    """Return why the team cannot go on from the day."""
    if until <= pause.since:
        return _("The team cannot go on before the pause began, on %(date)s.") % {"date": _date(pause.since)}
    return None


def _why_handed_in(one: ReportMonth, owner: Organisation) -> str:
    if one.state == ReportState.ACCEPTED:
        return _("The report is accepted. %(owner)s can open it again, with a reason.") % {"owner": owner}
    if one.is_past_lock:
        return _("The report is handed in. %(owner)s can open it again, with a reason.") % {"owner": owner}
    text = _("The report is handed in. The team's leader can open it again until it is locked on %(date)s.")
    return text % {"date": _date(one.locked_from)}


def _why_not_opened(one: ReportMonth, owner: Organisation, *, as_owner: bool) -> str | None:
    """Return why a month that is not handed in cannot be opened: it's open, unless the lock has closed it."""
    if one.is_exempt:
        return _("The team was paused all month, so no report is asked for.")
    locked = why_locked(one, owner)
    if locked is None:
        return _("The report is open already.")
    return None if as_owner else locked


def _date(day: date) -> str:
    return date_format(day, "DATE_FORMAT")
