"""What a declaration says in the names of the pages' fields."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from courses.models import ModulePage

if TYPE_CHECKING:
    from collections.abc import Iterable

    from django.db.models import Field, Model

    from courses.declaration.blocks import Plain
    from courses.declaration.shape import (
        ActivityDeclaration,
        MilestoneDeclaration,
        ModuleDeclaration,
        ProgrammeDeclaration,
        StepDeclaration,
    )

MODULE_FIELDS = (
    "code",
    "title",
    "kind",
    "minutes",
    "month_offset",
    "days_after_previous",
    "dates",
    "starts",
    "ends",
    "audience",
    "place_rule",
    "counts",
    "body",
)
BLOCK_FIELDS = ("preparation", "content", "evaluation")
"""The fields of a module that are made of blocks."""
ACTIVITY_FIELDS = (
    "code_prefix",
    "title",
    "per_year",
    "kind",
    "minutes",
    "starts",
    "ends",
    "audience",
    "place_rule",
    "counts",
)
MILESTONE_FIELDS = ("key", "title", "planned_month", "opens", "about")


def programme_fields(declared: ProgrammeDeclaration) -> dict[str, Any]:
    """Return the programme page's fields; its owner is looked up by whoever writes it."""
    return _taken(declared, ("title", "duration_months", "threshold", "body"))


def step_fields(declared: StepDeclaration) -> dict[str, Any]:
    """Return the step page's fields."""
    return _taken(declared, ("title", "month_from", "month_to", "optional", "body"))


def milestone_fields(declared: MilestoneDeclaration) -> dict[str, Any]:
    """Return the milestone's fields."""
    return _taken(declared, MILESTONE_FIELDS)


def module_fields(declared: ModuleDeclaration) -> dict[str, Any]:
    """Return the module page's fields."""
    return _taken(declared, MODULE_FIELDS)


def module_blocks(declared: ModuleDeclaration) -> dict[str, tuple[Plain, ...]]:
    """Return the module page's blocks by field."""
    return _taken(declared, BLOCK_FIELDS)


def activity_fields(declared: ActivityDeclaration) -> dict[str, Any]:
    """Return the recurring activity's fields; without extended ones theirs are empty."""
    longer = declared.extended
    return _taken(declared, ACTIVITY_FIELDS) | {
        "calendar_months": _listed(declared.calendar_months),
        "extended": _listed(longer.numbers) if longer else "",
        "extended_title": longer.title if longer else "",
        "extended_kind": longer.kind if longer else "",
        "extended_minutes": longer.minutes if longer else None,
        "extended_ends": longer.ends if longer else None,
        "extended_audience": longer.audience if longer else "",
    }


def _taken(declared: Any, names: Iterable[str]) -> dict[str, Any]:
    return {name: getattr(declared, name) for name in names}


def _listed(numbers: Iterable[int]) -> str:
    return ", ".join(map(str, numbers))


def stream_block_of(name: str) -> Any:
    """Return what a module's field of blocks may hold."""
    return field_of(ModulePage, name).stream_block  # type: ignore[attr-defined]


def field_of(model: type[Model], name: str) -> Field[Any, Any]:
    """Return the model's own field of the name."""
    return cast("Field[Any, Any]", model._meta.get_field(name))
