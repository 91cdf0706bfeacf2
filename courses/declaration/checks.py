"""Whether a declared programme can be: the same rules and the same words as in the editor."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from courses.declaration.block_text import blocks_faults
from courses.declaration.faults import DeclarationFaults
from courses.declaration.fields import (
    activity_fields,
    field_of,
    milestone_fields,
    module_blocks,
    module_fields,
    programme_fields,
    step_fields,
    stream_block_of,
)
from courses.models import MilestoneTemplate, ModulePage, ProgrammePage, RecurringActivity, StepPage
from courses.programme_rules import clock_fault, month_fault, repeated, span_fault

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from django.db.models import Model

    from courses.declaration.shape import (
        ActivityDeclaration,
        MilestoneDeclaration,
        ModuleDeclaration,
        ProgrammeDeclaration,
        StepDeclaration,
    )

NEVER_EMPTY = {"slug", "title", "code", "code_prefix", "key"}


def check(declaration: ProgrammeDeclaration) -> None:
    """Raise DeclarationFaults with every reason why the programme cannot be as the file says."""
    faults = [
        *_programme(declaration),
        *(fault for step in declaration.steps for fault in _step(step, declaration)),
        *(fault for module in declaration.modules() for fault in _module(module, declaration)),
        *(fault for activity in declaration.activities for fault in _activity(activity, declaration)),
        *_codes(declaration),
    ]
    if faults:
        raise DeclarationFaults(faults)


def _programme(declaration: ProgrammeDeclaration) -> Iterator[str]:
    where = f"{declaration.title}: "
    values = {"slug": declaration.slug, **programme_fields(declaration)}
    yield from _fields(values, ProgrammePage, where)
    if declaration.published:
        yield from _missing(values, ("duration_months", "threshold"), ProgrammePage, where)
        if not declaration.steps:
            yield where + _("A programme needs at least one step to be published.")


def _step(step: StepDeclaration, programme: ProgrammeDeclaration) -> Iterator[str]:
    where = f"{step.title}: "
    values = {"slug": step.slug, **step_fields(step)}
    yield from _fields(values, StepPage, where)
    if programme.published:
        yield from _missing(values, ("month_from", "month_to"), StepPage, where)
    outside = (month_fault(month, programme.duration_months) for month in (step.month_from, step.month_to))
    yield from _sentences(where, *outside, span_fault(step.month_from, step.month_to))
    for milestone in step.milestones:
        yield from _milestone(milestone, where, programme)
    for key in repeated(milestone.key for milestone in step.milestones):
        yield where + _("Two milestones have the key “%(key)s”.") % {"key": key}


def _milestone(milestone: MilestoneDeclaration, step: str, programme: ProgrammeDeclaration) -> Iterator[str]:
    where = f"{step}{milestone.title}: "
    values = milestone_fields(milestone)
    yield from _fields(values, MilestoneTemplate, where)
    if programme.published:
        yield from _missing(values, ("planned_month",), MilestoneTemplate, where)
    yield from _sentences(where, month_fault(milestone.planned_month, programme.duration_months))


def _module(module: ModuleDeclaration, programme: ProgrammeDeclaration) -> Iterator[str]:
    where = f"{module.code} {module.title}: "
    values = module_fields(module)
    yield from _fields(values, ModulePage, where)
    if programme.published:
        yield from _missing(values, ("minutes", "month_offset"), ModulePage, where)
    clock = clock_fault(starts=module.starts, ends=module.ends, minutes=module.minutes, dates=module.dates)
    yield from _sentences(where, month_fault(module.month_offset, programme.duration_months), clock)
    codes = [one.code for one in programme.modules()]
    for name, declared in module_blocks(module).items():
        block = stream_block_of(name)
        yield from _sentences(where, *(f"{name} {fault}" for fault in blocks_faults(block, declared, codes)))


def _activity(activity: ActivityDeclaration, programme: ProgrammeDeclaration) -> Iterator[str]:
    where = f"{activity.code_prefix} {activity.title}: "
    values = activity_fields(activity)
    yield from _fields(values, RecurringActivity, where)
    if programme.published:
        yield from _missing(values, ("minutes",), RecurringActivity, where)
    yield from _sentences(
        where, clock_fault(starts=activity.starts, ends=activity.ends, minutes=activity.minutes), *_extended(activity)
    )


def _extended(activity: ActivityDeclaration) -> Iterator[str | None]:
    extended = activity.extended
    if extended is None:
        return
    if not extended.numbers or extended.minutes < 1:
        yield _("Say how long an extended one lasts, its kind and whom it obliges.")
    if any(not 1 <= number <= activity.per_year for number in extended.numbers):
        yield _("There are only %(count)s a year.") % {"count": activity.per_year}
    yield clock_fault(starts=activity.starts, ends=extended.ends, minutes=extended.minutes)


def _codes(declaration: ProgrammeDeclaration) -> Iterator[str]:
    """Yield what stands twice where it must be unlike: addresses of steps, codes of modules and activities."""
    for slug in repeated(step.slug for step in declaration.steps):
        yield _("Two steps have the address “%(slug)s”.") % {"slug": slug}
    stems = {module.code.rstrip("0123456789") for module in declaration.modules()}
    prefixes = [activity.code_prefix for activity in declaration.activities]
    codes = [module.code for module in declaration.modules()]
    for code in [*repeated(codes), *repeated([*stems, *dict.fromkeys(prefixes)]), *repeated(prefixes)]:
        yield _("The code “%(code)s” stands twice.") % {"code": code}


def _fields(values: dict[str, Any], model: type[Model], where: str) -> Iterator[str]:
    """Yield what the page's own fields say of the values: choices, lengths, limits."""
    for name, value in values.items():
        field = field_of(model, name)
        if value in (None, "") and name not in NEVER_EMPTY:
            continue
        try:
            field.clean(value, None)
        except ValidationError as fault:
            yield from (f"{where}{field.verbose_name}: {message}" for message in fault.messages)


def _missing(values: dict[str, Any], names: Iterable[str], model: type[Model], where: str) -> Iterator[str]:
    for name in names:
        if values[name] is None:
            label = field_of(model, name).verbose_name
            yield where + _("“%(label)s” must be said before it is published.") % {"label": label}


def _sentences(where: str, *faults: str | None) -> Iterator[str]:
    yield from (where + fault for fault in faults if fault)
