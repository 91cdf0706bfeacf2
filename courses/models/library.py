"""The library: method booklets, articles and forms as Wagtail documents that can be found by what they are."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models.functions import Substr
from django.utils.translation import gettext_lazy as _
from wagtail.documents.models import AbstractDocument, Document, DocumentQuerySet
from wagtail.models import Page
from wagtail.search import index

from courses.enums import LibraryCategory
from courses.scope import documents_in_scope

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from people.models import User


PROGRAMME_DEPTH = 3
"""How deep programmes lie in the tree: a step's path begins with its programme's."""


class LibraryDocumentQuerySet(DocumentQuerySet):
    """Finds documents."""

    def visible_to(self, user: User | AnonymousUser) -> Self:
        """Return the documents in the person's scope, those outside the library included."""
        programme = Substr("step__path", 1, PROGRAMME_DEPTH * Page.steplen)
        return self.alias(programme_path=programme).filter(documents_in_scope(user))


class LibraryDocument(AbstractDocument):
    """A document with what it is, whose it is and which step it belongs to."""

    category = models.CharField(_("kind"), max_length=20, choices=LibraryCategory, default=LibraryCategory.OTHER)
    step = models.ForeignKey(
        "courses.StepPage",
        on_delete=models.SET_NULL,
        related_name="+",
        null=True,
        blank=True,
        verbose_name=_("step"),
        help_text=_("Empty for what concerns the whole programme."),
    )
    author = models.CharField(_("author"), max_length=150, blank=True)
    year = models.PositiveSmallIntegerField(
        _("year"), null=True, blank=True, validators=[MinValueValidator(1900), MaxValueValidator(2100)]
    )
    summary = models.TextField(_("in short"), max_length=500, blank=True)
    in_library = models.BooleanField(
        _("stands in the library"),
        default=True,
        help_text=_("Off for what only belongs to a page, e.g. the captions of a film."),
    )

    objects = LibraryDocumentQuerySet.as_manager()

    admin_form_fields = (*Document.admin_form_fields, "category", "step", "author", "year", "summary", "in_library")
    search_fields = (
        *AbstractDocument.search_fields,
        index.SearchField("author"),
        index.SearchField("summary"),
        index.AutocompleteField("author"),
        index.AutocompleteField("summary"),
        index.FilterField("in_library"),
        index.FilterField("category"),
    )

    class Meta(AbstractDocument.Meta):
        verbose_name = _("document")
        verbose_name_plural = _("documents")
        permissions = [("choose_librarydocument", "Can choose document")]
