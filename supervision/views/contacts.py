"""The contacts with a team's leaders between two consultations."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from courses import trail
from courses.forms.refusals import refusals_told_by
from courses.models import Team
from supervision.actions.contacts import log_contact
from supervision.forms.contacts import ContactForm
from supervision.models import Contact
from supervision.permissions import may_read_leadership, may_write_leadership

if TYPE_CHECKING:
    from django.http import HttpResponse

    from people.requests import PersonRequest

PAGE_LENGTH = 25


def contact_log(request: PersonRequest, pk: int) -> HttpResponse:
    """Show the contacts, the newest first, and let the model owner log one."""
    team = _team(request, pk)
    may_write = may_write_leadership(request.user, team)
    if request.method == "POST" and not may_write:
        raise PermissionDenied
    form = ContactForm(request.POST or None) if may_write else None
    if request.method == "POST" and form is not None and form.is_valid():
        with refusals_told_by(form):
            log_contact(team=team, **form.cleaned_data, by=request.user)
            messages.success(request, _("The contact is logged."))
            return redirect("supervision:contact_log", team.pk)
    return _page(request, team, form)


def _page(request: PersonRequest, team: Team, form: ContactForm | None) -> HttpResponse:
    contacts = Contact.objects.filter(team=team).select_related("logged_by")
    context = {
        "heading": _("Contacts with the leaders"),
        "subtitle": f"{team.name} · {team.cohort.code}",
        "breadcrumb": [*trail.to_cohort(team.cohort), (team.name, reverse("courses:team", args=[team.pk]))],
        "form": form,
        "page_obj": Paginator(contacts, PAGE_LENGTH).get_page(request.GET.get("page")),
    }
    status = 422 if form is not None and form.errors else 200
    return render(request, "supervision/contact_log.html", context, status=status)


def _team(request: PersonRequest, pk: int) -> Team:
    teams = Team.objects.visible_to(request.user).select_related("cohort__programme__owner_organisation")
    team = get_object_or_404(teams, pk=pk)
    if not may_read_leadership(request.user, team):
        raise PermissionDenied
    return team
