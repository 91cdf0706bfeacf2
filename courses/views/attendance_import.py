"""Importing a register in the browser: choose the file, see what it would change, confirm."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from courses import trail
from courses.actions.attendance_import import apply_attendance_import
from courses.forms.upload import ConfirmForm, UploadForm
from courses.imports.attendance import AttendanceChanges, plan_attendance_import
from courses.imports.attendance_preview import count_by_code
from courses.models import Cohort
from courses.permissions import may_on_cohort
from courses.tables import ImportFaults, Table, TableFault
from people.policies import Refused
from people.roles import Permission

if TYPE_CHECKING:
    from collections.abc import Sequence

    from django.http import HttpResponse

    from people.requests import PersonRequest

SHOWN = 50


class ConfirmAttendanceForm(ConfirmForm):
    """Carries the file, and the reason where it corrects locked registers."""

    correction = forms.CharField(
        label=gettext_lazy("Why are the locked registers corrected?"), max_length=200, required=False
    )


def attendance_import(request: PersonRequest, code: str) -> HttpResponse:
    """Choose a file and see what it would change; nothing is saved here."""
    cohort = _cohort(request, code)
    form = UploadForm(request.POST or None, request.FILES or None)
    if not form.is_valid():
        return _choose(request, cohort, form)
    changes, faults = _plan(form.table, cohort)
    if changes is None:
        return _choose(request, cohort, form, faults)
    confirm = ConfirmAttendanceForm.carrying(form.upload, user=request.user, purpose=_purpose(cohort))
    return _preview(request, cohort, changes, confirm)


@require_POST
def attendance_import_confirm(request: PersonRequest, code: str) -> HttpResponse:
    """Save what the preview showed, checked once more against what is true now."""
    cohort = _cohort(request, code)
    form = ConfirmAttendanceForm(request.POST, user=request.user, purpose=_purpose(cohort))
    if not form.is_valid():
        messages.error(request, " ".join(map(str, form.errors.get("signed", [_("The file could not be read.")]))))
        return redirect("courses:attendance_import", cohort.code)
    changes, faults = _plan(form.table, cohort)
    if changes is None:
        return _choose(request, cohort, UploadForm(), faults)
    try:
        apply_attendance_import(changes=changes, by=request.user, correction=form.cleaned_data["correction"])
    except Refused as refusal:
        form.add_error("correction", str(refusal))
        return _preview(request, cohort, changes, form, status=422)
    counts = {"new": len(changes.new), "changed": len(changes.changed), "unchanged": changes.unchanged}
    messages.success(
        request, _("%(new)s new, %(changed)s changed, %(unchanged)s unchanged lines of attendance.") % counts
    )
    return redirect("courses:cohort", cohort.code)


def _plan(table: Table, cohort: Cohort) -> tuple[AttendanceChanges | None, Sequence[str]]:
    """Return what the table would change, or the sentences on what is wrong with it."""
    try:
        return plan_attendance_import(table, cohort, at=timezone.now()), ()
    except ImportFaults as found:
        return None, [str(fault) for fault in found.faults]
    except TableFault as fault:
        return None, [str(fault)]


def _choose(request: PersonRequest, cohort: Cohort, form: UploadForm, faults: Sequence[str] = ()) -> HttpResponse:
    context = _head(cohort) | {
        "heading": _("Import attendance"),
        "form": form,
        "faults": faults,
        "submit_label": _("See what would change"),
        "cancel_url": reverse("courses:cohort", args=[cohort.code]),
        "action": reverse("courses:attendance_import", args=[cohort.code]),
    }
    return render(request, "courses/attendance_import.html", context, status=422 if faults or form.errors else 200)


def _preview(
    request: PersonRequest, cohort: Cohort, changes: AttendanceChanges, form: ConfirmForm, status: int = 200
) -> HttpResponse:
    context = _head(cohort) | {
        "heading": _("What the file would change"),
        "changes": changes,
        "counts": count_by_code(changes.new),
        "hidden": max(0, len(changes.changed) - SHOWN),
        "form": form,
        "shown": SHOWN,
    }
    return render(request, "courses/attendance_import_preview.html", context, status=status)


def _head(cohort: Cohort) -> dict[str, object]:
    return {"cohort": cohort, "subtitle": cohort.code, "breadcrumb": trail.to_cohort(cohort)}


def _purpose(cohort: Cohort) -> str:
    return f"attendance:{cohort.code}"


def _cohort(request: PersonRequest, code: str) -> Cohort:
    cohort = get_object_or_404(Cohort.objects.visible_to(request.user).select_related("programme"), code=code)
    if not may_on_cohort(request.user, Permission.CORRECT_REGISTER, cohort):
        raise PermissionDenied
    return cohort
