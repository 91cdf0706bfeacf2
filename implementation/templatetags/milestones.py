"""Where pages of teams and participants show the way to the team's steps and milestones."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import template
from django.urls import reverse

from courses.permissions import may_take_part
from implementation.milestones.permissions import milestone_rights
from people.roles import Permission

if TYPE_CHECKING:
    from courses.models import Participant, Team

register = template.Library()


@register.simple_tag(takes_context=True)
def steps_address(context: dict[str, Any], team: Team) -> str:
    """Return the address of the team's steps, "" for who does not read them; courses knows nothing of milestones."""
    return _address(team) if milestone_rights(context["user"], team).read else ""


@register.simple_tag
def own_steps_address(participant: Participant) -> str:
    """Return the same for the participant's own course, without asking the database."""
    return _address(participant.team) if may_take_part(participant, Permission.READ_MILESTONES) else ""


def _address(team: Team) -> str:
    return reverse("implementation:team_steps", args=[team.pk])
