"""The search over programmes, steps, modules and the library, as far as the reader may see them."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from courses.forms.search import SearchForm
from courses.library.documents import library_of
from courses.permissions import may_read_course_pages
from courses.search.query import Kind, find
from courses.search.results import LABELS, results
from courses.search.snippets import words_of

if TYPE_CHECKING:
    from django.http import HttpResponse

    from people.requests import PersonRequest

PAGE_LENGTH = 20


@require_GET
def search(request: PersonRequest) -> HttpResponse:
    """Show what holds the words, all of it or one kind, a page at a time."""
    if not may_read_course_pages(request.user):
        raise PermissionDenied
    form = SearchForm(request.GET)
    words = words_of(form.cleaned_data["q"] if form.is_valid() else "")
    found = find(words, user=request.user, documents=library_of(request)) if words else []
    kind = request.GET.get("kind", "")
    page = Paginator([one for one in found if kind in {"", one[0].value}], PAGE_LENGTH).get_page(
        request.GET.get("page")
    )
    context = {
        "heading": _("Search"),
        "form": form,
        "asked": bool(words),
        "kinds": _kinds(found, kind),
        "page_obj": page,
        "results": results(list(page.object_list), words, request),
    }
    return render(request, "courses/search.html", context)


def _kinds(found: list[tuple[Kind, int]], shown: str) -> list[tuple[str, str, int, bool]]:
    """Return value, label, number and whether it is shown for all that is found and for each kind of it."""
    numbers = Counter(kind for kind, _key in found)
    every = ("", _("All"), len(found), not shown)
    return [every, *((kind.value, str(LABELS[kind]), numbers[kind], kind == shown) for kind in Kind if numbers[kind])]
