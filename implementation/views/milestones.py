"""One milestone of a team with its log, and what is done to it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from implementation.actions.milestones import (
    add_evidence,
    confirm_milestone,
    plan_milestone,
    reach_milestone,
    withdraw_confirmation,
    withdraw_milestone,
)
from implementation.forms.milestones import (
    ConfirmForm,
    EvidenceForm,
    PlanForm,
    ReachForm,
    UnconfirmForm,
    WithdrawForm,
)
from implementation.milestones.finding import find_milestone
from people.policies import Refused
from people.redirects import back_or

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpResponse

    from implementation.forms.milestones import NamedForm
    from implementation.milestones.finding import FoundMilestone
    from people.requests import PersonRequest


@require_GET
def milestone(request: PersonRequest, pk: int, template: int) -> HttpResponse:
    """Show the milestone, its log, and what the reader may do."""
    return _page(request, find_milestone(request.user, pk, template))


@require_POST
def milestone_plan(request: PersonRequest, pk: int, template: int) -> HttpResponse:
    """Set another planned date."""
    found = find_milestone(request.user, pk, template, "log")
    form = PlanForm(request.POST, cohort=found.team.cohort)
    return _done(request, found, form, _("The date is set."), lambda: _act(plan_milestone, request, found, form, "on"))


@require_POST
def milestone_reach(request: PersonRequest, pk: int, template: int) -> HttpResponse:
    """Say that the milestone is reached."""
    found = find_milestone(request.user, pk, template, "log")
    form = ReachForm(request.POST, request.FILES)
    told = _("The milestone is reached. The model owner confirms it.")
    return _done(request, found, form, told, lambda: _act(reach_milestone, request, found, form, "on", "evidence"))


@require_POST
def milestone_evidence(request: PersonRequest, pk: int, template: int) -> HttpResponse:
    """Add what shows it."""
    found = find_milestone(request.user, pk, template, "log")
    form = EvidenceForm(request.POST, request.FILES)
    told = _("The evidence is added.")
    return _done(request, found, form, told, lambda: _act(add_evidence, request, found, form, "evidence"))


@require_POST
def milestone_withdraw(request: PersonRequest, pk: int, template: int) -> HttpResponse:
    """Say that the milestone is not reached after all."""
    found = find_milestone(request.user, pk, template, "log")
    form = WithdrawForm(request.POST)
    told = _("The milestone is withdrawn.")
    return _done(request, found, form, told, lambda: _act(withdraw_milestone, request, found, form, "reason"))


@require_POST
def milestone_confirm(request: PersonRequest, pk: int, template: int) -> HttpResponse:
    """Confirm that the milestone is reached."""
    found = find_milestone(request.user, pk, template, "confirm")
    form = ConfirmForm(request.POST)
    told = _("“%(title)s” is confirmed.") % {"title": found.row.template.title}
    return _done(request, found, form, told, lambda: _act(confirm_milestone, request, found, form))


@require_POST
def milestone_unconfirm(request: PersonRequest, pk: int, template: int) -> HttpResponse:
    """Withdraw the confirmation."""
    found = find_milestone(request.user, pk, template, "confirm")
    form = UnconfirmForm(request.POST)
    told = _("The confirmation is withdrawn.")
    return _done(request, found, form, told, lambda: _act(withdraw_confirmation, request, found, form, "reason"))


def _act(
    action: Callable[..., object], request: PersonRequest, found: FoundMilestone, form: NamedForm, *names: str
) -> None:
    """Call the action with what the form says under the names."""
    said = {name: form.evidence if name == "evidence" else form.cleaned_data[name] for name in names}  # type: ignore[attr-defined]
    action(team=found.team, template=found.row.template, by=request.user, **said)


def _done(
    request: PersonRequest, found: FoundMilestone, form: NamedForm, told: str, act: Callable[[], None]
) -> HttpResponse:
    """Do it and go back; what is wrong with the form answers 422, what the state refuses 409."""
    if not form.is_valid():
        return _page(request, found, form, status=422)
    try:
        act()
    except Refused as refusal:
        messages.error(request, str(refusal))
        return _page(request, found, form, status=409)
    messages.success(request, told)
    return back_or(request, "implementation:milestone", found.team.pk, found.row.template.pk)


def _page(
    request: PersonRequest, found: FoundMilestone, sent: NamedForm | None = None, status: int = 200
) -> HttpResponse:
    forms = _forms(found)
    context = {
        "heading": found.row.template.title,
        "breadcrumb": found.way_to_steps,
        "found": found,
        "row": found.row,
        "forms": forms | ({sent.name: sent} if sent and sent.name in forms else {}),
    }
    return render(request, "implementation/milestone.html", context, status=status)


def _forms(found: FoundMilestone) -> dict[str, NamedForm]:
    """Return by name what the reader may do as things stand."""
    row, rights = found.row, found.rights
    offered: list[tuple[bool, NamedForm]] = [
        (rights.log and row.reached_on is None, ReachForm()),
        (rights.log, EvidenceForm()),
        (rights.log and row.reached_on is None, PlanForm(cohort=found.team.cohort, initial={"on": row.planned_on})),
        (rights.log and row.awaits_confirmation, WithdrawForm()),
        (rights.confirm and row.awaits_confirmation, ConfirmForm()),
        (rights.confirm and row.is_confirmed, UnconfirmForm()),
    ]
    return {form.name: form for is_offered, form in offered if is_offered}
