"""The model owner's decisions on what a participant missed: exemptions and make-ups."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from courses import trail
from courses.actions.register import exempt, may_correct, record_make_up, remove_exemption, remove_make_up
from courses.forms.missed import ExemptionForm, MakeUpForm
from courses.models import Exemption, MakeUp, Participant
from courses.standings import evaluate_participant
from people.policies import Refused

if TYPE_CHECKING:
    from django.http import HttpResponse

    from people.requests import PersonRequest


def exemption_create(request: PersonRequest, pk: int) -> HttpResponse:
    """Free a participant from a session, for a reason."""
    participant = _corrected_participant(request, pk)
    form = ExemptionForm(request.POST or None, participant=participant)
    if form.is_valid():
        exempt(participant=participant, by=request.user, **form.cleaned_data)
        messages.success(request, _("The exemption is saved."))
        return redirect("courses:participant", participant.pk)
    return _decision_page(request, participant, form, _("Exempt from a session"))


@require_POST
def exemption_remove(request: PersonRequest, pk: int) -> HttpResponse:
    """Take an exemption back."""
    visible = Participant.objects.visible_to(request.user)
    found = get_object_or_404(Exemption.objects.filter(participant__in=visible), pk=pk)
    remove_exemption(exemption=found, by=request.user)
    messages.success(request, _("The exemption is taken back."))
    return redirect("courses:participant", found.participant_id)


def make_up_create(request: PersonRequest, pk: int) -> HttpResponse:
    """Record that a participant made up for a missed session in another cohort."""
    participant = _corrected_participant(request, pk)
    at = timezone.now()
    form = MakeUpForm(request.POST or None, evaluated=evaluate_participant(participant, at=at), at=at)
    if form.is_valid():
        try:
            record_make_up(participant=participant, by=request.user, **form.cleaned_data)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("The make-up is saved."))
            return redirect("courses:participant", participant.pk)
    return _decision_page(request, participant, form, _("Record a make-up"))


@require_POST
def make_up_remove(request: PersonRequest, pk: int) -> HttpResponse:
    """Take a make-up back; the attendance at the other session stays."""
    visible = Participant.objects.visible_to(request.user)
    found = get_object_or_404(MakeUp.objects.filter(participant__in=visible), pk=pk)
    remove_make_up(make_up=found, by=request.user)
    messages.success(request, _("The make-up is taken back."))
    return redirect("courses:participant", found.participant_id)


def _corrected_participant(request: PersonRequest, pk: int) -> Participant:
    visible = Participant.objects.visible_to(request.user).select_related("user", "team__cohort__programme")
    participant = get_object_or_404(visible, pk=pk)
    may_correct(request.user, participant)
    return participant


def _decision_page(
    request: PersonRequest, participant: Participant, form: ExemptionForm | MakeUpForm, heading: str
) -> HttpResponse:
    context = {
        "heading": heading,
        "subtitle": participant.user.name,
        "breadcrumb": trail.to_participant(participant),
        "form": form,
        "cancel_url": reverse("courses:participant", args=[participant.pk]),
    }
    return render(request, "_components/form_page.html", context, status=422 if form.errors else 200)
