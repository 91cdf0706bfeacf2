"""Creating and changing organisations; the municipalities are reference data and come with the product."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

if TYPE_CHECKING:
    from people.models import Organisation, User


@transaction.atomic
def save_organisation(*, organisation: Organisation, by: User | None) -> Organisation:
    """Return the saved organisation; raises ValidationError where its kind or name cannot be."""
    organisation.full_clean()
    organisation.save()
    return organisation
