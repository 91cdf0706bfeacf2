"""Which follow-ups of data sheets and reports to registers have fallen due, by sheet and by team."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from courses.enums import TeamRole
from courses.scope import own_teams
from implementation.models import DataSheet
from implementation.sheets.choices import FollowUpKind, Reporting
from implementation.sheets.policies import last_of
from implementation.sheets.rules import FollowUpDue, ReportDue, next_follow_up, reports_of

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from courses.models import Team
    from people.models import User


class SheetDue(NamedTuple):
    """Something that a sheet waits for since a day."""

    sheet: DataSheet
    what: FollowUpKind | Reporting
    due_on: date

    @property
    def is_follow_up(self) -> bool:
        """Whether it's a follow-up; else it's a report to a register."""
        return isinstance(self.what, FollowUpKind)


class TeamDue(NamedTuple):
    """How much a team's sheets wait for, and since when; no pseudonyms, so that showing it is no reading of sheets."""

    team: Team
    follow_ups: int
    reports: int
    since: date


def follow_up_of(sheet: DataSheet) -> FollowUpDue | None:
    """Return the sheet's next follow-up; its rows are best fetched with it (``with_rows``)."""
    return next_follow_up(sheet.course, last_of(list(sheet.follow_ups.all())))


def missing_reports(sheet: DataSheet) -> list[ReportDue]:
    """Return what is to be reported of the sheet and has not been ticked, also what is not due yet."""
    ticked = {row.what for row in sheet.reported.all()}
    return [report for report in reports_of(sheet.course) if report.what not in ticked]


def due_of(sheet: DataSheet, on: date) -> list[SheetDue]:
    """Return what the sheet waits for on the date, its follow-up first."""
    next_one = follow_up_of(sheet)
    waiting = [SheetDue(sheet, next_one.kind, next_one.due_on)] if next_one else []
    waiting += [SheetDue(sheet, report.what, report.due_on) for report in missing_reports(sheet) if report.due_on]
    return [due for due in waiting if due.due_on <= on]


def sheets_due(sheets: Iterable[DataSheet], on: date) -> list[SheetDue]:
    """Return what the sheets wait for on the date, what waits longest first."""
    return sorted((due for sheet in sheets for due in due_of(sheet, on)), key=lambda due: (due.due_on, due.sheet.pk))


def due_by_team(user: User, on: date) -> list[TeamDue]:
    """Return, for each team that the person is staff of and whose sheets wait for something, how much it is."""
    own = DataSheet.objects.filter(team__in=own_teams(user, TeamRole.STAFF)).with_rows()
    teams: dict[Team, list[SheetDue]] = {}
    for due in sheets_due(own.select_related("team__cohort", "team__data_agreement"), on):
        teams.setdefault(due.sheet.team, []).append(due)
    return [_of_team(team, waiting) for team, waiting in teams.items()]


def _of_team(team: Team, waiting: list[SheetDue]) -> TeamDue:
    follow_ups = sum(due.is_follow_up for due in waiting)
    return TeamDue(team, follow_ups, len(waiting) - follow_ups, waiting[0].due_on)
