"""A session's record as it is read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_GET

from supervision.models import Record
from supervision.permissions import may_see_record

if TYPE_CHECKING:
    from django.http import HttpResponse

    from people.requests import PersonRequest


@require_GET
def record(request: PersonRequest, pk: int) -> HttpResponse:
    """Show the signed record of a session."""
    found = get_object_or_404(Record.objects.visible_to(request.user).with_session(), session=pk)
    if not may_see_record(request.user, found):
        raise PermissionDenied
    return render(request, "supervision/record.html", {"record": found})
