"""What Wagtail's admin does differently here: a short menu, programmes as files, pages that cannot be taken away."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.shortcuts import redirect
from django.urls import path, reverse
from django.utils.translation import gettext as _
from wagtail import hooks
from wagtail.admin import messages
from wagtail.admin.site_summary import PagesSummaryItem, SummaryItem
from wagtail.admin.widgets.button import Button

from courses.models import ProgrammeIndexPage, ProgrammePage
from courses.policies.programmes import why_needed
from courses.views import documents, programme_files

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from django.http import HttpRequest, HttpResponse
    from django.urls import URLPattern
    from wagtail.admin.menu import MenuItem
    from wagtail.models import Page

    from courses.models import LibraryDocument
    from people.models import User
    from people.requests import PersonRequest

EDITORS_MENU = {"explorer", "documents", "images"}
PROGRAMME_DEPTH = 3
"""How deep programmes lie in the tree: below the root and the list of programmes."""


@hooks.register("register_admin_urls")
def programme_file_urls() -> list[URLPattern]:
    """Return the addresses of export and import; Wagtail lets only those in who may enter its admin."""
    return [
        path("programmes/<int:pk>/export/", programme_files.export_programme, name="programme_export"),
        path("programmes/file/", programme_files.choose_programme_file, name="programme_file"),
        path("programmes/file/preview/", programme_files.preview_programme, name="programme_preview"),
        path("programmes/file/import/", programme_files.import_programme, name="programme_import"),
    ]


@hooks.register("register_page_header_buttons")
def header_buttons(page: Page, user: User, view_name: str, next_url: str | None = None) -> Iterator[Button]:
    """Offer export and import beside what Wagtail offers for the page."""
    yield from _file_buttons(page)


@hooks.register("register_page_listing_more_buttons")
def listing_buttons(page: Page, user: User, next_url: str | None = None) -> Iterator[Button]:
    """Offer the same in a list of pages."""
    yield from _file_buttons(page)


def _file_buttons(page: Page) -> Iterator[Button]:
    if issubclass(page.specific_class, ProgrammePage):
        yield Button(
            _("Export as a file"), reverse("programme_export", args=[page.pk]), icon_name="download", priority=80
        )
    if issubclass(page.specific_class, ProgrammePage | ProgrammeIndexPage):
        yield Button(_("Import from a file"), reverse("programme_file"), icon_name="upload", priority=81)


@hooks.register("construct_main_menu")
def shorten_menu(request: PersonRequest, menu_items: list[MenuItem]) -> None:
    """Leave editors what they work with: pages, documents and pictures."""
    if not request.user.is_superuser:
        menu_items[:] = [item for item in menu_items if item.name in EDITORS_MENU]


@hooks.register("construct_homepage_summary_items")
def shorten_summary(request: PersonRequest, summary_items: list[SummaryItem]) -> None:
    """Count for editors what they work with: the pages."""
    if not request.user.is_superuser:
        summary_items[:] = [item for item in summary_items if isinstance(item, PagesSummaryItem)]


@hooks.register("before_serve_document", order=-10)
def keep_document_in_scope(document: LibraryDocument, request: PersonRequest) -> None:
    """Refuse a document before anything is said of it: scope first, permission second."""
    documents.require_readable(document, request)


@hooks.register("before_delete_page")
def keep_needed_page(request: HttpRequest, page: Page) -> HttpResponse | None:
    """Refuse to delete a page that cohorts, teams or sessions stand on, and say which."""
    return _keep(request, [page])


@hooks.register("before_bulk_action")
def keep_needed_pages(
    request: HttpRequest, action_type: str, objects: Iterable[Page], action: object
) -> HttpResponse | None:
    """Refuse the same for pages chosen in a list."""
    return _keep(request, objects) if action_type in {"delete", "move"} else None


@hooks.register("before_move_page")
def keep_page_in_programme(request: HttpRequest, page: Page, destination: Page) -> HttpResponse | None:
    """Refuse to move a needed page into another programme; within its own it may be moved."""
    programme = page.path[: PROGRAMME_DEPTH * page.steplen]
    return None if destination.path.startswith(programme) else _keep(request, [page])


def _keep(request: HttpRequest, pages: Iterable[Page]) -> HttpResponse | None:
    for page in pages:
        reason = why_needed(page)
        if reason:
            messages.error(request, reason)
            return redirect("wagtailadmin_explore", page.get_parent().pk)
    return None
