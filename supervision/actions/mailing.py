"""Sending mails about records; called by tasks."""

from __future__ import annotations

from django.conf import settings
from django.urls import reverse
from django.utils import timezone

from people.mail import compose
from supervision.models import Notice


def mail_notice(*, notice_id: int) -> None:
    """Tell the person that the record is signed, unless they have been told; the mail says nothing of what is in it.

    The row is claimed before the mail goes out, so two workers never send the same letter; a failed mail frees it.
    """
    notice = Notice.objects.filter(pk=notice_id)
    if not notice.filter(claimed_at=None).update(claimed_at=timezone.now()):
        return
    row = notice.select_related("user", "record__session", "record__signed_by").get()
    url = settings.BASE_URL + reverse("supervision:record", args=[row.record.session_id])
    context = {"session": row.record.session, "signed_by": row.record.signed_by, "url": url}
    try:
        compose("supervision/mail/record_signed", to=row.user, context=context).send()
    except Exception:
        notice.update(claimed_at=None)
        raise
    notice.update(mailed_at=timezone.now())
