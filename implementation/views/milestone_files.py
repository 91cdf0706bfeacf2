"""Sends the files that were handed in as evidence, to those who read the milestone."""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from django.http import FileResponse, Http404
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from implementation.milestones.permissions import milestone_rights
from implementation.milestones.policies import EVIDENCE_TYPES
from implementation.models import MilestoneEntry

if TYPE_CHECKING:
    from django.http.response import HttpResponseBase

    from people.requests import PersonRequest


@require_safe
def milestone_file(request: PersonRequest, pk: int) -> HttpResponseBase:
    """Send the file of an entry as an attachment, in which nothing runs."""
    entries = MilestoneEntry.objects.visible_to(request.user).exclude(file="")
    entry = get_object_or_404(entries.select_related("milestone__team__cohort__programme"), pk=pk)
    milestone_rights(request.user, entry.milestone.team).require("read")
    if not entry.file.storage.exists(entry.file.name or ""):
        raise Http404
    kind = EVIDENCE_TYPES.get(PurePosixPath(entry.file.name or "").suffix.lstrip("."), "application/octet-stream")
    response = FileResponse(entry.file.open(), as_attachment=True, filename=entry.filename, content_type=kind)
    response["Cache-Control"] = "private, no-store"
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return response
