"""Finds the team, step or milestone that a page is about: 404 outside the person's scope, 403 without the right."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from courses import trail
from courses.models import Team
from implementation.milestones.permissions import milestone_rights
from implementation.milestones.team_steps import steps_of

if TYPE_CHECKING:
    from datetime import date

    from courses.trail import Trail
    from implementation.milestones.permissions import MilestoneRights
    from implementation.milestones.team_steps import MilestoneRow, StepRow
    from people.models import User


@dataclass(frozen=True, slots=True)
class FoundTeam:
    """A team as one person meets it today, with its steps."""

    team: Team
    rights: MilestoneRights
    steps: list[StepRow]
    today: date

    @property
    def way_to_team(self) -> Trail:
        """The way to what lies below the team: by its cohort, or by one's own course for who opens no team pages."""
        if not self.rights.opens_team_page:
            return trail.to_my_course()
        return [*trail.to_cohort(self.team.cohort), (self.team.name, reverse("courses:team", args=[self.team.pk]))]

    @property
    def way_to_steps(self) -> Trail:
        """The way to what lies below the team's steps."""
        return [
            *self.way_to_team,
            (_("Steps and milestones"), reverse("implementation:team_steps", args=[self.team.pk])),
        ]


@dataclass(frozen=True, slots=True)
class FoundStep(FoundTeam):
    """One of the team's steps."""

    step: StepRow


@dataclass(frozen=True, slots=True)
class FoundMilestone(FoundStep):
    """One of the team's milestones."""

    row: MilestoneRow


def find_steps(user: User, pk: int, right: str = "read") -> FoundTeam:
    """Return the team with its steps; raises Http404 out of scope, PermissionDenied without the right."""
    teams = Team.objects.visible_to(user).select_related("cohort__programme__owner_organisation")
    team = get_object_or_404(teams, pk=pk)
    rights = milestone_rights(user, team)
    rights.require(right)
    today = timezone.localdate()
    return FoundTeam(team, rights, steps_of(team, on=today), today)


def find_step(user: User, pk: int, step: int, right: str = "read") -> FoundStep:
    """Return the team's step; raises also Http404 for one that the team does not have."""
    found = find_steps(user, pk, right)
    for row in found.steps:
        if row.step.pk == step:
            return FoundStep(found.team, found.rights, found.steps, found.today, row)
    raise Http404


def find_milestone(user: User, pk: int, template: int, right: str = "read") -> FoundMilestone:
    """Return the team's milestone; raises also Http404 for one that the team does not have."""
    found = find_steps(user, pk, right)
    for step in found.steps:
        for row in step.milestones:
            if row.template.pk == template:
                return FoundMilestone(found.team, found.rights, found.steps, found.today, step, row)
    raise Http404
