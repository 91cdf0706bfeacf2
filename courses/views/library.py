"""The library: what there is to read, narrowed by kind, step, year and words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from courses.forms.library import LibraryFilterForm
from courses.library.documents import choices_of, library_of, narrowed
from courses.permissions import may_read_course_pages

if TYPE_CHECKING:
    from django.http import HttpResponse

    from people.requests import PersonRequest

PAGE_LENGTH = 25


@require_GET
def library(request: PersonRequest) -> HttpResponse:
    """Show the documents that the reader may open."""
    if not may_read_course_pages(request.user):
        raise PermissionDenied
    documents = library_of(request)
    form = LibraryFilterForm(request.GET, choices=choices_of(documents))
    found = narrowed(documents, form.cleaned_data if form.is_valid() else {})
    context = {
        "heading": _("Library"),
        "subtitle": _("Method booklets, articles, guides and forms"),
        "form": form,
        "page_obj": Paginator(found, PAGE_LENGTH).get_page(request.GET.get("page")),
    }
    return render(request, "courses/library.html", context)
