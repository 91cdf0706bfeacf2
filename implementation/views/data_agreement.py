"""A team's data agreement, as its model owner sets it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from courses.forms.refusals import refusals_told_by
from implementation.actions.sheets import set_agreement
from implementation.forms.sheets import AgreementForm
from implementation.models import DataAgreement
from implementation.sheets.permissions import may_set_agreement
from implementation.sheets.policies import agreement_of
from implementation.trails import to_team
from implementation.views.sheet_finding import visible_team

if TYPE_CHECKING:
    from django.http import HttpResponse

    from people.requests import PersonRequest


def data_agreement(request: PersonRequest, pk: int) -> HttpResponse:
    """Set from when the team has data sheets, how long they are kept, and who reads them."""
    team, sent = visible_team(request, pk), request.method == "POST"
    if not may_set_agreement(request.user, team):
        raise PermissionDenied
    agreement = agreement_of(team) or DataAgreement(team=team, since=timezone.localdate())
    form = AgreementForm(request.POST if sent else None, agreement=agreement)
    if form.is_valid():
        with refusals_told_by(form):
            set_agreement(team=team, **form.cleaned_data, by=request.user)
            messages.success(request, _("The data agreement is saved."))
            return redirect("implementation:data_agreement", team.pk)
    context = {
        "heading": _("Data agreement"),
        "subtitle": f"{team.name} · {team.cohort.code}",
        "breadcrumb": to_team(request.user, team),
        "intro": _("The team makes data sheets by these terms. They hold for the sheets that are there already, too."),
        "form": form,
        "cancel_url": reverse("courses:team", args=[team.pk]),
    }
    return render(request, "_components/form_page.html", context, status=422 if sent else 200)
