"""What would change if a declaration were loaded, in the editor's words."""

from __future__ import annotations

import dataclasses
from datetime import time
from typing import TYPE_CHECKING, Any

from django.utils.formats import time_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from courses.declaration.fields import (
    BLOCK_FIELDS,
    activity_fields,
    field_of,
    milestone_fields,
    module_blocks,
    module_fields,
    programme_fields,
    step_fields,
)
from courses.declaration.shape import MilestoneDeclaration
from courses.models import MilestoneTemplate, ModulePage, ProgrammePage, RecurringActivity, StepPage

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from django.db.models import Model

    from courses.declaration.shape import ProgrammeDeclaration


def differences(old: ProgrammeDeclaration | None, new: ProgrammeDeclaration) -> list[str]:
    """Return a sentence per change from the old programme (None: there is none) to the new one; empty if alike."""
    if old is None:
        return [_("%(title)s is new: %(content)s.") % {"title": new.title, "content": content_of(new)}]
    parts = (_programme, _steps, _milestones, _modules, _activities)
    found = [sentence for part in parts for sentence in part(old, new)]
    # Whatever has no sentence of its own must not look like no change.
    return found or ([] if old == new else [_("%(title)s changes.") % {"title": new.title}])


def content_of(declared: ProgrammeDeclaration) -> str:
    """Return "7 steps, 25 modules, 3 recurring activities"."""
    steps, modules, activities = len(declared.steps), len(declared.modules()), len(declared.activities)
    parts = (
        ngettext("%(count)s step", "%(count)s steps", steps) % {"count": steps},
        ngettext("%(count)s module", "%(count)s modules", modules) % {"count": modules},
        ngettext("%(count)s recurring activity", "%(count)s recurring activities", activities) % {"count": activities},
    )
    return ", ".join(parts)


def _programme(old: ProgrammeDeclaration, new: ProgrammeDeclaration) -> Iterator[str]:
    if new.published and not old.published:
        yield _("%(title)s is published.") % {"title": new.title}
    if old.owner != new.owner:
        what = {"title": new.title, "old": old.owner, "new": new.owner}
        yield _("%(title)s: the model owner is %(new)s instead of %(old)s.") % what
    yield from _values(new.title, ProgrammePage, programme_fields(old), programme_fields(new))


def _steps(old: ProgrammeDeclaration, new: ProgrammeDeclaration) -> Iterator[str]:
    before, after = {step.slug: step for step in old.steps}, {step.slug: step for step in new.steps}
    yield from _came_and_went(before, after)
    for slug in after.keys() & before.keys():
        yield from _values(after[slug].title, StepPage, step_fields(before[slug]), step_fields(after[slug]))
    yield from _order(before, after, _("The steps change their order."))


def _milestones(old: ProgrammeDeclaration, new: ProgrammeDeclaration) -> Iterator[str]:
    before, after = (
        {f"{step.slug} {one.key}": one for step in declared.steps for one in step.milestones} for declared in (old, new)
    )
    yield from _came_and_went(before, after)
    for key in after:
        if key in before:
            values = milestone_fields(before[key]), milestone_fields(after[key])
            yield from _values(_called(key, after[key]), MilestoneTemplate, *values)
    yield from _order(before, after, _("The milestones change their order."))


def _modules(old: ProgrammeDeclaration, new: ProgrammeDeclaration) -> Iterator[str]:
    before, after = ({module.code: module for module in one.modules()} for one in (old, new))
    homes_before, homes_after = (
        {module.code: step for step in one.steps for module in step.modules} for one in (old, new)
    )
    yield from _came_and_went(before, after)
    for code in after:
        if code not in before:
            continue
        old_values, new_values = (module_fields(one) | module_blocks(one) for one in (before[code], after[code]))
        yield from _values(f"{code} {after[code].title}", ModulePage, old_values, new_values)
        if homes_before[code].slug != homes_after[code].slug:
            what = {"code": code, "step": homes_after[code].title}
            yield _("%(code)s moves to the step %(step)s.") % what
    yield from _order(before, after, _("The modules change their order."))


def _activities(old: ProgrammeDeclaration, new: ProgrammeDeclaration) -> Iterator[str]:
    before, after = ({activity.code_prefix: activity for activity in one.activities} for one in (old, new))
    yield from _came_and_went(before, after)
    for prefix in after:
        if prefix in before:
            values = activity_fields(before[prefix]), activity_fields(after[prefix])
            yield from _values(f"{prefix} {after[prefix].title}", RecurringActivity, *values)
    yield from _order(before, after, _("The recurring activities change their order."))


def _came_and_went(before: dict[str, Any], after: dict[str, Any]) -> Iterator[str]:
    for key, one in after.items():
        if key not in before:
            yield _("%(what)s is added.") % {"what": _called(key, one)}
    for key, one in before.items():
        if key not in after:
            yield _("%(what)s is removed.") % {"what": _called(key, one)}


def _called(key: str, declared: Any) -> str:
    """Return the title, with the code before it where it has one, and with what it is where nothing else says so."""
    if isinstance(declared, MilestoneDeclaration):
        return _("The milestone “%(title)s”") % {"title": declared.title}
    has_slug = any(field.name == "slug" for field in dataclasses.fields(declared))
    return declared.title if has_slug else f"{key} {declared.title}"


def _order(before: Iterable[str], after: dict[str, Any], sentence: str) -> Iterator[str]:
    stayed = [key for key in before if key in after]
    if stayed != [key for key in after if key in set(stayed)]:
        yield sentence


def _values(name: str, model: type[Model], old: dict[str, Any], new: dict[str, Any]) -> Iterator[str]:
    for field, value in new.items():
        if value == old[field]:
            continue
        label = field_of(model, field).verbose_name
        if field == "body":
            yield _("%(name)s: the text changes.") % {"name": name}
            continue
        if field in BLOCK_FIELDS:
            yield _("%(name)s: %(label)s changes.") % {"name": name, "label": label}
            continue
        what = {
            "name": name,
            "label": label,
            "old": _shown(model, field, old[field]),
            "new": _shown(model, field, value),
        }
        yield _("%(name)s: %(label)s is %(new)s instead of %(old)s.") % what


def _shown(model: type[Model], field: str, value: Any) -> str:
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if value in (None, ""):
        return _("empty")
    if isinstance(value, time):
        return time_format(value)
    labels = dict(field_of(model, field).flatchoices)
    return str(labels.get(value, value))
