"""The way to the pages of implementation tracking, as the breadcrumb shows it: (label, address) from the top down."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext as _

from courses import trail

if TYPE_CHECKING:
    from courses.models import Team
    from courses.trail import Trail
    from implementation.permissions import ReportRights


def to_team(team: Team, rights: ReportRights) -> Trail:
    """Return the way to what lies below the team: by its cohort, or by one's own course for its staff."""
    if not rights.reopen:
        return trail.to_my_course()
    return [*trail.to_cohort(team.cohort), (team.name, reverse("courses:team", args=[team.pk]))]


def to_reports(team: Team, rights: ReportRights) -> Trail:
    """Return the way to what lies below the team's reports."""
    return [*to_team(team, rights), (_("Activity reports"), reverse("implementation:report_list", args=[team.pk]))]
