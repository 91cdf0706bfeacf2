"""Does the state allow a programme's pages to be taken away, or a declaration to be laid over them?"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Q
from django.utils.translation import gettext as _

from courses.models import (
    Cohort,
    LibraryDocument,
    MilestoneTemplate,
    ModulePage,
    ProgrammePage,
    Reading,
    RecurringActivity,
    Session,
    StepPage,
    Team,
)
from courses.needed import are_needed, why_milestone_needed

if TYPE_CHECKING:
    from wagtail.models import Page

    from courses.declaration import ProgrammeDeclaration


def why_needed(page: Page) -> str | None:
    """Return why the page with all below it must stay where it is: cohorts, teams, sessions or documents need it."""
    programmes = ProgrammePage.objects.filter(path__startswith=page.path)
    cohort = Cohort.objects.filter(programme__in=programmes).order_by("code").first()
    if cohort:
        message = _("The cohort %(cohort)s follows “%(title)s”, so the page must stay. It can be unpublished.")
        return message % {"cohort": cohort.code, "title": page.title}
    steps = StepPage.objects.filter(path__startswith=page.path)
    team = Team.objects.filter(optional_steps__in=steps).order_by("name").first()
    if team:
        message = _("The team %(team)s has chosen “%(title)s”, so the page must stay. It can be unpublished.")
        return message % {"team": team.name, "title": page.title}
    session = _session_of(Q(module__in=ModulePage.objects.filter(path__startswith=page.path)))
    if session:
        message = _(
            "%(code)s of the cohort %(cohort)s is planned from “%(title)s”, so the page must stay. "
            "It can be unpublished."
        )
        return message % {"code": session.code, "cohort": session.cohort.code, "title": page.title}
    if Reading.objects.filter(module__in=ModulePage.objects.filter(path__startswith=page.path)).exists():
        message = _("Participants have worked with “%(title)s”, so the page must stay. It can be unpublished.")
        return message % {"title": page.title}
    document = LibraryDocument.objects.filter(step__in=steps).order_by("title").first()
    if document:
        # Without its step it would be open to the readers of every programme.
        message = _("The document “%(document)s” belongs to “%(title)s”. Give it another step first, or delete it.")
        return message % {"document": document.title, "title": page.title}
    if are_needed(steps):
        message = _("Teams have logged something about “%(title)s”, so the page must stay. It can be unpublished.")
        return message % {"title": page.title}
    return None


def why_activity_needed(activity: RecurringActivity) -> str | None:
    """Return why the recurring activity cannot be removed from its programme: sessions are planned from it."""
    session = _session_of(Q(activity=activity))
    if session is None:
        return None
    message = _("%(code)s of the cohort %(cohort)s is planned from “%(title)s”, so it cannot be removed.")
    return message % {"code": session.code, "cohort": session.cohort.code, "title": activity.title}


def why_not_loaded(programme: ProgrammePage | None, declaration: ProgrammeDeclaration) -> str | None:
    """Return why the declaration cannot be laid over the programme (None: there is none yet)."""
    if programme is None:
        return None
    if programme.live and not declaration.published:
        message = _("“%(title)s” is published, so a draft cannot be laid over it.")
        return message % {"title": programme.title}
    prefixes = [activity.code_prefix for activity in declaration.activities]
    removed = RecurringActivity.objects.filter(programme_id=programme.pk).exclude(code_prefix__in=prefixes)
    activities = map(why_activity_needed, removed.order_by("sort_order", "pk"))
    return next(filter(None, (*activities, *map(why_milestone_needed, _removed(programme, declaration)))), None)


def _removed(programme: ProgrammePage, declaration: ProgrammeDeclaration) -> list[MilestoneTemplate]:
    """Return the milestones that the declaration leaves out of steps that it keeps."""
    declared = {step.slug: {milestone.key for milestone in step.milestones} for step in declaration.steps}
    rows = MilestoneTemplate.objects.filter(step__in=StepPage.objects.child_of(programme), step__slug__in=declared)
    return [row for row in rows.select_related("step") if row.key not in declared[row.step.slug]]


def _session_of(condition: Q) -> Session | None:
    return Session.objects.filter(condition).select_related("cohort").order_by("cohort__code", "code").first()
