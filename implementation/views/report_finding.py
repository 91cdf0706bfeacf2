"""Finds the team and month that a page is about: 404 outside the person's scope, 403 where it is not theirs to read."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils import timezone

from courses.models import Team
from implementation.permissions import report_rights
from implementation.team_reports import reports_of

if TYPE_CHECKING:
    from datetime import date

    from implementation.permissions import ReportRights
    from implementation.report_months import ReportMonth
    from implementation.team_reports import TeamReports
    from people.models import Organisation
    from people.requests import PersonRequest


@dataclass(frozen=True, slots=True)
class Found:
    """A team as one person meets it today, with its reports."""

    team: Team
    rights: ReportRights
    reports: TeamReports
    today: date

    @property
    def owner(self) -> Organisation:
        """The organisation that lifts locks."""
        return self.team.cohort.programme.owner_organisation


@dataclass(frozen=True, slots=True)
class FoundMonth(Found):
    """One of the months that the team reports."""

    one: ReportMonth


def find_team(request: PersonRequest, pk: int, right: str = "read") -> Found:
    """Return the team with its reports; raises Http404 out of scope, PermissionDenied without the right."""
    teams = Team.objects.visible_to(request.user).select_related("cohort__programme__owner_organisation")
    team = get_object_or_404(teams, pk=pk)
    rights = report_rights(request.user, team)
    rights.require(right)
    today = timezone.localdate()
    return Found(team, rights, reports_of(team, on=today), today)


def find_month(request: PersonRequest, pk: int, month: date, right: str = "read") -> FoundMonth:
    """Return the team's month; raises also Http404 for one that the team does not report."""
    found = find_team(request, pk, right)
    one = found.reports.month(month)
    if one is None:
        raise Http404
    return FoundMonth(found.team, found.rights, found.reports, found.today, one)
