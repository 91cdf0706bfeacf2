"""The whole drawing: the staircase wide and compact, the same as a list, and what its marks mean."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from django.utils.translation import gettext

from courses.staircase import beneath, layout
from courses.staircase.parts import Mark, Shape, State
from courses.staircase.shapes import PlacedMark, place
from courses.staircase.stairs import MARK_ROOM, SHADES, DrawnStair, Setting, drawn

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from courses.staircase.layout import Block, Paper
    from courses.staircase.parts import Lane, Stair

AIR, LINE = 6.0, 1.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """One SVG: its size and everything in it; ``legend`` has the stairs that only their numbers stand in."""

    width: str
    height: str
    ground_y: str
    axis_from: str
    axis_to: str
    stairs: tuple[DrawnStair, ...]
    legend: tuple[DrawnStair, ...]
    ticks: tuple[beneath.Tick, ...]
    lanes: tuple[beneath.DrawnLane, ...]
    today: beneath.Today | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One step or lane of the list: what the picture shows, in words and small marks."""

    number: str
    title: str
    note: str
    url: str
    state: str
    optional: bool
    marks: tuple[PlacedMark, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawing:
    """The staircase twice as a picture and once as a list; ``shapes`` and ``states`` explain the marks that occur."""

    title: str
    description: str
    wide: Picture
    compact: Picture
    steps: tuple[Row, ...]
    lanes: tuple[Row, ...]
    shapes: tuple[PlacedMark, ...]
    states: tuple[PlacedMark, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SmallDrawing:
    """The staircase as a compact picture alone, for beside a title."""

    title: str
    description: str
    compact: Picture


def draw(
    given: Sequence[Stair],
    lanes: Sequence[Lane],
    *,
    title: str,
    description: str,
    duration: float | None,
    today: float | None,
    shape_names: Mapping[Shape, str],
) -> Drawing:
    """Return the drawing. Months count from the start; without ``today`` it is a model, standing on its ground stair.

    ``shape_names`` says what the marks' forms stand for, ``description`` what the drawing shows, in one sentence.
    """
    marks = [mark for stair in given for mark in stair.marks] + [mark for lane in lanes for mark in lane.marks]
    wide = _picture(given, lanes, layout.WIDE, duration, today)
    return Drawing(
        title=title,
        description=description,
        wide=wide,
        compact=_picture(given, lanes, layout.COMPACT, duration, today),
        steps=tuple(_row(stair, shown) for stair, shown in zip(given, wide.stairs, strict=True)),
        lanes=tuple(_lane_row(lane) for lane in lanes),
        shapes=_shapes(marks, shape_names),
        states=_states(marks),
    )


def draw_small(given: Sequence[Stair], *, title: str, description: str, duration: float | None) -> SmallDrawing:
    """Return the drawing of a model, without months, days and lanes."""
    compact = _picture(given, (), layout.COMPACT, duration, None, axis=False)
    return SmallDrawing(title=title, description=description, compact=compact)


def _picture(
    given: Sequence[Stair],
    lanes: Sequence[Lane],
    paper: Paper,
    duration: float | None,
    today: float | None,
    *,
    axis: bool = True,
) -> Picture:
    known = layout.months_of(given, duration)
    months = known or layout.spread_evenly(len(given), duration)
    scale = layout.scale_of(months, duration, paper)
    slabs = [replace(stair, ground=stair.ground and today is None) for stair in given]
    placed = layout.blocks(slabs, months, scale, paper)
    shows_today = today is not None and scale.first <= today <= scale.last
    top = AIR + (beneath.PILL_HEIGHT if shows_today else 0) + (0 if paper.compact else MARK_ROOM)
    ground_y = top + max((block.top for block in placed), default=0)
    setting = Setting(scale=scale, ground_y=ground_y, today=today, compact=paper.compact)
    ticks = beneath.ticks(scale, ground_y, paper) if known and axis else ()
    drawn_lanes, foot = beneath.lanes(lanes, ground_y + (beneath.AXIS_HEIGHT if ticks else LINE), scale, paper)
    stairs = _stairs(given, placed, setting)
    return Picture(
        width=f"{paper.width:.0f}",
        height=f"{foot + (AIR if ticks or drawn_lanes else 0):.0f}",
        ground_y=f"{ground_y:.1f}",
        axis_from=f"{scale.left:.1f}",
        axis_to=f"{scale.right:.1f}",
        stairs=stairs,
        legend=tuple(stair for stair in stairs if stair.numbered),
        ticks=ticks,
        lanes=drawn_lanes,
        today=beneath.today(today, scale, foot) if today is not None and shows_today else None,
    )


def _stairs(given: Sequence[Stair], placed: Sequence[Block], setting: Setting) -> tuple[DrawnStair, ...]:
    numbers, highest = _numbers(given), max(1, sum(not stair.ground for stair in given))
    shades = [round(SHADES * int(number or 0) / highest) for number in numbers]
    return tuple(
        drawn(stair, block, setting, number=number, shade=shade)
        for stair, block, number, shade in zip(given, placed, numbers, shades, strict=True)
    )


def _numbers(given: Sequence[Stair]) -> list[str]:
    """Return the steps' numbers from 1; what the others stand on has none."""
    counted = 0
    numbers = []
    for stair in given:
        counted += not stair.ground
        numbers.append("" if stair.ground else str(counted))
    return numbers


def _row(stair: Stair, shown: DrawnStair) -> Row:
    return Row(
        number=shown.number,
        title=stair.title,
        note=stair.note,
        url=stair.url,
        state=shown.state,
        optional=stair.optional,
        marks=_in_order(stair.marks),
    )


def _lane_row(lane: Lane) -> Row:
    return Row(
        number="", title=lane.title, note=lane.note, url="", state="", optional=False, marks=_in_order(lane.marks)
    )


def _in_order(marks: Sequence[Mark]) -> tuple[PlacedMark, ...]:
    return tuple(place(mark) for mark in sorted(marks, key=lambda mark: (mark.month is not None, mark.month or 0)))


def _shapes(marks: Sequence[Mark], names: Mapping[Shape, str]) -> tuple[PlacedMark, ...]:
    """Return an example of each form that occurs, its name as the label; a model's are drawn as they stand in it."""
    seen = {mark.shape for mark in marks}
    state = State.PLANNED if all(mark.state == State.PLANNED for mark in marks) else State.FORM
    return tuple(
        place(Mark(month=None, shape=shape, state=state, label=name)) for shape, name in names.items() if shape in seen
    )


def _states(marks: Sequence[Mark]) -> tuple[PlacedMark, ...]:
    """Return an example of each state that occurs, its name as the label."""
    seen = {mark.state for mark in marks}
    examples = [Mark(month=None, shape=Shape.SQUARE, state=state, label=name) for state, name in _state_names()]
    return tuple(place(example) for example in examples if example.state in seen)


def _state_names() -> tuple[tuple[State, str], ...]:
    return (
        (State.ATTENDED, gettext("Attended")),
        (State.PARTIAL, gettext("Partly attended")),
        (State.MISSED, gettext("Not attended")),
        (State.UNKNOWN, gettext("Waits for the register")),
        (State.TO_COME, gettext("To come")),
        (State.PREPARED, gettext("To come, you are prepared")),
    )
