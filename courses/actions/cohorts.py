"""Makes cohorts and teams, changes teams, and closes and reopens cohorts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from courses.enums import CohortState
from courses.models import Cohort, Team
from courses.permissions import may_on_cohort, roles_on_programme
from courses.policies.cohorts import (
    why_closed,
    why_no_cohort,
    why_not_a_team,
    why_not_in_cohort,
    why_not_in_state,
)
from courses.teams.municipalities import group_text
from people.policies import Refused, refuse_if
from people.roles import Permission, any_role_grants

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from courses.models import ProgrammePage, StepPage
    from people.models import Organisation, User


@transaction.atomic
def create_cohort(
    *,
    programme: ProgrammePage,
    code: str,
    start_date: date,
    municipalities: Sequence[Sequence[Organisation]],
    by: User | None,
) -> Cohort:
    """Return a new cohort with one team per group of municipalities; threshold and duration are the programme's today.

    ``by`` is None on the command line. Raises PermissionDenied for others than the programme's model owner, Refused
    when the programme or the municipalities cannot be, ValidationError with the code's or the date's faults.
    """
    if by and not any_role_grants(roles_on_programme(by, programme), Permission.MANAGE_COHORT):
        raise PermissionDenied
    refuse_if(why_no_cohort(programme) or _why_not_code(code))
    cohort = Cohort(
        programme=programme,
        code=code,
        start_date=start_date,
        threshold=programme.threshold or 0,
        duration_months=programme.duration_months or 0,
    )
    cohort.full_clean()
    cohort.save()
    for group in municipalities:
        create_team(cohort=cohort, municipalities=group, by=by)
    return cohort


def _why_not_code(code: str) -> str | None:
    """Return why the code cannot be a cohort's: two codes that differ in case alone would be taken for one another."""
    taken = Cohort.objects.filter(code__iexact=code).first()
    return _("There is already a cohort %(code)s.") % {"code": taken.code} if taken else None


@transaction.atomic
def change_cohort_state(*, cohort: Cohort, state: CohortState, by: User | None) -> Cohort:
    """Return the cohort in its new state; the one place where a cohort's state changes (enums.COHORT_TRANSITIONS).

    Raises PermissionDenied for others than the model owner, Refused where the state cannot follow.
    """
    check_may_manage(by, cohort)
    locked = lock_cohort(cohort)
    refuse_if(why_not_in_state(locked, state))
    locked.state = state
    locked.save()
    cohort.state = state
    return locked


def close_cohort(*, cohort: Cohort, by: User | None) -> Cohort:
    """Return the cohort closed: nothing about its teams and participants changes from now on."""
    return change_cohort_state(cohort=cohort, state=CohortState.CLOSED, by=by)


def reopen_cohort(*, cohort: Cohort, by: User | None) -> Cohort:
    """Return the closed cohort running again."""
    if cohort.state != CohortState.CLOSED:
        raise Refused(_("The cohort %(code)s is not closed.") % {"code": cohort.code})
    return change_cohort_state(cohort=cohort, state=CohortState.PUBLISHED, by=by)


@transaction.atomic
def create_team(
    *,
    cohort: Cohort,
    municipalities: Sequence[Organisation],
    by: User | None,
    name: str = "",
    optional_steps: Sequence[StepPage] = (),
) -> Team:
    """Return a new team, named after its municipalities unless a name is given.

    Raises PermissionDenied for others than the model owner, Refused when a municipality is in another team of the
    cohort or the cohort is closed, ValidationError when the name is taken.
    """
    check_may_change(by, cohort)
    return _save_team(Team(cohort=cohort, name=name), municipalities, optional_steps)


@transaction.atomic
def edit_team(
    *,
    team: Team,
    name: str,
    municipalities: Sequence[Organisation],
    optional_steps: Sequence[StepPage],
    by: User | None,
) -> Team:
    """Return the team with its new name, municipalities and chosen optional steps; raises as create_team does."""
    check_may_change(by, team.cohort)
    outside = team.participants.exclude(municipality__in=[municipality.pk for municipality in municipalities])
    participant = outside.select_related("municipality").first()
    if participant:
        values = {"municipality": participant.municipality, "name": participant}
        raise Refused(_("%(municipality)s must stay in the team: %(name)s works there.") % values)
    team.name = name
    return _save_team(team, municipalities, optional_steps)


def check_may_manage(by: User | None, cohort: Cohort) -> None:
    """Raise PermissionDenied unless the person manages the cohort; None is the command line, which may."""
    if by and not may_on_cohort(by, Permission.MANAGE_COHORT, cohort):
        raise PermissionDenied


def check_may_change(by: User | None, cohort: Cohort) -> None:
    """Raise PermissionDenied or Refused unless the person may change the cohort's teams and participants now.

    Locks the cohort's row until the transaction ends, so that two people cannot put one municipality or person into
    two teams at once.
    """
    check_may_manage(by, cohort)
    refuse_if(why_closed(lock_cohort(cohort)))


def lock_cohort(cohort: Cohort) -> Cohort:
    """Return the cohort as it is now, locked until the transaction ends."""
    return Cohort.objects.select_for_update().get(pk=cohort.pk)


def _save_team(team: Team, municipalities: Sequence[Organisation], optional_steps: Sequence[StepPage]) -> Team:
    refuse_if(why_not_a_team(municipalities))
    refuse_if(why_not_in_cohort(team.cohort, municipalities, besides=team.pk))
    team.name = team.name.strip() or group_text(municipalities)
    team.full_clean()
    team.save()
    team.municipalities.set(municipalities)
    team.optional_steps.set(optional_steps)
    return team
