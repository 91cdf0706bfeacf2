"""Logs contacts with a team's leaders between two consultations."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction

from supervision.models import Contact
from supervision.permissions import may_write_leadership
from supervision.policies import why_not_contact_on, why_not_text

if TYPE_CHECKING:
    from datetime import date

    from courses.models import Team
    from people.models import User
    from supervision.enums import Channel

LONGEST = {"counterpart": 100, "line": 200}


@transaction.atomic
def log_contact(*, team: Team, on: date, channel: Channel, counterpart: str, line: str, by: User) -> Contact:
    """Return the logged contact, which is never changed or deleted: a wrong line is followed by a right one.

    Raises PermissionDenied for others than the model owner, ValidationError with what there is to mend.
    """
    if not may_write_leadership(by, team):
        raise PermissionDenied
    texts = {"counterpart": counterpart.strip(), "line": line.strip()}
    refused = {name: why for name, text in texts.items() if (why := why_not_text(text, longest=LONGEST[name]))}
    if wrong_date := why_not_contact_on(on):
        refused["on"] = wrong_date
    if refused:
        raise ValidationError(refused)
    contact = Contact(team=team, on=on, channel=channel, logged_by=by, **texts)
    contact.full_clean()
    contact.save()
    return contact
