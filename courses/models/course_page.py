"""What the pages of a programme share: their text, and readers who must be in the programme's scope."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from django.apps import apps
from django.shortcuts import get_object_or_404
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.fields import RichTextField
from wagtail.models import Page, PageViewRestriction
from wagtail.search import index

from courses.models.panels import ADDRESS_PANELS
from courses.search.text import text_of_richtext

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser
    from django.db.models import QuerySet
    from django.http import HttpRequest, HttpResponse

    from courses.models.programme import ProgrammePage, ProgrammeQuerySet
    from people.models import User

TEXT_FEATURES = ["h2", "h3", "bold", "italic", "ol", "ul", "link", "blockquote"]


class CoursePage(Page):
    """What programme, step and module pages share: a text, and readers who must be in the programme's scope."""

    body = RichTextField(_("text"), blank=True, features=TEXT_FEATURES)

    LEVELS_BELOW_PROGRAMME: ClassVar[int]
    """How many levels of pages lie between the page and its programme, itself counted."""

    promote_panels: ClassVar[list[Any]] = ADDRESS_PANELS
    search_fields: ClassVar[list[Any]] = [
        *Page.search_fields,
        index.SearchField("search_text"),
        index.AutocompleteField("search_text"),
    ]

    class Meta:
        abstract = True

    @property
    def search_text(self) -> str:
        """What the page is found by beside its title."""
        return text_of_richtext(self.body)

    @cached_property
    def programme(self) -> ProgrammePage:
        """The programme that the page belongs to."""
        return self._own_programme().get()

    def require_visible(self, user: User | AnonymousUser) -> None:
        """Read the programme as the person may see it; Http404 outside its scope, where the page does not exist."""
        self.programme = get_object_or_404(self._own_programme().visible_to(user))

    def _own_programme(self) -> ProgrammeQuerySet:
        path = self._get_basepath(self.path, self.depth - self.LEVELS_BELOW_PROGRAMME)
        return apps.get_model("courses", "ProgrammePage").objects.filter(path=path)

    def serve(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Show the page to those who may see its programme; it does not exist for others."""
        # Wagtail has let the editor in who previews, and a page that is not saved yet belongs to no scope.
        if not getattr(request, "is_preview", False):
            self.require_visible(request.user)
        return super().serve(request, *args, **kwargs)

    def get_view_restrictions(self) -> QuerySet[PageViewRestriction]:
        """Return what Wagtail's privacy asks of a reader; one query as long as no page at all is restricted."""
        restrictions = PageViewRestriction.objects.all()
        return super().get_view_restrictions() if restrictions.exists() else restrictions.none()
