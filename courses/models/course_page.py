"""What the pages of a programme share: their text, and readers who must be in the programme's scope."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from django.http import Http404
from django.utils.translation import gettext_lazy as _
from wagtail.fields import RichTextField
from wagtail.models import Page
from wagtail.search import index

from courses.models.panels import ADDRESS_PANELS
from courses.search.text import text_of_richtext

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from courses.models.programme import ProgrammePage

TEXT_FEATURES = ["h2", "h3", "bold", "italic", "ol", "ul", "link", "blockquote"]


class CoursePage(Page):
    """What programme, step and module pages share: a text, and readers who must be in the programme's scope."""

    body = RichTextField(_("text"), blank=True, features=TEXT_FEATURES)

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

    @property
    def programme(self) -> ProgrammePage:
        """The programme that the page belongs to."""
        raise NotImplementedError

    def serve(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Show the page to those who may see its programme; it does not exist for others."""
        # Wagtail has let the editor in who previews, and a page that is not saved yet belongs to no scope.
        preview = getattr(request, "is_preview", False)
        programmes = type(self.programme).objects
        if not preview and not programmes.visible_to(request.user).filter(pk=self.programme.pk).exists():
            raise Http404
        return super().serve(request, *args, **kwargs)
