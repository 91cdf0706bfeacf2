"""A team's reports read from the database: its months, its pauses and what its figures come to."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from implementation.models import FIGURES, ActivityReport, TeamPause
from implementation.months import Pause, month_before
from implementation.report_months import ReportMonth, Tally, report_months, tally

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from courses.models import Team


@dataclass(frozen=True, slots=True)
class TeamReports:
    """All months that the team reports, as they stand on the day."""

    team: Team
    months: Sequence[ReportMonth]

    def month(self, month: date) -> ReportMonth | None:
        """Return the month, None where it lies outside what the team reports."""
        return next((one for one in self.months if one.month == month), None)

    def before(self, month: date, count: int) -> list[ReportMonth]:
        """Return the last so many handed-in months before the month that follow on each other, the latest first."""
        found: list[ReportMonth] = []
        wanted = month_before(month)
        while len(found) < count and (one := self.month(wanted)) is not None and one.is_handed_in:
            found.append(one)
            wanted = month_before(wanted)
        return found

    def sums(self, first: date, end: date) -> dict[str, int]:
        """Return what the months handed in come to, from the first month until, not including, the end."""
        rows = [one.report for one in self.months if one.is_handed_in and first <= one.month < end]
        return {name: sum(getattr(row, name) or 0 for row in rows) for name in FIGURES}

    @property
    def tally(self) -> Tally:
        """How many months are handed in, missing, not due yet and exempt."""
        return tally(self.months)


def reports_of(team: Team, *, on: date) -> TeamReports:
    """Return the team's reports on the day, in two queries; the team comes with its cohort."""
    return reports_of_teams([team], on=on)[0]


def reports_of_teams(teams: Iterable[Team], *, on: date) -> list[TeamReports]:
    """Return the teams' reports in their order, in two queries however many; the teams come with their cohorts."""
    wanted = list(teams)
    reports: dict[int, dict[date, ActivityReport]] = defaultdict(dict)
    for report in ActivityReport.objects.filter(team__in=wanted).select_related("submitted_by"):
        reports[report.team_id][report.month] = report
    pauses: dict[int, list[Pause]] = defaultdict(list)
    for row in TeamPause.objects.filter(team__in=wanted):
        pauses[row.team_id].append(Pause(row.since, row.until))
    return [TeamReports(team, _months(team, reports[team.pk], pauses[team.pk], on)) for team in wanted]


def _months(team: Team, reports: dict[date, ActivityReport], pauses: list[Pause], on: date) -> list[ReportMonth]:
    cohort = team.cohort
    return report_months(cohort.start_date, cohort.end_date, pauses=pauses, reports=reports, on=on)
