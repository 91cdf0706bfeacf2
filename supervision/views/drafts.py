"""Writing the record of a session: begin it, save it field by field, sign it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from courses.models import Session
from people.policies import Refused
from supervision.actions.records import Incomplete, open_draft, sign_record
from supervision.enums import FOLLOWED_UP
from supervision.permissions import may_write_record

if TYPE_CHECKING:
    from django.http import HttpResponse

    from people.requests import PersonRequest


@require_POST
def record_open(request: PersonRequest, pk: int) -> HttpResponse:
    """Begin the record, or go on with the one that somebody has begun."""
    session = _session(request, pk)
    try:
        open_draft(session=session, by=request.user)
    except Refused as refusal:
        messages.error(request, str(refusal))
        return redirect("courses:session", session.pk)
    return redirect("supervision:record_edit", session.pk)


def record_edit(request: PersonRequest, pk: int) -> HttpResponse:
    """Show the draft and save what was changed in it."""
    session = _session(request, pk)
    return render(request, "supervision/record_edit.html", {"session": session})


def record_sign(request: PersonRequest, pk: int) -> HttpResponse:
    """Show what is missing and sign."""
    session = _session(request, pk)
    if request.method == "POST":
        try:
            sign_record(session=session, by=request.user, at=timezone.now())
        except Incomplete:
            return redirect("supervision:record_edit", session.pk)
        messages.success(request, _("The record is signed."))
        return redirect("supervision:record", session.pk)
    return render(request, "supervision/record_sign.html", {"session": session})


def _session(request: PersonRequest, pk: int) -> Session:
    related = ("cohort__programme__owner_organisation", "team", "activity", "record", "recorddraft__form")
    followed_up = Session.objects.visible_to(request.user).filter(kind__in=FOLLOWED_UP, team__isnull=False)
    session = get_object_or_404(followed_up.select_related(*related), pk=pk)
    if not may_write_record(request.user, session):
        raise PermissionDenied
    return session
