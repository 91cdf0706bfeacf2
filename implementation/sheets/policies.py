"""Does the state of a data sheet allow it? Each function returns the sentence that refuses, or None."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from implementation.models import DataAgreement
from implementation.sheets.choices import AgeBand, FollowUpKind, Register, Reporting, SheetKind
from implementation.sheets.rules import register_of, reports_of

if TYPE_CHECKING:
    from datetime import date

    from courses.models import Team
    from implementation.models import DataSheet, SheetFollowUp

MOST = 999
"""As often as one activity can be counted in a sheet."""


def agreement_of(team: Team) -> DataAgreement | None:
    """Return the team's data agreement, if there is one."""
    return DataAgreement.objects.filter(team=team).first()


def why_no_sheet(agreement: DataAgreement | None) -> str | None:
    """Return why no data sheet can be made in the team today."""
    if agreement is None:
        return _("There is no data agreement with the team yet. The model owner sets it up before the first sheet.")
    if not agreement.is_in_force(timezone.localdate()):
        since = date_format(agreement.since, "DATE_FORMAT")
        return _("The data agreement is in force from %(since)s: no sheet is made before.") % {"since": since}
    return None


def why_not_on(day: date, *, opened_on: date | None = None) -> str | None:
    """Return why nothing of a sheet can have happened on the date: it has not come yet, or lies before the opening."""
    if day > timezone.localdate():
        return _("The date has not come yet.")
    if opened_on and day < opened_on:
        return _("The sheet was opened on %(day)s.") % {"day": date_format(opened_on, "DATE_FORMAT")}
    return None


def why_closed(sheet: DataSheet) -> str | None:
    """Return why what is written while a course goes on cannot be written."""
    return _("The sheet is closed.") if sheet.closed_on else None


def why_not_closed(sheet: DataSheet, day: date) -> str | None:
    """Return why the sheet cannot be closed on the date: something was written later."""
    latest = max((row.done_on for row in sheet.follow_ups.all()), default=sheet.opened_on)
    if day < latest:
        return _("The last follow-up was on %(day)s.") % {"day": date_format(latest, "DATE_FORMAT")}
    return None


def why_not_reopened(sheet: DataSheet) -> str | None:
    """Return why the sheet cannot be opened again: it is open, or followed up after closure already."""
    if sheet.closed_on is None:
        return _("The sheet is open.")
    if any(FollowUpKind(row.kind).is_after_closure for row in sheet.follow_ups.all()):
        return _("The sheet has been followed up after its closure, so it cannot be opened again.")
    return None


def kinds_to_write(sheet: DataSheet) -> list[FollowUpKind]:
    """Return the kinds of follow-up that can be written now; the closure is written by closing the sheet."""
    if sheet.closed_on is None:
        return [FollowUpKind.FOLLOW_UP]
    if sheet.kind == SheetKind.ANONYMOUS:
        return []
    done = {row.kind for row in sheet.follow_ups.all()}
    return [kind for kind in FollowUpKind if kind.is_after_closure and kind not in done]


def why_no_follow_up(sheet: DataSheet) -> str | None:
    """Return why no follow-up of the sheet can be written."""
    if kinds_to_write(sheet):
        return None
    if sheet.kind == SheetKind.ANONYMOUS:
        return _("An anonymous course is not followed up after its closure.")
    return _("Everything is followed up.")


def why_not_followed_up_on(sheet: DataSheet, kind: FollowUpKind, day: date) -> str | None:
    """Return why the follow-up cannot be of the date."""
    if kind.is_after_closure and sheet.closed_on and day < sheet.closed_on:
        return _("The sheet was closed on %(day)s.") % {"day": date_format(sheet.closed_on, "DATE_FORMAT")}
    return why_not_on(day, opened_on=sheet.opened_on)


def why_not_reported(sheet: DataSheet, what: Reporting) -> str | None:
    """Return why the report cannot be ticked: it's for another register, or its course has not ended."""
    register = register_of(SheetKind(sheet.kind), AgeBand(sheet.age_band))
    if register is None:
        return _("Anonymous counselling is not reported to a register.")
    if not what.startswith(register):
        return _("The course is reported to %(register)s.") % {"register": Register(register).label}
    hangs_on_closure = any(report.what == what and report.due_on is None for report in reports_of(sheet.course))
    return _("It falls due when the sheet is closed.") if hangs_on_closure else None


def why_not_counted(count: int) -> str | None:
    """Return why an activity cannot have been done so often."""
    return None if 0 <= count <= MOST else _("An activity is counted from 0 to %(most)s.") % {"most": MOST}


def last_of(follow_ups: list[SheetFollowUp]) -> dict[FollowUpKind, date]:
    """Return the last date on which each kind of follow-up was written."""
    return {FollowUpKind(row.kind): row.done_on for row in sorted(follow_ups, key=lambda row: row.done_on)}
