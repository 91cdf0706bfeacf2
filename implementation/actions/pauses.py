"""Pauses a team's work with the model, and lets it go on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from courses.models import Team
from implementation.models import TeamPause
from implementation.permissions import report_rights
from implementation.policies import why_not_paused, why_not_resumed
from people.policies import Refused, refuse_if
from supervision.policies import why_not_text

if TYPE_CHECKING:
    from datetime import date

    from people.models import User

LONGEST_REASON = 300


@transaction.atomic
def pause_team(*, team: Team, since: date, until: date | None = None, reason: str, by: User) -> TeamPause:
    """Return the team's pause from a day on, until (not including) another if it's known.

    Raises PermissionDenied for others than the model owner, Refused without a reason or where it's paused already.
    """
    report_rights(by, team).require("accept")
    locked = _locked(team)
    refuse_if(why_not_paused(since, until, list(locked.pauses.all())))
    if not reason.strip():
        raise Refused(_("Write why the team is paused."))
    refuse_if(why_not_text(reason.strip(), longest=LONGEST_REASON))
    return TeamPause.objects.create(team=locked, since=since, until=until, reason=reason.strip(), by=by)


@transaction.atomic
def resume_team(*, team: Team, until: date, by: User) -> TeamPause:
    """Return the pause that has gone on, ended: the team works again from the day."""
    report_rights(by, team).require("accept")
    pause = _locked(team).pauses.going_on().first()
    if pause is None:
        raise Refused(_("The team is not paused."))
    refuse_if(why_not_resumed(pause, until))
    pause.until = until
    pause.save()
    return pause


def _locked(team: Team) -> Team:
    return Team.objects.select_for_update(of=("self",)).get(pk=team.pk)
