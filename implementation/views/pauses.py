"""Pausing a team's work with the model, and letting it go on."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from courses.forms.refusals import refusals_told_by
from implementation import trail
from implementation.actions.pauses import pause_team, resume_team
from implementation.forms.pauses import PauseForm, ResumeForm
from implementation.views.report_finding import find_team

if TYPE_CHECKING:
    from django.forms import BaseForm
    from django.http import HttpResponse

    from implementation.views.report_finding import Found
    from people.requests import PersonRequest


def team_pause(request: PersonRequest, pk: int) -> HttpResponse:
    """Ask from when and why, and pause the team."""
    found = find_team(request, pk, "accept")
    form = PauseForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with refusals_told_by(form):
            pause_team(team=found.team, **form.cleaned_data, by=request.user)
            messages.success(request, _("The team is paused. For months that are paused throughout no report is due."))
            return redirect("implementation:report_list", pk)
    return _page(request, found, form, heading=_("Pause the team"), submit_label=_("Pause the team"))


def team_resume(request: PersonRequest, pk: int) -> HttpResponse:
    """Ask from when, and let the team go on."""
    found = find_team(request, pk, "accept")
    form = ResumeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with refusals_told_by(form):
            resume_team(team=found.team, until=form.cleaned_data["until"], by=request.user)
            messages.success(request, _("The team works again."))
            return redirect("implementation:report_list", pk)
    return _page(request, found, form, heading=_("End the team's pause"), submit_label=_("End the pause"))


def _page(request: PersonRequest, found: Found, form: BaseForm, **words: Any) -> HttpResponse:
    context = words | {
        "subtitle": f"{found.team.name} · {found.team.cohort.code}",
        "breadcrumb": trail.to_reports(found.team, found.rights),
        "form": form,
        "cancel_url": reverse("implementation:report_list", args=[found.team.pk]),
    }
    return render(request, "_components/form_page.html", context, status=422 if form.errors else 200)
