"""Inviting a person, and what becomes of the invitation. Who may invite whom is asked by the caller."""

from __future__ import annotations

from typing import TYPE_CHECKING

from allauth.account.models import EmailAddress
from django.db import transaction
from django.utils import timezone

from people.enums import InvitationLink
from people.invitation_links import link_state
from people.models import Invitation
from people.policies import refuse_if, why_not_invited, why_not_sent_again, why_settled
from people.tasks import mail_invitation

if TYPE_CHECKING:
    from people.models import User


@transaction.atomic
def invite(*, user: User, occasion: str, by: User | None, mail: bool = True) -> Invitation:
    """Return an open invitation for the person, mailed once the transaction commits.

    Who has an unanswered invitation gets it anew, with the new occasion and inviter; the earlier link ceases to work.
    ``occasion`` completes the sentence "You are invited to …". ``by`` is None on the command line, which prints the
    link (``mail=False``). Raises Refused for someone who is deactivated or has access already.
    """
    refuse_if(why_not_invited(user))
    unanswered = Invitation.objects.unanswered().select_for_update().filter(user=user).first()
    invitation = unanswered or Invitation(user=user, sent_count=0)
    invitation.occasion, invitation.invited_by = occasion, by
    return _send(invitation, mail=mail)


@transaction.atomic
def send_again(*, invitation: Invitation, by: User) -> Invitation:
    """Return the invitation with a new link and a new time to answer; the earlier link is void. Raises Refused."""
    locked = Invitation.objects.select_for_update().select_related("user").get(pk=invitation.pk)
    refuse_if(why_not_sent_again(locked))
    locked.invited_by = by
    return _send(locked, mail=True)


@transaction.atomic
def withdraw(*, invitation: Invitation, by: User) -> Invitation:
    """Return the invitation, whose link no longer works. Raises Refused if it was answered."""
    locked = Invitation.objects.select_for_update().get(pk=invitation.pk)
    refuse_if(why_settled(locked))
    locked.withdrawn_at, locked.withdrawn_by = timezone.now(), by
    locked.save(update_fields=["withdrawn_at", "withdrawn_by"])
    return locked


@transaction.atomic
def accept(*, invitation: Invitation, sent_count: int, password: str | None) -> User:
    """Return the person, who can now log in: by the password, or without one by the passkey they go on to make.

    The link that was followed proves that the e-mail is theirs. Raises Refused unless this very sending is still open.
    """
    locked = Invitation.objects.select_for_update().select_related("user").get(pk=invitation.pk)
    link = link_state(locked, sent_count)
    refuse_if(None if link == InvitationLink.OPEN else str(link.label))
    locked.accepted_at = timezone.now()
    locked.save(update_fields=["accepted_at"])
    person = locked.user
    if password is not None:
        person.set_password(password)
        person.save(update_fields=["password"])
    EmailAddress.objects.update_or_create(
        user=person, defaults={"email": person.email, "verified": True, "primary": True}
    )
    return person


def _send(invitation: Invitation, *, mail: bool) -> Invitation:
    invitation.sent_count += 1
    invitation.mailed_at = None
    invitation.expires_at = Invitation.expiry(timezone.now())
    if not mail:
        invitation.mail_claimed = invitation.sent_count
    invitation.save()
    if mail:
        mail_invitation.delay_on_commit(invitation.pk)
    return invitation
