"""Naming who stands in for the supervisor at one supervision."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from courses import trail
from courses.forms.refusals import refusals_told_by
from courses.models import Session
from courses.permissions import may_on_cohort
from people.roles import Permission
from people.wording import day_and_time
from supervision.actions.substitutes import name_substitute
from supervision.enums import SUPERVISIONS
from supervision.forms.substitutes import SubstituteForm
from supervision.policies import why_no_substitute

if TYPE_CHECKING:
    from django.http import HttpResponse

    from people.requests import PersonRequest


def substitute(request: PersonRequest, pk: int) -> HttpResponse:
    """Ask who stands in, or say why nobody can any more."""
    session = _session(request, pk)
    sent = request.method == "POST"
    if closed := why_no_substitute(session):
        return _page(request, session, closed=closed, status=409 if sent else 200)
    form = SubstituteForm(request.POST if sent else None, session=session)
    if form.is_valid():
        with refusals_told_by(form):
            name_substitute(session=session, user=form.cleaned_data["user"], by=request.user)
            messages.success(request, _said(session, form))
            return redirect("courses:session", session.pk)
    return _page(request, session, form=form, status=422 if form.errors else 200)


def _said(session: Session, form: SubstituteForm) -> str:
    user = form.cleaned_data["user"]
    if user is None:
        return _("%(code)s has no substitute.") % {"code": session.code}
    return _("%(name)s stands in at %(code)s.") % {"name": user, "code": session.code}


def _page(
    request: PersonRequest,
    session: Session,
    *,
    form: SubstituteForm | None = None,
    closed: str = "",
    status: int = 200,
) -> HttpResponse:
    when = day_and_time(session.starts_at, session.ends_at)
    context = {
        "heading": _("Substitute for the supervisor"),
        "subtitle": f"{session.code} {session.title} · {session.team} · {when}",
        "breadcrumb": trail.to_session(session),
        "form": form,
        "closed_because": closed,
        "has_choice": form is not None and form.fields["user"].queryset.exists(),  # type: ignore[attr-defined]
        "cancel_url": reverse("courses:session", args=[session.pk]),
    }
    return render(request, "supervision/substitute.html", context, status=status)


def _session(request: PersonRequest, pk: int) -> Session:
    related = ("cohort__programme__owner_organisation", "team", "record", "recorddraft")
    supervisions = Session.objects.visible_to(request.user).filter(kind__in=SUPERVISIONS, team__isnull=False)
    session = get_object_or_404(supervisions.select_related(*related), pk=pk)
    if not may_on_cohort(request.user, Permission.MANAGE_COHORT, session.cohort):
        raise PermissionDenied
    return session
