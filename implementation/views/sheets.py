"""A team's data sheets: the list with what is due, a new one, one sheet."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from courses.forms.refusals import refusals_told_by
from implementation.actions.sheets import open_sheet
from implementation.audit import log_list_read
from implementation.forms.sheets import NewSheetForm, SheetFilterForm
from implementation.models import DataSheet
from implementation.sheets.page import (
    activities_of,
    background_of,
    next_sentence,
    report_rows,
    sheet_row,
    terms_of,
    waiting_rows,
)
from implementation.sheets.permissions import may_read_sheets, may_set_agreement, may_write_sheets
from implementation.sheets.policies import agreement_of, kinds_to_write, why_no_sheet, why_not_reopened
from implementation.sheets_due import sheets_due
from implementation.trails import to_sheets, to_team
from implementation.views.sheet_finding import read_sheet, visible_team

if TYPE_CHECKING:
    from django.http import HttpResponse

    from courses.models import Team
    from people.requests import PersonRequest

PAGE_LENGTH = 25
MOST_DUE = 10


@require_GET
def sheet_list(request: PersonRequest, pk: int) -> HttpResponse:
    """Show the team's sheets, the open ones first, and what they wait for."""
    team = visible_team(request, pk)
    if not may_read_sheets(request.user, team):
        raise PermissionDenied
    form, today = SheetFilterForm(request.GET), timezone.localdate()
    everything = list(DataSheet.objects.filter(team=team).open_first().with_rows())
    wanted = form.wanted
    found = DataSheet.objects.filter(team=team).of_kind(wanted["kind"]).in_state(wanted["state"])
    page = Paginator(found.open_first().with_rows(), PAGE_LENGTH).get_page(request.GET.get("page"))
    waiting = waiting_rows(sheets_due(everything, today))
    log_list_read(team, {*page, *(sheet for sheet, _sentence in waiting[:MOST_DUE])}, by=request.user)
    context = _team_context(request, team) | {
        "form": form,
        "page_obj": page,
        "rows": [sheet_row(sheet, today) for sheet in page],
        "waiting": waiting[:MOST_DUE],
        "more_waiting": max(len(waiting) - MOST_DUE, 0),
        "total": len(everything),
    }
    return render(request, "implementation/sheet_list.html", context)


def _team_context(request: PersonRequest, team: Team) -> dict[str, Any]:
    agreement = agreement_of(team)
    may_write, closed = may_write_sheets(request.user, team), why_no_sheet(agreement)
    links = []
    if may_write and not closed:
        links.append((_("New data sheet"), reverse("implementation:sheet_create", args=[team.pk])))
    if may_set_agreement(request.user, team):
        links.append((_("Data agreement"), reverse("implementation:data_agreement", args=[team.pk])))
    return {
        "team": team,
        "heading": _("Data sheets"),
        "subtitle": f"{team.name} · {team.cohort.code}",
        "breadcrumb": to_team(request.user, team),
        "actions": links,
        "may_write": may_write,
        "closed_because": closed,
        "terms": terms_of(agreement) if agreement else [],
    }


def sheet_create(request: PersonRequest, pk: int) -> HttpResponse:
    """Make a sheet, after saying what a pseudonym cannot do."""
    team, sent = visible_team(request, pk), request.method == "POST"
    if not may_write_sheets(request.user, team):
        raise PermissionDenied
    if closed := why_no_sheet(agreement_of(team)):
        return _create_page(request, team, closed=closed, status=409 if sent else 200)
    form = NewSheetForm(request.POST if sent else None)
    if form.is_valid():
        with refusals_told_by(form):
            made = open_sheet(team=team, **form.cleaned_data, by=request.user)
            messages.success(
                request, _("The sheet is made. Write its pseudonym into your key now: it cannot be looked up later.")
            )
            return redirect("implementation:sheet", made.pk)
    return _create_page(request, team, form=form, status=422 if sent else 200)


def _create_page(
    request: PersonRequest, team: Team, *, form: NewSheetForm | None = None, closed: str = "", status: int
) -> HttpResponse:
    address = reverse("implementation:sheet_list", args=[team.pk])
    context = {
        "heading": _("New data sheet"),
        "subtitle": f"{team.name} · {team.cohort.code}",
        "breadcrumb": to_sheets(request.user, team),
        "form": form,
        "closed_because": closed,
        "is_first": not DataSheet.objects.filter(team=team).exists(),
        "submit_label": _("Make the sheet"),
        "cancel_url": address,
    }
    return render(request, "implementation/sheet_create.html", context, status=status)


@require_GET
def sheet(request: PersonRequest, pk: int) -> HttpResponse:
    """Show a sheet: background, activities, what has changed, what was reported."""
    found, today = read_sheet(request, pk), timezone.localdate()
    may_write = may_write_sheets(request.user, found.team)
    sentence, tone = next_sentence(found, today)
    context = {
        "sheet": found,
        "breadcrumb": to_sheets(request.user, found.team),
        "background": background_of(found),
        "activities": activities_of(found),
        "follow_ups": found.follow_ups.all(),
        "next_sentence": sentence,
        "next_tone": tone,
        "reports": report_rows(found, today),
        "may_write": may_write,
        "may_count": may_write and not found.closed_on,
        "may_follow_up": may_write and bool(kinds_to_write(found)),
        "may_reopen": may_write and not why_not_reopened(found),
    }
    return render(request, "implementation/sheet.html", context)
