"""Pauses a team's step with a reason, and lets it go on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from courses.models import Team
from implementation.actions.milestones import why_not_reason
from implementation.milestones.permissions import milestone_rights
from implementation.milestones.policies import why_not_paused, why_not_paused_since
from implementation.models import StepPause
from people.policies import Refused, refuse_if

if TYPE_CHECKING:
    from datetime import date

    from courses.models import StepPage
    from people.models import User


@transaction.atomic
def pause_step(*, team: Team, step: StepPage, since: date, reason: str, by: User) -> StepPause:
    """Return the pause, in force from the date, which has come. Raises PermissionDenied, Refused."""
    milestone_rights(by, team).require("pause")
    pauses = _locked_pauses(team, step)
    refuse_if(why_not_paused(pauses) or why_not_paused_since(since, pauses, today=timezone.localdate()))
    refuse_if(why_not_reason(reason))
    return StepPause.objects.create(team=team, step=step, since=since, reason=reason.strip(), by=by)


@transaction.atomic
def resume_step(*, team: Team, step: StepPage, by: User, on: date | None = None) -> StepPause:
    """Return the pause, ended: the date (today) is the first day without it. Raises PermissionDenied, Refused."""
    milestone_rights(by, team).require("pause")
    pause = next((one for one in _locked_pauses(team, step) if one.until is None), None)
    if pause is None:
        raise Refused(_("The step is not paused."))
    pause.until, pause.ended_by = max(on or timezone.localdate(), pause.since), by
    pause.save()
    return pause


def _locked_pauses(team: Team, step: StepPage) -> list[StepPause]:
    """Return the step's pauses; whoever else pauses a step of the team waits until the transaction ends."""
    Team.objects.select_for_update(of=("self",)).get(pk=team.pk)
    return list(StepPause.objects.filter(team=team, step=step))
