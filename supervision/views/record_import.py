"""Importing earlier supervisions in the browser: choose the file, see what it would change, confirm."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from courses import trail
from courses.finding import permitted_cohort
from courses.forms.upload import ConfirmForm, UploadForm
from courses.imports.upload import Upload
from courses.tables import ImportFaults, TableFault
from people.policies import Refused
from people.roles import Permission
from supervision.actions.record_import import ChangesDiffer, import_records
from supervision.imports.records import plan_record_import
from supervision.policies import why_no_import

if TYPE_CHECKING:
    from collections.abc import Sequence

    from django.http import HttpResponse

    from courses.models import Cohort
    from people.requests import PersonRequest
    from supervision.imports.changes import RecordChanges

SHOWN = 200


@never_cache
def record_import(request: PersonRequest, code: str) -> HttpResponse:
    """Choose a file and see what it would change; nothing is saved here."""
    cohort = permitted_cohort(request.user, code, Permission.MANAGE_COHORT)
    form = UploadForm(request.POST, request.FILES) if request.method == "POST" else UploadForm()
    if not form.is_valid():
        return _choose(request, cohort, form)
    try:
        changes = plan_record_import(form.table, cohort, at=timezone.now())
    except (ImportFaults, TableFault, Refused) as fault:
        return _choose(request, cohort, UploadForm(), _sentences(fault))
    return _preview(request, cohort, form.upload, changes)


@never_cache
@require_POST
def record_import_confirm(request: PersonRequest, code: str) -> HttpResponse:
    """Save what the preview showed; show it anew where somebody has changed the cohort meanwhile."""
    cohort = permitted_cohort(request.user, code, Permission.MANAGE_COHORT)
    form = ConfirmForm(request.POST, user=request.user, purpose=_purpose(cohort))
    if not form.is_valid():
        messages.error(request, str(form.errors["signed"].as_data()[0].message))
        return redirect("supervision:record_import", cohort.code)
    try:
        changes = import_records(table=form.table, cohort=cohort, by=request.user, fingerprint=form.upload.fingerprint)
    except ChangesDiffer as differing:
        messages.warning(request, _("Somebody has changed the cohort meanwhile. Look once more before you save."))
        return _preview(request, cohort, form.upload, differing.changes, status=409)
    except (ImportFaults, TableFault, Refused) as fault:
        return _choose(request, cohort, UploadForm(), _sentences(fault))
    messages.success(request, changes.summary)
    return redirect("courses:cohort", cohort.code)


def _sentences(fault: ImportFaults | TableFault | Refused) -> list[str]:
    return [str(fault)] if isinstance(fault, Refused) else fault.sentences


def _choose(request: PersonRequest, cohort: Cohort, form: UploadForm, faults: Sequence[str] = ()) -> HttpResponse:
    context = _head(cohort) | {
        "heading": _("Import earlier supervisions"),
        "form": form,
        "faults": faults,
        "refused_because": why_no_import(cohort),
        "submit_label": _("See what would change"),
        "cancel_url": reverse("courses:cohort", args=[cohort.code]),
        "action": reverse("supervision:record_import", args=[cohort.code]),
    }
    return render(request, "supervision/record_import.html", context, status=422 if faults or form.errors else 200)


def _preview(
    request: PersonRequest, cohort: Cohort, upload: Upload, changes: RecordChanges, status: int = 200
) -> HttpResponse:
    shown = Upload(upload.filename, upload.content, changes.fingerprint)
    context = _head(cohort) | {
        "heading": _("What the file would change"),
        "changes": changes,
        "form": ConfirmForm.carrying(shown, user=request.user, purpose=_purpose(cohort)),
        "figures": [
            (len(changes.new), _("new records")),
            (len(changes.made_sessions), _("sessions added for them")),
            (changes.unchanged, _("unchanged records")),
        ],
        "shown": changes.new[:SHOWN],
        "hidden": max(0, len(changes.new) - SHOWN),
        "action": reverse("supervision:record_import_confirm", args=[cohort.code]),
        "again_url": reverse("supervision:record_import", args=[cohort.code]),
        "nothing_new": _("Everything in the file stands in signed records already."),
    }
    return render(request, "supervision/record_import_preview.html", context, status=status)


def _head(cohort: Cohort) -> dict[str, object]:
    return {"cohort": cohort, "subtitle": cohort.code, "breadcrumb": trail.to_cohort(cohort)}


def _purpose(cohort: Cohort) -> str:
    return f"supervisions:{cohort.code}"
