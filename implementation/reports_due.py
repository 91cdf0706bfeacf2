"""Which reports wait for a person, for the pages that join all apps: to be handed in, or to be accepted."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from courses.enums import CohortState, TeamRole
from courses.models import Team
from courses.scope import own_teams, owned_organisations
from implementation.enums import ReportState
from implementation.models import ActivityReport
from implementation.team_reports import reports_of_teams

if TYPE_CHECKING:
    from datetime import date

    from implementation.report_months import ReportMonth
    from people.models import User

WRITERS = (TeamRole.STAFF, TeamRole.LEADER)


class DueReport(NamedTuple):
    """A month that a team of the person's has to report, over and not locked."""

    team: Team
    one: ReportMonth

    @property
    def is_late(self) -> bool:
        """Whether its date has gone."""
        return self.one.on > self.one.timely_until


def reports_due(user: User, *, on: date) -> list[DueReport]:
    """Return the months that the person's teams have to report, the oldest first, in three queries.

    A month that is locked is left out: nobody of the team can write it.
    """
    teams = Team.objects.filter(pk__in=own_teams(user, *WRITERS)).exclude(cohort__state=CohortState.DRAFT)
    due = [
        DueReport(reports.team, one)
        for reports in reports_of_teams(teams.select_related("cohort"), on=on)
        for one in reports.months
        if one.is_to_be_handed_in
    ]
    return sorted(due, key=lambda report: (report.one.month, report.team.name, report.team.pk))


def reports_to_accept(user: User) -> int:
    """Return how many reports wait for the model owner to accept them."""
    owned = ActivityReport.objects.filter(team__cohort__programme__owner_organisation__in=owned_organisations(user))
    return owned.filter(state=ReportState.SUBMITTED).count()
