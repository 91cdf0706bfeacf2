"""What the worker does for people: mails, and clearing what has expired."""

from __future__ import annotations

from typing import Any

from celery import shared_task
from django.core.management import call_command

from people.actions import mailing

# A mail server that is away comes back: from one minute on, ever longer, for about an hour.
PATIENT: dict[str, Any] = {
    "autoretry_for": (OSError,),
    "retry_backoff": 60,
    "retry_backoff_max": 1800,
    "max_retries": 6,
}


@shared_task(**PATIENT)
def mail_invitation(invitation_id: int) -> None:
    """Send an invitation's mail; a second run sends nothing."""
    mailing.mail_invitation(invitation_id=invitation_id)


@shared_task(**PATIENT)
def mail_password_reset(email: str) -> None:
    """Send a link for a new password to the person with the e-mail, if there is one."""
    mailing.mail_password_reset(email=email)


@shared_task(**PATIENT)
def mail_account_notice(user_id: int, template: str, facts: dict[str, str]) -> None:
    """Tell a person that something changed about how they log in."""
    mailing.mail_account_notice(user_id=user_id, template=template, facts=facts)


@shared_task
def clear_expired_sessions() -> None:
    """Delete the sessions that have expired."""
    call_command("clearsessions")
