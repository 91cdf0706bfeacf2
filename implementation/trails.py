"""The way to a page about a team, for its staff too: they have no page of the team, only their own course."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext as _

from courses import trail
from courses.permissions import may_on_team
from people.roles import Permission

if TYPE_CHECKING:
    from courses.models import Team
    from courses.trail import Trail
    from people.models import User


def to_team(user: User, team: Team) -> Trail:
    """Return the way to what lies below the team."""
    if not may_on_team(user, Permission.READ_TEAM_ATTENDANCE, team):
        return trail.to_my_course()
    return [*trail.to_cohort(team.cohort), (team.name, reverse("courses:team", args=[team.pk]))]


def to_sheets(user: User, team: Team) -> Trail:
    """Return the way to what lies below the team's list of data sheets."""
    return [*to_team(user, team), (_("Data sheets"), reverse("implementation:sheet_list", args=[team.pk]))]
