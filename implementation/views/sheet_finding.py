"""Finds the team or data sheet that a page is about: 404 outside the person's scope, 403 where it is not theirs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404

from courses.models import Team
from implementation.audit import log_sheet_read
from implementation.models import DataSheet
from implementation.sheets.permissions import may_write_sheets

if TYPE_CHECKING:
    from people.requests import PersonRequest


def visible_team(request: PersonRequest, pk: int) -> Team:
    """Return the team in the person's scope."""
    teams = Team.objects.visible_to(request.user).select_related("cohort__programme__owner_organisation")
    return get_object_or_404(teams, pk=pk)


def read_sheet(request: PersonRequest, pk: int) -> DataSheet:
    """Return a sheet that the person may read, and log that they have."""
    found = _sheet(request, pk)
    log_sheet_read(found, by=request.user)
    return found


def sheet_to_write(request: PersonRequest, pk: int) -> DataSheet:
    """Return a sheet that the person may write, and log that they have read it on the way."""
    found = _sheet(request, pk)
    if not may_write_sheets(request.user, found.team):
        raise PermissionDenied
    log_sheet_read(found, by=request.user)
    return found


def _sheet(request: PersonRequest, pk: int) -> DataSheet:
    sheets = DataSheet.objects.visible_to(request.user).select_related(
        "team__data_agreement", "team__cohort__programme__owner_organisation"
    )
    related = ("activities", "follow_ups__written_by", "reported__ticked_by")
    return get_object_or_404(sheets.prefetch_related(*related), pk=pk)
