"""The reports of many teams beside each other, in a constant number of queries."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Count, Q

from courses.enums import CohortState
from courses.models import Team
from implementation.enums import ReportState
from implementation.months import month_before
from implementation.team_reports import reports_of_teams

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from courses.models.cohort import CohortQuerySet, TeamQuerySet
    from implementation.report_months import ReportMonth, Tally

SHOWN_MONTHS = 12


@dataclass(frozen=True, slots=True)
class OverviewRow:
    """A team: its months, None where it reported nothing yet or no more, how many are in, and what waits."""

    team: Team
    months: Sequence[ReportMonth | None]
    tally: Tally
    waiting: Sequence[ReportMonth]


def latest_months(on: date) -> list[date]:
    """Return the last twelve months that are over, the oldest first."""
    months = [month_before(on)]
    while len(months) < SHOWN_MONTHS:
        months.append(month_before(months[-1]))
    return months[::-1]


def followed_teams(cohorts: CohortQuerySet, *, code: str, on: date) -> TeamQuerySet:
    """Return the teams of the cohort of the code, or of all that have begun and are not closed; what waits first."""
    wanted = cohorts.filter(code=code) if code else cohorts.filter(state=CohortState.PUBLISHED, start_date__lte=on)
    waiting = Count("reports", filter=Q(reports__state=ReportState.SUBMITTED))
    teams = Team.objects.filter(cohort__in=wanted).select_related("cohort").annotate(waiting=waiting)
    return teams.order_by("-waiting", "name", "pk")


def overview_rows(teams: Iterable[Team], months: Sequence[date], *, on: date) -> list[OverviewRow]:
    """Return a row for each team, in two queries."""
    return [
        OverviewRow(
            team=reports.team,
            months=[reports.month(month) for month in months],
            tally=reports.tally,
            waiting=[one for one in reports.months if one.waits],
        )
        for reports in reports_of_teams(teams, on=on)
    ]
