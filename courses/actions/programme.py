"""Makes a programme's pages like a declaration: all of it or nothing, and nothing where they are alike already."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.actions.delete_page import DeletePageAction
from wagtail.actions.move_page import MovePageAction
from wagtail.actions.unpublish_page import UnpublishPageAction
from wagtail.log_actions import log
from wagtail.models import Page

from courses.declaration import check, declaration_of, differences
from courses.declaration.blocks import plain_blocks, stream_of
from courses.declaration.fields import (
    BLOCK_FIELDS,
    activity_fields,
    milestone_fields,
    module_blocks,
    module_fields,
    programme_fields,
    step_fields,
)
from courses.declaration.pages import current_version, module_codes
from courses.declaration.richtext import portable
from courses.models import (
    MilestoneTemplate,
    ModulePage,
    ProgrammeIndexPage,
    ProgrammePage,
    RecurringActivity,
    StepPage,
)
from courses.policies.programmes import why_needed, why_not_loaded
from people.actions.organisations import save_organisation
from people.enums import OrganisationKind
from people.models import Organisation
from people.permissions import may_enter_cms
from people.policies import Refused, refuse_if

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from django.db.models import Model

    from courses.declaration import ActivityDeclaration, MilestoneDeclaration, ProgrammeDeclaration
    from people.models import User

    Rows = dict[str, list[Any]]
    """What a page holds in tables of its own, by name."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """The programme that the declaration names, if it is there, and a sentence per change that loading would bring."""

    programme: ProgrammePage | None
    changes: list[str]


def compare_programme(*, declaration: ProgrammeDeclaration, by: User | None) -> Comparison:
    """Return what loading would change, without changing anything.

    ``by`` is None on the command line, which alone may make a new model owner. Raises PermissionDenied for others than
    editors, DeclarationFaults when the programme cannot be, Refused when it cannot be laid over what is there.
    """
    if by and not may_enter_cms(by):
        raise PermissionDenied
    check(declaration)
    found = ProgrammePage.objects.filter(slug=declaration.slug).first()
    refuse_if(why_not_loaded(found, declaration))
    if by:
        _owner(declaration.owner, by=by)
    current = declaration_of(found) if found else None
    return Comparison(programme=found, changes=differences(current, declaration))


@transaction.atomic
def load_programme(*, declaration: ProgrammeDeclaration, by: User | None) -> Comparison:
    """Make the pages like the declaration; return the programme and a sentence per change, none if they were alike.

    A declared programme that is published is published with all its pages; one that is not stays a draft. What the
    declaration no longer holds is deleted, or unpublished where sessions stand on it. Raises what `compare_programme`
    raises.
    """
    compared = compare_programme(declaration=declaration, by=by)
    if not compared.changes:
        return compared
    loading = _Loading(publish=declaration.published, by=by)
    return Comparison(programme=loading.programme(declaration, compared.programme), changes=compared.changes)


def _owner(name: str, *, by: User | None) -> Organisation:
    found = Organisation.objects.filter(kind=OrganisationKind.MODEL_OWNER, name=name).first()
    if found:
        return found
    if by:
        raise Refused(_("There is no model owner called “%(name)s”. Ask an administrator to add it.") % {"name": name})
    return save_organisation(organisation=Organisation(kind=OrganisationKind.MODEL_OWNER, name=name), by=by)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Loading:
    """One load: whether it publishes, and who did it."""

    publish: bool
    by: User | None

    def programme(self, declared: ProgrammeDeclaration, found: ProgrammePage | None) -> ProgrammePage:
        gone = self._gone(found, declared) if found else []
        page = current_version(found) if found else ProgrammePage(slug=declared.slug, live=False)
        values = programme_fields(declared) | {"owner_organisation": _owner(declared.owner, by=self.by)}
        rows: Rows = {"activities": _activities(page, declared.activities)}
        saved = self._save(page, ProgrammeIndexPage.objects.get(), values, rows)
        self._steps(saved, declared)
        self._remove(gone)
        return ProgrammePage.objects.get(pk=saved.pk)

    def _steps(self, programme: Page, declared: ProgrammeDeclaration) -> None:
        known = {page.slug: current_version(page) for page in StepPage.objects.child_of(programme)}
        steps = []
        for step in declared.steps:
            page = known.get(step.slug) or StepPage(slug=step.slug, live=False)
            rows: Rows = {"milestones": _milestones(page, step.milestones)}
            steps.append(self._save(page, programme, step_fields(step), rows))
        self._order(programme, steps)
        for step, page in zip(declared.steps, steps, strict=True):
            self._modules(programme, Page.objects.get(pk=page.pk), [module_fields(module) for module in step.modules])
        self._blocks(programme, declared)

    def _modules(self, programme: Page, step: Page, declared: Sequence[dict[str, Any]]) -> None:
        known = {page.code: page for page in _known_modules(programme)}
        modules = []
        for values in declared:
            page = known.get(values["code"]) or ModulePage(slug=_free_slug(values["code"], step), live=False)
            saved = self._save(page, step, values)
            if not saved.is_child_of(step):
                self._move(saved, step)
            modules.append(saved)
        self._order(step, modules)

    def _blocks(self, programme: Page, declared: ProgrammeDeclaration) -> None:
        """Give the modules their blocks, now that all are there to be linked to."""
        codes = module_codes(programme)
        pages = {page.code: page for page in _known_modules(programme)}
        for module in declared.modules():
            page = pages[module.code]
            wanted = module_blocks(module)
            changed = [name for name in BLOCK_FIELDS if plain_blocks(getattr(page, name), codes) != wanted[name]]
            values = {name: stream_of(getattr(page, name), wanted[name], codes) for name in changed}
            if values:
                self._write(page, values)

    def _save(self, page: Any, parent: Page, values: dict[str, Any], rows: Rows | None = None) -> Any:
        """Return the page with the values and rows, saved; one that holds them already gets no new version."""
        is_new = page.pk is None
        if not is_new and not _differs(page, values, rows or {}) and page.live >= self.publish:
            return page
        _set(page, rows or {})
        if is_new:
            _set(page, values)
            Page.objects.get(pk=parent.pk).add_child(instance=page)
            log(instance=page, action="wagtail.create", user=self.by, content_changed=True)
        return self._write(page, values, is_new=is_new)

    def _write(self, page: Any, values: dict[str, Any], *, is_new: bool = False) -> Any:
        """Return the page with the values in a version of their own, published if the programme is."""
        _set(page, values)
        revision = page.save_revision(user=self.by, log_action=not is_new, clean=self.publish)
        if self.publish:
            # Who may import has been asked; Wagtail would ask for a group that an editor joins at its door.
            revision.publish(user=self.by, skip_permission_checks=True)
        return type(page).objects.get(pk=page.pk)

    def _order(self, parent: Page, wanted: Sequence[Page]) -> None:
        """Bring the pages below the parent into the order wanted."""
        keys = [page.pk for page in wanted]
        # Read anew: a page in hand does not know how many it has got below it.
        parent = Page.objects.get(pk=parent.pk)
        if list(parent.get_children().filter(pk__in=keys).order_by("path").values_list("pk", flat=True)) == keys:
            return
        for page in wanted:
            self._move(page, parent)

    def _move(self, page: Page, parent: Page) -> None:
        moved, target = Page.objects.get(pk=page.pk), Page.objects.get(pk=parent.pk)
        MovePageAction(moved, target, pos="last-child", user=self.by).execute(skip_permission_checks=True)

    def _gone(self, programme: ProgrammePage, declared: ProgrammeDeclaration) -> list[int]:
        """Return the keys of the pages that are shown now and not declared, modules before their steps."""
        codes, slugs = {module.code for module in declared.modules()}, {step.slug for step in declared.steps}
        modules = [page for page in _known_modules(programme) if page.code not in codes]
        steps = [page for page in StepPage.objects.child_of(programme) if page.slug not in slugs]
        return [page.pk for page in [*modules, *steps] if page.live or not programme.live]

    def _remove(self, keys: Iterable[int]) -> None:
        for page in (Page.objects.get(pk=key).specific for key in keys):
            if why_needed(page) or page.get_children().exists():
                UnpublishPageAction(page, user=self.by).execute(skip_permission_checks=True)
            else:
                DeletePageAction(page, user=self.by).execute(skip_permission_checks=True)


def _set(page: Any, values: dict[str, Any]) -> None:
    for name, value in values.items():
        setattr(page, name, value)


def _known_modules(programme: Page) -> list[ModulePage]:
    """Return the programme's modules in their current version; a published one comes last and so is found."""
    pages = ModulePage.objects.descendant_of(programme).order_by("live", "path")
    return [current_version(page) for page in pages]


def _free_slug(code: str, step: Page) -> str:
    """Return the code as an address; empty, so that Wagtail takes one from the title, where it's taken."""
    slug = code.lower()
    return "" if step.get_children().filter(slug=slug).exists() else slug


def _activities(page: ProgrammePage, declared: Iterable[ActivityDeclaration]) -> list[RecurringActivity]:
    """Return the recurring activities as declared; one that is known by its prefix stays the same row."""
    known = {activity.code_prefix: activity.pk for activity in page.activities.all()}
    return [
        RecurringActivity(pk=known.get(activity.code_prefix), sort_order=order, **activity_fields(activity))
        for order, activity in enumerate(declared)
    ]


def _milestones(page: StepPage, declared: Iterable[MilestoneDeclaration]) -> list[MilestoneTemplate]:
    """Return the milestones as declared; one that is known by its key stays the row that teams have logged about."""
    known = {milestone.key: milestone.pk for milestone in page.milestones.all()}
    return [
        MilestoneTemplate(pk=known.get(milestone.key), sort_order=order, **milestone_fields(milestone))
        for order, milestone in enumerate(declared)
    ]


def _differs(page: Any, values: dict[str, Any], rows: Rows) -> bool:
    if any((portable(page.body) if name == "body" else getattr(page, name)) != value for name, value in values.items()):
        return True
    return any(_told(getattr(page, name).all()) != _told(wanted) for name, wanted in rows.items())


def _told(rows: Iterable[Model]) -> list[list[Any]]:
    """Return what the rows say, without their keys and the page they belong to."""
    return [
        [
            getattr(row, field.attname)
            for field in row._meta.concrete_fields
            if not field.primary_key and not field.is_relation
        ]
        for row in rows
    ]
