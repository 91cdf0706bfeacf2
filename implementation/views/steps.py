"""A team's steps with their milestones, and pausing a step."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from implementation.actions.step_pauses import pause_step, resume_step
from implementation.enums import MilestoneState
from implementation.forms.milestones import PauseForm
from implementation.milestones.finding import find_step, find_steps
from implementation.milestones.policies import why_not_paused
from people.policies import Refused

if TYPE_CHECKING:
    from django.http import HttpResponse

    from implementation.milestones.finding import FoundStep
    from people.requests import PersonRequest

STEPS = "implementation:team_steps"


@require_GET
def team_steps(request: PersonRequest, pk: int) -> HttpResponse:
    """Show the team's steps with their milestones."""
    found = find_steps(request.user, pk)
    rows = [row for step in found.steps for row in step.milestones]
    context = {
        "heading": _("Steps and milestones"),
        "subtitle": f"{found.team.name} · {found.team.cohort.code}",
        "breadcrumb": found.way_to_team,
        "found": found,
        "count": len(rows),
        "reached": sum(row.reached_on is not None for row in rows),
        "late": sum(row.state == MilestoneState.LATE for row in rows),
        "awaiting": sum(row.awaits_confirmation for row in rows),
    }
    return render(request, "implementation/team_steps.html", context)


def step_pause(request: PersonRequest, pk: int, step: int) -> HttpResponse:
    """Ask for the reason and pause the step."""
    found = find_step(request.user, pk, step, "pause")
    if refused := why_not_paused(list(found.step.pauses)):
        messages.error(request, refused)
        return redirect(STEPS, pk) if request.method == "GET" else _pause_page(request, found, PauseForm(), 409)
    form = PauseForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            pause_step(team=found.team, step=found.step.step, by=request.user, **form.cleaned_data)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("The step is paused."))
            return redirect(STEPS, pk)
    return _pause_page(request, found, form, 422 if form.is_bound else 200)


@require_POST
def step_resume(request: PersonRequest, pk: int, step: int) -> HttpResponse:
    """Let the step go on."""
    found = find_step(request.user, pk, step, "pause")
    try:
        resume_step(team=found.team, step=found.step.step, by=request.user)
        messages.success(request, _("The step goes on."))
    except Refused as refusal:
        messages.error(request, str(refusal))
    return redirect(STEPS, pk)


def _pause_page(request: PersonRequest, found: FoundStep, form: PauseForm, status: int) -> HttpResponse:
    context = {
        "heading": _("Pause the step"),
        "subtitle": f"{found.step.step.title} · {found.team.name}",
        "breadcrumb": found.way_to_steps,
        "intro": _("While the step rests, none of its milestones counts as late. The team and its leaders read why."),
        "form": form,
        "submit_label": _("Pause the step"),
        "cancel_url": found.way_to_steps[-1][1],
    }
    return render(request, "_components/form_page.html", context, status=status)
