"""Agreed actions: one's own, and what becomes of one: done, dropped with a reason, or open again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from courses.forms.refusals import refusals_told_by
from people.policies import Refused
from people.redirects import address_back, back_or
from supervision.actions.actions import close_action, reopen_action
from supervision.enums import ActionState
from supervision.forms.actions import DropForm
from supervision.models import Action
from supervision.own_actions import closed_actions_of, open_actions_of
from supervision.permissions import may_drop
from supervision.policies import why_not_become

if TYPE_CHECKING:
    from uuid import UUID

    from django.http import HttpResponse

    from people.requests import PersonRequest

OWN = "supervision:action_list"


@require_GET
def action_list(request: PersonRequest) -> HttpResponse:
    """Show the person's own agreed actions, the open ones first."""
    context = {
        "heading": _("My agreed actions"),
        "open_actions": open_actions_of(request.user, timezone.localdate()),
        "closed": closed_actions_of(request.user),
    }
    return render(request, "supervision/action_list.html", context)


@require_POST
def action_done(request: PersonRequest, pk: UUID) -> HttpResponse:
    """Say that the action is done."""
    try:
        close_action(action=_action(request, pk), state=ActionState.DONE, by=request.user)
        messages.success(request, _("The action is done."))
    except Refused as refusal:
        messages.error(request, str(refusal))
    return back_or(request, OWN)


def action_drop(request: PersonRequest, pk: UUID) -> HttpResponse:
    """Ask for the reason and drop the action."""
    action = _action(request, pk)
    if not may_drop(request.user, action):
        raise PermissionDenied
    if refused := why_not_become(action, ActionState.DROPPED):
        messages.error(request, refused)
        return back_or(request, OWN)
    form = DropForm(request.POST if request.method == "POST" else None)
    if form.is_valid() and _dropped(request, action, form):
        return back_or(request, OWN)
    context = {
        "heading": _("Drop the action"),
        "subtitle": action.what,
        "form": form,
        "submit_label": _("Drop"),
        "danger": True,
        "hidden": [("next", address_back(request, OWN))],
        "cancel_url": address_back(request, OWN),
    }
    return render(request, "_components/form_page.html", context, status=422 if form.is_bound else 200)


@require_POST
def action_reopen(request: PersonRequest, pk: UUID) -> HttpResponse:
    """Open a done or dropped action again."""
    try:
        reopen_action(action=_action(request, pk), by=request.user)
        messages.success(request, _("The action is open again."))
    except Refused as refusal:
        messages.error(request, str(refusal))
    return back_or(request, OWN)


def _dropped(request: PersonRequest, action: Action, form: DropForm) -> bool:
    with refusals_told_by(form):
        close_action(action=action, state=ActionState.DROPPED, by=request.user, reason=form.cleaned_data["reason"])
        messages.success(request, _("The action is dropped."))
    return form.is_valid()


def _action(request: PersonRequest, pk: UUID) -> Action:
    related = ("record__session__cohort__programme__owner_organisation",)
    return get_object_or_404(Action.objects.visible_to(request.user).with_origin().select_related(*related), pk=pk)
