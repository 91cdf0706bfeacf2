"""The marks' forms around their own middle, and what is drawn inside them for each state."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from courses.staircase.parts import Shape, State

if TYPE_CHECKING:
    from courses.staircase.parts import Mark

WIDTH = 17.0
"""From one mark's middle to the next one's, so that they never touch."""
LARGE = 1.4

OUTLINES = {
    Shape.SQUARE: "M-4 -6H4Q6 -6 6 -4V4Q6 6 4 6H-4Q-6 6 -6 4V-4Q-6 -6 -4 -6Z",
    Shape.CIRCLE: "M-6.5 0A6.5 6.5 0 1 1 6.5 0A6.5 6.5 0 1 1 -6.5 0Z",
    Shape.TRIANGLE: "M0 -6.5L7 6H-7Z",
    Shape.DIAMOND: "M0 -7.5L7.5 0L0 7.5L-7.5 0Z",
}
CROSS = "M-3 -3L3 3M3 -3L-3 3"
DOT = "M-2 0A2 2 0 1 1 2 0A2 2 0 1 1 -2 0Z"
BAR = "M-3 0H3"
TICK = "M-3 0L-1 2.5L3 -2.5"
INNER = {State.MISSED: CROSS, State.PARTIAL: DOT, State.UNKNOWN: BAR, State.PREPARED: TICK}
SINK = 2.0
"""A triangle's room lies low, so what stands inside it does too."""


@dataclass(frozen=True, slots=True)
class PlacedMark:
    """A mark as paths around its middle, moved and enlarged by ``transform``; ``label`` is its text equivalent."""

    shape: str
    state: str
    label: str
    outline: str
    inner: str
    inner_transform: str
    transform: str


def place(mark: Mark, x: float = 0, y: float = 0) -> PlacedMark:
    """Return the mark with its middle at the point."""
    size = f" scale({LARGE})" if mark.large else ""
    return PlacedMark(
        shape=mark.shape,
        state=mark.state,
        label=mark.label,
        outline=OUTLINES[mark.shape],
        inner=INNER.get(mark.state, ""),
        inner_transform=f"translate(0 {SINK})" if mark.shape == Shape.TRIANGLE else "",
        transform=f"translate({x:.1f} {y:.1f}){size}",
    )


def width_of(mark: Mark) -> float:
    """Return the room that the mark needs from its neighbour."""
    return WIDTH * LARGE if mark.large else WIDTH
