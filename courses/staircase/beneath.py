"""What runs beneath the stairs: the months, the lanes with their days or beams with their words, and today."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext

from courses.staircase.shapes import PlacedMark, place, width_of
from courses.staircase.spacing import spread
from courses.staircase.text import text_width

if TYPE_CHECKING:
    from collections.abc import Sequence

    from courses.staircase.layout import Paper
    from courses.staircase.parts import Lane
    from courses.staircase.spacing import Scale

AXIS_HEIGHT = 30.0
LANE_HEIGHT = 48.0
LANE_TEXT = 16.0
LANE_RAIL = 33.0
BEAM_HEIGHT = 36.0
BEAM_HEIGHT_COMPACT = 22.0
BEAM_GAP = 8.0
BEAM_TIP = 12.0
PILL_HEIGHT = 26.0
PILL_SIZE = 13
INSET = 10.0
EDGE = 36.0
"""A month's name this close to the drawing's edge is set flush with it."""


@dataclass(frozen=True, slots=True)
class Tick:
    """A month on the axis; ``anchor`` is how its name is set."""

    x: str
    y: str
    name_x: str
    name_y: str
    name: str
    anchor: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DrawnLane:
    """A lane: a rail with marks, or a beam (a path) with the lane's words in it."""

    title: str
    note: str
    text_x: str
    text_y: str
    rail: str
    beam: str
    marks: tuple[PlacedMark, ...]


@dataclass(frozen=True, slots=True)
class Today:
    """Today's line and the pill upon it."""

    x: str
    foot: str
    pill_x: str
    pill_width: str
    text_x: str
    text: str


def ticks(scale: Scale, ground_y: float, paper: Paper) -> tuple[Tick, ...]:
    """Return every sixth month, every twelfth where the programme is long or the drawing small."""
    length = scale.last - scale.first
    step = 12 if length > 36 or (paper.compact and length > 12) else 6
    return tuple(_tick(month, scale, ground_y, paper) for month in range(0, int(scale.last) + 1, step))


def _tick(month: int, scale: Scale, ground_y: float, paper: Paper) -> Tick:
    x = scale.x(month)
    name = gettext("month %(month)s") % {"month": month} if not (paper.compact and month) else str(month)
    anchor = "end" if x > paper.right - EDGE else "start" if x < paper.left + EDGE else "middle"
    at = paper.right if anchor == "end" else x
    return Tick(f"{x:.1f}", f"{ground_y:.1f}", f"{at:.1f}", f"{ground_y + 20:.1f}", name, anchor)


def lanes(given: Sequence[Lane], top: float, scale: Scale, paper: Paper) -> tuple[tuple[DrawnLane, ...], float]:
    """Return the lanes below ``top`` and where they end: rails with marks, or beams where no lane has any."""
    if any(lane.marks for lane in given):
        if paper.compact:
            return (), top
        rails = [_rail(lane, top + row * LANE_HEIGHT, scale) for row, lane in enumerate(given)]
        return tuple(rails), top + len(given) * LANE_HEIGHT
    height = BEAM_HEIGHT_COMPACT if paper.compact else BEAM_HEIGHT
    each = height + BEAM_GAP
    beams = [_beam(lane, top + row * each, height, scale, compact=paper.compact) for row, lane in enumerate(given)]
    return tuple(beams), top + len(given) * each


def _rail(lane: Lane, top: float, scale: Scale) -> DrawnLane:
    ordered = sorted((mark for mark in lane.marks if mark.month is not None), key=lambda mark: mark.month or 0)
    distance = max((width_of(mark) for mark in ordered), default=0.0)
    places = spread([scale.x(mark.month or 0) for mark in ordered], distance, scale.left + INSET, scale.right - INSET)
    y = top + LANE_RAIL
    return DrawnLane(
        title=lane.title,
        note=lane.note,
        text_x=f"{scale.left:.1f}",
        text_y=f"{top + LANE_TEXT:.1f}",
        rail=f"M{scale.left:.1f} {y:.1f}H{scale.right:.1f}",
        beam="",
        marks=tuple(place(mark, x, y) for mark, x in zip(ordered, places, strict=True)),
    )


def _beam(lane: Lane, top: float, height: float, scale: Scale, *, compact: bool) -> DrawnLane:
    left, shoulder = scale.left, scale.right - BEAM_TIP
    middle, foot = top + height / 2, top + height
    tip = f"H{shoulder:.1f}L{scale.right:.1f} {middle:.1f}L{shoulder:.1f} {foot:.1f}"
    path = f"M{left + 8:.1f} {top:.1f}{tip}H{left + 8:.1f}q-8 0 -8 -8V{top + 8:.1f}q0 -8 8 -8Z"
    return DrawnLane(
        title=lane.title,
        note="" if compact else lane.note,
        text_x=f"{left + 12:.1f}",
        text_y=f"{top + height / 2 + 5:.1f}",
        rail="",
        beam=path,
        marks=(),
    )


def today(month: float, scale: Scale, foot: float) -> Today:
    """Return today's line down to ``foot``; its pill keeps within the drawing."""
    words = gettext("Today · month %(month)s") % {"month": str(int(month // 1)).replace("-", "−")}
    x, width = scale.x(month), text_width(words, PILL_SIZE) + 20
    pill_x = min(max(x - width / 2, scale.left), scale.right - width)
    return Today(f"{x:.1f}", f"{foot:.1f}", f"{pill_x:.1f}", f"{width:.1f}", f"{pill_x + width / 2:.1f}", words)
