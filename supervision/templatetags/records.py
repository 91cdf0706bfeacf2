"""Where pages of sessions show the way to the session's record and cases."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import template
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from courses.enums import SessionState
from supervision.enums import FOLLOWED_UP
from supervision.permissions import rights_on
from supervision.policies import why_no_cases

if TYPE_CHECKING:
    from collections.abc import Iterator

    from courses.models import Session
    from supervision.permissions import Rights

register = template.Library()


@register.simple_tag(takes_context=True)
def record_links(context: dict[str, Any], session: Session) -> list[tuple[str, str]]:
    """Return label and address of what the reader may do about the session's record; one query.

    Courses knows nothing of records, so its page asks for the links here.
    """
    if session.kind not in FOLLOWED_UP or session.team is None or session.state == SessionState.DRAFT:
        return []
    return list(_links(session, rights_on(context["user"], session)))


def _links(session: Session, rights: Rights) -> Iterator[tuple[str, str]]:
    if rights.writes or (rights.reads and session.has_begun()):
        yield _("To the record"), reverse("supervision:record", args=[session.pk])
    if rights.reads_cases:
        open_to_send = rights.sends_in_cases and why_no_cases(session, timezone.now()) is None
        label = _("Send in a case") if open_to_send else _("Cases sent in")
        yield label, reverse("supervision:case_send_in", args=[session.pk])
