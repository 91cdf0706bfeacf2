"""A team's reports as a file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import Http404, HttpResponse
from django.views.decorators.http import require_GET

from courses.tables import CONTENT_TYPES, write_table
from implementation.exports import REPORT_COLUMNS, report_rows
from implementation.views.report_finding import find_team

if TYPE_CHECKING:
    from people.requests import PersonRequest


@require_GET
def report_export(request: PersonRequest, pk: int) -> HttpResponse:
    """Send every month that the team reports, as CSV or XLSX."""
    found = find_team(request, pk)
    file_format = request.GET.get("format", "csv")
    if file_format not in CONTENT_TYPES:
        raise Http404
    name = f"{found.team.cohort.code}-{found.team.pk}-reports"
    content = write_table(file_format, REPORT_COLUMNS, report_rows(found.reports), name)
    disposition = {"Content-Disposition": f'attachment; filename="{name}.{file_format}"'}
    return HttpResponse(content, content_type=CONTENT_TYPES[file_format], headers=disposition)
