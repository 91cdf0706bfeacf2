"""The library as one person may read it: scope, the collections' privacy, and what it can be narrowed by."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from wagtail.models import CollectionViewRestriction

from courses.models import LibraryDocument
from courses.search.query import found_keys
from courses.search.snippets import words_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from django.db.models import QuerySet

    from people.requests import PersonRequest


@dataclass(frozen=True, slots=True)
class Choices:
    """The steps, as key and title in their order, and the years, the latest first, that documents have."""

    steps: list[tuple[int, str]]
    years: list[int]


def library_of(request: PersonRequest) -> QuerySet[LibraryDocument]:
    """Return the documents of the library that this reader may open; one query for the collections' privacy."""
    documents = LibraryDocument.objects.visible_to(request.user).filter(in_library=True)
    for restriction in _restrictions():
        if not restriction.accept_request(request):
            documents = documents.exclude(collection__path__startswith=restriction.collection.path)
    return documents


def is_open(collection: Any, request: PersonRequest) -> bool:
    """Whether the collection's privacy, and that of those above it, lets the reader in."""
    return all(
        restriction.accept_request(request)
        for restriction in _restrictions()
        if collection.path.startswith(restriction.collection.path)
    )


def _restrictions() -> Iterable[CollectionViewRestriction]:
    return CollectionViewRestriction.objects.select_related("collection").prefetch_related("groups")


def choices_of(documents: QuerySet[LibraryDocument]) -> Choices:
    """Return what the documents can be narrowed by; two queries."""
    steps = documents.exclude(step=None).order_by("step__path").values_list("step", "step__title").distinct()
    years = documents.exclude(year=None).order_by("-year").values_list("year", flat=True).distinct()
    return Choices([(key, title) for key, title in steps], [year for year in years if year])


def narrowed(documents: QuerySet[LibraryDocument], wanted: Mapping[str, Any]) -> QuerySet[LibraryDocument]:
    """Return those that are all that is wanted, by title."""
    words = words_of(wanted.get("q", ""))
    if words:
        documents = documents.filter(pk__in=found_keys(documents, words))
    fields = {name: wanted[name] for name in ("category", "step", "year") if wanted.get(name)}
    return documents.filter(**fields).select_related("step").order_by("title", "pk")
