"""The reports of all teams of the model owner's programmes: what waits for acceptance first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from courses.models import Cohort
from courses.scope import owned_organisations
from implementation.enums import MonthMark
from implementation.forms.overview import CohortFilterForm
from implementation.permissions import may_see_all_reports
from implementation.report_overview import followed_teams, latest_months, overview_rows

if TYPE_CHECKING:
    from django.http import HttpResponse

    from people.requests import PersonRequest

PAGE_LENGTH = 25


@require_GET
def reports(request: PersonRequest) -> HttpResponse:
    """Show the teams with their last twelve months."""
    if not may_see_all_reports(request.user):
        raise PermissionDenied
    today = timezone.localdate()
    cohorts = Cohort.objects.filter(programme__owner_organisation__in=owned_organisations(request.user))
    form = CohortFilterForm(request.GET, codes=list(cohorts.values_list("code", flat=True)))
    code = form.cleaned_data["cohort"] if form.is_valid() else ""
    teams = followed_teams(cohorts, code=code, on=today)
    page = Paginator(teams, PAGE_LENGTH).get_page(request.GET.get("page"))
    months = latest_months(today)
    context = {
        "heading": _("Activity reports"),
        "form": form,
        "page_obj": page,
        "months": months,
        "rows": overview_rows(page.object_list, months, on=today),
        "marks": list(MonthMark),
    }
    return render(request, "implementation/reports.html", context)
