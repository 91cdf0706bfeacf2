"""Builds the drawn staircase of a programme or of one participation from their rows; the drawing itself is pure."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING

from django.utils import timezone
from django.utils.translation import gettext

from courses.enums import ActivityKind
from courses.outline import outline_of, outlined_steps, parent_path, rhythm
from courses.staircase import Drawing, Lane, Mark, Shape, SmallDrawing, Stair, State, draw, draw_small
from people.wording import day

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date, datetime

    from courses.history import Entry, History
    from courses.models import Cohort, ModulePage, ProgrammePage, StepPage
    from courses.outline import OutlinedStep

MIDDLE_OF_THE_MONTH = 0.5
CANCELLED = "cancelled"
"""The one word of a session's state that no mark shows."""

SHAPES = {
    ActivityKind.PRACTICE_DAY: Shape.CIRCLE,
    ActivityKind.PARENT_GROUP: Shape.TRIANGLE,
    ActivityKind.SUPERVISION: Shape.CIRCLE,
    ActivityKind.EXTENDED_SUPERVISION: Shape.CIRCLE,
    ActivityKind.STATUS_MEETING: Shape.DIAMOND,
    ActivityKind.LEADERSHIP_CONSULTATION: Shape.DIAMOND,
}
"""The form of a day's mark; all others are square."""
LARGE = frozenset({ActivityKind.INTERNAT, ActivityKind.EXTENDED_SUPERVISION})
WITH_LEADERS = frozenset({ActivityKind.STATUS_MEETING, ActivityKind.LEADERSHIP_CONSULTATION})


def staircase_of_programme(programme: ProgrammePage, outline: Sequence[OutlinedStep] | None = None) -> Drawing:
    """Return the model staircase: every step with its modules, and what recurs beneath; two queries, or one."""
    outline = outline_of(programme) if outline is None else outline
    return draw(
        [replace(_model_stair(outlined), marks=_module_marks(outlined)) for outlined in outline],
        _beams(programme),
        title=gettext("The implementation staircase"),
        description=_programme_in_words(programme, outline),
        duration=programme.duration_months,
        today=None,
        shape_names=_shape_names() | {Shape.CIRCLE: gettext("Practice day")},
    )


def staircase_at_step(programme: ProgrammePage, outline: Sequence[OutlinedStep], step: StepPage) -> SmallDrawing:
    """Return the staircase with one step in colour and the others pale: where the reader is; no query."""
    stairs = [replace(_model_stair(outlined), here=outlined.step.pk == step.pk) for outlined in outline]
    return _small(stairs, programme, outline)


def staircase_cards(
    programmes: Iterable[ProgrammePage], steps: Iterable[StepPage]
) -> list[tuple[ProgrammePage, tuple[OutlinedStep, ...], SmallDrawing]]:
    """Return each programme with its steps and its staircase without links, for a list; the two queries given."""
    by_programme: dict[str, list[StepPage]] = defaultdict(list)
    for step in steps:
        by_programme[parent_path(step)].append(step)
    cards = []
    for programme in programmes:
        outline = outlined_steps(by_programme[programme.path])
        stairs = [replace(_model_stair(outlined), url="") for outlined in outline]
        cards.append((programme, outline, _small(stairs, programme, outline)))
    return cards


def staircase_of_participation(
    cohort: Cohort, outline: Sequence[OutlinedStep], history: History, *, at: datetime
) -> Drawing:
    """Return the staircase with a participant's own days and today; no query. Modules in the outline are not looked at.

    An entry has its ``session``, its ``mark`` (a state of the drawing, or cancelled) and its ``label`` in words.
    """
    today = month_of(timezone.localtime(at).date(), cohort)
    days = [entry for entry in history.entries if entry.mark != CANCELLED]
    return draw(
        _own_stairs(outline, days, cohort, today, history.chosen_steps),
        _rails(days, cohort),
        title=gettext("The implementation staircase"),
        description=_today_in_words(outline, cohort, today),
        duration=cohort.duration_months,
        today=today,
        shape_names=_shape_names(),
    )


def month_of(on: date, cohort: Cohort) -> float:
    """Return the programme month of the date with the part of it that has passed; negative before the start."""
    whole = cohort.month_at(on)
    begins, ends = cohort.month_begins(whole), cohort.month_begins(whole + 1)
    return whole + (on - begins).days / (ends - begins).days


# -- the model --------------------------------------------------------------------------------------------------------


def _small(stairs: Sequence[Stair], programme: ProgrammePage, outline: Sequence[OutlinedStep]) -> SmallDrawing:
    return draw_small(
        stairs,
        title=gettext("The implementation staircase"),
        description=_programme_in_words(programme, outline),
        duration=programme.duration_months,
    )


def _model_stair(outlined: OutlinedStep) -> Stair:
    step = outlined.step
    return Stair(
        title=step.title,
        month_from=step.month_from,
        month_to=step.month_to,
        note=gettext("optional") if step.optional else outlined.months,
        url=step.url or "",
        optional=step.optional,
        ground=outlined.is_ground,
    )


def _module_marks(outlined: OutlinedStep) -> tuple[Mark, ...]:
    return tuple(_module_mark(module) for module in outlined.modules)


def _module_mark(module: ModulePage) -> Mark:
    month = None if module.month_offset is None else module.month_offset + MIDDLE_OF_THE_MONTH
    return Mark(
        month=month, shape=_shape(module.kind), large=module.kind in LARGE, label=f"{module.code} {module.title}"
    )


def _beams(programme: ProgrammePage) -> list[Lane]:
    activities = list(programme.activities.all())
    supervisions = [rhythm(a) for a in activities if ActivityKind(a.kind).is_supervision]
    others = [f"{a.title} {rhythm(a)}" for a in activities if not ActivityKind(a.kind).is_supervision]
    lanes = [
        Lane(title=gettext("Team supervision"), note=" · ".join(supervisions)),
        Lane(title=gettext("Leadership and status"), note=" · ".join(others)),
    ]
    return [lane for lane in lanes if lane.note]


def _programme_in_words(programme: ProgrammePage, outline: Sequence[OutlinedStep]) -> str:
    steps = ", ".join(outlined.step.title for outlined in outline)
    if not programme.duration_months:
        return gettext("The steps in their order: %(steps)s.") % {"steps": steps}
    words = {"months": programme.duration_months, "steps": steps}
    return gettext("%(months)s months. The steps in their order: %(steps)s.") % words


# -- one participation ------------------------------------------------------------------------------------------------


def _own_stairs(
    outline: Sequence[OutlinedStep], days: Sequence[Entry], cohort: Cohort, today: float, chosen: frozenset[int]
) -> list[Stair]:
    marks: dict[str, list[Mark]] = defaultdict(list)
    for entry in days:
        mark = _own_mark(entry, cohort)
        path = _stair_path(entry, mark, outline)
        if path:
            marks[path].append(mark)
    return [
        Stair(
            title=outlined.step.title,
            month_from=outlined.step.month_from,
            month_to=outlined.step.month_to,
            note=_own_note(outlined, today, chosen),
            url=outlined.step.url or "",
            optional=outlined.step.optional,
            ground=outlined.is_ground,
            marks=tuple(marks[outlined.step.path]),
        )
        for outlined in outline
    ]


def _own_mark(entry: Entry, cohort: Cohort) -> Mark:
    session = entry.session
    on = timezone.localtime(session.starts_at).date()
    return Mark(
        month=month_of(on, cohort),
        shape=_shape(session.kind),
        state=State(entry.mark),
        large=session.kind in LARGE,
        label=f"{session.title}, {day(on)}: {entry.label}",
    )


def _stair_path(entry: Entry, mark: Mark, outline: Sequence[OutlinedStep]) -> str:
    """Return the path of the step that the day belongs to: its module's, else the one that its month lies in."""
    if _lane_of(entry.session.kind) is not None or not outline:
        return ""
    if entry.session.module:
        return parent_path(entry.session.module)
    begun = [o.step.path for o in outline if not o.step.optional and (o.step.month_from or 0) <= (mark.month or 0)]
    return str((begun or [outline[0].step.path])[-1])


def _own_note(outlined: OutlinedStep, today: float, chosen: frozenset[int]) -> str:
    step: StepPage = outlined.step
    if step.optional:
        return gettext("chosen by the team") if step.pk in chosen else gettext("optional")
    if step.month_from is None or step.month_to is None:
        return ""
    if step.month_from > today:
        return gettext("From month %(month)s") % {"month": step.month_from}
    return outlined.months if step.month_to <= today else gettext("In progress")


def _rails(days: Sequence[Entry], cohort: Cohort) -> list[Lane]:
    titles = (gettext("Team supervision"), gettext("Leadership and status"))
    lanes = [
        Lane(
            title=title, marks=tuple(_own_mark(entry, cohort) for entry in days if _lane_of(entry.session.kind) == row)
        )
        for row, title in enumerate(titles)
    ]
    return [lane for lane in lanes if lane.marks]


def _today_in_words(outline: Sequence[OutlinedStep], cohort: Cohort, today: float) -> str:
    if today < 0:
        return gettext("The course begins in month 0.")
    if today >= cohort.duration_months:
        return gettext("The course has ended.")
    steps = [o.step.title for o in outline if o.step.month_from is not None and o.step.month_from <= today]
    words = {"month": int(today), "total": cohort.duration_months, "step": steps[-1] if steps else "–"}
    return gettext("Month %(month)s of %(total)s, at the step %(step)s.") % words


# -- both -------------------------------------------------------------------------------------------------------------


def _lane_of(kind: str) -> int | None:
    if ActivityKind(kind).is_supervision:
        return 0
    return 1 if kind in WITH_LEADERS else None


def _shape(kind: str) -> Shape:
    return SHAPES.get(ActivityKind(kind), Shape.SQUARE)


def _shape_names() -> dict[Shape, str]:
    return {
        Shape.SQUARE: gettext("Training day (large: internat)"),
        Shape.CIRCLE: gettext("Practice day or supervision (large: extended)"),
        Shape.TRIANGLE: gettext("Parent-group evening"),
        Shape.DIAMOND: gettext("Leadership and status"),
    }
