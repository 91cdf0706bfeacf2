"""A team's steps with their milestones as they stand on a day, in five queries however many there are."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, TypeVar

from django.db.models import Q

from courses.models import MilestoneTemplate
from courses.outline import months_in_words
from implementation.enums import EntryKind, MilestoneState
from implementation.models import Milestone, MilestoneEntry, StepPause
from implementation.step_state import Mark, days_late, milestone_state, step_state

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from courses.models import Cohort, StepPage, Team
    from implementation.enums import StepState

Row = TypeVar("Row")


@dataclass(frozen=True, slots=True)
class MilestoneRow:
    """A milestone of a team: its template, what is stored (None: untouched), and what follows from both."""

    template: MilestoneTemplate
    stored: Milestone | None
    entries: tuple[MilestoneEntry, ...]
    planned_on: date | None
    days_late: int

    @property
    def has_own_plan(self) -> bool:
        """Whether somebody has set another date than the programme's."""
        return bool(self.stored and self.stored.planned_on)

    @property
    def reached_on(self) -> date | None:
        """When it was reached."""
        return self.stored.reached_on if self.stored else None

    @property
    def reached(self) -> MilestoneEntry | None:
        """The entry that says who reached it, as long as it is."""
        said = [entry for entry in self.entries if entry.kind == EntryKind.REACHED]
        return said[-1] if said and self.reached_on else None

    @property
    def is_confirmed(self) -> bool:
        """Whether the model owner has confirmed it."""
        return bool(self.stored and self.stored.confirmed_at)

    @property
    def awaits_confirmation(self) -> bool:
        """Whether it is reached and not confirmed."""
        return self.reached_on is not None and not self.is_confirmed

    @property
    def state(self) -> MilestoneState:
        """How far it is."""
        return milestone_state(reached=self.reached_on, confirmed=self.is_confirmed, late=self.days_late)

    @property
    def mark(self) -> Mark:
        """What the step's state asks of it."""
        return Mark(opens=self.template.opens, reached=self.reached_on is not None, confirmed=self.is_confirmed)


@dataclass(frozen=True, slots=True)
class StepRow:
    """A step of a team: its state, its milestones in their order, its pauses."""

    step: StepPage
    milestones: tuple[MilestoneRow, ...]
    pauses: tuple[StepPause, ...]
    pause: StepPause | None

    @property
    def state(self) -> StepState:
        """How far the team is with it."""
        return step_state((row.mark for row in self.milestones), paused=self.pause is not None)

    @property
    def months(self) -> str:
        """Its months in the programme, in words."""
        return months_in_words(self.step)


def steps_of(team: Team, *, on: date) -> list[StepRow]:
    """Return the team's steps as they stand on the date: the programme's live ones, optional ones if chosen."""
    steps = list(team.cohort.programme.steps().filter(Q(optional=False) | Q(chosen_by=team)).distinct())
    templates = _by(MilestoneTemplate.objects.filter(step__in=steps), "step_id")
    stored = {row.template_id: row for row in team.milestones.select_related("confirmed_by")}
    entries = _by(MilestoneEntry.objects.filter(milestone__team=team).select_related("by"), "milestone_id")
    pauses = _by(team.step_pauses.select_related("by"), "step_id")
    return [_step_row(step, templates[step.pk], stored, entries, pauses[step.pk], team.cohort, on) for step in steps]


def planned_day(template: MilestoneTemplate, cohort: Cohort) -> date | None:
    """Return the last day of the template's programme month, None where the programme doesn't say one."""
    if template.planned_month is None:
        return None
    return cohort.month_begins(template.planned_month + 1) - timedelta(days=1)


def _step_row(
    step: StepPage,
    templates: list[MilestoneTemplate],
    stored: dict[int, Milestone],
    entries: dict[int, list[MilestoneEntry]],
    pauses: list[StepPause],
    cohort: Cohort,
    on: date,
) -> StepRow:
    pause = next((one for one in pauses if one.is_in_force(on)), None)
    rows = []
    for template in templates:
        row = stored.get(template.pk)
        planned = (row.planned_on if row else None) or planned_day(template, cohort)
        late = days_late(planned=planned, reached=row.reached_on if row else None, paused=pause is not None, on=on)
        rows.append(MilestoneRow(template, row, tuple(entries[row.pk] if row else ()), planned, late))
    return StepRow(step, tuple(rows), tuple(pauses), pause)


def _by(rows: Iterable[Row], name: str) -> dict[int, list[Row]]:
    found: dict[int, list[Row]] = defaultdict(list)
    for row in rows:
        found[getattr(row, name)].append(row)
    return found
