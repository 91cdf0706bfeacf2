"""The weeks in which schools are closed, which the plan generator keeps local sessions out of."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from courses.forms.plan import SchoolHolidayForm
from courses.models import SchoolHoliday
from courses.permissions import may_manage_cohorts

if TYPE_CHECKING:
    from django.http import HttpResponse

    from people.requests import PersonRequest


@require_GET
def school_holiday_list(request: PersonRequest) -> HttpResponse:
    """Show the listed weeks."""
    _permit(request)
    rows = SchoolHoliday.objects.select_related("municipality").order_by("week", "year", "municipality__name")
    page = Paginator(rows, 50).get_page(request.GET.get("page"))
    context = {
        "heading": _("School holidays"),
        "subtitle": _("No session in a municipality is proposed in these weeks."),
        "breadcrumb": [(_("Cohorts"), reverse("courses:cohort_list"))],
        "actions": [(_("Add a week"), reverse("courses:school_holiday_create"))],
        "page_obj": page,
    }
    return render(request, "courses/school_holiday_list.html", context)


def school_holiday_create(request: PersonRequest) -> HttpResponse:
    """List a week."""
    _permit(request)
    form = SchoolHolidayForm(request.POST or None)
    if form.is_valid():
        form.save()
        messages.success(request, _("The week is on the list."))
        return redirect("courses:school_holiday_list")
    back = reverse("courses:school_holiday_list")
    context = {
        "heading": _("Add a school holiday"),
        "breadcrumb": [(_("Cohorts"), reverse("courses:cohort_list")), (_("School holidays"), back)],
        "form": form,
        "cancel_url": back,
    }
    return render(request, "_components/form_page.html", context, status=422 if form.errors else 200)


@require_POST
def school_holiday_remove(request: PersonRequest, pk: int) -> HttpResponse:
    """Take a week off the list."""
    _permit(request)
    get_object_or_404(SchoolHoliday, pk=pk).delete()
    messages.success(request, _("The week is off the list."))
    return redirect("courses:school_holiday_list")


def _permit(request: PersonRequest) -> None:
    if not may_manage_cohorts(request.user):
        raise PermissionDenied
