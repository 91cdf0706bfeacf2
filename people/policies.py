"""Does the state allow it? Each function returns the sentence that refuses, or None; permissions.py asks who may."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from people.enums import AccessState, InvitationState
from people.models import Membership
from people.roles import Role

if TYPE_CHECKING:
    from datetime import datetime

    from people.models import Invitation, User


class Refused(Exception):  # noqa: N818 - a refusal is an answer to a person, not a fault of the program
    """What was asked for cannot be done as things stand; the message is a sentence for the person who asked."""


def refuse_if(sentence: str | None) -> None:
    """Raise Refused with the sentence, if there is one."""
    if sentence:
        raise Refused(sentence)


def access_state(person: User, invitation: Invitation | None, at: datetime | None = None) -> AccessState:
    """Return whether the person can log in, given their unanswered invitation, if there is one."""
    if not person.is_active:
        return AccessState.DEACTIVATED
    if person.has_account:
        return AccessState.HAS_ACCESS
    if invitation is None:
        return AccessState.NOT_INVITED
    expired = invitation.state(at) == InvitationState.EXPIRED
    return AccessState.INVITATION_EXPIRED if expired else AccessState.INVITED


def why_not_invited(person: User) -> str | None:
    """Return why the person cannot be invited."""
    if not person.is_active:
        return _("The access of %(name)s is closed. Open it first.") % {"name": person.name}
    if person.has_account:
        return _("%(name)s already has access and needs no invitation.") % {"name": person.name}
    return None


def why_not_sent_again(invitation: Invitation) -> str | None:
    """Return why the invitation cannot be sent again."""
    return why_not_invited(invitation.user) or why_settled(invitation)


def why_settled(invitation: Invitation) -> str | None:
    """Return why nothing more can be done to the invitation: it was accepted or withdrawn."""
    if invitation.accepted_at:
        return _("The invitation has already been accepted.")
    if invitation.withdrawn_at:
        return _("The invitation has been withdrawn. Invite the person again instead.")
    return None


def why_not_deactivated(person: User, by: User) -> str | None:
    """Return why the person cannot be deactivated."""
    if person == by:
        return _("You cannot close your own access. Ask another administrator.")
    if not person.is_active:
        return _("The access of %(name)s is closed already.") % {"name": person.name}
    return None


def why_role_stays(membership: Membership) -> str | None:
    """Return why the role cannot end: nobody else would administer people and roles."""
    if membership.role != Role.ADMINISTRATOR:
        return None
    others = Membership.objects.current().filter(role=Role.ADMINISTRATOR, until=None).exclude(pk=membership.pk)
    if others.exclude(user=membership.user_id).exists():
        return None
    return _("This is the last administrator. Give somebody else the role first.")
