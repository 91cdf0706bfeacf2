"""Sending mails to people; called by tasks, so each looks at how things stand at the moment of sending."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import F
from django.utils import timezone

from people.enums import InvitationState
from people.mail import compose_invitation, compose_notice, compose_password_reset
from people.models import Invitation, User

if TYPE_CHECKING:
    from django.core.mail import EmailMessage


def mail_invitation(*, invitation_id: int) -> None:
    """Send the invitation's mail unless this sending has been mailed already or the invitation is settled.

    The row is claimed before the mail goes out, so two workers never send the same letter; a failed mail frees it.
    """
    unsent = Invitation.objects.unanswered().filter(pk=invitation_id, mail_claimed__lt=F("sent_count"))
    if not unsent.update(mail_claimed=F("sent_count")):
        return
    invitation = Invitation.objects.select_related("user", "invited_by").get(pk=invitation_id)
    this_sending = Invitation.objects.filter(pk=invitation_id, sent_count=invitation.sent_count)
    try:
        compose_invitation(invitation).send()
    except Exception:
        this_sending.update(mail_claimed=F("sent_count") - 1)
        raise
    this_sending.update(mailed_at=timezone.now())


def mail_password_reset(*, email: str) -> None:
    """Send what helps the person with the e-mail to log in; nothing, if there is no such person.

    Who has an open invitation gets its link once more: a new password would pass the invitation by.
    """
    person = User.objects.filter(email=email.lower(), is_active=True).first()
    letter = _login_help(person) if person else None
    if letter:
        letter.send()


def _login_help(person: User) -> EmailMessage | None:
    if person.has_account:
        return compose_password_reset(person)
    invitation = Invitation.objects.unanswered().select_related("user", "invited_by").filter(user=person).first()
    if invitation and invitation.state() == InvitationState.OPEN:
        return compose_invitation(invitation)
    return None


def mail_account_notice(*, user_id: int, template: str, facts: dict[str, str]) -> None:
    """Tell the person that something changed about how they log in."""
    compose_notice(template, to=User.objects.get(pk=user_id), facts=facts).send()
