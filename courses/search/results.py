"""What has been found as the page shows it: kind, title, where it belongs, and the words in their surroundings."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext_lazy as _

from courses.models import LibraryDocument, ModulePage, ProgrammePage, StepPage
from courses.search.query import Kind
from courses.search.snippets import snippet

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from django.http import HttpRequest
    from django.utils.functional import _StrPromise

    from courses.search.snippets import Part

LABELS: dict[Kind, _StrPromise] = {
    Kind.PROGRAMME: _("Programme"),
    Kind.STEP: _("Step"),
    Kind.MODULE: _("Module"),
    Kind.DOCUMENT: _("Library"),
}
MODELS: dict[Kind, Any] = {
    Kind.PROGRAMME: ProgrammePage,
    Kind.STEP: StepPage,
    Kind.MODULE: ModulePage,
    Kind.DOCUMENT: LibraryDocument,
}


@dataclass(frozen=True, slots=True)
class Result:
    """One page or document that has been found; ``above`` are the titles of what it belongs to."""

    label: str
    title: str
    url: str
    above: str
    snippet: list[Part]


def results(found: Sequence[tuple[Kind, int]], words: list[str], request: HttpRequest) -> list[Result]:
    """Return what is shown of each, in the same order; a constant number of queries."""
    rows = {kind: _rows(kind, [key for one, key in found if one == kind]) for kind in Kind}
    shown = [(kind, rows[kind][key]) for kind, key in found if key in rows[kind]]
    titles = _titles_above([row for _kind, row in shown])
    return [_result(kind, row, titles, words, request) for kind, row in shown]


def _rows(kind: Kind, keys: list[int]) -> Mapping[int, Any]:
    if not keys:
        return {}
    rows = MODELS[kind].objects.select_related("step") if kind == Kind.DOCUMENT else MODELS[kind].objects
    return rows.in_bulk(keys)


def _titles_above(rows: Iterable[Any]) -> dict[str, str]:
    """Return the titles of programmes and steps above the pages and documents by their path; two queries."""
    paths = {path for row in rows for path in _paths_above(row)}
    return {
        path: title
        for model in (ProgrammePage, StepPage)
        for path, title in model.objects.filter(path__in=paths).values_list("path", "title")
    }


def _paths_above(row: Any) -> list[str]:
    """Return the paths of what lies above, from the programme down; a document lies below its step."""
    page = row.step if isinstance(row, LibraryDocument) else row
    if page is None:
        return []
    own = [page.path] if isinstance(row, LibraryDocument) else []
    ends = range(3 * page.steplen, len(page.path), page.steplen)
    return [*(page.path[:end] for end in ends), *own]


def _result(kind: Kind, row: Any, titles: Mapping[str, str], words: list[str], request: HttpRequest) -> Result:
    document = isinstance(row, LibraryDocument)
    return Result(
        label=str(LABELS[kind]),
        title=row.title,
        url=row.url if document else row.get_url(request),
        above=" · ".join(titles[path] for path in _paths_above(row) if path in titles),
        snippet=snippet(_said_of(row) if document else row.search_text, words),
    )


def _said_of(document: LibraryDocument) -> str:
    facts = (document.author, str(document.year or ""), document.summary)
    return " · ".join(filter(None, facts))
