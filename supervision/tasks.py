"""What the worker does for supervision."""

from __future__ import annotations

from celery import shared_task

from people.tasks import PATIENT
from supervision.actions import mailing


@shared_task(**PATIENT)
def mail_notice(notice_id: int) -> None:
    """Send one mail about a signed record; a second run sends nothing."""
    mailing.mail_notice(notice_id=notice_id)
