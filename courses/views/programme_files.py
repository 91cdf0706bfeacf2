"""Programmes as files in Wagtail's admin: export, and import with a look at what will change."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_POST
from wagtail.admin import messages

from courses.actions.programme import compare_programme, load_programme
from courses.declaration import DeclarationFaults, declaration_of, write_declaration
from courses.forms.programme_file import ProgrammeContentForm, ProgrammeFileForm
from courses.models import ProgrammePage
from people.permissions import may_enter_cms
from people.policies import Refused

if TYPE_CHECKING:
    from collections.abc import Callable

    from courses.actions.programme import Comparison
    from courses.forms.programme_file import DeclarationForm
    from people.requests import PersonRequest


@require_GET
def export_programme(request: PersonRequest, pk: int) -> HttpResponse:
    """Send the programme as a file: what is published of it, or its latest draft."""
    _permit(request)
    programme = get_object_or_404(ProgrammePage, pk=pk)
    text = write_declaration(declaration_of(programme))
    disposition = f'attachment; filename="{programme.slug}.toml"'
    return HttpResponse(
        text, content_type="application/toml; charset=utf-8", headers={"Content-Disposition": disposition}
    )


@require_GET
def choose_programme_file(request: PersonRequest) -> HttpResponse:
    """Ask for the file."""
    _permit(request)
    return _ask(request, ProgrammeFileForm())


@require_POST
def preview_programme(request: PersonRequest) -> HttpResponse:
    """Show what the file would change, or what is wrong with it."""
    _permit(request)
    form = ProgrammeFileForm(request.POST, request.FILES)
    compared = _try(form, compare_programme, request) if form.is_valid() else None
    if compared is None:
        return _ask(request, form)
    context = {
        "declaration": form.declaration,
        "changes": compared.changes,
        "form": ProgrammeContentForm.holding(form.declaration),
    }
    return render(request, "courses/cms/programme_preview.html", context)


@require_POST
def import_programme(request: PersonRequest) -> HttpResponse:
    """Load what has been looked at, and go to the programme's pages."""
    _permit(request)
    form = ProgrammeContentForm(request.POST)
    loaded = _try(form, load_programme, request) if form.is_valid() else None
    if loaded is None or loaded.programme is None:
        messages.error(request, " ".join(str(error) for errors in form.errors.values() for error in errors))
        return redirect("programme_file")
    text = ngettext("“%(title)s”: %(count)s change made.", "“%(title)s”: %(count)s changes made.", len(loaded.changes))
    messages.success(request, text % {"title": loaded.programme.title, "count": len(loaded.changes)})
    return redirect("wagtailadmin_explore", loaded.programme.pk)


def _permit(request: PersonRequest) -> None:
    if not may_enter_cms(request.user):
        raise PermissionDenied


def _ask(request: PersonRequest, form: ProgrammeFileForm) -> HttpResponse:
    status = 422 if form.errors else 200
    return render(request, "courses/cms/programme_file.html", {"form": form}, status=status)


def _try(form: DeclarationForm, do: Callable[..., Comparison], request: PersonRequest) -> Comparison | None:
    """Return what was compared or loaded; what a person can mend in the file becomes an error of the form."""
    try:
        return do(declaration=form.declaration, by=request.user)
    except DeclarationFaults as faults:
        form.add_error(None, faults.faults)
    except Refused as refusal:
        form.add_error(None, str(refusal))
    return None
