"""A team's targets of a programme year: the figures handed in against the minimum for its staffing."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal
from typing import TYPE_CHECKING

from dateutil.relativedelta import relativedelta

from courses.enums import TeamRole
from courses.teams.staffing import fte_on
from implementation.months import month_of
from implementation.targets import Target, targets

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from courses.models import Cohort, Team
    from implementation.team_reports import TeamReports

MONTHS_IN_A_YEAR = 12


@dataclass(frozen=True, slots=True)
class TeamTargets:
    """The targets of one programme year on a day, and what they are scaled by; ``fte`` is None where it's not known."""

    number: int
    first: date
    end: date
    on: date
    fte: Decimal | None
    basis_on: date
    targets: Sequence[Target]

    @property
    def last(self) -> date:
        """The year's last day."""
        return self.end - timedelta(days=1)

    @property
    def is_over(self) -> bool:
        """Whether the year's last day has gone."""
        return self.on >= self.end


def programme_year(cohort: Cohort, month: date) -> tuple[int, date, date]:
    """Return number (from 1), first month and end of the programme year of the month.

    Years go by whole months from the start's month, as the reports do; before the first it's the first, after the last
    the last.
    """
    start = month_of(cohort.start_date)
    months = (month.year - start.year) * MONTHS_IN_A_YEAR + month.month - start.month
    year = min(max(months, 0), cohort.duration_months - 1) // MONTHS_IN_A_YEAR
    first = start + relativedelta(years=year)
    return year + 1, first, first + relativedelta(years=1)


def team_targets(reports: TeamReports, *, month: date, on: date) -> TeamTargets:
    """Return the targets of the programme year of the month as they stand on the day, in two queries."""
    number, first, end = programme_year(reports.team.cohort, month)
    # A year that is over keeps the staffing of its last day; before the start the team's first staffing counts.
    basis_on = min(max(on, reports.team.cohort.start_date), end - timedelta(days=1))
    fte = staffing_of(reports.team, basis_on)
    found = targets(reports.sums(first, end), fte=fte, year=(first, end), on=on)
    return TeamTargets(number=number, first=first, end=end, on=on, fte=fte, basis_on=basis_on, targets=found)


def staffing_of(team: Team, on: date) -> Decimal | None:
    """Return the full-time equivalents of the team's staff on the date, None where nothing is known of any of them."""
    staff = team.participants.filter(team_role=TeamRole.STAFF).prefetch_related("fte_changes")
    shares = [fte_on(one.fte_changes.all(), on) for one in staff if one.belonged_on(on)]
    known = [share for share in shares if share is not None]
    return sum(known, Decimal(0)) if known else None
