"""Importing a team's earlier reports in the browser: choose the file, see what it would change, confirm."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from courses.forms.upload import ConfirmForm, UploadForm
from courses.imports.upload import Upload
from courses.tables import ImportFaults, TableFault
from implementation import trail
from implementation.actions.report_import import ChangesDiffer, import_reports
from implementation.figures import figure_labels
from implementation.imports.reports import plan_report_import
from implementation.views.report_finding import find_team

if TYPE_CHECKING:
    from collections.abc import Sequence

    from django.http import HttpResponse

    from courses.models import Team
    from implementation.imports.reports import ReportChanges
    from implementation.views.report_finding import Found
    from people.requests import PersonRequest


@never_cache
def report_import(request: PersonRequest, pk: int) -> HttpResponse:
    """Choose a file and see what it would change; nothing is saved here."""
    found = find_team(request, pk, "accept")
    form = UploadForm(request.POST, request.FILES) if request.method == "POST" else UploadForm()
    if not form.is_valid():
        return _choose(request, found, form)
    try:
        changes = plan_report_import(form.table, [found.reports])
    except (ImportFaults, TableFault) as fault:
        return _choose(request, found, UploadForm(), fault.sentences)
    return _preview(request, found, form.upload, changes)


@never_cache
@require_POST
def report_import_confirm(request: PersonRequest, pk: int) -> HttpResponse:
    """Save what the preview showed; show it anew where somebody has reported meanwhile."""
    found = find_team(request, pk, "accept")
    form = ConfirmForm(request.POST, user=request.user, purpose=_purpose(found.team))
    if not form.is_valid():
        messages.error(request, str(form.errors["signed"].as_data()[0].message))
        return redirect("implementation:report_import", pk)
    try:
        changes = import_reports(
            table=form.table, teams=[found.team], by=request.user, fingerprint=form.upload.fingerprint
        )
    except ChangesDiffer as differing:
        messages.warning(request, _("Somebody has reported meanwhile. Look once more before you save."))
        return _preview(request, found, form.upload, differing.changes, status=409)
    except (ImportFaults, TableFault) as fault:
        return _choose(request, found, UploadForm(), fault.sentences)
    messages.success(request, changes.summary)
    return redirect("implementation:report_list", pk)


def _choose(request: PersonRequest, found: Found, form: UploadForm, faults: Sequence[str] = ()) -> HttpResponse:
    context = _head(found) | {
        "heading": _("Import earlier reports"),
        "form": form,
        "faults": faults,
        "submit_label": _("See what would change"),
        "cancel_url": reverse("implementation:report_list", args=[found.team.pk]),
        "action": reverse("implementation:report_import", args=[found.team.pk]),
    }
    return render(request, "implementation/report_import.html", context, status=422 if faults or form.errors else 200)


def _preview(
    request: PersonRequest, found: Found, upload: Upload, changes: ReportChanges, status: int = 200
) -> HttpResponse:
    shown = Upload(upload.filename, upload.content, changes.fingerprint)
    context = _head(found) | {
        "heading": _("What the file would change"),
        "changes": changes,
        "form": ConfirmForm.carrying(shown, user=request.user, purpose=_purpose(found.team)),
        "figures": [(len(changes.new), _("new months")), (changes.unchanged, _("unchanged months"))],
        "labels": list(figure_labels().values()),
        "action": reverse("implementation:report_import_confirm", args=[found.team.pk]),
        "again_url": reverse("implementation:report_import", args=[found.team.pk]),
        "nothing_new": _("Everything in the file stands in reports already."),
    }
    return render(request, "implementation/report_import_preview.html", context, status=status)


def _head(found: Found) -> dict[str, object]:
    return {
        "subtitle": f"{found.team.name} · {found.team.cohort.code}",
        "breadcrumb": trail.to_reports(found.team, found.rights),
    }


def _purpose(team: Team) -> str:
    return f"reports:{team.pk}"
