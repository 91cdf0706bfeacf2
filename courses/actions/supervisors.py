"""Assigns supervisors to teams and ends their assignments."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from courses.actions.cohorts import check_may_change, check_may_manage
from courses.models import Supervisor
from courses.teams.supervisors import supervisor_memberships
from people.policies import Refused

if TYPE_CHECKING:
    from datetime import date

    from courses.models import Team
    from people.models import User


@transaction.atomic
def assign_supervisor(*, team: Team, user: User, since: date, by: User | None) -> Supervisor:
    """Return the assignment from a date on.

    Raises PermissionDenied for others than the model owner, Refused for a person who is no supervisor of the programme,
    ValidationError when they supervise the team already.
    """
    check_may_change(by, team.cohort)
    if not supervisor_memberships(team.cohort.programme).filter(user=user).exists():
        raise Refused(_("%(name)s is not a supervisor. Give them the role first.") % {"name": user})
    supervisor = Supervisor(team=team, user=user, since=since)
    supervisor.full_clean()
    supervisor.save()
    return supervisor


@transaction.atomic
def end_supervision(*, supervisor: Supervisor, until: date, by: User | None) -> Supervisor:
    """Return the ended assignment; ``until`` is the first day without it."""
    check_may_manage(by, supervisor.team.cohort)
    if until < supervisor.since:
        raise Refused(_("The supervision cannot end before it begins."))
    supervisor.until = until
    supervisor.save()
    return supervisor
