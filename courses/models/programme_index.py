"""The list of programmes: the root of the site."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from django.http import Http404
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page
from wagtail.url_routing import RouteResult

from courses.models.panels import ADDRESS_PANELS, NO_PRIVACY
from courses.models.programme import ModulePage, ProgrammePage, StepPage
from courses.staircase_of import staircase_cards

if TYPE_CHECKING:
    from django.http import HttpRequest

BELOW: tuple[type[ProgrammePage | StepPage | ModulePage], ...] = (ProgrammePage, StepPage, ModulePage)
"""What lies below the list of programmes, by depth."""


def page_below(root: str, slugs: list[str]) -> ProgrammePage | StepPage | ModulePage | None:
    """Return the live page at the address below the list of programmes, whose own address is the root; one query."""
    if not 0 < len(slugs) <= len(BELOW):
        return None
    address = f"{root}{'/'.join(slugs)}/"
    return BELOW[len(slugs) - 1].objects.live().filter(url_path=address).first()


class ProgrammeIndexPage(Page):
    """The root of the site: the programmes a person may see stand below it."""

    max_count = 1
    parent_page_types: ClassVar[list[str]] = ["wagtailcore.Page"]
    subpage_types: ClassVar[list[str]] = ["courses.ProgrammePage"]
    private_page_options: ClassVar[list[str]] = NO_PRIVACY
    template = "courses/programme_index.html"
    promote_panels: ClassVar[list[Any]] = ADDRESS_PANELS

    class Meta:
        verbose_name = _("list of programmes")

    def route(self, request: HttpRequest, path_components: list[str]) -> RouteResult:
        """Find a page below by its whole address at once; Wagtail would read every page on the way."""
        if not path_components or len(path_components) > len(BELOW):
            return super().route(request, path_components)
        found = page_below(self.url_path, path_components)
        if found is None:
            raise Http404
        return RouteResult(found)

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Add the programmes that the reader may see, each with its staircase."""
        programmes = ProgrammePage.objects.visible_to(request.user).live().select_related("owner_organisation")
        cards = staircase_cards(programmes.order_by("title"), StepPage.objects.live().order_by("path"))
        return super().get_context(request, *args, **kwargs) | {"cards": cards}
