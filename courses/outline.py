"""How a programme is told on its pages: steps with their modules, months and rhythm in words. Read once, no dates."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext, ngettext
from wagtail.models import Page

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from courses.models import ModulePage, ProgrammePage, RecurringActivity, StepPage


OF_PAGES = ("path", "depth", "title", "url_path")
OF_STEPS = ("month_from", "month_to", "optional")
OF_MODULES = ("code", "kind", "minutes", "counts", "month_offset")
OUTLINED = (*OF_PAGES, *(f"steppage__{name}" for name in OF_STEPS), *(f"modulepage__{name}" for name in OF_MODULES))
"""What an outline is told with; a page has three times as many columns."""


@dataclass(frozen=True, slots=True)
class OutlinedStep:
    """A step with its modules; ``number`` counts from 1, and is empty for what lies before the start."""

    step: StepPage
    modules: tuple[ModulePage, ...]
    number: str

    @property
    def is_ground(self) -> bool:
        """Whether the step begins before the start, so that the others stand on it."""
        return not self.number

    @property
    def months(self) -> str:
        """The step's months in words, empty where the draft has none."""
        return months_in_words(self.step)


def outline_of(programme: ProgrammePage) -> tuple[OutlinedStep, ...]:
    """Return the programme's live steps with their live modules, in one query."""
    below = programme.get_descendants().live().select_related("steppage", "modulepage").only(*OUTLINED)
    steps = [page.steppage for page in below if hasattr(page, "steppage")]
    return outlined_steps(steps, [page.modulepage for page in below if hasattr(page, "modulepage")])


def outlined_steps(steps: Iterable[StepPage], modules: Iterable[ModulePage] = ()) -> tuple[OutlinedStep, ...]:
    """Return one programme's steps in their order, numbered, each with those of the modules that lie below it."""
    by_step: dict[str, list[ModulePage]] = defaultdict(list)
    for module in modules:
        by_step[parent_path(module)].append(module)
    outlined: list[OutlinedStep] = []
    counted = 0
    for step in steps:
        ground = not outlined and step.month_from is not None and step.month_from < 0
        counted += not ground
        outlined.append(OutlinedStep(step, tuple(by_step[step.path]), "" if ground else str(counted)))
    return tuple(outlined)


def parent_path(page: Page) -> str:
    """Return the tree path of the page above."""
    return str(page.path[: -Page.steplen])


def step_above(module: ModulePage, outline: Sequence[OutlinedStep]) -> StepPage | None:
    """Return the step that the module lies below; None for one that is not published."""
    path = parent_path(module)
    return next((outlined.step for outlined in outline if outlined.step.path == path), None)


def here_in(outline: Sequence[OutlinedStep], step: StepPage) -> OutlinedStep | None:
    """Return the step as outlined; None for one that is not published yet."""
    return next((outlined for outlined in outline if outlined.step.pk == step.pk), None)


def neighbours(module: ModulePage, outline: Sequence[OutlinedStep]) -> tuple[ModulePage | None, ModulePage | None]:
    """Return the modules before and after this one in the whole programme; neither where it is not published yet."""
    modules = [None, *(each for outlined in outline for each in outlined.modules), None]
    place = next((order for order, each in enumerate(modules) if each and each.pk == module.pk), None)
    return (None, None) if place is None else (modules[place - 1], modules[place + 1])


def months_in_words(step: StepPage) -> str:
    """Return "Month 1–4", with a minus for months before the start; empty where the step has no months."""
    if step.month_from is None or step.month_to is None:
        return ""
    first, last = (str(month).replace("-", "−") for month in (step.month_from, step.month_to))
    if first == last:
        return gettext("Month %(month)s") % {"month": first}
    # Beside a minus a dash would be misread.
    words = gettext("Month %(first)s to %(last)s") if step.month_from < 0 else gettext("Month %(first)s–%(last)s")
    return words % {"first": first, "last": last}


def rhythms_of(programme: ProgrammePage) -> list[tuple[RecurringActivity, str]]:
    """Return what recurs beside the steps, each with how often in words; one query."""
    return [(activity, rhythm(activity)) for activity in programme.activities.all()]


def rhythm(activity: RecurringActivity) -> str:
    """Return how often an activity recurs: "8 times a year, 2 of them extended"."""
    count, extended = activity.per_year, len(activity.extended_numbers)
    often = ngettext("%(count)s time a year", "%(count)s times a year", count) % {"count": count}
    if not extended:
        return often
    of_them = ngettext("%(count)s of them extended", "%(count)s of them extended", extended) % {"count": extended}
    return f"{often}, {of_them}"
