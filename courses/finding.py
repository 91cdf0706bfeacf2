"""How views find a cohort, team or participant: in the person's scope or not at all, then permitted or refused."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404

from courses.models import Cohort, Participant, Team
from courses.permissions import may_on_cohort, may_on_team

if TYPE_CHECKING:
    from people.models import User
    from people.roles import Permission

OWNER = "programme__owner_organisation"


def visible_cohort(user: User, code: str) -> Cohort:
    """Return the cohort of the code; raises Http404 where it's out of the person's scope."""
    return get_object_or_404(Cohort.objects.visible_to(user).select_related(OWNER), code=code)


def permitted_cohort(user: User, code: str, permission: Permission) -> Cohort:
    """Return the cohort of the code; raises Http404 out of scope, PermissionDenied without the permission."""
    cohort = visible_cohort(user, code)
    if not may_on_cohort(user, permission, cohort):
        raise PermissionDenied
    return cohort


def permitted_team(user: User, pk: int, permission: Permission) -> Team:
    """Return the team; raises Http404 out of scope, PermissionDenied without the permission."""
    team = get_object_or_404(Team.objects.visible_to(user).select_related(f"cohort__{OWNER}"), pk=pk)
    if not may_on_team(user, permission, team):
        raise PermissionDenied
    return team


def visible_participant(user: User, pk: int) -> Participant:
    """Return the participant; raises Http404 where they are out of the person's scope."""
    related = ("user", "municipality", f"team__cohort__{OWNER}")
    return get_object_or_404(Participant.objects.visible_to(user).select_related(*related), pk=pk)


def permitted_participant(user: User, pk: int, permission: Permission) -> Participant:
    """Return the participant; raises Http404 out of scope, PermissionDenied without the permission on their team."""
    participant = visible_participant(user, pk)
    if not may_on_team(user, permission, participant.team):
        raise PermissionDenied
    return participant
