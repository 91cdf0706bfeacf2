"""Finds the session that a page is about: 404 outside the person's scope, 403 where it is not theirs to write."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.shortcuts import get_object_or_404

from courses.models import Session
from supervision.enums import FOLLOWED_UP
from supervision.permissions import require_writer

if TYPE_CHECKING:
    from people.requests import PersonRequest

RELATED = (
    "cohort__programme__owner_organisation",
    "team__cohort",
    "activity",
    "record__form",
    "record__signed_by",
    "recorddraft__form",
)


def followed_up_session(request: PersonRequest, pk: int) -> Session:
    """Return the session in the person's scope, if it's of a kind that has a record."""
    followed_up = Session.objects.visible_to(request.user).filter(kind__in=FOLLOWED_UP, team__isnull=False)
    return get_object_or_404(followed_up.select_related(*RELATED), pk=pk)


def session_to_write(request: PersonRequest, pk: int) -> Session:
    """Return the session whose record the person writes."""
    session = followed_up_session(request, pk)
    require_writer(request.user, session)
    return session
