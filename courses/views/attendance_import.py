"""Importing a register in the browser: choose the file, see what it would change, confirm."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from courses import trail
from courses.actions.attendance_import import RegistersChanged, apply_attendance_import
from courses.finding import permitted_cohort
from courses.forms.attendance_import import ConfirmAttendanceForm
from courses.forms.upload import UploadForm
from courses.imports.attendance import AttendanceChanges, plan_attendance_import
from courses.imports.attendance_preview import count_by_code
from courses.imports.upload import Upload
from courses.tables import ImportFaults, TableFault
from people.policies import Refused
from people.roles import Permission

if TYPE_CHECKING:
    from collections.abc import Sequence

    from django.http import HttpResponse

    from courses.models import Cohort
    from people.requests import PersonRequest

SHOWN = 50


@never_cache
def attendance_import(request: PersonRequest, code: str) -> HttpResponse:
    """Choose a file and see what it would change; nothing is saved here."""
    cohort = permitted_cohort(request.user, code, Permission.CORRECT_REGISTER)
    form = UploadForm(request.POST, request.FILES) if request.method == "POST" else UploadForm()
    if not form.is_valid():
        return _choose(request, cohort, form)
    try:
        changes = plan_attendance_import(form.table, cohort, at=timezone.now())
    except (ImportFaults, TableFault) as fault:
        return _choose(request, cohort, UploadForm(), fault.sentences)
    return _preview(request, cohort, changes, _carrying(request, cohort, form.upload, changes))


@never_cache
@require_POST
def attendance_import_confirm(request: PersonRequest, code: str) -> HttpResponse:
    """Save what the preview showed; show it anew where somebody has changed a register meanwhile."""
    cohort = permitted_cohort(request.user, code, Permission.CORRECT_REGISTER)
    form = ConfirmAttendanceForm(request.POST, user=request.user, purpose=_purpose(cohort))
    if not form.is_valid():
        messages.error(request, str(form.errors.as_data().popitem()[1][0].message))
        return redirect("courses:attendance_import", cohort.code)
    try:
        changes = plan_attendance_import(form.table, cohort, at=timezone.now())
        shown = replace(changes, seen=form.upload.fingerprint)
        apply_attendance_import(changes=shown, by=request.user, correction=form.cleaned_data["correction"])
    except (ImportFaults, TableFault) as fault:
        return _choose(request, cohort, UploadForm(), fault.sentences)
    except RegistersChanged:
        messages.warning(request, _("Somebody has changed the registers meanwhile. Look once more before you save."))
        return _preview(request, cohort, changes, _carrying(request, cohort, form.upload, changes), status=409)
    except Refused as refusal:
        form.add_error("correction", str(refusal))
        return _preview(request, cohort, changes, form, status=422)
    counts = {"new": len(changes.new), "changed": len(changes.changed), "unchanged": changes.unchanged}
    messages.success(
        request, _("%(new)s new, %(changed)s changed, %(unchanged)s unchanged lines of attendance.") % counts
    )
    return redirect("courses:cohort", cohort.code)


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


def _carrying(
    request: PersonRequest, cohort: Cohort, upload: Upload, changes: AttendanceChanges
) -> ConfirmAttendanceForm:
    shown = Upload(upload.filename, upload.content, changes.seen)
    return ConfirmAttendanceForm.carrying(shown, user=request.user, purpose=_purpose(cohort))


def _preview(
    request: PersonRequest, cohort: Cohort, changes: AttendanceChanges, form: ConfirmAttendanceForm, status: int = 200
) -> HttpResponse:
    form.fields["correction"].required = bool(changes.corrections)
    context = _head(cohort) | {
        "heading": _("What the file would change"),
        "changes": changes,
        "figures": [
            (len(changes.new), _("new lines")),
            (len(changes.changed), _("changed lines")),
            (changes.unchanged, _("unchanged lines")),
        ],
        "counts": count_by_code(changes.new),
        "hidden": max(0, len(changes.changed) - SHOWN),
        "form": form,
        "shown": SHOWN,
        "action": reverse("courses:attendance_import_confirm", args=[cohort.code]),
        "again_url": reverse("courses:attendance_import", args=[cohort.code]),
        "nothing_new": _("Everything in the file stands in the registers already."),
    }
    return render(request, "courses/attendance_import_preview.html", context, status=status)


def _head(cohort: Cohort) -> dict[str, object]:
    return {"cohort": cohort, "subtitle": cohort.code, "breadcrumb": trail.to_cohort(cohort)}


def _purpose(cohort: Cohort) -> str:
    return f"attendance:{cohort.code}"
