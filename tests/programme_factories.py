"""Makes programmes for tests, page by page or as they are shipped; `factories` hands these on."""

from __future__ import annotations

from itertools import count
from typing import Any

from wagtail.models import Page, Site

from courses.actions.programme import load_programme
from courses.declaration import read_declaration, shipped_path
from courses.enums import ActivityKind
from courses.models import ModulePage, ProgrammeIndexPage, ProgrammePage, RecurringActivity, StepPage
from people.enums import OrganisationKind
from people.models import Organisation

_numbers = count(1)


def programme_index() -> ProgrammeIndexPage:
    """The page above all programmes, made and put at the root of the site if it is not there."""
    found = ProgrammeIndexPage.objects.first()
    if found:
        return found
    root = Page.objects.get(depth=1)
    index = root.add_child(instance=ProgrammeIndexPage(title="Programmer", slug=f"programmer-{next(_numbers)}"))
    Site.objects.update_or_create(is_default_site=True, defaults={"hostname": "localhost", "root_page": index})
    return index


def programme(
    *,
    title: str = "",
    owner: Organisation | None = None,
    threshold: int | None = 80,
    duration_months: int | None = 24,
    live: bool = True,
) -> ProgrammePage:
    """A programme without steps; `step`, `module` and `activity` fill it."""
    number = next(_numbers)
    page = ProgrammePage(
        title=title or f"Programme {number}",
        slug=f"programme-{number}",
        owner_organisation=owner or _model_owner(number),
        threshold=threshold,
        duration_months=duration_months,
        live=live,
    )
    return programme_index().add_child(instance=page)


def _model_owner(number: int) -> Organisation:
    return Organisation.objects.create(kind=OrganisationKind.MODEL_OWNER, name=f"Model owner {number}")


def uturn_programme() -> ProgrammePage:
    """The U-turn programme as it is shipped: some forty pages, so load it once for many tests."""
    load_programme(declaration=read_declaration(shipped_path("u-turn").read_bytes()), by=None)
    return ProgrammePage.objects.get(slug="u-turn")


def step(
    programme: ProgrammePage, *, title: str = "", optional: bool = False, month_from: int = 0, month_to: int = 4
) -> StepPage:
    """A stair of the programme."""
    number = next(_numbers)
    page = StepPage(
        title=title or f"Step {number}",
        slug=f"step-{number}",
        optional=optional,
        month_from=month_from,
        month_to=month_to,
    )
    return programme.add_child(instance=page)


def module(
    step: StepPage,
    *,
    code: str = "",
    title: str = "",
    kind: ActivityKind = ActivityKind.TRAINING_DAY,
    minutes: int = 420,
    month_offset: int = 1,
    **fields: Any,
) -> ModulePage:
    """A planned activity of the step: a training day unless said otherwise."""
    number = next(_numbers)
    page = ModulePage(
        title=title or f"Module {code or number}",
        slug=f"module-{number}",
        code=code or f"UDD{number % 100}",
        kind=kind,
        minutes=minutes,
        month_offset=month_offset,
        **fields,
    )
    return step.add_child(instance=page)


def activity(
    programme: ProgrammePage,
    *,
    title: str = "Supervision",
    code_prefix: str = "SUP",
    kind: ActivityKind = ActivityKind.SUPERVISION,
    minutes: int = 180,
    per_year: int = 8,
    **fields: Any,
) -> RecurringActivity:
    """What runs beside the steps: supervision unless said otherwise."""
    return RecurringActivity.objects.create(
        programme=programme,
        title=title,
        code_prefix=code_prefix,
        kind=kind,
        minutes=minutes,
        per_year=per_year,
        **fields,
    )
