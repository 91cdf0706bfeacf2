"""The lists that leave the product, as files: attendance and plan of a cohort."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.views.decorators.http import require_GET

from courses.exports import ATTENDANCE_COLUMNS, PLAN_COLUMNS, attendance_rows, plan_rows
from courses.models import Cohort
from courses.permissions import may_on_cohort
from courses.tables import CONTENT_TYPES, write_table
from people.roles import Permission

if TYPE_CHECKING:
    from collections.abc import Sequence

    from courses.tables import Cell
    from people.requests import PersonRequest


@require_GET
def attendance_export(request: PersonRequest, code: str) -> HttpResponse:
    """Send every participant's minutes, percentages and standing; staff only unless ``all`` is asked for."""
    cohort = _cohort(request, code, Permission.READ_TEAM_ATTENDANCE)
    rows = attendance_rows(cohort, at=timezone.now(), everybody="all" in request.GET)
    return _file(request, ATTENDANCE_COLUMNS, rows, f"{cohort.code}-attendance")


@require_GET
def plan_export(request: PersonRequest, code: str) -> HttpResponse:
    """Send every session of the plan."""
    cohort = _cohort(request, code, Permission.MANAGE_COHORT)
    return _file(request, PLAN_COLUMNS, plan_rows(cohort), f"{cohort.code}-plan")


def _cohort(request: PersonRequest, code: str, permission: Permission) -> Cohort:
    cohort = get_object_or_404(Cohort.objects.visible_to(request.user).select_related("programme"), code=code)
    if not may_on_cohort(request.user, permission, cohort):
        raise PermissionDenied
    return cohort


def _file(request: PersonRequest, headers: Sequence[str], rows: Sequence[Sequence[Cell]], name: str) -> HttpResponse:
    file_format = request.GET.get("format", "csv")
    if file_format not in CONTENT_TYPES:
        raise Http404
    content = write_table(file_format, headers, rows, name)
    disposition = {"Content-Disposition": f'attachment; filename="{name}.{file_format}"'}
    return HttpResponse(content, content_type=CONTENT_TYPES[file_format], headers=disposition)
