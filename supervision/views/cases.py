"""The cases that a team brings to a supervision, until it begins."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from courses import trail
from courses.forms.refusals import refusals_told_by
from courses.models import Session
from people.policies import Refused
from supervision.actions.cases import change_case, send_in_case, withdraw_case
from supervision.enums import SUPERVISIONS
from supervision.forms.cases import CaseForm
from supervision.models import Case
from supervision.permissions import may_change_case, rights_on
from supervision.policies import why_case_stays, why_no_cases

if TYPE_CHECKING:
    from uuid import UUID

    from django.http import HttpResponse

    from people.requests import PersonRequest
    from supervision.permissions import Rights


def case_send_in(request: PersonRequest, pk: int) -> HttpResponse:
    """Show the cases that the team has sent in to the session, and take another one."""
    session, sent = _session(request, pk), request.method == "POST"
    rights = rights_on(request.user, session)
    if not (rights.sends_in_cases or (rights.reads_cases and not sent)):
        raise PermissionDenied
    form = CaseForm(request.POST if sent else None)
    if why_no_cases(session, timezone.now()):
        return _page(request, session, rights, form, status=409 if sent else 200)
    if form.is_valid():
        with refusals_told_by(form):
            send_in_case(session=session, by=request.user, **form.cleaned_data)
        if not form.errors:
            messages.success(request, _("The case is sent in."))
            return redirect("supervision:case_send_in", session.pk)
    return _page(request, session, rights, form, status=422 if form.errors else 200)


def _page(request: PersonRequest, session: Session, rights: Rights, form: CaseForm, *, status: int) -> HttpResponse:
    at = timezone.now()
    cases = Case.objects.visible_to(request.user).filter(session=session).sent_in().order_by("written_at", "pk")
    closed_because = why_no_cases(session, at)
    context = {
        "session": session,
        "heading": _("Cases for the supervision"),
        "breadcrumb": trail.to_session(session),
        "rows": [(case, _is_own(request, case) and not (closed_because or case.is_taken_up)) for case in cases],
        # Who was writing when the session began still sees what they wrote.
        "form": form if rights.sends_in_cases and (form.is_bound or not closed_because) else None,
        "closed_because": closed_because if rights.sends_in_cases else None,
    }
    return render(request, "supervision/cases.html", context, status=status)


def _is_own(request: PersonRequest, case: Case) -> bool:
    return case.sent_in_by_id == request.user.pk


def case_change(request: PersonRequest, pk: UUID) -> HttpResponse:
    """Change the label and the question of a case that one has sent in oneself."""
    case, sent = _own_case(request, pk), request.method == "POST"
    refused = why_case_stays(case, timezone.now())
    form = CaseForm(request.POST if sent else None, initial={"label": case.label, "question": case.question})
    if form.is_valid() and not refused:
        with refusals_told_by(form):
            change_case(case=case, by=request.user, **form.cleaned_data)
        if not form.errors:
            messages.success(request, _("The case is changed."))
            return redirect("supervision:case_send_in", case.session_id)
    list_url = reverse("supervision:case_send_in", args=[case.session_id])
    context = {
        "heading": _("Change the case"),
        "breadcrumb": [*trail.to_session(case.session), (_("Cases"), list_url)],
        "form": form,
        "closed_because": refused,
        "cancel_url": list_url,
    }
    status = 409 if sent and refused else 422 if form.errors else 200
    return render(request, "supervision/case_change.html", context, status=status)


@require_POST
def case_withdraw(request: PersonRequest, pk: UUID) -> HttpResponse:
    """Take back a case that one has sent in oneself."""
    case = _own_case(request, pk)
    try:
        withdraw_case(case=case, by=request.user)
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("The case is withdrawn."))
    return redirect("supervision:case_send_in", case.session_id)


def _session(request: PersonRequest, pk: int) -> Session:
    supervisions = Session.objects.visible_to(request.user).filter(kind__in=SUPERVISIONS, team__isnull=False)
    return get_object_or_404(supervisions.select_related("cohort__programme", "team"), pk=pk)


def _own_case(request: PersonRequest, pk: UUID) -> Case:
    """Return the case, if the person sent it in; 404 for who does not read cases there, 403 for the others."""
    readable = Case.objects.visible_to(request.user).select_related("session__cohort__programme", "session__team")
    case = get_object_or_404(readable, pk=pk)
    if not may_change_case(request.user, case):
        raise PermissionDenied
    return case
