"""What is decided about a month's report: accepted, opened again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from courses.forms.refusals import refusals_told_by
from implementation import trail
from implementation.actions.reports import accept_report, reopen_report
from implementation.forms.reports import ReasonForm
from implementation.policies import why_not_reopened
from implementation.views.report_finding import find_month
from people.policies import Refused

if TYPE_CHECKING:
    from datetime import date

    from django.http import HttpResponse

    from implementation.views.report_finding import FoundMonth
    from people.requests import PersonRequest


@require_POST
def report_accept(request: PersonRequest, pk: int, month: date) -> HttpResponse:
    """Accept the month's report."""
    found = find_month(request, pk, month, "accept")
    try:
        accept_report(team=found.team, month=month, by=request.user)
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("The report is accepted."))
    return redirect("implementation:report", pk, month)


def report_reopen(request: PersonRequest, pk: int, month: date) -> HttpResponse:
    """Ask why, and open the month's report again."""
    found = find_month(request, pk, month, "reopen")
    sent = request.method == "POST"
    if closed := why_not_reopened(found.one, found.owner, as_owner=found.rights.accept):
        return _page(request, found, closed=closed, status=409 if sent else 200)
    form = ReasonForm(request.POST if sent else None)
    if form.is_valid():
        with refusals_told_by(form):
            reopen_report(team=found.team, month=month, reason=form.cleaned_data["reason"], by=request.user)
            messages.success(request, _("The report is open again."))
            return redirect("implementation:report", pk, month)
    return _page(request, found, form=form, status=422 if form.errors else 200)


def _page(
    request: PersonRequest, found: FoundMonth, *, form: ReasonForm | None = None, closed: str = "", status: int = 200
) -> HttpResponse:
    name = date_format(found.one.month, "YEAR_MONTH_FORMAT")
    address = reverse("implementation:report", args=[found.team.pk, found.one.month])
    context = {
        "heading": _("Open the report again"),
        "subtitle": f"{found.team.name} · {name}",
        "breadcrumb": [*trail.to_reports(found.team, found.rights), (name, address)],
        "form": form,
        "closed_because": closed,
        "question": _("The team can change the figures then and hand the report in once more."),
        "submit_label": _("Open the report"),
        "cancel_url": address,
    }
    return render(request, "implementation/report_reopen.html", context, status=status)
