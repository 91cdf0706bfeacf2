"""The pages of programmes, served by Wagtail."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wagtail import views
from wagtail.models import Site
from wagtail.url_routing import RouteResult

from courses.models.programme_index import page_below

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse


def serve(request: HttpRequest, path: str) -> HttpResponse:
    """Find a page below the list of programmes in one query; Wagtail alone would read the site and its root first.

    What is not found so, Wagtail looks for itself.
    """
    roots = Site.get_site_root_paths()
    found = page_below(roots[0].root_path, path.split("/")[:-1]) if len(roots) == 1 else None
    if found:
        # Here Wagtail keeps the way to a page once it has found it.
        vars(request)["_wagtail_route_for_request"] = RouteResult(found)
    return views.serve(request, path)
