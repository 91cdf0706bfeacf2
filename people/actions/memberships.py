"""Giving a person a role in an organisation, and ending it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from people.policies import refuse_if, why_role_stays

if TYPE_CHECKING:
    from datetime import date

    from people.models import Membership, User


@transaction.atomic
def give_role(*, membership: Membership, by: User | None) -> Membership:
    """Return the saved membership; raises ValidationError where the organisation cannot give the role."""
    membership.full_clean()
    membership.save()
    return membership


@transaction.atomic
def end_role(*, membership: Membership, until: date, by: User) -> None:
    """End the role: ``until`` is the first day without it. Raises Refused for the last administrator."""
    refuse_if(why_role_stays(membership))
    membership.until = until
    membership.full_clean()
    membership.save(update_fields=["until"])
