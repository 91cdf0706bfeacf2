"""What is written in a data sheet: background, activities, follow-ups, closure, reports; one view for each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from courses.forms.refusals import refusals_told_by
from implementation.actions.sheets import (
    change_background,
    close_sheet,
    count_activity,
    delete_sheet,
    follow_up,
    reopen_sheet,
    tick_reported,
    untick_reported,
)
from implementation.forms.sheets import BackgroundForm, ClosureForm, CountForm, FollowUpForm, ReportedForm
from implementation.sheets.choices import ActivityKind, FollowUpKind, Reporting
from implementation.sheets.policies import kinds_to_write, why_closed, why_no_follow_up
from implementation.trails import to_sheets
from implementation.views.sheet_finding import sheet_to_write
from people.policies import Refused

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

    from django.forms import Form
    from django.http import HttpResponse

    from implementation.models import DataSheet
    from people.requests import PersonRequest


def sheet_background(request: PersonRequest, pk: int) -> HttpResponse:
    """Change what a sheet says of the young person."""
    found, sent = sheet_to_write(request, pk), request.method == "POST"
    form = BackgroundForm(request.POST if sent else None, sheet=found)
    if form.is_valid():
        with refusals_told_by(form):
            change_background(sheet=found, **form.cleaned_data, by=request.user)
            return _saved(request, found)
    return _page(request, found, _("Change the background"), form=form, status=422 if sent else 200)


def sheet_follow_up(request: PersonRequest, pk: int) -> HttpResponse:
    """Write what has changed, on the way or after closure."""
    found, sent = sheet_to_write(request, pk), request.method == "POST"
    heading = _("Follow up")
    if closed := why_no_follow_up(found):
        return _page(request, found, heading, closed=closed, status=409 if sent else 200)
    form = FollowUpForm(request.POST if sent else None, kinds=kinds_to_write(found))
    if form.is_valid():
        with refusals_told_by(form):
            written = form.cleaned_data | {"kind": FollowUpKind(form.cleaned_data["kind"])}
            follow_up(sheet=found, **written, by=request.user)
            return _saved(request, found)
    return _page(request, found, heading, form=form, status=422 if sent else 200)


def sheet_close(request: PersonRequest, pk: int) -> HttpResponse:
    """Close a sheet with what has changed."""
    found, sent = sheet_to_write(request, pk), request.method == "POST"
    heading = _("Close the sheet")
    if closed := why_closed(found):
        return _page(request, found, heading, closed=closed, status=409 if sent else 200)
    form = ClosureForm(request.POST if sent else None)
    if form.is_valid():
        with refusals_told_by(form):
            close_sheet(sheet=found, **form.cleaned_data, by=request.user)
            return _saved(request, found)
    return _page(request, found, heading, form=form, status=422 if sent else 200)


def _saved(request: PersonRequest, found: DataSheet) -> HttpResponse:
    messages.success(request, _("Saved."))
    return redirect("implementation:sheet", found.pk)


def _page(
    request: PersonRequest, found: DataSheet, heading: str, *, status: int, form: Form | None = None, closed: str = ""
) -> HttpResponse:
    address = reverse("implementation:sheet", args=[found.pk])
    context = {
        "heading": heading,
        "subtitle": f"{found.pseudonym} · {found.get_kind_display()}",
        "breadcrumb": [*to_sheets(request.user, found.team), (found.pseudonym, address)],
        "form": form,
        "closed_because": closed,
        "cancel_url": address,
        "submit_label": heading if form and "closed_on" in form.fields else "",
    }
    return render(request, "implementation/sheet_form.html", context, status=status)


@require_POST
def sheet_count(request: PersonRequest, pk: int) -> HttpResponse:
    """Count an activity once more, or once less."""
    found, form = sheet_to_write(request, pk), CountForm(request.POST)
    if not form.is_valid():
        return _not_understood(request, found)
    counted = {"kind": ActivityKind(form.cleaned_data["kind"]), "more": form.cleaned_data["more"]}
    return _done(request, found, lambda: count_activity(sheet=found, **counted, by=request.user), "activities")


@require_POST
def sheet_tick(request: PersonRequest, pk: int) -> HttpResponse:
    """Tick that a report was made to its register."""
    found, form = sheet_to_write(request, pk), ReportedForm(request.POST)
    if not form.is_valid():
        return _not_understood(request, found)
    what = Reporting(form.cleaned_data["what"])
    return _done(request, found, lambda: tick_reported(sheet=found, what=what, by=request.user), "reported")


@require_POST
def sheet_untick(request: PersonRequest, pk: int) -> HttpResponse:
    """Take such a tick back."""
    found, form = sheet_to_write(request, pk), ReportedForm(request.POST)
    if not form.is_valid():
        return _not_understood(request, found)
    what = Reporting(form.cleaned_data["what"])
    return _done(request, found, lambda: untick_reported(sheet=found, what=what, by=request.user), "reported")


@require_POST
def sheet_reopen(request: PersonRequest, pk: int) -> HttpResponse:
    """Open a sheet again that was closed by mistake."""
    found = sheet_to_write(request, pk)
    return _done(request, found, lambda: reopen_sheet(sheet=found, by=request.user), "follow-ups")


def sheet_delete(request: PersonRequest, pk: int) -> HttpResponse:
    """Ask, then delete a sheet for good."""
    found = sheet_to_write(request, pk)
    if request.method == "POST":
        delete_sheet(sheet=found, by=request.user)
        messages.success(request, _("The sheet is deleted."))
        return redirect("implementation:sheet_list", found.team_id)
    address = reverse("implementation:sheet", args=[found.pk])
    context = {
        "heading": _("Delete the sheet %(pseudonym)s?") % {"pseudonym": found.pseudonym},
        "breadcrumb": [*to_sheets(request.user, found.team), (found.pseudonym, address)],
        "question": _("Delete it if it was made by mistake, or if the young person asks for it."),
        "consequences": [
            _("The background, the activities, the follow-ups and the ticks are gone for good."),
            _("It counts nowhere any more. Close a sheet instead when its course has ended."),
        ],
        "submit_label": _("Delete the sheet"),
        "danger": True,
        "cancel_url": address,
    }
    return render(request, "_components/confirm_page.html", context)


def _done(request: PersonRequest, found: DataSheet, act: Callable[[], Any], part: str) -> HttpResponse:
    """Do it and go back to the part of the sheet; 409 with the sentence where its state refuses."""
    try:
        act()
    except Refused as refusal:
        return _page(request, found, _("This could not be saved"), closed=str(refusal), status=409)
    return redirect(f"{reverse('implementation:sheet', args=[found.pk])}#{part}")


def _not_understood(request: PersonRequest, found: DataSheet) -> HttpResponse:
    why = _("What was sent is none of the sheet's choices.")
    return _page(request, found, _("This could not be saved"), closed=why, status=422)
