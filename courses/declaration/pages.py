"""Reads a programme's pages into a declaration."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from courses.declaration.blocks import ModuleCodes, plain_blocks
from courses.declaration.fields import ACTIVITY_FIELDS, BLOCK_FIELDS, MILESTONE_FIELDS, MODULE_FIELDS
from courses.declaration.richtext import portable
from courses.declaration.shape import (
    ActivityDeclaration,
    ExtendedDeclaration,
    MilestoneDeclaration,
    ModuleDeclaration,
    ProgrammeDeclaration,
    StepDeclaration,
)
from courses.models import ModulePage, StepPage

if TYPE_CHECKING:
    from collections.abc import Iterator

    from wagtail.models import Page

    from courses.models import MilestoneTemplate, ProgrammePage, RecurringActivity


def declaration_of(programme: ProgrammePage) -> ProgrammeDeclaration:
    """Return what is published of a published programme, or everything in its latest version of one that is not."""
    shown = current_version(programme)
    steps = _shown(StepPage, programme, only_live=programme.live)
    codes = module_codes(programme)
    return ProgrammeDeclaration(
        slug=programme.slug,
        title=shown.title,
        owner=shown.owner_organisation.name,
        published=programme.live,
        duration_months=shown.duration_months,
        threshold=shown.threshold,
        body=portable(shown.body),
        activities=tuple(_activity(activity) for activity in shown.activities.all()),
        steps=tuple(_step(step, codes, only_live=programme.live) for step in steps),
    )


def current_version(page: Any) -> Any:
    """Return the page as readers see it, or its latest version where it is not published."""
    if page.live:
        return page
    version = page.get_latest_revision_as_object()
    # Only publishing moves a page to the address that a draft asks for.
    version.slug = page.slug
    return version


def module_codes(programme: Page) -> ModuleCodes:
    """Return the programme's modules by key and by code."""
    rows = ModulePage.objects.descendant_of(programme).values_list("pk", "code")
    return ModuleCodes(dict(rows), {code: pk for pk, code in rows})


def _step(step: StepPage, codes: ModuleCodes, *, only_live: bool) -> StepDeclaration:
    return StepDeclaration(
        slug=step.slug,
        title=step.title,
        month_from=step.month_from,
        month_to=step.month_to,
        optional=step.optional,
        body=portable(step.body),
        milestones=tuple(_milestone(milestone) for milestone in step.milestones.all()),
        modules=tuple(_module(module, codes) for module in _shown(ModulePage, step, only_live=only_live)),
    )


def _milestone(milestone: MilestoneTemplate) -> MilestoneDeclaration:
    values: dict[str, Any] = {name: getattr(milestone, name) for name in MILESTONE_FIELDS}
    return MilestoneDeclaration(**values)


def _module(module: ModulePage, codes: ModuleCodes) -> ModuleDeclaration:
    values: dict[str, Any] = {name: getattr(module, name) for name in MODULE_FIELDS}
    values |= {name: plain_blocks(getattr(module, name), codes) for name in BLOCK_FIELDS}
    return ModuleDeclaration(**values | {"body": portable(module.body)})


def _shown(kind: type[StepPage | ModulePage], parent: Page, *, only_live: bool) -> Iterator[Any]:
    """Yield the pages below the parent in their order."""
    children = kind.objects.child_of(parent).order_by("path")
    yield from map(current_version, children.live() if only_live else children)


def _activity(activity: RecurringActivity) -> ActivityDeclaration:
    values = {name: getattr(activity, name) for name in ACTIVITY_FIELDS}
    return ActivityDeclaration(**values, calendar_months=activity.months, extended=_extended(activity))


def _extended(activity: RecurringActivity) -> ExtendedDeclaration | None:
    if not activity.extended_numbers or activity.extended_minutes is None or activity.extended_ends is None:
        return None
    return ExtendedDeclaration(
        numbers=tuple(sorted(activity.extended_numbers)),
        kind=activity.extended_kind,
        minutes=activity.extended_minutes,
        ends=activity.extended_ends,
        audience=activity.extended_audience,
        title=activity.extended_title,
    )
