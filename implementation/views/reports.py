"""The page of one month's report: read it, write it, hand it in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from courses.cohort_sentences import fte_text
from implementation import trail
from implementation.actions.reports import Conflict, save_report, submit_report, version_of
from implementation.forms.reports import ReportForm
from implementation.policies import why_not_reopened, why_not_submitted, why_not_written
from implementation.report_page import background_of, beside, events_of
from implementation.team_targets import team_targets
from implementation.views.report_finding import find_month
from people.policies import Refused

if TYPE_CHECKING:
    from datetime import date

    from django.http import HttpResponse

    from implementation.views.report_finding import FoundMonth
    from people.requests import PersonRequest


def report(request: PersonRequest, pk: int, month: date) -> HttpResponse:
    """Show the month's report; save it as a draft."""
    if request.method != "POST":
        found = find_month(request, pk, month)
        return _page(request, found, _form(found) if _may_write(found) else None)
    found = find_month(request, pk, month, "write")
    form = _form(found, request)
    if closed := why_not_written(found.one, found.owner):
        return _page(request, found, None, refused=closed, status=409)
    if form.is_valid():
        try:
            save_report(
                team=found.team, month=month, figures=form.figures, seen=form.cleaned_data["seen"], by=request.user
            )
        except Conflict as conflict:
            return _conflict(request, found, form, conflict)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("The draft is saved. It is not handed in yet."))
            return redirect("implementation:report", pk, month)
    return _page(request, found, form, status=422)


@require_POST
def report_submit(request: PersonRequest, pk: int, month: date) -> HttpResponse:
    """Hand the month's report in; show what looks odd first, once."""
    found = find_month(request, pk, month, "submit")
    if closed := why_not_submitted(found.one, found.owner):
        form = None if why_not_written(found.one, found.owner) else _form(found, request)
        return _page(request, found, form, refused=closed, status=409)
    form = _form(found, request, handing_in=True)
    if not form.is_valid() or form.has_new_questions:
        return _page(request, found, form, status=422)
    try:
        submit_report(
            team=found.team,
            month=month,
            figures=form.figures,
            questions=form.answers,
            seen=form.cleaned_data["seen"],
            by=request.user,
        )
    except Conflict as conflict:
        return _conflict(request, found, form, conflict)
    except Refused as refusal:
        form.add_error(None, str(refusal))
        return _page(request, found, form, status=422)
    messages.success(request, _("The report is handed in. Thank you."))
    return redirect("implementation:report", pk, month)


def _may_write(found: FoundMonth) -> bool:
    return found.rights.write and why_not_written(found.one, found.owner) is None


def _form(found: FoundMonth, request: PersonRequest | None = None, *, handing_in: bool = False) -> ReportForm:
    report = found.one.report
    return ReportForm(
        request.POST if request else None,
        figures=report.figures if report else {},
        background=background_of(found.reports, found.one),
        handing_in=handing_in,
        initial={"seen": version_of(report)},
    )


def _conflict(request: PersonRequest, found: FoundMonth, form: ReportForm, conflict: Conflict) -> HttpResponse:
    """Show what somebody else saved meanwhile beside what this person wrote; a second save is then deliberate."""
    form.data = {**request.POST.dict(), "seen": version_of(conflict.report)}
    return _page(request, found, form, overtaken=conflict.report.figures, status=409)


def _page(
    request: PersonRequest,
    found: FoundMonth,
    form: ReportForm | None,
    *,
    refused: str = "",
    overtaken: dict[str, int | None] | None = None,
    status: int = 200,
) -> HttpResponse:
    one, owner = found.one, found.owner
    yearly = team_targets(found.reports, month=one.month, on=found.today)
    context = {
        "heading": _("Activity report, %(month)s") % {"month": date_format(one.month, "YEAR_MONTH_FORMAT")},
        "subtitle": f"{found.team.name} · {found.team.cohort.code}",
        "breadcrumb": trail.to_reports(found.team, found.rights),
        "team": found.team,
        "one": one,
        "form": form,
        "rows": beside(found.reports, one, yearly, form, overtaken or {}),
        "yearly": yearly,
        "basis": fte_text(yearly.fte),
        "refused": refused,
        "overtaken": overtaken,
        "closed_because": None if form else why_not_written(one, owner),
        "not_yet": why_not_submitted(one, owner),
        "rights": found.rights,
        "may_reopen": found.rights.reopen and why_not_reopened(one, owner, as_owner=found.rights.accept) is None,
        "events": events_of(one.report),
    }
    return render(request, "implementation/report.html", context, status=status)
