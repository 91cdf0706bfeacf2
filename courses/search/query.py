"""Finds pages and documents by words: what somebody may see first, then the words, the best first in each kind."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Any

from django.db.models.functions import Substr
from wagtail.search.backends import get_search_backend
from wagtail.search.query import And, PlainText

from courses.models import ModulePage, ProgrammePage, StepPage
from courses.search.snippets import stem

if TYPE_CHECKING:
    from collections.abc import Mapping

    from django.db.models import QuerySet
    from wagtail.search.query import SearchQuery

    from courses.models import LibraryDocument
    from people.models import User

MOST = 200
"""How many of one kind are found at most."""
STEP_DEPTH = 4
"""How deep steps lie in the tree."""


class Kind(StrEnum):
    """What can be found, in the order in which it is shown."""

    PROGRAMME = "programme"
    STEP = "step"
    MODULE = "module"
    DOCUMENT = "document"


def visible_steps(user: User) -> QuerySet[StepPage]:
    """Return the published steps of the published programmes in the person's scope."""
    programmes = ProgrammePage.objects.visible_to(user).live()
    return _below(StepPage.objects.live(), programmes, STEP_DEPTH - 1)


def visible_modules(user: User) -> QuerySet[ModulePage]:
    """Return the published modules of those steps."""
    return _below(ModulePage.objects.live(), visible_steps(user), STEP_DEPTH)


def _below(pages: Any, parents: Any, depth: int) -> Any:
    return pages.alias(above=Substr("path", 1, depth * StepPage.steplen)).filter(above__in=parents.values("path"))


def find(words: list[str], *, user: User, documents: QuerySet[LibraryDocument]) -> list[tuple[Kind, int]]:
    """Return kind and key of all that is found, in the order of the kinds; two queries each."""
    places: Mapping[Kind, Any] = {
        Kind.PROGRAMME: ProgrammePage.objects.visible_to(user).live(),
        Kind.STEP: visible_steps(user),
        Kind.MODULE: visible_modules(user),
        Kind.DOCUMENT: documents,
    }
    return [(kind, key) for kind, visible in places.items() for key in found_keys(visible, words)]


def found_keys(visible: Any, words: list[str]) -> list[int]:
    """Return the keys of those that hold all words, the best first; then those with words that only begin so.

    PostgreSQL knows Danish, SQLite compares whole words; the beginnings, without an ending, find what is left of them
    on both, and the first part of compounds.
    """
    if not words:
        return []
    backend = get_search_backend()
    # The backend asks whether each field that narrows is in the index; the key always is.
    narrowed = visible.model.objects.filter(pk__in=visible.order_by().values("pk"))
    whole = backend.search(_all_of(words), narrowed)[:MOST]
    beginning = backend.autocomplete(_all_of([stem(word) for word in words]), narrowed)[:MOST]
    keys = [key for found in (whole, beginning) for key in found.get_queryset().values_list("pk", flat=True)]
    return list(dict.fromkeys(keys))[:MOST]


def _all_of(words: list[str]) -> SearchQuery:
    queries = [PlainText(word) for word in words]
    return And(queries) if len(queries) > 1 else queries[0]
