"""Puts people into teams, changes what is known about them there, and lets them leave."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from courses.actions.cohorts import check_may_change
from courses.models import FteChange, Participant
from courses.policies.cohorts import (
    why_dates_do_not_fit,
    why_in_other_team,
    why_not_facilitator,
    why_not_removed,
)
from people.models import User
from people.policies import Refused, refuse_if

if TYPE_CHECKING:
    from datetime import date
    from decimal import Decimal

    from courses.models import Team
    from people.models import Organisation


@transaction.atomic
def add_participant(
    *,
    team: Team,
    email: str,
    name: str,
    municipality: Organisation,
    team_role: str,
    joined_on: date,
    by: User | None,
    fte: Decimal | None = None,
    education: str = "",
    facilitator: bool = False,
) -> Participant:
    """Return the person's new row in the team; a person is made from the name if the e-mail is nobody's yet.

    A person who is known keeps the name they have. Raises PermissionDenied for others than the model owner, Refused
    when they are in another team then, ValidationError when a field cannot be.
    """
    check_may_change(by, team.cohort)
    participant = Participant(
        user=find_or_create_person(email=email, name=name),
        team=team,
        municipality=municipality,
        team_role=team_role,
        joined_on=joined_on,
        education=education,
        facilitator=facilitator,
    )
    _check_and_save(participant)
    if fte is not None:
        FteChange.objects.create(participant=participant, effective_on=joined_on, fte=fte)
    return participant


def find_or_create_person(*, email: str, name: str) -> User:
    """Return the person of the e-mail in any case; a new one cannot log in until an invitation is accepted."""
    person = User.objects.filter(email=email.strip().lower()).first()
    if person is None:
        person = User(email=email.strip().lower(), name=name.strip())
        person.set_unusable_password()
        person.full_clean()
        person.save()
    return person


@transaction.atomic
def edit_participant(
    *,
    participant: Participant,
    name: str,
    municipality: Organisation,
    team_role: str,
    joined_on: date,
    left_on: date | None,
    education: str,
    facilitator: bool,
    by: User | None,
) -> Participant:
    """Return the participant with what is now known; raises as add_participant, and when a presence lies outside."""
    check_may_change(by, participant.team.cohort)
    rename_person(participant.user, name)
    participant.municipality = municipality
    participant.team_role = team_role
    participant.joined_on, participant.left_on = joined_on, left_on
    participant.education, participant.facilitator = education, facilitator
    refuse_if(why_dates_do_not_fit(participant, joined_on=joined_on, left_on=left_on))
    _check_and_save(participant)
    return participant


def rename_person(person: User, name: str) -> None:
    """Give the person the name, everywhere they stand, unless they have an account: then their name is their own.

    Certificates keep the name they were issued to.
    """
    if person.name != name.strip() and not person.has_account:
        person.name = name.strip()
        person.full_clean(exclude=["password"])
        person.save()


@transaction.atomic
def change_fte(*, participant: Participant, effective_on: date, fte: Decimal, by: User | None) -> FteChange:
    """Return the staffing from a date on, in full-time equivalents; the same date again corrects it."""
    check_may_change(by, participant.team.cohort)
    if effective_on < participant.joined_on:
        raise Refused(_("The staffing cannot change before the participant joined."))
    change = FteChange.objects.filter(participant=participant, effective_on=effective_on).first()
    change = change or FteChange(participant=participant, effective_on=effective_on)
    change.fte = fte
    change.full_clean()
    change.save()
    return change


@transaction.atomic
def leave(*, participant: Participant, left_on: date, by: User | None) -> Participant:
    """Return the participant as one who has left; ``left_on`` is the first day outside the team."""
    check_may_change(by, participant.team.cohort)
    refuse_if(why_dates_do_not_fit(participant, joined_on=participant.joined_on, left_on=left_on))
    participant.left_on = left_on
    _check_and_save(participant)
    return participant


@transaction.atomic
def remove_participant(*, participant: Participant, by: User | None) -> None:
    """Delete a row that was made by mistake; Refused when anything stands on it. The person stays."""
    check_may_change(by, participant.team.cohort)
    refuse_if(why_not_removed(participant))
    participant.delete()


def _check_and_save(participant: Participant) -> None:
    team = participant.team
    if not team.municipalities.filter(pk=participant.municipality_id).exists():
        raise Refused(_("%(name)s is not a municipality of the team.") % {"name": participant.municipality})
    refuse_if(why_not_facilitator(participant.team_role, facilitator=participant.facilitator))
    joined_on, left_on = participant.joined_on, participant.left_on
    refuse_if(why_in_other_team(participant.user, team, joined_on=joined_on, left_on=left_on, besides=participant.pk))
    participant.full_clean()
    participant.save()
